"""What a draft is: an opener, a reply or a follow-up; and whether it needs to ask anything."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rapport.rules.coach.draft import Author, DraftWay

if TYPE_CHECKING:
    from rapport.rules.coach.reading import Reading

# First message, or the first after this many days of silence (docs/words.md: opener).
OPENER_AFTER_DAYS = 90


class Place(StrEnum):
    """Where in the conversation the draft stands."""

    OPENER = "opener"
    REPLY = "reply"
    FOLLOW_UP = "follow_up"


class Gist(StrEnum):
    """What a draft that needs no ask is about."""

    CONGRATULATION = "congratulation"
    THANKS = "thanks"
    CONDOLENCE = "condolence"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Kind:
    """Place in the conversation; `gist` None: an ordinary message."""

    place: Place
    gist: Gist | None

    @property
    def needs_ask(self) -> bool:
        """Congratulations, thanks, condolence and answers need no ask."""
        return self.gist is None


def kind_of(reading: "Reading") -> Kind:
    """The kind of a reading: its place from way and history, its gist from the pack's words."""
    place = _place(reading)
    return Kind(place, _gist(reading, place))


def _place(reading: "Reading") -> Place:
    draft = reading.draft
    if not draft.history:
        return Place.FOLLOW_UP if draft.way is DraftWay.FOLLOW_UP else Place.OPENER
    last = draft.history[-1]
    if draft.now is not None and (draft.now - last.at).days >= OPENER_AFTER_DAYS:
        return Place.OPENER
    return Place.REPLY if last.by is Author.RECIPIENT else Place.FOLLOW_UP


def _gist(reading: "Reading", place: Place) -> Gist | None:
    """What the first two sentences are about; a question after them makes it an ordinary draft."""
    asks = any(one.is_question for one in reading.body)
    first = reading.body[:2]
    reach = first[-1].span[1] if first else len(reading.text)
    for gist in (Gist.CONDOLENCE, Gist.CONGRATULATION, Gist.THANKS):
        if not asks and any(hit.span[0] < reach for hit in reading.hits(f"words.{gist.value}")):
            return gist
    if place is Place.REPLY and not asks:
        return Gist.ANSWER
    return None
