"""How allauth makes our members: adapters between its forms and our actions."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up, sign-in and mail of accounts."""


class SocialAdapter(DefaultSocialAccountAdapter):
    """Sign-in by an OpenID Connect provider."""
