"""Conversations on a page: a row of the inbox, a bubble, a day, and the place to write."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from rapport.kit.components.drawing import draw, one_of
from rapport.kit.ids import public_id

register = Library()

# state of one's own message: what is said, and its icon
STATES = {
    "": ("", ""),
    "sending": (gettext_lazy("Sending"), "ellipsis-horizontal"),
    "sent": (gettext_lazy("Sent"), "check"),
    "held": (gettext_lazy("Waits for their yes"), "clock"),
    "delivered": (gettext_lazy("Delivered"), "check-circle"),
    "read": (gettext_lazy("Read"), "eye"),
    "failed": (gettext_lazy("Not sent"), "exclamation-circle"),
}


@register.inclusion_tag("ui/thread_row.html")
def thread_row(thread: Any) -> dict[str, Any]:
    """A row of the inbox, an `<li>`.

    `thread` has `id`, `href`, `who` (anything with a name), `preview`, `at`, and perhaps `title`,
    `own` (the last word is the viewer's), `unread` (a count), `chip`, `tone`, `current`.
    """
    return {"thread": thread}


@register.simple_block_tag(takes_context=True, end_name="endbubble")
def bubble(context: Context, content: SafeString, message: Any, own: bool = False) -> SafeString:
    """One message, an `<li>`; what is between the tags (edit, report) stands in its foot.

    `message` has `id`, `sender`, `body` (rendered and safe, else it is shown as text), `at`, and
    perhaps `seq`, `client_id`, `subject`, `edited`, `deleted`, `state` (of one's own: sending,
    sent, held, delivered, read, failed).
    """
    found = message.get("state") if isinstance(message, dict) else getattr(message, "state", "")
    state = one_of(str(found or ""), tuple(STATES), "the state of a message") if own else ""
    label, icon = STATES[state]
    return draw(
        context,
        "ui/bubble.html",
        content=content,
        message=message,
        own=own,
        state=state,
        state_label=label,
        icon=icon,
    )


@register.inclusion_tag("ui/day_mark.html")
def day_mark(moment: datetime) -> dict[str, Any]:
    """The name of a day between messages, an `<li>`."""
    return {"moment": moment}


# What a composer may be told beside its address, label and limit.
COMPOSER: Mapping[str, Any] = {
    "value": "",
    "name": "text",
    "submit": "Send",
    "help": "",
    "errors": (),
    "client_id": "",
    "rows": 5,
    "focus": False,
    "optional": False,
    "live": "",
    "to": "",
    "way": "message",
    "overrule": False,
    "attach": False,
}


@register.simple_block_tag(takes_context=True, end_name="endcomposer")
def composer(
    context: Context, content: SafeString, action: str, *, label: str, limit: int, **more: Any
) -> SafeString:
    """The place to write: a form that posts `name` and `client_id`; slots stand above the text.

    `limit` counts characters as code points after CRLF → LF. Give back `value`, `errors` and the
    `client_id` of a refused send, so that a retry is known to be the same message. `optional`: the
    text may stay empty (an invitation's note). `live` is the conversation whose open page sends it
    by its socket, where there is script. `to` and `way` (a handle, and a way of reach) place the
    coach's panel under the text; `overrule` asks whether to send all the same;
    with `attach` the form may bring files.
    """
    unknown = set(more) - set(COMPOSER)
    if unknown:
        raise TypeError(f"a composer knows no {', '.join(sorted(unknown))}")
    given = {**COMPOSER, **more}
    given["errors"] = list(given["errors"])
    given["client_id"] = given["client_id"] or str(public_id())
    return draw(
        context,
        "ui/composer.html",
        content=content,
        action=action,
        label=label,
        limit=limit,
        **given,
    )
