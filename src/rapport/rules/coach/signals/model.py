"""Weighs a text's features: sums of shipped weights over the features' length."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from rapport.rules.coach.signals.encoder import Encoder, Sense, encoder, joined
from rapport.rules.coach.signals.features import (
    Kinds,
    class_pairs,
    letter_grams,
    paired,
    sense,
    sentences_of,
    shape,
    shape_grams,
    word_grams,
)
from rapport.rules.coach.signals.lexicon import Lexicon, lexicon
from rapport.rules.coach.signals.stored import arrays, lines
from rapport.rules.coach.signals.tokens import tokens
from rapport.rules.coach.signals.traits import Tally, counted, summed, tally, values

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]
Key = TypeVar("Key")

# Kinds of features, in the order of their rows.
FAMILIES = ("words", "shapes", "letters", "classes")
_WORDS_KEPT = 20_000
_FEATURES_KEPT = 2_048
# Sentences that are remembered: while somebody types, all but one stay as they are.
_TEXTS_KEPT = 512
# Passages are larger, and all but the draft's own come again: a recipient's posts.
_PASSAGES_KEPT = 128


class Rows(dict[str, int | None]):
    """The rows of the features that were asked for lately, out of all of a family; None: unknown.

    From key to key a sentence has nearly the same features, and to find one among tens of
    thousands takes longer, because they lie far apart in memory.
    """

    def __init__(self, every: Mapping[str, int]) -> None:
        super().__init__()
        self.every = every

    def __missing__(self, feature: str) -> int | None:
        if len(self) >= _FEATURES_KEPT:
            self.clear()
        row = self[feature] = self.every.get(feature)
        return row


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of the features, by family."""

    words: Rows
    shapes: Rows
    letters: Mapping[str, int]
    classes: Mapping[str, int]


class Word(NamedTuple):
    """All that is known of a token by itself, kept because words come again."""

    shape: str
    sense: str
    classes: tuple[str, ...]
    tally: Tally
    letters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A text as the model sees it; the rows of a passage, in order, are those of its sentences,
    what is counted in it (`many`) is their sum, its `sense` is put together of theirs."""

    text: str
    tokens: Sequence[str]
    rows: Places
    many: Sequence[int]
    sense: Sense
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """All signals' weights: `lengths` by feature, `weights` by feature and head in steps of
    `scale`, `trait_weights` by trait and head, `sense_weights` by what the encoder sees and head,
    `bias` by head."""

    heads: tuple[str, ...]
    tables: Tables
    kinds: Kinds
    lexicon: Lexicon
    encoder: Encoder
    lengths: Floats
    weights: npt.NDArray[np.int16]
    scale: Floats
    trait_weights: Floats
    sense_weights: Floats
    bias: Floats
    _kept: dict[str, Word] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)
    _passages: dict[tuple[str, ...], Look] = field(default_factory=dict)

    def look(self, text: str) -> Look:
        """What is known of a text: its tokens, the rows of its sentences' features, its scores."""
        look = self._looks.get(text)
        if look is None:
            row = tokens(text)
            known: set[int | None] = set()
            parts = list(sentences_of(row))
            for sentence in parts:
                self._add_rows(sentence, known)
            known.discard(None)
            rows = np.fromiter(known, np.intp, len(known))
            # Sorted, because the last digits of a sum depend on its order.
            rows.sort()
            sense = self.encoder.read_all(parts)
            look = self._looked(text, row, rows, counted(map(self._tally, row)), sense)
            _keep(self._looks, text, look, _TEXTS_KEPT)
        return look

    def together(self, looks: Sequence[Look]) -> Look:
        """Sentences in a row as one passage."""
        if len(looks) == 1:
            return looks[0]
        texts = tuple([look.text for look in looks])
        known = self._passages.get(texts)
        if known is not None:
            return known
        row = [token for look in looks for token in look.tokens]
        seen = np.zeros(len(self.lengths), np.bool_)
        for look in looks:
            seen[look.rows] = True
        rows = np.flatnonzero(seen)
        many, sense = summed([one.many for one in looks]), joined([one.sense for one in looks])
        passage = self._looked(" ".join(texts), row, rows, many, sense)
        _keep(self._passages, texts, passage, _PASSAGES_KEPT)
        return passage

    def _looked(
        self, text: str, row: Sequence[str], rows: Places, many: Sequence[int], sense: Sense
    ) -> Look:
        traits = np.array(values(text, row, many, self.lexicon), np.float32)
        total = self.bias + traits @ self.trait_weights
        total += self.encoder.seen(sense) @ self.sense_weights
        if len(rows):
            # Rows come from the tables, so that none needs to be checked against the bounds.
            length = math.sqrt(float(np.add.reduce(self.lengths.take(rows, mode="clip"))))
            weights = np.add.reduce(self.weights.take(rows, axis=0, mode="clip"), dtype=np.int32)
            total += weights * (self.scale / length)
        scores = dict(zip(self.heads, total.tolist(), strict=True))
        return Look(text, row, rows, many, sense, scores)

    def _tally(self, token: str) -> Tally:
        return self._word(token).tally

    def _add_rows(self, sentence: Sequence[str], found: set[int | None]) -> None:
        words = list(map(self._word, sentence))
        shapes = shape_grams([one.shape for one in words], [one.sense for one in words])
        found.update(map(self.tables.words.__getitem__, word_grams(sentence)))
        found.update(map(self.tables.shapes.__getitem__, shapes), *[one.letters for one in words])
        pairs = class_pairs([one.classes for one in words])
        found.update(map(self.tables.classes.get, pairs))

    def _word(self, token: str) -> Word:
        known = self._kept.get(token)
        if known is None:
            letters = letter_grams(token) if token[0].isalpha() else []
            known = Word(
                shape(token, self.kinds),
                sense(token, self.kinds),
                paired(token, self.lexicon),
                tally(token, self.lexicon),
                tuple(self.tables.letters[one] for one in letters if one in self.tables.letters),
            )
            if len(self._kept) < _WORDS_KEPT:
                self._kept[token] = known
        return known

    def scores(self, looks: Iterable[Look]) -> list[Mapping[str, float]]:
        """The raw score of every head, for each of the texts; 0 is undecided."""
        return [look.scores for look in looks]


def _keep(kept: dict[Key, Look], text: Key, look: Look, most: int) -> None:
    if len(kept) >= most:
        kept.clear()
    kept[text] = look


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped model, read once (docs/coach-models.md)."""
    return unpack(arrays("weights.npz"))


def unpack(stored: Mapping[str, npt.NDArray[Any]]) -> Model:
    """A model of its stored arrays; texts are stored as UTF-8 bytes, one a line."""
    at = 0
    tables: dict[str, dict[str, int]] = {}
    for family in FAMILIES:
        names = lines(stored[family])
        tables[family] = {name: at + place for place, name in enumerate(names)}
        at += len(names)
    words = lines(stored["kinds"])
    coarse = dict(zip(words, stored["coarse"].tolist(), strict=True))
    fine = dict(zip(words, stored["fine"].tolist(), strict=True))
    network, meaning = encoder(), stored["meaning_weights"].astype(np.float32)
    return Model(
        heads=tuple(lines(stored["heads"])),
        tables=Tables(
            Rows(tables["words"]), Rows(tables["shapes"]), tables["letters"], tables["classes"]
        ),
        kinds=Kinds(coarse, fine, frozenset(lines(stored["kept"]))),
        lexicon=lexicon(),
        encoder=network,
        lengths=stored["lengths"].astype(np.float32),
        weights=stored["weights"],
        scale=stored["scale"].astype(np.float32),
        trait_weights=stored["trait_weights"].astype(np.float32),
        sense_weights=network.told @ meaning,
        bias=stored["bias"].astype(np.float32) + network.told_bias @ meaning,
    )
