"""Django's settings, made from the host's options; nothing here is set by hand in production."""

import os
from urllib.parse import urlsplit

from rapport.config.options import database_of, read_options, secret_key_of
from rapport.config.sqlite import use_a_sound_sqlite
from rapport.kit.s3_url import read_s3_url

use_a_sound_sqlite()

OPTIONS = read_options()
DATA = OPTIONS.data.resolve()
SECRET_KEY = secret_key_of(OPTIONS)
DEBUG = OPTIONS.debug
PUBLIC = urlsplit(OPTIONS.url)
ALLOWED_HOSTS = [
    *{"localhost", "127.0.0.1", "[::1]", PUBLIC.hostname or "localhost"},
    *OPTIONS.allowed_hosts,
]
POLICY = OPTIONS.policy
SITE_NAME = OPTIONS.site_name

INSTALLED_APPS = [
    # Our templates win over a library's of the same name: our rooms come first.
    "rapport.site",
    "rapport.safety",
    "rapport.interchange",
    "rapport.coach",
    "rapport.messaging",
    "rapport.posts",
    "rapport.groups",
    "rapport.contacts",
    "rapport.members",
    "rapport.notices",
    "rapport.live",
    "rapport.kit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "ninja",
    "csp",
    "heroicons",
]

MIDDLEWARE = [
    "rapport.kit.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "rapport.site.compression.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rapport.kit.requests.PrivateResponsesMiddleware",
    "rapport.site.zones.MemberZoneMiddleware",
    "rapport.site.keeping.KeepingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "rapport.site.urls"
WSGI_APPLICATION = "rapport.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rapport.site.context.place",
                "rapport.site.context.nav",
            ],
            "builtins": ["rapport.kit.templatetags.rapport_ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_of(OPTIONS)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "rapport.members.hashing.SmallArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

ACCOUNT_ADAPTER = "rapport.members.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "rapport.members.accounts.SocialAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "rapport.members.forms.accounts.SignUpForm"
ACCOUNT_FORMS = {"signup": "rapport.members.forms.signing_up.PasswordSignUpForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_USERNAME_VALIDATORS = None
ALLAUTH_TRUSTED_PROXY_COUNT = OPTIONS.trusted_proxies
MFA_ADAPTER = "rapport.members.proofs.ProofAdapter"
MFA_FORMS = {"add_webauthn": "rapport.members.forms.passkeys.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = OPTIONS.site_name
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC.scheme == "http"
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": provider.id,
                "name": provider.name,
                "client_id": provider.client_id,
                "secret": provider.secret,
                "settings": {"server_url": provider.server_url, "oauth_pkce_enabled": True},
            }
            for provider in OPTIONS.openid
        ]
    }
}

SMTP_URL = OPTIONS.smtp_url
MODEL_URL = OPTIONS.model_url
MODEL_KEY = OPTIONS.model_key.get_secret_value()
MODEL_NAME = OPTIONS.model_name
EMAIL_BACKEND = "rapport.notices.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = OPTIONS.mail_from
SERVER_EMAIL = OPTIONS.mail_from

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILES_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "files": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": read_s3_url(OPTIONS.s3_url).options(),
    }
    if OPTIONS.s3_url
    else {"BACKEND": "rapport.messaging.files.store.DurableFiles"},
}
CLAMAV_URL = OPTIONS.clamav_url
LINK_PREVIEWS = OPTIONS.link_previews
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
ARCHIVE_MAX_BYTES = 200 * 1024 * 1024
PHOTO_MAX_BYTES = 10 * 1024 * 1024

HTTPS = PUBLIC.scheme == "https"
CSRF_TRUSTED_ORIGINS = [OPTIONS.url] if OPTIONS.public_url else []
CSRF_FAILURE_VIEW = "rapport.site.pages.csrf_refused"
SESSION_ENGINE = "rapport.site.session_store"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "rapport_session"
CSRF_COOKIE_NAME = "rapport_csrf"
LANGUAGE_COOKIE_NAME = "rapport_language"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if OPTIONS.trusted_proxies and HTTPS else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SIGN_IN_ORIGINS = sorted(
    "{0.scheme}://{0.netloc}".format(urlsplit(provider.server_url)) for provider in OPTIONS.openid
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        # Not every browser counts the live door's socket as one's own origin.
        "connect-src": ["'self'", f"{'wss' if HTTPS else 'ws'}://{PUBLIC.netloc}"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        # Browsers hold redirects after a form to this too: signing in elsewhere begins with one.
        "form-action": ["'self'", *SIGN_IN_ORIGINS],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

NINJA_PAGINATION_MAX_LIMIT = 100
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {
        "rapport": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
    },
}
