"""The gates, way by way, in the order of asking; the first that closes gives the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapport.rules.reach import conditions as on
from rapport.rules.reach.reading import Reading
from rapport.rules.reach.ways import Outcome, Reason, Way

Gate = tuple[Reason, Callable[[Reading], bool]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a way comes to, and why; `usable` is open or held."""

    way: Way
    outcome: Outcome
    reason: Reason
    usable: bool


# These close every way, the restriction all but two; so they are asked once for all.
ALWAYS_FIRST: tuple[Gate, ...] = (
    (Reason.SELF, on.is_self),
    (Reason.UNAVAILABLE, on.is_unavailable),
)
RESTRICTED: Gate = (Reason.SENDER_RESTRICTED, on.is_restricted)
BARRIERS: tuple[Gate, ...] = (*ALWAYS_FIRST, RESTRICTED)
OPENER_QUOTAS: tuple[Gate, ...] = (
    (Reason.DAILY_CONVERSATIONS, on.has_spent_day),
    (Reason.NEWCOMER_CONVERSATIONS, on.has_spent_newcomer_conversations),
    (Reason.NEWCOMER_MESSAGES, on.has_spent_newcomer_messages),
    (Reason.FAN_OUT_CLOSED, on.has_fan_out_closed),
)
MESSAGE_GATES: tuple[Gate, ...] = (
    (Reason.NOT_CONNECTED, on.has_no_conversation),
    (Reason.DECLINED_BEFORE, on.is_opening_declined),
    (Reason.DAILY_CONVERSATIONS, on.is_opening_over_day),
    (Reason.NEWCOMER_CONVERSATIONS, on.is_opening_over_newcomer_day),
    (Reason.NEWCOMER_MESSAGES, on.is_newcomer_out_of_messages),
    (Reason.FAN_OUT_CLOSED, on.is_opening_without_fan_out),
)


def is_message_open(r: Reading) -> bool:
    """The plain message is open, so that a request or an InMail is not needed."""
    if r.message_open is None:
        r.message_open = not any(closes(r) for _, closes in MESSAGE_GATES)
    return r.message_open


GATES: Mapping[Way, tuple[Gate, ...]] = {
    Way.MESSAGE: (
        *ALWAYS_FIRST,
        RESTRICTED,
        *MESSAGE_GATES,
    ),
    Way.CONNECT: (
        *ALWAYS_FIRST,
        RESTRICTED,
        (Reason.ALREADY_CONNECTED, on.is_connected),
        (Reason.PENDING, on.is_invitation_pending),
        (Reason.ANSWER_THEIRS, on.is_theirs_pending),
        (Reason.UNKNOWN_MARK, on.is_unknown_marked),
        (Reason.WITHDRAWN_LOCK, on.is_withdrawn_locked),
        (Reason.CAP_REACHED, on.is_viewer_full),
        (Reason.AT_CONNECTION_CAP, on.is_target_full),
        (Reason.PENDING_CAP, on.is_pending_full),
        (Reason.WEEKLY_LIMIT, on.has_spent_week),
        (Reason.NEWCOMER_INVITATIONS, on.has_spent_newcomer_week),
        (Reason.RECIPIENT_SETTING, on.takes_no_invitation),
        (Reason.PROOF_REQUIRED, on.lacks_proof),
    ),
    Way.ACCEPT: (
        *ALWAYS_FIRST,
        (Reason.NOTHING_TO_ACCEPT, on.has_nothing_to_accept),
        (Reason.CAP_REACHED, on.is_viewer_full),
        (Reason.AT_CONNECTION_CAP, on.is_target_full),
    ),
    Way.REQUEST: (
        *ALWAYS_FIRST,
        RESTRICTED,
        (Reason.AWAITING_ANSWER, on.is_awaiting_answer),
        (Reason.NOT_NEEDED, is_message_open),
        (Reason.DECLINED_BEFORE, on.was_declined),
        (Reason.NO_SHARED_GROUND, on.has_no_ground),
        (Reason.RECIPIENT_SETTING, on.takes_no_request),
        (Reason.MONTHLY_REQUESTS, on.has_spent_requests),
        *OPENER_QUOTAS,
    ),
    Way.INMAIL: (
        *ALWAYS_FIRST,
        RESTRICTED,
        (Reason.AWAITING_ANSWER, on.is_awaiting_answer),
        (Reason.NOT_NEEDED, is_message_open),
        (Reason.DECLINED_BEFORE, on.was_declined),
        (Reason.RECIPIENT_SETTING, on.takes_no_inmail),
        (Reason.NO_CREDITS, on.has_no_credit),
        *OPENER_QUOTAS,
    ),
    Way.INTRODUCTION: (
        *ALWAYS_FIRST,
        RESTRICTED,
        (Reason.AWAITING_ANSWER, on.is_awaiting_answer),
        (Reason.NOT_NEEDED, on.is_in_touch),
        (Reason.DECLINED_BEFORE, on.was_declined),
        (Reason.NO_SHARED_CONNECTION, on.has_no_mutual),
        (Reason.RECIPIENT_SETTING, on.takes_no_introduction),
        (Reason.INTRODUCTIONS_OPEN, on.has_open_introductions),
    ),
    Way.FOLLOW: (
        *ALWAYS_FIRST,
        (Reason.ALREADY_FOLLOWING, on.is_following),
        (Reason.RECIPIENT_SETTING, on.takes_no_follower),
    ),
}


def barrier(r: Reading) -> Gate | None:
    """The gate that closes every way (the restriction: all but accept and follow), if one does."""
    for gate in BARRIERS:
        if gate[1](r):
            return gate
    return None


def find(way: Way, r: Reading) -> Finding:
    """What `way` comes to: the first gate that closes, or the reason for which it is open."""
    return find_behind(barrier(r), way, r)


def find_behind(barred: Gate | None, way: Way, r: Reading) -> Finding:
    """The same, where the barrier of the reading is known."""
    if barred is not None and barred in GATES[way]:
        return FINDINGS[way, Outcome.CLOSED, barred[0]]
    for reason, closes in OWN_GATES[way]:
        if closes(r):
            if reason in WAITING and _is_waiting_itself(way, r):
                return FINDINGS[way, Outcome.PENDING, reason]
            return FINDINGS[way, Outcome.CLOSED, reason]
    return FINDINGS[way, OPENS[way], _reason_to_open(way, r)]


OWN_GATES: Mapping[Way, tuple[Gate, ...]] = {
    way: tuple(gate for gate in gates if gate not in BARRIERS) for way, gates in GATES.items()
}
WAITING = frozenset((Reason.PENDING, Reason.AWAITING_ANSWER))
OPENS: Mapping[Way, Outcome] = {
    way: Outcome.HELD if way in (Way.REQUEST, Way.INMAIL, Way.INTRODUCTION) else Outcome.OPEN
    for way in Way
}
FINDINGS: Mapping[tuple[Way, Outcome, Reason], Finding] = {
    (way, outcome, reason): Finding(way, outcome, reason, outcome in (Outcome.OPEN, Outcome.HELD))
    for way in Way
    for outcome in Outcome
    for reason in Reason
}
BY_DEGREE = {
    2: Reason.SECOND_DEGREE,
    3: Reason.THIRD_DEGREE,
    None: Reason.OUT_OF_NETWORK,
}
ALONE: Mapping[Way, Reason] = {
    Way.ACCEPT: Reason.INCOMING_INVITATION,
    Way.INMAIL: Reason.INMAIL,
    Way.INTRODUCTION: Reason.INTRODUCIBLE,
    Way.FOLLOW: Reason.FOLLOWABLE,
}


def _is_waiting_itself(way: Way, r: Reading) -> bool:
    if way is Way.CONNECT:
        return True
    return r.thread is not None and r.thread.way == way.value


def _reason_to_open(way: Way, r: Reading) -> Reason:
    if way is Way.MESSAGE:
        if r.connected:
            return Reason.FIRST_DEGREE
        return Reason.EXISTING_CONVERSATION if r.conversing else Reason.OPEN_PROFILE
    if way is Way.CONNECT:
        return BY_DEGREE[r.pair.degree]
    if way is Way.REQUEST:
        return r.ground or Reason.SHARED_GROUP
    return ALONE[way]
