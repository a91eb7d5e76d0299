"""Go anywhere by a few letters: people, one's conversations, pages; without script a page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from rapport.kit.answers import viewer_of
from rapport.members.folding import LONGEST_QUERY, folded
from rapport.messaging.queries.palette import conversations_with
from rapport.messaging.queries.people_search import find_people

FEW = 6
# Address name, label, what the address says beside.
PAGES = (
    ("messaging:inbox", gettext_lazy("Messages"), ""),
    ("messaging:inbox", gettext_lazy("Requests"), "?box=requests"),
    ("messaging:inbox", gettext_lazy("Starred conversations"), "?box=starred"),
    ("messaging:inbox", gettext_lazy("Archived conversations"), "?box=archived"),
    ("messaging:inbox", gettext_lazy("Snoozed conversations"), "?box=snoozed"),
    ("messaging:search_messages", gettext_lazy("Search your conversations"), ""),
    ("contacts:network", gettext_lazy("Network"), ""),
    ("members:search", gettext_lazy("People"), ""),
    ("members:suggestions", gettext_lazy("People you may know"), ""),
    ("groups:list", gettext_lazy("Groups"), ""),
    ("groups:events", gettext_lazy("Events"), ""),
    ("notices:list", gettext_lazy("Notices"), ""),
    ("me:edit", gettext_lazy("Your profile"), ""),
    ("me:settings", gettext_lazy("Settings"), ""),
    ("me:settings_habits", gettext_lazy("Inbox and keys"), ""),
    ("me:settings_reach", gettext_lazy("Who may reach you"), ""),
)


@login_required
@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """What fits the letters: a piece of the palette's list, or a page."""
    me = viewer_of(request)
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    context: dict[str, Any] = {"query": text, "pages": _pages(text)}
    if text:
        hits = [hit for hit in find_people(me, text).hits if not hit.is_self][:FEW]
        people = [hit.member for hit in hits]
        context |= {"people": people, "threads": conversations_with(me, text, people)[:FEW]}
    is_piece = bool(request.headers.get("X-Palette"))
    return render(
        request, "messaging/_palette_list.html" if is_piece else "messaging/palette.html", context
    )


def _pages(text: str) -> list[dict[str, str]]:
    """The pages whose label has every word; all of them where nothing is typed."""
    wanted = folded(text).split()
    found = []
    for name, label, query in PAGES:
        if not all(word in folded(str(label)) for word in wanted):
            continue
        try:
            found.append({"label": str(label), "href": reverse(name) + query})
        except NoReverseMatch:
            continue
    return found
