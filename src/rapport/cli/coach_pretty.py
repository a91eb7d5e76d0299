"""A review as people read it in a terminal: the draft, what was found in it, and a summary."""

import unicodedata
from collections.abc import Iterator

import click

from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Finding, Level, Review, ReviewVerdict

EXIT_CODES = {
    ReviewVerdict.READY: 0,
    ReviewVerdict.IMPROVE: 1,
    ReviewVerdict.HOLD: 3,
    ReviewVerdict.STOP: 4,
}
_SIGNS = {Level.GOOD: "✓", Level.TIP: "·", Level.WARN: "!", Level.STOP: "✗"}
_COLOURS = {Level.GOOD: "green", Level.TIP: "cyan", Level.WARN: "yellow", Level.STOP: "red"}
_SUMS = {
    ReviewVerdict.READY: ("green", "Ready to send."),
    ReviewVerdict.IMPROVE: ("yellow", "Better when improved."),
    ReviewVerdict.HOLD: ("magenta", "Hold it for now."),
    ReviewVerdict.STOP: ("red", "Stop: mend this first."),
}
_WIDTH = 76


def shown(draft: Draft, review: Review, *, colour: bool) -> str:
    """The review in lines of text; control characters of the draft are shown, never obeyed."""
    return "\n".join(_lines(draft, review, colour))


def _lines(draft: Draft, review: Review, colour: bool) -> Iterator[str]:
    tone, summary = _SUMS[review.verdict]
    title = "draft" if draft.id is None else f"draft {_safe(str(draft.id))}"
    yield _paint(f"{title} · {review.verdict.value} · {review.score}/100", tone, colour, bold=True)
    if draft.subject:
        yield f"  | Subject: {_safe(draft.subject)}"
    for line in draft.text.splitlines():
        yield f"  | {_safe(line)}"
    for finding in review.findings:
        yield from _finding(finding, colour)
    for other in review.alternatives:
        yield f"  → {other.act.value.replace('_', ' ')}: {_safe(other.why)}"
    if review.send_at is not None:
        yield f"  → a good time: {review.send_at:%a %d %b %Y %H:%M %z}"
    yield _paint(f"  {summary}", tone, colour)
    yield ""


def _finding(finding: Finding, colour: bool) -> Iterator[str]:
    sign = _paint(_SIGNS[finding.level], _COLOURS[finding.level], colour, bold=True)
    quoted = f" “{_short(_safe(finding.evidence))}”" if finding.evidence else ""
    yield f"  {sign} {finding.check.value}{quoted}: {_safe(finding.message)} [{finding.source}]"
    if finding.fix is not None:
        yield f"      instead: {_safe(finding.fix) or '(leave it out)'}"


def _paint(text: str, tone: str, colour: bool, bold: bool = False) -> str:
    return click.style(text, fg=tone, bold=bold) if colour else text


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


def _safe(text: str) -> str:
    """Text from people without what a terminal would obey."""
    return "".join(
        " " if one in "\n\t" else "�" if unicodedata.category(one) in ("Cc", "Cf") else one
        for one in text
    )
