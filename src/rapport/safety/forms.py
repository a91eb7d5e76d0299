"""The forms of safety: they check shape; the actions judge the words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.safety.actions.closing import OUTCOME_MAX
from rapport.safety.actions.removing import WHY_MAX
from rapport.safety.actions.reporting import TEXT_MAX
from rapport.safety.models import Report


class ReportForm(forms.Form):
    """What happened, and whether to block as well."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=Report.KINDS, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your words, up to %(max)d characters.") % {"max": TEXT_MAX},
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    also_block = forms.BooleanField(
        label=_("Block them as well"),
        help_text=_("You don't find each other here any more. They are not told."),
        required=False,
    )
    thread = forms.UUIDField(required=False, widget=forms.HiddenInput)
    invitation = forms.UUIDField(required=False, widget=forms.HiddenInput)
    post = forms.UUIDField(required=False, widget=forms.HiddenInput)
    comment = forms.UUIDField(required=False, widget=forms.HiddenInput)


class OutcomeForm(forms.Form):
    """What came of a report."""

    outcome = forms.CharField(
        label=_("What came of it?"),
        help_text=_("Up to %(max)d characters; only moderators read it.") % {"max": OUTCOME_MAX},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class RemovalForm(forms.Form):
    """Why words are removed."""

    why = forms.CharField(
        label=_("Why?"),
        help_text=_("Up to %(max)d characters; its author reads it.") % {"max": WHY_MAX},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
