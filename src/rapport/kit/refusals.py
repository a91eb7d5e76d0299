"""A refusal is a value: its code, its sentence, and one table of statuses for every door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HTTP_STATUS: Mapping[str, int] = {
    # absent, and what must look absent
    "not_found": 404,
    "unavailable": 404,
    # the request itself is malformed
    "bad_request": 400,
    "self": 409,
    # states that the request collides with
    "already_connected": 409,
    "pending": 409,
    "answer_theirs": 409,
    "nothing_to_accept": 409,
    "awaiting_answer": 409,
    "not_needed": 409,
    "already_following": 409,
    "not_pending": 409,
    "not_held": 409,
    "change_over": 409,
    "already_deleted": 409,
    "device_forgotten": 409,
    "already_sent": 409,
    "not_open": 409,
    "conflict": 409,
    "not_empty": 409,
    "already_begun": 409,
    "event_over": 409,
    "files_gone": 409,
    "words_gone": 409,
    "group_full": 409,
    # asked about once: the same again with `overrule` goes
    "follow_up": 409,
    # quotas: asking again later helps
    "pending_cap": 429,
    "weekly_limit": 429,
    "newcomer_invitations": 429,
    "monthly_requests": 429,
    "daily_conversations": 429,
    "newcomer_conversations": 429,
    "newcomer_messages": 429,
    "introductions_open": 429,
    "note_quota": 429,
    "groups_limit": 429,
    "groups_owned_limit": 429,
    "groupchats_limit": 429,
    "events_limit": 429,
    "attending_limit": 429,
    "reports_limit": 429,
    "posts_limit": 429,
    "comments_limit": 429,
    "drafts_limit": 429,
    "planned_limit": 429,
    "templates_limit": 429,
    # not by this way, not now
    "sender_restricted": 403,
    "not_connected": 403,
    "declined_before": 403,
    "fan_out_closed": 403,
    "unknown_mark": 403,
    "withdrawn_lock": 403,
    "cap_reached": 403,
    "at_connection_cap": 403,
    "recipient_setting": 403,
    "proof_required": 403,
    "no_shared_ground": 403,
    "no_credits": 403,
    "no_shared_connection": 403,
    "scope_missing": 403,
    "files_not_yet": 403,
    "left_group": 403,
    "not_host": 403,
    "not_yours_to_add": 403,
    # ours, not theirs
    "busy": 503,
    "failed": 500,
}
CONTENT_STATUS = 422
EXIT_CODE: Mapping[int, int] = {400: 2, 403: 3, 404: 4, 409: 5, 422: 2, 429: 6, 500: 1, 503: 6}


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an action did nothing: `code` for programs, `sentence` for people.

    `unlock` lists what would open the way (the form of Menu.ways[].unlock), `ways` is the
    whole menu of the pair where the refusal is about reach, `on` names the form's field.
    """

    code: str
    sentence: str
    unlock: tuple[Mapping[str, Any], ...] = ()
    ways: tuple[Mapping[str, Any], ...] = ()
    on: str | None = None
    numbers: Mapping[str, Any] | None = field(default=None)

    @property
    def status(self) -> int:
        """The HTTP status of this refusal; codes of content are 422."""
        return HTTP_STATUS.get(self.code, CONTENT_STATUS)

    @property
    def exit_code(self) -> int:
        """The exit code of the command line for this refusal."""
        return EXIT_CODE[self.status]

    def to_json(self) -> dict[str, Any]:
        """The body of the API's answer."""
        return {
            "code": self.code,
            "sentence": self.sentence,
            "unlock": list(self.unlock),
            "ways": list(self.ways),
            "on": self.on,
        }


NOT_FOUND = Refused("not_found", "There is nothing here by that name, or it is not yours to see.")
