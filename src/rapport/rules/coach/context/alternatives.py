"""What would be better than this message, or before it, ranked for this pair (B:40-57)."""

from collections.abc import Iterator, Sequence

from rapport.rules.coach.context.ground import open_posts
from rapport.rules.coach.context.likeness import same_name
from rapport.rules.coach.context.news import NewsKind
from rapport.rules.coach.context.nouns import about
from rapport.rules.coach.context.resting import told, waits
from rapport.rules.coach.context.warmth import warmth
from rapport.rules.coach.draft import Approach, Author, DraftWay
from rapport.rules.coach.findings import Act, Alternative, Check, Finding, Level
from rapport.rules.coach.reading import Reading

# From this warmth on one simply writes; below it these come first.
_KNOWN = 0.5
_MOST_POSTS = 3
_MOST = 6


def alternatives(reading: Reading, findings: Sequence[Finding]) -> tuple[Alternative, ...]:
    """Better acts, best first; none where the two know each other and nothing speaks against it.

    `findings` are those of the draft's checks: they tell whether it asks too much, repeats others
    or comes too soon.
    """
    waiting = tuple(_waits(reading, findings))
    if waiting and any(
        one.check is Check.SENSITIVE and one.level is Level.WARN for one in findings
    ):
        return waiting
    if warmth(reading.draft) >= _KNOWN:
        return (*waiting, *_with_friends(reading))
    rest = _ranked(reading, findings)
    return tuple(dict.fromkeys((*waiting, *rest)))[:_MOST]


def _waits(reading: Reading, findings: Sequence[Finding]) -> Iterator[Alternative]:
    for wait in waits(reading)[:1]:
        yield Alternative(Act.WAIT, f"{wait.reason} Wait until {wait.until:%d %B %Y}.")
        return
    for one in findings:
        if one.check is Check.FOLLOW_UP and one.level in (Level.WARN, Level.STOP):
            yield Alternative(Act.WAIT, one.message)
            return


def _ranked(reading: Reading, findings: Sequence[Finding]) -> Iterator[Alternative]:
    draft = reading.draft
    approach = draft.recipient.card.approach
    introduced = tuple(_introductions(reading))
    engaged = (*_comments(reading), *_reactions(reading))
    warned = {one.check for one in findings if one.level in (Level.WARN, Level.STOP)}
    if approach is Approach.INTRODUCTION or (Check.ASK_SIZE in warned and not engaged):
        yield from introduced
        yield from engaged
    else:
        yield from engaged
        yield from introduced
    yield from _with_friends(reading)
    if draft.history:
        return
    if draft.way is DraftWay.CONNECT and warned & {Check.REFERENCE, Check.STOCK, Check.SAMENESS}:
        yield Alternative(
            Act.CONNECT_WITHOUT_NOTE, "An invitation without a note is better than a general one."
        )
    yield Alternative(Act.FOLLOW, "Following shows you what they write, and asks for nothing.")


def _comments(reading: Reading) -> Iterator[Alternative]:
    """Up to three posts to comment on, newest first, but those already commented on."""
    posts = [one for one in open_posts(reading.draft) if one.id not in reading.draft.commented]
    good = {one.post.id for one in told(reading) if one.kind is NewsKind.MILESTONE}
    for post in [one for one in posts if one.id not in good][:_MOST_POSTS]:
        subject = about(post.text, reading.language)
        what = f"their post on {subject}" if subject else "their post"
        yield Alternative(
            Act.COMMENT, f"Comment on {what}: it is seen before a message is.", post.id
        )


def _reactions(reading: Reading) -> Iterator[Alternative]:
    """Good news to react to; and a post on a shared skill to share."""
    for one in told(reading):
        if one.kind is NewsKind.MILESTONE:
            yield Alternative(
                Act.REACT, "React to their good news; it asks for nothing.", one.post.id
            )
            break
    skills = reading.draft.sender.skills
    for post in open_posts(reading.draft):
        low = post.text.casefold()
        shared = next((skill for skill in skills if skill.casefold() in low), None)
        if shared is not None:
            why = f"Share their post on {shared} with those who know you for it."
            yield Alternative(Act.SHARE, why, post.id)
            break


def _introductions(reading: Reading) -> Iterator[Alternative]:
    draft = reading.draft
    if not draft.mutuals or draft.way is DraftWay.INTRODUCTION:
        return
    if not any(one.by is Author.RECIPIENT for one in draft.history):
        why = f"Ask {draft.mutuals[0]}, whom both of you know, to introduce you."
        yield Alternative(Act.INTRODUCTION, why)


def _with_friends(reading: Reading) -> Iterator[Alternative]:
    """Endorsing a skill that both have: only among people who have written to each other."""
    draft = reading.draft
    if not any(one.by is Author.RECIPIENT for one in draft.history):
        return
    for skill in draft.recipient.skills:
        if any(same_name(own, skill) for own in draft.sender.skills):
            yield Alternative(Act.ENDORSE, f"Endorse {skill}, which you can judge yourself.")
            return
