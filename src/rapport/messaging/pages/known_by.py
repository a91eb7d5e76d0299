"""What a card says of a member's nearness: who knows both, and what both have shared."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from rapport.messaging.queries.suggestions import Suggested


def known_by(named: Sequence[Any], count: int) -> str:
    """Who knows both: at most three by name, the rest as a number; "" where nobody does."""
    names = [_isolated(member.name) for member in named][:3]
    others = count - len(names)
    if others and len(names) == 3:
        names, others = names[:2], others + 1
    if not names:
        told = ngettext("%(n)d shared connection", "%(n)d shared connections", count)
        return told % {"n": count} if count else ""
    if others:
        told = ngettext(
            "%(names)s and %(n)d other know you both",
            "%(names)s and %(n)d others know you both",
            others,
        )
        return told % {"names": ", ".join(names), "n": others}
    if len(names) == 1:
        return gettext("%(name)s knows you both") % {"name": names[0]}
    listed, last = ", ".join(names[:-1]), names[-1]
    return gettext("%(names)s and %(last)s know you both") % {"names": listed, "last": last}


def reasons(one: Suggested) -> list[str]:
    """Why somebody is suggested, a sentence for each reason, the weightiest first."""
    told = [known_by(one.named, one.shared)]
    for sentence, places in (
        (gettext("You worked together at %(place)s"), one.employers),
        (gettext("You studied together at %(place)s"), one.schools),
        (gettext("You are both in %(place)s"), one.groups),
        (gettext("You both attend %(place)s"), one.events),
    ):
        if places:
            told.append(sentence % {"place": ", ".join(map(_isolated, places[:2]))})
    return [sentence for sentence in told if sentence]


def _isolated(text: str) -> str:
    """Text of people inside a sentence: its direction stays its own (Unicode FSI and PDI)."""
    return f"\u2068{text}\u2069"
