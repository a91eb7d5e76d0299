"""A Draft read once: masked text, words, sentences, greeting and closing, language, kind."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from rapport.rules.coach.blanks import Blank, blanks_of
from rapport.rules.coach.detecting import language_of
from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Span
from rapport.rules.coach.kinds import Kind, kind_of
from rapport.rules.coach.letter import Letter, letter_of
from rapport.rules.coach.masking import known_spans, mask, masked_words, people_parts
from rapport.rules.coach.packs import Pack, pack
from rapport.rules.coach.phrases import Hit
from rapport.rules.coach.sentences import Sentence, sentences_of
from rapport.rules.coach.words import Word, links_of, words_of

T = TypeVar("T")


class Reading:
    """What every check looks at; each part is computed when it is first asked for, then kept.

    `text` is as written, `masked` the same with known names overwritten, so that every place is
    the same in both. `words`, `sentences`, `greeting`, `body`, `closing` and `hits` speak of the
    masked text; `raw_words` of the text as written.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.text
        self.subject = draft.subject
        self._kept: dict[Callable[[Reading], object], object] = {}

    def once(self, compute: Callable[["Reading"], T]) -> T:
        """`compute(self)`, computed once a reading and kept: what several checks share."""
        if compute not in self._kept:
            self._kept[compute] = compute(self)
        return self._kept[compute]  # type: ignore[return-value]

    @cached_property
    def raw_words(self) -> tuple[Word, ...]:
        """The words as written, names included."""
        return words_of(self.text)

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """Where known names stand."""
        return known_spans(self.draft, self.raw_words)

    @cached_property
    def masked(self) -> str:
        """The text with known names overwritten by a filler of the same length."""
        return mask(self.text, self.names)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the masked text."""
        return masked_words(self.raw_words, self.masked, self.names)

    @cached_property
    def links(self) -> tuple[Span, ...]:
        """Web addresses."""
        return links_of(self.text)

    @cached_property
    def blanks(self) -> tuple[Blank, ...]:
        """What a template left unfilled in the text."""
        return blanks_of(self.text, people_parts((self.draft.recipient.name,)))

    @cached_property
    def letter(self) -> Letter:
        """Where greeting, body and closing are."""
        return letter_of(
            self.text, self.raw_words, self.draft.recipient.name, self.draft.sender.name
        )

    @cached_property
    def greeting(self) -> Sentence | None:
        """ "Hi Ana," at the start, as one sentence."""
        greeting = self.letter.greeting
        return self._sentence(greeting.span) if greeting else None

    @cached_property
    def closing(self) -> Sentence | None:
        """ "Best regards, Bo" at the end, as one sentence."""
        span = self.letter.closing
        return self._sentence(span) if span else None

    @property
    def between(self) -> Span:
        """Where the greeting ends and the closing begins; the whole text where there is neither."""
        start = self.greeting.span[1] if self.greeting else 0
        return start, self.closing.span[0] if self.closing else len(self.text)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences between greeting and closing."""
        pieces = self.letter.body
        spans = (span for piece in pieces for span in sentences_of(self.text, *piece))
        return tuple(self._sentence(span) for span in spans)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Greeting, body and closing in the order of the text."""
        parts = [part for part in (self.greeting, *self.body, self.closing) if part is not None]
        return tuple(sorted(parts, key=lambda part: part.span))

    @property
    def language(self) -> str:
        """ISO 639-1 code: as the draft says, or detected; English where it can't be told."""
        return self._tongue[0]

    @property
    def language_is_sure(self) -> bool:
        """Whether the language is stated or was told, not assumed."""
        return self._tongue[1]

    @cached_property
    def _tongue(self) -> tuple[str, bool]:
        return language_of(self.masked, self.draft.language, self.words)

    @cached_property
    def pack(self) -> Pack | None:
        """The language's pack; None: only context checks speak."""
        return pack(self.language)

    @cached_property
    def _hits(self) -> dict[str, tuple[Hit, ...]]:
        return self.pack.book.find(self.masked) if self.pack is not None else {}

    def hits(self, key: str) -> tuple[Hit, ...]:
        """Where the phrases of one list of the pack stand ("phrases.stock", "words.bump", …)."""
        return self._hits.get(key, ())

    @cached_property
    def kind(self) -> Kind:
        """Opener, reply or follow-up; and whether it congratulates, thanks, consoles or answers."""
        return kind_of(self)

    def _sentence(self, span: Span) -> Sentence:
        start, end = span
        return Sentence(span, self.text[start:end], self.masked[start:end], self.words)
