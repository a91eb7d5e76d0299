"""The archives that a member gave; nothing here is found without its member."""

from uuid import UUID

from rapport.interchange.models import LIVE, Import

SHOWN = 20


def imports_of(owner_id: int) -> list[Import]:
    """The newest imports of this member."""
    return list(Import.objects.filter(owner_id=owner_id).order_by("-asked_at", "-pk")[:SHOWN])


def import_of(owner_id: int, public_id: UUID) -> Import | None:
    """One import of this member, or None: absent and forbidden look alike."""
    return Import.objects.filter(owner_id=owner_id, public_id=public_id).first()


def is_importing(owner_id: int) -> bool:
    """Whether an import of this member waits or runs."""
    return Import.objects.filter(owner_id=owner_id, state__in=LIVE).exists()


def files_in_use() -> set[str]:
    """The names of the stored archives that are still to be read."""
    return set(
        Import.objects.filter(state__in=LIVE).exclude(file="").values_list("file", flat=True)
    )
