from rapport.live.open_pages import Visitor
from rapport.live.senders import KNOWN_MAX, Senders

ANA = Visitor(1, "session:a", "proof")


def headers(cookie="", authorization=""):
    return {"cookie": cookie, "authorization": authorization}


def senders():
    clock = [100.0]
    return Senders(3.0, lambda: clock[0]), clock


def test_a_sender_is_known_by_the_whole_proof_and_for_some_seconds_only():
    known, clock = senders()
    known.keep(headers("a=1"), ANA)
    assert known.get(headers("a=1")) is ANA
    assert known.get(headers("a=2")) is None
    assert known.get(headers("a=1", "Bearer x")) is None
    clock[0] += 2.9
    assert known.get(headers("a=1")) is ANA
    clock[0] += 0.2
    assert known.get(headers("a=1")) is None


def test_nobody_is_not_remembered_and_the_memory_has_an_end():
    known, clock = senders()
    known.keep(headers("a=1"), None)
    assert known.get(headers("a=1")) is None
    for n in range(KNOWN_MAX + 10):
        known.keep(headers(f"a={n}"), ANA)
    assert len(known._known) == KNOWN_MAX
    clock[0] += 4
    known.keep(headers("again"), ANA)
    assert list(known._known) == [("", "again")]
