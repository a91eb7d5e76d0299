"""Many members at once stand exactly as members who joined one by one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password
from django.db import IntegrityError

from rapport.members.actions import credit_balance, join
from rapport.members.actions.background import add_position, add_school
from rapport.members.actions.bulk import Held, Joining, Learnt, join_many
from rapport.members.actions.leaving import remove_members
from rapport.members.models import CreditEntry, CreditLot, Member
from rapport.members.queries.addresses import ids_at_domain, taken_handles
from tests.members.searched import words_found

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RECENTLY = NOW - timedelta(days=20)
LONG_AGO = NOW - timedelta(days=400)


def one(handle: str, **fields) -> Joining:
    fields.setdefault("joined_at", RECENTLY)
    return Joining(f"{handle}@demo.example", handle, handle.title(), **fields)


def columns(row, *left_out: str) -> dict[str, object]:
    """A row without its keys."""
    skipped = {"id", "member", "member_id", "user", "public_id", "password", *left_out}
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in skipped
    }


def test_a_member_made_in_bulk_has_what_a_member_who_joins_has():
    join_many(
        [
            one(
                "ana",
                headline="Designer",
                positions=[Held("Maré Studio Lda", "Lead", started_on=date(2021, 2, 1))],
                schools=[Learnt("Escola do Douro", started_year=2009, ended_year=2013)],
            )
        ],
        "secret words",
        NOW,
    )
    bo = join(
        "bo@example.org",
        "Bo",
        handle="bo",
        password="secret words",
        joined_at=RECENTLY,
        verified=True,
        headline="Designer",
    )
    add_position(bo, {"employer": "Maré Studio Lda", "title": "Lead", "started_on": "2021-02"})
    add_school(bo, {"school": "Escola do Douro", "started_year": 2009, "ended_year": 2013})
    ana = Member.objects.get(handle="ana")

    assert columns(ana, "handle", "name", "email") == columns(bo, "handle", "name", "email")
    for part in ("reach", "etiquette"):
        assert columns(getattr(ana, part)) == columns(getattr(bo, part))
    for parts in ("positions", "education", "credit_lots"):
        assert columns(getattr(ana, parts).get()) == columns(getattr(bo, parts).get())
    assert columns(ana.credit_entries.get(), "lot") == columns(bo.credit_entries.get(), "lot")
    address = EmailAddress.objects.get(user=ana)
    assert (address.email, address.verified, address.primary) == ("ana@demo.example", True, True)
    assert check_password("secret words", ana.password)
    assert {"mare", "studio"} <= words_found(ana)


def test_settings_card_skills_and_languages_are_as_given():
    ids = join_many(
        [
            one(
                "dee",
                reach={"open_profile": True},
                card={"approach": "comment_first", "languages": ["en", "pt"]},
                skills=["Editing", "Plain language"],
                languages=[("en", "native"), ("pt", "fluent")],
            )
        ],
        "secret words",
        NOW,
    )
    dee = Member.objects.get(pk=ids["dee"])
    assert dee.reach.open_profile
    assert dee.etiquette.approach == "comment_first"
    assert [skill.name for skill in dee.skills.all()] == ["Editing", "Plain language"]
    assert [(lang.code, lang.level) for lang in dee.languages.all()] == [
        ("en", "native"),
        ("pt", "fluent"),
    ]


def test_joining_credits_of_long_ago_have_ended_and_those_of_late_have_not():
    ids = join_many([one("cy", joined_at=LONG_AGO), one("eve")], "secret words", NOW)
    assert credit_balance(ids["cy"], NOW) == 0
    assert credit_balance(ids["eve"], NOW) == 3
    for lot in CreditLot.objects.all():
        booked = CreditEntry.objects.filter(lot=lot).values_list("amount", flat=True)
        assert sum(booked) == lot.remaining


def test_a_taken_handle_makes_nobody_a_member():
    join("ana@example.org", "Ana", handle="ana")
    with pytest.raises(IntegrityError):
        join_many([one("bo"), one("ana")], "secret words", NOW)


def test_only_the_members_of_a_domain_are_found_and_removed():
    join("real@not-demo.example", "Real", handle="real")
    join_many([one("ana"), one("bo")], "secret words", NOW)
    assert taken_handles(["ana", "real", "nobody"], but_of="demo.example") == ["real"]

    ids = ids_at_domain("demo.example")

    assert len(ids) == 2
    assert remove_members(ids) == 2
    assert list(Member.objects.values_list("handle", flat=True)) == ["real"]
    assert not EmailAddress.objects.exists()
    assert set(CreditLot.objects.values_list("member__handle", flat=True)) == {"real"}
