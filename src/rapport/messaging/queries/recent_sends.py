"""What a member wrote to others lately, by every way: what a copy is recognised by."""

from collections import Counter
from datetime import datetime
from typing import Any

from rapport.messaging.queries.statement import ask, moment
from rapport.rules.coach.draft import Sent

MOST = 300
# The same text, its greeting and its links aside, is never three times as long.
TIMES_AS_LONG, SPARE = 3, 200
# Of many people who read one message so many are counted: no rule asks for more.
MOST_EACH = 10
# Braces hold the condition on who counts as somebody else.
SENDS = """
SELECT other.id, other.name, m.sent_at, m.text FROM messaging_message m
 JOIN messaging_thread t ON t.id = m.thread_id AND t.owner_id IS NULL
 JOIN members_member other
   ON other.id = CASE WHEN t.low_id = m.author_id THEN t.high_id ELSE t.low_id END
WHERE m.author_id = %(sender)s AND m.sent_at > %(since)s AND {other}
 AND NOT m.automatic AND LENGTH(m.text) BETWEEN %(least)s AND %(most)s
UNION ALL
SELECT other.id, other.name, i.sent_at, i.note FROM contacts_invitation i
 JOIN members_member other ON other.id = i.recipient_id
WHERE i.sender_id = %(sender)s AND i.sent_at > %(since)s AND {other}
 AND i.note <> '' AND LENGTH(i.note) BETWEEN %(least)s AND %(most)s
UNION ALL
SELECT other.id, other.name, n.asked_at, n.reason FROM messaging_introduction n
 JOIN members_member other ON other.id = n.target_id
WHERE n.asker_id = %(sender)s AND n.asked_at > %(since)s AND {other}
 AND LENGTH(n.reason) BETWEEN %(least)s AND %(most)s
UNION ALL
SELECT pk, name, at, words FROM (
 SELECT other.id AS pk, other.name AS name, m.sent_at AS at, m.text AS words,
  ROW_NUMBER() OVER (PARTITION BY m.id ORDER BY other.id) AS place
 FROM (
  SELECT s.id, s.thread_id, s.seq, s.author_id, s.sent_at, s.text FROM messaging_message s
   JOIN messaging_thread t ON t.id = s.thread_id AND t.history <> ''
  WHERE s.author_id = %(sender)s AND s.sent_at > %(since)s AND s.event = ''
   AND LENGTH(s.text) BETWEEN %(least)s AND %(most)s
  ORDER BY s.sent_at DESC LIMIT %(limit)s) m
 JOIN messaging_participation p ON p.thread_id = m.thread_id AND p.member_id <> m.author_id
  AND p.joined_seq <= m.seq AND (p.left_seq IS NULL OR p.left_seq >= m.seq)
 JOIN members_member other ON other.id = p.member_id
 WHERE {other}) each_one WHERE place <= %(each)s
ORDER BY 3 DESC LIMIT %(rows)s
"""
TO_ONE = SENDS.format(other="other.id <> %(to)s")
TO_GROUP = SENDS.format(
    other="""other.id NOT IN (
 SELECT g.member_id FROM messaging_participation g
 WHERE g.thread_id = %(to)s AND g.member_id IS NOT NULL AND g.left_seq IS NULL)"""
)


def recent_sends(
    sender_id: int, to_id: int, since: datetime, text: str, limit: int = MOST
) -> tuple[Sent, ...]:
    """The sender's messages, notes and reasons to others since then, the newest first.

    One statement. Left out is what is so much shorter or longer than `text` that it can't be the
    same. Two people of one name are told apart, so that they count as two. What went into a group
    conversation went to each who took part then.
    """
    return _read(TO_ONE, sender_id, to_id, since, text, limit)


def recent_sends_beside(
    sender_id: int, thread_id: int, since: datetime, text: str, limit: int = MOST
) -> tuple[Sent, ...]:
    """The same to people who take no part in this group conversation. One statement."""
    return _read(TO_GROUP, sender_id, thread_id, since, text, limit)


def _read(
    sql: str, sender_id: int, to_id: int, since: datetime, text: str, limit: int
) -> tuple[Sent, ...]:
    rows = ask(
        sql,
        sender=sender_id,
        to=to_id,
        since=since,
        least=(len(text) - SPARE) // TIMES_AS_LONG,
        most=len(text) * TIMES_AS_LONG + SPARE,
        limit=limit,
        each=MOST_EACH,
        rows=limit * MOST_EACH,
    )
    rows = _newest(rows, limit)
    names = Counter(dict({pk: name for pk, name, _, _ in rows}).values())
    return tuple(
        Sent(name if names[name] == 1 else f"{name} {pk}", moment(at), text)
        for pk, name, at, text in rows
    )


def _newest(rows: list[tuple[Any, ...]], limit: int) -> list[tuple[Any, ...]]:
    """The rows of so many messages; what many read is one message."""
    kept: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for row in rows:
        key = (str(row[2]), row[3])
        if key not in kept and len(kept) == limit:
            break
        kept.setdefault(key, []).append(row)
    return [row for of_one in kept.values() for row in of_one]
