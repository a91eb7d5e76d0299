"""Asking an OpenID Connect provider: away or talking nonsense, it is a page."""

from typing import Any

import requests
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.shortcuts import render

TIMEOUT_SECONDS = 5
NOT_CONFIRMED = 401


class ProviderSession(requests.Session):
    """Requests to a provider with an end; what it asks by GET must be answered in JSON."""

    def request(self, method: Any, url: Any, *args: Any, **more: Any) -> requests.Response:
        """Ask; raises ImmediateHttpResponse, which the library answers with the page."""
        more.setdefault("timeout", TIMEOUT_SECONDS)
        try:
            response = super().request(method, url, *args, **more)
            if str(method).upper() == "GET":
                response.raise_for_status()
                response.json()
        except (requests.RequestException, ValueError) as trouble:
            page = render(
                context.request, "socialaccount/authentication_error.html", status=NOT_CONFIRMED
            )
            raise ImmediateHttpResponse(page) from trouble
        return response
