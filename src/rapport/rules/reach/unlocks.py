"""What would lift a refusal: a moment, another way, a proof, a credit or an answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rapport.rules.reach.facts import Facts
from rapport.rules.reach.gates import GATES, Finding, find
from rapport.rules.reach.moments import after, next_day, next_month, whole_second
from rapport.rules.reach.pair import ThreadWay
from rapport.rules.reach.reading import Reading
from rapport.rules.reach.ways import Reason, Way


@dataclass(frozen=True, slots=True)
class Unlock:
    """One thing that helps. `by` is time (`at`), way (`way`, `via`), proof, credits or answer."""

    by: str
    at: datetime | None = None
    way: Way | None = None
    via: tuple[str, ...] = ()


def unlocks_for(finding: Finding, r: Reading) -> tuple[Unlock, ...]:
    """What lifts the reason of a way that is neither open nor held; empty where nothing helps."""
    if finding.usable:
        return ()
    at = first_moment(finding, r)
    times = (Unlock("time", at=at),) if at else ()
    ways = tuple(
        Unlock("way", way=way, via=r.pair.mutuals if way is Way.INTRODUCTION else ())
        for way in _ways_around(finding)
        if way is not finding.way and find(way, r).usable
    )
    return times + ways + _others(finding, r)


def pass_time(facts: Facts, at: datetime) -> Facts:
    """The same facts at `at`, where nothing happened but the turn of days and months (UTC)."""
    viewer = facts.viewer
    if at.date() != facts.now.date():
        viewer = replace(viewer, new_conversations_today=0, messages_today=0)
    if (at.year, at.month) != (facts.now.year, facts.now.month):
        viewer = replace(viewer, notes_this_month=0, requests_this_month=0)
    return replace(facts, now=at, viewer=viewer)


def first_moment(finding: Finding, r: Reading) -> datetime | None:
    """The nearest moment at which, when only time passes, the gate of the reason stands open.

    Each candidate is judged again at its own moment (law 5 of the contract).
    """
    candidates = MOMENTS.get(finding.reason)
    if candidates is None:
        return None
    closes = dict(GATES[finding.way])[finding.reason]
    for at in sorted(whole_second(moment) for moment in candidates(r) if moment is not None):
        if at > r.now and not closes(Reading(pass_time(r.facts, at), r.policy)):
            return at
    return None


def _ways_around(finding: Finding) -> Iterable[Way]:
    if finding.way is Way.FOLLOW and finding.reason is Reason.RECIPIENT_SETTING:
        return (Way.CONNECT, Way.ACCEPT)
    return AROUND.get(finding.reason, REACHING)


def _others(finding: Finding, r: Reading) -> tuple[Unlock, ...]:
    reason = finding.reason
    if reason is Reason.PROOF_REQUIRED:
        return (Unlock("proof"),)
    if reason is Reason.NO_CREDITS:
        return (Unlock("credits"),)
    return (Unlock("answer"),) if _would_an_answer_help(finding, r) else ()


def _would_an_answer_help(finding: Finding, r: Reading) -> bool:
    if finding.reason in ANSWERED:
        return True
    if finding.reason is Reason.NOT_CONNECTED:
        return r.sent_pending or r.awaiting
    # Following is for connections here, and the invitation that would make one waits.
    is_for_connections = finding.reason is Reason.RECIPIENT_SETTING and finding.way is Way.FOLLOW
    return is_for_connections and r.sent_pending


Moments = Iterable[datetime | None]


def _day_turns(r: Reading) -> Moments:
    since = r.viewer.member_since
    grown = after(since, r.policy.send.new_member_for) if since else None
    return (next_day(r.now), grown)


def _invitations_free(r: Reading) -> Moments:
    viewer, invite = r.viewer, r.policy.invite
    # Growing up helps only a member who is below the limit of the grown-up.
    helps = viewer.invitations_7d < invite.limit_for(viewer.tier)
    since = viewer.member_since
    grown = after(since, invite.new_member_for) if since and helps else None
    return (viewer.invitations_7d_frees_at, grown)


def _invitation_expires(r: Reading) -> Moments:
    invitation = r.pair.invitation
    return (after(invitation.at, r.policy.invite.expires),) if invitation else ()


def _lock_ends(r: Reading) -> Moments:
    return (after(r.sent.at, r.policy.invite.withdraw_lock),) if r.sent else ()


def _introduction_expires(r: Reading) -> Moments:
    thread = r.thread
    if thread is None or thread.way != ThreadWay.INTRODUCTION:
        return ()
    return (after(thread.last_at, r.policy.introductions.expires),)


def _events_begin(r: Reading) -> Moments:
    return tuple(event.starts_at for event in r.pair.shared_events)


MOMENTS: Mapping[Reason, Callable[[Reading], Moments]] = {
    Reason.SENDER_RESTRICTED: lambda r: (r.viewer.restricted_until,),
    Reason.DAILY_CONVERSATIONS: lambda r: (next_day(r.now),),
    Reason.NEWCOMER_CONVERSATIONS: _day_turns,
    Reason.NEWCOMER_MESSAGES: _day_turns,
    Reason.FAN_OUT_CLOSED: lambda r: (r.viewer.fan_out_closed_until,),
    Reason.PENDING: _invitation_expires,
    Reason.ANSWER_THEIRS: _invitation_expires,
    Reason.WITHDRAWN_LOCK: _lock_ends,
    Reason.WEEKLY_LIMIT: lambda r: (r.viewer.invitations_7d_frees_at,),
    Reason.NEWCOMER_INVITATIONS: _invitations_free,
    Reason.PROOF_REQUIRED: _events_begin,
    Reason.AWAITING_ANSWER: _introduction_expires,
    Reason.NO_SHARED_GROUND: _events_begin,
    Reason.MONTHLY_REQUESTS: lambda r: (next_month(r.now),),
}
REACHING = (Way.MESSAGE, Way.CONNECT, Way.ACCEPT, Way.REQUEST, Way.INMAIL, Way.INTRODUCTION)
AROUND: Mapping[Reason, tuple[Way, ...]] = {
    Reason.SELF: (),
    Reason.UNAVAILABLE: (),
    Reason.SENDER_RESTRICTED: (),
    Reason.ALREADY_CONNECTED: (Way.MESSAGE,),
    Reason.PENDING: (),
    Reason.ANSWER_THEIRS: (Way.ACCEPT,),
    Reason.NOTHING_TO_ACCEPT: (),
    Reason.AWAITING_ANSWER: (),
    Reason.NOT_NEEDED: (Way.MESSAGE,),
    Reason.ALREADY_FOLLOWING: (),
}
ANSWERED = frozenset((Reason.PENDING, Reason.AWAITING_ANSWER, Reason.INTRODUCTIONS_OPEN))
