"""The one question of how a member wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TellingForm(forms.Form):
    """Mail too, or only in the place."""

    mail = forms.BooleanField(
        label=_("Send me news by mail too"),
        required=False,
        help_text=_(
            "Who wrote and where, never the text; to your confirmed main address. Mail about your "
            "account itself (passwords, addresses) always comes."
        ),
    )
