"""Follow by the judge's word, and block with all that a block ends."""

from django.db import transaction
from django.db.models import Q

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.outcomes import Done, refusal_of
from rapport.messaging.models import Introduction, Participation
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Way


def follow(follower_id: int, followed_id: int) -> Done | Refused:
    """Follow a member who lets themselves be followed."""
    with transaction.atomic():
        lock_members(follower_id, followed_id)
        at = now()
        facts = facts_for(follower_id, [followed_id], at, policy()).get(followed_id)
        refusal = refusal_of(Way.FOLLOW, facts, policy())
        if refusal is not None:
            return refusal
        contacts.follow(follower_id, followed_id, at)
    return Done("following")


def block(blocker_id: int, blocked_id: int) -> Done | Refused:
    """Block: bonds end in silence, introductions between the two end, requests are put aside.

    Old conversations stay readable and closed: the judge finds the pair unavailable.
    """
    if blocker_id == blocked_id:
        return NOT_FOUND
    with transaction.atomic():
        if len(lock_members(blocker_id, blocked_id)) < 2:
            return NOT_FOUND
        at = now()
        made = contacts.block(blocker_id, blocked_id, at)
        Introduction.objects.filter(
            Q(asker_id=blocker_id, target_id=blocked_id)
            | Q(asker_id=blocked_id, target_id=blocker_id),
            state__in=("asked", "passed"),
        ).update(state="ended", state_at=at)
        low, high = sorted((blocker_id, blocked_id))
        Participation.objects.filter(
            thread__low_id=low, thread__high_id=high, member_id=blocker_id, box="requests"
        ).update(box="ignored")
    return Done("blocked", repeated=not made)
