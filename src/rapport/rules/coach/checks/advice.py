"""Advice and critique that nobody asked for (B:92)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed, phrased, speaks
from rapport.rules.coach.draft import Author
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.packs import Pack
from rapport.rules.coach.phrases import Hit
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence
from rapport.rules.coach.signals import advice

_MESSAGE = "Advice that nobody asked for is often unwelcome; ask how they see it instead."
_OPENINGS = frozenset({("you", "should"), ("you", "must"), ("you", "ought"), ("you", "shouldn't")})
# "You should see our laboratory", "you should hear from us": no advice.
_INVITES = frozenset("see visit come meet know hear receive get have be find feel join".split())
_HEARD, _MOST_HEARD = 0.75, 12
# A wording that often is advice needs less of the model to be taken for it, and is a tip then.
_URGED, _SURELY = 0.45, 0.6
# With these in it a sentence proposes ("I'd move the date if that suits you").
_PROPOSES = frozenset("suit suits please thanks shall could me us our my".split())
_DOERS = frozenset("i you we they he she who to if".split())
_JOINS = (",", ";", ":", " and", " but", " so", " then", " or")


def check(reading: Reading) -> Iterator[Finding]:
    """Critique warns, advice warns in an opener; silent when the recipient asked for it."""
    if reading.pack is None:
        return
    heard = tuple(_heard(reading))
    if not heard and not reading.hits("phrases.advice"):
        return
    if _was_invited(reading, reading.pack):  # asked last: it reads their posts, too
        return
    opener = reading.kind.place is Place.OPENER and is_addressed(reading)
    least = 1 if opener else 3
    yield from phrased(reading, "phrases.advice", Check.ADVICE, _MESSAGE, "B:92", least)
    for one, surely in heard:
        if any(_begins_in(one, hit) for hit in reading.hits("phrases.advice")):
            continue
        level = Level.WARN if opener and surely >= _SURELY else Level.TIP
        yield Finding(Check.ADVICE, level, _MESSAGE, "B:92", one.span, one.text)


def _begins_in(one: Sentence, hit: Hit) -> bool:
    return one.span[0] <= hit.span[0] < one.span[1]


def _heard(reading: Reading) -> Iterator[tuple[Sentence, float]]:
    """Sentences that begin with "you should" and its like, in which the model hears advice, and
    how surely it does."""
    if reading.language != "en":
        return
    for one in reading.body[:_MOST_HEARD]:
        if one.is_question:
            continue
        first = tuple(word.lower for word in one.words[:4])
        if first[:2] in _OPENINGS and _INVITES.isdisjoint(first):
            least = _HEARD
        elif _is_urged(reading, one):
            least = _URGED
        else:
            continue
        surely = advice(one.masked)
        if surely >= least:
            yield one, surely


def _is_urged(reading: Reading, one: Sentence) -> bool:
    """Whether a clause of an opener begins as advice often does ("I'd drop the …", "Cut it …")."""
    if reading.kind.place is not Place.OPENER or not is_addressed(reading):
        return False
    if any(word.lower in _PROPOSES for word in one.words):
        return False
    for hit in reading.hits("words.urge"):
        start = hit.span[0]
        if _begins_in(one, hit) and speaks(reading, hit):
            before = reading.text[one.span[0] : start].rstrip(" ")
            said = {word.lower for word in one.words if word.start < start}
            # "You bake it and then add the salt" tells what somebody does.
            if not before or (before.endswith(_JOINS) and _DOERS.isdisjoint(said)):
                return True
    return False


def _was_invited(reading: Reading, pack: Pack) -> bool:
    """Whether the recipient's last word, or a recent post of theirs, asked for advice."""
    words = [one.text for one in reading.draft.history if one.by is Author.RECIPIENT][-1:]
    words += [post.text for post in reading.draft.recipient.posts]
    return any(pack.book.find(text).get("words.invites_advice") for text in words)
