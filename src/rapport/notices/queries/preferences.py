"""How members want to be told, and where mail about news may go."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, time, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from rapport.notices.models import Mute, Preferences, TopicWish
from rapport.notices.topics import TOPICS, topic_of
from rapport.rules.telling import MORNING, NEVER, Hours


@dataclass(frozen=True, slots=True)
class Wish:
    """How one topic is told: by mail at once, daily or never; by push or not."""

    mail: str
    push: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that one member chose: mail at all, hours, and each topic by its name."""

    mail: bool = True
    quiet_from: time | None = None
    quiet_until: time | None = None
    daily_at: time = MORNING
    zone: tzinfo = UTC
    topics: Mapping[str, Wish] = field(default_factory=dict)

    @property
    def hours(self) -> Hours:
        """The hours as the rule takes them."""
        begin, end = self.quiet_from, self.quiet_until
        return Hours(self.zone, (begin, end) if begin and end else None, self.daily_at)

    def wish(self, topic: str) -> Wish:
        """What was chosen for a topic, else its default."""
        return self.topics.get(topic) or Wish(TOPICS[topic].mail, TOPICS[topic].push)

    def mail_rhythm(self, kind: str) -> str:
        """How this kind of news comes by mail: `at_once`, `daily` or `never`."""
        return self.wish(topic_of(kind)).mail if self.mail else NEVER

    def wants_push(self, kind: str) -> bool:
        """Whether this kind of news comes by push."""
        return self.wish(topic_of(kind)).push


def wishes_of_each(member_ids: Collection[int]) -> dict[int, Wishes]:
    """What these members chose, the defaults for who chose nothing: three statements."""
    zones = get_user_model().objects.filter(pk__in=member_ids).values_list("pk", "time_zone")
    topics: dict[int, dict[str, Wish]] = defaultdict(dict)
    for row in TopicWish.objects.filter(member_id__in=member_ids):
        topics[row.member_id][row.topic] = Wish(row.mail, row.push)
    own = {row.pk: row for row in Preferences.objects.filter(pk__in=member_ids)}
    return {pk: _wishes(own.get(pk), _zone(zone), topics[pk]) for pk, zone in zones}


def _wishes(own: Preferences | None, zone: tzinfo, topics: Mapping[str, Wish]) -> Wishes:
    if own is None:
        return Wishes(zone=zone, topics=topics)
    return Wishes(own.mail, own.quiet_from, own.quiet_until, own.daily_at, zone, topics)


def wishes_of(member_id: int) -> Wishes:
    """What one member chose."""
    return wishes_of_each([member_id])[member_id]


def _zone(name: str) -> tzinfo:
    """A zone by its name; UTC for none and for one that is none any more."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def wants_mail(member_id: int) -> bool:
    """Whether a member wants news by mail at all; the default is yes."""
    wish = Preferences.objects.filter(member_id=member_id).values_list("mail", flat=True).first()
    return True if wish is None else wish


def muted_among(member_ids: Collection[int], paths: Collection[str]) -> set[tuple[int, str]]:
    """Which of these members muted which of these pages."""
    found = Mute.objects.filter(member_id__in=member_ids, path__in=paths)
    return set(found.values_list("member_id", "path"))


def mail_address_of(member_id: int) -> str | None:
    """The confirmed main address of an active member, else None: nobody else gets their news."""
    confirmed = EmailAddress.objects.filter(
        user_id=member_id, user__is_active=True, verified=True, primary=True
    )
    address: str | None = confirmed.values_list("email", flat=True).first()
    return address


def public_id_of(member_id: int) -> UUID:
    """A member's id for the outside."""
    found: UUID = get_user_model().objects.values_list("public_id", flat=True).get(pk=member_id)
    return found


def member_id_of(public_id: UUID) -> int | None:
    """The member with that id for the outside, or None."""
    members = get_user_model().objects.filter(public_id=public_id)
    found: int | None = members.values_list("pk", flat=True).first()
    return found
