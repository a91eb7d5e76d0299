"""Drafts: kept on every pause, found again, over when sent, and never lost between two pages."""

from uuid import uuid4

import pytest

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.messaging.actions.drafts import (
    DRAFTS_MAX,
    Words,
    drop_draft,
    keep_draft,
    return_words,
    sweep_drafts,
)
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.models import KeptDraft
from rapport.messaging.queries.kept import draft_for, drafts_of
from rapport.rules.reach import Way
from tests.cast import write

pytestmark = pytest.mark.django_db


def words(cast, text, **more):
    given = {"way": "message", "client_id": uuid4(), "to_id": cast.bo.pk, **more}
    return Words(owner_id=cast.ana.pk, text=text, **given)


def kept(cast, way="message"):
    return draft_for(cast.ana.pk, cast.bo.pk, way)


def test_a_pause_saves_and_the_next_one_saves_over_it(cast):
    first = keep_draft(words(cast, "Cof", revision=0))
    second = keep_draft(words(cast, "Coffee?", revision=first.revision))
    assert (first.revision, second.revision, second.other_text) == (1, 2, "")
    assert kept(cast).text == "Coffee?"
    assert KeptDraft.objects.count() == 1


def test_an_emptied_composer_has_no_draft(cast):
    saved = keep_draft(words(cast, "Coffee?", revision=0))
    assert keep_draft(words(cast, "  ", revision=saved.revision)).revision == 0
    assert kept(cast) is None


def test_of_two_pages_the_newest_wins_and_the_other_words_stay(cast):
    keep_draft(words(cast, "From the laptop", revision=0))
    late = keep_draft(words(cast, "From the phone", revision=0))
    assert late.other_text == "From the laptop"
    assert (kept(cast).text, kept(cast).other_text) == ("From the phone", "From the laptop")


def test_an_empty_page_takes_nothing_from_another(cast):
    keep_draft(words(cast, "From the laptop", revision=0))
    answer = keep_draft(words(cast, "", revision=0))
    assert answer.other_text == "From the laptop"
    assert kept(cast).text == "From the laptop"


def test_a_draft_is_over_when_its_client_id_was_sent(cast):
    composer = uuid4()
    keep_draft(words(cast, "Coffee?", client_id=composer))
    send(Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "Coffee?", composer))
    assert kept(cast) is None
    assert list(drafts_of(cast.ana.pk).rows) == []
    assert sweep_drafts() == 1
    assert not KeptDraft.objects.exists()


def test_a_saving_that_its_send_overtook_leaves_nothing(cast):
    composer = uuid4()
    send(Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "Coffee?", composer))
    assert keep_draft(words(cast, "Coffee", client_id=composer, revision=0)).revision == 0
    assert kept(cast) is None


def test_a_new_draft_may_begin_where_a_sent_one_was_not_swept_yet(cast):
    composer = uuid4()
    keep_draft(words(cast, "Coffee?", client_id=composer))
    send(Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "Coffee?", composer))
    saved = keep_draft(words(cast, "And tea?", revision=0))
    assert (saved.revision, saved.other_text, kept(cast).text) == (1, "", "And tea?")


@pytest.mark.parametrize("whom", ["eve", "ana"])
def test_there_is_no_draft_for_whom_one_cannot_see(cast, whom):
    assert keep_draft(words(cast, "Hello", to_id=getattr(cast, whom).pk)) == NOT_FOUND


def test_ways_without_words_have_none(cast):
    assert keep_draft(words(cast, "Hello", way="follow")) == NOT_FOUND


@pytest.mark.parametrize(("field", "size"), [("text", 20_001), ("subject", 201)])
def test_what_is_too_long_is_refused_by_its_field(cast, field, size):
    given = {"text": "x", field: "x" * size}
    refused = keep_draft(words(cast, **given))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.on) == ("too_long", field)
    assert kept(cast) is None


def test_there_is_a_limit_and_what_is_there_can_still_be_changed(cast, monkeypatch):
    monkeypatch.setattr("rapport.messaging.actions.drafts.DRAFTS_MAX", 1)
    assert DRAFTS_MAX == 500
    keep_draft(words(cast, "One"))
    assert keep_draft(words(cast, "Two", way="inmail", to_id=cast.cy.pk)).code == "drafts_limit"
    assert keep_draft(words(cast, "One more")).revision == 2


def test_words_that_come_back_stand_beside_a_newer_draft(cast):
    keep_draft(words(cast, "Newer"))
    return_words(words(cast, "Older"))
    assert (kept(cast).text, kept(cast).other_text) == ("Newer", "Older")
    drop_draft(cast.ana.pk, cast.bo.pk, "message")
    return_words(words(cast, "Older"))
    assert (kept(cast).text, kept(cast).other_text) == ("Older", "")


def test_the_list_pages_and_shows_ones_own_alone(cast, monkeypatch):
    monkeypatch.setattr("rapport.messaging.queries.kept.PAGE", 1)
    keep_draft(words(cast, "One"))
    keep_draft(words(cast, "Two", way="inmail", to_id=cast.cy.pk, subject="S"))
    first = drafts_of(cast.ana.pk)
    second = drafts_of(cast.ana.pk, first.next)
    assert [row.text for row in (*first.rows, *second.rows)] == ["Two", "One"]
    assert second.next == ""
    assert list(drafts_of(cast.bo.pk).rows) == []


def test_the_composer_opens_with_the_draft_and_sends_it_away(cast, as_member):
    client = as_member(cast.ana)
    answer = client.post("/members/bo/drafts/message/", {"text": "Cof<fee>?", "client_id": uuid4()})
    assert answer.status_code == 303
    page = client.get("/members/bo/ways/message/").content.decode()
    assert "Cof&lt;fee&gt;?</textarea>" in page
    assert str(kept(cast).client_id) in page
    assert "Cof&lt;fee&gt;?" in client.get("/messages/drafts/").content.decode()
    sent = client.post("/members/bo/ways/message/", {"text": "Coffee?", "client_id": uuid4()})
    assert sent.status_code == 303
    assert not KeptDraft.objects.exists()


def test_the_page_of_a_conversation_opens_with_the_draft(cast, as_member):
    sent = write(cast.bo, cast.ana, "Lunch?")
    keep_draft(words(cast, "Gladly, at one"))
    page = as_member(cast.ana).get(f"/messages/{sent.thread}/").content.decode()
    assert "Gladly, at one</textarea>" in page
    other = as_member(cast.bo).get(f"/messages/{sent.thread}/").content.decode()
    assert "Gladly" not in other


def test_a_script_is_told_the_revision_and_what_it_replaced(cast, as_member):
    client = as_member(cast.ana)

    def save(text, revision):
        form = {"text": text, "client_id": uuid4(), "revision": revision}
        return client.post("/members/bo/drafts/message/", form, headers={"X-Rapport-Draft": "1"})

    assert save("One", 0).json() == {"revision": 1, "other_text": ""}
    assert save("Two", 0).json() == {"revision": 2, "other_text": "One"}
    assert save("x" * 20_001, 2).status_code == 422
    missing = client.post("/members/eve/drafts/message/", {"text": "x"})
    assert missing.status_code == 404


def test_a_draft_is_discarded_by_its_owner_alone(cast, as_member):
    keep_draft(words(cast, "One"))
    assert as_member(cast.cy).post("/members/bo/drafts/message/discard/").status_code == 404
    assert as_member(cast.ana).post("/members/bo/drafts/message/discard/").status_code == 303
    assert kept(cast) is None


def test_a_note_of_an_invitation_is_kept_too(cast, as_member):
    client = as_member(cast.ana)
    client.post("/members/cy/drafts/connect/", {"note": "We met at the pier", "client_id": uuid4()})
    assert (
        "We met at the pier</textarea>" in client.get("/members/cy/ways/connect/").content.decode()
    )
    client.post("/members/cy/ways/connect/", {"note": "We met at the pier", "client_id": uuid4()})
    assert not KeptDraft.objects.exists()
