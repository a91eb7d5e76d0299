"""Parts of a file as players ask for them: the header `Range` of RFC 9110, section 14."""

import re

# One range; whoever asks for several gets the whole, which the standard permits.
_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class UnsatisfiableRange(ValueError):
    """Nothing of what was asked for is there: the answer is 416."""


def range_of(header: str, size: int) -> tuple[int, int] | None:
    """First byte and length of what is asked for; None for the whole file.

    Raises UnsatisfiableRange for a range that begins behind the end.
    """
    found = _ONE.fullmatch(header.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        if not length:
            raise UnsatisfiableRange
        return size - length, length
    first = int(found[1])
    last = min(int(found[2]) if found[2] else size - 1, size - 1)
    if found[2] and int(found[2]) < first:
        return None
    if first >= size:
        raise UnsatisfiableRange
    return first, last - first + 1
