"""Making an API token: its name, what it may do, how long it lives."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.members.actions.tokens import DAYS_MAX, NAME_MAX
from rapport.members.scopes import SCOPES


class TokenForm(forms.Form):
    """Shape only; what is allowed the action decides."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_MAX,
        help_text=_("To tell your tokens apart, for example “phone book sync”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope, f"{sentence} ({scope})") for scope, sentence in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As little as the program needs."),
    )
    days = forms.IntegerField(
        label=_("Days until it ends"),
        min_value=1,
        max_value=DAYS_MAX,
        initial=90,
        help_text=_("1 to 365."),
    )
