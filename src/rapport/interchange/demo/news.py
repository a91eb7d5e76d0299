"""What the people of a demo are told: the notices of what waits for them or happened lately."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.interchange.demo.bonds import pair_key
from rapport.interchange.demo.plan import Answer, Line, Network, Talk
from rapport.interchange.demo.writing import Written, reminders_of
from rapport.live.actions import tell
from rapport.notices.actions.bulk import mark_read_before
from rapport.notices.jobs.news import make_notices

LATELY = timedelta(days=14)
SEEN_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news for one member."""

    to: str
    kind: str
    about: Mapping[str, str]
    at: datetime


def put_into_outbox(network: Network, written: Written) -> int:
    """Write the news into the outbox, in the transaction of the network; return how many."""
    names = {person.handle: person.name for person in network.people}
    news = sorted(
        (
            one
            for one in (
                *_of_invitations(network),
                *_of_talks(network, written),
                *_of_introductions(network, written),
                *_of_posts(network, written),
            )
            if one.at > network.now - LATELY
        ),
        key=lambda one: (one.at, one.to),
    )
    for one in news:
        by = one.about["handle"]
        tell(written.ids[one.to], one.kind, {"from": names[by], **one.about}, one.at)
    return len(news)


def show_notices(network: Network, written: Written) -> None:
    """After the commit: make the notices at once, and let what is older be read already."""
    while make_notices(network.now):
        pass
    mark_read_before(written.ids.values(), network.now - SEEN_AFTER, network.now)


def _of_invitations(network: Network) -> Iterator[Told]:
    for invite in network.invites:
        if invite.state in ("pending", "ignored"):
            by = {"handle": invite.sender}
            yield Told(invite.recipient, "invitation", by, invite.sent_at)
            for at in reminders_of(invite, network.now):
                yield Told(invite.recipient, "invitation_reminder", by, at)
        elif invite.state == "accepted":
            about = {"handle": invite.recipient}
            yield Told(invite.sender, "invitation_accepted", about, invite.state_at)


def _of_talks(network: Network, written: Written) -> Iterator[Told]:
    """Openers, their answers, and the last word that somebody has not read yet."""
    for talk in network.talks:
        thread = str(written.threads[pair_key(talk.a, talk.b)])
        for step in talk.steps:
            found = _of_step(talk, step, thread)
            if found:
                yield found
        last = talk.steps[-1]
        for reader in talk.unread:
            if isinstance(last, Line) and last.way == "message":
                about = {"handle": last.by, "thread": thread}
                yield Told(reader, "message", about, last.at)


def _of_step(talk: Talk, step: Line | Answer, thread: str) -> Told | None:
    other = talk.b if step.by == talk.a else talk.a
    about = {"handle": step.by, "thread": thread}
    if isinstance(step, Line):
        opener = step.way in ("request", "inmail")
        return Told(other, step.way, about, step.at) if opener else None
    if step.how == "ignored":
        return None
    first = talk.steps[0]
    way = first.way if isinstance(first, Line) else "request"
    return Told(other, f"request_{step.how}", {**about, "way": way}, step.at)


def _of_introductions(network: Network, written: Written) -> Iterator[Told]:
    """As `introduction.ask`, `pass_on` and `accept` tell."""
    for one in network.introductions:
        about = {"introduction": str(written.introductions[one.asker, one.target, one.asked_at])}
        asked = {**about, "handle": one.asker}
        yield Told(one.via, "introduction_asked", asked, one.asked_at)
        if one.state in ("passed", "accepted", "declined"):
            yield Told(
                one.target, "introduction_passed", {**about, "handle": one.via}, one.state_at
            )
        if one.state == "accepted":
            accepted = {**about, "handle": one.target}
            yield Told(one.asker, "introduction_accepted", accepted, one.state_at)


def _of_posts(network: Network, written: Written) -> Iterator[Told]:
    """As the actions of posts tell: comments, and of reactions and shares those that are fresh."""
    by_key = {posting.key: posting for posting in network.postings}
    fresh = network.now - timedelta(days=2)
    for posting in network.postings:
        about = {"post": str(written.posts[posting.key])}
        for remark in posting.remarks:
            if remark.by != posting.by:
                yield Told(posting.by, "post_comment", {**about, "handle": remark.by}, remark.at)
        for nod in posting.nods:
            if nod.at > fresh:
                yield Told(posting.by, "post_reaction", {**about, "handle": nod.by}, nod.at)
        if posting.shares and by_key[posting.shares].by != posting.by:
            about = {"post": str(written.posts[posting.shares]), "handle": posting.by}
            yield Told(by_key[posting.shares].by, "post_shared", about, posting.at)
