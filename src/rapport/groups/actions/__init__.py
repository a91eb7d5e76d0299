"""What may be done to groups and events; each use case in a file of its own."""

from rapport.groups.actions.attending import attend_event, unattend_event
from rapport.groups.actions.belonging import join_group, leave_group
from rapport.groups.actions.bulk import add_attendance, add_members
from rapport.groups.actions.events import create_event, edit_event
from rapport.groups.actions.groups import create_group, edit_group

__all__ = [
    "add_attendance",
    "add_members",
    "attend_event",
    "create_event",
    "create_group",
    "edit_event",
    "edit_group",
    "join_group",
    "leave_group",
    "unattend_event",
]
