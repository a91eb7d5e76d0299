"""Sign-up asks three things: a name, an address and a password; the handle is proposed."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rapport.members.typed import one_line

if TYPE_CHECKING:
    from rapport.members.models import Member

NAME_MAX = 80


class SignUpForm(forms.Form):
    """What every door to joining asks beside the address: the name as the person writes it.

    The library's own sign-up forms (by password, by an OpenID Connect provider) build on it.
    """

    field_order = ["name", "email", "password1"]
    name = forms.CharField(
        max_length=NAME_MAX,
        label=_("Your name, as you write it"),
        help_text=_("Everybody here sees it. Your address on this place is made from it."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )

    def clean_name(self) -> str:
        """One line in which something can be seen."""
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Please write a name that can be seen."), code="empty")
        return name

    def signup(self, request: HttpRequest, user: "Member") -> None:
        """Nothing is left to do: the adapter made the member with all that belongs to one."""
