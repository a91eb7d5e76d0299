"""The Review and its parts: what the coach says of a draft."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Check(StrEnum):
    """The checks, in the order in which findings at the same place are listed."""

    PLACEHOLDER = "placeholder"
    NAME = "name"
    REFERENCE = "reference"
    CLAIM = "claim"
    REASON = "reason"
    LENGTH = "length"
    ASK = "ask"
    ASK_SIZE = "ask_size"
    GRADE = "grade"
    TONE_STIFF = "tone_stiff"
    TONE_GUSHING = "tone_gushing"
    TONE_PUSHY = "tone_pushy"
    JARGON = "jargon"
    FOCUS = "focus"
    ADVICE = "advice"
    HISTORY = "history"
    STOCK = "stock"
    SAMENESS = "sameness"
    RAMBLING = "rambling"
    LINK = "link"
    SUBJECT = "subject"
    LANGUAGE = "language"
    PREFERENCE = "preference"
    SENSITIVE = "sensitive"
    BUSY = "busy"
    GOOD_MOMENT = "good_moment"
    TIMING = "timing"
    FOLLOW_UP = "follow_up"


class Level(StrEnum):
    """How much a finding weighs, lightest first."""

    GOOD = "good"
    TIP = "tip"
    WARN = "warn"
    STOP = "stop"


class ReviewVerdict(StrEnum):
    """What the findings come to."""

    READY = "ready"
    IMPROVE = "improve"
    HOLD = "hold"
    STOP = "stop"


class Act(StrEnum):
    """Something better than a message, or before one."""

    COMMENT = "comment"
    REACT = "react"
    SHARE = "share"
    FOLLOW = "follow"
    CONNECT_WITHOUT_NOTE = "connect_without_note"
    INTRODUCTION = "introduction"
    ENDORSE = "endorse"
    WAIT = "wait"


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation: its evidence, the exact place, one sentence, a fix and the source.

    `span` counts Unicode code points of the text, or of the subject when `where` is "subject". A
    `fix` replaces its span; at an empty span it is inserted. `source` is a line of the articles
    ("B:29"), a study or a decision.
    """

    check: Check
    level: Level
    message: str
    source: str
    span: Span | None = None
    evidence: str = ""
    fix: str | None = None
    where: str = "text"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about the other side; None: of a kind that the facts cannot show."""

    text: str
    span: Span
    kind: str
    supported: bool | None


@dataclass(frozen=True, slots=True)
class Signals:
    """What was measured, always complete; the ranges are those of the contract."""

    chars: int = 0
    words: int = 0
    sentences: int = 0
    grade: float = 0.0
    questions: int = 0
    asks: int = 0
    request: float = 0.0
    advice: float = 0.0
    politeness: float = 0.0
    formality: float = 0.0
    warmth: float = 0.0
    ask_size: float = 0.0
    sameness: float = 0.0
    language: str = "en"
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Something better than a message; `on` is the id of a post."""

    act: Act
    why: str
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """All that the coach says of one draft; the same draft gives the same review."""

    verdict: ReviewVerdict
    score: int
    findings: tuple[Finding, ...] = ()
    signals: Signals = field(default_factory=Signals)
    alternatives: tuple[Alternative, ...] = ()
    send_at: datetime | None = None
    id: Any = None
