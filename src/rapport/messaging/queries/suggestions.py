"""People you may know: the best of the second circle, then those on common ground, with reasons."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.contacts.queries.graph import Ground, suggestions_for
from rapport.contacts.queries.visible import visible_members
from rapport.graph.suggest import GROUND_SCORES
from rapport.kit.paging import Page, decode, page_of
from rapport.kit.statement import ask
from rapport.members.models import Member
from rapport.messaging.models import DismissedSuggestion
from rapport.messaging.queries.reach_facts import facts_for
from rapport.messaging.queries.shared_ground import members_sharing
from rapport.rules.policy import Policy
from rapport.rules.reach import Facts, Menu, PrimaryWay, Way, menu

PAGE = 20
NAMED = 3
# Some of those looked at may not be met by a way that suits a suggestion.
SPARE = 2
# Live invitations have no answer; how long they wait is the policy's.
WITHOUT = """
SELECT blocked_id FROM contacts_block WHERE blocker_id = %(viewer)s
UNION SELECT blocker_id FROM contacts_block WHERE blocked_id = %(viewer)s
UNION SELECT other_id FROM contacts_connection WHERE member_id = %(viewer)s
UNION SELECT other_id FROM messaging_dismissedsuggestion WHERE member_id = %(viewer)s
UNION SELECT recipient_id FROM contacts_invitation
 WHERE sender_id = %(viewer)s AND state IN ('pending', 'ignored') AND sent_at > %(since)s
UNION SELECT sender_id FROM contacts_invitation
 WHERE recipient_id = %(viewer)s AND state IN ('pending', 'ignored') AND sent_at > %(since)s
"""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Somebody whom the viewer may know: how near, why, and the way that fits (connect, follow).

    `shared` counts the shared connections; `named` are those of them who can be shown, at most 3.
    """

    member: Member
    degree: int | None
    shared: int
    named: Sequence[Member]
    employers: Sequence[str]
    schools: Sequence[str]
    groups: Sequence[str]
    events: Sequence[str]
    way: Way


def people_suggested(
    viewer_id: int, at: datetime, policy: Policy, count: int = PAGE
) -> list[Suggested]:
    """At most `count` people whom the viewer may know, the best first, each with the reason.

    Second circle by the score of decision 0034, then those who share only ground. Nobody who is
    connected, invited, blocked, closed or dismissed; only those whom the viewer may invite now or,
    where they take no invitations, may follow and does not yet.
    """
    without = {pk for (pk,) in ask(WITHOUT, viewer=viewer_id, since=at - policy.invite.expires)}
    ground = members_sharing(viewer_id, at.date())
    most = count * SPARE
    near = suggestions_for(viewer_id, most, ground=ground, without=without, names=NAMED)
    named = {one.number: one.shared for one in near}
    ids = list(named)
    if len(ids) < most:
        ids += _on_common_ground(ground, without | set(ids))[: most - len(ids)]
    facts = facts_for(viewer_id, ids, at, policy)
    ways = {pk: way for pk in ids if pk in facts and (way := _way_to(facts[pk], policy))}
    shown = list(ways)[:count]
    people = _people(viewer_id, {*shown, *(pk for of in shown for pk in named.get(of, ()))})
    return [
        _suggested(people, pk, named.get(pk, ()), facts[pk], ways[pk])
        for pk in shown
        if pk in people
    ]


def dismissed_by(viewer_id: int, cursor: str = "") -> Page[DismissedSuggestion]:
    """Whom the viewer does not want to be suggested, the latest first; only who can be seen."""
    there = visible_members(viewer_id).values("pk")
    rows = DismissedSuggestion.objects.filter(member_id=viewer_id, other__in=there)
    key = decode(cursor, (int,))
    if key is not None:
        rows = rows.filter(pk__lt=key[0])
    rows = rows.select_related("other").order_by("-pk")
    return page_of(list(rows[: PAGE + 1]), PAGE, lambda row: (row.pk,))


def dismissed_one(viewer_id: int, handle: str) -> Member | None:
    """The member by that handle, if the viewer dismissed them and can see them."""
    row = DismissedSuggestion.objects.filter(member_id=viewer_id, other__handle=handle.lower())
    return visible_members(viewer_id).filter(pk__in=row.values("other")).first()


def _on_common_ground(ground: Mapping[Ground, list[int]], without: Collection[int]) -> list[int]:
    """Those who share ground and nothing else, the most of it first, then the lower id."""
    scores: defaultdict[int, float] = defaultdict(float)
    for kind, ids in ground.items():
        for pk in ids:
            scores[pk] += GROUND_SCORES[kind]
    found = [(-score, pk) for pk, score in scores.items() if pk not in without]
    return [pk for _, pk in sorted(found)]


def _way_to(facts: Facts, policy: Policy) -> Way | None:
    """The way that a suggestion offers: what the menu puts first, else connecting, following."""
    found: Menu = menu(facts, policy)
    if found.primary.way is PrimaryWay.FOLLOW:
        return Way.FOLLOW
    if found.verdict(Way.CONNECT).is_usable:
        return Way.CONNECT
    may_follow = found.verdict(Way.FOLLOW).is_usable and not facts.pair.following
    return Way.FOLLOW if may_follow else None


def _people(viewer_id: int, ids: Collection[int]) -> dict[int, Member]:
    """Members who are there for the viewer, by id."""
    return {member.pk: member for member in visible_members(viewer_id).filter(pk__in=ids)}


def _suggested(
    people: Mapping[int, Member], pk: int, named: Sequence[int], facts: Facts, way: Way
) -> Suggested:
    pair = facts.pair
    return Suggested(
        member=people[pk],
        degree=pair.degree,
        shared=pair.mutual_count,
        named=[people[one] for one in named if one in people],
        employers=pair.shared_employers,
        schools=pair.shared_schools,
        groups=pair.shared_groups,
        events=[event.name for event in pair.shared_events],
        way=way,
    )
