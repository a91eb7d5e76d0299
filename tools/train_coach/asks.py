"""Tells requests from promises in sentences that were labelled as either."""

import re

_PROMISE = re.compile(
    r"\b(?:i|we|you|he|she|they|it)(?: will| shall|'ll|’ll)\b|\b(?:am|are|is) going to\b", re.I
)
_ASK = re.compile(
    r"\?|\b(?:please|pls|let me|let us|let's|lets|could|can you|can we|would|should|need|want|send"
    r"|call me|give|tell|reply|hope|appreciate|if you|wait|expect|why don|must|make sure)\b",
    re.I,
)


def is_promise(text: str) -> bool:
    """Whether a sentence only says what its writer or others will do."""
    return _PROMISE.search(text) is not None and _ASK.search(text) is None
