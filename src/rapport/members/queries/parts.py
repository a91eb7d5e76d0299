"""One's own parts of a profile, one at a time, for the page that changes it."""

from rapport.members.languages import language_name
from rapport.members.models import Education, Language, Member, Position, Skill

LARGEST_KEY = 2**63 - 1


def position_of(member: Member, key: int) -> Position | None:
    """The member's own position of that key."""
    return member.positions.filter(pk=key).first() if key <= LARGEST_KEY else None


def school_of(member: Member, key: int) -> Education | None:
    """The member's own school of that key."""
    return member.education.filter(pk=key).first() if key <= LARGEST_KEY else None


def language_of(member: Member, key: int) -> Language | None:
    """The member's own language of that key."""
    return member.languages.filter(pk=key).first() if key <= LARGEST_KEY else None


def positions_of(member: Member) -> list[Position]:
    """The member's positions, present ones first."""
    return list(member.positions.all())


def schools_of(member: Member) -> list[Education]:
    """The member's schools, present ones first."""
    return list(member.education.all())


def skills_of(member: Member) -> list[Skill]:
    """The member's skills in their order."""
    return list(member.skills.all())


def languages_of(member: Member) -> list[tuple[Language, str]]:
    """The member's languages in the order they were added, each with its name."""
    return [(language, language_name(language.code)) for language in member.languages.all()]
