"""Settings of writing: undo, suggested replies, the away message."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from rapport.members.pages.saving import FormPage
from rapport.messaging.actions.habits import update_writing
from rapport.messaging.forms.habits import WritingForm
from rapport.messaging.pages.keeping import zone_for
from rapport.messaging.queries.habits import writing_of

WRITING = FormPage(
    title="How you write",
    done="Your settings of writing are saved.",
    then="me:settings",
    settings=True,
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: HttpRequest) -> HttpResponse:
    """Undo, suggested replies, the away message."""
    me: Any = request.user
    zone = zone_for(me, me)
    if request.method != "POST":
        row = writing_of(me.pk)
        initial = {
            "undo_seconds": row.undo_seconds,
            "suggest_replies": row.suggest_replies,
            "away": row.away_from is not None,
            "away_text": row.away_text,
            "away_from": row.away_from and row.away_from.astimezone(zone).replace(tzinfo=None),
            "away_until": row.away_until and row.away_until.astimezone(zone).replace(tzinfo=None),
        }
        return WRITING.show(request, WritingForm(initial=initial))
    form = WritingForm(request.POST)
    return WRITING.take(request, form, lambda: update_writing(me.pk, form.changes(zone)))
