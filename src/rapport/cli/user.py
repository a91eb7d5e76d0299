"""Members from the terminal: make one, and make a token for one."""

import secrets
import sys
from datetime import datetime

import click

from rapport.cli.place import open_ready_place, refuse
from rapport.kit.refusals import Refused

PASSWORD_WORDS = 18  # bytes of a made-up password: 144 random bits


@click.group()
def user() -> None:
    """Make members and their tokens."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The name as the person writes it.")
@click.option("--handle", help="Their address here; else proposed from the name.")
@click.option("--staff", is_flag=True, help="May work at the moderators' desk.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the standard input.")
def create(email: str, name: str, handle: str | None, staff: bool, password_stdin: bool) -> None:
    """Make a member with a confirmed address; asks for a password, or makes one up on Enter.

    Example: rapport user create ana@example.org --name "Ana Pereira" --handle ana
    """
    open_ready_place()
    from rapport.members.actions.newcomers import add_member  # noqa: PLC0415

    password, made_up = _password(password_stdin)
    member = add_member(email, name, password=password, handle=handle, staff=staff)
    if isinstance(member, Refused):
        refuse(member.sentence, member.exit_code)
    click.echo(f"{member.handle} is a member and signs in as {member.email}.")
    if made_up:
        click.echo(f"Password, shown this once: {password}")


@user.command()
@click.argument("handle")
@click.option("--scope", "scopes", multiple=True, required=True, help="May be given repeatedly.")
@click.option("--days", type=int, default=90, show_default=True, help="1 to 365.")
@click.option("--name", default="made on the terminal", show_default=True)
def token(handle: str, scopes: tuple[str, ...], days: int, name: str) -> None:
    """Make an API token for a member and print it, this once.

    Example: rapport user token ana --scope reach:read --scope messages:read --days 30
    """
    open_ready_place()
    from rapport.kit.clock import now  # noqa: PLC0415
    from rapport.members.actions.newcomers import token_for  # noqa: PLC0415

    moment: datetime = now()
    made = token_for(handle, name, scopes, days, moment)
    if isinstance(made, Refused):
        refuse(made.sentence, made.exit_code)
    click.echo(made.secret)


def _password(from_input: bool) -> tuple[str, bool]:
    """The password and whether it was made up: nobody sits at a pipe, so nothing is asked there."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n"), False
    typed = ""
    if sys.stdin.isatty():
        typed = click.prompt(
            "Password (Enter makes one up)", default="", hide_input=True, show_default=False
        )
    return (typed, False) if typed else (secrets.token_urlsafe(PASSWORD_WORDS), True)
