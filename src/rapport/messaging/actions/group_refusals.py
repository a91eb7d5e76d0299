"""Why nothing was done to a group conversation, in one place for all that may be done to it."""

from datetime import datetime

from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.messaging.actions.outcomes import refused
from rapport.messaging.queries.group_threads import made_since
from rapport.rules.group_threads import LEAST, TITLE_MAX, TitleCode, title_closed
from rapport.rules.reach import Facts, Way, judge
from rapport.rules.reach.moments import DAY, written

LEFT = Refused("left_group", "You no longer take part in this conversation.")
NOT_HOST = Refused("not_host", "Only the host, who has been in it longest, may do this.")
TOO_FEW = Refused(
    "too_few_people", f"A group conversation begins with {LEAST - 1} others or more.", on="members"
)
TITLES = {
    TitleCode.EMPTY: "Give the conversation a title.",
    TitleCode.TOO_LONG: f"A title has at most {TITLE_MAX} characters.",
    TitleCode.UNWRITABLE: "The title holds a character that cannot be stored.",
}
HISTORY = Refused(
    "history_not_taken", "This place has another rule for what those see who join.", on="history"
)


def title_refusal(title: str) -> Refused | None:
    """None where this may be the title."""
    code = title_closed(title)
    return None if code is None else Refused(code.value, TITLES[code], on="title")


def too_many() -> Refused:
    """There is no room for so many."""
    most = policy().groupchat.max
    return Refused(
        "group_full",
        f"Up to {most} people take part in one conversation.",
        on="members",
        numbers={"limit": most},
    )


def too_often(member_id: int, at: datetime) -> Refused | None:
    """None where the member may make one more within 24 hours; ask under their lock."""
    made, most = made_since(member_id, at - DAY), policy().groupchat.per_day
    if len(made) < most:
        return None
    said = f"You made {len(made)} group conversations in the last 24 hours; the limit is {most}."
    ends = made[len(made) - most] + DAY
    return Refused(
        "groupchats_limit",
        said,
        unlock=({"by": "time", "at": written(ends)},),
        numbers={"limit": most, "used": len(made)},
    )


def cannot_add(handle: str) -> Refused:
    """One answer for a stranger, for nobody, for who is closed, for a block in any direction."""
    return Refused(
        "not_yours_to_add",
        f"@{handle[:40]} can't be added: only people you are connected to can.",
        on="members",
    )


def sender_refusal(facts: Facts) -> Refused | None:
    """None where the judge of messages lets the member write, else why not; without other ways."""
    verdict = judge(Way.MESSAGE, facts, policy())
    if verdict.outcome == "open":
        return None
    whole = refused(verdict, facts, policy())
    return Refused(whole.code, whole.sentence, unlock=whole.unlock, numbers=whole.numbers)
