"""Forms on a page: a whole form with its buttons, the settings form, and a single field."""

from typing import Any

from django.forms import BaseForm, BoundField
from django.template import Context, Library
from django.utils.safestring import SafeString

from rapport.kit.components.drawing import draw

register = Library()


@register.simple_block_tag(takes_context=True, end_name="endform_page")
def form_page(
    context: Context,
    content: SafeString,
    form: BaseForm,
    *,
    submit: str,
    action: str = "",
    cancel: str = "",
    settings: bool = False,
) -> SafeString:
    """A form that posts: token, fields with label, help and errors, the button.

    What is between the tags stands beside the button. With `settings` the questions are rows
    with their answers on the right.
    """
    return draw(
        context,
        "ui/form.html",
        content=content,
        form=form,
        submit=submit,
        action=action,
        cancel=cancel,
        settings=settings,
    )


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field of a form with its label, help and errors, for forms laid out by hand."""
    return {"field": bound}
