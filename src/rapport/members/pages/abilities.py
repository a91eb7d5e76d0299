"""One's own skills and languages: the list, and the form that adds to it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from rapport.members.actions import abilities
from rapport.members.forms.profile import LanguageForm, SkillForm
from rapport.members.pages.saving import FormPage, initial_of, stop_if_absent
from rapport.members.pages.signed_in import SignedInRequest
from rapport.members.queries.parts import language_of, languages_of, skills_of

SKILLS = FormPage(
    title="Your skills",
    done="Your skills are saved.",
    then="me:skills",
    submit="Add skill",
    template="members/skills.html",
)
LANGUAGES = FormPage(
    title="Your languages",
    done="Your languages are saved.",
    then="me:languages",
    submit="Add language",
    template="members/languages.html",
)
LANGUAGE = FormPage(title="A language", done=LANGUAGES.done, then="me:languages")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def skills(request: SignedInRequest) -> HttpResponse:
    """The skills in their order; a post adds one."""
    own: dict[str, Any] = {"skills": skills_of(request.user)}
    if request.method != "POST":
        return SKILLS.show(request, SkillForm(), **own)
    form = SkillForm(request.POST)
    return SKILLS.take(
        request, form, lambda: abilities.add_skill(request.user, form.cleaned_data), **own
    )


@login_required
@require_POST
def skill_first(request: SignedInRequest, key: int) -> HttpResponse:
    """Put a skill at the top."""
    stop_if_absent(abilities.move_skill_first(request.user, key))
    return SKILLS.finish(request)


@login_required
@require_POST
def skill_remove(request: SignedInRequest, key: int) -> HttpResponse:
    """Remove a skill; it is typed again in a moment, so nothing asks first."""
    stop_if_absent(abilities.remove_skill(request.user, key))
    return SKILLS.finish(request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def languages(request: SignedInRequest) -> HttpResponse:
    """The languages; a post adds one."""
    own: dict[str, Any] = {"languages": languages_of(request.user)}
    if request.method != "POST":
        return LANGUAGES.show(request, LanguageForm(), **own)
    form = LanguageForm(request.POST)
    return LANGUAGES.take(
        request, form, lambda: abilities.add_language(request.user, form.cleaned_data), **own
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def language(request: SignedInRequest, key: int) -> HttpResponse:
    """Change one language."""
    row = language_of(request.user, key)
    if row is None:
        raise Http404
    if request.method != "POST":
        return LANGUAGE.show(request, LanguageForm(initial=initial_of(row, LanguageForm)))
    form = LanguageForm(request.POST)
    return LANGUAGE.take(
        request, form, lambda: abilities.update_language(request.user, key, form.cleaned_data)
    )


@login_required
@require_POST
def language_remove(request: SignedInRequest, key: int) -> HttpResponse:
    """Remove a language."""
    stop_if_absent(abilities.remove_language(request.user, key))
    return LANGUAGES.finish(request)
