"""Group conversations: who takes part, who is their host, whom one may add."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from rapport.contacts.models import Block, Connection
from rapport.contacts.queries.visible import seen_by
from rapport.members.models import Member
from rapport.messaging.models import Message, Participation, Thread
from rapport.messaging.queries.viewer_facts import viewer_facts
from rapport.rules.group_threads import Event
from rapport.rules.policy import Policy
from rapport.rules.reach import Facts, pair
from rapport.rules.reach.people import Target

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group conversation as one of its people has it; the host is who has been in it longest.

    `living` are who takes part, in the order of joining; empty for who takes part no longer.
    """

    part: Participation
    living: tuple[Participation, ...]

    @property
    def thread(self) -> Thread:
        """The conversation."""
        return self.part.thread

    @property
    def takes_part(self) -> bool:
        """Whether they take part still."""
        return self.part.left_seq is None

    @property
    def title(self) -> str:
        """What it is called, or was when they left."""
        return title_for(self.part)

    @property
    def host_id(self) -> int | None:
        """Who may name it anew and take others out."""
        return self.living[0].member_id if self.living else None


def title_for(part: Participation) -> str:
    """What a group conversation is called for this participant."""
    return title_of(part.thread.title, part.kept_title, part.left_seq)


def title_of(title: str, kept_title: str, left_seq: int | None) -> str:
    """The title, or what it was when they left."""
    return title if left_seq is None else kept_title


def titles_of(member_id: int, thread_ids: Collection[int]) -> dict[int, str]:
    """What these group conversations are called for the member, by key."""
    rows = Participation.objects.filter(member_id=member_id, thread_id__in=thread_ids)
    if not thread_ids:
        return {}
    return {part.thread_id: title_for(part) for part in rows.select_related("thread")}


def living_in(thread: Thread) -> "QuerySet[Participation]":
    """Who takes part and has an account that is open; the host first."""
    return Participation.objects.filter(
        thread=thread, member__isnull=False, member__is_active=True, left_seq__isnull=True
    ).order_by("joined_seq", "id")


def living_ids(thread: Thread) -> list[int]:
    """The ids of who takes part, the host first."""
    ids = living_in(thread).values_list("member_id", flat=True)
    return [pk for pk in ids if pk is not None]


def group_part(member_id: int, public_id: UUID) -> Participation | None:
    """A group conversation as this member has or had it, or None."""
    return (
        Participation.objects.select_related("thread")
        .filter(member_id=member_id, thread__public_id=public_id)
        .exclude(thread__history="")
        .first()
    )


def group_view(member_id: int, public_id: UUID) -> GroupView | None:
    """A group conversation with its people, or None: absent and forbidden look alike."""
    part = group_part(member_id, public_id)
    return None if part is None else view_of(part)


def view_of(part: Participation) -> GroupView:
    """A group conversation with its people, as this participant has it."""
    if part.left_seq is not None:
        return GroupView(part, ())
    return GroupView(part, tuple(living_in(part.thread).select_related("member")))


def groups_among(threads: Collection[UUID]) -> set[UUID]:
    """Which of these are group conversations."""
    rows = Thread.objects.filter(public_id__in=threads).exclude(history="")
    return set(rows.values_list("public_id", flat=True))


def groups_of(member_id: int) -> list[int]:
    """The keys of the group conversations that a member has or had a part in."""
    rows = Participation.objects.filter(member_id=member_id).exclude(thread__history="")
    return list(rows.values_list("thread_id", flat=True))


def made_since(member_id: int, since: datetime) -> list[datetime]:
    """When the member made group conversations since then, the oldest first."""
    rows = Message.objects.filter(author_id=member_id, event=Event.MADE, sent_at__gt=since)
    return list(rows.order_by("sent_at").values_list("sent_at", flat=True))


def addable(member_id: int, ids: Collection[int]) -> set[int]:
    """Whom of these the member may add: connected with them, and there for them."""
    rows = Connection.objects.filter(
        seen_by(member_id, "other"), member_id=member_id, other_id__in=ids
    )
    return set(rows.values_list("other_id", flat=True))


def ids_by_handle(handles: Collection[str]) -> dict[str, int]:
    """The members of these handles."""
    return dict(Member.objects.filter(handle__in=handles).values_list("handle", "pk"))


def connections_to_add(
    member_id: int, thread: Thread | None, text: str, ticked: Collection[str]
) -> Sequence[Member]:
    """A member's connections by name, without those who take part; at most 500.

    Of those only whose name has the words of `text`, and whose handle is `ticked`.
    """
    rows = Member.objects.filter(
        seen_by(member_id),
        pk__in=Connection.objects.filter(member_id=member_id).values("other_id"),
    )
    if thread is not None:
        rows = rows.exclude(pk__in=living_in(thread).values("member_id"))
    fits = Q()
    for word in text.split()[:8]:
        fits &= Q(name__icontains=word)
    if fits:
        rows = rows.filter(fits | Q(handle__in=ticked))
    return list(rows.order_by("name", "pk")[:MOST_SHOWN])


def group_facts(
    member_id: int, thread: Thread | None, others: Collection[int], at: datetime, policy: Policy
) -> Facts:
    """What the judge of a message looks at where it goes to many, who all agreed to be there.

    It is a message to strangers, which newcomers have few of, where one of them is not connected.
    """
    known = Connection.objects.filter(member_id=member_id, other_id__in=others).count()
    running = pair.Thread(
        way=pair.ThreadWay.MESSAGE,
        state=pair.ThreadState.OPEN,
        last_from=pair.Speaker.TARGET,
        last_at=thread.last_at if thread else at,
    )
    degree = 1 if known == len(set(others)) else None
    since = at if degree else None
    return Facts(
        now=at,
        viewer=viewer_facts(member_id, at, policy),
        target=Target(),
        pair=pair.Pair(degree=degree, connected_at=since, thread=running),
    )


def block_pairs(member_id: int, others: Collection[int]) -> tuple[set[int], set[int]]:
    """Who of these blocked the member, and whom of them the member blocked."""
    by = Block.objects.filter(blocked_id=member_id, blocker_id__in=others)
    of = Block.objects.filter(blocker_id=member_id, blocked_id__in=others)
    return set(by.values_list("blocker_id", flat=True)), set(
        of.values_list("blocked_id", flat=True)
    )
