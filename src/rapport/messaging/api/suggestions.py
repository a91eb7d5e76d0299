"""People the caller may know, and putting somebody out of them."""

from typing import Any, Literal

from ninja import Router
from ninja.responses import Status

from rapport.kit.api import READING, REFUSALS, Call, Closed, Text, Time, answered, me
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.api.people import Listed, Person, listed, person
from rapport.members.api_auth import require_scope
from rapport.messaging.actions.suggestions import dismiss_suggestion, restore_suggestion
from rapport.messaging.queries.suggestions import Suggested, dismissed_by, people_suggested

router = Router(tags=["people"])


class Reasons(Closed):
    """Why somebody is suggested; `named` are at most 3 of the shared connections."""

    shared_connections: int
    named: list[Person]
    employers: list[str]
    schools: list[str]
    groups: list[str]
    events: list[str]


class SuggestionOut(Listed):
    """Somebody the caller may know; `way` is what fits: connect, or follow."""

    degree: int | None
    way: Literal["connect", "follow"]
    reasons: Reasons


class Suggestions(Closed):
    """At most 20, the best first."""

    members: list[SuggestionOut]


class DismissedOut(Listed):
    """Somebody who is not suggested any more."""

    dismissed_at: Time


class DismissedList(Closed):
    """A page of them, the latest first."""

    members: list[DismissedOut]
    next: str


class Dismissal(Closed):
    """The member is dismissed; `repeated` where they were already."""

    repeated: bool


@router.get("/people/suggestions", response={200: Suggestions, **READING})
@require_scope("contacts:read")
def suggestions(request: Call) -> Any:
    """People the caller may know, each with the reasons and the way that fits."""
    return {"members": [_suggestion(one) for one in people_suggested(me(request), now(), policy())]}


@router.get("/people/suggestions/dismissed", response={200: DismissedList, **READING})
@require_scope("contacts:read")
def suggestions_dismissed(request: Call, after: Text = "") -> Any:
    """Whom the caller does not want to be suggested."""
    page = dismissed_by(me(request), after)
    rows = [{**listed(row.other), "dismissed_at": row.at} for row in page.rows]
    return {"members": rows, "next": page.next}


@router.put("/people/suggestions/dismissed/{handle}", response={200: Dismissal, **REFUSALS})
@require_scope("contacts:write")
def suggestion_dismiss(request: Call, handle: Text) -> Any:
    """Never suggest this member again; they do not learn of it."""
    done = answered(dismiss_suggestion(me(request), handle))
    return {"repeated": done.repeated}


@router.delete("/people/suggestions/dismissed/{handle}", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def suggestion_restore(request: Call, handle: Text) -> Any:
    """Let this member be suggested again."""
    answered(restore_suggestion(me(request), handle))
    return Status(204, None)


def _suggestion(one: Suggested) -> dict[str, Any]:
    return {
        **listed(one.member),
        "degree": one.degree,
        "way": one.way.value,
        "reasons": {
            "shared_connections": one.shared,
            "named": [person(member) for member in one.named],
            "employers": one.employers,
            "schools": one.schools,
            "groups": one.groups,
            "events": one.events,
        },
    }
