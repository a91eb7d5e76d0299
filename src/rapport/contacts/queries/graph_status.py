"""What a host may want to know of the graph: how much there is, what a copy needs, how old."""

from collections.abc import Mapping

from django.db.models import Max, Min

from rapport.contacts.models import Connection, ConnectionChange
from rapport.contacts.models.edges import highest_member
from rapport.graph.layout import LINE

HEADER_BYTES, SLOT_BYTES = 8, 4


def graph_status() -> Mapping[str, object]:
    """Connections, the log's extent, and the megabytes that a copy in memory needs (computed)."""
    connections = Connection.objects.count() // 2
    connected = Connection.objects.values("member_id").distinct().count()
    highest = highest_member()
    log = ConnectionChange.objects.aggregate(first=Min("seq"), last=Max("seq"), since=Min("at"))
    # A row has 3 % of slack, and on average half a cache line.
    slots = 2 * connections * 33 // 32 + connected * LINE // 2
    return {
        "highest_member": highest,
        "connected_members": connected,
        "connections": connections,
        "copy_megabytes": round((highest * HEADER_BYTES + slots * SLOT_BYTES) * 9 / 8 / 1e6, 1),
        "log_first": log["first"],
        "log_last": log["last"],
        "log_since": log["since"].isoformat() if log["since"] else None,
    }
