"""One's own portrait: send a picture, or go back to the initials."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from rapport.members.actions.photo import remove_photo, set_photo
from rapport.members.forms.profile import PhotoForm
from rapport.members.pages.saving import FormPage
from rapport.members.pages.signed_in import SignedInRequest

SEND = FormPage(
    title="Your photo",
    done="Your photo is saved.",
    submit="Save photo",
    template="members/photo.html",
)
REMOVE = FormPage(title="", done="Your photo is removed.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: SignedInRequest) -> HttpResponse:
    """The portrait as it is, and a form for another one."""
    if request.method != "POST":
        return SEND.show(request, PhotoForm())
    form = PhotoForm(request.POST, request.FILES)
    return SEND.take(request, form, lambda: set_photo(request.user, form.cleaned_data["photo"]))


@login_required
@require_POST
def remove(request: SignedInRequest) -> HttpResponse:
    """Back to the initials."""
    remove_photo(request.user)
    return REMOVE.finish(request)
