"""A member in 10,000 conversations, each with somebody else, made once in the bench's place."""

from datetime import datetime, timedelta

from rapport.kit.clock import now
from rapport.members.actions import join
from rapport.members.models import EtiquetteCard, Member, ReachSettings
from rapport.messaging.actions.bulk import Conversation, Said, write_conversations
from rapport.messaging.models import Participation

HANDLE, PASSWORD = "bench-inbox", "bench in many talks"
EMAIL = f"{HANDLE}@bench.example"
BATCH = 1000


def make_full_inbox(threads: int) -> str:
    """The member's address; every third conversation ends with a word of their own."""
    member = Member.objects.filter(handle=HANDLE).first() or join(
        EMAIL, "Ida Overmany", handle=HANDLE, password=PASSWORD, verified=True
    )
    there = Participation.objects.filter(member=member).count()
    at = now()
    for begin in range(there, threads, BATCH):
        numbers = range(begin, min(begin + BATCH, threads))
        others = Member.objects.bulk_create(
            Member(handle=f"bench-{n}", email=f"bench-{n}@bench.example", name=f"Correspondent {n}")
            for n in numbers
        )
        ReachSettings.objects.bulk_create(ReachSettings(member=other) for other in others)
        EtiquetteCard.objects.bulk_create(EtiquetteCard(member=other) for other in others)
        write_conversations(
            [_talk(member.pk, other.pk, n, at) for n, other in zip(numbers, others, strict=True)]
        )
    return EMAIL


def _talk(member_id: int, other_id: int, number: int, at: datetime) -> Conversation:
    """Two messages, hours ago; one conversation in ten is unread."""
    begun = at - timedelta(minutes=3 * number + 10)
    first, second = (member_id, other_id) if number % 3 else (other_id, member_id)
    return Conversation(
        member_id,
        other_id,
        [
            Said(first, begun, f"Do you have a minute for question {number}?"),
            Said(second, begun + timedelta(minutes=2), f"About question {number}: tomorrow."),
        ],
        {member_id: 1} if number % 10 == 1 else {},
    )
