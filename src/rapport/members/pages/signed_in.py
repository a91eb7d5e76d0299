"""The request of somebody who has signed in: what `login_required` promises, told to the types."""

from typing import Any

from django.http import HttpRequest


class SignedInRequest(HttpRequest):
    """A request whose user is a member, never the anonymous one."""

    user: Any
