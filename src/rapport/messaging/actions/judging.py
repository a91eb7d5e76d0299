"""Judge a message that goes later as if it went now, and let pass what time itself will lift."""

from collections.abc import Mapping
from datetime import datetime

from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.messaging.actions.attaching import files_to_send
from rapport.messaging.actions.content import content_refusal
from rapport.messaging.actions.outcomes import refusal_of
from rapport.messaging.actions.sending import Draft
from rapport.messaging.actions.stops import Outgoing, stop_refusal
from rapport.messaging.queries.reach_facts import facts_for


def refusal_later(
    draft: Draft, people: Mapping[int, object], at: datetime, send_at: datetime
) -> Refused | None:
    """Why this message could not be sent at `send_at`, as far as can be known at `at`.

    A refusal that names a moment at which it ends counts only if that is later. Callers hold the
    locks of both members; the send itself judges again.
    """
    facts = facts_for(draft.sender_id, [draft.to_id], at, policy()).get(draft.to_id)
    refusal = refusal_of(draft.way, facts, policy())
    if refusal is None and facts is not None:
        wrong = content_refusal(draft.way, draft.text, draft.subject, facts, bool(draft.files))
        refusal = wrong or stop_refusal(_outgoing(draft, people), facts)
        files = files_to_send(draft.sender_id, draft.to_id, draft.way, facts, draft.files)
        refusal = refusal or (files if isinstance(files, Refused) else None)
    if refusal is None or ends_before(refusal, send_at):
        return None
    return refusal


def _outgoing(draft: Draft, people: Mapping[int, object]) -> Outgoing:
    sender, to = people[draft.sender_id], people[draft.to_id]
    return Outgoing(sender, to, draft.way, draft.text, draft.subject, draft.overrule)  # type: ignore[arg-type]


def ends_before(refusal: Refused, send_at: datetime) -> bool:
    """Whether one of the refusal's unlocks is a moment that lies before the send."""
    moments = [one["at"] for one in refusal.unlock if one.get("by") == "time" and one.get("at")]
    return any(datetime.fromisoformat(str(moment)) <= send_at for moment in moments)
