"""How a member wants to be told: of what, where and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.notices.queries.preferences import Wish, Wishes
from rapport.notices.topics import TOPICS
from rapport.rules.telling import AT_ONCE, DAILY, MORNING, NEVER

RHYTHM_WORDS = [(AT_ONCE, _("At once")), (DAILY, _("Once a day")), (NEVER, _("Never"))]


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class TellingForm(forms.Form):
    """Mail at all, the hours, and each topic by mail and by push."""

    mail = forms.BooleanField(
        label=_("Send me news by mail too"),
        required=False,
        help_text=_(
            "Who wrote and where, never the text; to your confirmed main address. Mail about your "
            "account itself (passwords, addresses) always comes."
        ),
    )
    quiet_from = forms.TimeField(
        label=_("Quiet hours from"),
        required=False,
        widget=_clock(),
        help_text=_("In your own time zone: until they end no mail is sent and no device rings."),
    )
    quiet_until = forms.TimeField(label=_("Quiet hours until"), required=False, widget=_clock())
    daily_at = forms.TimeField(
        label=_("The daily mail comes at"),
        required=False,
        widget=_clock(),
        help_text=_(
            "One mail with all that you have not looked at yet, for what comes once a day."
        ),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, topic in TOPICS.items():
            self.fields[f"mail_{name}"] = forms.ChoiceField(
                label=_("%(topic)s, by mail") % {"topic": topic.label},
                choices=RHYTHM_WORDS,
                required=False,
            )
            self.fields[f"push_{name}"] = forms.BooleanField(
                label=_("%(topic)s, on the devices that I allowed") % {"topic": topic.label},
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A choice that was not sent is what holds by default."""
        said = self.cleaned_data
        said["daily_at"] = said.get("daily_at") or MORNING
        return said

    @property
    def topics(self) -> dict[str, Wish]:
        """The answers by topic."""
        said = self.cleaned_data
        return {
            name: Wish(said.get(f"mail_{name}") or topic.mail, said[f"push_{name}"])
            for name, topic in TOPICS.items()
        }


def initial_of(wishes: Wishes) -> dict[str, Any]:
    """What the form begins with."""
    initial: dict[str, Any] = {
        "mail": wishes.mail,
        "quiet_from": wishes.quiet_from,
        "quiet_until": wishes.quiet_until,
        "daily_at": wishes.daily_at,
    }
    for name in TOPICS:
        wish = wishes.wish(name)
        initial |= {f"mail_{name}": wish.mail, f"push_{name}": wish.push}
    return initial
