"""Tells the parts of a letter apart: the greeting, the body, the closing."""

from dataclasses import dataclass

from rapport.rules.coach.closing import closing_of
from rapport.rules.coach.findings import Span
from rapport.rules.coach.greeting import Greeting, greeting_of
from rapport.rules.coach.words import Word


@dataclass(frozen=True, slots=True)
class Letter:
    """Where greeting and closing are; `body` lists what is left (two pieces around a closing that
    a postscript follows). A text that is nothing but a greeting or a closing is all body."""

    greeting: Greeting | None
    body: tuple[Span, ...]
    closing: Span | None


def letter_of(text: str, words: tuple[Word, ...], recipient: str, sender: str) -> Letter:
    """The parts of a text; every place counts code points of it. The names tell whom a greeting
    addresses, and who signs."""
    greeting = greeting_of(text, words, recipient)
    start = greeting.span[1] if greeting else 0
    closing = closing_of(text, start, sender)
    if closing:
        return Letter(greeting, ((start, closing[0]), (closing[1], len(text))), closing)
    return Letter(greeting, ((start, len(text)),), None)
