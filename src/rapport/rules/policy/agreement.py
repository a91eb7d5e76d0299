"""The pairs of numbers that must agree with each other, whichever a host overrides."""

from rapport.rules.policy.model import Policy


def disagreement(policy: Policy) -> str | None:
    """The first pair of keys that contradict each other, as `key: reason; allowed: ...`.

    A higher tier may never get less (law 4 of reach), and a floor lies under its ceiling.
    """
    invite, follow, nurture = policy.invite, policy.followup, policy.nurture
    unlimited = 10**9
    pairs = (
        ("invite.limit_basic", invite.limit_basic, "invite.limit_plus", invite.limit_plus),
        ("invite.note_max_basic", invite.note_max_basic, "invite.note_max_plus",
         invite.note_max_plus),
        ("invite.notes_per_month_basic", _or(invite.notes_per_month_basic, unlimited),
         "invite.notes_per_month_plus", _or(invite.notes_per_month_plus, unlimited)),
        ("inmail.body_warn", policy.inmail.body_warn, "inmail.body_max", policy.inmail.body_max),
        ("followup.min", follow.min.days, "followup.default", follow.default.days),
        ("followup.default", follow.default.days, "followup.max", follow.max.days),
        ("nurture.floor", nurture.floor.days, "nurture.ideal", nurture.ideal.days),
        ("nurture.ideal", nurture.ideal.days, "nurture.red", nurture.red.days),
    )  # fmt: skip
    for low_key, low, high_key, high in pairs:
        if low > high:
            return f"{low_key}: is above {high_key}; allowed: at most the value of {high_key}"
    return None


def _or(value: int | None, unlimited: int) -> int:
    return unlimited if value is None else value
