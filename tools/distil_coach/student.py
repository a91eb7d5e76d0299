"""The small network, and its training: to answer as the teacher does."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import teacher
import torch
from torch import nn
from torch.nn import functional

from rapport.rules.coach.signals.encoder import EDGE, FIRST, UNKNOWN
from rapport.rules.coach.signals.features import sentences_of
from rapport.rules.coach.signals.stored import flat
from rapport.rules.coach.signals.tokens import CLOCK, LINK, NAME, NUMBER, tokens

SEED = 20260101
_LEAST, _SIZE, _FILTERS, _LONGEST = 4, 64, 128, 90
# How many numbers are kept of each of the teacher's layers.
_KEPT = (128, 48)
_ROUNDS, _BATCH, _PACE, _WARM, _DECAY, _HIDDEN = 10, 128, 2e-3, 200, 1e-4, 0.05
_STEPS = 127
# Tokens of ours in the teacher's words.
_MEANT = {
    "n't": "not", NAME: "name", NUMBER: "number", CLOCK: "time", LINK: "link", "'m": "am",
    "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "ca": "can", "wo": "will",
}  # fmt: skip


class Student(nn.Module):
    """Vectors of words, filters over three words in a row; of each filter the strongest answer and
    the mean, and the mean vector: weighed together."""

    def __init__(self, vectors: np.ndarray, answers: int) -> None:
        """`vectors` by row; `answers` is how many numbers the teacher answers."""
        super().__init__()
        size = vectors.shape[1]
        self.vectors = nn.Embedding.from_pretrained(
            torch.from_numpy(vectors), freeze=False, padding_idx=EDGE
        )
        self.filters = nn.Conv1d(size, _FILTERS, 3, padding=1)
        self.told = nn.Linear(2 * _FILTERS + size, answers)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Answers to rows of words; while it learns, some words are hidden."""
        if self.training:
            hidden = (torch.rand(rows.shape) < _HIDDEN) & (rows > EDGE)
            rows = torch.where(hidden, UNKNOWN, rows)
        mask = (rows > EDGE).float()
        number = mask.sum(1, keepdim=True).clamp(min=1)
        words = self.vectors(rows).transpose(1, 2)
        found = functional.relu(self.filters(words)) * mask[:, None]
        seen = (found.max(2)[0], found.sum(2) / number, words.sum(2) / number)
        return self.told(torch.cat(seen, 1))


def taught(texts: Sequence[str], answers: np.ndarray) -> dict[str, np.ndarray]:
    """The arrays that `rapport.rules.coach.signals.encoder.unpack` reads."""
    torch.manual_seed(SEED)
    split = [[list(one) for one in sentences_of(tokens(text))] for text in texts]
    names = _known(split)
    places = {name: at for at, name in enumerate(names, FIRST)}
    rows = [_rows(sentences, places) for sentences in split]
    goal = np.concatenate([_reduced(answers[:, at], many) for at, many in enumerate(_KEPT)], 1)
    student = Student(_first_vectors(names, split), goal.shape[1])
    _learn(student, rows, torch.from_numpy(goal.astype(np.float32)))
    return _arrays(student, names)


def _known(split: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    counts = Counter(token for sentences in split for one in sentences for token in one)
    often = [name for name in counts if counts[name] >= _LEAST]
    return sorted(often, key=lambda name: (-counts[name], name))


def _rows(sentences: Sequence[Sequence[str]], places: dict[str, int]) -> list[int]:
    """A text's words as rows, an edge between sentences: no filter looks over it."""
    found: list[int] = []
    for sentence in sentences:
        found += [EDGE] * bool(found) + [places.get(token, UNKNOWN) for token in sentence]
    return found[:_LONGEST] or [UNKNOWN]


def _first_vectors(names: Sequence[str], split: Sequence[Sequence[Sequence[str]]]) -> np.ndarray:
    """The teacher's vectors in fewer dimensions, those that tell frequent words apart first."""
    counts = Counter(token for sentences in split for one in sentences for token in one)
    often = np.array([counts[name] for name in names], np.float64)[:, None] ** 0.25
    own = teacher.words([_MEANT.get(name, name) for name in names]).astype(np.float64)
    own -= (own * often).sum(0) / often.sum()
    axes = np.linalg.eigh((own * often).T @ (own * often))[1][:, ::-1]
    found = own @ axes[:, :_SIZE]
    edges = np.zeros((FIRST, _SIZE))
    return np.concatenate([edges, 0.3 * found / found.std()]).astype(np.float32)


def _reduced(answers: np.ndarray, many: int) -> np.ndarray:
    """The directions in which the answers differ most, the lesser ones made somewhat larger."""
    whole = answers.astype(np.float64)
    whole /= np.linalg.norm(whole, axis=1, keepdims=True)
    whole -= whole.mean(0)
    found = whole @ np.linalg.eigh(whole.T @ whole)[1][:, ::-1][:, :many]
    spread = found.std(0)
    return found / np.sqrt(spread * spread[0])


def _learn(student: Student, rows: Sequence[Sequence[int]], goal: torch.Tensor) -> None:
    rng = np.random.default_rng(SEED)
    lengths = np.array([len(one) for one in rows])
    chooser = torch.optim.AdamW(student.parameters(), lr=_PACE, weight_decay=_DECAY)
    steps = _ROUNDS * -(-len(rows) // _BATCH)
    slower = torch.optim.lr_scheduler.LambdaLR(
        chooser, lambda at: min((at + 1) / _WARM, max(0.01, 1 - at / steps))
    )
    student.train()
    for turn in range(_ROUNDS):
        missed = []
        for batch in _batches(lengths, rng):
            loss = functional.mse_loss(student(_padded(rows, batch)), goal[batch])
            chooser.zero_grad()
            loss.backward()
            chooser.step()
            slower.step()
            missed.append(loss.item())
        share = 1 - np.mean(missed) / float(goal.var(0).mean())
        print(f"round {turn + 1} of {_ROUNDS}: {share:.3f} of the answers explained", flush=True)


def _batches(lengths: np.ndarray, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """All texts in chance order, those of about one length together."""
    order, large = rng.permutation(len(lengths)), 40 * _BATCH
    found = []
    for start in range(0, len(order), large):
        some = order[start : start + large]
        some = some[np.argsort(lengths[some], kind="stable")]
        found += [some[at : at + _BATCH] for at in range(0, len(some), _BATCH)]
    for at in rng.permutation(len(found)):
        yield found[at]


def _padded(rows: Sequence[Sequence[int]], batch: np.ndarray) -> torch.Tensor:
    found = np.full((len(batch), max(len(rows[at]) for at in batch)), EDGE, np.int64)
    for place, at in enumerate(batch):
        found[place, : len(rows[at])] = rows[at]
    return torch.from_numpy(found)


def _arrays(student: Student, names: list[str]) -> dict[str, np.ndarray]:
    state = {name: value.detach().numpy() for name, value in student.state_dict().items()}
    vectors = state["vectors.weight"]
    steps = np.abs(vectors).max(0) / _STEPS
    # By filter, place and dimension; looked up as one row of three words' vectors.
    filters = state["filters.weight"].transpose(2, 1, 0).reshape(-1, _FILTERS)
    return {
        "words": flat(names),
        "vectors": np.round(vectors / steps).astype(np.int8),
        "steps": steps.astype(np.float32),
        "filters": filters.astype(np.float16),
        "bias": state["filters.bias"].astype(np.float16),
        "told": state["told.weight"].T.astype(np.float16),
        "told_bias": state["told.bias"].astype(np.float16),
    }
