"""What each gate asks of the facts: one small question each, by its name."""

from rapport.rules.reach.moments import after
from rapport.rules.reach.pair import InvitationState
from rapport.rules.reach.people import Audience, Followers
from rapport.rules.reach.reading import Reading


def is_self(r: Reading) -> bool:
    """The viewer looks at themselves."""
    return r.pair.same


def is_unavailable(r: Reading) -> bool:
    """A block in either direction, or a closed profile; nobody is told which."""
    return r.pair.blocked or r.target.closed


def is_restricted(r: Reading) -> bool:
    """The viewer is restricted now."""
    until = r.viewer.restricted_until
    return until is not None and r.now < until


def has_no_conversation(r: Reading) -> bool:
    """Neither a connection, nor a conversation, nor an open profile."""
    return not (r.connected or r.conversing or r.target.open_profile)


def was_declined(r: Reading) -> bool:
    """The target has declined the viewer's word before."""
    return r.declined_before


def has_spent_day(r: Reading) -> bool:
    """The day's new conversations are spent: send.new_conversations_per_day."""
    return r.viewer.new_conversations_today >= r.policy.send.new_conversations_per_day


def has_spent_newcomer_conversations(r: Reading) -> bool:
    """A newcomer's conversations of the day are spent: send.new_member_conversations."""
    used = r.viewer.new_conversations_today
    return used >= r.policy.send.new_member_conversations and r.is_new_to_conversations


def has_spent_newcomer_messages(r: Reading) -> bool:
    """A newcomer's messages of the day are spent: send.new_member_messages."""
    used = r.viewer.messages_today
    return used >= r.policy.send.new_member_messages and r.is_new_to_conversations


def has_fan_out_closed(r: Reading) -> bool:
    """The quality gate has closed writing to new people: quality.fan_out_off."""
    until = r.viewer.fan_out_closed_until
    return until is not None and r.now < until


def is_opening_declined(r: Reading) -> bool:
    """Only the open profile opens the message, and the target has declined before."""
    return r.opening and was_declined(r)


def is_opening_over_day(r: Reading) -> bool:
    """Only the open profile opens the message, and the day is spent."""
    return r.opening and has_spent_day(r)


def is_opening_over_newcomer_day(r: Reading) -> bool:
    """Only the open profile opens the message, and a newcomer's conversations are spent."""
    return r.opening and has_spent_newcomer_conversations(r)


def is_newcomer_out_of_messages(r: Reading) -> bool:
    """The two are not connected, and a newcomer's messages are spent."""
    return not r.connected and has_spent_newcomer_messages(r)


def is_opening_without_fan_out(r: Reading) -> bool:
    """Only the open profile opens the message, and the quality gate is closed."""
    return r.opening and has_fan_out_closed(r)


def is_connected(r: Reading) -> bool:
    """The two are connected; `degree` alone says so."""
    return r.connected


def is_invitation_pending(r: Reading) -> bool:
    """The viewer's invitation waits, or was ignored in silence."""
    return r.sent_pending


def is_theirs_pending(r: Reading) -> bool:
    """The target's invitation waits for the viewer."""
    return r.theirs_pending


def is_unknown_marked(r: Reading) -> bool:
    """The target said that they do not know the viewer; this has no end."""
    return r.sent is not None and r.sent.state == InvitationState.UNKNOWN


def is_withdrawn_locked(r: Reading) -> bool:
    """The viewer withdrew an invitation less than invite.withdraw_lock ago."""
    sent = r.sent
    return (
        sent is not None
        and sent.state == InvitationState.WITHDRAWN
        and r.now < after(sent.at, r.policy.invite.withdraw_lock)
    )


def is_viewer_full(r: Reading) -> bool:
    """The viewer is at connections.max."""
    return r.viewer.connections >= r.policy.connections.max


def is_target_full(r: Reading) -> bool:
    """The target is at connections.max."""
    return r.target.connections >= r.policy.connections.max


def is_pending_full(r: Reading) -> bool:
    """Too many of the viewer's invitations wait: invite.pending_max."""
    return r.viewer.invitations_pending >= r.policy.invite.pending_max


def has_spent_week(r: Reading) -> bool:
    """The viewer's limit of the window is spent: invite.limit_basic or limit_plus."""
    spent = r.viewer.invitations_7d >= r.policy.invite.limit_for(r.viewer.tier)
    return spent and not r.has_newcomer_limit and not _has_freed(r)


def has_spent_newcomer_week(r: Reading) -> bool:
    """A newcomer's limit of the window is spent: invite.new_member_limit."""
    spent = r.viewer.invitations_7d >= r.policy.invite.new_member_limit
    return spent and r.has_newcomer_limit and not _has_freed(r)


def _has_freed(r: Reading) -> bool:
    frees_at = r.viewer.invitations_7d_frees_at
    return frees_at is not None and r.now >= frees_at


def takes_no_invitation(r: Reading) -> bool:
    """The target's setting keeps the viewer's invitations out, whatever they could prove."""
    audience = r.target.invitations_from
    if audience == Audience.SECOND_DEGREE:
        return r.pair.degree not in (1, 2)
    return audience == Audience.NOBODY


def lacks_proof(r: Reading) -> bool:
    """The policy, the viewer's marks or the target ask for a proof, and there is none."""
    asked = (
        r.policy.invite.proof_required
        or is_marked(r)
        or r.target.invitations_from == Audience.ACQUAINTED
    )
    return asked and not r.has_proof


def is_marked(r: Reading) -> bool:
    """So many did not know the viewer that invitations ask for a proof: invite.unknown_marks."""
    return r.viewer.unknown_marks_365d >= r.policy.invite.unknown_marks


def has_nothing_to_accept(r: Reading) -> bool:
    """No invitation of the target waits."""
    return not r.theirs_pending


def is_awaiting_answer(r: Reading) -> bool:
    """The viewer's opener is held; it takes no second message."""
    return r.awaiting


def has_no_ground(r: Reading) -> bool:
    """No group, event or employer is shared."""
    return r.ground is None


def takes_no_request(r: Reading) -> bool:
    """The target takes no requests."""
    return not r.target.requests


def has_spent_requests(r: Reading) -> bool:
    """The month's requests are spent: request.per_month."""
    return r.viewer.requests_this_month >= r.policy.request.per_month


def takes_no_inmail(r: Reading) -> bool:
    """The target takes no InMail."""
    return not r.target.inmail


def has_no_credit(r: Reading) -> bool:
    """No InMail credit is left."""
    return r.viewer.inmail_credits < 1


def is_in_touch(r: Reading) -> bool:
    """Connected, or in a conversation: nobody needs to introduce them."""
    return r.connected or r.conversing


def has_no_mutual(r: Reading) -> bool:
    """Nobody stands between the two."""
    return not r.pair.mutuals


def takes_no_introduction(r: Reading) -> bool:
    """The target takes no introductions."""
    return not r.target.introductions


def has_open_introductions(r: Reading) -> bool:
    """Too many of the viewer's introductions wait: introductions.open_max."""
    return r.viewer.introductions_open >= r.policy.introductions.open_max


def is_following(r: Reading) -> bool:
    """The viewer follows the target already."""
    return r.pair.following


def takes_no_follower(r: Reading) -> bool:
    """The target is followed by connections only, and the viewer is none."""
    return r.target.followers == Followers.CONNECTIONS and not r.connected
