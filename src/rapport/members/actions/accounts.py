"""What the doors to an account do to members: join in vain, and close every other door."""

import secrets

from django.db import transaction

from rapport.members.actions.joining import join


def join_in_vain(name: str, password: str) -> None:
    """Do the work of joining and undo it: a known address must cost what a new one costs.

    The stand-in address is under `.invalid`, which no mail system serves (RFC 2606, section 2).
    """
    with transaction.atomic():
        join(f"{secrets.token_hex(16)}@nobody.invalid", name, password=password)
        transaction.set_rollback(True)
