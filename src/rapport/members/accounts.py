"""How the account pages make our members: adapters between allauth and our actions."""

import unicodedata
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest

from rapport.members.actions.joining import join
from rapport.members.actions.tokens import revoke_all_tokens
from rapport.members.models import Member
from rapport.members.provider_session import ProviderSession


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up, sign-in and the mail about both, in the words and by the actions of this place."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether newcomers may join: the host's option `sign_up`."""
        return bool(settings.OPTIONS.sign_up)

    def save_user(
        self, request: HttpRequest, user: Member, form: BaseForm, commit: bool = True
    ) -> Member:
        """A new member with settings, card and joining credits, by the one action that joins."""
        told = form.cleaned_data
        return join(told["email"], told["name"], password=told.get("password1") or None)

    def set_password(self, user: Member, password: str) -> None:
        """A changed password ends every token too: whoever had the account has it no more.

        The library ends the other sessions, whose key holds the password's hash.
        """
        with transaction.atomic():
            super().set_password(user, password)
            revoke_all_tokens(user.pk)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send with this place's name and address, whatever `Host` the request claimed."""
        told = {name: _at_home(name, value) for name, value in context.items()}
        told |= {"site_name": settings.SITE_NAME, "site_url": settings.OPTIONS.url}
        super().send_mail(template_prefix, email, told)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count of failures an account, whatever the spelling, case or host name."""
        return canonical(credentials.get("email") or credentials.get("username") or "")


class SocialAdapter(DefaultSocialAccountAdapter):
    """Joining and signing in by way of an OpenID Connect provider that the host has set."""

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> AbstractBaseUser:
        """Keep the name as the provider tells it; our members have one name, not two."""
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        name = data.get("name") or " ".join(part for part in parts if part)
        user.name = " ".join(str(name).split())[:80]
        return user

    def get_requests_session(self) -> ProviderSession:
        """How the provider is asked."""
        return ProviderSession()

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: who joins sees the name and the address that others will see, and agrees."""
        return False

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        """The form begins with what the provider told."""
        return {
            **super().get_signup_form_initial_data(sociallogin),
            "name": getattr(sociallogin.user, "name", ""),
        }

    def save_user(
        self, request: HttpRequest, sociallogin: SocialLogin, form: BaseForm | None = None
    ) -> Member:
        """A new member by the same action as with a password, tied to the provider's account."""
        if form is None:
            raise ValueError("joining by a provider goes through the form")
        with transaction.atomic():
            member = join(form.cleaned_data["email"], form.cleaned_data["name"])
            sociallogin.user = member
            sociallogin.save(request)
        return member


def canonical(address: str) -> str:
    """An address as the limits count it: compatibility forms folded, marks and case removed.

    A person who is locked out must not get further tries by writing `ÀNA@…` for `ana@…`.
    """
    decomposed = unicodedata.normalize("NFKD", address.strip().casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _at_home(name: str, value: Any) -> Any:
    """A link of a mail, led to the place's own address."""
    if not name.endswith("_url") or not isinstance(value, str):
        return value
    home = urlsplit(settings.OPTIONS.url)
    return urlunsplit(urlsplit(value)._replace(scheme=home.scheme, netloc=home.netloc))
