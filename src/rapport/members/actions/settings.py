"""Change who may reach a member, who sees what of them, and how they like to be approached."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions.reading import (
    Reader,
    choice,
    flag,
    language,
    limit_of,
    line,
    read_changes,
    topics,
)
from rapport.members.models import EtiquetteCard, Member, ReachSettings

MOST_TOPICS, TOPIC_LENGTH, MOST_LANGUAGES = 20, 60, 10
LONGEST_AWAY = timedelta(days=366)


def _choices(model: type, field: str) -> tuple[str, ...]:
    """The words that a column of words allows."""
    return tuple(str(word) for word, _ in model._meta.get_field(field).choices)  # type: ignore[attr-defined]


def _away(value: Any) -> datetime | Refused | None:
    """A moment to come, within a year; None for being here."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, datetime) or value.tzinfo is None:
        return Refused("not_a_moment", "“Away until” must be a date and time with its zone.")
    if not now() < value <= now() + LONGEST_AWAY:
        return Refused("not_to_come", "“Away until” must lie ahead, within a year from now.")
    return value


def _languages(value: Any) -> list[str] | Refused:
    """Codes of languages, each once."""
    if not isinstance(value, list):
        return Refused("wrong_type", "Languages must be a list of codes.")
    found = [language(code) for code in value]
    for code in found:
        if isinstance(code, Refused):
            return code
    if len(found) > MOST_LANGUAGES:
        return Refused("too_many", f"Languages: at most {MOST_LANGUAGES}.")
    return list(dict.fromkeys(str(code) for code in found))


def _hour(value: Any) -> time | Refused | None:
    """A local time of day, to the minute; None for none."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            value = time.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, time) or value.tzinfo is not None:
        return Refused("not_a_time", "Quiet hours are local times such as 20:00.")
    return value.replace(second=0, microsecond=0)


REACH: Mapping[str, Reader] = {
    "closed": flag("“Closed”"),
    "open_profile": flag("“Open to all”"),
    "follow_primary": flag("“Follow first”"),
    "receipts": flag("“Read marks”"),
    "presence": flag("“Here now”"),
    "posts_weighed": flag("“Right moment”"),
    "invitations_from": choice("“Invitations”", _choices(ReachSettings, "invitations_from")),
    "requests": flag("“Message requests”"),
    "inmail": flag("“InMail”"),
    "introductions": flag("“Introductions”"),
    "followers": choice("“Followers”", _choices(ReachSettings, "followers")),
    "away_until": _away,
    "profile_seen_by": choice("“Profile”", _choices(ReachSettings, "profile_seen_by")),
    "connections_seen_by": choice("“Connections”", _choices(ReachSettings, "connections_seen_by")),
    "email_seen_by": choice("“E-mail”", _choices(ReachSettings, "email_seen_by")),
}
ETIQUETTE: Mapping[str, Reader] = {
    "approach": choice("“Approach”", _choices(EtiquetteCard, "approach")),
    "languages": _languages,
    "formality": choice("“Formality”", _choices(EtiquetteCard, "formality")),
    "quiet_from": _hour,
    "quiet_until": _hour,
    "capacity": choice("“Capacity”", _choices(EtiquetteCard, "capacity")),
    "welcome": topics("Welcome topics", MOST_TOPICS, TOPIC_LENGTH),
    "unwelcome": topics("Unwelcome topics", MOST_TOPICS, TOPIC_LENGTH),
    "note": line("The note", limit_of(EtiquetteCard, "note")),
}


def update_reach(member: Member, changes: Mapping[str, Any]) -> ReachSettings | Refused:
    """Change some of a member's settings of reach and visibility: all of the given or none.

    Refusals name the field: `not_a_choice`, `wrong_type`, `not_a_moment`, `not_to_come`.
    """
    read = read_changes(changes, REACH)
    if isinstance(read, Refused):
        return read
    with transaction.atomic():
        # The same lock under which a send judges: it sees the old settings or the new ones.
        Member.objects.locked([member.pk])
        settings, _ = ReachSettings.objects.update_or_create(member_id=member.pk, defaults=read)
    return settings


def update_etiquette(member: Member, changes: Mapping[str, Any]) -> EtiquetteCard | Refused:
    """Change some of a member's etiquette card: all of the given or none.

    Quiet hours are local times, both or none, and not the same; topics at most 20 of 60
    characters; the note at most 300.
    """
    read = read_changes(changes, ETIQUETTE)
    if isinstance(read, Refused):
        return read
    with transaction.atomic():
        Member.objects.locked([member.pk])
        card, _ = EtiquetteCard.objects.get_or_create(member_id=member.pk)
        for name, value in read.items():
            setattr(card, name, value)
        wrong = _quiet_hours_wrong(card)
        if wrong:
            return wrong
        card.save()
    return card


def _quiet_hours_wrong(card: EtiquetteCard) -> Refused | None:
    """Quiet hours need a beginning and an end, and the two differ."""
    wrong = Refused("quiet_hours", "Quiet hours need both a beginning and an end.")
    if (card.quiet_from is None) != (card.quiet_until is None):
        return replace(wrong, on="quiet_from" if card.quiet_from is None else "quiet_until")
    if card.quiet_from is not None and card.quiet_from == card.quiet_until:
        sentence = "Quiet hours must end at another time than they begin."
        return Refused("quiet_hours", sentence, on="quiet_until")
    return None
