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


def took(draft: Draft) -> tuple[float, float]:
    """Milliseconds of one review, by the clock and of processor time."""
    begin, cpu = time.perf_counter_ns(), time.thread_time_ns()
    review(draft)
    return (time.perf_counter_ns() - begin) / 1e6, (time.thread_time_ns() - cpu) / 1e6


def best(draft: Draft, times: int = 3) -> float:
    """Milliseconds of processor time of one review, the best of several."""
    return min(took(draft)[1] for _ in range(times))


def yardstick() -> float:
    """Milliseconds of processor time of a million additions: how fast this machine is just now."""
    taken = []
    for _ in range(5):
        cpu, total = time.thread_time_ns(), 0
        for number in range(1_000_000):
            total += number
        taken.append((time.thread_time_ns() - cpu) / 1e6)
    return min(taken)


def show_speed(rounds: int) -> None:
    """p50 and p95 of the 80-word draft: as typed, and with every text new."""
    review(full_draft(0))
    for name, fresh in (("next key, same context", False), ("everything new", True)):
        taken = [took(full_draft(turn, fresh)) for turn in range(1, rounds + 1)]
        wall, cpu = (np.percentile(row, (50, 95)) for row in zip(*taken, strict=True))
        print(
            f"{name:<26} p50 {wall[0]:6.2f} ms (goal 2)  p95 {wall[1]:6.2f} ms (goal 5)"
            f"   CPU p50 {cpu[0]:6.2f}  p95 {cpu[1]:6.2f}"
        )


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
    print(
        f"{len(rows)} shapes; the slowest, in ms of CPU"
        " at 2,000, 4,000 and 8,000 characters (goal 50):"
    )
    for _, row, piece, context in rows[:12]:
        figures = "".join(f"{value:8.1f}" for value in row)
        print(f"{piece!r:<28}{figures}   x{row[2] / row[1]:.1f} {'full context' * context}")


def _shape(base: Draft | None, text: str) -> float:
    if base is None:
        return best(Draft(text))
    return best(
        Draft(
            text,
            now=base.now,
            sender=base.sender,
            recipient=base.recipient,
            mutuals=base.mutuals,
            history=base.history,
            recent=base.recent,
        )
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
    print(f"{machine()}; a million additions {yardstick():.0f} ms")
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
