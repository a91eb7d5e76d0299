"""How reviews are measured against the labels: found, missed and false, by check."""

from collections import Counter
from dataclasses import dataclass, field

from rapport.rules.coach.findings import Finding, Level, Review
from tests.rules.coach.gold.lines import Label, Line

# What is judged by facts alone; the contract's floors are for these.
CONTEXT = frozenset(
    "name reference claim ask_size history sameness follow_up language preference sensitive busy"
    " good_moment timing".split()
)
# A second finding of these in one draft must have a label of its own.
EXACT = frozenset({"placeholder", "name", "claim", "sensitive", "busy", "timing", "language"})
RUDE = frozenset({"tone_pushy", "tone_stiff", "advice"})


@dataclass
class Tally:
    """Counts by check, and for each false or missed one where it was."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    level: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def precision(self, *checks: str) -> float:
        """Of the findings of these checks, the share that a label demands."""
        right, wrong = (sum(c[k] for k in checks) for c in (self.found, self.false))
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, *checks: str) -> float:
        """Of the labels of these checks, the share that was found."""
        right, lost = (sum(c[k] for k in checks) for c in (self.found, self.missed))
        return right / (right + lost) if right + lost else 1.0


def speaks(finding: Finding) -> bool:
    """Praise is not counted, but for the good moment, whose contract it is."""
    return finding.level is not Level.GOOD or finding.check == "good_moment"


def meets(label: Label, finding: Finding) -> bool:
    """The same check in the same part, overlapping where the label names a place."""
    if (label.check, label.where) != (finding.check, finding.where) and label.span:
        return False
    if label.check != finding.check:
        return False
    if label.span is None or finding.span is None:
        return True
    (a, b), (c, e) = label.span, finding.span
    return a <= e and c <= b


def tally(pairs: list[tuple[Line, Review]]) -> Tally:
    """Every draft's findings against its labels."""
    sums = Tally()
    for line, review in pairs:
        spoken = [finding for finding in review.findings if speaks(finding)]
        for label in line.labels:
            _count_label(sums, line, label, spoken)
        labelled = {label.check for label in line.labels}
        for finding in spoken:
            if any(meets(label, finding) for label in line.labels) or finding.check in line.may:
                continue
            if finding.check in labelled and finding.check not in EXACT:
                continue
            sums.false[finding.check] += 1
            sums.notes.append(
                f"false  {finding.check:12} {line.id}: {finding.level} {finding.evidence!r}"
                f" {finding.message}"
            )
    return sums


def _count_label(sums: Tally, line: Line, label: Label, spoken: list[Finding]) -> None:
    met = [finding for finding in spoken if meets(label, finding)]
    if not met:
        sums.missed[label.check] += 1
        sums.notes.append(f"missed {label.check:12} {line.id}: {label.evidence!r}")
        return
    sums.found[label.check] += 1
    if any(finding.level in label.levels for finding in met):
        sums.level[label.check] += 1
    else:
        levels = ", ".join(finding.level for finding in met)
        sums.notes.append(f"level  {label.check:12} {line.id}: {levels}, not {label.levels}")


def table(sums: Tally, checks: tuple[str, ...]) -> str:
    """The table that the runner prints: one check a line."""
    head = f"{'check':13}{'labels':>7}{'found':>7}{'false':>7}{'precision':>11}{'recall':>8}"
    rows = [
        f"{check:13}{sums.found[check] + sums.missed[check]:7}{sums.found[check]:7}"
        f"{sums.false[check]:7}{sums.precision(check):11.2f}{sums.recall(check):8.2f}"
        for check in checks
    ]
    return "\n".join([head, *rows])
