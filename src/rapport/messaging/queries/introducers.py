"""Who could introduce the viewer to somebody: everybody connected with both, the warmest first."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from rapport.contacts.queries.graph import Warmth, paths, shared_for
from rapport.contacts.queries.visible import visible_members
from rapport.kit.statement import ask
from rapport.members.models import Member

MOST: Final = 20
WEIGHED: Final = 500
HALF_LIFE: Final = timedelta(days=180)
"""An exchange counts half after it, a quarter after twice as long; older ones count no more."""
WORDS = """
SELECT CASE WHEN t.low_id = %(viewer)s THEN t.high_id ELSE t.low_id END,
 SUM(CASE WHEN m.author_id <> %(viewer)s THEN 0.0 WHEN m.sent_at > %(once)s THEN 1.0
          WHEN m.sent_at > %(twice)s THEN 0.5 ELSE 0.25 END),
 SUM(CASE WHEN m.author_id = %(viewer)s THEN 0.0 WHEN m.sent_at > %(once)s THEN 1.0
          WHEN m.sent_at > %(twice)s THEN 0.5 ELSE 0.25 END)
FROM messaging_thread t JOIN messaging_message m ON m.thread_id = t.id
WHERE ((t.low_id = %(viewer)s AND t.high_id IN (%(ids)s))
    OR (t.high_id = %(viewer)s AND t.low_id IN (%(ids)s)))
  AND t.state = 'open' AND m.sent_at > %(thrice)s
GROUP BY t.id, t.low_id, t.high_id
"""


def introducers_for(viewer_id: int, target_id: int, now: datetime) -> list[Member]:
    """At most 20 members connected with both whom the viewer can see, the warmest first.

    Equally warm: those with the fewest connections, who know the target best. Source: A:37, B:139.
    """
    shared = shared_for(viewer_id, [target_id], names=WEIGHED)[target_id]
    ways = paths(viewer_id, target_id, warmth_of(viewer_id, shared.ids, now)).through
    best = [way.through for way in ways[: 2 * MOST]]
    seen = visible_members(viewer_id).select_related("photo").in_bulk(best) if best else {}
    return [seen[pk] for pk in best if pk in seen][:MOST]


def warmth_of(viewer_id: int, ids: Collection[int], now: datetime) -> Warmth:
    """How much the viewer and each of these wrote to each other: the words of the quieter side.

    A message counts 1, half after 180 days, a quarter after 360 and nothing after 540.
    """
    rows = ask(
        WORDS,
        ids,
        viewer=viewer_id,
        once=now - HALF_LIFE,
        twice=now - 2 * HALF_LIFE,
        thrice=now - 3 * HALF_LIFE,
    )
    return Warmth.of([pk for pk, _, _ in rows], [min(mine, theirs) for _, mine, theirs in rows])
