"""What a member chose of the coach: the panel's switch and the checks they dismissed."""

from rapport.coach.models import Dismissal, PanelSwitch


def is_panel_on(member_id: int) -> bool:
    """Whether the panel speaks to this member; it does until they switch it off."""
    return not PanelSwitch.objects.filter(member_id=member_id, is_on=False).exists()


def dismissed_by(member_id: int) -> list[str]:
    """The names of the checks that a member dismissed, the first dismissed first."""
    rows = Dismissal.objects.filter(member_id=member_id).order_by("at", "pk")
    return list(rows.values_list("name", flat=True))
