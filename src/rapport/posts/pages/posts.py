"""One post with its comments; writing an article; changing, deleting and sharing a post."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.groups.queries.groups import groups_of
from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.refusing import refuse
from rapport.posts.actions import delete_post, edit_post, share_post, write_post
from rapport.posts.forms.words import EditForm, PostForm
from rapport.posts.limits import COMMENT_MAX
from rapport.posts.pages.showing import labelled, shown_comments, shown_post
from rapport.posts.queries.feed import comments_under, reactions_to
from rapport.posts.queries.visible import discussed_post_for, own_post, post_for
from rapport.posts.reading import read_comments, read_posts


@login_required
@require_safe
def post(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One post, whole, with its comments and the place to add one."""
    return post_page(request, public_id)


def post_page(
    request: HttpRequest, public_id: UUID, refused: Refused | None = None
) -> HttpResponse:
    """The page of a post, with what was typed where a comment was refused."""
    me, cursor = viewer_of(request), request.GET.get("after", "")
    found = post_for(me, public_id)
    if found is None:
        raise Http404
    page = comments_under(found.pk, me, cursor)
    shown = {
        "post": shown_post(read_posts(me, [found])[0]),
        "comments": shown_comments(read_comments(me, page.rows, found)),
        "limit": COMMENT_MAX,
        "errors": [refused.sentence] if refused else [],
        "typed": request.POST.get("text", ""),
        "client_id": request.POST.get("client_id", "") if refused else "",
        "later": f"?after={page.next}" if page.next else "",
        "earlier": "?" if cursor else "",
    }
    status = refused.status if refused else 200
    return render(request, "posts/post.html", shown, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_article(request: HttpRequest) -> HttpResponse:
    """Write an article: a title and a longer text."""
    me = viewer_of(request)
    typed = request.POST if request.method == "POST" else None
    form = PostForm(typed, groups=groups_of(me), article=True, initial={"client_id": uuid4()})
    if typed is None:
        return render(request, "posts/article_form.html", {"form": form})
    if not form.is_valid():
        return render(request, "posts/article_form.html", {"form": form}, status=422)
    done = write_post(me, form.new_post(), now())
    if isinstance(done, Refused):
        return refuse(request, done, form, "posts/article_form.html", {})
    return see_other(reverse("posts:post", args=[done.public_id]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_post(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change one's words; there is no such page but for who wrote them."""
    me = viewer_of(request)
    found = own_post(me, public_id)
    if found is None or discussed_post_for(me, public_id) is None:
        raise Http404
    form = EditForm.of(found, request.POST if request.method == "POST" else None)
    shown = {"form": form, "post": found}
    if not form.is_bound:
        return render(request, "posts/edit.html", shown)
    if not form.is_valid():
        return render(request, "posts/edit.html", shown, status=422)
    typed = form.cleaned_data
    done = edit_post(me, public_id, typed.get("title", ""), typed["text"], now())
    if isinstance(done, Refused):
        return refuse(request, done, form, "posts/edit.html", shown)
    return see_other(reverse("posts:post", args=[public_id]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_post(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask whether to delete a post of one's own, and delete it."""
    me = viewer_of(request)
    found = own_post(me, public_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "posts/delete.html", {"post": found})
    if not delete_post(me, public_id, now()):
        raise Http404
    messages.success(request, _("Your post is deleted."))
    return see_other(reverse("posts:feed"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Share a post with words of one's own, or without."""
    me = viewer_of(request)
    found = discussed_post_for(me, public_id)
    if found is None or (found.is_share and found.shared is None):
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = PostForm(typed, groups=groups_of(me), initial={"client_id": uuid4()})
    del form.fields["title"]
    form.fields["text"].label = _("Your words")
    first = found.shared or found
    shown: dict[str, Any] = {"form": form, "post": shown_post(read_posts(me, [first])[0])}
    if typed is None:
        return render(request, "posts/share.html", shown)
    if not form.is_valid():
        return render(request, "posts/share.html", shown, status=422)
    done = share_post(me, public_id, form.new_post(), now())
    if isinstance(done, Refused):
        return refuse(request, done, form, "posts/share.html", shown)
    messages.success(request, _("Shared."))
    return see_other(reverse("posts:feed"))


@login_required
@require_safe
def reactions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who reacted to a post, as far as the viewer may know."""
    me, cursor = viewer_of(request), request.GET.get("after", "")
    found = discussed_post_for(me, public_id)
    if found is None:
        raise Http404
    page = reactions_to(found.pk, me, cursor)
    shown = {
        "post": found,
        "rows": [{"member": row.member, "reaction": labelled(row.kind)} for row in page.rows],
        **list_links({}, page, cursor),
    }
    return render(request, "posts/reactions.html", shown)
