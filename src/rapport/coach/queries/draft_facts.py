"""The Draft of one member to another, built from what the writer may see; at most 8 statements."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from rapport.coach.queries.ties import ties_of
from rapport.contacts.queries.graph import shared_for
from rapport.contacts.queries.visible import visible_members
from rapport.kit.policy import policy
from rapport.members.models import Member
from rapport.messaging.queries.recent_sends import recent_sends
from rapport.messaging.queries.turns import Turns, turns_between
from rapport.posts.queries.ground import commented_on, visible_posts_of
from rapport.rules.coach.draft import (
    Approach,
    Card,
    Draft,
    DraftWay,
    Formality,
    Post,
    Recipient,
    Sender,
    Sent,
)
from rapport.rules.policy import Tier

MONTH = timedelta(days=30)
# Posts older than this are no ground any more; an article is read at its beginning.
POSTS_SINCE = timedelta(days=180)
MOST_POSTS, LONGEST_POST = 20, 2_000
MOST_RECENT, LONGEST_RECENT = 50, 2_000
MOST_MUTUALS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What is written to whom: handles, a way of the coach's contract; `via` introduces.

    Into a group conversation `thread` says where, in the place of `to`; `reply_to` what it answers.
    """

    to: str
    way: DraftWay
    text: str
    subject: str = ""
    via: str = ""
    thread: UUID | None = None
    reply_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A draft with the member it is addressed to (None: nobody is chosen to introduce yet).

    Into a group conversation there is no target, but the `title`.
    """

    draft: Draft
    target: Member | None
    reader: Member | None
    title: str = ""


def draft_for(viewer: Member, asked: Asked, at: datetime) -> Written | None:
    """The draft as the coach reads it; None where whom it goes to is not there for the viewer.

    An introduction is addressed to the shared connection, and names whom it asks for.
    """
    wanted = {asked.to.lower(), asked.via.lower()} - {""}
    there = visible_members(viewer.pk).filter(handle__in=wanted)
    people = {one.handle: one for one in there.select_related("reach", "etiquette")}
    target, via = people.get(asked.to.lower()), people.get(asked.via.lower())
    if target is None or viewer.pk in (target.pk, via.pk if via else 0):
        return None
    introduces = asked.way is DraftWay.INTRODUCTION
    reader = via if introduces else target
    draft = Draft(
        asked.text,
        subject=asked.subject if asked.way is DraftWay.INMAIL else None,
        way=asked.way,
        now=at,
        limit=limit_of(viewer, asked.way),
        target=target.name if introduces else None,
    )
    if reader is None:
        return Written(draft, target, None)
    return Written(_with_facts(draft, viewer, reader, at), target, reader)


def _with_facts(draft: Draft, viewer: Member, reader: Member, at: datetime) -> Draft:
    ties = ties_of([viewer.pk, reader.pk])
    talk = turns_between(viewer.pk, reader.pk, at)
    posts, commented = _posts(viewer.pk, reader, at)
    return replace(
        draft,
        sender=Sender(name=viewer.name, **ties[viewer.pk]),
        recipient=Recipient(
            name=reader.name,
            headline=reader.headline,
            time_zone=reader.time_zone or None,
            posts=posts,
            away_until=reader.reach.away_until,
            card=_card(reader),
            **ties[reader.pk],
        ),
        mutuals=_mutuals(viewer.pk, reader.pk),
        history=talk.turns,
        recent=_recent(viewer.pk, reader.pk, draft.text, talk, at),
        commented=commented,
    )


def limit_of(viewer: Member, way: DraftWay) -> int:
    """The most characters of this way for this member (keys as in `rules.reach.content`)."""
    rules = policy()
    if way is DraftWay.CONNECT:
        limit: int = rules.invite.note_max_for(Tier(viewer.tier))
    elif way is DraftWay.INMAIL:
        limit = rules.inmail.body_max
    elif way in (DraftWay.REQUEST, DraftWay.INTRODUCTION):
        limit = rules.request.first_message_max
    else:
        limit = rules.message.max
    return limit


def _card(reader: Member) -> Card:
    card = reader.etiquette
    quiet = card.quiet_from and card.quiet_until
    return Card(
        approach=Approach(card.approach),
        languages=tuple(card.languages),
        formality=Formality(card.formality),
        quiet_hours=(f"{card.quiet_from:%H:%M}", f"{card.quiet_until:%H:%M}") if quiet else None,
        welcome=tuple(card.welcome),
        unwelcome=tuple(card.unwelcome),
    )


def _posts(
    viewer_id: int, reader: Member, at: datetime
) -> tuple[tuple[Post, ...], tuple[str, ...]]:
    """The reader's posts that the viewer may see, and which the viewer commented on.

    None where the reader does not want their posts to be weighed.
    """
    if not reader.reach.posts_weighed:
        return (), ()
    found = visible_posts_of(viewer_id, reader.pk, at - POSTS_SINCE, MOST_POSTS)
    posts = tuple(Post(one.id, one.at, one.text[:LONGEST_POST]) for one in found)
    return posts, tuple(commented_on(viewer_id, reader.pk)) if posts else ()


def _mutuals(viewer_id: int, reader_id: int) -> tuple[str, ...]:
    """Names of shared connections who are there for the viewer, the most telling first."""
    shared = shared_for(viewer_id, [reader_id], MOST_MUTUALS)[reader_id]
    if not shared.ids:
        return ()
    rows = visible_members(viewer_id).filter(pk__in=shared.ids, is_active=True)
    names = dict(rows.values_list("pk", "name"))
    return tuple(names[pk] for pk in shared.ids if pk in names)


def _recent(
    viewer_id: int, reader_id: int, text: str, talk: Turns, at: datetime
) -> tuple[Sent, ...]:
    """What an opener or a follow-up is compared with; an answer is compared with nothing."""
    if talk.is_answered or not text.strip():
        return ()
    found = recent_sends(viewer_id, reader_id, at - MONTH, text, MOST_RECENT)
    return tuple(Sent(one.to, one.at, one.text[:LONGEST_RECENT]) for one in found)
