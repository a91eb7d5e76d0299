"""Small pieces of every page: icon, time, badge, notice, buttons that post, confirmation."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.template import Context, Library
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from heroicons.templatetags.heroicons import (
    heroicon_micro,
    heroicon_mini,
    heroicon_outline,
    heroicon_solid,
)

from rapport.kit import ago, clock
from rapport.kit.components.drawing import draw, one_of

register = Library()

STYLES = {
    "outline": heroicon_outline,
    "solid": heroicon_solid,
    "mini": heroicon_mini,
    "micro": heroicon_micro,
}
FORMS = {"ago": ago.ago, "day": ago.day_name, "time": ago.at_time, "exact": ago.exactly}
TONES = {
    "plain": "information-circle",
    "good": "check-circle",
    "care": "exclamation-triangle",
    "stop": "exclamation-circle",
}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 20, style: str = "outline") -> str:
    """A heroicon inline, hidden from screen readers: words say what it means."""
    drawn = STYLES[one_of(style, tuple(STYLES), "the style of an icon")]
    return drawn(name, size=size, aria_hidden="true")


@register.simple_tag
def when(moment: datetime | None, form: str = "ago") -> str:
    """A moment as `<time>`: relative words (form "ago"), the day ("day"), the time of day ("time")
    or in full ("exact").

    The exact moment in the viewer's zone is in the title. An absent moment is an empty string.
    """
    return "" if moment is None else time_tag(moment, form, timezone.localtime(clock.now()))


def time_tag(moment: datetime, form: str, now: datetime) -> str:
    """The same as seen at `now`, whose zone is the viewer's."""
    words = FORMS[one_of(form, tuple(FORMS), "the form of a time")](moment, now)
    return _time(moment, ago.exactly(moment, now), words)


@lru_cache(maxsize=8192)
def _time(moment: datetime, title: str, words: str) -> str:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        title,
        words,
    )


@register.inclusion_tag("ui/badge.html")
def badge(text: str, tone: str = "plain", icon: str = "") -> dict[str, str]:
    """A word on a pill; tones: plain, good, care, stop. The word, not the colour, says it."""
    return {"text": text, "tone": one_of(tone, tuple(TONES), "the tone of a badge"), "icon": icon}


@register.simple_block_tag(takes_context=True, end_name="endnotice")
def notice(
    context: Context, content: SafeString, tone: str = "plain", title: str = "", alert: bool = False
) -> SafeString:
    """A box that tells something; tones: plain, good, care, stop.

    `alert` is for the answer to what the member just did: screen readers say it at once.
    """
    icon = TONES[one_of(tone, tuple(TONES), "the tone of a notice")]
    values = {"content": content, "tone": tone, "title": title, "alert": alert, "icon": icon}
    return draw(context, "ui/notice.html", **values)


@register.inclusion_tag("ui/post_button.html")
def post_button(
    href: str,
    label: str,
    icon: str = "",
    tone: str = "plain",
    small: bool = False,
    sure: str = "",
    about: str = "",
    name: str = "",
    value: str = "",
) -> dict[str, Any]:
    """A button that changes something: a form of its own with the CSRF token.

    `about` completes the label for screen readers ("Withdraw" … "the invitation to Dee").
    `sure` asks once more before it acts, where there is script. Tones: plain, primary, danger,
    quiet. `name` and `value` go along as one field.
    """
    one_of(tone, ("plain", "primary", "danger", "quiet"), "the tone of a button")
    return {
        "href": href,
        "label": label,
        "icon": icon,
        "tone": tone,
        "small": small,
        "sure": sure,
        "about": about,
        "name": name,
        "value": value,
    }


@register.simple_block_tag(takes_context=True, end_name="endconfirm")
def confirm(
    context: Context,
    content: SafeString,
    title: str,
    *,
    action: str,
    label: str,
    cancel: str,
    danger: bool = False,
) -> SafeString:
    """A page's question before something that cannot be undone: what happens, yes, and back.

    What is between the tags says what will happen and may hold further fields.
    """
    return draw(
        context,
        "ui/confirm.html",
        content=content,
        title=title,
        action=action,
        label=label,
        cancel=cancel,
        danger=danger,
    )
