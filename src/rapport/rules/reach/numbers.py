"""The numbers beside a way: the quota that closed it, or the one that an open way draws on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapport.rules.reach import conditions as on
from rapport.rules.reach.gates import Finding
from rapport.rules.reach.reading import Reading
from rapport.rules.reach.ways import Outcome, Reason, Way


@dataclass(frozen=True, slots=True)
class Numbers:
    """A quota: what is used of which limit; `window_days` only where the window rolls."""

    used: int
    limit: int
    window_days: int | None = None


def numbers_for(finding: Finding, r: Reading) -> Numbers | None:
    """The quota that speaks in this finding, or None where none was asked."""
    if finding.outcome is Outcome.PENDING:
        return None
    if finding.outcome is Outcome.CLOSED:
        count = BY_REASON.get(finding.reason)
        return count(r) if count else None
    if finding.way is Way.MESSAGE:
        return _of_message(finding.reason, r)
    count = BY_WAY.get(finding.way)
    return count(r) if count else None


def _of_message(reason: Reason, r: Reading) -> Numbers | None:
    if reason is Reason.OPEN_PROFILE:
        return _conversations(r)
    if reason is Reason.EXISTING_CONVERSATION and r.is_new_to_conversations:
        return _newcomer_messages(r)
    return None


def _conversations(r: Reading) -> Numbers:
    daily = _daily(r)
    newcomer = _newcomer_conversations(r)
    return newcomer if r.is_new_to_conversations and newcomer.limit < daily.limit else daily


def _daily(r: Reading) -> Numbers:
    return Numbers(r.viewer.new_conversations_today, r.policy.send.new_conversations_per_day)


def _newcomer_conversations(r: Reading) -> Numbers:
    return Numbers(r.viewer.new_conversations_today, r.policy.send.new_member_conversations)


def _newcomer_messages(r: Reading) -> Numbers:
    return Numbers(r.viewer.messages_today, r.policy.send.new_member_messages)


def _invitations(r: Reading) -> Numbers | None:
    used, limit = r.viewer.invitations_7d, r.invitation_limit
    frees_at = r.viewer.invitations_7d_frees_at
    if used >= limit and frees_at is not None and r.now >= frees_at:
        # The count has fallen below the limit since it was taken; by how much nobody knows.
        return None
    return Numbers(used, limit, r.policy.invite.window.days)


def _requests(r: Reading) -> Numbers:
    return Numbers(r.viewer.requests_this_month, r.policy.request.per_month)


def _introductions(r: Reading) -> Numbers:
    return Numbers(r.viewer.introductions_open, r.policy.introductions.open_max)


def _marks(r: Reading) -> Numbers | None:
    if r.policy.invite.proof_required or not on.is_marked(r):
        return None
    invite = r.policy.invite
    return Numbers(
        r.viewer.unknown_marks_365d, invite.unknown_marks, invite.unknown_marks_window.days
    )


BY_REASON: Mapping[Reason, Callable[[Reading], Numbers | None]] = {
    Reason.DAILY_CONVERSATIONS: _daily,
    Reason.NEWCOMER_CONVERSATIONS: _newcomer_conversations,
    Reason.NEWCOMER_MESSAGES: _newcomer_messages,
    Reason.CAP_REACHED: lambda r: Numbers(r.viewer.connections, r.policy.connections.max),
    Reason.AT_CONNECTION_CAP: lambda r: Numbers(r.target.connections, r.policy.connections.max),
    Reason.PENDING_CAP: lambda r: Numbers(
        r.viewer.invitations_pending, r.policy.invite.pending_max
    ),
    Reason.WEEKLY_LIMIT: _invitations,
    Reason.NEWCOMER_INVITATIONS: _invitations,
    Reason.PROOF_REQUIRED: _marks,
    Reason.MONTHLY_REQUESTS: _requests,
    Reason.INTRODUCTIONS_OPEN: _introductions,
}
BY_WAY: Mapping[Way, Callable[[Reading], Numbers | None]] = {
    Way.CONNECT: _invitations,
    Way.REQUEST: _requests,
    Way.INMAIL: _conversations,
    Way.INTRODUCTION: _introductions,
}
