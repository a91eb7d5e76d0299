"""How posts are told apart: a neutral draft to their author, and the check that speaks."""

from datetime import datetime, timedelta, timezone
from typing import Any

from rapport.rules.coach import Draft, review
from rapport.rules.coach.draft import Post, Recipient, Sender
from tests.rules.coach.gold.scoring import Tally

POST_KINDS = ("sensitive", "busy", "good_moment")
NOW = datetime(2026, 11, 10, 10, 30, tzinfo=timezone(timedelta(hours=1)))


def kinds_seen(text: str) -> set[str]:
    """The kinds that a post of yesterday is taken for."""
    post = Post("one", NOW - timedelta(days=1), text)
    seen = review(
        Draft(
            "Hi Sam, which glue did you use for the model of the bridge?",
            now=NOW,
            sender=Sender("Kim Dahl"),
            recipient=Recipient("Sam Fisk", posts=(post,)),
        )
    )
    return {finding.check for finding in seen.findings} & set(POST_KINDS)


def kind_tally(rows: list[dict[str, Any]]) -> Tally:
    """Every post's kind against its label."""
    sums = Tally()
    for row in rows:
        seen = kinds_seen(row["text"])
        if row["check"]:
            (sums.found if row["check"] in seen else sums.missed)[row["check"]] += 1
        if row["check"] and row["check"] not in seen:
            sums.notes.append(f"missed {row['check']}: {row['id']} {row['text']}")
        for kind in seen - {row["check"]}:
            sums.false[kind] += 1
            sums.notes.append(f"false {kind}: {row['id']} {row['text']}")
    return sums
