"""Random stories of the cast: no private word is ever shown to anybody who may not read it.

Each private text holds a word of its own, a canary, with the set of members who may read it. After
some actions of chance everybody looks everywhere: pages, pieces, API, notices, mail, and lines to
open pages.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.test import Client

from rapport.contacts import actions as contacts
from rapport.contacts.actions import bonds
from rapport.kit.clock import now
from rapport.live.hub import HUB
from rapport.members.actions.tokens import make_token
from rapport.members.scopes import SCOPES
from rapport.messaging.actions import introduction, requests
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.models import Introduction, Message, Thread
from rapport.notices.jobs.news import make_notices
from rapport.notices.models import Mail
from rapport.posts.actions import NewPost, delete_post, write_comment, write_post
from rapport.posts.models import Post
from rapport.rules.reach import Way
from tests.races import LONG
from tests.safety import group_stories

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STORIES = 60 if LONG else 5
STEPS = 45 if LONG else 30
BOXES = ("inbox", "requests", "waiting", "sent", "ignored")


@dataclass
class Story:
    """The cast, the dice, and who may read which canary."""

    cast: object
    dice: random.Random
    readers: dict[str, set[str]] = field(default_factory=dict)
    of_message: dict[object, str] = field(default_factory=dict)
    of_post: dict[object, str] = field(default_factory=dict)
    of_group: dict[int, list[str]] = field(default_factory=dict)
    lines: list[tuple[int, str]] = field(default_factory=list)

    def two(self):
        """Two different members of the cast."""
        return self.dice.sample(list(self.cast), 2)

    def canary(self, *readers) -> str:
        """A new word that only these may read."""
        word = f"canary{uuid4().hex}"
        self.readers[word] = {member.handle for member in readers}
        return word

    def none_may_read(self, word: str | None) -> None:
        """It was changed or deleted."""
        if word:
            self.readers[word] = set()


def write(story: Story) -> None:
    a, b = story.two()
    way = story.dice.choice([Way.MESSAGE, Way.MESSAGE, Way.REQUEST, Way.INMAIL])
    word = story.canary(a, b)
    subject = "About it" if way is Way.INMAIL else ""
    text = f"{word} {' '.join(story.dice.choices('tide quay lamp reef gull'.split(), k=6))}"
    sent = send(Draft(a.pk, b.pk, way, text, uuid4(), subject))
    if isinstance(sent, Sent):
        story.of_message[sent.message] = word
    else:
        story.none_may_read(word)


def answer(story: Story) -> None:
    a, b = story.two()
    for thread in Thread.objects.filter(low_id=min(a.pk, b.pk), high_id=max(a.pk, b.pk)):
        act = story.dice.choice([requests.accept, requests.decline, requests.ignore])
        act(a.pk, thread.public_id)


def change(story: Story) -> None:
    message = Message.objects.order_by("?").first()
    if message is None or message.author_id is None:
        return
    author = next(m for m in story.cast if m.pk == message.author_id)
    before = story.of_message.get(message.public_id)
    if story.dice.random() < 0.5:
        readers = story.readers.get(before or "", set())
        if message.thread.is_group:
            # Who left sees no words that are newer than their leaving.
            readers = readers & {m.handle for m in group_stories.living(message.thread)}
        word = story.canary(*(m for m in story.cast if m.handle in readers))
        done = edit_message(author.pk, message.public_id, f"{word} changed")
        if isinstance(done, Done):
            story.none_may_read(before)
            story.of_message[message.public_id] = word
            story.of_group.get(message.thread_id, []).append(word)
        else:
            story.none_may_read(word)
    elif isinstance(delete_message(author.pk, message.public_id), Done):
        story.none_may_read(before)


def bond(story: Story) -> None:
    a, b = story.two()
    dice = story.dice.random()
    if dice < 0.3:
        contacts.connect_members([(a.pk, b.pk, now())])
    elif dice < 0.5:
        bonds.disconnect(a.pk, b.pk)
    elif dice < 0.8:
        bonds.block(a.pk, b.pk, now())
    else:
        bonds.unblock(a.pk, b.pk)


def introduce(story: Story) -> None:
    asker, via, target = story.dice.sample(list(story.cast), 3)
    word = story.canary(asker, via)
    asked = introduction.Asked(asker.pk, via.pk, target.pk, f"{word} lighthouses", uuid4())
    result = introduction.ask(asked)
    if not isinstance(result, Done):
        story.none_may_read(word)
        return
    if story.dice.random() < 0.6 and isinstance(introduction.pass_on(via.pk, result.id, ""), Done):
        story.readers[word].add(target.handle)
        if story.dice.random() < 0.5:
            introduction.accept(target.pk, result.id)
            for message in Message.objects.filter(text__contains=word):
                story.of_message[message.public_id] = word


def post(story: Story) -> None:
    author = story.two()[0]
    word = story.canary(author)
    written = write_post(author.pk, NewPost(f"{word} seen", visibility="connections"), now())
    if isinstance(written, Post):
        story.of_post[written.public_id] = word
        own_circle(story, author, word)
    if story.dice.random() < 0.4 and story.of_post:
        public_id, of = story.dice.choice(list(story.of_post.items()))
        found = Post.objects.filter(public_id=public_id).first()
        if found and delete_post(found.author_id, public_id, now()):
            story.none_may_read(of)
            del story.of_post[public_id]


def comment(story: Story) -> None:
    if not story.of_post:
        return
    public_id, of = story.dice.choice(list(story.of_post.items()))
    by = story.two()[0]
    word = story.canary(*(m for m in story.cast if m.handle in story.readers[of]))
    write_comment(by.pk, public_id, f"{word} indeed", uuid4(), now())


def own_circle(story: Story, author, word: str) -> None:
    """Whoever is, or will once be, connected may read it: the test looks for all others."""
    story.readers[word] |= {m.handle for m in story.cast if ever_connected(author, m)}


def ever_connected(a, b) -> bool:
    from rapport.contacts.queries.between import are_connected

    return are_connected(a.pk, b.pk)


ACTIONS: tuple[Callable[[Story], None], ...] = (
    write, write, write, write, answer, change, bond, introduce, post, comment,
    group_stories.make, group_stories.say, group_stories.say, group_stories.come_and_go,
)  # fmt: skip


def looks(story: Story):
    """Every place with words in it, for every member: (handle, where, what is shown)."""
    threads = list(Thread.objects.values_list("public_id", flat=True))
    items = list(Message.objects.values_list("public_id", flat=True))
    posts = list(Post.objects.values_list("public_id", flat=True))
    asked = list(Introduction.objects.values_list("public_id", flat=True))
    handles = [member.handle for member in story.cast]
    pages = [
        *(f"/messages/?box={box}" for box in BOXES),
        *(f"/messages/{pk}/" for pk in threads),
        *(f"/messages/{pk}/after/0/" for pk in threads),
        *(f"/messages/items/{pk}/" for pk in items),
        *(f"/messages/items/{pk}/edit/" for pk in items),
        *(f"/introductions/{pk}/" for pk in asked),
        *(f"/posts/{pk}/" for pk in posts),
        *(f"/members/{handle}/" for handle in handles),
        *(f"/members/{handle}/posts/" for handle in handles),
        *("/feed/", "/notices/", "/network/", "/people/suggestions/", "/search/?q=canary"),
        *("/messages/?q=canary", "/messages/search/?q=canary", "/go/?q=canary"),
        *(f"/messages/groups/{pk}/" for pk in threads),
    ]
    calls = [
        *(f"threads?box={box}" for box in BOXES),
        *(f"threads/{pk}" for pk in threads),
        *(f"threads/{pk}/messages" for pk in threads),
        *(f"posts/{pk}" for pk in posts),
        *("notices", "feed", "introductions", "messages/search?q=canary"),
        *(f"group-threads/{pk}" for pk in threads),
    ]
    for member in story.cast:
        client = Client()
        client.force_login(member, backend=BACKEND)
        for path in pages:
            yield member.handle, path, client.get(path).content.decode()
        secret = make_token(member.pk, "all", list(SCOPES), 30, now()).secret
        for path in calls:
            got = Client().get(f"/api/v1/{path}", HTTP_AUTHORIZATION=f"Bearer {secret}")
            yield member.handle, f"api {path}", got.content.decode()
        mail = "\n".join(Mail.objects.filter(to=member.email).values_list("raw", flat=True))
        yield member.handle, "mail", mail
        told = "\n".join(line for member_id, line in story.lines if member_id == member.pk)
        yield member.handle, "live", told


@pytest.mark.parametrize("seed", range(STORIES))
def test_nobody_ever_reads_a_private_word_of_others(
    cast, seed, monkeypatch, django_capture_on_commit_callbacks
):
    story = Story(cast, random.Random(seed))
    group_stories.make(story, cast.bo)
    for number in range(STEPS):
        with django_capture_on_commit_callbacks() as after:
            story.dice.choice(ACTIONS)(story)
        monkeypatch.setattr(HUB, "publish", lambda lines: story.lines.extend(x[:2] for x in lines))
        for callback in after:
            callback()
        if number % 10 == 9:
            make_notices(now())
    make_notices(now())

    shown = 0
    for handle, where, text in looks(story):
        for word, readers in story.readers.items():
            if word in text:
                shown += 1
                assert handle in readers, f"{handle} reads {word} at {where}"
    assert shown > 10
