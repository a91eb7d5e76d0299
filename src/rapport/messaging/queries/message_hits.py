"""The newest messages that fit what the index of words is asked, as each database walks it fast.

SQLite's index is walked from its end, newest first, and left when enough were found. PostgreSQL's
gives all that fits and no order, and its planner can't tell how much that will be of beginnings of
words; so for whoever has many messages the newest of the place are looked at one by one first,
where what is common is found at once, and only what is too rare to fill a page there is asked of
the index (docs/decisions/0177).
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from rapport.messaging.queries.row_lists import IS_POSTGRESQL
from rapport.messaging.queries.sight import SEEN

NEWEST = 30_000
FEW_THREADS, FEW_MESSAGES = 500, 20_000
# On SQLite the order of the joins is said, so that the index of words is walked from its end.
SQLITE = f"""
SELECT m.id FROM messaging_search s CROSS JOIN messaging_message m ON m.id = s.rowid
 CROSS JOIN messaging_participation p ON p.thread_id = m.thread_id
WHERE p.member_id = %(me)s AND messaging_search MATCH %(words)s AND s.rowid < %(below)s{SEEN}
 AND m.event = '' AND m.deleted_at IS NULL{{also}} ORDER BY s.rowid DESC LIMIT %(count)s"""
# Of a member with few conversations, how many messages lie in them at most.
OWN = f"""SELECT count(*), sum(seq) FROM (SELECT seq FROM messaging_participation
 WHERE member_id = %(me)s LIMIT {FEW_THREADS}) few"""
LAST = "SELECT max(message_id) FROM messaging_search WHERE message_id < %(below)s"
# No index knows a CASE: these rows are looked at one by one, whatever the planner believes.
ONE_BY_ONE = """message_id >= %(from)s
 AND CASE WHEN words @@ (%(words)s)::tsquery THEN true ELSE false END"""
BY_INDEX = "words @@ (%(words)s)::tsquery"
HITS = """(WITH hits AS MATERIALIZED (
 SELECT message_id FROM messaging_search WHERE {how} AND message_id < %(below)s)
SELECT message_id FROM hits ORDER BY message_id DESC)"""
POSTGRESQL = f"""
SELECT m.id FROM {{hits}} s JOIN messaging_message m ON m.id = s.message_id
 JOIN messaging_participation p ON p.thread_id = m.thread_id
WHERE p.member_id = %(me)s{SEEN} AND m.event = '' AND m.deleted_at IS NULL{{also}}
ORDER BY s.message_id DESC LIMIT %(count)s"""
# Where a day is asked for, newer messages in plenty may fit the rest: the planner may choose.
NEWEST_HITS, ALL_HITS = HITS.format(how=ONE_BY_ONE), HITS.format(how=BY_INDEX)
UNTIL = f"(SELECT message_id FROM messaging_search WHERE {BY_INDEX} AND message_id < %(below)s)"


def newest_hits(also: str, params: Mapping[str, Any], count: int) -> list[int]:
    """The ids of at most so many messages of the member `me` that fit `words`, newest first.

    `also` are further conditions over the message `m` and the participation `p`; `params` have
    their values, `me`, `words` as the database's index wants them, and `below`, an id above all.
    """
    asked = {**params, "count": count}
    with connection.cursor() as cursor:
        if not IS_POSTGRESQL:
            return _ids(cursor, SQLITE.format(also=also), asked)
        if not _has_few(cursor, asked):
            if "to_day" in params:
                return _ids(cursor, POSTGRESQL.format(hits=UNTIL, also=also), asked)
            cursor.execute(LAST, asked)
            asked["from"] = (cursor.fetchone()[0] or 0) - NEWEST
            found = _ids(cursor, POSTGRESQL.format(hits=NEWEST_HITS, also=also), asked)
            if len(found) == count or asked["from"] <= 0:
                return found
        return _ids(cursor, POSTGRESQL.format(hits=ALL_HITS, also=also), asked)


def _has_few(cursor: Any, params: Mapping[str, Any]) -> bool:
    """Whether the member has so few messages that all that fit are soon read."""
    cursor.execute(OWN, params)
    threads, messages = cursor.fetchone()
    return threads < FEW_THREADS and (messages or 0) < FEW_MESSAGES


def _ids(cursor: Any, sql: str, params: Mapping[str, Any]) -> list[int]:
    cursor.execute(sql, params)
    return [pk for (pk,) in cursor.fetchall()]
