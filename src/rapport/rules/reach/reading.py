"""Facts read at their moment: what has expired, who counts as new, what the two share."""

from datetime import datetime

from rapport.rules.policy import Policy
from rapport.rules.reach.facts import Facts
from rapport.rules.reach.moments import after
from rapport.rules.reach.pair import (
    Direction,
    Invitation,
    InvitationState,
    Speaker,
    Thread,
    ThreadState,
    ThreadWay,
)
from rapport.rules.reach.ways import Reason


class Reading:
    """The facts of one pair with what follows from them and the policy at `now`.

    `sent_pending` and `theirs_pending` are invitations that still wait; `thread` is None when a
    held introduction has expired. Sources: reach-and-policy 1, "How the facts are read".
    """

    __slots__ = (
        "awaiting", "connected", "conversing", "facts", "message_open", "now", "opening", "pair",
        "policy", "sent", "sent_pending", "target", "theirs_pending", "thread", "viewer",
    )  # fmt: skip

    def __init__(self, facts: Facts, policy: Policy) -> None:
        self.facts = facts
        self.policy = policy
        self.now = facts.now
        self.viewer = facts.viewer
        self.target = facts.target
        self.pair = pair = facts.pair
        self.connected = pair.degree == 1
        self._read_invitation(pair.invitation)
        self._read_thread(pair.thread)
        self.opening = not self.connected and not self.conversing and self.target.open_profile
        # Asked by more than one way; worked out by the first that asks.
        self.message_open: bool | None = None

    def _read_invitation(self, invitation: Invitation | None) -> None:
        self.sent: Invitation | None = None
        self.sent_pending = self.theirs_pending = False
        if invitation is None:
            return
        waits = self.now < after(invitation.at, self.policy.invite.expires)
        pending = invitation.state == InvitationState.PENDING
        if invitation.direction == Direction.SENT:
            self.sent = invitation
            # An ignore is silent: to its sender it looks like waiting.
            ignored = invitation.state == InvitationState.IGNORED
            self.sent_pending = waits and (pending or ignored)
        else:
            self.theirs_pending = waits and pending

    def _read_thread(self, thread: Thread | None) -> None:
        self.conversing = self.awaiting = False
        if thread is not None and self._has_expired(thread):
            thread = None
        self.thread = thread
        if thread is None:
            return
        held = thread.state == ThreadState.HELD
        theirs_last = thread.last_from == Speaker.TARGET
        self.conversing = thread.state == ThreadState.OPEN or (held and theirs_last)
        self.awaiting = held and not theirs_last

    def _has_expired(self, thread: Thread) -> bool:
        return (
            thread.state == ThreadState.HELD
            and thread.way == ThreadWay.INTRODUCTION
            and self.now >= after(thread.last_at, self.policy.introductions.expires)
        )

    @property
    def is_new_to_conversations(self) -> bool:
        """Whether the viewer counts as new to conversations."""
        since = self.viewer.member_since
        return since is not None and self.now < after(since, self.policy.send.new_member_for)

    @property
    def is_new_to_invitations(self) -> bool:
        """Whether the viewer counts as new to invitations."""
        since = self.viewer.member_since
        return since is not None and self.now < after(since, self.policy.invite.new_member_for)

    @property
    def has_newcomer_limit(self) -> bool:
        """Whether the viewer's own limit of invitations in the window is the newcomer's."""
        invite = self.policy.invite
        stricter = invite.new_member_limit < invite.limit_for(self.viewer.tier)
        return stricter and self.is_new_to_invitations

    @property
    def invitation_limit(self) -> int:
        """The viewer's own limit of invitations in the window: invite.window."""
        invite = self.policy.invite
        if self.has_newcomer_limit:
            return invite.new_member_limit
        return invite.limit_for(self.viewer.tier)

    @property
    def declined_before(self) -> bool:
        """Whether the target declined the viewer's last word; a decline of the viewer's is none."""
        thread = self.thread
        return (
            thread is not None
            and thread.state == ThreadState.DECLINED
            and thread.last_from == Speaker.VIEWER
        )

    @property
    def ground(self) -> Reason | None:
        """The ground for a request, groups before events before employers."""
        pair = self.pair
        if pair.shared_groups:
            return Reason.SHARED_GROUP
        if pair.shared_events and any(self.is_ground(e.starts_at) for e in pair.shared_events):
            return Reason.SHARED_EVENT
        return Reason.COWORKER if pair.shared_employers else None

    def is_ground(self, starts_at: datetime) -> bool:
        """Whether an event is shared ground now: from its start until `request.event_for` after."""
        return starts_at <= self.now < after(starts_at, self.policy.request.event_for)

    @property
    def has_proof(self) -> bool:
        """Whether there is a proof of acquaintance (A:7)."""
        pair = self.pair
        return bool(
            pair.shared_employers
            or pair.shared_schools
            or pair.email_known
            or pair.imported_contact
            or any(event.starts_at <= self.now for event in pair.shared_events)
            or self._has_answered_thread
        )

    @property
    def _has_answered_thread(self) -> bool:
        thread = self.thread
        return (
            thread is not None
            and thread.state == ThreadState.OPEN
            and (thread.last_from == Speaker.TARGET or thread.way != ThreadWay.MESSAGE)
        )
