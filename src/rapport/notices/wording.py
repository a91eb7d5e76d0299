"""What a member reads about each kind of news, and the page where they can act on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

About = Mapping[str, Any]
SENTENCE_MAX = 300
NAME_MAX = 80


class UnknownKind(LookupError):
    """An outbox row has a kind that no wording is written for: an accident of ours."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A notice in words: one sentence, and the path of the page it leads to."""

    sentence: str
    path: str


def word(kind: str, about: About) -> Worded:
    """The sentence and the path for a kind and what is known about it.

    `about` has `from` (a name) and what the page's address needs: `thread`, `introduction`,
    `import` or `post` (ids), or `handle`. Raises UnknownKind, or KeyError naming what is missing.
    """
    try:
        sentence, path = WORDINGS[kind]
    except KeyError as error:
        raise UnknownKind(kind) from error
    return Worded(sentence(about)[:SENTENCE_MAX], path(about))


def counted(kind: str, count: int) -> str:
    """How many a line stands for, in words; "" for one."""
    if count < 2:
        return ""
    if kind == "post_comment":
        words = ngettext("%(count)d comment.", "%(count)d comments.", count)
    elif kind == "post_reaction":
        words = ngettext("%(count)d reaction.", "%(count)d reactions.", count)
    else:
        words = ngettext("%(count)d message.", "%(count)d messages.", count)
    return words % {"count": count}


def _of(template: str) -> Callable[[About], str]:
    """A sentence that names who it came from and, where known, the others concerned."""
    return lambda about: _(template) % _Names(about)


class _Names(dict[str, str]):
    """The names in a sentence on one line each; somebody unnamed is "somebody"."""

    def __init__(self, about: About) -> None:
        super().__init__({key: _one_line(value) for key, value in about.items() if value})

    def __missing__(self, key: str) -> str:
        return _("somebody")


def _wrote(about: About) -> str:
    """A message; in a group conversation the line says in which."""
    if about.get("title"):
        return _("%(from)s wrote in “%(title)s”.") % _Names(about)
    return _("%(from)s wrote to you.") % _Names(about)


def _one_line(value: Any) -> str:
    return " ".join(str(value).split())[:NAME_MAX]


def _thread(about: About) -> str:
    return reverse("messaging:thread", args=[about["thread"]])


def _introduction(about: About) -> str:
    return reverse("messaging:introduction", args=[about["introduction"]])


def _introduced(about: About) -> str:
    return _thread(about) if about.get("thread") else _introduction(about)


def _received(about: About) -> str:
    return reverse("contacts:network") + "?tab=received"


def _profile(about: About) -> str:
    return reverse("members:profile", args=[about["handle"]])


def _import(about: About) -> str:
    return reverse("interchange:import", args=[about["import"]])


def _desk(about: About) -> str:
    return reverse("safety:desk_report", args=[about["report"]])


def _post(about: About) -> str:
    return reverse("posts:post", args=[about["post"]])


def _planned(about: About) -> str:
    return reverse("messaging:planned", args=[about["planned"]])


def _notices(about: About) -> str:
    return reverse("notices:list")


WORDINGS: Mapping[str, tuple[Callable[[About], str], Callable[[About], str]]] = {
    "message": (_wrote, _thread),
    "group_added": (_of("%(from)s added you to “%(title)s”."), _thread),
    "group_removed": (_of("%(from)s took you out of “%(title)s”."), _thread),
    "request": (_of("%(from)s sent you a message request."), _thread),
    "inmail": (_of("%(from)s sent you an InMail."), _thread),
    "inmail_reminder": (_of("The InMail of %(from)s still waits for you."), _thread),
    "introduction_asked": (_of("%(from)s asks you for an introduction."), _introduction),
    "introduction_passed": (_of("%(from)s would like to introduce somebody."), _introduction),
    "introduction_accepted": (_of("%(from)s would like to hear from you."), _introduced),
    "request_accepted": (_of("%(from)s accepted your message."), _thread),
    "request_declined": (_of("%(from)s declined your message."), _thread),
    "away": (_of("%(from)s is away and answered automatically."), _thread),
    "planned_refused": (_of("What you wrote to %(from)s could not be sent."), _planned),
    "invitation": (_of("%(from)s invites you to connect."), _received),
    "invitation_accepted": (_of("You and %(from)s are connected now."), _profile),
    "invitation_reminder": (_of("The invitation of %(from)s still waits for you."), _received),
    "post_comment": (_of("%(from)s commented on your post."), _post),
    "post_reaction": (_of("%(from)s reacted to your post."), _post),
    "post_shared": (_of("%(from)s shared your post."), _post),
    "post_mention": (_of("%(from)s mentioned you."), _post),
    "post_removed": (_of("A moderator removed your post: “%(why)s”."), _post),
    "comment_removed": (_of("A moderator removed your comment: “%(why)s”."), _post),
    "post_restored": (_of("A moderator put your post back."), _post),
    "comment_restored": (_of("A moderator put your comment back."), _post),
    "report_made": (_of("A report waits at the moderators' desk."), _desk),
    "report_closed": (_of("What you reported was looked at. Thank you."), _notices),
    "import_done": (_of("Your archive has been imported."), _import),
}
