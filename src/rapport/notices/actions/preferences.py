"""Say how one wants to be told: by mail or push, of what, and when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import time

from django.db import transaction

from rapport.kit.refusals import Refused
from rapport.notices.models import Mute, Preferences, TopicWish
from rapport.notices.queries.preferences import Wish, wishes_of
from rapport.notices.topics import TOPICS
from rapport.rules.telling import MORNING, NEVER, RHYTHMS


@dataclass(frozen=True, slots=True)
class Telling:
    """All choices of one member at once; topics that are not named stay as they are."""

    mail: bool
    quiet_from: time | None = None
    quiet_until: time | None = None
    daily_at: time = MORNING
    topics: Mapping[str, Wish] | None = None


def choose_telling(member_id: int, telling: Telling) -> Refused | None:
    """Store how a member wants to be told: all of it or nothing. Harmless when repeated."""
    wrong = _wrong(telling)
    if wrong:
        return wrong
    hours = {
        "quiet_from": telling.quiet_from,
        "quiet_until": telling.quiet_until,
        "daily_at": telling.daily_at,
    }
    with transaction.atomic():
        Preferences.objects.update_or_create(
            member_id=member_id, defaults={"mail": telling.mail, **hours}
        )
        for topic, wish in (telling.topics or {}).items():
            _store(member_id, topic, wish)
    return None


def _wrong(telling: Telling) -> Refused | None:
    """Quiet hours have both ends, and topics and rhythms are known."""
    begin, end = telling.quiet_from, telling.quiet_until
    if (begin is None) != (end is None):
        missing = "quiet_from" if begin is None else "quiet_until"
        sentence = "Quiet hours need both a beginning and an end."
        return Refused("quiet_hours", sentence, on=missing)
    if begin is not None and begin == end:
        sentence = "Quiet hours must end at another time than they begin."
        return Refused("quiet_hours", sentence, on="quiet_until")
    for topic, wish in (telling.topics or {}).items():
        if topic not in TOPICS:
            known = ", ".join(TOPICS)
            return Refused("not_a_choice", f"Topics are {known}.", on="topics")
        if wish.mail not in RHYTHMS:
            known = ", ".join(RHYTHMS)
            return Refused("not_a_choice", f"Mail comes {known}.", on=f"mail_{topic}")
    return None


def want_mail(member_id: int, mail: bool) -> None:
    """Want news by mail too, or only in the place. Harmless when repeated."""
    Preferences.objects.update_or_create(member_id=member_id, defaults={"mail": mail})


def stop_mail_about(member_id: int, topic: str) -> None:
    """No more mail about one topic; push stays as it is. Harmless when repeated."""
    _store(member_id, topic, Wish(NEVER, wishes_of(member_id).wish(topic).push))


def _store(member_id: int, topic: str, wish: Wish) -> None:
    TopicWish.objects.update_or_create(
        member_id=member_id, topic=topic, defaults={"mail": wish.mail, "push": wish.push}
    )


def mute_pages(member_id: int, paths: Collection[str], muted: bool) -> None:
    """Tell a member nothing more of these pages, or again. Harmless when repeated."""
    if not paths:
        return
    if muted:
        mutes = [Mute(member_id=member_id, path=path) for path in paths]
        Mute.objects.bulk_create(mutes, ignore_conflicts=True)
    else:
        Mute.objects.filter(member_id=member_id, path__in=paths).delete()
