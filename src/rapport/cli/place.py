"""Open the place for a command: read its options, start Django, refuse clearly what is wrong."""

import os
import sys
from typing import NoReturn

import click
import django

from rapport.config.options import OptionsError

WRONG_INPUT = 2


def refuse(sentence: str, exit_code: int = WRONG_INPUT) -> NoReturn:
    """Say on the error output what is wrong and what to do, and leave with the code."""
    click.echo(f"rapport: {sentence}", err=True)
    sys.exit(exit_code)


def open_place() -> None:
    """Start Django with this host's options; wrong ones end the command with exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    try:
        django.setup()
    except OptionsError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"the data folder cannot be used: {error}; set RAPPORT_DATA to one you may write to")
