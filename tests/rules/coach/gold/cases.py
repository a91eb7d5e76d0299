"""Single sentences in one context: claims about the other side, and how a name is written."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from rapport.rules.coach import Draft, review
from rapport.rules.coach.draft import Post, Recipient, Sender
from tests.rules.coach.gold.lines import FOLDER

NOW = datetime(2026, 11, 10, 10, 30, tzinfo=timezone(timedelta(hours=1)))
MAYA = Sender(
    "Maya Lindqvist",
    ("Northwind Foods", "Siemens"),
    ("ETH Zürich", "Universidade de Coimbra"),
    ("Food Safety Forum",),
    ("Anuga 2025", "SIAL Paris"),
    ("HACCP",),
)
POSTS = (
    "Listeria testing in raw-milk cheese: why we sample the rind and not the paste.",
    "We are hiring two apprentices. What I look for is patience.",
    "Cow bells in C sharp. A farmer tuned forty of them.",
)
TOBIAS = Recipient(
    "Tobias Reinholt",
    "Quality manager at Alpenmilch",
    ("Alpenmilch", "Siemens", "Nestlé"),
    ("ETH Zürich", "Massachusetts Institute of Technology"),
    ("Food Safety Forum", "Swiss Cheese Guild"),
    ("Anuga 2025", "IFT First"),
    ("sensory analysis",),
    "Europe/Zurich",
    tuple(Post(str(i), NOW - timedelta(days=5), text) for i, text in enumerate(POSTS)),
)
MUTUALS = ("Ana Ferreira", "Bo Lindgren")


def rows_of(file: str) -> list[dict[str, Any]]:
    """The rows of `claims.jsonl` or `names.jsonl`."""
    text = (FOLDER / f"{file}.jsonl").read_text(encoding="utf-8")
    return [json.loads(row) for row in text.splitlines()]


def claimed(text: str) -> set[bool | None]:
    """What is said of the claims in a sentence that Maya writes to Tobias."""
    draft = Draft(
        f"Hi Tobias,\n\n{text} How do you test?",
        now=NOW,
        sender=MAYA,
        recipient=TOBIAS,
        mutuals=MUTUALS,
    )
    return {claim.supported for claim in review(draft).signals.claims}


def name_told(text: str, recipient: str) -> bool:
    """Whether the check of names speaks, in an opener to somebody of this name."""
    draft = Draft(text, sender=Sender("Maya Lindqvist"), recipient=Recipient(recipient))
    return any(f.check == "name" and f.level != "good" for f in review(draft).findings)
