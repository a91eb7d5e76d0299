"""Keep a member's own templates, and fill one for somebody."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal
from rapport.members.queries.handles import member_by_handle
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.models import MessageTemplate
from rapport.messaging.queries.blanks import blanks_between
from rapport.messaging.queries.habits import template_for
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Reason, menu
from rapport.rules.templates import Filled, fill, starter_of

TEMPLATES_MAX = 100
NAME_MAX, SUBJECT_MAX, TEXT_MAX = 80, 200, 5_000
TOO_MANY = Refused("templates_limit", f"You have {TEMPLATES_MAX} templates. Remove one first.")
TAKEN = Refused("conflict", "You have a template of that name.", on="name")


@dataclass(frozen=True, slots=True)
class Wording:
    """A template as its owner writes it."""

    name: str
    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ForSomebody:
    """A template filled for a member; `key` is what a message that begins from it keeps."""

    key: str
    text: Filled
    subject: Filled


def keep_template(
    owner_id: int, wording: Wording, public_id: UUID | None = None
) -> MessageTemplate | Refused:
    """Make a template, or change the one with this id."""
    name, subject = wording.name.strip(), normal(wording.subject).strip()
    text = normal(wording.text).strip()
    wrong = _wrong(name, subject, text)
    if wrong is not None:
        return wrong
    with transaction.atomic():
        lock_members(owner_id)
        row = template_for(owner_id, public_id) if public_id else MessageTemplate(owner_id=owner_id)
        if row is None:
            return NOT_FOUND
        others = MessageTemplate.objects.filter(owner_id=owner_id).exclude(pk=row.pk)
        if others.filter(name=name).exists():
            return TAKEN
        if row.pk is None and others.count() >= TEMPLATES_MAX:
            return TOO_MANY
        row.name, row.subject, row.text, row.changed_at = name, subject, text, now()
        row.save()
    return row


def _wrong(name: str, subject: str, text: str) -> Refused | None:
    for on, value, most in (
        ("name", name, NAME_MAX),
        ("subject", subject, SUBJECT_MAX),
        ("text", text, TEXT_MAX),
    ):
        if not value and on != "subject":
            return Refused("empty", f"A template needs a {on}.", on=on)
        if len(value) > most:
            return Refused("too_long", f"The {on} may have {most:,} characters.", on=on)
    return None


def remove_template(owner_id: int, public_id: UUID) -> Done | Refused:
    """Remove a template; messages that began from it keep its key."""
    found = MessageTemplate.objects.filter(owner_id=owner_id, public_id=public_id)
    return Done("removed", public_id) if found.delete()[0] else NOT_FOUND


def template_filled(viewer_id: int, handle: str, key: str) -> ForSomebody | Refused:
    """A template (`starter:…` or the id of an own one) filled for a member one may see."""
    to = member_by_handle(handle)
    if to is None or to.pk == viewer_id:
        return NOT_FOUND
    at = now()
    facts = facts_for(viewer_id, [to.pk], at, policy()).get(to.pk)
    if facts is None or menu(facts, policy()).primary.reason is Reason.UNAVAILABLE:
        return NOT_FOUND
    found = starter_of(key) or _own(viewer_id, key)
    if found is None:
        return NOT_FOUND
    values = blanks_between(viewer_id, to, at.date())
    return ForSomebody(key, fill(found.text, values), fill(found.subject, values))


def _own(viewer_id: int, key: str) -> MessageTemplate | None:
    try:
        return template_for(viewer_id, UUID(key))
    except ValueError:
        return None
