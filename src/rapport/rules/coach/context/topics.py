"""What a text is about: its content words by their stems, and how much of a topic it covers."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapport.rules.coach.context.tokens import Token, fold, tokens

_ENDINGS = (
    "izations", "isations", "ization", "isation", "ations", "ation", "ements", "ement", "ments",
    "ment", "ungen", "ingly", "ness", "tions", "tion", "ally", "ings", "ung", "ies", "ied", "ing",
    "ers", "ed", "er", "es", "en", "ly", "s", "e", "y", "o", "a",
)  # fmt: skip
_SHORTEST_STEM = 3
_STOP = frozenset(
    """
    the a an and or but if then than that this these those there here of on in at to for from by
    with about into over under after before between during without within through against as is am
    are was were be been being have has had do does did done will would can could should may might
    must shall not no nor so too very just only also even still yet ever never always often how why
    what when where which who whom whose i me my mine we us our ours you your yours he him his she
    her hers it its they them their theirs one ones some any all both each few more most other such
    own same up down out off again once because while until let got get gets getting make makes made
    making really much many lot lots new recent latest last first great good best nice post posts
    article piece talk work thing things way ways people use used using today yesterday tomorrow
    week month year years day days time topic subject idea ideas thoughts importance role your 's
    der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als dass dies
    diese dieser dieses von im am zu zur zum mit uber auf aus bei nach vor fur ohne durch um ist
    sind war waren sein haben hat hatte wird werden nicht kein keine so auch nur noch schon immer
    wie warum was wann wo wer ich mich mir mein meine wir uns unser unsere du dich dir dein deine
    sie ihr ihre ihnen er es man sich mehr sehr thema beitrag artikel neue neuen neuer
    le la les l un une des du de et ou mais si que qui dans sur sous pour par avec sans est sont
    etait etre avoir a ont fait ne pas plus tres aussi comme comment pourquoi quand je me mon ma mes
    nous notre nos vous votre vos tu te ton ta tes il elle ils elles ce cette ces son sa ses leur
    el los las una unos unas y o pero como en del al por para con sin es son era ser fue ha han he
    no mas muy tambien cuando donde yo mi mis tu tus su sus nosotros nuestro nuestra lo se sobre
    os as um uma uns umas e ou mas em no na nos nas do da dos das ao aos pelo pela com sem foi sao
    nao mais muito tambem quando onde eu meu minha seu sua seus suas nosso nossa voce
    """.split()
)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending, crudely: enough to find "hiring" in "hire"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def content(words: Iterable[Token]) -> tuple[str, ...]:
    """The stems of the words that carry meaning, each once, in order, as they are written."""
    return tuple(
        dict.fromkeys(
            stem(fold(token.raw))
            for token in words
            if token.word not in _STOP
            and token.raw[0].isalnum()
            and (len(token.word) > 1 or token.raw.isupper())
        )
    )


def is_stop(word: str) -> bool:
    """Whether a folded word carries no meaning of its own."""
    return word in _STOP


@lru_cache(maxsize=1024)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a whole text, kept: posts are asked about again and again."""
    return frozenset(content(tokens(text)))


def is_like(one: str, other: str) -> bool:
    """Whether two stems are of one word: the same, or one goes on where the other ends."""
    if one == other:
        return True
    if one[:4] != other[:4]:
        return False
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 5 and longer.startswith(shorter)


def covered(topic: Sequence[str], text: frozenset[str]) -> list[bool]:
    """For each stem of the topic, whether the text speaks of it."""
    return [
        word in text or (len(word) >= 4 and any(is_like(word, other) for other in text))
        for word in topic
    ]


_SMALL_WORDS = {
    "en": frozenset("the of and to is was in with for how that my we our it on your this".split()),
    "de": frozenset("der die das und ist nicht wir mit fur ein eine ich auf den zu im".split()),
    "fr": frozenset("le la les et est nous pour une des du dans je sur votre".split()),
    "es": frozenset("el los y es para una con por que las su en la de".split()),
    "pt": frozenset("o os e para uma com nao do da que em seu na no".split()),
}


@lru_cache(maxsize=1024)
def language_by_small_words(text: str) -> str | None:
    """The language whose small words a text has most of; None where none or two are as likely."""
    words = [token.word for token in tokens(text[:1_000])]
    counts = {name: sum(map(small.__contains__, words)) for name, small in _SMALL_WORDS.items()}
    best, second = sorted(counts.values(), reverse=True)[:2]
    return next(name for name, count in counts.items() if count == best) if best > second else None
