"""What moderators say of what they did: one line, neither empty nor too long."""

from rapport.kit.refusals import Refused
from rapport.kit.text import one_line


def checked(text: str, field: str, called: str, missing: str, most: int) -> str | Refused:
    """The text on one line; `missing` is said where there is none, `most` is in code points."""
    words = one_line(text)
    if not words:
        return Refused(f"{field}_missing", missing, on=field)
    if len(words) > most:
        return Refused(
            f"{field}_too_long",
            f"The {called} has {len(words)} characters; at most {most} fit.",
            on=field,
            numbers={"used": len(words), "limit": most},
        )
    return words
