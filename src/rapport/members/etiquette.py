"""A member's etiquette card in words: the one sentence, and the rows under it."""

from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext

from rapport.members.languages import language_name
from rapport.members.zones import city_of

APPROACH = {
    "comment_first": "prefers that you comment on something of theirs first",
    "introduction": "prefers to be introduced by somebody you both know",
}
FORMALITY = {"formal": "Formal", "informal": "Informal"}
CAPACITY = {
    "limited": "answers some of what comes",
    "full": "has no time for new people at the moment",
}


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; lists of strings as they were typed, hours in the zone's local time."""

    name: str
    approach: str = "any"
    languages: tuple[str, ...] = ()
    formality: str = "any"
    quiet_from: time | None = None
    quiet_until: time | None = None
    capacity: str = "open"
    welcome: tuple[str, ...] = ()
    unwelcome: tuple[str, ...] = ()
    note: str = ""
    zone: str = ""

    @property
    def sentence(self) -> str:
        """What matters most, in one sentence; "" where nothing was wished."""
        wishes = [APPROACH.get(self.approach, ""), CAPACITY.get(self.capacity, "")]
        said = gettext(" and ").join(gettext(wish) for wish in wishes if wish)
        return f"{self.name} {said}." if said else ""

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The rest as (what, how)."""
        rows: list[tuple[str, str]] = []
        if self.languages:
            names = [gettext(language_name(code)) for code in self.languages]
            rows.append((gettext("Languages"), listed(names, gettext("or"))))
        if self.formality in FORMALITY:
            rows.append((gettext("Tone"), gettext(FORMALITY[self.formality])))
        if self.quiet_from and self.quiet_until:
            hours = f"{self.quiet_from:%H:%M} – {self.quiet_until:%H:%M}"
            place = f", {city_of(self.zone)}" if self.zone else ""
            rows.append((gettext("Quiet hours"), f"{hours}{place}"))
        if self.note:
            rows.append((gettext("In their words"), self.note))
        return rows


def listed(words: list[str], last: str) -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
