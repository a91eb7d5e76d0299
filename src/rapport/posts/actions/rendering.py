"""Words as they are kept: normal, rendered once, with links to whom their author may mention."""

from dataclasses import dataclass

from rapport.kit.text import MENTION, RENDERER, normal, render
from rapport.posts.queries.mentions import mentionable

# Handles asked about in one text; more than may be mentioned, so that the refusal can count.
ASKED_MAX = 200


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with its safe HTML, and the ids of the members it mentions."""

    text: str
    html: str
    mentioned: frozenset[int]

    def columns(self) -> dict[str, object]:
        """The columns of the tables that hold words."""
        return {"text": self.text, "html": self.html, "rendered_by": RENDERER}


def tidy(text: str) -> str:
    """A text as it is counted and kept: normal, without blank lines around it."""
    return normal(text).strip("\n ")


def rendered(author_id: int, text: str) -> Rendered:
    """A tidy text rendered for everybody; whom its author can't see is no link in it."""
    handles = list(dict.fromkeys(MENTION.findall(text)))[:ASKED_MAX] if "@" in text else []
    members = mentionable(author_id, handles) if handles else {}
    html = render(text, lambda _: set(members))
    return Rendered(text, html, frozenset(members.values()))
