"""What one writes: a post for an audience, an article, a comment; shape only, the action judges."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.kit.ids import public_id
from rapport.posts.actions.posts import NewPost
from rapport.posts.limits import ARTICLE_MAX, COMMENT_MAX, POST_MAX, TITLE_MAX
from rapport.posts.models import Post

OPEN = [("everyone", _("Everybody here")), ("connections", _("Your connections"))]
IN_GROUP = "group:"


class AudienceField(forms.ChoiceField):
    """Everybody here, connections, or one of the member's groups as `group:slug`."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Who may read it"), choices=OPEN, initial="everyone", **more)

    def offer(self, groups: Sequence[Any]) -> None:
        """Offer the member's groups (with `slug` and `name`) beside the two."""
        inside = [(IN_GROUP + group.slug, group.name) for group in groups]
        self.choices = [*OPEN, (_("In a group"), inside)] if inside else list(OPEN)


class ClientIdField(forms.UUIDField):
    """The id that the page made for this send; a new one where it is missing or broken."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value: Any) -> UUID:
        """An id in every case: nobody can mend a hidden field."""
        try:
            return super().clean(value) or public_id()
        except forms.ValidationError:
            return public_id()


class PostForm(forms.Form):
    """A post, or an article where the title is asked for."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("Up to %(max)d characters.") % {"max": TITLE_MAX},
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "data-limit": POST_MAX}),
    )
    audience = AudienceField()
    client_id = ClientIdField()

    def __init__(
        self, *args: Any, groups: Sequence[Any] = (), article: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        audience: Any = self.fields["audience"]
        audience.offer(groups)
        if article:
            self.fields["title"].required = True
            self.fields["text"].widget.attrs |= {"rows": 18, "data-limit": ARTICLE_MAX}

    def new_post(self) -> NewPost:
        """What was typed, for the action."""
        typed = self.cleaned_data
        visibility, _colon, slug = typed["audience"].partition(":")
        return NewPost(typed["text"], visibility, slug, typed.get("title", ""), typed["client_id"])


class EditForm(forms.Form):
    """The words of a post again; who may read it stays."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("Up to %(max)d characters. With a title it is an article.")
        % {"max": TITLE_MAX},
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
    )

    @classmethod
    def of(cls, post: Post, typed: Any = None) -> "EditForm":
        """The form with what the post says now, or with what was typed; a share has no title."""
        form = cls(typed) if typed is not None else cls(initial=_words(post))
        form.fields["text"].help_text = _("Up to %(max)d characters.") % {
            "max": ARTICLE_MAX if post.title else POST_MAX
        }
        if post.is_share:
            del form.fields["title"]
        return form


class CommentForm(forms.Form):
    """A comment to change."""

    text = forms.CharField(
        label=_("Comment"),
        help_text=_("Up to %(max)d characters.") % {"max": COMMENT_MAX},
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "data-limit": COMMENT_MAX}),
    )


def _words(post: Post) -> dict[str, str]:
    return {"title": post.title, "text": post.text}
