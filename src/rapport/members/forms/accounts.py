"""Sign-up asks three things: a name, an address and a password; the handle is proposed."""

import unicodedata
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from rapport.members.models import Member

NAME_MAX = 80
# Marks that turn the direction of the text after them: a name must not rearrange the page.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class SignUpForm(forms.Form):
    """What every door to joining asks beside the address: the name as the person writes it.

    The library's own sign-up forms (by password, by an OpenID Connect provider) build on it.
    """

    field_order = ["name", "email", "password1"]
    name = forms.CharField(
        max_length=NAME_MAX,
        label=_("Your name, as you write it"),
        help_text=_("Everybody here sees it. Your address on this place is made from it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        """One line with single spaces and at least one letter; invisible controls are refused."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        kinds = {unicodedata.category(sign) for sign in name}
        if kinds & {"Cc", "Cs", "Co"} or any(sign in _TURNING for sign in name):
            raise forms.ValidationError(
                _("This name holds an invisible control character. Please type it again by hand."),
                code="control",
            )
        if not any(kind.startswith("L") for kind in kinds):
            raise forms.ValidationError(
                _("A name needs at least one letter of some alphabet."), code="no_letter"
            )
        return name

    def signup(self, request: HttpRequest, user: "Member") -> None:
        """Nothing is left to do: the adapter made the member with all that belongs to one."""
