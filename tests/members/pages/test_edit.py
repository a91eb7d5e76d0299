"""Ana edits her profile on plain pages, without script."""

import pytest

from rapport.members.models import Language, Position, Skill
from tests.cast import make_member
from tests.members.hostile import MARKUP

pytestmark = pytest.mark.django_db
TOP = {"name": "Ana", "headline": "", "about": "", "location": "", "time_zone": "", "handle": "ana"}
WORK = {"title": "Engineer", "employer": "Marés"}


@pytest.fixture
def ana():
    return make_member("ana", name="Ana Pereira")


@pytest.fixture
def client(ana, as_member):
    return as_member(ana)


def text_of(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/me/",
        "/me/top/",
        "/me/photo/",
        "/me/positions/new/",
        "/me/education/new/",
        "/me/skills/",
        "/me/languages/",
    ],
)
def test_every_page_of_editing_opens_with_few_queries(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        text_of(client.get(path))


@pytest.mark.parametrize("path", ["/me/", "/me/top/", "/me/photo/", "/me/skills/", "/settings/"])
def test_somebody_who_has_not_signed_in_is_asked_to(db, path):
    from django.test import Client

    answer = Client().get(path)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={path}")


def test_the_top_is_saved_and_its_page_says_so(client, ana):
    answer = client.post("/me/top/", {**TOP, "name": "Ana M. Pereira", "headline": "Bridges"})
    assert (answer.status_code, answer.url) == (303, "/me/")
    page = text_of(client.get("/me/"))
    assert "Your profile is saved." in page
    assert "Bridges" in page
    ana.refresh_from_db()
    assert ana.name == "Ana M. Pereira"


def test_a_refusal_keeps_what_was_typed_and_says_why(client, ana):
    page = text_of(client.post("/me/top/", {**TOP, "headline": "é" * 221}), 422)
    assert "at most 220 fit" in page
    assert "é" * 221 in page
    ana.refresh_from_db()
    assert ana.headline == ""


def test_a_handle_that_is_taken_is_refused_on_its_field(client):
    make_member("bo")
    page = text_of(client.post("/me/top/", {**TOP, "handle": "bo"}), 422)
    assert "This handle belongs to somebody already." in page


def test_a_form_without_its_fields_is_refused_not_broken(client):
    for path in ("/me/top/", "/me/positions/new/", "/me/education/new/", "/me/skills/"):
        text_of(client.post(path, {}), 422)
    text_of(client.post("/me/photo/", {"photo": "not a file"}), 422)
    text_of(client.post("/me/top/", {**TOP, "name": "a\x00b"}), 422)


def test_a_position_is_added_changed_and_removed_without_script(client, ana):
    month = {"started_on_0": "3", "started_on_1": "2020", "ended_on_0": "", "ended_on_1": ""}
    assert client.post("/me/positions/new/", {**WORK, **month}).status_code == 303
    row = Position.objects.get()
    address = f"/me/positions/{row.pk}/"
    page = text_of(client.get(address))
    assert 'value="2020"' in page
    assert '<option value="3" selected>March</option>' in page
    assert f'href="{address}remove/"' in page
    client.post(address, {**WORK, **month, "title": "Lead engineer"})
    row.refresh_from_db()
    assert row.title == "Lead engineer"
    assert "Remove this from your profile?" in text_of(client.get(f"{address}remove/"))
    assert Position.objects.exists()
    assert client.post(f"{address}remove/").status_code == 303
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ({"started_on_0": "3", "started_on_1": ""}, "both the month and the year"),
        ({"started_on_0": "13", "started_on_1": "2020"}, "Select a valid choice"),
        ({"started_on_0": "3", "started_on_1": "20"}, "greater than or equal to 1900"),
        (
            {"started_on_0": "3", "started_on_1": "2020", "ended_on_0": "2", "ended_on_1": "2020"},
            "The end lies before the start.",
        ),
    ],
)
def test_a_month_that_cannot_be_is_refused_with_a_sentence(client, month, sentence):
    page = text_of(client.post("/me/positions/new/", {**WORK, **month}), 422)
    assert sentence in page.replace("&#x27;", "'")
    assert not Position.objects.exists()


@pytest.mark.parametrize("kind", ["positions", "education"])
def test_somebody_elses_place_does_not_exist(client, kind):
    bo = make_member("bo")
    row = (
        bo.positions.create(title="t", employer="e", employer_key="e")
        if kind == "positions"
        else bo.education.create(school="s", school_key="s")
    )
    for key in (row.pk, 10**30):
        for end in ("", "remove/"):
            address = f"/me/{kind}/{key}/{end}"
            assert client.get(address).status_code == 404
            assert client.post(address, WORK).status_code == 404
    row.refresh_from_db()


def test_skills_are_added_ordered_and_removed(client, ana):
    for name in ("Rust", "Python"):
        assert client.post("/me/skills/", {"name": name}).status_code == 303
    assert "on your profile already" in text_of(client.post("/me/skills/", {"name": "rust"}), 422)
    python = Skill.objects.get(name="Python")
    client.post(f"/me/skills/{python.pk}/first/")
    assert [skill.name for skill in ana.skills.all()] == ["Python", "Rust"]
    client.post(f"/me/skills/{python.pk}/remove/")
    assert [skill.name for skill in ana.skills.all()] == ["Rust"]


def test_languages_are_added_changed_and_removed(client):
    client.post("/me/languages/", {"code": "pt", "level": "native"})
    row = Language.objects.get()
    assert "Portuguese" in text_of(client.get("/me/languages/"))
    client.post(f"/me/languages/{row.pk}/", {"code": "pt", "level": "fluent"})
    row.refresh_from_db()
    assert row.level == "fluent"
    client.post(f"/me/languages/{row.pk}/remove/")
    assert not Language.objects.exists()


def test_nothing_changes_by_reading(client, ana):
    skill = ana.skills.create(name="Rust")
    spoken = ana.languages.create(code="pt")
    for address in (
        f"/me/skills/{skill.pk}/remove/",
        f"/me/skills/{skill.pk}/first/",
        f"/me/languages/{spoken.pk}/remove/",
        "/me/photo/remove/",
    ):
        assert client.get(address).status_code == 405
    assert (Skill.objects.count(), Language.objects.count()) == (1, 1)


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_any_field_is_text_on_every_page(client, ana, markup):
    saved = [
        client.post(
            "/me/top/",
            {**TOP, "name": markup, "headline": markup, "about": markup, "location": markup},
        ),
        client.post(
            "/me/positions/new/",
            {"title": markup, "employer": markup, "location": markup, "description": markup},
        ),
        client.post(
            "/me/education/new/",
            {"school": markup, "degree": markup, "field": markup, "notes": markup},
        ),
        client.post("/me/skills/", {"name": markup}),
    ]
    assert [answer.status_code for answer in saved] == [303] * 4
    position, school = ana.positions.get(), ana.education.get()
    for address in (
        "/me/",
        "/me/top/",
        "/me/skills/",
        f"/me/positions/{position.pk}/",
        f"/me/positions/{position.pk}/remove/",
        f"/me/education/{school.pk}/",
        "/members/ana/",
        "/search/?q=alert",
    ):
        page = text_of(client.get(address))
        for live in ("<script>alert", "<img src=x", "<svg/onload", "<style>body", "<b>turned"):
            assert live not in page
        assert 'href="javascript:' not in page


def test_template_code_in_a_field_is_text(client):
    client.post("/me/top/", {**TOP, "headline": "{{ 7|add:7 }}{% debug %}"})
    assert "{{ 7|add:7 }}{% debug %}" in text_of(client.get("/members/ana/"))
