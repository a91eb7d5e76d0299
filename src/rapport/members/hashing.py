"""Argon2id for passwords: dear enough for a thief, cheap enough for a small machine.

Eight requests hash at once here; with Django's own numbers (100 MiB, 8 lanes) they would take
800 MiB, and a host's small machine would fall to a few strangers who guess passwords.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: the least that OWASP recommends for Argon2id.

    Source: OWASP Password Storage Cheat Sheet. Hashes of other costs are renewed at sign-in.
    """

    memory_cost = 19 * 1024  # KiB
    time_cost = 2
    parallelism = 1
