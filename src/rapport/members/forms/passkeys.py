"""Adding a passkey: what the one question means, in words."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    """A name to tell keys apart, and whether the key is to sign in without a password."""

    name = forms.CharField(
        label=_("A name for it"),
        required=False,
        max_length=60,
        help_text=_("For example “my phone”."),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone"),
        required=False,
        initial=True,
        help_text=_(
            "A passkey: no password, but the device asks for its own lock (finger, face, PIN). "
            "Without this it is a second proof after your password."
        ),
    )
