"""Tell open pages of what a commit wrote, and keep the one committer of this process."""

from collections.abc import Sequence

from rapport.live.hub import HUB, Line, news_of
from rapport.messaging.actions.batch import Told
from rapport.messaging.actions.committer import Committer


def announce(told: Sequence[Told]) -> None:
    """Tell the recipients' pages of their messages, and the author's other pages of their own."""
    lines: list[Line] = []
    for entry in told:
        lines.append((entry.to_id, news_of("message", entry.about, entry.number), entry.number))
        own = f'{{"thread":"{entry.send.thread}","seq":{entry.line.seq}}}'
        lines.append((entry.send.author_id, news_of("written", own), None))
    HUB.publish(lines)


COMMITTER = Committer(announce)
