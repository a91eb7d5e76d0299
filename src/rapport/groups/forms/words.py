"""What one writes about a group or an event."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rapport.groups.actions.events import EventWords
from rapport.groups.limits import ABOUT_MAX, NAME_MAX, PLACE_MAX
from rapport.groups.models import Event, Group

# Browsers send this form for datetime-local; the second one is what a person without one types.
TYPED = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]


class GroupForm(forms.Form):
    """Name and purpose of a group; the browser counts, the action refuses."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("Up to %(max)d characters. Its address is made from it.") % {"max": NAME_MAX},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    about = forms.CharField(
        label=_("What it is about"),
        help_text=_("Up to %(max)d characters. Who should join, and for what?")
        % {"max": ABOUT_MAX},
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    @classmethod
    def of(cls, group: Group) -> "GroupForm":
        """The form with what the group says now."""
        return cls(initial={"name": group.name, "about": group.about})


class MomentField(forms.DateTimeField):
    """A moment typed in the zone that the form names; one that the clocks skip is refused."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED[0])

    def __init__(self, **more: Any) -> None:
        super().__init__(input_formats=TYPED, **more)


class EventForm(forms.Form):
    """What an event is, where and when; times are of the zone that is named beside them."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("Up to %(max)d characters.") % {"max": NAME_MAX},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    starts_at = MomentField(label=_("Begins"))
    ends_at = MomentField(
        label=_("Ends"), help_text=_("Left empty it counts as one day."), required=False
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("A room, an address or “online”; up to %(max)d characters.")
        % {"max": PLACE_MAX},
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    about = forms.CharField(
        label=_("What happens there"),
        help_text=_("Up to %(max)d characters.") % {"max": ABOUT_MAX},
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **more: Any) -> None:
        super().__init__(*args, **more)
        self.zone = zone
        said = _("In the time of %(zone)s, your time zone.") % {"zone": zone.key.replace("_", " ")}
        self.fields["starts_at"].help_text = said

    def full_clean(self) -> None:
        """Typed times are of the member's zone, not of the server's."""
        with timezone.override(self.zone):
            super().full_clean()

    def words(self) -> EventWords:
        """What was typed, for the action."""
        typed = self.cleaned_data
        ends_at: datetime | None = typed["ends_at"]
        return EventWords(
            typed["name"], typed["starts_at"], ends_at, typed["place"], typed["about"]
        )

    @classmethod
    def of(cls, event: Event, zone: ZoneInfo) -> "EventForm":
        """The form with what the event says now, its times on the clocks of that zone."""
        ends_at = event.ends_at.astimezone(zone).replace(tzinfo=None) if event.ends_at else None
        return cls(
            zone=zone,
            initial={
                "name": event.name,
                "starts_at": event.starts_at.astimezone(zone).replace(tzinfo=None),
                "ends_at": ends_at,
                "place": event.place,
                "about": event.about,
            },
        )
