"""What a member's profile has already, so that an archive never overwrites it."""

from dataclasses import dataclass

from rapport.members.models import Member


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """The member with what stands on their profile; `filled` are the names of parts in use."""

    member: Member
    filled: frozenset[str]


def own_profile(owner_id: int) -> OwnProfile:
    """The profile of the archive's owner."""
    member = Member.objects.get(pk=owner_id)
    parts = {
        "headline": bool(member.headline),
        "about": bool(member.about),
        "location": bool(member.location),
        "positions": member.positions.exists(),
        "education": member.education.exists(),
        "skills": member.skills.exists(),
    }
    return OwnProfile(member, frozenset(name for name, has in parts.items() if has))
