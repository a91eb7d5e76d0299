"""Tables of notices: what was told, mail and pushes on their way, wishes, devices."""

from rapport.notices.models.mail import Mail
from rapport.notices.models.notices import Notice
from rapport.notices.models.pushing import Device, Forgotten, Push
from rapport.notices.models.wishes import Mute, Preferences, TopicWish

__all__ = ["Device", "Forgotten", "Mail", "Mute", "Notice", "Preferences", "Push", "TopicWish"]
