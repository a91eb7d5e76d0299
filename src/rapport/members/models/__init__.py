"""The tables of members."""

from rapport.members.models.credits import CreditEntry, CreditLot
from rapport.members.models.member import Member
from rapport.members.models.profile import Education, Language, Photo, Position, Skill
from rapport.members.models.reach import EtiquetteCard, ReachSettings, Restriction
from rapport.members.models.search import SearchEntry, SearchSpelling, SearchWord
from rapport.members.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "CreditEntry",
    "CreditLot",
    "Education",
    "EtiquetteCard",
    "Language",
    "Member",
    "Photo",
    "Position",
    "ReachSettings",
    "Restriction",
    "SearchEntry",
    "SearchSpelling",
    "SearchWord",
    "Skill",
]
