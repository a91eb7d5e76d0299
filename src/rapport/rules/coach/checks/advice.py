"""Advice and critique that nobody asked for (B:92)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed, phrased
from rapport.rules.coach.draft import Author
from rapport.rules.coach.findings import Check, Finding
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.packs import Pack
from rapport.rules.coach.reading import Reading

_MESSAGE = "Advice that nobody asked for is often unwelcome; ask how they see it instead."


def check(reading: Reading) -> Iterator[Finding]:
    """Critique warns, advice warns in an opener; silent when the recipient asked for it."""
    if reading.pack is None or not reading.hits("phrases.advice"):
        return
    if _was_invited(reading, reading.pack):  # asked last: it reads their posts, too
        return
    opener = reading.kind.place is Place.OPENER and is_addressed(reading)
    least = 1 if opener else 3
    yield from phrased(reading, "phrases.advice", Check.ADVICE, _MESSAGE, "B:92", least)


def _was_invited(reading: Reading, pack: Pack) -> bool:
    """Whether the recipient's last word, or a recent post of theirs, asked for advice."""
    words = [one.text for one in reading.draft.history if one.by is Author.RECIPIENT][-1:]
    words += [post.text for post in reading.draft.recipient.posts]
    return any(pack.book.find(text).get("words.invites_advice") for text in words)
