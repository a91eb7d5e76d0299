"""Make notices of news, many at once: in the place, and planned by mail and push."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from rapport.live.actions import hint
from rapport.notices.actions.pushes import plan_pushes
from rapport.notices.models import Notice
from rapport.notices.models.notices import COUNTED
from rapport.notices.queries.preferences import Wishes, muted_among, wishes_of_each
from rapport.notices.wording import Worded, word
from rapport.rules.telling import NEVER, moment_to_tell

# News that repeats while one is away: one mail tells it, until the member has looked.
REPEATING = frozenset(["message", "post_comment", "post_shared", "post_mention"])
# A nod asks for nothing: it is told in the place alone.
WITHOUT_MAIL = frozenset(["post_reaction"])
Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """One piece of news for one member."""

    outbox_id: int
    member_id: int
    kind: str
    about: Mapping[str, Any]
    created_at: datetime


def make_notice(
    outbox_id: int, member_id: int, kind: str, about: Mapping[str, Any], created_at: datetime
) -> None:
    """Tell a member once; see `make_notices_of`."""
    make_notices_of([Telling(outbox_id, member_id, kind, about, created_at)])


def make_notices_of(news: Sequence[Telling]) -> None:
    """Tell members once each: who did what and where, never the text.

    Call it in the transaction that marks the outbox rows told. News of a counted kind joins the
    line that its member has not read yet. Raises LookupError where a kind has no wording or
    `about` lacks what the wording needs: then nothing is written.
    """
    worded = [(one, word(one.kind, one.about)) for one in news]
    members = {one.member_id for one in news}
    paths = {words.path for _, words in worded}
    muted = muted_among(members, paths)
    heard = [(one, words) for one, words in worded if (one.member_id, words.path) not in muted]
    with transaction.atomic():
        # Locked, so that of two workers one waits, and nobody reads a line while it grows.
        unread = Notice.objects.select_for_update(no_key=True).filter(
            member_id__in=members, path__in=paths, read_at=None
        )
        wishes = wishes_of_each(members)
        notices = _lines(heard, list(unread.order_by("id")), wishes)
        _write(notices)
        plan_pushes(notices, wishes)
    for member_id in {one.member_id for one, _ in heard}:
        hint(member_id, "notices", {})


def _lines(
    heard: Sequence[tuple[Telling, Worded]],
    unread: Collection[Notice],
    wishes: Mapping[int, Wishes],
) -> list[Notice]:
    """The lines that are new, and those of before that grow; each with its moment of mail."""
    growing: dict[Key, Notice] = {_key(n): n for n in unread if n.kind in COUNTED}
    told_at = {(n.member_id, n.path) for n in unread}
    changed: dict[int, Notice] = {}
    for one, words in heard:
        if one.member_id not in wishes:  # they left while this waited
            continue
        line = growing.get((one.member_id, words.path, one.kind))
        if line is not None:
            _grow(line, one, words)
        else:
            line = _new_line(one, words)
            if not (one.kind in REPEATING and (one.member_id, words.path) in told_at):
                line.mail_at = _mail_at(one, wishes[one.member_id])
            if one.kind in COUNTED:
                growing[_key(line)] = line
        told_at.add((one.member_id, words.path))
        changed[id(line)] = line
    return list(changed.values())


def _key(notice: Notice) -> Key:
    return notice.member_id, notice.path, notice.kind


def _new_line(one: Telling, words: Worded) -> Notice:
    return Notice(
        outbox_id=one.outbox_id,
        member_id=one.member_id,
        kind=one.kind,
        sentence=words.sentence,
        path=words.path,
        created_at=one.created_at,
    )


def _grow(line: Notice, one: Telling, words: Worded) -> None:
    """One more of the same, in the words of the newest."""
    line.count += 1
    if one.outbox_id > line.outbox_id:
        line.outbox_id, line.created_at = one.outbox_id, one.created_at
        line.sentence = words.sentence


def _mail_at(one: Telling, wishes: Wishes) -> datetime | None:
    """When a new line is mailed; None for not at all."""
    rhythm = NEVER if one.kind in WITHOUT_MAIL else wishes.mail_rhythm(one.kind)
    return moment_to_tell(rhythm, wishes.hours, one.created_at)


def _write(notices: Sequence[Notice]) -> None:
    """Two statements."""
    grown = [n for n in notices if n.pk]
    Notice.objects.bulk_update(grown, ["count", "outbox_id", "created_at", "sentence"])
    Notice.objects.bulk_create([n for n in notices if not n.pk])
