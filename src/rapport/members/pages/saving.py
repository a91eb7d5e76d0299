"""One form on one page: show it, hand what was typed to one action, say what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from rapport.kit.answers import see_other
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.refusing import mark


@dataclass(frozen=True)
class FormPage:
    """A page with one form: its words, the page it leads to, the row of settings it may be."""

    title: str
    done: str
    then: str = "me:edit"
    intro: str = ""
    submit: str = "Save"
    settings: bool = False
    template: str = "members/form_page.html"

    def show(
        self, request: HttpRequest, form: Form, status: int = 200, **context: Any
    ) -> HttpResponse:
        """The page with the form as it stands."""
        shown = {"page": self, "form": form, "back": resolve_url(self.then), **context}
        return render(request, self.template, shown, status=status)

    def take(
        self, request: HttpRequest, form: Form, act: Callable[[], object], **context: Any
    ) -> HttpResponse:
        """Act on what was typed; a refusal comes back with the form and its own status."""
        if not form.is_valid():
            return self.show(request, form, 422, **context)
        refused = act()
        if isinstance(refused, Refused):
            stop_if_absent(refused)
            mark(form, refused)
            return self.show(request, form, refused.status, **context)
        return self.finish(request)

    def finish(self, request: HttpRequest) -> HttpResponse:
        """Say that it was done, on the page that shows it."""
        messages.success(request, self.done)
        return see_other(resolve_url(self.then))


def stop_if_absent(refused: object) -> None:
    """What is not there, or is somebody else's, is a page that does not exist."""
    if refused == NOT_FOUND:
        raise Http404


def initial_of(row: object, form: type[Form]) -> dict[str, Any]:
    """What a form begins with: the row's values under the names of the form's fields."""
    return {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}
