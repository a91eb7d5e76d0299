"""Files by their address: take one before its message is sent, take it back, give it to readers."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from rapport.kit.answers import viewer_of
from rapport.kit.refusals import Refused
from rapport.messaging.actions.uploading import remove_upload
from rapport.messaging.files.serving import file_answer, thumb_answer
from rapport.messaging.pages.attached import brought, file_shown
from rapport.messaging.queries.attachments import file_for, unsent_files
from rapport.messaging.receiving import takes_files


@login_required
@takes_files
@require_POST
def files(request: HttpRequest) -> HttpResponse:
    """Take files for one's next message; 201 where any was kept, what was refused is named."""
    came = brought(request)
    kept = unsent_files(viewer_of(request), came.files)
    refused = [one.to_json() for one in came.refused]
    shown = [{**file_shown(file), "id": str(file.public_id)} for file in kept]
    status = 201 if kept else came.refused[0].status if refused else 400
    return JsonResponse({"files": shown, "refused": refused}, status=status)


@login_required
@require_POST
def remove(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Take back a file that was not sent."""
    if isinstance(remove_upload(viewer_of(request), file_id), Refused):
        raise Http404
    return HttpResponse(status=204)


@login_required
@require_safe
def file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """A file for those who take part in its conversation: pictures to look at, others to keep."""
    found = file_for(viewer_of(request), file_id)
    return _given(file_answer(request, found) if found else None)


@login_required
@require_safe
def thumb(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """The small picture of an image."""
    found = file_for(viewer_of(request), file_id)
    return _given(thumb_answer(request, found) if found else None)


def _given(answer: HttpResponseBase | None) -> HttpResponseBase:
    """What is not there, or not for this member, is not found."""
    if answer is None:
        raise Http404
    return answer
