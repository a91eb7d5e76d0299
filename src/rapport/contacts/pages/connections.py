"""Another member's connections, where that member lets the viewer see them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rapport.contacts.queries.lists import connections_of, may_see_connections
from rapport.contacts.queries.visible import visible_member
from rapport.kit.answers import list_links, see_other, viewer_of


@login_required
@require_safe
def connections(request: HttpRequest, handle: str) -> HttpResponse:
    """Whom a member is connected to; one's own list is a tab of the network page."""
    viewer_id = viewer_of(request)
    member = visible_member(viewer_id, handle)
    if member is None or not may_see_connections(viewer_id, member):
        raise Http404
    if member.pk == viewer_id:
        return see_other(reverse("contacts:network") + "?tab=connections")
    text, cursor = request.GET.get("q", "").strip(), request.GET.get("after", "")
    page = connections_of(member.pk, viewer_id, text=text, cursor=cursor)
    people = [row.other for row in page.rows]
    shown = {
        "member": member,
        "people": people,
        "others": [person for person in people if person.pk != viewer_id],
        "viewer_id": viewer_id,
        "text": text,
        **list_links({"q": text}, page, cursor),
    }
    return render(request, "contacts/connections.html", shown)
