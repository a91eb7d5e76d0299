"""The pages of imports: give an archive, see how far it is, read what came of it."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from rapport.contacts.queries.imported import imported_invitations
from rapport.interchange.actions.importing import Wishes
from rapport.interchange.actions.uploads import receive_archive, too_large
from rapport.interchange.forms import ArchiveForm
from rapport.interchange.queries.imports import import_of, imports_of
from rapport.interchange.receiving import ArchiveUpload
from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused


# The token is in the body, and reading the body begins the upload: so the upload's limit is set
# first, and the token is checked inside.
@csrf_exempt
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form for an archive and the list of earlier ones; POST lines an archive up."""
    request.upload_handlers = [ArchiveUpload(request)]
    return _start(request)


@csrf_protect
def _start(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, ArchiveForm())
    form = ArchiveForm(request.POST, request.FILES)
    upload = cast(ArchiveUpload, request.upload_handlers[0])
    if upload.over:
        form.errors.pop("archive", None)
        form.add_error("archive", too_large().sentence)
        return _form(request, form, too_large().status)
    if not form.is_valid():
        return _form(request, form, 422)
    file: UploadedFile = form.cleaned_data["archive"]
    wishes = Wishes(form.cleaned_data["me"], form.cleaned_data["keep_whole_rows"])
    found = receive_archive(viewer_of(request), file.name or "", file.chunks(), wishes, now())
    if isinstance(found, Refused):
        form.add_error(found.on, found.sentence)
        return _form(request, form, found.status)
    return see_other(reverse("interchange:import", args=[found.public_id]))


def _form(request: HttpRequest, form: ArchiveForm, status: int = 200) -> HttpResponse:
    shown = {"form": form, "imports": imports_of(viewer_of(request))}
    return render(request, "interchange/start.html", shown, status=status)


@login_required
@require_safe
def shown(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far an import is, and its report; asked by script, only the part that changes."""
    found = import_of(viewer_of(request), public_id)
    if found is None:
        raise Http404
    part = (
        "interchange/_import.html" if getattr(request, "htmx", False) else "interchange/import.html"
    )
    return render(
        request, part, {"import": found, "is_live": found.state in ("waiting", "running")}
    )


@login_required
@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    """The invitations that the viewer's archives brought."""
    cursor = request.GET.get("after", "")
    page = imported_invitations(viewer_of(request), cursor=cursor)
    shown = {"page": page, "links": list_links({}, page, cursor)}
    return render(request, "interchange/invitations.html", shown)
