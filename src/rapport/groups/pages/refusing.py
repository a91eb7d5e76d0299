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
    if refused.status == 404:
        raise Http404
    field = refused.on if refused.on in form.fields else None
    form.add_error(field, refused.sentence)
    return render(request, template, {**shown, "form": form}, status=refused.status)
