"""Change how one writes: undo, suggested replies, the away message."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.text import normal
from rapport.members.queries.locks import lock_members
from rapport.messaging.models import WritingSettings
from rapport.messaging.models.habits import UNDO_SECONDS
from rapport.rules.coach.stops import blank_in

AWAY_MAX = 1000
NO_SUCH_UNDO = Refused(
    "undo_seconds", "Undo lasts 0, 5, 10 or 20 seconds; 0 is off.", on="undo_seconds"
)
TOO_LONG = Refused("too_long", f"An away message may have {AWAY_MAX:,} characters.", on="away_text")
NO_WORDS = Refused("empty", "Write what those who write to you shall read.", on="away_text")
BLANK = Refused("placeholder", "A blank of a template was never filled in here.", on="away_text")
BACKWARDS = Refused("moment", "The absence must end after it begins.", on="away_until")
NAMES = ("undo_seconds", "suggest_replies", "away_text", "away_from", "away_until")


def update_writing(member_id: int, changes: Mapping[str, Any]) -> WritingSettings | Refused:
    """Change some settings of writing; keys that are absent stay as they are.

    `away_from` (aware) switches the away message on from that moment, None switches it off;
    `away_until` ends it. An absence that begins in the past begins now: nobody is answered late.
    """
    with transaction.atomic():
        lock_members(member_id)
        row = WritingSettings.objects.filter(member_id=member_id).first()
        row = row or WritingSettings(member_id=member_id)
        was_from = row.away_from
        for name in NAMES:
            if name in changes:
                setattr(row, name, changes[name])
        row.away_text = normal(row.away_text).strip()
        if row.away_from is None:
            row.away_until = None
        elif row.away_from != was_from:
            row.away_from = max(row.away_from, now())
        wrong = _wrong(row)
        if wrong is not None:
            return wrong
        row.save()
    return row


def _wrong(row: WritingSettings) -> Refused | None:
    if row.undo_seconds not in UNDO_SECONDS:
        return NO_SUCH_UNDO
    if len(row.away_text) > AWAY_MAX:
        return TOO_LONG
    if row.away_from is None:
        return None
    if not row.away_text:
        return NO_WORDS
    if blank_in(row.away_text, None, "") is not None:
        return BLANK
    if row.away_until is not None and row.away_until <= row.away_from:
        return BACKWARDS
    return None
