"""Members on a page: portrait, degree, card, etiquette card."""

from collections.abc import Iterable
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from rapport.kit import avatars
from rapport.kit.components.drawing import draw, one_of

register = Library()
register.filter("initials", avatars.initials)
register.filter("tint", avatars.tint)

SIZES = {"s": 32, "m": 48, "l": 72, "xl": 112}
DEGREES = {
    1: (gettext_lazy("1st"), gettext_lazy("connected with you")),
    2: (gettext_lazy("2nd"), gettext_lazy("connected with somebody you know")),
    3: (gettext_lazy("3rd"), gettext_lazy("three steps from you")),
}


@register.inclusion_tag("ui/avatar.html")
def avatar(member: Any, size: str = "m", label: bool = False) -> dict[str, Any]:
    """The portrait of anything with a `name` and perhaps a `photo_url`.

    Decorative unless `label`: the name usually stands beside it. Sizes: s, m, l, xl.
    """
    one_of(size, tuple(SIZES), "the size of an avatar")
    return {"member": member, "size": size, "pixels": SIZES[size], "label": label}


@register.inclusion_tag("ui/degree.html")
def degree(steps: int | None) -> dict[str, Any]:
    """How far a member is: 1, 2 or 3 steps, or None for outside the viewer's network."""
    short, meaning = DEGREES.get(steps or 0, (gettext("outside your network"), ""))
    return {"short": short, "meaning": meaning}


@register.simple_block_tag(takes_context=True, end_name="endmember_card")
def member_card(
    context: Context,
    content: SafeString,
    member: Any,
    *,
    steps: int | None = None,
    show_degree: bool = False,
    shared: str = "",
    row: bool = False,
    heading: bool = False,
) -> SafeString:
    """Portrait, name, degree and headline of a member; what is between the tags stands under them.

    `shared` is a sentence of what the two have in common. With `row` the content stands at the
    end of the line where there is room (lists with one button a member). With `heading` the name
    is the page's first heading (a conversation).
    """
    return draw(
        context,
        "ui/member_card.html",
        content=content,
        member=member,
        steps=steps,
        show_degree=show_degree,
        shared=shared,
        row=row,
        heading=heading,
    )


@register.inclusion_tag("ui/etiquette_card.html")
def etiquette_card(
    name: str,
    sentence: str = "",
    rows: Iterable[tuple[str, str]] = (),
    welcome: Iterable[str] = (),
    unwelcome: Iterable[str] = (),
) -> dict[str, Any]:
    """How a member likes to be written to: one sentence, rows of (what, how), topics."""
    return {
        "name": name,
        "sentence": sentence,
        "rows": list(rows),
        "welcome": list(welcome),
        "unwelcome": list(unwelcome),
    }
