"""The one sentence that tells why a Menu's primary way is the primary one."""

from rapport.rules.reach import Menu, Outcome, PrimaryWay, Reason, Way
from rapport.rules.reach.wording import FOR_ALL, OF_THE_PRIMARY


def sentence_of(menu: Menu) -> str:
    """Why the primary way is the primary one, for people."""
    primary = menu.primary
    if primary.reason in OF_THE_PRIMARY:
        return OF_THE_PRIMARY[primary.reason]
    if primary.way is PrimaryWay.EDIT:
        return "This is how others find you."
    if primary.reason is Reason.UNAVAILABLE:
        return FOR_ALL["unavailable"]
    for verdict in menu.ways:
        waits = verdict.outcome is Outcome.PENDING and primary.way in (
            PrimaryWay.PENDING,
            PrimaryWay.WAITING,
        )
        if waits or verdict.way.value == primary.way.value:
            return verdict.sentence
    # No way: the gate that closes plain messages tells why.
    return menu.verdict(Way.MESSAGE).sentence
