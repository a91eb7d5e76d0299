"""The form that takes an archive."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ArchiveForm(forms.Form):
    """The ZIP file, and the two things that an archive itself may leave open."""

    archive = forms.FileField(
        label=_("Your archive"),
        help_text=_("The ZIP file as you downloaded it from LinkedIn, at most 200 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("Choose the ZIP file of your archive.")},
        max_length=200,
        allow_empty_file=True,
    )
    me = forms.CharField(
        label=_("The address of your profile there"),
        help_text=_(
            "Only needed when the report says that your messages could not be told apart from "
            "those of the others. It looks like https://www.linkedin.com/in/ana-lima."
        ),
        required=False,
        max_length=300,
    )
    keep_whole_rows = forms.BooleanField(
        label=_("Keep whole rows of a file that was cut short"),
        help_text=_("Otherwise such an archive is refused, so that nothing is missed unseen."),
        required=False,
    )
