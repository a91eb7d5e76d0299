"""The viewer's half of the facts: tier, restrictions and counters, in one statement, or two.

Counters are counted from what was sent, never kept beside it, so they can't drift; a send
counts them again under the sender's lock.
"""

from datetime import datetime

from rapport.contacts.models.invitation import LIVE
from rapport.kit.clock import day_start, month_start
from rapport.members.models import Member
from rapport.messaging.models.introduction import WAITING_TO_ASKER
from rapport.messaging.queries.statement import ask, moment
from rapport.rules.policy import Policy, Tier
from rapport.rules.reach.people import Viewer

# Tuples of words read the same in Python and in SQL.
COUNTERS = f"""
SELECT m.tier, m.joined_at,
 (SELECT MAX(until) FROM members_restriction
   WHERE member_id = m.id AND until > %(now)s AND kind = 'sending'),
 (SELECT COUNT(*) FROM contacts_connection WHERE member_id = m.id),
 (SELECT COUNT(*) FROM contacts_invitation
   WHERE sender_id = m.id AND state IN {LIVE} AND sent_at > %(waits_since)s),
 (SELECT COUNT(*) FROM contacts_invitation
   WHERE sender_id = m.id AND sent_at >= %(month)s AND note <> ''),
 (SELECT COALESCE(SUM(remaining), 0) FROM members_creditlot
   WHERE member_id = m.id AND expires_at > %(now)s),
 (SELECT COUNT(*) FROM messaging_opening
   WHERE by_id = m.id AND to_stranger AND way = 'request' AND at >= %(month)s),
 (SELECT COUNT(*) FROM messaging_introduction
   WHERE asker_id = m.id AND state IN {WAITING_TO_ASKER}
     AND asked_at > %(asks_since)s),
 (SELECT COUNT(*) FROM messaging_opening
   WHERE by_id = m.id AND to_stranger AND at >= %(today)s),
 (SELECT COUNT(*) FROM messaging_message
   WHERE author_id = m.id AND to_stranger AND sent_at >= %(today)s),
 (SELECT COUNT(*) FROM contacts_invitation
   WHERE sender_id = m.id AND state = 'unknown' AND state_at > %(marks_since)s),
 (SELECT MAX(until) FROM members_restriction
   WHERE member_id = m.id AND until > %(now)s AND kind = 'fan_out'),
 (SELECT COUNT(*) FROM contacts_invitation WHERE sender_id = m.id AND sent_at > %(window)s)
FROM members_member m WHERE m.id = %(viewer)s
"""
SENT = """
SELECT sent_at FROM contacts_invitation
WHERE sender_id = %(viewer)s AND sent_at > %(since)s ORDER BY sent_at
"""


def viewer_facts(viewer_id: int, now: datetime, policy: Policy) -> Viewer:
    """The counters of one member at `now`. Raises Member.DoesNotExist for an unknown id."""
    rows = ask(
        COUNTERS,
        viewer=viewer_id,
        now=now,
        today=day_start(now),
        month=month_start(now),
        waits_since=now - policy.invite.expires,
        asks_since=now - policy.introductions.expires,
        marks_since=now - policy.invite.unknown_marks_window,
        window=now - policy.invite.window,
    )
    if not rows:
        raise Member.DoesNotExist
    stored, joined, restricted, connected, waiting, notes, credit, *more = rows[0]
    requests, introducing, conversations, written, marks, fan_out, invited = more
    tier, joined_at = Tier(stored), moment(joined)
    return Viewer(
        tier=tier,
        member_since=joined_at,
        restricted_until=moment(restricted),
        connections=connected,
        invitations_7d=invited,
        invitations_7d_frees_at=_frees_at(viewer_id, invited, tier, joined_at, now, policy),
        invitations_pending=waiting,
        notes_this_month=notes,
        inmail_credits=credit,
        requests_this_month=requests,
        introductions_open=introducing,
        new_conversations_today=conversations,
        messages_today=written,
        unknown_marks_365d=marks,
        fan_out_closed_until=moment(fan_out),
    )


def _frees_at(
    viewer_id: int, invited: int, tier: Tier, joined_at: datetime, now: datetime, policy: Policy
) -> datetime | None:
    """When the rolling count falls below the viewer's own limit; None while it is below.

    Only who has spent it costs the second statement.
    """
    newcomer = now < joined_at + policy.invite.new_member_for
    limit = policy.invite.new_member_limit if newcomer else policy.invite.limit_for(tier)
    if invited < limit or not limit:
        return None
    sent: list[datetime] = [
        moment(at) for (at,) in ask(SENT, viewer=viewer_id, since=now - policy.invite.window)
    ]
    if len(sent) < limit:
        return None
    return sent[len(sent) - limit] + policy.invite.window
