"""One object of every kind that has an address, around the cast; and every address filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import URLResolver, get_resolver

from rapport.groups.models import Event
from rapport.interchange.models import Import
from rapport.kit.clock import now
from rapport.members.actions.tokens import make_token
from rapport.members.models import ApiToken, Education, Language, Member, Position, Skill
from rapport.messaging.actions import connect, introduction, planning
from rapport.messaging.actions.drafts import Words, keep_draft
from rapport.messaging.actions.group_making import Making, make_group
from rapport.messaging.actions.group_members import leave
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.actions.templates import Wording, keep_template
from rapport.messaging.actions.uploading import Incoming, upload
from rapport.messaging.models import Message, MessageLink
from rapport.notices.models import Device, Notice
from rapport.posts.actions import NewPost, write_comment, write_post
from rapport.rules.reach import Way
from rapport.safety.models import Report
from tests.cast import Cast, done, make_cast, make_member


@dataclass
class World:
    """The cast, a moderator, and what to put into the places of an address."""

    cast: Cast
    mod: Member
    places: dict[str, dict[str, Any]]


def make_world() -> World:
    """Everything belongs to Ana, or lies between her and Bo; nothing to Dee and Eve.

    Cy has left the group conversation, which Bo made.
    """
    cast = make_cast()
    mod = make_member("mod", name="Moderator", is_staff=True)
    ana, bo, cy, eve = cast.ana, cast.bo, cast.cy, cast.eve
    file = upload(ana.pk, Incoming("plan.pdf", b"%PDF-1.7")).public_id
    words = "Between the two of us."
    sent = send(Draft(ana.pk, bo.pk, Way.MESSAGE, words, uuid4(), files=[file]))
    thread, message = sent.thread, sent.message
    asked = introduction.Asked(ana.pk, bo.pk, cy.pk, "Lighthouses", uuid4())
    intro = done(introduction.ask(asked)).id
    invitation = done(connect.invite(connect.Inviting(ana.pk, cy.pk, "Hello", uuid4()))).id
    later = Draft(ana.pk, bo.pk, Way.MESSAGE, "In an hour.", uuid4())
    planned = planning.plan(later, now() + timedelta(hours=1))
    keep_draft(Words(ana.pk, bo.pk, "message", "Begun.", uuid4()))
    own_template = keep_template(ana.pk, Wording("Mine", "Hello {first_name}"))
    make_token(ana.pk, "of Ana", ["messages:read"], 30, now())
    written = write_post(ana.pk, NewPost("For those I know.", "connections"), now())
    comment = write_comment(bo.pk, written.public_id, "Good to know.", uuid4(), now())
    event = Event.objects.create(
        slug="winter-fair", name="Winter fair", starts_at=now() + timedelta(days=3), created_by=ana
    )
    making = Making(bo.pk, "Harbour plans", ["ana", "cy"], uuid4())
    group = done(make_group(making)).id
    assert group is not None
    done(leave(cy.pk, group))
    notice = Notice.objects.create(
        member=ana, outbox_id=10**9, kind="message", sentence="Bo wrote", path="/messages/"
    )
    device = Device.objects.create(
        member=ana, endpoint="https://push.example.org/ana", p256dh="k", auth="a", session_key="s"
    )
    brought = Import.objects.create(owner=ana, name="archive.zip", state="done")
    piece = {"id": str(written.public_id), "way": "post", "by": "eve", "name": "Eve", "subject": ""}
    evidence = [{**piece, "at": now().isoformat(), "text": "For those I know."}]
    report = Report.objects.create(
        reporter=ana, about=eve, kind="spam", text="Look", evidence=evidence
    )
    keys = {
        "positions": Position.objects.create(
            member=ana, employer="Quay", employer_key="quay", title="Editor"
        ).pk,
        "education": Education.objects.create(member=ana, school="North", school_key="north").pk,
        "skills": Skill.objects.create(member=ana, name="Editing").pk,
        "languages": Language.objects.create(member=ana, code="pt").pk,
    }
    MessageLink.objects.create(
        message=Message.objects.get(public_id=message),
        place=0,
        key="0" * 64,
        url="https://a.example",
    )
    places = {
        "": {"handle": "ana", "way": "message", "verb": "pass", "act": "accept", "pk": 1,
             "key": "x", "token": "x", "rest": "nowhere", "uidb36": "1",
             "provider_id": "none", "slug": "winter-fair"},
        "files/": {"file_id": file},
        "messages/": {"public_id": thread, "seq": 0, "place": 0, "message_id": message},
        "messages/groups/": {"public_id": group, "handle": "ana"},
        "later/": {"planned_id": planned.id},
        "replies/": {"thread_id": thread},
        "planned/": {"planned_id": planned.id, "way": "message"},
        "templates/": {"template_id": own_template.public_id, "key": "starter:work"},
        "threads/": {"thread_id": thread},
        "group-threads/": {"thread_id": group, "handle": "ana"},
        "introductions/": {"public_id": intro, "introduction_id": intro},
        "invitations/": {"public_id": invitation, "invitation_id": invitation},
        "settings/tokens/": {"public_id": ApiToken.objects.get(name="of Ana").public_id},
        "notices/": {"public_id": notice.public_id, "notice_id": notice.public_id},
        "devices/": {"public_id": device.public_id, "device_id": device.public_id},
        "imports/": {"public_id": brought.public_id, "import_id": brought.public_id},
        "moderation/": {"public_id": report.public_id, "subject": written.public_id},
        "comments/": {"public_id": comment.public_id, "comment_id": comment.public_id},
        "posts/": {"public_id": written.public_id, "post_id": written.public_id},
        "groups/": {"slug": "harbour-writers"},
        "events/": {"slug": event.slug},
        **{f"{part}/": {"key": pk, f"{part}_id": pk, "position_id": pk, "education_id": pk,
                        "skill_id": pk, "language_id": pk} for part, pk in keys.items()},
    }  # fmt: skip
    return World(cast, mod, places)


def routes() -> Iterator[tuple[str, str]]:
    """Every route of the place: its name and its path with `<places>`."""
    yield from _walk(get_resolver().url_patterns, "", ())


def _walk(patterns: Any, prefix: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, path, inner)
        else:
            yield ":".join((*spaces, pattern.name or path)), path


def address(path: str, world: World) -> str:
    """A route's path with every place filled by an object of the world."""
    known: dict[str, Any] = {}
    for where, places in world.places.items():
        if where in path:
            known |= places
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", path).replace("^", "").replace("$", "")
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda place: str(known[place.group(1)]), plain)
