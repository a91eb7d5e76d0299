"""The policy of this place, read once from the host's setting."""

from functools import cache

from django.conf import settings

from rapport.rules.policy import Policy, load


@cache
def policy() -> Policy:
    """The policy that is in force here; `policy.cache_clear()` after a change of the setting."""
    return load(settings.POLICY)
