"""placeholder: nothing of a template is left unfilled, in the text or in the subject."""

from collections.abc import Iterator

from rapport.rules.coach.blanks import Blank, blanks_of
from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.names import given_name
from rapport.rules.coach.reading import Reading

_SOURCE = "A:30"
_OWN = frozenset({"your", "sender", "my", "signature", "ihr", "dein", "votre", "su", "tu", "seu"})
_NAMES = frozenset(
    "name firstname fname fullname recipient recipients addressee vorname prenom nombre nome nom "
    "prospect".split()
)
_COMPANIES = frozenset("company companyname employer firma unternehmen empresa entreprise".split())


def check(reading: Reading) -> Iterator[Finding]:
    """A stop for each blank; the fix fills it where the draft says with what."""
    for blank in reading.blanks:
        yield _finding(reading, reading.text, blank, "text")
    if reading.subject:
        for blank in blanks_of(reading.subject, is_subject=True):
            yield _finding(reading, reading.subject, blank, "subject")


def _finding(reading: Reading, text: str, blank: Blank, where: str) -> Finding:
    evidence = text[slice(*blank.span)]
    return Finding(
        check=Check.PLACEHOLDER,
        level=Level.STOP,
        where=where,
        span=blank.span,
        evidence=evidence,
        message="A blank of a template was never filled in here.",
        fix=_filled(reading.draft, blank, evidence, starts=blank.span[0]),
        source=_SOURCE,
    )


def _filled(draft: Draft, blank: Blank, evidence: str, starts: int) -> str | None:
    """What the draft knows for a blank; None where only the writer can say."""
    words = set(blank.words)
    joined = "".join(blank.words)
    name = given_name(draft.recipient.name)
    if words == {"greeting"}:
        opener = evidence.rstrip(", ")
        return f"{opener} {name}," if name else None
    if words & _OWN:
        return draft.sender.name or None if "name" in words else None
    if words & {"last", "lastname", "surname", "mutual", "friend", "connection", "manager"}:
        return None
    if words & _NAMES or joined in _NAMES:
        if words & _COMPANIES:
            return _only(draft.recipient.employers)
        return name or None
    if words & _COMPANIES and len(words) <= 2:
        return _only(draft.recipient.employers)
    return None


def _only(names: tuple[str, ...]) -> str | None:
    """The name where there is one only: of several nobody can tell which was meant."""
    return names[0] if len(names) == 1 else None
