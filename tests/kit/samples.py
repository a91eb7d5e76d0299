"""What the examples of `docs/look.md` and the component tests are drawn with."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.middleware.csrf import get_token
from django.template import Context, Template
from django.test import RequestFactory


class SampleForm(forms.Form):
    """One field of each kind that the templates treat apart."""

    subject = forms.CharField(max_length=20, help_text="A few words.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    invitations = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("e", "Everyone"), ("n", "Nobody")],
        help_text="To connect.",
    )
    requests = forms.BooleanField(required=False, help_text="From shared groups.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


ANA = SimpleNamespace(handle="ana", name="Ana Ribeiro", headline="Designer", photo_url="")
DEE = SimpleNamespace(
    handle="dee", name='Dee <b onclick="x()">', headline="Signs & maps", photo_url="/photos/dee"
)
THEN = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
WAYS = [
    {
        "way": "connect",
        "label": "Connect",
        "outcome": "closed",
        "sentence": "You withdrew an invitation 9 days ago.",
        "numbers": {"used": 34, "limit": 100, "window_days": 7},
        "cost": {"inmail_credits": 0},
        "unlock": [
            {"by": "time", "at": "2026-05-12T10:00:00Z"},
            {"by": "way", "way": "introduction", "via": ["Bo"]},
        ],
    },
    {
        "way": "introduction",
        "label": "Ask for an introduction",
        "outcome": "held",
        "sentence": "Bo knows you both.",
        "numbers": None,
        "cost": {"inmail_credits": 0},
        "unlock": [],
        "href": "/members/dee/ways/introduction/",
    },
    {
        "way": "inmail",
        "label": "InMail",
        "outcome": "open",
        "sentence": "Dee takes InMail.",
        "numbers": None,
        "cost": {"inmail_credits": 1},
        "unlock": [],
    },
]


def values() -> dict[str, Any]:
    """The variables that the examples name."""
    message = SimpleNamespace(
        id=1, sender=ANA, body="<script>alert(1)</script>", at=THEN, state="read", subject="Signs"
    )
    thread = SimpleNamespace(
        id=1,
        href="/threads/1/",
        who=ANA,
        preview="Eleven arrows!",
        at=THEN,
        unread=2,
        chip="InMail",
    )
    return {
        "member": ANA,
        "rows": [("Languages", "English"), ("Quiet hours", "18:00 – 08:00")],
        "topics": ["signs", "maps"],
        "ways": WAYS,
        "thread": thread,
        "threads": [thread],
        "message": message,
        "draft": "Good morning",
        "errors": ["Too long."],
        "client_id": "0190",
        "form": SampleForm({"subject": ""}),
        "items": [
            {"label": "All", "href": "?", "current": True},
            {"label": "Unread", "href": "?u"},
        ],
        "rows_with_source": [
            {"term": "Days", "key": "d", "value": "21", "source": "S", "href": "/s"}
        ],
    }


def draw(source: str, path: str = "/", **more: Any) -> str:
    """A template's text as a page would draw it for Ana, without a database."""
    request = RequestFactory().get(path)
    frame = {
        "request": request,
        "user": SimpleNamespace(is_authenticated=True, **vars(ANA)),
        "csrf_token": get_token(request),
        "site_name": "Rapport",
        "theme": "system",
        "nav": {},
    }
    return str(Template(source).render(Context({**frame, **values(), **more})))
