"""Open the place for a command: read its options, start Django, refuse clearly what is wrong."""

import os
import sys
from typing import NoReturn

import click

from rapport.config.options import OptionsError
from rapport.rules.policy import PolicyError

WRONG_INPUT = 2


def refuse(sentence: str, exit_code: int = WRONG_INPUT) -> NoReturn:
    """Say on the error output what is wrong and what to do, and leave with the code."""
    click.echo(f"rapport: {sentence}", err=True)
    sys.exit(exit_code)


def open_place() -> None:
    """Start Django with this host's options; wrong ones end the command with exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    # Only a command that opens the place pays for Django.
    import django  # noqa: PLC0415

    try:
        django.setup()
        from rapport.kit.policy import policy  # noqa: PLC0415

        policy()
    except (OptionsError, PolicyError) as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"the data folder cannot be used: {error}; set RAPPORT_DATA to one you may write to")


def open_ready_place() -> None:
    """Open the place with its tables up to date, or refuse a database that cannot be used."""
    open_place()
    from rapport.site.tables import NotReady, make_tables_ready  # noqa: PLC0415  (after set-up)

    try:
        make_tables_ready()
    except NotReady as error:
        refuse(str(error))
