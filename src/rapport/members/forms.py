"""Forms of members: shape only, never policy."""

from django import forms


class SignUpForm(forms.Form):
    """What we ask at sign-up beside the address and the password."""

    name = forms.CharField(max_length=80, label="Your name, as you write it")

    def signup(self, request: object, user: object) -> None:
        """Called by allauth after the member was made."""
