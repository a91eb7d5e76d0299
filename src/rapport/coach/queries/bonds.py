"""Whether the writer follows, or is connected with, whom they write to."""

from rapport.kit.statement import ask

BONDS = """
SELECT
 EXISTS (SELECT 1 FROM contacts_follow WHERE follower_id = %(viewer)s AND followed_id = %(other)s),
 EXISTS (SELECT 1 FROM contacts_connection WHERE member_id = %(viewer)s AND other_id = %(other)s)
"""


def bonds_of(viewer_id: int, other_id: int) -> tuple[bool, bool]:
    """Whether the viewer follows the other, and whether the two are connected. One statement."""
    ((follows, connected),) = ask(BONDS, viewer=viewer_id, other=other_id)
    return bool(follows), bool(connected)
