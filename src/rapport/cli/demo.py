"""`rapport demo`: fill an empty place with a believable network to look around in."""

from datetime import datetime

import click

from rapport.cli.place import open_ready_place, refuse
from rapport.interchange.demo.pairs import PAIRS


def _moment(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """An ISO 8601 moment with its offset."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("write it like 2026-11-22T09:00:00Z") from error
    if moment.tzinfo is None:
        raise click.BadParameter("add the offset, as in 2026-11-22T09:00:00Z")
    return moment


@click.command()
@click.option(
    "--size",
    type=click.Choice(["small", "medium"]),
    default="small",
    show_default=True,
    help="small: 60 people; medium: 5,000 people and 150,000 connections.",
)
@click.option("--seed", type=click.IntRange(0, 2**63), default=1, show_default=True)
@click.option("--now", callback=_moment, help="The moment to build around; else the present one.")
@click.option("--reset", is_flag=True, help="Remove the demo's members first; nobody else.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there are members already.")
def demo(size: str, seed: int, now: datetime | None, reset: bool, if_empty: bool) -> None:
    """Make a network of invented people, with a pair for every row of the reach table.

    The same seed and the same --now give the same people, texts and connections.

    Example: rapport demo --size small --seed 7
    """
    open_ready_place()
    # These need Django to be set up.
    from rapport.interchange.demo.building import build_demo, is_inhabited  # noqa: PLC0415
    from rapport.kit import clock  # noqa: PLC0415
    from rapport.kit.refusals import Refused  # noqa: PLC0415

    moment = now or clock.now()
    if if_empty and is_inhabited():
        click.echo("There are members here already; no demo was made.")
        return
    built = build_demo(size, seed, moment, reset=reset)
    if isinstance(built, Refused):
        refuse(built.sentence, built.exit_code)
    _report_somebody(moment)
    if built.removed:
        click.echo(f"Removed a former demo of {built.removed:,} members.")
    click.echo(
        f"Made {built.members:,} members, {built.connections:,} connections and"
        f" {built.messages:,} messages in {built.conversations:,} conversations."
    )
    click.echo(sign_in_help())
    click.echo(pairs_table())


def fill_if_empty() -> list[str]:
    """Make the small demo where nobody has joined yet; how to sign in, as lines for people."""
    from rapport.interchange.demo.building import build_demo, has_demo, is_inhabited  # noqa: PLC0415
    from rapport.kit import clock  # noqa: PLC0415

    if not is_inhabited():
        click.echo("Making the demo network…")
        moment = clock.now()
        build_demo("small", 1, moment, reset=False)
        _report_somebody(moment)
    return [sign_in_help()] if has_demo() else []


def _report_somebody(at: datetime) -> None:
    """Marta reports Gil's invitation, so that the moderators' desk has something on it.

    Here and not in the plan, because safety stands above the room that builds it.
    """
    from rapport.contacts.queries.invitations import pending_between  # noqa: PLC0415
    from rapport.members.queries.handles import member_by_handle  # noqa: PLC0415
    from rapport.safety.actions import Complaint, report_member  # noqa: PLC0415

    marta, gil = member_by_handle("marta"), member_by_handle("gil")
    if marta and gil:
        invitation = pending_between(gil.pk, marta.pk)
        words = "Three colleagues got the same words on the same morning."
        shown = invitation.public_id if invitation else None
        report_member(marta.pk, "gil", Complaint("spam", words, invitation=shown), at)


def sign_in_help() -> str:
    """How to sign in as somebody of the demo."""
    from rapport.interchange.demo.writing import DOMAIN, PASSWORD  # noqa: PLC0415

    return (
        f"Sign in as ana@{DOMAIN} with the password {PASSWORD}."
        f" Everybody here has it: HANDLE@{DOMAIN}. Nadia (nadia) is the moderator."
    )


def pairs_table() -> str:
    """One line for every row of the reach table: as whom to open whose page, and what is seen."""
    lines = ["", f"{'row':<23}{'as':<6}{'open':<9}{'button':<14}why"]
    lines += [
        f"{pair.row:<23}{pair.viewer:<6}{pair.target:<9}{pair.way:<14}{pair.why}" for pair in PAIRS
    ]
    return "\n".join(lines)
