"""The coach: `review(draft)` says what would make a message worth answering, and why."""

from rapport.rules.coach.answer import as_json
from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Review
from rapport.rules.coach.parse import DraftError, draft_from_json
from rapport.rules.coach.review import review, review_for_many

__all__ = [
    "Draft",
    "DraftError",
    "Review",
    "as_json",
    "draft_from_json",
    "review",
    "review_for_many",
]
