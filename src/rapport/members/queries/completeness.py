"""What a member's profile has, for its strength and for the order of search results."""

from rapport.members.models import Member
from rapport.members.strength import ProfileFacts


def facts_of(member: Member) -> ProfileFacts:
    """The facts of a profile; reads its parts, or uses them where they were prefetched."""
    positions = list(member.positions.all())
    current = [position for position in positions if position.ended_on is None]
    return ProfileFacts(
        photo=member.photo_id is not None,
        headline=bool(member.headline),
        about=bool(member.about),
        location=bool(member.location),
        time_zone=bool(member.time_zone),
        current_position=bool(current),
        described_position=any(position.description for position in current),
        past_positions=len(positions) - len(current),
        education=len(member.education.all()),
        skills=len(member.skills.all()),
        languages=len(member.languages.all()),
    )
