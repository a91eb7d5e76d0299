from datetime import timedelta

import pytest

from rapport.contacts import actions as contacts
from rapport.contacts.actions.departures import deactivate_member
from rapport.kit.clock import now
from rapport.messaging.models import Message
from rapport.messaging.queries.introducers import introducers_for, warmth_of
from tests.cast import connect, make_member, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def several(cast):
    """Fay and Gus know Ana and Cy too; Gus knows more people than Fay."""
    fay, gus = make_member("fay"), make_member("gus")
    for one in (fay, gus):
        connect(cast.ana, one)
        connect(cast.cy, one)
    connect(gus, cast.dee)
    return fay, gus


def names(cast):
    return [member.handle for member in introducers_for(cast.ana.pk, cast.cy.pk, now())]


def test_without_words_the_one_who_knows_fewest_people_comes_first(cast, several):
    assert names(cast) == ["bo", "fay", "gus"]


def test_with_whom_one_has_exchanged_words_comes_first(cast, several):
    _fay, gus = several
    write(cast.ana, gus, "How was the crossing?")
    assert names(cast) == ["bo", "fay", "gus"]

    write(gus, cast.ana, "Calm, thank you. And yours?")
    assert names(cast) == ["gus", "bo", "fay"]


def test_old_words_count_less_and_very_old_ones_nothing(cast, several):
    _fay, gus = several
    for _ in range(2):
        write(cast.ana, gus, "How was the crossing?")
        write(gus, cast.ana, "Calm, thank you.")
    weights = []
    for days in (1, 181, 361, 541):
        Message.objects.update(sent_at=now() - timedelta(days=days))
        weights.append(warmth_of(cast.ana.pk, [gus.pk, cast.bo.pk], now()).weights.tolist())
    assert weights == [[2.0], [1.0], [0.5], []]


def test_who_left_or_closed_their_profile_introduces_nobody(cast, several):
    fay, gus = several
    deactivate_member(fay.pk)
    gus.reach.closed = True
    gus.reach.save()
    contacts.block(cast.bo.pk, cast.cy.pk, now())

    assert names(cast) == []


def test_the_composer_offers_them_in_this_order(cast, several, as_member):
    _fay, gus = several
    write(cast.ana, gus, "How was the crossing?")
    write(gus, cast.ana, "Calm, thank you.")

    page = as_member(cast.ana).get("/members/cy/ways/introduction/")

    assert [one.handle for one in page.context["via"]] == ["gus", "bo", "fay"]
