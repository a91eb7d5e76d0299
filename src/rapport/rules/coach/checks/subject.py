"""subject: an InMail has one, of three to six words that say what it is about (B:18, A:29)."""

from collections.abc import Iterator

from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.words import plain, words_of

_SOURCE = "B:18"
_GOOD_WORDS = range(3, 7)
_MOST_WORDS = 10
_MOST_CHARACTERS = 60
_FEWEST_SHOUTED = 4
# Subjects that fit every message; folded.
_EMPTY = frozenset(
    "hi|hello|hey|question|quick question|a question|a quick question|opportunity|"
    "great opportunity|"
    "an opportunity|exciting opportunity|important|urgent|no subject|none|subject|message|info|"
    "information|networking|connect|connection|let's connect|connecting|touching base|checking in|"
    "follow up|following up|request|help|help needed|please read|read this|introduction|greetings|"
    "job|work|collaboration|partnership|proposal|meeting|call|news|test|for you|reaching out|"
    "hallo|frage|eine frage|anfrage|wichtig|bonjour|question rapide|une question|demande|hola|"
    "pregunta|una pregunta|consulta|ola|pergunta|uma pergunta|oportunidad|oportunidade".split("|")
)
# Words that are no abbreviations: in capitals they shout alone.
_CRIES = frozenset(
    "urgent important attention free hurry asap final last chance read please help today limited "
    "offer exclusive amazing opportunity dringend wichtig importante".split()
)
_REPLIES = ("re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "res:", "enc:")


def check(reading: Reading) -> Iterator[Finding]:
    """A warn for an InMail without a subject and for shouting; tips for subjects that are too long,
    too short, or fit every message; good from three to six words."""
    subject = reading.subject
    if subject is None or not any(one.isalnum() for one in subject):
        if reading.draft.way is DraftWay.INMAIL:
            said = "An InMail needs a subject: three to six words that say what it is about."
            yield Finding(Check.SUBJECT, Level.WARN, said, _SOURCE, where=_where(subject))
        return
    calm = _calmed(reading, subject)
    if calm != subject:
        said = "The subject shouts; write it in ordinary letters."
        yield _finding(Level.WARN, subject, said, calm)
        return
    level, said = _judged(reading, subject)
    yield _finding(level, subject, said, None)


def _judged(reading: Reading, subject: str) -> tuple[Level, str]:
    count = len(words_of(subject))
    bare = plain(subject).strip(" .,!?:;-–—()")
    if bare in _EMPTY:
        return Level.TIP, "This subject would fit any message; name the matter itself."
    if plain(subject).startswith(_REPLIES) and reading.kind.place is Place.OPENER:
        return Level.TIP, "The subject pretends to answer an earlier message."
    if count > _MOST_WORDS or len(subject) > _MOST_CHARACTERS:
        return Level.TIP, f"The subject has {count} words; three to six are read best."
    if count in _GOOD_WORDS:
        return Level.GOOD, "The subject is short and says what it is about."
    if count < _GOOD_WORDS[0]:
        return Level.TIP, "Say in three to six words what the message is about."
    return Level.TIP, f"The subject has {count} words; three to six are read best."


def _calmed(reading: Reading, subject: str) -> str:
    """The subject without shouting: capitals only where a name or a short abbreviation has them."""
    calm = subject
    for sign in "!?":
        while sign * 2 in calm:
            calm = calm.replace(sign * 2, sign)
    if calm.count("!") > 1:
        calm = calm.replace("!", "", calm.count("!") - 1)
    words = [word for word in words_of(calm) if word.text.isupper() and len(word.text) > 1]
    shouted = sum(len(word.text) for word in words)
    letters = sum(one.isalpha() for one in calm)
    long = [word for word in words if len(word.text) >= _FEWEST_SHOUTED]
    cried = any(word.lower in _CRIES for word in long)
    if not cried and (not long or (2 * shouted < letters and len(long) < 2)):
        return calm
    names = {plain(name) for name in _known(reading)}
    for word in reversed(words_of(calm)):
        if word.text.isupper() and len(word.text) > 1:
            kept = word not in long and shouted < letters
            small = word.text if kept or plain(word.lower) in names else word.lower
            small = word.text.capitalize() if word.start == 0 and not kept else small
            calm = calm[: word.start] + small + calm[word.end :]
    return calm


def _known(reading: Reading) -> Iterator[str]:
    recipient, sender = reading.draft.recipient, reading.draft.sender
    for group in (recipient.employers, recipient.schools, recipient.groups, recipient.events):
        yield from (word.text for name in group for word in words_of(name))
    for group in (sender.employers, sender.schools, sender.groups, sender.events):
        yield from (word.text for name in group for word in words_of(name))


def _where(subject: str | None) -> str:
    return "subject" if subject is not None else "text"


def _finding(level: Level, subject: str, said: str, fix: str | None) -> Finding:
    return Finding(
        check=Check.SUBJECT,
        level=level,
        where="subject",
        span=(0, len(subject)),
        evidence=subject,
        message=said,
        fix=fix,
        source=_SOURCE,
    )
