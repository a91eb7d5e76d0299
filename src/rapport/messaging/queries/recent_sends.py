"""What a member wrote to others lately, by every way: what a copy is recognised by."""

from collections import Counter
from datetime import datetime

from rapport.messaging.queries.statement import ask, moment
from rapport.rules.coach.draft import Sent

MOST = 300
# The same text, its greeting and its links aside, is never three times as long.
TIMES_AS_LONG, SPARE = 3, 200
SENDS = """
SELECT other.id, other.name, m.sent_at, m.text FROM messaging_message m
 JOIN messaging_thread t ON t.id = m.thread_id AND t.owner_id IS NULL
 JOIN members_member other
   ON other.id = CASE WHEN t.low_id = m.author_id THEN t.high_id ELSE t.low_id END
WHERE m.author_id = %(sender)s AND m.sent_at > %(since)s AND other.id <> %(to)s
 AND NOT m.automatic AND LENGTH(m.text) BETWEEN %(least)s AND %(most)s
UNION ALL
SELECT other.id, other.name, i.sent_at, i.note FROM contacts_invitation i
 JOIN members_member other ON other.id = i.recipient_id
WHERE i.sender_id = %(sender)s AND i.sent_at > %(since)s AND other.id <> %(to)s
 AND i.note <> '' AND LENGTH(i.note) BETWEEN %(least)s AND %(most)s
UNION ALL
SELECT other.id, other.name, n.asked_at, n.reason FROM messaging_introduction n
 JOIN members_member other ON other.id = n.target_id
WHERE n.asker_id = %(sender)s AND n.asked_at > %(since)s AND other.id <> %(to)s
 AND LENGTH(n.reason) BETWEEN %(least)s AND %(most)s
ORDER BY 3 DESC LIMIT %(limit)s
"""


def recent_sends(
    sender_id: int, to_id: int, since: datetime, text: str, limit: int = MOST
) -> tuple[Sent, ...]:
    """The sender's messages, notes and reasons to others since then, the newest first.

    One statement. Left out is what is so much shorter or longer than `text` that it can't be the
    same. Two people of one name are told apart, so that they count as two.
    """
    rows = ask(
        SENDS,
        sender=sender_id,
        to=to_id,
        since=since,
        least=(len(text) - SPARE) // TIMES_AS_LONG,
        most=len(text) * TIMES_AS_LONG + SPARE,
        limit=limit,
    )
    names = Counter(dict({pk: name for pk, name, _, _ in rows}).values())
    return tuple(
        Sent(name if names[name] == 1 else f"{name} {pk}", moment(at), text)
        for pk, name, at, text in rows
    )
