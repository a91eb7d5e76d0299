"""The invitation and the conversation that stand between the viewer and each target."""

from collections.abc import Collection
from datetime import datetime

from rapport.messaging.models.introduction import WAITING_TO_ASKER
from rapport.messaging.queries.statement import ask, moment
from rapport.rules.policy import Policy
from rapport.rules.reach import pair

INVITATIONS = """
SELECT sender_id, recipient_id, state, sent_at, state_at, id FROM contacts_invitation
WHERE sender_id = %(viewer)s AND recipient_id IN (%(ids)s) AND state <> 'accepted'
UNION ALL
SELECT sender_id, recipient_id, state, sent_at, state_at, id FROM contacts_invitation
WHERE recipient_id = %(viewer)s AND sender_id IN (%(ids)s) AND state <> 'accepted'
ORDER BY 4 DESC, 6 DESC
"""
THREADS = """
SELECT high_id, way, state, last_from_id, last_at, unanswered FROM messaging_thread
WHERE low_id = %(viewer)s AND high_id IN (%(ids)s) AND last_seq > 0
UNION ALL
SELECT low_id, way, state, last_from_id, last_at, unanswered FROM messaging_thread
WHERE high_id = %(viewer)s AND low_id IN (%(ids)s) AND last_seq > 0
"""
# A silent no goes on waiting to its asker. The viewer's own question comes last: it decides over
# one that reached them.
INTRODUCTIONS = f"""
SELECT asker_id, target_id, asked_at FROM messaging_introduction
WHERE asker_id = %(viewer)s AND target_id IN (%(ids)s)
  AND state IN {WAITING_TO_ASKER} AND asked_at > %(since)s
UNION ALL
SELECT asker_id, target_id, asked_at FROM messaging_introduction
WHERE target_id = %(viewer)s AND asker_id IN (%(ids)s)
  AND state = 'passed' AND asked_at > %(since)s
ORDER BY 3
"""

# Which of a pair's invitations decides, the foremost first: theirs that waits for an answer,
# then one's own that waits (or was silently ignored), then what locks, then the rest.
WEIGHT = {
    ("received", "pending"): 0,
    ("sent", "pending"): 1,
    ("sent", "ignored"): 1,
    ("sent", "unknown"): 2,
    ("sent", "withdrawn"): 3,
}


def invitations(
    viewer_id: int, ids: Collection[int], now: datetime, policy: Policy
) -> dict[int, pair.Invitation]:
    """The deciding invitation of each pair; one that was accepted decides nothing."""
    found: dict[int, tuple[int, pair.Invitation]] = {}
    for sender, recipient, stored, sent, changed, _ in ask(INVITATIONS, ids, viewer=viewer_id):
        sent_at = moment(sent)
        live = stored in ("pending", "ignored")
        state = "expired" if live and now >= sent_at + policy.invite.expires else stored
        way = "sent" if sender == viewer_id else "received"
        other = recipient if sender == viewer_id else sender
        weight = WEIGHT.get((way, state), 9)
        if other not in found or weight < found[other][0]:
            at = sent_at if live else moment(changed)
            found[other] = (
                weight,
                pair.Invitation(pair.Direction(way), pair.InvitationState(state), at),
            )
    return {other: invitation for other, (_, invitation) in found.items()}


def threads(
    viewer_id: int, ids: Collection[int], now: datetime, policy: Policy
) -> dict[int, pair.Thread]:
    """The conversation of each pair as the viewer may know it.

    An introduction that was asked for is a held thread to its asker from the start, and to its
    target only once the shared connection has passed it on. A conversation that is open, or
    waits for the viewer, comes before it.
    """
    found = _written(viewer_id, ids)
    others = [other for other in ids if not _is_answerable(found.get(other))]
    return found | dict(_introduced(viewer_id, others, now, policy))


def _is_answerable(thread: pair.Thread | None) -> bool:
    """Whether the viewer may write in it as it stands."""
    if thread is None:
        return False
    waits = thread.state is pair.ThreadState.HELD and thread.last_from is pair.Speaker.TARGET
    return waits or thread.state is pair.ThreadState.OPEN


def _written(viewer_id: int, ids: Collection[int]) -> dict[int, pair.Thread]:
    return {
        other: pair.Thread(
            way=pair.ThreadWay(way),
            state=pair.ThreadState(state),
            last_from=pair.Speaker.VIEWER if last == viewer_id else pair.Speaker.TARGET,
            last_at=moment(last_at),
            unanswered=unanswered,
        )
        for other, way, state, last, last_at, unanswered in ask(THREADS, ids, viewer=viewer_id)
    }


def _introduced(
    viewer_id: int, ids: Collection[int], now: datetime, policy: Policy
) -> list[tuple[int, pair.Thread]]:
    since = now - policy.introductions.expires
    return [
        (
            target if asker == viewer_id else asker,
            pair.Thread(
                way=pair.ThreadWay.INTRODUCTION,
                state=pair.ThreadState.HELD,
                last_from=pair.Speaker.VIEWER if asker == viewer_id else pair.Speaker.TARGET,
                last_at=moment(asked_at),
                unanswered=1,
            ),
        )
        for asker, target, asked_at in ask(INTRODUCTIONS, ids, viewer=viewer_id, since=since)
    ]
