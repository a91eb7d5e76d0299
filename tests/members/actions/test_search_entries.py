"""The search's words follow the profile: only what changed is written, in the same transaction."""

import pytest
from django.db import transaction

from rapport.members.actions import search_entries
from rapport.members.actions.abilities import add_skill
from rapport.members.actions.profile import update_profile
from rapport.members.actions.search_entries import refresh_search
from rapport.members.models import Member, SearchEntry, SearchSpelling, SearchWord
from tests.cast import make_member
from tests.members.searched import words_found
from tests.races import at_once

pytestmark = pytest.mark.django_db


def rows_of(member):
    return {bytes(row.word).decode(): row for row in SearchWord.objects.filter(member=member)}


def test_words_that_stay_keep_their_rows():
    ana = make_member("ana", name="Ana Pereira")
    before = rows_of(ana)
    update_profile(ana, {"name": "Ana Castro"})
    after = rows_of(ana)
    assert set(after) == {"ana", "castro"}
    assert after["ana"].pk == before["ana"].pk


def test_a_word_knows_its_place_and_the_completeness():
    ana = make_member("ana", name="Ana Pereira")
    update_profile(ana, {"headline": "Pereira’s lighthouse", "about": "Here"})
    found = {word: row.place for word, row in rows_of(ana).items()}
    assert found == {"ana": 0, "pereira": 1, "lighthouse": 2, "s": 2, "pereiras": 2}
    complete = SearchEntry.objects.get(member=ana).completeness
    assert {row.completeness for row in rows_of(ana).values()} == {complete}


def test_a_word_that_moves_into_the_name_is_there_once():
    ana = make_member("ana", name="Ana", headline="Castro")
    refresh_search(ana.pk)
    update_profile(ana, {"name": "Ana Castro"})
    assert SearchWord.objects.get(member=ana, word=b"castro").place == SearchWord.NAME


def test_what_is_undone_leaves_no_words():
    ana = make_member("ana", name="Ana Pereira")
    with transaction.atomic():
        update_profile(ana, {"name": "Xylander"})
        transaction.set_rollback(True)
    assert words_found(ana) == {"ana", "pereira"}
    assert not SearchSpelling.objects.filter(word=b"xylander").exists()


def test_a_profile_has_at_most_so_many_words_and_the_name_is_among_them(monkeypatch):
    monkeypatch.setattr(search_entries, "MOST_WORDS", 5)
    ana = make_member("ana", name="Ana Pereira", headline=" ".join(f"w{n}" for n in range(50)))
    refresh_search(ana.pk)
    assert words_found(ana) == {"ana", "pereira", "w0", "w1", "w2"}


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_lose_no_word_and_write_none_twice():
    ana = make_member("ana", name="Ana Pereira")
    skills = [f"skill{'abcd'[n]}" for n in range(4)]
    at_once(
        *[
            lambda name=name: add_skill(Member.objects.get(pk=ana.pk), {"name": name})
            for name in skills
        ]
    )
    words = [bytes(row.word).decode() for row in SearchWord.objects.filter(member=ana)]
    assert sorted(words) == sorted(["ana", "pereira", *skills])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_bring_the_same_new_words_do_not_wait_for_each_other():
    members = [make_member(f"m{n}") for n in range(4)]
    at_once(*[lambda m=m: update_profile(m, {"headline": "Xylander Quokka"}) for m in members])
    assert all({"xylander", "quokka"} <= words_found(member) for member in members)
