"""A refusal of an action shown in the form it came from, with what was typed."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rapport.kit.refusals import Refused


def refuse(
    request: HttpRequest, refused: Refused, form: Form, template: str, shown: Mapping[str, Any]
) -> HttpResponse:
    """The same page again with the sentence at the field it is about, and the refusal's status."""
    absent_or(refused)
    form.add_error(refused.on if refused.on in form.fields else None, refused.sentence)
    return render(request, template, {**shown, "form": form}, status=refused.status)


def absent_or(refused: Refused) -> Refused:
    """Raise 404 for what is absent or must look so; hand back every other refusal."""
    if refused.status == 404:
        raise Http404
    return refused
