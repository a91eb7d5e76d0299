"""What a text itself may be refused for: the rules' own codes as the doors' refusals."""

from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.rules.reach import Facts, Way
from rapport.rules.reach.content import ContentCode, check_content
from rapport.rules.reach.moments import written


def content_refusal(
    way: Way, text: str, subject: str, facts: Facts, has_files: bool = False
) -> Refused | None:
    """None where the words may be sent by this way, else the refusal with the field it is on.

    With files there need be no words.

    What `text` is depends on the way: an invitation has a note, the others a text.
    """
    note = text if way is Way.CONNECT else None
    body = None if way is Way.CONNECT else text
    found = check_content(way, body, subject or None, note, facts, policy())
    if found is None or (has_files and found.code is ContentCode.TEXT_EMPTY):
        return None
    unlock = ({"by": "time", "at": written(found.at)},) if found.at else ()
    numbers = {"used": found.used, "limit": found.limit} if found.limit is not None else None
    return Refused(
        found.code.value, found.sentence, unlock=unlock, on=found.part.value, numbers=numbers
    )
