"""Forms of settings: every choice with a sentence on what it does."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from rapport.members.languages import language_name
from rapport.members.zones import known_zones


def choose(label: str, help_text: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """One of several answers, all of them in sight."""
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=choices, widget=forms.RadioSelect
    )


def tick(label: str, help_text: str) -> forms.BooleanField:
    """Yes or no."""
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class ReachForm(forms.Form):
    """Who may reach the member, and how."""

    invitations_from = choose(
        "Who may invite you to connect",
        "An invitation is a request to become your connection.",
        [
            ("everyone", "Everyone"),
            ("second_degree", "People who share a connection with you"),
            ("acquainted", "People who can show that they know you"),
            ("nobody", "Nobody"),
        ],
    )
    requests = tick(
        "Message requests",
        "People who share a group, an event or an employer with you may send one message, which "
        "waits until you accept it.",
    )
    inmail = tick(
        "InMail",
        "People outside your network may spend a credit to write to you once; it waits until you "
        "accept it.",
    )
    introductions = tick(
        "Introductions",
        "Your connections may pass on to you that somebody would like to meet you. You decide.",
    )
    open_profile = tick(
        "Open to all",
        "Every member may write to you directly, without a request and without credits.",
    )
    follow_primary = tick(
        "Follow first",
        "The large button on your page says Follow; inviting you stays possible behind it.",
    )
    followers = choose(
        "Who may follow you",
        "Followers see what you make public; they cannot write to you for it.",
        [("everyone", "Everyone"), ("connections", "My connections only")],
    )
    back_on = forms.DateField(
        label="Away until",
        required=False,
        help_text="Your page says that you are away until the beginning of this day. Leave it "
        "empty while you are here.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def changes(self, zone: str) -> dict[str, Any]:
        """What the action takes; the day begins in the member's zone."""
        values = dict(self.cleaned_data)
        day = values.pop("back_on")
        where = ZoneInfo(zone if zone in known_zones() else "UTC")
        values["away_until"] = datetime.combine(day, time(), where) if day else None
        return values


class VisibilityForm(forms.Form):
    """Who sees what of the member."""

    profile_seen_by = choose(
        "Who may read your profile",
        "Your page at its address, with or without signing in.",
        [("members", "Members who are signed in"), ("everyone", "Everybody on the web")],
    )
    connections_seen_by = choose(
        "Who may see your connections",
        "The list of everybody you are connected to. Connections that you share with somebody "
        "are shown to them whatever you choose.",
        [("members", "All members"), ("connections", "My connections"), ("nobody", "Only I")],
    )
    email_seen_by = choose(
        "Who may see your e-mail address",
        "It stands at the top of your page.",
        [("connections", "My connections"), ("nobody", "Only I")],
    )
    receipts = tick(
        "Read marks and the typing sign",
        "You see when others have read your messages and when they type, and they see it of you. "
        "Off for one is off for both; requests and InMail never show it.",
    )
    presence = tick(
        "Show when I am here",
        "Your connections who allow it too see a dot while you have this place open, and you see "
        "theirs.",
    )
    posts_weighed = tick(
        "Help others find the right moment",
        "When somebody writes to you, the coach may tell them what you recently posted about, as "
        "far as they may read it, so that they congratulate or wait.",
    )
    closed = tick(
        "Close my profile",
        "Nobody finds you, reads your page or writes to you, not even your connections, until "
        "you open it again. Conversations stay readable.",
    )


HOURS = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def topics(label: str) -> forms.CharField:
    """Topics, one a line."""
    return forms.CharField(
        label=label,
        required=False,
        help_text="One a line; at most 20 of 60 characters.",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class EtiquetteForm(forms.Form):
    """How the member likes to be approached: shown before anybody types."""

    approach = choose(
        "How to begin",
        "What somebody whom you do not know should do first.",
        [
            ("any", "However they like"),
            ("comment_first", "Comment on something of mine first"),
            ("introduction", "Be introduced by somebody we both know"),
        ],
    )
    capacity = choose(
        "How much time you have",
        "",
        [
            ("open", "I have time for new people"),
            ("limited", "I answer some"),
            ("full", "I have no time for new people at the moment"),
        ],
    )
    formality = choose(
        "Tone", "", [("any", "Either"), ("formal", "Formal"), ("informal", "Informal")]
    )
    languages = forms.MultipleChoiceField(
        label="Languages to write to you in",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The languages of your profile. None ticked means: no wish.",
    )
    quiet_from = forms.TimeField(
        label="Quiet hours from",
        required=False,
        widget=HOURS,
        help_text="In your own time zone. Messages still arrive; people are asked to wait.",
    )
    quiet_until = forms.TimeField(label="Quiet hours until", required=False, widget=HOURS)
    welcome = topics("Glad to hear about")
    unwelcome = topics("Rather not")
    note = forms.CharField(
        label="In your words",
        required=False,
        help_text="One more line for those who want to write to you. At most 300 characters.",
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, codes: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, language_name(code)) for code in codes]
        if not codes:
            del self.fields["languages"]
