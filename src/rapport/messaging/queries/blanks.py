"""What the blanks of a template are filled with: both profiles, and the ground two people share."""

from datetime import date

from rapport.members.models import Member, Position
from rapport.messaging.queries.common_ground import Ground, common_ground


def blanks_between(viewer_id: int, to: Member, today: date) -> dict[str, str]:
    """The values of all blanks for a viewer who writes to this member. Four statements.

    Names of what is not known are absent or "". Only what every member sees of a profile is used.
    """
    me = Member.objects.get(pk=viewer_id)
    places = _present(viewer_id, to.pk, today)
    ground = common_ground(viewer_id, [to.pk], today)[to.pk]
    title, employer = places.get(to.pk, ("", ""))
    my_title, my_employer = places.get(viewer_id, ("", ""))
    return {
        "first_name": to.get_short_name(),
        "full_name": to.name,
        "their_title": title,
        "their_employer": employer,
        "their_headline": to.headline,
        "my_first_name": me.get_short_name(),
        "my_name": me.name,
        "my_title": my_title,
        "my_employer": my_employer,
        **_shared(ground),
    }


def _present(one: int, other: int, today: date) -> dict[int, tuple[str, str]]:
    """The newest place of work of each that has begun and not ended."""
    rows = Position.objects.filter(member_id__in=(one, other)).order_by("started_on", "pk")
    return {
        row.member_id: (row.title, row.employer)
        for row in rows
        if (row.ended_on is None or row.ended_on >= today)
        and (row.started_on is None or row.started_on <= today)
    }


def _shared(ground: Ground) -> dict[str, str]:
    """The first of each kind of ground; the most telling of all is the common ground."""
    found = {
        "shared_event": ground.events[0].name if ground.events else "",
        "shared_group": ground.groups[0] if ground.groups else "",
        "shared_employer": ground.employers[0] if ground.employers else "",
        "shared_school": ground.schools[0] if ground.schools else "",
    }
    return {**found, "common_ground": next(filter(None, found.values()), "")}
