import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from rapport.kit.clock import now
from rapport.kit.outside import Fetched, NotFetched
from rapport.messaging import jobs, live
from rapport.messaging.actions import previewing, requests
from rapport.messaging.actions.batch import Send, send_batch
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.linking import remove_preview
from rapport.messaging.actions.previewing import FRESH, forget_previews, make_previews
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.models import LinkPreview, Message, MessageLink
from rapport.messaging.queries.links import cards_of
from rapport.rules.reach import Way
from tests.cast import done, write
from tests.kit.outside.web import page, small_web
from tests.races import at_once

pytestmark = pytest.mark.django_db
URL = "https://example.org/boats"
BOATS = b'<title>Boats</title><meta name=description content="All of them.">'


class Pages:
    """Pages that were asked for, and what is answered."""

    def __init__(self, answer=None):
        self.answer = answer or Fetched(URL, "text/html", BOATS)
        self.asked = []

    def __call__(self, url, agent):
        self.asked.append(url)
        answer = self.answer(url) if callable(self.answer) else self.answer
        return answer


def cards(sent):
    pk = Message.objects.get(public_id=sent.message).pk
    return cards_of([pk]).get(pk, [])


def titles(sent):
    return [card.title for card in cards(sent)]


def test_a_link_gets_the_title_and_description_of_its_page(cast):
    sent = write(cast.ana, cast.bo, f"Look: {URL}#part and again {URL}")
    pages = Pages()
    assert make_previews(now(), "Test/1", pages) == 1
    assert make_previews(now(), "Test/1", pages) == 0
    assert pages.asked == [URL]
    (card,) = cards(sent)
    assert (card.host, card.title, card.description) == ("example.org", "Boats", "All of them.")
    assert card.lands_on == ""


def test_a_page_is_asked_for_once_for_all_who_link_it_and_again_after_a_week(cast):
    first = write(cast.ana, cast.bo, URL)
    pages = Pages()
    make_previews(now(), "", pages)
    second = write(cast.bo, cast.cy, f"See {URL}")
    make_previews(now(), "", pages)
    assert titles(first) == titles(second) == ["Boats"]
    assert len(pages.asked) == 1

    later = now() + FRESH + timedelta(hours=1)
    pages.answer = Fetched(URL, "text/html", b"<title>Ships</title>")
    third = write(cast.bo, cast.ana, URL)
    make_previews(later, "", pages)
    assert len(pages.asked) == 2
    assert titles(third) == ["Ships"]


def test_a_page_that_is_gone_later_keeps_the_words_it_had(cast):
    first = write(cast.ana, cast.bo, URL)
    make_previews(now(), "", Pages())
    write(cast.ana, cast.bo, f"Once more {URL}")
    make_previews(now() + FRESH + timedelta(hours=1), "", Pages(NotFetched("status")))
    assert titles(first) == ["Boats"]


def test_at_most_three_links_have_previews_and_nothing_else_is_taken_for_one(cast):
    text = (
        "http://a.example http://b.example http://c.example http://d.example ftp://e.example "
        "javascript:alert(1) mailto:x@y.example http://localhost:8000/messages/ @bo"
    )
    write(cast.ana, cast.bo, text)
    pages = Pages()
    make_previews(now(), "", pages)
    make_previews(now(), "", pages)
    assert sorted(pages.asked) == ["http://a.example", "http://b.example", "http://c.example"]


def test_links_to_the_place_itself_are_not_asked_for(cast, settings):
    write(cast.ana, cast.bo, f"{settings.OPTIONS.url}/members/cy/")
    assert not MessageLink.objects.exists()


def test_sent_without_previews_a_link_stays_a_link(cast):
    draft = Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, URL, uuid4(), previews=False)
    sent = send(draft)
    pages = Pages()
    assert make_previews(now(), "", pages) == 0
    assert (pages.asked, cards(sent)) == ([], [])


@pytest.mark.parametrize("previews", [True, False])
def test_the_hot_road_notes_links_as_the_whole_road_does(cast, previews):
    write(cast.ana, cast.bo, "Tea?")
    thread = write(cast.bo, cast.ana, "Gladly.").thread
    lines = [
        Send(cast.ana.pk, thread, "No link here", uuid4()),
        Send(cast.ana.pk, thread, f"{URL} http://b.example", uuid4(), previews),
    ]
    (_, batched), _ = send_batch(lines)
    whole = send(
        Draft(
            cast.ana.pk,
            cast.bo.pk,
            Way.MESSAGE,
            f"{URL} http://b.example",
            uuid4(),
            previews=previews,
        )
    )
    kept = ("place", "url", "key", "held", "removed", "preview")
    rows = [
        list(MessageLink.objects.filter(message__public_id=sent.message).values_list(*kept))
        for sent in (batched, whole)
    ]
    assert rows[0] == rows[1]
    assert [row[4] for row in rows[0]] == [not previews] * 2


@pytest.mark.parametrize("way", [Way.REQUEST, Way.INMAIL])
def test_nothing_is_asked_for_while_a_request_waits_and_all_once_it_is_accepted(cast, way):
    to = cast.dee if way is Way.REQUEST else cast.cy
    held = write(cast.ana, to, f"May I show you {URL}?", way, "Boats" if way is Way.INMAIL else "")
    pages = Pages()
    assert make_previews(now(), "", pages) == 0
    assert pages.asked == []
    done(requests.accept(to.pk, held.thread))
    assert make_previews(now(), "", pages) == 1
    assert titles(held) == ["Boats"]


def test_an_answer_opens_the_request_and_its_links_too(cast):
    held = write(cast.ana, cast.dee, f"May I show you {URL}?", Way.REQUEST)
    answer = write(cast.dee, cast.ana, "Yes: http://b.example")
    make_previews(now(), "", Pages())
    assert titles(held) == titles(answer) == ["Boats"]


def test_a_declined_request_is_never_asked_for(cast):
    held = write(cast.ana, cast.dee, URL, Way.REQUEST)
    done(requests.decline(cast.dee.pk, held.thread))
    pages = Pages()
    assert make_previews(now(), "", pages) == 0
    assert pages.asked == []


def test_the_author_takes_a_preview_away_for_both_and_nobody_else_does(cast):
    sent = write(cast.ana, cast.bo, f"{URL} http://b.example")
    make_previews(now(), "", Pages())
    for other in (cast.bo, cast.cy, cast.eve):
        assert remove_preview(other.pk, sent.message, 0).code == "not_found"
    assert remove_preview(cast.ana.pk, sent.message, 2).code == "not_found"
    assert remove_preview(cast.ana.pk, uuid4(), 0).code == "not_found"
    assert len(cards(sent)) == 2
    done(remove_preview(cast.ana.pk, sent.message, 0))
    assert [card.place for card in cards(sent)] == [1]
    assert done(remove_preview(cast.ana.pk, sent.message, 0)).repeated


def test_a_preview_taken_away_before_it_came_is_not_asked_for(cast):
    sent = write(cast.ana, cast.bo, URL)
    done(remove_preview(cast.ana.pk, sent.message, 0))
    pages = Pages()
    assert make_previews(now(), "", pages) == 0
    assert pages.asked == []


def test_other_words_bring_other_links_and_keep_what_was_taken_away(cast):
    sent = write(cast.ana, cast.bo, f"{URL} http://b.example")
    make_previews(now(), "", Pages())
    done(remove_preview(cast.ana.pk, sent.message, 1))
    done(edit_message(cast.ana.pk, sent.message, f"http://c.example http://b.example {URL}"))
    assert [card.url for card in cards(sent)] == [URL]
    pages = Pages()
    make_previews(now(), "", pages)
    assert pages.asked == ["http://c.example"]
    assert [card.url for card in cards(sent)] == ["http://c.example", URL]
    done(edit_message(cast.ana.pk, sent.message, "No link any more"))
    assert cards(sent) == []


def test_who_wanted_no_preview_gets_none_by_changing_the_words(cast):
    sent = send(Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, URL, uuid4(), previews=False))
    done(edit_message(cast.ana.pk, sent.message, "Rather http://b.example"))
    assert make_previews(now(), "", Pages()) == 0


def test_a_deleted_message_keeps_no_link_and_its_page_is_forgotten(cast):
    sent = write(cast.ana, cast.bo, URL)
    make_previews(now(), "", Pages())
    assert forget_previews(now() + FRESH) == 0
    done(delete_message(cast.ana.pk, sent.message))
    assert not MessageLink.objects.exists()
    assert forget_previews(now() - FRESH) == 0
    assert forget_previews(now() + FRESH) == 1
    assert not LinkPreview.objects.exists()


def test_a_page_without_a_title_is_no_card_and_is_not_asked_for_again(cast):
    sent = write(cast.ana, cast.bo, URL)
    pages = Pages(Fetched(URL, "text/html", b"<p>words</p>"))
    make_previews(now(), "", pages)
    write(cast.ana, cast.bo, f"Again {URL}")
    make_previews(now(), "", pages)
    assert len(pages.asked) == 1
    assert cards(sent) == []


def test_a_host_that_is_away_is_asked_three_times_with_growing_pauses(cast):
    write(cast.ana, cast.bo, URL)
    pages = Pages(NotFetched("too_slow", may_pass=True))
    at = now()
    assert make_previews(at, "", pages) == 1
    assert make_previews(at + timedelta(seconds=59), "", pages) == 0
    assert make_previews(at + timedelta(seconds=61), "", pages) == 1
    assert make_previews(at + timedelta(seconds=150), "", pages) == 0
    assert make_previews(at + timedelta(seconds=190), "", pages) == 1
    assert make_previews(at + timedelta(days=1), "", pages) == 0
    assert len(pages.asked) == 3
    assert LinkPreview.objects.get().outcome == "nothing"


def test_a_worker_that_died_while_asking_leaves_the_link_to_the_next(cast):
    sent = write(cast.ana, cast.bo, URL)

    def die(url, agent):
        raise RuntimeError("the worker is gone")

    with pytest.raises(RuntimeError):
        make_previews(now(), "", die)
    assert make_previews(now(), "", Pages()) == 0
    assert make_previews(now() + timedelta(seconds=61), "", Pages()) == 1
    assert titles(sent) == ["Boats"]


def test_whoever_sends_many_links_does_not_keep_others_waiting(cast):
    for n in range(6):
        write(cast.ana, cast.bo, f"http://a{n}.example http://b{n}.example http://c{n}.example")
    write(cast.bo, cast.cy, URL)
    pages = Pages()
    make_previews(now(), "", pages)
    assert sorted(pages.asked) == sorted(["http://a0.example", "http://b0.example", URL])


def test_where_a_redirect_led_elsewhere_the_card_says_so(cast):
    sent = write(cast.ana, cast.bo, "http://short.example/x")
    make_previews(now(), "", Pages(Fetched("https://long.example/y", "text/html", BOATS)))
    (card,) = cards(sent)
    assert (card.host, card.lands_on) == ("short.example", "long.example")


def test_open_pages_of_both_are_told(cast, monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setattr(previewing, "hint", lambda *what: told.append(what))
    sent = write(cast.ana, cast.bo, URL)
    make_previews(now(), "", Pages())
    about = {"thread": sent.thread, "seq": 1}
    assert sorted(told) == sorted([(who.pk, "changed", about) for who in (cast.ana, cast.bo)])


def test_switched_off_nothing_is_noted_and_nothing_asked(cast, settings, monkeypatch):
    write(cast.ana, cast.bo, URL)
    settings.LINK_PREVIEWS = False
    monkeypatch.setattr(previewing, "make_previews", lambda *_: pytest.fail("it asked"))
    assert jobs.make_link_previews(now()) == 0
    sent = write(cast.ana, cast.bo, "http://b.example")
    assert not MessageLink.objects.filter(message__public_id=sent.message).exists()


def test_the_job_asks_by_the_guard_and_says_who_asks(cast, monkeypatch):
    with small_web() as web:
        web.host("pages.example", page(BOATS + b"</head>" + b"x" * 100))
        guarded = previewing.fetch
        monkeypatch.setattr(previewing, "fetch", lambda *given: guarded(*given, guard=web.guard()))
        sent = write(cast.ana, cast.bo, "http://pages.example/ http://127.0.0.1/ http://10.0.0.1")
        while jobs.make_link_previews(now()):
            pass
        assert titles(sent) == ["Boats"]
        assert {port for _, port in web.dialled} == {80}
        assert len(web.dialled) == 1
        assert b"User-Agent: Rapport (link previews; +http://localhost" in web.requests[0]
    assert jobs.forget_link_previews(now()) == 0


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_asks(cast):
    write(cast.ana, cast.bo, URL)
    pages = Pages()
    both = threading.Barrier(2)

    def work():
        both.wait(10)
        return make_previews(now(), "", pages)

    at_once(work, work)
    assert pages.asked == [URL]
    assert MessageLink.objects.get().preview.title == "Boats"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_taken_away_while_it_is_asked_for_it_stays_away(cast):
    sent = write(cast.ana, cast.bo, URL)
    asking, gone = threading.Event(), threading.Event()

    def ask(url, agent):
        asking.set()
        gone.wait(10)
        return Fetched(URL, "text/html", BOATS)

    def remove():
        asking.wait(10)
        result = remove_preview(cast.ana.pk, UUID(str(sent.message)), 0)
        gone.set()
        return result

    _, removed = at_once(lambda: make_previews(now(), "", ask), remove)
    done(removed)
    assert cards(sent) == []


@pytest.mark.parametrize(
    ("more", "previews"),
    [({}, True), ({"previews": True}, True), ({"previews": False}, False)],
)
def test_open_pages_may_send_without_previews(cast, more, previews):
    line = {"type": "send", "thread": str(uuid4()), "client_id": str(uuid4()), "text": URL, **more}
    assert live._read(cast.ana.pk, line).previews is previews


@pytest.mark.parametrize("more", [{"previews": "no"}, {"previews": 0}, {"without": True}])
def test_a_line_of_another_shape_is_no_send(cast, more):
    line = {"type": "send", "thread": str(uuid4()), "client_id": str(uuid4()), "text": URL, **more}
    assert live._read(cast.ana.pk, line) is None
