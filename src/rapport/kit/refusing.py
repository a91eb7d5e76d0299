"""A refusal of an action on a page: absent, or shown in its form with what was typed."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rapport.kit.refusals import Refused


def absent_or(refused: Refused) -> Refused:
    """Raise 404 for what is absent or must look so; hand back every other refusal."""
    if refused.status == 404:
        raise Http404
    return refused


def mark(form: Form, refused: Refused) -> None:
    """The sentence at the field it is about, or above the form."""
    form.add_error(refused.on if refused.on in form.fields else None, refused.sentence)


def refuse(
    request: HttpRequest, refused: Refused, form: Form, template: str, shown: Mapping[str, Any]
) -> HttpResponse:
    """The same page again with the sentence at the field it is about, and the refusal's status."""
    mark(form, absent_or(refused))
    return render(request, template, {**shown, "form": form}, status=refused.status)
