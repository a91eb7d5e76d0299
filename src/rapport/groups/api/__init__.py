"""Groups and events by the API; the same actions as the pages."""

from rapport.groups.api.events import router as events
from rapport.groups.api.groups import router as groups

__all__ = ["events", "groups"]
