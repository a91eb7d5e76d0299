"""Reports by the API: tell the moderators of a member, with the words as evidence."""

from typing import Any, Literal
from uuid import UUID

from ninja import Router
from ninja.responses import Status
from pydantic import StrictBool

from rapport.kit.api import REFUSALS, Call, Closed, Text, Time, answered, me
from rapport.kit.clock import now
from rapport.members.api_auth import require_scope
from rapport.safety.actions import Complaint, report_member

router = Router(tags=["reports"])


class NewReport(Closed):
    """Who is reported, for what, in which words.

    `thread`, `invitation`, `post` and `comment` say where it happened.
    """

    handle: Text
    kind: Literal["spam", "harassment", "scam", "impersonation", "other"]
    text: Text = ""
    thread: UUID | None = None
    invitation: UUID | None = None
    also_block: StrictBool = False
    post: UUID | None = None
    comment: UUID | None = None


class ReportMade(Closed):
    """A report that the moderators have."""

    id: UUID
    made_at: Time


@router.post("/reports", response={201: ReportMade, **REFUSALS})
@require_scope("contacts:write")
def report(request: Call, body: NewReport) -> Any:
    """Report a member; nobody but the moderators is told."""
    complaint = Complaint(**body.model_dump(exclude={"handle"}))
    made = answered(report_member(me(request), body.handle, complaint, now()))
    return Status(201, {"id": made.public_id, "made_at": made.created_at})
