"""How a member may be reached: the primary button with its reason, and the list of every way."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.template import Library
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from rapport.kit import ago, clock
from rapport.kit.components.drawing import one_of

register = Library()

ICONS = {
    "edit": "pencil-square",
    "message": "chat-bubble-left-right",
    "connect": "user-plus",
    "accept": "check",
    "pending": "clock",
    "waiting": "clock",
    "request": "inbox-arrow-down",
    "introduction": "arrows-right-left",
    "inmail": "envelope",
    "follow": "rss",
    "none": "no-symbol",
}
# outcome: what the chip says, and its tone
OUTCOMES = {
    "open": (gettext_lazy("Open"), "good"),
    "held": (gettext_lazy("Waits for a yes"), "care"),
    "pending": (gettext_lazy("Pending"), "plain"),
    "closed": (gettext_lazy("Closed"), "plain"),
}


@register.inclusion_tag("ui/primary_way.html")
def primary_way(
    way: str, label: str, sentence: str, href: str = "", post: bool = False
) -> dict[str, Any]:
    """The primary way as a large button with its reason under it.

    `way` is `primary.way` of the Menu. Without `href` (pending, waiting, none) the label is
    shown as a state and not as a button. With `post` the button changes something by itself.
    """
    way = one_of(_word(way), tuple(ICONS), "the primary way")
    return {
        "way": way,
        "label": label,
        "sentence": sentence,
        "href": href,
        "post": post,
        "icon": ICONS[way],
    }


@register.inclusion_tag("ui/ways_list.html")
def ways_list(ways: Iterable[Any]) -> dict[str, Any]:
    """Every way: `way`, `label`, `outcome`, `sentence`, `numbers`, `cost`, `unlock`, `href`.

    The rows are mappings; they are the ways of the Menu with a label and, where the way can be
    taken, the address of its page.
    """
    rows = [dict(row) for row in ways]
    labels = {_word(row["way"]): str(row["label"]) for row in rows}
    for row in rows:
        outcome = one_of(_word(row["outcome"]), tuple(OUTCOMES), "the outcome of a way")
        row["outcome"] = outcome
        row["outcome_label"], row["tone"] = OUTCOMES[outcome]
        row["icon"] = ICONS[_word(row["way"])]
        row["unlocks"] = [unlock_sentence(unlock, labels) for unlock in row.get("unlock") or ()]
    return {"rows": rows}


def unlock_sentence(unlock: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """One unlock of the Menu in words; `labels` names the other ways. Times in the viewer's zone.

    Raises KeyError for a kind of unlock that the contract does not have.
    """
    by = _word(unlock["by"])
    if by == "time":
        at = unlock["at"]
        moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
        now = timezone.localtime(clock.now())
        return gettext("Opens %(when)s.") % {"when": ago.exactly(moment, now)}
    if by == "way":
        label = labels.get(_word(unlock["way"]), _word(unlock["way"]))
        via = ", ".join(str(name) for name in unlock.get("via") or ())
        if via:
            return gettext("Instead: %(label)s, through %(via)s.") % {"label": label, "via": via}
        return gettext("Instead: %(label)s.") % {"label": label}
    return {
        "proof": gettext("Opens once you show how you know each other."),
        "credits": gettext("Opens with one more InMail credit."),
        "answer": gettext("Opens when they answer."),
    }[by]


def _word(value: Any) -> str:
    """A word or the value of an enumeration of words."""
    return str(getattr(value, "value", value))
