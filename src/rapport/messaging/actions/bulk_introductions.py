"""Introductions as far as they came, many at once, for demos."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapport.messaging.models import Introduction

BATCH = 500


@dataclass(frozen=True, slots=True)
class Introduced:
    """An introduction in the state it has reached; an accepted one's words are a conversation's."""

    asker_id: int
    via_id: int
    target_id: int
    state: str
    reason: str
    words: str
    asked_at: datetime
    state_at: datetime


def record_introductions(introduced: Iterable[Introduced]) -> list[Introduction]:
    """Write introductions as they stand. Nobody is told."""
    rows = [
        Introduction(
            asker_id=one.asker_id,
            via_id=one.via_id,
            target_id=one.target_id,
            state=one.state,
            reason=one.reason,
            words=one.words,
            asked_at=one.asked_at,
            state_at=one.state_at,
        )
        for one in introduced
    ]
    return Introduction.objects.bulk_create(rows, batch_size=BATCH)
