"""The imported people of one member."""

from rapport.contacts.models import ShadowContact


def shadow_ids(owner_id: int) -> dict[str, int]:
    """Key → id of every shadow of this owner."""
    return dict(ShadowContact.objects.filter(owner_id=owner_id).values_list("key", "pk"))
