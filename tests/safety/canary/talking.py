"""What may happen between two members in a random story."""

from uuid import uuid4

from rapport.contacts import actions as contacts
from rapport.contacts.actions import bonds
from rapport.kit.clock import now
from rapport.messaging.actions import introduction, reacting, requests
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.models import Message, Thread
from rapport.rules.reach import Way
from tests.safety.canary import groups

WAYS = (Way.MESSAGE, Way.MESSAGE, Way.REQUEST, Way.INMAIL)
WORDS = "tide quay lamp reef gull".split()


def write(story) -> None:
    """Somebody writes to somebody, by any way, at times in answer to any message there is."""
    a, b = story.two()
    way = story.dice.choice(WAYS)
    word = story.canary(a, b)
    subject = "About it" if way is Way.INMAIL else ""
    text = f"{word} {' '.join(story.dice.choices(WORDS, k=6))}"
    sent = send(Draft(a.pk, b.pk, way, text, uuid4(), subject, reply_to=story.any_message()))
    if isinstance(sent, Sent):
        story.of_message[sent.message] = word
    else:
        story.none_may_read(word)


def answer(story) -> None:
    """Somebody accepts, declines or ignores all that waits between two."""
    a, b = story.two()
    for thread in Thread.objects.filter(low_id=min(a.pk, b.pk), high_id=max(a.pk, b.pk)):
        act = story.dice.choice([requests.accept, requests.decline, requests.ignore])
        act(a.pk, thread.public_id)


def change(story) -> None:
    """The author of any message writes it anew or deletes it."""
    message = story.one_of(Message.objects.exclude(author=None).order_by("pk"))
    if message is None:
        return
    author = story.member(message.author_id)
    before = story.of_message.get(message.public_id)
    in_files = story.of_file.get(message.public_id, ())
    if not story.chance(0.5):
        if isinstance(delete_message(author.pk, message.public_id), Done):
            for gone in (before, *in_files):
                story.none_may_read(gone)
        return
    note = story.of_note.get(message.public_id)
    readers = story.who_may_read(before or note or next(iter(in_files), None))
    if note and not before:
        # Who passed the note on reads it in the introduction, not what it becomes in the talk.
        readers = [m for m in readers if m.pk in (message.thread.low_id, message.thread.high_id)]
    if message.thread.is_group:
        # Who left sees no words that are newer than their leaving.
        there = groups.living(message.thread)
        readers = [member for member in readers if member in there]
    word = story.canary(*readers)
    if isinstance(edit_message(author.pk, message.public_id, f"{word} changed"), Done):
        story.none_may_read(before)
        story.of_message[message.public_id] = word
        story.of_group.get(message.thread_id, []).append(word)
    else:
        story.none_may_read(word)


def react(story) -> None:
    """Anybody reacts to any message, whether they may see it or not."""
    message = story.one_of(Message.objects.order_by("pk"))
    if message is not None:
        reacting.react(story.two()[0].pk, message.public_id, "👍")


def bond(story) -> None:
    """Two connect, part, or one blocks the other or no longer."""
    a, b = story.two()
    match story.dice.randrange(10):
        case 0 | 1 | 2:
            contacts.connect_members([(a.pk, b.pk, now())])
        case 3 | 4:
            bonds.disconnect(a.pk, b.pk)
        case 5 | 6 | 7:
            bonds.block(a.pk, b.pk, now())
        case _:
            bonds.unblock(a.pk, b.pk)


def introduce(story) -> None:
    """Somebody asks for an introduction, which may go on to its end."""
    ana, bo, cy, *_ = story.cast
    asker, via, target = story.dice.choice([(ana, bo, cy), (cy, bo, ana), story.three()])
    word = story.canary(asker, via)
    asked = introduction.Asked(asker.pk, via.pk, target.pk, f"{word} lighthouses", uuid4())
    result = introduction.ask(asked)
    if not isinstance(result, Done):
        story.none_may_read(word)
        return
    if story.chance(0.6) and isinstance(introduction.pass_on(via.pk, result.id, ""), Done):
        story.readers[word].add(target.handle)
        if story.chance(0.5):
            introduction.accept(target.pk, result.id)
            for message in Message.objects.filter(text__contains=word):
                story.of_note[message.public_id] = word
