"""Make an event, and change what it says."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from rapport.groups.actions.naming import refused_place, refused_words, write_with_slug
from rapport.groups.limits import (
    ABOUT_MAX,
    AHEAD_MAX,
    EVENTS_AHEAD_MAX,
    LENGTH_MAX,
    NAME_MAX,
    PLACE_MAX,
)
from rapport.groups.models import Attendance, Event
from rapport.groups.queries.counts import events_ahead
from rapport.groups.queries.events import NO_END
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal, one_line
from rapport.members.queries.locks import lock_members


@dataclass(frozen=True, slots=True)
class EventWords:
    """What an event says of itself; times are aware, without `ends_at` it lasts a day."""

    name: str
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    about: str = ""

    def tidy(self) -> "EventWords":
        """The same with its texts as they are kept."""
        return EventWords(
            one_line(self.name),
            self.starts_at,
            self.ends_at,
            one_line(self.place),
            normal(self.about).strip(),
        )


def create_event(member_id: int, words: EventWords, at: datetime) -> Event | Refused:
    """Make an event that is still ahead or on; who makes it attends it."""
    words = words.tidy()
    wrong = _refused(words) or _refused_times(words, at)
    if wrong:
        return wrong
    with transaction.atomic():
        lock_members(member_id)
        used = events_ahead(member_id, at)
        if used >= EVENTS_AHEAD_MAX:
            return Refused(
                "events_limit",
                f"{used} events of yours are not over yet; the limit here is {EVENTS_AHEAD_MAX}.",
                numbers={"used": used, "limit": EVENTS_AHEAD_MAX},
            )
        event = write_with_slug(
            words.name,
            "event",
            is_taken=lambda slug: Event.objects.filter(slug=slug).exists(),
            write=lambda slug: Event.objects.create(
                slug=slug, created_by_id=member_id, created_at=at, **_columns(words)
            ),
        )
        Attendance.objects.create(event=event, member_id=member_id, since=at)
    return event


def edit_event(member_id: int, event_id: int, words: EventWords, at: datetime) -> Event | Refused:
    """Change an event; only who made it may, for others it is not there.

    Once it has begun its start stays: it is the day from which it counts as shared ground.
    """
    words = words.tidy()
    wrong = _refused(words)
    if wrong:
        return wrong
    with transaction.atomic():
        rows = Event.objects.select_for_update().filter(pk=event_id, created_by_id=member_id)
        event = rows.first()
        if event is None:
            return NOT_FOUND
        # A form knows minutes only: what was not touched keeps its seconds.
        moved = _to_the_minute(words.starts_at) != _to_the_minute(event.starts_at)
        words = words if moved else replace(words, starts_at=event.starts_at)
        if moved and event.starts_at <= at:
            return Refused(
                "already_begun", "It has begun: its start can't change any more.", on="starts_at"
            )
        wrong = _refused_times(words, at) if moved else None
        if wrong:
            return wrong
        rows.update(**_columns(words))
        return rows.get()


def _refused(words: EventWords) -> Refused | None:
    """What is wrong with the words and the length of an event."""
    wrong = refused_words(words.name, words.about, NAME_MAX, ABOUT_MAX)
    wrong = wrong or refused_place(words.place, PLACE_MAX)
    if wrong or words.ends_at is None:
        return wrong
    if words.ends_at <= words.starts_at:
        return Refused("ends_before_start", "It ends before it begins.", on="ends_at")
    if words.ends_at - words.starts_at > LENGTH_MAX:
        days = LENGTH_MAX.days
        return Refused("lasts_too_long", f"An event lasts {days} days at most.", on="ends_at")
    return None


def _refused_times(words: EventWords, at: datetime) -> Refused | None:
    """What is wrong with when an event takes place, seen from now."""
    if words.starts_at > at + AHEAD_MAX:
        years = AHEAD_MAX.days // 365
        return Refused("too_far_ahead", f"That is more than {years} years ahead.", on="starts_at")
    if (words.ends_at or words.starts_at + NO_END) <= at:
        return Refused("already_over", "That is over already: choose a time ahead.", on="starts_at")
    return None


def _to_the_minute(moment: datetime) -> datetime:
    """The moment without its seconds."""
    return moment.replace(second=0, microsecond=0)


def _columns(words: EventWords) -> dict[str, object]:
    """The words as columns of the table."""
    return {
        "name": words.name,
        "about": words.about,
        "place": words.place,
        "starts_at": words.starts_at,
        "ends_at": words.ends_at,
    }
