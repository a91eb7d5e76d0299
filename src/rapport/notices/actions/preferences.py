"""Say how one wants to be told."""

from rapport.notices.models import Preferences


def want_mail(member_id: int, mail: bool) -> None:
    """Want news by mail too, or only in the place. Harmless when repeated."""
    Preferences.objects.update_or_create(member_id=member_id, defaults={"mail": mail})
