"""A member dismisses a check, hears of it again, switches the panel off and on."""

from django.db import transaction

from rapport.coach.models import Dismissal, PanelSwitch
from rapport.kit.refusals import Refused
from rapport.rules.coach.findings import Check

# What keeps a send back is always told.
ALWAYS = frozenset({Check.PLACEHOLDER, Check.SAMENESS})
UNKNOWN = Refused("not_a_check", "The coach has no check of that name.", on="check")
FIRM = Refused(
    "always_told", "This is always told, because it keeps the message from being sent.", on="check"
)


def dismiss(member_id: int, name: str) -> Refused | None:
    """Don't tell of this check again; dismissing it twice is dismissing it once."""
    if name not in set(Check):
        return UNKNOWN
    if Check(name) in ALWAYS:
        return FIRM
    with transaction.atomic():
        Dismissal.objects.get_or_create(member_id=member_id, name=name)
    return None


def restore(member_id: int, name: str) -> Refused | None:
    """Tell of this check again; "all" restores every one."""
    rows = Dismissal.objects.filter(member_id=member_id)
    if name != "all":
        if name not in set(Check):
            return UNKNOWN
        rows = rows.filter(name=name)
    rows.delete()
    return None


def switch_panel(member_id: int, is_on: bool) -> None:
    """Switch the panel on or off."""
    PanelSwitch.objects.update_or_create(member_id=member_id, defaults={"is_on": is_on})
