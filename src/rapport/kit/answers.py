"""What pages of every room need: who asks, the page after a change, the links of a list."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect

from rapport.kit.paging import Page


def viewer_of(request: HttpRequest) -> int:
    """The id of the member who asks; for pages that ask to sign in first."""
    return int(request.user.pk or 0)


def see_other(address: str) -> HttpResponseRedirect:
    """303: what was posted is done; the browser gets that page, and reloading repeats nothing."""
    return HttpResponseRedirect(address, status=303)


def list_links(asked: Mapping[str, str], page: Page[Any], cursor: str) -> dict[str, str]:
    """The `older` and `newer` of a list's pager: after its last row, and back to its beginning.

    `asked` is what else the address says (tab, search words); empty values are left out.
    """
    said = {key: value for key, value in asked.items() if value}
    return {
        "older": f"?{urlencode({**said, 'after': page.next})}" if page.next else "",
        "newer": f"?{urlencode(said)}" if cursor else "",
    }
