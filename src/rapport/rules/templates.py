"""Templates of messages: starting points with blanks that fill from both profiles.

The four starting points follow the forms of the two articles in words of our own: a person found by
their work (A:28-35), and by a post, a shared school or event, a success (B:71-73).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

BLANK = re.compile(r"\{([a-z][a-z_]{0,39})\}")


@dataclass(frozen=True, slots=True)
class Starter:
    """A template that comes with the place."""

    key: str
    name: str
    text: str
    subject: str = ""


STARTERS = (
    Starter(
        "starter:work",
        "About their work",
        "Hello {first_name},\n\n{their_title} at {their_employer}: that is close to what I do, and "
        "{topic} of yours made me curious. May I ask how you approached it?\n\n{my_first_name}",
        "A question about {topic}",
    ),
    Starter(
        "starter:post",
        "About a post of theirs",
        "Hello {first_name},\n\nyour post on {topic} stayed with me, above all {what_struck_me}. "
        "I work on something near it and would like to compare notes.\n\n{my_first_name}",
        "Your post on {topic}",
    ),
    Starter(
        "starter:ground",
        "About what you share",
        "Hello {first_name},\n\nwe have {common_ground} in common. I would like to hear what you "
        "took from it, and how it led to {their_title}.\n\n{my_first_name}",
        "{common_ground}",
    ),
    Starter(
        "starter:success",
        "About a success of theirs",
        "Hello {first_name},\n\ncongratulations on {success}. I am in the same field, and what I "
        "would most like to know is {my_question}.\n\n{my_first_name}",
        "{success}",
    ),
)
FILLED_BY_PROFILES: Mapping[str, str] = {
    "first_name": "their first name",
    "full_name": "their whole name",
    "their_title": "what they do at present",
    "their_employer": "where they work at present",
    "their_headline": "their headline",
    "my_first_name": "your first name",
    "my_name": "your whole name",
    "my_title": "what you do at present",
    "my_employer": "where you work at present",
    "common_ground": "a group, event, employer or school that you share",
    "shared_group": "a group that you share",
    "shared_event": "an event that you share",
    "shared_employer": "an employer that you share",
    "shared_school": "a school that you share",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its blanks filled; `left` names those that only the writer can fill."""

    text: str
    left: tuple[str, ...]


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Fill the blanks of a text from values; what is unknown or empty stays a blank.

    A blank that stays stands in double braces, the form that the coach always finds, so that no
    such message can be sent (rules.coach.checks.placeholder).
    """
    left: list[str] = []

    def filled(match: re.Match[str]) -> str:
        value = " ".join(values.get(match.group(1), "").split())
        # A value that itself looks like a blank is no filling.
        if value and not set(value) & set("{}[]"):
            return value
        left.append(match.group(1))
        return "{{" + match.group(1) + "}}"

    done = BLANK.sub(filled, text)
    return Filled(done, tuple(dict.fromkeys(left)))


def starter_of(key: str) -> Starter | None:
    """The starting point with this key, or None."""
    return next((one for one in STARTERS if one.key == key), None)
