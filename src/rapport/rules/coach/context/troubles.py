"""Layoffs, illness and loss in a sentence of a post: the author's own, their team's or family's."""

from rapport.rules.coach.context.happenings import (
    has,
    is_denied,
    is_general,
    is_past,
    news_words,
    who,
)
from rapport.rules.coach.context.lexicon import Phrases
from rapport.rules.coach.context.spans import Piece

# What may stand before a sentence without a subject: "Just laid off."
_MANY = frozenset("half third two three four five six seven eight nine ten a our".split())
_ELLIPTICAL = frozenset(
    "just today yesterday so well officially sadly recently unexpectedly".split()
)
_BEING = frozenset("was were been got get getting being am are is be".split())


def tells_layoff(piece: Piece, year: int) -> bool:
    """Whether the author or their team lost the job; not firms in the news, nor things let go."""
    if is_past(piece, year) or is_general(piece):
        return False
    lists = news_words()["layoff"]
    for at in range(len(piece.words)):
        count = lists["own"].at(piece.words, at)
        if count and not is_denied(piece, at) and _is_own(piece, at, count):
            return True
        if lists["active"].at(piece.words, at) and _cuts_people(piece, at):
            return True
        count = lists["passive"].at(piece.words, at)
        if count and _is_passive(piece, at) and not is_denied(piece, at):
            needs = lists["needs"].at(piece.words, at)
            if not needs or has(piece, lists["causes"], at + count, at + count + 7):
                return True
    return False


def _is_own(piece: Piece, at: int, count: int) -> bool:
    """Whether the phrase itself says whose it is ("let me go"), or the one before it does."""
    first = ("i", "me", "my", "us", "our", "we")
    return any(token.word in first for token in piece.words[at : at + count]) or (
        who(piece, at) is not None
    )


def _is_passive(piece: Piece, at: int) -> bool:
    """ "I was let go", "my whole team was cut", "Laid off today": said of people or their posts."""
    words = piece.words
    being = any(token.word in _BEING for token in words[max(at - 4, 0) : at])
    if not being and (at > 1 or (at and words[0].word not in _ELLIPTICAL)):
        return False
    lists = news_words()["layoff"]
    after = words[at + 2 : at + 3] if words[at].word in ("laid", "let") else words[at + 1 : at + 2]
    if (
        words[at].word in ("fired", "cut")
        and after
        and after[0].word in ("up", "off", "out", "down")
    ):
        return False
    subject = who(piece, at)
    short = words[at].word in (
        "cut",
        "eliminated",
        "terminated",
        "dissolved",
        "discontinued",
        "closed",
        "shut",
        "abolished",
        "not",
        "restructured",
        "impacted",
        "wound",
    )
    if subject in ("self", "team"):
        return not short or _is_post(piece, at) or words[at].word == "impacted"
    if subject == "none":
        return at <= 2 and not short and words[at].word != "redundant"
    return False


def _is_post(piece: Piece, at: int) -> bool:
    lists = news_words()["layoff"]
    return has(piece, lists["posts"], at - 7, at)


def _cuts_people(piece: Piece, at: int) -> bool:
    """ "we had to lay off 20 colleagues": done by the author's firm, to people."""
    lists = news_words()["layoff"]
    if who(piece, at) not in ("team", "self") or _is_passive_before(piece, at):
        return False
    count = lists["active"].at(piece.words, at)
    ahead = piece.words[at + count : at + count + 5]
    if piece.words[at].word == "cut" and not any(
        t.raw[:1].isdigit() or t.word in _MANY for t in ahead[:2]
    ):
        return False
    number = any(token.raw[:1].isdigit() for token in ahead[:2])
    person = any(token.word in news_words()["who"]["persons"] for token in ahead)
    thing = any(token.word in news_words()["who"]["things"] for token in ahead)
    return (person and not thing) or (number and person)


def _is_passive_before(piece: Piece, at: int) -> bool:
    return at > 0 and piece.words[at - 1].word in _BEING


def tells_illness(piece: Piece, year: int, at_work: bool) -> bool:
    """Whether the author or their family is ill; not work about illness, nor figures of speech."""
    lists = news_words()["illness"]
    if is_past(piece, year) or is_general(piece):
        return False
    for at in range(len(piece.words)):
        if lists["own"].at(piece.words, at) and not is_denied(piece, at):
            if who(piece, at) is not None and not (at_work or _is_figurative(piece, at, "illness")):
                return True
        count = lists["event"].at(piece.words, at)
        if not count or is_denied(piece, at) or _is_figurative(piece, at, "illness"):
            continue
        subject = who(piece, at)
        linked = has(piece, lists["links"], at - 5, at + 1) or piece.words[at].word == "diagnosed"
        if subject == "family" and linked and not (at_work and has(piece, words_of_work())):
            return True
        if at_work:
            continue
        if subject == "self" and linked:
            return True
        if subject == "none" and at <= 4 and linked and not _starts_of_others(piece):
            return True
        if (
            subject == "none"
            and at <= 2
            and piece.words[at].word in ("diagnosed", "hospitalised", "hospitalized", "chemo")
        ):
            return True
        if subject == "none" and _family_behind(piece, at + count):
            return True
    return False


def _starts_of_others(piece: Piece) -> bool:
    """Whether the sentence begins with an article or a question: of things, not of oneself."""
    begins = ("the", "a", "an", "how", "why", "what", "is", "are", "when", "our", "this", "these")
    return piece.words[0].word in begins or piece.asks


def words_of_work() -> Phrases:
    """Words of those who work on illness."""
    return news_words()["time"]["work"]


def _family_behind(piece: Piece, at: int) -> bool:
    """ "in hospital with our son": the family stands behind."""
    words = piece.words
    for place in range(at, min(at + 5, len(words))):
        if words[place].word in ("my", "our"):
            return has(piece, news_words()["who"]["family"], place + 1, place + 4)
    return False


def _is_figurative(piece: Piece, at: int, kind: str) -> bool:
    """Whether the words around make it a figure of speech: "sick of", "a stroke of luck"."""
    lists = news_words()[kind]
    count = lists["event"].at(piece.words, at) or lists["own"].at(piece.words, at)
    return has(piece, lists["figurative"], at - 3, at) or has(
        piece, lists["figurative"], at + count, at + count + 3
    )


def tells_loss(piece: Piece, year: int) -> bool:
    """Whether somebody of the author's family or a close friend died; not devices, nor the famous."""
    lists, people = news_words()["loss"], news_words()["who"]
    if is_past(piece, year) or is_general(piece):
        return False
    for at in range(len(piece.words)):
        if _is_figurative(piece, at, "loss"):
            continue
        if lists["own"].at(piece.words, at) and not has(piece, people["things"]):
            return _is_own(piece, at, lists["own"].at(piece.words, at))
        if lists["event"].at(piece.words, at) and who(piece, at) in ("family", "near"):
            return True
        count = lists["object"].at(piece.words, at)
        if count and _names_close(piece, at + count, at) and not is_denied(piece, at):
            if not lists["weak"].at(piece.words, at) or has(piece, lists["event"]):
                return True
    return False


def _names_close(piece: Piece, after: int, at: int) -> bool:
    """Whether the family or a close friend is what was lost: "lost my best friend"."""
    people, words = news_words()["who"], piece.words
    for place in range(after, min(after + 5, len(words))):
        if words[place].word in people["things"] or words[place].word in ("to", "at", "in", "for"):
            return False
        if words[place].word in people["family"] or words[place].word in people["near"]:
            mine = any(token.word in ("my", "our") for token in words[after:place])
            return mine or words[place].word in ("mum", "mom", "dad", "grandma", "grandpa")
    return False
