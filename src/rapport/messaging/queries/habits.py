"""How a member writes: settings of writing and own templates."""

from uuid import UUID

from rapport.messaging.models import MessageTemplate, WritingSettings


def writing_of(member_id: int) -> WritingSettings:
    """The settings of writing; the defaults where none were stored yet."""
    found = WritingSettings.objects.filter(member_id=member_id).first()
    return found or WritingSettings(member_id=member_id)


def templates_of(owner_id: int) -> list[MessageTemplate]:
    """A member's own templates by name."""
    return list(MessageTemplate.objects.filter(owner_id=owner_id).order_by("name", "pk"))


def template_for(owner_id: int, public_id: UUID) -> MessageTemplate | None:
    """One of a member's own templates, or None."""
    return MessageTemplate.objects.filter(owner_id=owner_id, public_id=public_id).first()
