"""What may happen to group conversations in a random story, and who may read each word after it."""

from uuid import uuid4

from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.group_making import Making, make_group, rename
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.models import Participation, Thread


def living(thread) -> list:
    """Who takes part, the host first."""
    parts = Participation.objects.filter(thread=thread, left_seq=None)
    return [p.member for p in parts.select_related("member").order_by("joined_seq", "id")]


def groups():
    """All group conversations."""
    return list(Thread.objects.exclude(history="").order_by("pk"))


def make(story, maker=None) -> None:
    """Somebody makes one with all they are connected to; its title is a word of its own."""
    maker = maker or story.two()[0]
    handles = list(maker.connections.values_list("other__handle", flat=True))
    history = story.dice.choice(["joined", "all"])
    word = story.canary(maker)
    made = make_group(Making(maker.pk, word, handles, uuid4(), history))
    if isinstance(made, Done):
        thread = Thread.objects.get(public_id=made.id)
        story.readers[word] |= {member.handle for member in living(thread)}
        story.of_group.setdefault(thread.pk, [word])
    else:
        story.none_may_read(word)


def bo_makes(story) -> None:
    """Bo, who has two connections, makes one: here it always works."""
    make(story, story.cast.bo)


def say(story) -> None:
    """Anybody tries to write in one."""
    for thread in story.dice.sample(groups(), min(1, len(groups()))):
        there = living(thread)
        author = story.two()[0]
        word = story.canary(*there)
        reply = story.any_message()
        draft = GroupDraft(author.pk, thread.public_id, f"{word} tide", uuid4(), reply_to=reply)
        sent = send_to_group(draft)
        if isinstance(sent, Sent):
            assert author in there
            story.of_message[sent.message] = word
            story.of_group[thread.pk].append(word)
        else:
            story.none_may_read(word)


def come_and_go(story) -> None:
    """Somebody adds, leaves, takes out or names anew, whether they may or not."""
    for thread in story.dice.sample(groups(), min(1, len(groups()))):
        a, b = story.two()
        deed = story.dice.choice(["add", "add", "leave", "remove", "rename"])
        before = {member.handle for member in living(thread)}
        if deed == "add" and isinstance(people.add(a.pk, thread.public_id, [b.handle]), Done):
            _may_read(story, thread, b.handle, is_new=b.handle not in before)
        elif deed == "leave":
            people.leave(a.pk, thread.public_id)
        elif deed == "remove":
            people.remove(a.pk, thread.public_id, b.handle)
        elif deed == "rename":
            word = story.canary(*living(thread))
            if isinstance(rename(a.pk, thread.public_id, word), Done):
                story.of_group[thread.pk].append(word)
            else:
                story.none_may_read(word)


def _may_read(story, thread, handle: str, is_new: bool) -> None:
    """Who joined may read the title, and with the whole history all that still stands there."""
    story.readers[thread.title].add(handle)
    if is_new and thread.history == "all":
        for word in story.of_group[thread.pk]:
            if story.readers[word]:
                story.readers[word].add(handle)
