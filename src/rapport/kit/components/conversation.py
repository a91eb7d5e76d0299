"""Conversations on a page: a row of the inbox, a bubble, a day, and the place to write."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from rapport.kit import clock
from rapport.kit.components.drawing import draw, one_of
from rapport.kit.components.pieces import time_tag
from rapport.kit.ids import public_id

register = Library()

# what a row of the inbox shows beside its person and its times
ROW = (
    "id", "href", "preview", "title", "own", "by", "unread", "chip", "tone", "current", "starred",
    "muted", "pick", "picked",
)  # fmt: skip
# state of one's own message: what is said, and its icon
STATES = {
    "": ("", ""),
    "sending": (gettext_lazy("Sending"), "ellipsis-horizontal"),
    "sent": (gettext_lazy("Sent"), "check"),
    "held": (gettext_lazy("Waits for their yes"), "clock"),
    "delivered": (gettext_lazy("Delivered"), "check-circle"),
    "read": (gettext_lazy("Read"), "eye"),
    "answered": (gettext_lazy("Answered"), "arrow-uturn-left"),
    "failed": (gettext_lazy("Not sent"), "exclamation-circle"),
}


@register.simple_tag
def thread_row(thread: Any) -> SafeString:
    """A row of the inbox, an `<li>`.

    `thread` has `id`, `href`, `who` (anything with a name), `preview`, `at`, and perhaps `title`,
    `own` (the last word is the viewer's), `by` (whose it is, in a group), `unread` (a count),
    `chip`, `tone`, `current`, `starred`, `muted`, `until` (snoozed), `pick` (a box to tick) and
    `picked`.
    """
    return _drawn(thread, get_language(), timezone.localtime(clock.now()))


@register.simple_tag
def thread_rows(threads: Iterable[Any]) -> SafeString:
    """Rows of the inbox one under another, each in the form of `thread_row`."""
    language, here = get_language(), timezone.localtime(clock.now())
    return SafeString("".join(_drawn(thread, language, here) for thread in threads))


def _drawn(thread: Any, language: str | None, now: datetime) -> SafeString:
    said = thread.get if isinstance(thread, Mapping) else partial(_of, thread)
    who, at, until = said("who"), said("at"), said("until")
    shown = (str(said("id")), *(said(name) for name in ROW[1:]))
    times = (_time_of(at, "ago", now), _time_of(until, "exact", now))
    person = (str(_of(who, "name")), str(_of(who, "photo_url") or ""))
    return _row(language, shown, times, person)


def _time_of(moment: datetime | None, form: str, now: datetime) -> str:
    return "" if moment is None else time_tag(moment, form, now)


@lru_cache(maxsize=4096)
def _row(
    language: str | None, values: tuple[Any, ...], times: tuple[str, str], who: tuple[str, str]
) -> SafeString:
    """The row of these words; one that has not changed is not drawn again."""
    thread = dict(zip(ROW, values, strict=True))
    thread |= {"at": times[0], "until": times[1], "who": {"name": who[0], "photo_url": who[1]}}
    return render_to_string("ui/thread_row.html", {"thread": thread})


def _of(thing: Any, name: str) -> Any:
    """A value of a mapping or of an object, None where there is none."""
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


@register.simple_block_tag(takes_context=True, end_name="endbubble")
def bubble(context: Context, content: SafeString, message: Any, own: bool = False) -> SafeString:
    """One message, an `<li>`; what is between the tags (edit, report) stands in its foot.

    `message` has `id`, `sender`, `body` (rendered and safe, else it is shown as text), `at`, and
    perhaps `seq`, `client_id`, `subject`, `edited`, `deleted`, `named` (its sender's name is
    shown), `folded` (it is opened first), `state` (of one's own: sending, sent, held, delivered,
    read, answered, failed) with its time, `state_at`; `read_by` are the names of who read it.
    """
    found = str(_of(message, "state") or "")
    state = one_of(found, tuple(STATES), "the state of a message") if own else ""
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
    "thread": "",
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
    by its socket, where there is script. `to` and `way` (a handle, and a way of reach), or in
    a group conversation `thread`, place the coach's panel under the text; `overrule` asks whether
    to send all the same; with `attach` the form may bring files.
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
