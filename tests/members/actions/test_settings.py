"""A member decides who may reach them, who sees what, and how they like to be approached."""

from datetime import UTC, datetime, time, timedelta

import pytest

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions.settings import update_etiquette, update_reach
from rapport.members.models import EtiquetteCard, Member, ReachSettings
from tests.cast import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Member:
    return make_member("ana")


def refused(result: object) -> Refused:
    assert isinstance(result, Refused), result
    return result


def test_settings_change_one_by_one_or_together(ana):
    update_reach(ana, {"requests": False})
    saved = update_reach(ana, {"invitations_from": "acquainted", "closed": True})
    assert isinstance(saved, ReachSettings)
    stored = ReachSettings.objects.get(member=ana)
    assert (stored.requests, stored.invitations_from, stored.closed) == (False, "acquainted", True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"requests": "yes"}, "wrong_type"),
        ({"requests": 1}, "wrong_type"),
        ({"invitations_from": "friends"}, "not_a_choice"),
        ({"followers": None}, "not_a_choice"),
        ({"email_seen_by": "members"}, "not_a_choice"),
        ({"member": 1}, "unknown_field"),
        ({"away_until": "tomorrow"}, "not_a_moment"),
        ({"away_until": "2027-01-01T00:00:00"}, "not_a_moment"),
        ({"away_until": datetime(2020, 1, 1, tzinfo=UTC)}, "not_to_come"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_nothing_is_saved(ana, changes, code):
    assert refused(update_reach(ana, {"inmail": False, **changes})).code == code
    assert ReachSettings.objects.get(member=ana).inmail is True


def test_away_lies_ahead_and_within_a_year(ana):
    saved = update_reach(ana, {"away_until": now() + timedelta(days=10)})
    assert isinstance(saved, ReachSettings)
    assert (
        refused(update_reach(ana, {"away_until": now() + timedelta(days=400)})).on == "away_until"
    )
    update_reach(ana, {"away_until": None})
    assert ReachSettings.objects.get(member=ana).away_until is None


def test_the_card_is_stored_as_it_was_typed(ana):
    saved = update_etiquette(
        ana,
        {
            "approach": "comment_first",
            "languages": ["en", "pt", "en"],
            "quiet_from": "20:00",
            "quiet_until": time(8, 30, 12),
            "welcome": "Bridges\r\n\r\n Tunnels \r\nBridges",
            "unwelcome": ["Sales\ncalls", "Crypto"],
            "note": " Mornings  are best. ",
        },
    )
    assert isinstance(saved, EtiquetteCard)
    card = EtiquetteCard.objects.get(member=ana)
    assert card.languages == ["en", "pt"]
    assert (card.quiet_from, card.quiet_until) == (time(20), time(8, 30))
    assert card.welcome == ["Bridges", "Tunnels"]
    assert card.unwelcome == ["Sales calls", "Crypto"]
    assert card.note == "Mornings are best."


@pytest.mark.parametrize(
    ("changes", "on"),
    [
        ({"quiet_from": "20:00"}, "quiet_until"),
        ({"quiet_until": "08:00"}, "quiet_from"),
        ({"quiet_from": "20:00", "quiet_until": "20:00"}, "quiet_until"),
        ({"quiet_from": "25:00", "quiet_until": "08:00"}, "quiet_from"),
        ({"quiet_from": "20:00+01:00", "quiet_until": "08:00"}, "quiet_from"),
        ({"languages": ["klingon"]}, "languages"),
        ({"languages": "en"}, "languages"),
        ({"languages": [["en"]]}, "languages"),
        ({"welcome": "\n".join(map(str, range(21)))}, "welcome"),
        ({"unwelcome": "x" * 61}, "unwelcome"),
        ({"welcome": [1]}, "welcome"),
        ({"note": "n" * 301}, "note"),
        ({"approach": "shout"}, "approach"),
        ({"capacity": None}, "capacity"),
    ],
)
def test_a_card_that_cannot_be_is_refused_by_the_name_of_its_field(ana, changes, on):
    assert refused(update_etiquette(ana, {"formality": "formal", **changes})).on == on
    assert EtiquetteCard.objects.get(member=ana).formality == "any"


def test_twenty_topics_of_sixty_characters_fit(ana):
    topics = [f"{number:02}" + "ü" * 58 for number in range(20)]
    assert isinstance(update_etiquette(ana, {"welcome": topics}), EtiquetteCard)


def test_one_end_of_the_quiet_hours_moves_alone_when_the_other_stands(ana):
    update_etiquette(ana, {"quiet_from": "20:00", "quiet_until": "08:00"})
    assert isinstance(update_etiquette(ana, {"quiet_from": "21:00"}), EtiquetteCard)
    assert refused(update_etiquette(ana, {"quiet_from": None})).code == "quiet_hours"
    assert isinstance(update_etiquette(ana, {"quiet_from": None, "quiet_until": ""}), EtiquetteCard)
