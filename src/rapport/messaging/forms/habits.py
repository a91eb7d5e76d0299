"""Forms of how one writes: settings of writing, and a template of one's own."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from rapport.kit.clock import now

LOCAL = "%Y-%m-%dT%H:%M"


def local_moment(label: str, help_text: str) -> forms.DateTimeField:
    """A day and a time of the member's own zone; the form reads it without one."""
    return forms.DateTimeField(
        label=label,
        required=False,
        help_text=help_text,
        input_formats=[LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
    )


class WritingForm(forms.Form):
    """Undo, suggested replies, the away message."""

    undo_seconds = forms.TypedChoiceField(
        label="Undo sending",
        coerce=int,
        help_text="A message waits for so long before it goes, and can be taken back.",
        choices=[(0, "Off"), (5, "5 seconds"), (10, "10 seconds"), (20, "20 seconds")],
        widget=forms.RadioSelect,
    )
    suggest_replies = forms.BooleanField(
        label="Suggest short replies",
        required=False,
        help_text="Up to three, by plain rules on the last message. None is sent by itself.",
    )
    away = forms.BooleanField(
        label="Answer while you are away",
        required=False,
        help_text="Your connections get your away message, once a day and conversation.",
    )
    away_text = forms.CharField(
        label="Away message", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    away_from = local_moment("From", "Empty: from now on.")
    away_until = local_moment("Until", "Empty: until you switch it off.")

    def changes(self, zone: ZoneInfo) -> dict[str, Any]:
        """What the action takes; moments are of this zone."""
        values = dict(self.cleaned_data)
        for name in ("away_from", "away_until"):
            values[name] = _in_zone(values[name], zone)
        if values.pop("away"):
            values["away_from"] = values["away_from"] or now()
        else:
            values["away_from"] = values["away_until"] = None
        return values


def _in_zone(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """What was typed, as a moment of the zone (Django reads it as one of UTC)."""
    return moment.replace(tzinfo=zone) if moment else None


class TemplateForm(forms.Form):
    """A template of one's own."""

    name = forms.CharField(label="Name", max_length=80)
    subject = forms.CharField(
        label="Subject", max_length=200, required=False, help_text="For InMails; may stay empty."
    )
    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text="Blanks stand in braces, such as {first_name} or {common_ground}.",
    )
