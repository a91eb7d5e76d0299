"""The policy of the place by the API: every number with its source."""

from typing import Any

from ninja import Router

from rapport.kit.api import READING, Call, Closed
from rapport.kit.policy import policy as policy_here
from rapport.members.api_auth import require_scope
from rapport.rules.policy import MARKS, describe

router = Router(tags=["reach"])


class Number(Closed):
    """One key of the policy; `value` and `default` are written for people, `mark` names the kind
    of its source."""

    key: str
    value: str
    unit: str
    default: str
    differs_from_default: bool
    explanation: str
    allowed: str
    source: str
    mark: str


class PolicyOut(Closed):
    """The policy that is in force, and what the marks of its sources mean."""

    preset: str
    numbers: list[Number]
    marks: dict[str, str]


@router.get("/policy", response={200: PolicyOut, **READING})
@require_scope("reach:read")
def policy(request: Call) -> Any:
    """Every number of this place with its source."""
    rows = [
        {name: getattr(row, name) for name in Number.model_fields}
        for row in describe(policy_here())
    ]
    return {"preset": policy_here().preset, "numbers": rows, "marks": dict(MARKS)}
