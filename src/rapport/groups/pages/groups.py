"""Groups: the list, one group with its members, founding and changing one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from rapport.groups.actions import create_group, edit_group
from rapport.groups.forms.words import GroupForm
from rapport.groups.queries.groups import (
    group_for,
    groups_found,
    groups_of,
    members_of,
    other_groups,
    owned_group,
)
from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.refusing import refuse
from rapport.kit.text import render as rendered


@login_required
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """One's own groups first, then those one could join; a search looks through both."""
    viewer_id = viewer_of(request)
    text, cursor = request.GET.get("q", "").strip(), request.GET.get("after", "")
    find = groups_found if text else other_groups
    page = find(viewer_id, text=text, cursor=cursor)
    shown = {
        "mine": [] if text or cursor else groups_of(viewer_id),
        "groups": page.rows,
        "text": text,
        **list_links({"q": text}, page, cursor),
    }
    return render(request, "groups/groups.html", shown)


@login_required
@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """A group, what it is about, and who belongs to it as far as the viewer may know."""
    viewer_id = viewer_of(request)
    found = group_for(viewer_id, slug)
    if found is None:
        raise Http404
    cursor = request.GET.get("after", "")
    page = members_of(found.pk, viewer_id, cursor=cursor)
    shown = {
        "group": found,
        "about": SafeString(rendered(found.about)),
        "memberships": page.rows,
        "people": [row.member for row in page.rows if row.member_id != viewer_id],
        **list_links({}, page, cursor),
    }
    return render(request, "groups/group.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_group(request: HttpRequest) -> HttpResponse:
    """Found a group."""
    form = GroupForm(request.POST) if request.method == "POST" else GroupForm()
    if not form.is_bound:
        return render(request, "groups/group_form.html", {"form": form})
    if not form.is_valid():
        return render(request, "groups/group_form.html", {"form": form}, status=422)
    typed = form.cleaned_data
    made = create_group(viewer_of(request), typed["name"], typed["about"], now())
    if isinstance(made, Refused):
        return refuse(request, made, form, "groups/group_form.html", {})
    return see_other(reverse("groups:group", args=[made.slug]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_group(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a group's words; there is no such page but for its owner."""
    found = owned_group(viewer_of(request), slug)
    if found is None:
        raise Http404
    form = GroupForm(request.POST) if request.method == "POST" else GroupForm.of(found)
    shown = {"form": form, "group": found}
    if not form.is_bound:
        return render(request, "groups/group_form.html", shown)
    if not form.is_valid():
        return render(request, "groups/group_form.html", shown, status=422)
    typed = form.cleaned_data
    changed = edit_group(viewer_of(request), found.pk, typed["name"], typed["about"])
    if isinstance(changed, Refused):
        return refuse(request, changed, form, "groups/group_form.html", shown)
    return see_other(reverse("groups:group", args=[changed.slug]))
