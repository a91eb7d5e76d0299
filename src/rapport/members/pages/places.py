"""Add, change and remove where one worked and learnt: the same three pages for both kinds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rapport.members.actions import background
from rapport.members.forms.profile import PositionForm, SchoolForm
from rapport.members.pages.saving import FormPage, initial_of, stop_if_absent
from rapport.members.pages.signed_in import SignedInRequest
from rapport.members.queries.parts import position_of, school_of


@dataclass(frozen=True)
class Kind:
    """A kind of place: its form, its words, the query and the actions it goes by."""

    name: str
    form: type[Form]
    page: FormPage
    find: Callable[..., Any]
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., Any]


POSITION = Kind(
    "position",
    PositionForm,
    FormPage(title="A position", done="Your positions are saved."),
    position_of,
    background.add_position,
    background.update_position,
    background.remove_position,
)
SCHOOL = Kind(
    "school",
    SchoolForm,
    FormPage(title="A school", done="Your education is saved."),
    school_of,
    background.add_school,
    background.update_school,
    background.remove_school,
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, kind: Kind) -> HttpResponse:
    """Add one."""
    page = replace(kind.page, submit="Add")
    if request.method != "POST":
        return page.show(request, kind.form())
    form = kind.form(request.POST)
    return page.take(request, form, lambda: kind.add(request.user, form.cleaned_data))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, kind: Kind, key: int) -> HttpResponse:
    """Change one of one's own."""
    row = kind.find(request.user, key)
    if row is None:
        raise Http404
    remove: dict[str, Any] = {"remove_url": f"me:{kind.name}_remove", "key": key}
    if request.method != "POST":
        return kind.page.show(request, kind.form(initial=initial_of(row, kind.form)), **remove)
    form = kind.form(request.POST)
    return kind.page.take(
        request, form, lambda: kind.change(request.user, key, form.cleaned_data), **remove
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, kind: Kind, key: int) -> HttpResponse:
    """Ask, then remove one of one's own."""
    row = kind.find(request.user, key)
    if row is None:
        raise Http404
    if request.method != "POST":
        return render(request, "members/remove_place.html", {"row": row, "page": kind.page})
    stop_if_absent(kind.remove(request.user, key))
    return kind.page.finish(request)
