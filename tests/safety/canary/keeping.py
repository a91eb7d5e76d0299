"""What a member keeps to themselves in a random story, until it is sent: drafts, plans, files."""

from datetime import timedelta
from uuid import uuid4

from rapport.kit.clock import now
from rapport.messaging.actions.delivering import send_due
from rapport.messaging.actions.drafts import Words, keep_draft
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.planning import Planned, plan
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.actions.templates import Wording, keep_template
from rapport.messaging.actions.uploading import Incoming, remove_upload, upload
from rapport.messaging.models import Attachment, Message, MessageTemplate, PlannedSend
from rapport.rules.reach import Way
from tests.safety.canary import groups


def draft(story) -> None:
    """Somebody begins to write, and the page saves it."""
    a, b = story.two()
    word = story.canary(a)
    keep_draft(Words(a.pk, b.pk, "message", f"{word} perhaps", uuid4()))


def template(story) -> None:
    """Somebody keeps a template."""
    owner = story.two()[0]
    word = story.canary(owner)
    made = keep_template(owner.pk, Wording(word[:60], f"{word} for {{first_name}}"))
    assert isinstance(made, MessageTemplate)


def plan_ahead(story) -> None:
    """Somebody writes for a later moment."""
    a, b = story.two()
    word = story.canary(a)
    waits = plan(
        Draft(a.pk, b.pk, Way.MESSAGE, f"{word} later", uuid4()), now() + timedelta(days=2)
    )
    if isinstance(waits, Planned):
        story.of_planned[waits.id], story.of_plans[word] = word, a.handle


def moments_come(story) -> None:
    """All that was planned is due; what may not go any more goes back to its author."""
    PlannedSend.objects.filter(state="waiting").update(send_at=now() - timedelta(seconds=1))
    send_due(now())
    for row in PlannedSend.objects.filter(state="sent").select_related("message"):
        word = story.of_planned.pop(row.public_id, None)
        if word is not None:
            story.readers[word].add(story.member(row.to_id).handle)
            story.of_message[row.message.public_id] = word


def attach(story) -> None:
    """Somebody uploads a file; it stays with them, or goes to one member or into a group."""
    a, b = story.two()
    word, name = story.canary(a), story.canary(a)
    file = upload(a.pk, Incoming(f"{name}.txt", f"{word} in a file".encode()))
    assert isinstance(file, Attachment), file
    match story.dice.randrange(4):
        case 0:
            return
        case 1:
            remove_upload(a.pk, file.public_id)
            story.none_may_read(word)
            story.none_may_read(name)
            return
        case 2:
            sent = send(Draft(a.pk, b.pk, Way.MESSAGE, "", uuid4(), files=(file.public_id,)))
            readers = [a, b]
        case _:
            thread = story.one_of(groups.groups())
            if thread is None:
                return
            readers = groups.living(thread)
            told = GroupDraft(a.pk, thread.public_id, "", uuid4(), files=(file.public_id,))
            sent = send_to_group(told)
    if isinstance(sent, Sent):
        for one in (word, name):
            story.readers[one] |= {member.handle for member in readers}
        message = Message.objects.get(public_id=sent.message)
        story.of_group.get(message.thread_id, []).extend([word, name])
        story.of_file[message.public_id] = (word, name)


def steal(story) -> None:
    """Somebody tries to send a file that another one uploaded."""
    file = story.one_of(Attachment.objects.order_by("pk"))
    a, b = story.two()
    if file is not None and file.owner_id != a.pk:
        taken = send(Draft(a.pk, b.pk, Way.MESSAGE, "mine", uuid4(), files=(file.public_id,)))
        assert not isinstance(taken, Sent)
