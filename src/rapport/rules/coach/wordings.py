"""A pattern of a pack, `i {really |}love {your|the} <work>`, as slots that are matched in turn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rapport.rules.coach.folding import fold

MOST_ALTERNATIVES = 400
# A `*` stands for any one word, no longer than this.
ANY = "*"
_LONGEST_ANY = 30
# Words of up to so many letters are on every line of any text.
_SHORT = 4
_SHORT_COST = 0.3


class PhraseError(ValueError):
    """A pattern that can't be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a pattern: its wordings, whether it may be left out, if a space comes before."""

    wordings: tuple[str, ...]
    optional: bool
    spaced: bool

    @property
    def loose(self) -> bool:
        """Whether it may be left out, or be any word."""
        return self.optional or self.wordings[0] == ANY


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase in all its wordings; `anchor` is the slot whose words are looked for first.

    `before` and `after` are what must stand next to it, with its space; empty where anything may:
    whoever searches asks for them first.
    """

    slots: tuple[Slot, ...]
    anchor: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def spans(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The longest match in a folded text whose anchor stands at text[start:end], or None.

        Every state is a place and whether a space is still due, so the work is bounded by the
        pattern, whatever the text.
        """
        ends = self._forward(text, end)
        if not ends:
            return None
        starts = self._backward(text, start)
        if not starts:
            return None
        first = [place for place in starts if opens(text, place)]
        last = [place for place in ends if closes(text, place)]
        return (min(first), max(last)) if first and last else None

    @property
    def edges(self) -> tuple[bool, bool]:
        """Whether the anchor must begin, and must end, where a word does."""
        begins = not self.anchor or self.slots[self.anchor].spaced
        return begins, self.anchor + 1 == len(self.slots) or self.slots[self.anchor + 1].spaced

    @property
    def crosses(self) -> bool:
        """Whether it may go on behind a full stop, a question or an exclamation mark and a
        space ("v. exa"): then a text can't be searched sentence by sentence."""
        return any(
            any(
                f"{mark} " in one or (slot is not self.slots[-1] and one[-1] == mark)
                for mark in ".?!"
            )
            for slot in self.slots
            for one in slot.wordings
        )

    def _forward(self, text: str, place: int) -> set[int]:
        states = {(place, False)}
        for slot in self.slots[self.anchor + 1 :]:
            after: set[tuple[int, bool]] = set()
            for at, due in states:
                due = due or slot.spaced
                if slot.optional:
                    after.add((at, due))
                begin = at + due
                if due and text[at:begin] != " ":
                    continue
                if slot.wordings[0] == ANY:
                    end = _word_end(text, begin)
                    after.update([(end, False)] if end > begin else [])
                elif text.startswith(slot.wordings, begin):
                    after.update(
                        (begin + len(one), False)
                        for one in slot.wordings
                        if text.startswith(one, begin)
                    )
            if not after:
                return set()
            states = after
        return {at for at, _ in states}

    def _backward(self, text: str, place: int) -> set[int]:
        states = {(place, self.slots[self.anchor].spaced)}
        for slot in reversed(self.slots[: self.anchor]):
            before: set[tuple[int, bool]] = set()
            for at, due in states:
                if slot.optional:
                    before.add((at, due or slot.spaced))
                end = at - due
                if end < 0 or (due and text[end] != " "):
                    continue
                if slot.wordings[0] == ANY:
                    begin = _word_start(text, end)
                    before.update([(begin, slot.spaced)] if begin < end else [])
                elif text.endswith(slot.wordings, 0, end):
                    before.update(
                        (end - len(one), slot.spaced)
                        for one in slot.wordings
                        if text.endswith(one, 0, end)
                    )
            if not before:
                return set()
            states = before
        return {at for at, _ in states}


def read_pattern(pattern: str, groups: Mapping[str, Sequence[str]]) -> Pattern:
    """A pattern from its text: `{a|b|}` are alternatives, `<name>` those of a group, `*` any word.

    Raises PhraseError when braces don't match, a group is unknown, nothing in it must be there,
    or one slot has more than MOST_ALTERNATIVES.
    """
    slots: list[Slot] = []
    due = False
    for alternatives in _parts(pattern, groups):
        wordings = [one for one in alternatives if one.strip()]
        blank = any(one.isspace() for one in alternatives)
        if not wordings:
            due = due or blank
            continue
        if any(ANY in one and one.strip() != ANY for one in wordings) or (
            len(wordings) > 1 and any(ANY in one for one in wordings)
        ):
            raise PhraseError(f"{pattern!r}: a * must stand by itself")
        left = _agreed(pattern, wordings, [one[0] == " " for one in wordings])
        right = _agreed(pattern, wordings, [one[-1] == " " for one in wordings])
        spoken = dict.fromkeys(fold(" ".join(one.split())).text for one in wordings)
        if len(spoken) > MOST_ALTERNATIVES:
            raise PhraseError(f"{pattern!r}: {len(spoken)} alternatives in one place")
        slots.append(Slot(tuple(spoken), len(wordings) < len(alternatives), due or left))
        due = right
    needed = [at for at, slot in enumerate(slots) if not slot.optional and ANY not in slot.wordings]
    if not needed:
        raise PhraseError(f"{pattern!r}: one of its wordings is empty")
    slots = [_in_haste(slot, alone=len(slots) == 1) for slot in slots]
    anchor = min(needed, key=lambda place: _commonness(slots[place]))
    before, after = slots[anchor - 1 : anchor], slots[anchor + 1 : anchor + 2]
    gap = " " * slots[anchor].spaced
    return Pattern(
        tuple(slots),
        anchor,
        tuple(one + gap for slot in before if not slot.loose for one in slot.wordings),
        tuple(" " * slot.spaced + one for slot in after if not slot.loose for one in slot.wordings),
    )


def _agreed(pattern: str, wordings: list[str], spaces: list[bool]) -> bool:
    if len(set(spaces)) > 1:
        odd = wordings[spaces.index(not spaces[0])]
        raise PhraseError(f"{pattern!r}: {odd!r} differs from its neighbours in its spaces")
    return spaces[0]


def _in_haste(slot: Slot, *, alone: bool) -> Slot:
    """The slot, its wordings also as people type them in haste: without apostrophes.

    A single word keeps its own: "id" and "were" are words themselves.
    """
    typed = (one.replace("'", "") for one in slot.wordings if not alone or " " in one)
    wordings = tuple(one for one in dict.fromkeys((*slot.wordings, *typed)) if one)
    return Slot(wordings, slot.optional, slot.spaced)


def _commonness(slot: Slot) -> float:
    """How often a slot's words are met by chance: short words often, long ones hardly."""
    return sum((len(one) <= _SHORT) * _SHORT_COST + 1.0 / len(one) ** 3 for one in slot.wordings)


def _parts(text: str, groups: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The alternatives at each place, in turn; a piece of plain text has one."""
    rest = text
    while rest:
        sign = next((one for one in rest if one in "{}<*"), "")
        if not sign:
            yield [rest]
            return
        before, _, rest = rest.partition(sign)
        if before:
            yield [before]
        if sign == "{":
            inside, rest = _closed(rest, text)
            yield [one for each in _split(inside) for one in _flat(each, groups)]
        elif sign == ANY:
            yield [ANY]
        elif sign == "<":
            name, closed, rest = rest.partition(">")
            if not closed or name not in groups:
                raise PhraseError(f"{text!r}: there is no group <{name}>")
            yield [one for each in groups[name] for one in _flat(each, groups)]
        else:
            raise PhraseError(f"{text!r}: a }} has no opening brace")


def _flat(text: str, groups: Mapping[str, Sequence[str]]) -> list[str]:
    """Every wording of what stands inside braces."""
    if "{" not in text and "<" not in text:
        return [text]
    return ["".join(one) for one in product(*_parts(text, groups))]


def _closed(rest: str, pattern: str) -> tuple[str, str]:
    depth = 1
    for place, sign in enumerate(rest):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return rest[:place], rest[place + 1 :]
    raise PhraseError(f"{pattern!r}: a brace isn't closed")


def _split(inside: str) -> Iterator[str]:
    """Cut at the bars that are in no inner braces."""
    depth, begin = 0, 0
    for place, sign in enumerate(inside):
        depth += (sign == "{") - (sign == "}")
        if sign == "|" and not depth:
            yield inside[begin:place]
            begin = place + 1
    yield inside[begin:]


def _word_end(text: str, place: int) -> int:
    end = place
    most = min(len(text), place + _LONGEST_ANY)
    while end < most and (text[end].isalnum() or text[end] in "'-"):
        end += 1
    return end


def _word_start(text: str, place: int) -> int:
    start = place
    least = max(0, place - _LONGEST_ANY)
    while start > least and (text[start - 1].isalnum() or text[start - 1] in "'-"):
        start -= 1
    return start


def opens(text: str, start: int) -> bool:
    """Whether a word may begin at a place."""
    return not (start and text[start].isalnum() and text[start - 1].isalnum())


def closes(text: str, end: int) -> bool:
    """Whether a word may end at a place ("can" doesn't in "can't", "team" does in "team's")."""
    if end == len(text) or not text[end - 1].isalnum():
        return True
    after = text[end]
    if after == "'":
        tail = text[end + 1 : end + 3]
        return not tail[:1].isalpha() or (tail[0] == "s" and not tail[1:].isalnum())
    return not after.isalnum()
