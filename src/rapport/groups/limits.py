"""How much of each a member may have: our choice, so that no list grows without end."""

from datetime import timedelta

# All "our choice": generous for people, small enough that a page of one's own stays readable.
NAME_MAX = 100  # characters of a name (code points)
ABOUT_MAX = 2000  # characters of a description (code points)
PLACE_MAX = 120  # characters of a place (code points)
GROUPS_MAX = 100  # groups a member belongs to
GROUPS_OWNED_MAX = 20  # groups a member owns
EVENTS_AHEAD_MAX = 20  # events of a member's own that are not over
ATTENDING_MAX = 100  # events ahead that a member attends
AHEAD_MAX = timedelta(days=2 * 365)  # how far ahead an event may begin
LENGTH_MAX = timedelta(days=60)  # how long an event may last
