"""What a review costs, how it grows, and how often ordinary mail sets the coach off.

    python bench/coach.py [--rounds 400] [--speed] [--growth] [--weight] [--mails]

Without a choice all four are shown. Goals: a draft of 80 words with full context and 50 recent
sends p50 <= 2 ms, p95 <= 5 ms; 8,000 characters of any shape <= 50 ms, growing in line; load
<= 0.5 s, <= 60 MB over a bare Python; <= 0.5 warns per 100 words of business mail and >= 60 % of
such mails without any.
"""

import sys
import time
from pathlib import Path

import click
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.coach_parts import mails, weight
from bench.coach_parts.drafts import SLOW, full_draft, slow_text
from bench.graph_parts.timing import machine

from rapport.rules.coach import Draft, review


def took(draft: Draft, times: int = 1) -> float:
    """Milliseconds of one review, the best of several."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter_ns()
        review(draft)
        best = min(best, (time.perf_counter_ns() - begin) / 1e6)
    return best


def show_speed(rounds: int) -> None:
    """p50 and p95 of the 80-word draft: as typed, and with every text new."""
    review(full_draft(0))
    for name, fresh in (("next key, same context", False), ("everything new", True)):
        taken = [took(full_draft(turn, fresh)) for turn in range(1, rounds + 1)]
        p50, p95, worst = np.percentile(taken, (50, 95, 100))
        print(f"{name:<26} p50 {p50:6.2f} ms (goal 2)  p95 {p95:6.2f} ms (goal 5)  max {worst:.2f}")


def show_growth() -> None:
    """The slowest shapes at n, 2n, 4n characters, with and without a context."""
    rows = []
    for context in (True, False):
        base = full_draft(0)
        for piece in SLOW:
            row = [
                _shape(base if context else None, slow_text(piece, n)) for n in (2000, 4000, 8000)
            ]
            rows.append((row[-1], row, piece, context))
    rows.sort(key=lambda row: -row[0])
    print(f"{len(rows)} shapes; the slowest, in ms at 2,000, 4,000 and 8,000 characters (goal 50):")
    for _, row, piece, context in rows[:12]:
        figures = "".join(f"{value:8.1f}" for value in row)
        print(f"{piece!r:<28}{figures}   x{row[2] / row[1]:.1f} {'full context' * context}")


def _shape(base: Draft | None, text: str) -> float:
    if base is None:
        return took(Draft(text), 3)
    return took(
        Draft(
            text,
            now=base.now,
            sender=base.sender,
            recipient=base.recipient,
            mutuals=base.mutuals,
            history=base.history,
            recent=base.recent,
        ),
        3,
    )


def show_weight() -> None:
    """Load time and memory, each in a process of its own."""
    bare = weight.bare_mb()
    imported, first, resident = weight.coach_cost()
    print(
        f"import {imported:.2f} s, first review {first:.2f} s (goal together 0.5); "
        f"{resident - bare:.0f} MB over a bare Python of {bare:.0f} MB (goal 60)"
    )


def show_mails() -> None:
    """Alerts per 100 words on the mails, beside the tools that are installed."""
    total = words = mails.words()
    levels, warns, quiet = mails.coach_alerts()
    count = len(mails.mails())
    print(f"{count} mails, {words} words; alerts per 100 words:")
    heavy = levels["warn"] + levels["stop"]
    print(f"  coach, warn and stop {100 * heavy / total:6.2f} (goal 0.5)  {dict(warns)}")
    print(f"  coach, tips          {100 * levels['tip'] / total:6.2f}")
    print(f"  mails without a warn {100 * quiet / count:6.0f} % (goal 60)")
    for name, alerts in (
        ("proselint", mails.proselint_alerts()),
        ("write-good", mails.command_alerts("write-good")),
        ("alex", mails.command_alerts("alex")),
    ):
        told = "not installed" if alerts is None else f"{100 * alerts / total:6.2f}"
        print(f"  {name:<20} {told}")


@click.command()
@click.option("--rounds", default=400, show_default=True)
@click.option("--speed", is_flag=True)
@click.option("--growth", is_flag=True)
@click.option("--weight", "heavy", is_flag=True)
@click.option("--mails", "mail", is_flag=True)
def main(rounds: int, speed: bool, growth: bool, heavy: bool, mail: bool) -> None:
    """Print the figures and the machine."""
    every = not (speed or growth or heavy or mail)
    print(machine())
    if speed or every:
        show_speed(rounds)
    if heavy or every:
        show_weight()
    if mail or every:
        show_mails()
    if growth or every:
        show_growth()


if __name__ == "__main__":
    main()
