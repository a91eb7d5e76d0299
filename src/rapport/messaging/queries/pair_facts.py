"""The invitation and the conversation that stand between the viewer and each target."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from rapport.contacts.models import Invitation
from rapport.messaging.models import Introduction, Thread
from rapport.messaging.models.introduction import WAITING_TO_ASKER
from rapport.rules.policy import Policy
from rapport.rules.reach import pair

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
    rows = (
        Invitation.objects.filter(
            Q(sender_id=viewer_id, recipient_id__in=ids)
            | Q(recipient_id=viewer_id, sender_id__in=ids)
        )
        .exclude(state="accepted")
        .order_by("-sent_at", "-pk")
        .values_list("sender_id", "recipient_id", "state", "sent_at", "state_at")
    )
    found: dict[int, tuple[int, pair.Invitation]] = {}
    for sender, recipient, stored, sent_at, state_at in rows:
        live = stored in ("pending", "ignored")
        state = "expired" if live and now >= sent_at + policy.invite.expires else stored
        way = "sent" if sender == viewer_id else "received"
        other = recipient if sender == viewer_id else sender
        weight = WEIGHT.get((way, state), 9)
        if other not in found or weight < found[other][0]:
            at = sent_at if live else state_at
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
    for other, thread in _introduced(viewer_id, ids, now, policy):
        known = found.get(other)
        answerable = known and (
            known.state is pair.ThreadState.OPEN
            or (known.state is pair.ThreadState.HELD and known.last_from is pair.Speaker.TARGET)
        )
        if not answerable:
            found[other] = thread
    return found


def _written(viewer_id: int, ids: Collection[int]) -> dict[int, pair.Thread]:
    rows = Thread.objects.filter(
        Q(low_id=viewer_id, high_id__in=ids) | Q(high_id=viewer_id, low_id__in=ids),
        last_seq__gt=0,
    ).values_list("low_id", "high_id", "way", "state", "last_from_id", "last_at", "unanswered")
    return {
        (high if low == viewer_id else low): pair.Thread(
            way=pair.ThreadWay(way),
            state=pair.ThreadState(state),
            last_from=pair.Speaker.VIEWER if last == viewer_id else pair.Speaker.TARGET,
            last_at=last_at,
            unanswered=unanswered,
        )
        for low, high, way, state, last, last_at, unanswered in rows
    }


def _introduced(
    viewer_id: int, ids: Collection[int], now: datetime, policy: Policy
) -> list[tuple[int, pair.Thread]]:
    rows = (
        Introduction.objects.filter(
            Q(asker_id=viewer_id, target_id__in=ids, state__in=WAITING_TO_ASKER)
            | Q(target_id=viewer_id, asker_id__in=ids, state="passed"),
            asked_at__gt=now - policy.introductions.expires,
        )
        # The viewer's own question last: it decides over one that reached them.
        .order_by("asked_at")
        .values_list("asker_id", "target_id", "asked_at")
    )
    return [
        (
            target if asker == viewer_id else asker,
            pair.Thread(
                way=pair.ThreadWay.INTRODUCTION,
                state=pair.ThreadState.HELD,
                last_from=pair.Speaker.VIEWER if asker == viewer_id else pair.Speaker.TARGET,
                last_at=asked_at,
                unanswered=1,
            ),
        )
        for asker, target, asked_at in rows
    ]
