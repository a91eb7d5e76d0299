"""Filing conversations from a page: any number that are ticked, or the one that is open."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.ids import read_id
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.messaging.actions.sorting import sort_threads
from rapport.rules.filing import Deed

MORNING = time(8)
# What is said of a number of conversations after each deed.
SAID = {
    Deed.READ: gettext_lazy("Marked as read."),
    Deed.UNREAD: gettext_lazy("Marked as unread."),
    Deed.STAR: gettext_lazy("Starred."),
    Deed.UNSTAR: gettext_lazy("No longer starred."),
    Deed.ARCHIVE: gettext_lazy("Archived. A new message brings it back."),
    Deed.SNOOZE: gettext_lazy("Snoozed. It comes back by itself."),
    Deed.RETURN: gettext_lazy("Back where it was."),
    Deed.MUTE: gettext_lazy("Muted: no notices, and archived it stays archived."),
    Deed.UNMUTE: gettext_lazy("No longer muted."),
    Deed.SPAM: gettext_lazy("Marked as spam. They are not told."),
    Deed.FOCUSED: gettext_lazy("Moved to Focused, where it stays."),
    Deed.OTHER: gettext_lazy("Moved to Other, where it stays."),
}


@login_required
@require_POST
def sorting(request: HttpRequest) -> HttpResponse:
    """Do one deed to the conversations that are named, and go back to the page."""
    ids = _ids(request.POST.getlist("thread"))
    try:
        deed = Deed(request.POST.get("do", ""))
    except ValueError:
        messages.error(request, "Choose what to do with them.")
        return see_other(_back(request))
    result = sort_threads(viewer_of(request), ids, deed, until_of(request.POST, now()))
    if isinstance(result, Refused):
        messages.error(request, absent_or(result).sentence)
    elif request.headers.get("X-Quiet") != "1":
        count = result.count
        many = ngettext("%(n)d conversation.", "%(n)d conversations.", count) % {"n": count}
        messages.success(request, f"{SAID[deed]} {many}" if count > 1 else str(SAID[deed]))
    return see_other(_back(request))


def _ids(named: list[str]) -> list[UUID]:
    """What can be read of the ids; anything else names nothing."""
    return [found for one in named if (found := read_id(one)) is not None]


def until_of(given: QueryDict, at: datetime) -> datetime | None:
    """Until when: a day or a moment of the member's own clock; None where nothing readable is said.

    A day means its morning; the short words are tomorrow, next week and in a month.
    """
    zone = get_current_timezone()
    today = at.astimezone(zone).date()
    days = {"tomorrow": 1, "week": 7 - today.weekday(), "month": 30}.get(given.get("for", ""))
    if days is not None:
        return datetime.combine(today + timedelta(days=days), MORNING, zone)
    try:
        read = datetime.fromisoformat(given.get("until", ""))
        if read.tzinfo is None:
            whole_day = len(given.get("until", "")) == len("2026-11-22")
            read = datetime.combine(read.date(), MORNING if whole_day else read.time(), zone)
        return read.astimezone(ZoneInfo("UTC"))
    except (ValueError, OverflowError):
        return None


def _back(request: HttpRequest) -> str:
    """The page that asked, if it is one of ours."""
    named = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(named, allowed_hosts=None) and named.startswith("/"):
        return named
    return reverse("messaging:inbox")
