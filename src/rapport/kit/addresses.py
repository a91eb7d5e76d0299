"""Addresses that a page shows many times: the table of addresses is asked once for each view."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

_ANY = UUID(int=0)


def address(view_name: str) -> str:
    """The address of a view that takes nothing; NoReverseMatch where there is none."""
    return _around(view_name, (), *table())[0]


def addresses_with(view_name: str, keys: Iterable[UUID]) -> list[str]:
    """The addresses of a view that takes one public id; NoReverseMatch where there is none."""
    before, after = _around(view_name, (_ANY,), *table())
    return [f"{before}{key}{after}" for key in keys]


def table() -> tuple[Any, str]:
    """The table of addresses in force, and what they all begin with."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


@lru_cache(maxsize=1024)
def _around(
    view_name: str, arguments: tuple[UUID, ...], table: Any, prefix: str
) -> tuple[str, str]:
    """What stands before the public id and after it."""
    whole = reverse(view_name, args=arguments)
    before, _, after = whole.partition(str(_ANY)) if arguments else (whole, "", "")
    return before, after
