"""Ana sets who may reach her, who sees what, and how she likes to be written to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rapport.kit.clock import now
from rapport.members.models import EtiquetteCard, ReachSettings
from tests.cast import make_member

pytestmark = pytest.mark.django_db
REACH = {
    "invitations_from": "acquainted",
    "requests": "on",
    "followers": "connections",
    "back_on": "",
}
CARD = {
    "approach": "introduction",
    "capacity": "full",
    "formality": "formal",
    "quiet_from": "20:00",
    "quiet_until": "08:00",
    "welcome": "Bridges\r\nTunnels",
    "unwelcome": "",
    "note": "",
}


@pytest.fixture
def ana():
    member = make_member("ana", time_zone="Asia/Tokyo")
    member.languages.create(code="pt")
    return member


@pytest.fixture
def client(ana, as_member):
    return as_member(ana)


def text_of(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


def test_the_list_of_settings_leads_to_every_page(client):
    page = text_of(client.get("/settings/"))
    for address in (
        "/settings/reach/",
        "/settings/etiquette/",
        "/settings/visibility/",
        "/settings/tokens/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/sessions/",
    ):
        assert f'href="{address}"' in page
        assert client.get(address, follow=True).status_code == 200


def test_reach_is_saved_as_it_was_ticked(client, ana):
    assert client.post("/settings/reach/", REACH).status_code == 303
    stored = ReachSettings.objects.get(member=ana)
    assert (stored.invitations_from, stored.followers) == ("acquainted", "connections")
    assert (stored.requests, stored.inmail, stored.open_profile) == (True, False, False)
    page = text_of(client.get("/settings/reach/"))
    assert 'value="acquainted" ' in page
    assert "Your reach settings are saved." in page


def test_a_choice_that_is_none_is_refused_and_nothing_is_saved(client, ana):
    text_of(client.post("/settings/reach/", {**REACH, "followers": "enemies"}), 422)
    assert ReachSettings.objects.get(member=ana).invitations_from == "everyone"


def test_an_absence_ends_with_the_beginning_of_a_day_in_ones_own_zone(client, ana):
    day = (now() + timedelta(days=20)).date()
    client.post("/settings/reach/", {**REACH, "back_on": day.isoformat()})
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=9)
    assert ReachSettings.objects.get(member=ana).away_until == midnight
    assert f'value="{day.isoformat()}"' in text_of(client.get("/settings/reach/"))
    assert "Away until" in text_of(client.get("/members/ana/"))
    client.post("/settings/reach/", REACH)
    assert ReachSettings.objects.get(member=ana).away_until is None


def test_an_absence_that_is_over_is_not_asked_about_again(client, ana):
    ReachSettings.objects.filter(member=ana).update(away_until=now() - timedelta(days=1))
    assert 'name="back_on"' in text_of(client.get("/settings/reach/"))
    assert client.post("/settings/reach/", REACH).status_code == 303


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2199, 1, 1)])
def test_an_absence_in_the_past_or_far_away_is_refused(client, day):
    page = text_of(client.post("/settings/reach/", {**REACH, "back_on": day.isoformat()}), 422)
    assert "must lie ahead, within a year" in page


def test_visibility_is_saved(client, ana):
    seen = {
        "profile_seen_by": "everyone",
        "connections_seen_by": "nobody",
        "email_seen_by": "connections",
        "closed": "on",
    }
    assert client.post("/settings/visibility/", seen).status_code == 303
    stored = ReachSettings.objects.get(member=ana)
    assert (stored.profile_seen_by, stored.connections_seen_by) == ("everyone", "nobody")
    assert (stored.email_seen_by, stored.closed) == ("connections", True)
    assert (stored.requests, stored.invitations_from) == (True, "everyone")


def test_the_card_is_saved_and_shown_on_ones_page(client, ana):
    assert client.post("/settings/etiquette/", {**CARD, "languages": ["pt"]}).status_code == 303
    card = EtiquetteCard.objects.get(member=ana)
    assert (card.welcome, card.languages) == (["Bridges", "Tunnels"], ["pt"])
    page = text_of(client.get("/members/ana/"))
    for words in ("be introduced by somebody", "Portuguese", "20:00 – 08:00, Tokyo", "Tunnels"):
        assert words in page
    assert "Bridges\nTunnels" in text_of(client.get("/settings/etiquette/"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"quiet_until": ""}, "both a beginning and an end"),
        ({"quiet_until": "20:00"}, "end at another time"),
        ({"quiet_from": "late"}, "Enter a valid time"),
        ({"welcome": "\n".join(map(str, range(21)))}, "at most 20 topics"),
        ({"note": "n" * 301}, "at most 300 fit"),
        ({"languages": ["xx"]}, "Select a valid choice"),
    ],
)
def test_a_card_that_cannot_be_is_refused_with_a_sentence(client, ana, changes, sentence):
    assert sentence in text_of(client.post("/settings/etiquette/", {**CARD, **changes}), 422)
    assert EtiquetteCard.objects.get(member=ana).approach == "any"
