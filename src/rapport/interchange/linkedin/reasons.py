"""Why a row of the archive is left out, in the words that the report shows."""

NAMELESS = "neither a name nor an address (a closed account)"
NO_DATE = "a date that can't be read"
FUTURE = "a date in the future"
NO_DIRECTION = "a direction that is neither INCOMING nor OUTGOING"
NOBODY = "nobody on the other side (a closed account)"
DRAFT = "a draft that was never sent"
NO_SENDER = "no sender"
EMPTY = "no text"
ONLY_ATTACHMENT = "only an attachment, which the archive does not contain"
ALONE = "nobody else in the conversation"
NOWHERE = "neither an employer nor a title"
BACKWARDS = "an end before its start"
NO_SCHOOL = "no school"
NO_NAME = "no name"
SECOND = "a second profile; the first is read"
BLANK = "a blank row"
AGAIN = "the same row again"
HEADER_AGAIN = "the header once more"
BAD_QUOTES = "quotation marks that don't pair"
TOO_MANY_CELLS = "more cells than the header has"
TOO_LONG = "a cell that is too long"
CUT_SHORT = "the file ends in the middle of this row"


class RowSkipped(Exception):
    """This row can't be kept: the reason, and a short quote of what was found."""

    def __init__(self, reason: str, found: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.found = found
