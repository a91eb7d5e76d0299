"""Reads the labelled sentences: the folder of public data sets, and our own beside this file."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asks import is_promise

from rapport.rules.coach.sentences import sentences_of
from rapport.rules.coach.signals.lexicon import lexicon
from rapport.rules.coach.signals.tokens import tokens

OWN = Path(__file__).parent / "own"
# Classes of words without which a sentence tells no such news.
_NEWS = {
    "health": frozenset({"illness", "symptom", "care", "diagnose"}),
    "milestone": frozenset({"win", "role", "graduate", "wedding", "birth", "home"}),
}
# One sentence in so many is taken; each set once, though two heads are taught with it.
_EVERY = {"EmailIntent": 12, "GoEmotions": 80, "TyDiP": 15}
_FIRST = frozenset({"request", "praise", "politeness"})
# What a post of ours tells, and the head that is taught with it.
_TOLD = {
    "layoff": "layoff", "loss": "loss", "illness": "health", "busy": "busy",
    "milestone": "milestone",
}  # fmt: skip
# Windows-1252 signs that were written as "<U+0092>".
_ESCAPED = re.compile(r"<U\+00([0-9A-F]{2})>")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its label for one head; `source` names the data set; `weight` in training."""

    head: str
    text: str
    label: float
    source: str
    weight: float = 1.0


def examples(folder: Path) -> list[Example]:
    """All examples, in an order that depends on the files alone."""
    found = [
        *_requests(folder), *_advice(folder), *_politeness(folder), *_warmth(folder),
        *_urgency(folder), *_emotions(folder), *_own(), *_news(), *_mails(),
    ]  # fmt: skip
    found += list(_plain(found))
    return [one for one in found if one.text.strip()]


def emotions(folder: Path) -> tuple[list[str], list[frozenset[str]]]:
    """GoEmotions: the comments, and the names of the emotions that people saw in each."""
    names = (folder / "emotion" / "labels.txt").read_text(encoding="utf-8").split()
    texts, labels = [], []
    for part in ("train.tsv", "dev.tsv"):
        for line in (folder / "emotion" / part).read_text(encoding="utf-8").splitlines():
            text, numbers, _ = line.split("\t")
            texts.append(text)
            labels.append(frozenset(names[int(one)] for one in numbers.split(",")))
    return texts, labels


def unlabelled(folder: Path) -> list[str]:
    """Sentences of which only the words are used (for kinds of words)."""
    return [_unescaped(row["full_text"]) for row in _disclosure(folder)]


def _requests(folder: Path) -> Iterator[Example]:
    path = folder / "request" / "train.txt"
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        label, tab, text = line.partition("\t")
        if tab and label in ("Yes", "No"):
            yes = label == "Yes"
            yield Example("request", text, float(yes), "EmailIntent")
            yield Example("ask", text, float(yes and not is_promise(text)), "EmailIntent")


def _advice(folder: Path) -> Iterator[Example]:
    for name, source, weight in (
        ("needadvice_train", "needadvice", 1.0),
        ("needadvice_dev", "needadvice", 1.0),
        ("askparents_train", "AskParents", 0.7),
        ("askparents_dev", "AskParents", 0.7),
    ):
        with (folder / "advice" / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                label = float(row["Majority_label"])
                yield Example("advice", row["Sentence"], label, source, weight)
    for row in _disclosure(folder):
        label = float(row["Info_support"])
        yield Example("advice", _unescaped(row["full_text"]), label, "OffMyChest", 0.25)


def _politeness(folder: Path) -> Iterator[Example]:
    with (folder / "politeness" / "en_train.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Example("politeness", row["sentence"], float(row["score"]), "TyDiP")


def _warmth(folder: Path) -> Iterator[Example]:
    path = folder / "warmth" / "phone_offers.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Example("warmth", row["message"], float(row["condition"]), "phone offers")


def _urgency(folder: Path) -> Iterator[Example]:
    with (folder / "urgency" / "dataset.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            label = float(row["Pattern Category"] == "Urgency")
            yield Example("urgency", row["text"] or "", label, "ec-darkpattern")


def _emotions(folder: Path) -> Iterator[Example]:
    texts, labels = emotions(folder)
    for text, names in zip(texts, labels, strict=True):
        yield Example("praise", text, float("admiration" in names), "GoEmotions")
        yield Example("thanks", text, float("gratitude" in names), "GoEmotions")


def _plain(found: Sequence[Example]) -> Iterator[Example]:
    """Everyday sentences without a word of illness or of milestones: they tell neither."""
    lists = lexicon()
    for head, named in _NEWS.items():
        for source, every in _EVERY.items():
            mine = [one.text for one in found if one.source == source and one.head in _FIRST]
            for text in mine[::every]:
                classes = {name for token in tokens(text) for name in lists.classes(token)}
                if not classes & named:
                    yield Example(head, text, 0.0, "plain", 0.5)


def _disclosure(folder: Path) -> Iterator[dict[str, str]]:
    path = folder / "disclosure" / "labeled_training_set.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        yield from csv.DictReader(lines)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda one: bytes([int(one[1], 16)]).decode("cp1252", "replace"), text)


def _news() -> Iterator[Example]:
    """Our own posts, by sentence. What stands around the news may hint at it, so it is no example
    of its absence; of other news it is, at half the weight."""
    for line in (OWN / "news.jsonl").read_text(encoding="utf-8").splitlines():
        post = json.loads(line)
        told = post["label"]
        for sentence, here in _marked(post["text"], [post["at"]]):
            for label, head in _TOLD.items():
                if told != label or here:
                    weight = 1.0 if told == label or not told else 0.5
                    yield Example(head, sentence, float(told == label), "own news", weight)


def _mails() -> Iterator[Example]:
    """Our own mails, by sentence: what asks the reader for something."""
    for line in (OWN / "work_mails.jsonl").read_text(encoding="utf-8").splitlines():
        mail = json.loads(line)
        for sentence, asks in _marked(mail["text"], mail["asks"]):
            yield Example("ask", sentence, float(asks), "own work_mails", 2.0)


def _marked(text: str, marks: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The sentences of a text, and whether any of these stretches of it reaches into each."""
    places = [(text.find(one), text.find(one) + len(one)) for one in marks]
    for first, last in sentences_of(text, 0, len(text)):
        marked = any(first < end and start < last for start, end in places)
        yield " ".join(text[first:last].split()), marked


def _own() -> Iterator[Example]:
    for head, name in (
        ("health", "health"), ("health", "health_mined"), ("health", "health_more"),
        ("milestone", "milestone"), ("milestone", "milestone_mined"),
        ("milestone", "milestone_more"),
        ("urgency", "urgency"), ("urgency", "urgency_more"), ("praise", "praise"),
        ("warmth", "offers"),
        ("formality", "formality"), ("request", "requests"),
        ("ask", "requests"), ("ask", "asks"),
    ):  # fmt: skip
        path = OWN / f"{name}.tsv"
        for line in path.read_text(encoding="utf-8").splitlines():
            label, text = line.split("\t", 1)
            # What a mail asks is decided by few sentences of ours, which tell it from promises.
            yield Example(head, text, float(label), f"own {name}", 3.0 if head == "ask" else 1.0)
    for line in (OWN / "second_language.tsv").read_text(encoding="utf-8").splitlines():
        asks, polite, text = line.split("\t")
        yield Example("request", text, float(asks), "own second_language")
        yield Example("ask", text, float(asks), "own second_language")
        yield Example("politeness", text, float(polite), "own second_language", 2.0)
