"""Comment on a post, change and delete a comment, react: what is said under a post."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id
from rapport.kit.ids import read_id
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or, refuse
from rapport.posts.actions import (
    delete_comment,
    edit_comment,
    react,
    take_back,
    write_comment,
)
from rapport.posts.forms.words import CommentForm
from rapport.posts.pages.posts import post_page
from rapport.posts.pages.showing import shown_post
from rapport.posts.queries.visible import comment_for, may_discuss, own_comment, post_for
from rapport.posts.reading import read_posts


@login_required
@require_POST
def comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Comment on a post."""
    text = request.POST.get("text", "")
    done = write_comment(viewer_of(request), public_id, text, _client_id(request), now())
    if isinstance(done, Refused):
        return post_page(request, public_id, absent_or(done))
    page = reverse("posts:post", args=[public_id])
    return see_other(f"{page}#comment-{done.public_id}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change one's comment; there is no such page but for who wrote it."""
    me = viewer_of(request)
    found = own_comment(me, public_id)
    if found is None or found.removed_at or not may_discuss(me, found.post_id):
        raise Http404
    posted = request.method == "POST"
    form = CommentForm(request.POST) if posted else CommentForm(initial={"text": found.text})
    shown = {"form": form, "comment": found}
    if not posted:
        return render(request, "posts/comment_edit.html", shown)
    if not form.is_valid():
        return render(request, "posts/comment_edit.html", shown, status=422)
    done = edit_comment(me, public_id, form.cleaned_data["text"], now())
    if isinstance(done, Refused):
        return refuse(request, done, form, "posts/comment_edit.html", shown)
    return see_other(_page_of(done.post.public_id))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask whether to delete a comment, one's own or one under one's post, and delete it."""
    me = viewer_of(request)
    found = own_comment(me, public_id) or comment_for(me, public_id)
    if found is None or me not in (found.author_id, found.post.author_id):
        raise Http404
    if request.method != "POST":
        return render(request, "posts/comment_delete.html", {"comment": found})
    if not delete_comment(me, public_id, now()):
        raise Http404
    messages.success(request, _("The comment is deleted."))
    still = may_discuss(me, found.post_id)
    return see_other(_page_of(found.post.public_id) if still else reverse("posts:feed"))


@login_required
@require_POST
def reaction(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """React to a post by `kind`; an empty one takes the reaction back."""
    me, kind = viewer_of(request), request.POST.get("kind", "")
    if kind:
        done = react(me, public_id, kind, now())
        if isinstance(done, Refused):
            messages.error(request, absent_or(done).sentence)
    else:
        take_back(me, public_id)
    found = post_for(me, public_id)
    if found is None:
        raise Http404
    if request.headers.get("HX-Request"):
        shown = {"post": shown_post(read_posts(me, [found])[0])}
        return render(request, "posts/_foot.html", shown)
    return see_other(_page_of(public_id))


def _page_of(public_id: UUID) -> str:
    return reverse("posts:post", args=[public_id])


def _client_id(request: HttpRequest) -> UUID:
    """The id that the page made for this comment; one of our own where it is missing or broken."""
    return read_id(request.POST.get("client_id", "")) or new_id()
