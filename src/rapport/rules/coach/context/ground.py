"""What the two have in common, strongest first, each as a fragment of a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.likeness import same_name
from rapport.rules.coach.context.news import SENSITIVE, kinds_of
from rapport.rules.coach.context.nouns import about
from rapport.rules.coach.context.wording import wording
from rapport.rules.coach.draft import Draft, Post

_MOST_OF_A_KIND = 2


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing in common: its kind, its name, a fragment to go on from, and its weight 0 to 1."""

    kind: str
    name: str
    fragment: str
    weight: float


def grounds(draft: Draft, language: str = "en") -> tuple[Ground, ...]:
    """True common ground, strongest first, in the words of a language (English where we have none).

    Earlier contact weighs most, then people both know, a shared firm, school, event and group,
    what they wrote lately, and shared skills (B:32-34). Sensitive posts are no ground.
    """
    said = wording(language)["ground"]
    found = [
        Ground(kind, name, said[kind].format(name=name), weight)
        for kind, name, weight in _common(draft, language)
    ]
    return tuple(sorted(found, key=lambda one: -one.weight))


def _common(draft: Draft, language: str) -> Iterator[tuple[str, str, float]]:
    sender, recipient = draft.sender, draft.recipient
    if any(one.by == "recipient" for one in draft.history):
        yield "history", "", 1.0
    for name in draft.mutuals[:_MOST_OF_A_KIND]:
        yield Kind.MUTUAL, name, 0.9
    for kind, mine, theirs, weight in (
        (Kind.EMPLOYER, sender.employers, recipient.employers, 0.8),
        (Kind.SCHOOL, sender.schools, recipient.schools, 0.7),
        (Kind.EVENT, sender.events, recipient.events, 0.6),
        (Kind.GROUP, sender.groups, recipient.groups, 0.5),
        (Kind.SKILL, sender.skills, recipient.skills, 0.3),
    ):
        for name in _both(mine, theirs)[:_MOST_OF_A_KIND]:
            yield kind, name, weight
    for post in open_posts(draft)[:_MOST_OF_A_KIND]:
        subject = about(post.text, language)
        if subject:
            yield Kind.POST, subject, 0.4


def _both(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    return [name for name in theirs if any(same_name(own, name) for own in mine)]


def open_posts(draft: Draft) -> tuple[Post, ...]:
    """The recipient's posts that one may speak of, newest first: no layoff, illness or loss."""
    newest = sorted(draft.recipient.posts, key=lambda post: (post.at, post.id), reverse=True)
    return tuple(
        post for post in newest if not set(SENSITIVE) & set(kinds_of(post.text, post.at.year))
    )


def question(draft: Draft, language: str = "en") -> str | None:
    """A question worth asking about a recent post, else about a skill of theirs (B:37)."""
    said = wording(language)["question"]
    for post in open_posts(draft):
        subject = about(post.text, language)
        if subject:
            return said["post"].format(name=subject)
    for skill in draft.recipient.skills:
        return said["skill"].format(name=skill)
    return None
