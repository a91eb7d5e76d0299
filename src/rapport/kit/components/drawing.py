"""Draw a component's template inside a page, with the page's request and CSRF token."""

from typing import Any, cast

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString


def draw(context: Context, template: str, **values: Any) -> SafeString:
    """The named template with these values alone; the page's other variables stay outside."""
    engine = cast("Any", context.template).engine
    inner = context.new(values)
    for shared in ("csrf_token", "request", "theme"):
        if shared not in values and context.get(shared) is not None:
            inner[shared] = context[shared]
    return cast("SafeString", engine.get_template(template).render(inner))


def draw_alone(template: str, **values: Any) -> SafeString:
    """The named template with these values and nothing of any page or request."""
    compiled = cast("Any", get_template(template)).template
    return cast("SafeString", compiled.render(Context(values)))


def one_of(word: str, allowed: tuple[str, ...], what: str) -> str:
    """The word, if it is one of the allowed; a ValueError that names them if it is not.

    A wrong word in a template is the author's mistake and must not reach a member unseen.
    """
    if word not in allowed:
        raise ValueError(f"{what} is {word!r}; it must be one of {', '.join(allowed)}")
    return word
