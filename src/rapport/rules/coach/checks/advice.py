"""Advice and critique that nobody asked for (B:92)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed, phrased
from rapport.rules.coach.draft import Author
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.packs import Pack
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence
from rapport.rules.coach.signals import advice

_MESSAGE = "Advice that nobody asked for is often unwelcome; ask how they see it instead."
_OPENINGS = frozenset({("you", "should"), ("you", "must"), ("you", "ought"), ("you", "shouldn't")})
# "You should see our laboratory", "you should hear from us": no advice.
_INVITES = frozenset("see visit come meet know hear receive get have be find feel join".split())
_HEARD, _MOST_HEARD = 0.75, 12


def check(reading: Reading) -> Iterator[Finding]:
    """Critique warns, advice warns in an opener; silent when the recipient asked for it."""
    if reading.pack is None:
        return
    heard = () if reading.hits("phrases.advice") else tuple(_heard(reading))
    if not heard and not reading.hits("phrases.advice"):
        return
    if _was_invited(reading, reading.pack):  # asked last: it reads their posts, too
        return
    opener = reading.kind.place is Place.OPENER and is_addressed(reading)
    least = 1 if opener else 3
    yield from phrased(reading, "phrases.advice", Check.ADVICE, _MESSAGE, "B:92", least)
    for one in heard:
        level = Level.WARN if opener else Level.TIP
        yield Finding(Check.ADVICE, level, _MESSAGE, "B:92", one.span, one.text)


def _heard(reading: Reading) -> Iterator[Sentence]:
    """Sentences that begin with "you should" and its like, in which the model hears advice."""
    if reading.language != "en":
        return
    for one in reading.body[:_MOST_HEARD]:
        first = tuple(word.lower for word in one.words[:4])
        if first[:2] not in _OPENINGS or one.is_question or not _INVITES.isdisjoint(first):
            continue
        if advice(one.masked) >= _HEARD:
            yield one


def _was_invited(reading: Reading, pack: Pack) -> bool:
    """Whether the recipient's last word, or a recent post of theirs, asked for advice."""
    words = [one.text for one in reading.draft.history if one.by is Author.RECIPIENT][-1:]
    words += [post.text for post in reading.draft.recipient.posts]
    return any(pack.book.find(text).get("words.invites_advice") for text in words)
