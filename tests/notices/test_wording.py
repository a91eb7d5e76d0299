"""What is told of each kind of news, and where it leads."""

from uuid import uuid4

import pytest
from django.urls import resolve

from rapport.notices.wording import SENTENCE_MAX, WORDINGS, UnknownKind, word

THREAD = str(uuid4())
WHOLE = {
    "from": "Ana Pereira",
    "handle": "ana",
    "thread": THREAD,
    "introduction": str(uuid4()),
    "import": str(uuid4()),
    "post": str(uuid4()),
    "report": str(uuid4()),
    "planned": str(uuid4()),
    "why": "Rude words",
}


@pytest.mark.parametrize("kind", sorted(WORDINGS))
def test_every_kind_has_a_sentence_and_leads_to_a_page(kind):
    worded = word(kind, WHOLE)
    assert worded.sentence.endswith(".")
    assert "%" not in worded.sentence
    assert resolve(worded.path.split("?")[0])


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("message", "Ana Pereira wrote to you."),
        ("inmail", "Ana Pereira sent you an InMail."),
        ("invitation_accepted", "You and Ana Pereira are connected now."),
    ],
)
def test_it_names_who(kind, sentence):
    assert word(kind, WHOLE).sentence == sentence


def test_a_message_leads_to_its_conversation():
    assert word("message", WHOLE).path == f"/messages/{THREAD}/"


def test_who_is_not_named_is_somebody():
    assert word("message", {"thread": THREAD}).sentence == "somebody wrote to you."


@pytest.mark.parametrize("name", ["%(from)s %s %d", "100 % Ana", "{from}", "<b>Ana</b>"])
def test_a_name_is_never_a_template(name):
    assert word("message", {**WHOLE, "from": name}).sentence == f"{name} wrote to you."


def test_a_name_stays_on_its_line_and_within_its_length():
    sentence = word("message", {**WHOLE, "from": "A\r\nBcc: eve " + "x" * 500}).sentence
    assert "\n" not in sentence
    assert len(sentence) <= SENTENCE_MAX


def test_what_is_missing_is_an_accident_of_ours_with_its_name():
    with pytest.raises(KeyError, match="thread"):
        word("message", {"from": "Ana"})
    with pytest.raises(UnknownKind, match="gossip"):
        word("gossip", WHOLE)
