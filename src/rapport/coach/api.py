"""The coach by the API: a review of a whole Draft, or of what the caller writes to a member."""

from typing import Any

from ninja import Body, Router
from pydantic import ValidationError

from rapport.coach.actions.reviewing import Asked, review_to, review_whole
from rapport.coach.api_shapes import DraftTo, DraftToGroup, ReviewOut
from rapport.kit.api import REFUSALS, ApiRefused, Call, answered
from rapport.kit.refusals import Refused
from rapport.members.api_auth import require_scope
from rapport.rules.coach import Review, as_json
from rapport.rules.coach.draft import DraftWay

router = Router(tags=["coach"])
# What it may hold is said by the contract and read strictly by the rules.
ANY_JSON = Body(...)
OWN = "Value error, "  # how the library introduces the words of our own checks


@router.post("/coach/reviews", response={200: ReviewOut, **REFUSALS}, by_alias=True)
@require_scope("messages:read")
def review(request: Call, body: Any = ANY_JSON) -> Any:
    """Review a draft, and change nothing.

    The body is a whole Draft of the coach's contract (only `text` is required; nothing is looked
    up), or `{"to", "way", "text", "subject", "via"}`: then the Draft is built from what the caller
    may see of the member `to`; or `{"thread", "text", "reply_to"}` for a group conversation, of
    which the words alone are weighed.
    """
    found: Review
    if isinstance(body, dict) and ("to" in body or "thread" in body):
        asked = _asked(body)
        found = answered(review_to(request.user, asked)).review
    else:
        found = answered(review_whole(body))
    return as_json(found)


def _asked(body: dict[str, Any]) -> Asked:
    try:
        if "thread" in body:
            to_all = DraftToGroup.model_validate(body)
            message = DraftWay.MESSAGE
            return Asked("", message, to_all.text, thread=to_all.thread, reply_to=to_all.reply_to)
        said = DraftTo.model_validate(body)
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        sentence = f"{key}: {fault['msg'].removeprefix(OWN)}"
        raise ApiRefused(Refused("invalid", sentence, on=key[:100])) from error
    return Asked(said.to, said.way, said.text, said.subject, said.via)
