"""What a personal token may be allowed to do, each with the sentence that its member reads."""

from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "profile:read": "Read your profile and settings, and search people",
    "profile:write": "Change your profile and settings",
    "contacts:read": "Read your connections, invitations, follows, blocks, groups and events",
    "contacts:write": "Answer invitations, end connections, block, report; groups and events",
    "messages:read": "Read your conversations and notices",
    "messages:write": "Write and answer in your name, by every way",
    "posts:read": "Read the feed, posts, comments and reactions",
    "posts:write": "Post, comment, react and share in your name",
    "reach:read": "Ask how you may reach somebody, and read the policy",
    "imports:write": "Import an archive into your account",
}
