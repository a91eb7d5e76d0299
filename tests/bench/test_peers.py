"""The ratios beside the peers, with their goals."""

from messaging_parts.load import Figures
from messaging_parts.peers import Peers
from messaging_parts.xmpp import Run
from messaging_parts.xmpp_servers import EJABBERD_KIND, PROSODY_KIND


def figures(count: int, own: float, database: float, delivered: float) -> Figures:
    return Figures([1.0] * count, [delivered] * count, 0, 0, None, 1.0, own, database)


OURS = figures(2000, 0.6, 0.6, 3.0)
EJABBERD = Run(EJABBERD_KIND, {50: figures(1000, 0.6, 0.4, 4.0)}, figures(50, 0, 0, 6.0))
PROSODY = Run(PROSODY_KIND, {50: figures(100, 0.1, 0.1, 4.0)}, None)


def test_each_ratio_is_said_with_its_goal():
    peers = Peers(4000.0, {50: 500.0}, 20.0, [EJABBERD, PROSODY])
    assert list(peers.beside(50, OURS)) == [
        "0.50 x one-row inserts of 32 clients (goal 0.5)",
        "4.00 x JetStream (goal 2)",
        "100.00 x Synapse (goal 100)",
        "2.00 x ejabberd (goal 4)",
        "0.50 x ejabberd's CPU a send (goal at most 0.25), 0.60 x with PostgreSQL's",
        "20.00 x Prosody (goal 15)",
        "0.30 x Prosody's CPU a send, 0.30 x with PostgreSQL's",
    ]
    assert list(peers.slow_beside(OURS)) == [
        "0.50 x ejabberd's delivery p50, 0.50 x its p99 (goal at most 1)"
    ]


def test_who_was_not_measured_or_answered_nothing_has_no_ratio():
    assert list(Peers().beside(50, OURS)) == []
    silent = Run(EJABBERD_KIND, {50: Figures(seconds=1.0)}, Figures(seconds=1.0))
    assert list(Peers(xmpp=[silent]).beside(50, OURS)) == []
    assert list(Peers(xmpp=[silent]).slow_beside(OURS)) == []
