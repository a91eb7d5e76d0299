"""The shapes of a review in the API: those of the coach's contract, key by key."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from rapport.kit.api import Closed, Text
from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Act, Check, Level, ReviewVerdict


class DraftTo(Closed):
    """What is written to a member: everything else is what the caller may see of them.

    `via` is whom an introduction is asked of.
    """

    to: Text
    way: DraftWay = DraftWay.MESSAGE
    text: Text
    subject: Text = ""
    via: Text = ""


class DraftToGroup(Closed):
    """What is written to all of a group conversation; `reply_to`: the message that it answers."""

    thread: UUID
    text: Text
    reply_to: UUID | None = None


class FindingOut(Closed):
    """One finding; `span` counts Unicode code points, `fix` replaces it."""

    check: Check
    level: Level
    where: Literal["text", "subject"] = Field(alias="in")
    span: list[int] | None
    evidence: str
    message: str
    fix: str | None
    source: str


class ClaimOut(Closed):
    """A statement about the other side; `supported` null: the facts cannot show it."""

    text: str
    span: list[int]
    kind: str
    supported: bool | None


class SignalsOut(Closed):
    """What was measured, always complete."""

    chars: int
    words: int
    sentences: int
    grade: float
    questions: int
    asks: int
    request: float
    advice: float
    politeness: float
    formality: float
    warmth: float
    ask_size: float
    sameness: float
    language: str
    claims: list[ClaimOut]


class AlternativeOut(Closed):
    """Something better than a message, or before one; `on` is a post's id."""

    act: Act
    on: str | None
    why: str


class ReviewOut(Closed):
    """All that the coach says of one draft."""

    id: Any
    verdict: ReviewVerdict
    score: int
    findings: list[FindingOut]
    signals: SignalsOut
    alternatives: list[AlternativeOut]
    send_at: str | None
