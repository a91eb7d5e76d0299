import pytest

from rapport.kit.clock import now
from rapport.members.actions import grant_credits
from rapport.notices.actions import make_notice
from tests.members.pictures import encoded, two_halves

pytestmark = pytest.mark.django_db


def test_ana_reads_and_changes_the_top_of_her_profile(cast, calling):
    ana = calling(cast.ana)
    assert ana.get("/me")["name"] == "Ana Pereira"

    changed = ana.patch("/me", {"headline": "Writes about harbours", "time_zone": "Europe/Lisbon"})

    assert (changed["headline"], changed["name"]) == ("Writes about harbours", "Ana Pereira")
    assert ana.get("/me") == changed
    assert changed["strength"]["score"] == 15


def test_a_change_is_whole_or_nothing(cast, calling):
    ana = calling(cast.ana)
    refused = ana.patch("/me", {"headline": "New", "handle": "bo"}, status=422)

    assert (refused["code"], refused["on"]) == ("handle_taken", "handle")
    assert ana.get("/me")["headline"] == ""


PARTS = {
    "positions": (
        {"title": "Editor", "employer": "Pier Press", "started_on": "2020-03"},
        {"title": "Chief editor", "ended_on": "2024-05"},
        {"started_on": "2020-03-01", "ended_on": "2024-05-01", "title": "Chief editor"},
    ),
    "education": (
        {"school": "Harbour School", "started_year": 2001},
        {"degree": "MA", "ended_year": 2005},
        {"school": "Harbour School", "degree": "MA", "ended_year": 2005},
    ),
    "languages": ({"code": "pt"}, {"level": "native"}, {"code": "pt", "level": "native"}),
}


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_is_added_changed_and_removed_by_its_owner_alone(cast, calling, kind):
    new, change, expected = PARTS[kind]
    ana, bo = calling(cast.ana), calling(cast.bo)
    made = ana.post(f"/me/{kind}", new)
    address = f"/me/{kind}/{made['id']}"

    assert bo.patch(address, change, status=404) == bo.patch(f"/me/{kind}/0", change, status=404)
    bo.delete(address, status=404)
    changed = ana.patch(address, change)

    assert expected.items() <= changed.items()
    assert ana.get(f"/me/{kind}") == [changed]
    assert calling(cast.bo).get("/members/ana")[kind] == [changed]
    ana.delete(address)
    assert ana.get(f"/me/{kind}") == []


def test_skills_are_added_ordered_and_removed(cast, calling):
    ana = calling(cast.ana)
    knots, maps = (ana.post("/me/skills", {"name": name}) for name in ("Knots", "Maps"))

    assert ana.post("/me/skills", {"name": "KNOTS"}, status=422)["code"] == "twice"
    assert ana.post(f"/me/skills/{maps['id']}/first", status=200) == [maps, knots]
    ana.delete(f"/me/skills/{knots['id']}")
    assert ana.get("/me/skills") == [maps]


WRONG_PARTS = {
    "positions": ({"title": "Editor"}, "empty", "employer"),
    "education": ({"school": "A", "started_year": 9999}, "not_a_year", "started_year"),
    "languages": ({"code": "no-such"}, "unknown_language", "code"),
    "skills": ({"name": "x" * 81}, "too_long", "name"),
}


@pytest.mark.parametrize("kind", WRONG_PARTS)
def test_a_wrong_part_is_refused_by_its_key(cast, calling, kind):
    body, code, on = WRONG_PARTS[kind]
    refused = calling(cast.ana).post(f"/me/{kind}", body, status=422)
    assert (refused["code"], refused["on"]) == (code, on)


def test_settings_of_reach_close_a_way_at_once(cast, calling):
    dee = calling(cast.dee)
    changed = dee.patch("/me/reach-settings", {"requests": False})

    assert (changed["requests"], changed["inmail"]) == (False, True)
    refused = calling(cast.ana).post("/members/dee/ways/request", {"text": "Hi"}, status=403)
    assert refused["code"] == "recipient_setting"


def test_being_away_is_a_time_with_its_offset(cast, calling):
    ana = calling(cast.ana)
    soon = now().replace(year=now().year + 1, month=1, day=9, hour=10, minute=0, second=0)
    written = soon.strftime("%Y-%m-%dT%H:%M:%S+01:00")

    changed = ana.patch("/me/reach-settings", {"away_until": written})
    assert changed["away_until"] == soon.strftime("%Y-%m-%dT09:%M:%SZ")
    for wrong in ("2027-01-09T10:00:00", "tomorrow", 1_900_000_000, "0001-01-01T00:00:00+14:00"):
        refused = ana.patch("/me/reach-settings", {"away_until": wrong}, status=422)
        assert refused["on"] == "away_until"
    assert ana.patch("/me/reach-settings", {"away_until": None})["away_until"] is None


def test_the_etiquette_card_is_seen_by_others_as_it_was_set(cast, calling):
    card = {
        "approach": "introduction",
        "languages": ["pt"],
        "formality": "informal",
        "quiet_from": "20:00",
        "quiet_until": "08:00",
        "capacity": "limited",
        "welcome": ["Tides"],
        "unwelcome": ["Loans"],
        "note": "Short is fine.",
    }
    assert calling(cast.dee).patch("/me/etiquette-card", card) == card
    assert calling(cast.ana).get("/members/dee")["etiquette"] == card
    refused = calling(cast.dee).patch("/me/etiquette-card", {"quiet_from": None}, status=422)
    assert refused["code"] == "quiet_hours"


def test_the_ledger_of_credits_is_the_callers_own(cast, calling):
    ana = calling(cast.ana)
    before = ana.get("/me/credits")
    grant_credits(cast.ana.pk, 1, "answer", "one more", now())
    after = ana.get("/me/credits")

    assert after["balance"] == before["balance"] + 1
    assert after["entries"][0]["why"] == "answer"
    assert after["entries"][1:] == before["entries"]
    assert calling(cast.bo).get("/me/credits")["balance"] == before["balance"]


def test_a_portrait_is_set_seen_by_who_may_and_removed(cast, calling):
    ana = calling(cast.ana)
    picture = encoded(two_halves()).read()
    assert ana.send("PUT", "/me/photo", picture, "image/jpeg").status_code == 204

    seen = calling(cast.dee).call("GET", "/members/ana/photo?size=512")
    assert seen["Content-Type"] == "image/webp"
    assert b"".join(seen)[:4] == b"RIFF"
    calling(cast.eve).get("/members/ana/photo", status=404)
    ana.delete("/me/photo")
    assert not ana.get("/me")["has_photo"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_picture"),
        (b"GIF89a<script>", "not_a_picture"),
        (b"x" * 11_000_000, "too_large"),
    ],
    ids=["nothing", "code", "too large"],
)
def test_what_is_no_picture_is_refused(cast, calling, content, code):
    answer = calling(cast.ana).send("PUT", "/me/photo", content, "image/png")
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_notices_are_read_one_by_one_and_all(cast, calling):
    about = {"from": "Bo", "handle": "bo"}
    make_notice(1, cast.ana.pk, "invitation", about, now())
    make_notice(2, cast.ana.pk, "invitation_accepted", about, now())
    ana, bo = calling(cast.ana), calling(cast.bo)
    told = ana.get("/notices")
    newest = told["notices"][0]
    assert (told["unread"], newest["kind"]) == (2, "invitation_accepted")

    bo.post(f"/notices/{newest['id']}/read", status=404)
    assert ana.post(f"/notices/{newest['id']}/read", status=200)["read_at"]
    assert ana.post("/notices/read", status=200) == {"marked": 1}
    assert bo.get("/notices")["notices"] == []


def test_how_one_is_told_is_chosen(cast, calling):
    ana = calling(cast.ana)
    told = ana.get("/me/notice-settings")
    assert (told["mail"], told["quiet_from"], told["daily_at"]) == (True, None, "08:00")
    assert told["topics"]["messages"] == {"mail": "at_once", "push": True}
    wish = {"topics": {"messages": {"mail": "daily", "push": False}}}
    hours = {"quiet_from": "22:00", "quiet_until": "07:00"}
    told = ana.put("/me/notice-settings", {"mail": True, **hours, **wish})
    assert told["topics"]["messages"] == {"mail": "daily", "push": False}
    told = ana.put("/me/notice-settings", {"mail": False})
    assert (told["mail"], told["quiet_from"]) == (False, "22:00")
    assert told["topics"]["messages"]["mail"] == "daily"
    assert ana.get("/me/notice-settings") == told
    wrong = {"mail": True, "quiet_until": None}
    assert ana.put("/me/notice-settings", wrong, status=422)["on"] == "quiet_until"
