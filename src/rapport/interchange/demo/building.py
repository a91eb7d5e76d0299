"""Build the demo network in an empty place, or renew it; never touch anybody who is not of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.contacts.actions.departures import remove_members
from rapport.groups.actions.removal import remove_made_by
from rapport.interchange.demo.medium import medium_network
from rapport.interchange.demo.network import small_network
from rapport.interchange.demo.news import put_into_outbox, show_notices
from rapport.interchange.demo.plan import Network
from rapport.interchange.demo.writing import DOMAIN, Written, write_network
from rapport.kit.refusals import Refused
from rapport.members.queries.addresses import ids_at_domain, member_count, taken_handles

SIZES = ("small", "medium")


@dataclass(frozen=True, slots=True)
class Built:
    """How much was made, and of how many demo members a former demo was removed."""

    members: int
    connections: int
    conversations: int
    messages: int
    removed: int


def planned(size: str, seed: int, now: datetime) -> Network:
    """The network of that size for this seed and moment."""
    make = medium_network if size == "medium" else small_network
    return make(seed, now.replace(microsecond=0))


def build_demo(size: str, seed: int, now: datetime, *, reset: bool = False) -> Built | Refused:
    """Make the demo network, all of it or nothing.

    Refused with `not_empty` where there are members already, unless `reset`: then the members
    with addresses at demo.example and what is theirs are removed first. Refused with
    `handle_taken` where a real member has a handle that the demo needs.
    """
    if is_inhabited() and not reset:
        return Refused(
            "not_empty",
            "There are members here already. With --reset the demo's own members are removed"
            " and made anew; everybody else stays as they are.",
        )
    network = planned(size, seed, now)
    with transaction.atomic():
        removed = remove_demo() if reset else 0
        taken = taken_handles([person.handle for person in network.people], but_of=DOMAIN)
        if taken:
            transaction.set_rollback(True)
            return Refused(
                "handle_taken",
                f"The demo needs the handle {taken[0]}, which a member here has."
                " Build it in a place of its own: set RAPPORT_DATA or DATABASE_URL.",
            )
        written = write_network(network)
        put_into_outbox(network, written)
    show_notices(network, written)
    return _counted(network, written, removed)


def is_inhabited() -> bool:
    """Whether anybody is a member here."""
    return member_count() > 0


def has_demo() -> bool:
    """Whether members of a demo are here, whose password everybody knows."""
    return bool(ids_at_domain(DOMAIN))


def remove_demo() -> int:
    """Remove the demo's members and what is theirs; return how many members there were."""
    ids = ids_at_domain(DOMAIN)
    with transaction.atomic():
        remove_made_by(ids)
        remove_members(ids)
    return len(ids)


def _counted(network: Network, written: Written, removed: int) -> Built:
    lines = sum(hasattr(step, "text") for talk in network.talks for step in talk.steps)
    return Built(len(written.ids), len(network.bonds), len(written.threads), lines, removed)
