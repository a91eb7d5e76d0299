"""language: the message is in a language that its reader named (B:11, B:91)."""

from collections.abc import Iterator

from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.tongues import code_of, name_of

_SOURCE = "B:91"


def check(reading: Reading) -> Iterator[Finding]:
    """A warn where the text is surely in none of the card's languages, good where it is in one."""
    wanted = reading.draft.recipient.card.languages
    codes = [code_of(one) for one in wanted]
    if not codes or not reading.language_is_sure:
        return
    if reading.language in codes:
        said = f"The message is in {name_of(reading.language)}, as they prefer."
        yield Finding(Check.LANGUAGE, Level.GOOD, said, _SOURCE)
    elif None not in codes:
        named = " or ".join(name_of(code) for code in codes if code)
        said = f"They prefer to be written to in {named}."
        yield Finding(Check.LANGUAGE, Level.WARN, said, _SOURCE)
