"""Members by the API: one's own profile, its parts, settings, credits and notices."""

from rapport.members.api.notices import router as notices
from rapport.members.api.parts import router as parts
from rapport.members.api.profile import router as profile
from rapport.members.api.settings import router as settings

__all__ = ["notices", "parts", "profile", "settings"]
