"""Pairs of connected members who talk at the moment, each with a session; made in the place."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from messaging_parts.sockets import Talker
from rapport.contacts.actions import connect_members
from rapport.kit.clock import now
from rapport.members.models import EtiquetteCard, Member, ReachSettings
from rapport.messaging.actions.bulk import Conversation, Said, write_conversations

BATCH = 500


def make_talkers(count: int) -> list[Talker]:
    """`count` members (an even number), the 2nd talking with the 1st and so on."""
    first = Member.objects.count()
    made: list[Talker] = []
    at = now()
    for begin in range(0, count, BATCH):
        numbers = range(first + begin, first + min(begin + BATCH, count))
        people = Member.objects.bulk_create(
            Member(handle=f"talker-{n}", email=f"talker-{n}@bench.example", name=f"Talker {n}")
            for n in numbers
        )
        for person in people:
            person.set_unusable_password()
        Member.objects.bulk_update(people, ["password"])
        ReachSettings.objects.bulk_create(ReachSettings(member=person) for person in people)
        EtiquetteCard.objects.bulk_create(EtiquetteCard(member=person) for person in people)
        pairs = list(zip(people[::2], people[1::2], strict=True))
        connect_members([(a.pk, b.pk, at - timedelta(days=90)) for a, b in pairs])
        threads, _ = write_conversations(
            Conversation(
                a.pk,
                b.pk,
                [
                    Said(a.pk, at - timedelta(minutes=2), "Do you have a minute?"),
                    Said(b.pk, at - timedelta(minutes=1), "I do."),
                ],
            )
            for a, b in pairs
        )
        for a, b in pairs:
            thread = str(threads[(min(a.pk, b.pk), max(a.pk, b.pk))])
            made += [Talker(signed_in(a), thread), Talker(signed_in(b), thread)]
    return made


def signed_in(member: Member) -> str:
    """The key of a session in which this member is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return str(session.session_key)
