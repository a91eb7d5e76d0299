"""The feed with the place to write on top, a member's activity, and the posts of a group."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.contacts.queries.visible import visible_member
from rapport.groups.queries.groups import group_for, groups_of, membership_of
from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or, mark
from rapport.posts.actions import write_post
from rapport.posts.forms.words import IN_GROUP, PostForm
from rapport.posts.limits import POST_MAX
from rapport.posts.pages.showing import labelled, shown_posts
from rapport.posts.queries.counts import is_closed
from rapport.posts.queries.feed import comments_by, feed_for, posts_in, posts_of, reactions_by
from rapport.posts.reading import read_posts

TABS = ("posts", "comments", "reactions")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """What those wrote whom one follows, and one's groups; posting writes a post."""
    me = viewer_of(request)
    groups = groups_of(me)
    if request.method != "POST":
        asked = IN_GROUP + request.GET.get("group", "")
        known = any(IN_GROUP + group.slug == asked for group in groups)
        initial = {"audience": asked if known else "everyone"}
        return _feed(request, PostForm(groups=groups, initial=initial))
    form = PostForm(request.POST, groups=groups)
    if not form.is_valid():
        return _feed(request, form, 422)
    done = write_post(me, form.new_post(), now())
    if isinstance(done, Refused):
        wrong = absent_or(done)
        mark(form, wrong)
        return _feed(request, form, wrong.status)
    messages.success(request, _("Your post is there."))
    return see_other(reverse("posts:feed"))


def _feed(request: HttpRequest, form: PostForm, status: int = 200) -> HttpResponse:
    """The page, with what was typed where it was refused."""
    me, cursor = viewer_of(request), request.GET.get("after", "")
    page = feed_for(me, cursor)
    shown = {
        "form": form,
        "limit": POST_MAX,
        "typed": request.POST.get("text", ""),
        "client_id": request.POST.get("client_id", ""),
        "errors": [*form.errors.get("text", []), *form.non_field_errors()],
        "posts": shown_posts(read_posts(me, page.rows)),
        "is_first": not cursor,
        "is_closed": is_closed(me),
        **list_links({}, page, cursor),
    }
    return render(request, "posts/feed.html", shown, status=status)


@login_required
@require_safe
def activity(request: HttpRequest, handle: str) -> HttpResponse:
    """What a member posted, commented on and reacted to, as far as the viewer may see it."""
    me, cursor = viewer_of(request), request.GET.get("after", "")
    member = visible_member(me, handle)
    if member is None:
        raise Http404
    tab = request.GET.get("tab", "posts")
    tab = tab if tab in TABS else "posts"
    ask: Any = {"posts": posts_of, "comments": comments_by, "reactions": reactions_by}[tab]
    page = ask(member.pk, me, cursor)
    shown = {
        "member": member,
        "tab": tab,
        "tabs": _tabs(tab),
        "posts": shown_posts(read_posts(me, page.rows)) if tab == "posts" else [],
        "rows": [] if tab == "posts" else [_row(row) for row in page.rows],
        **list_links({"tab": "" if tab == "posts" else tab}, page, cursor),
    }
    return render(request, "posts/activity.html", shown)


@login_required
@require_safe
def group_posts(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts of a group; they are there for who belongs to it."""
    me, cursor = viewer_of(request), request.GET.get("after", "")
    group = group_for(me, slug)
    if group is None or membership_of(me, group.pk) is None:
        raise Http404
    page = posts_in(group.pk, me, cursor)
    shown = {
        "group": group,
        "posts": shown_posts(read_posts(me, page.rows)),
        **list_links({}, page, cursor),
    }
    return render(request, "posts/group.html", shown)


def _tabs(tab: str) -> list[dict[str, Any]]:
    labels = {"posts": _("Posts"), "comments": _("Comments"), "reactions": _("Reactions")}
    return [
        {"label": labels[key], "href": "?" if key == "posts" else f"?tab={key}",
         "current": key == tab}
        for key in TABS
    ]  # fmt: skip


def _row(row: Any) -> dict[str, Any]:
    """A comment or a reaction in an activity: which post it is about, and what was said."""
    kind = getattr(row, "kind", "")
    return {
        "post": row.post,
        "at": row.at if kind else row.created_at,
        "text": "" if kind else row.text,
        "is_removed": not kind and row.removed_at is not None,
        "reaction": labelled(kind) if kind else None,
    }
