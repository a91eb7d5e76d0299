"""Settings: the inbox and the keys."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from rapport.members.actions.habits import update_habits
from rapport.members.forms.habits import HabitsForm
from rapport.members.pages.saving import FormPage, initial_of
from rapport.members.pages.signed_in import SignedInRequest

HABITS = FormPage(
    title="Inbox and keys",
    done="Your choices are saved.",
    then="me:settings",
    settings=True,
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def habits(request: SignedInRequest) -> HttpResponse:
    """Focused and Other, and the keys."""
    if request.method != "POST":
        return HABITS.show(request, HabitsForm(initial=initial_of(request.user, HabitsForm)))
    form = HabitsForm(request.POST)
    return HABITS.take(request, form, lambda: update_habits(request.user, form.cleaned_data))
