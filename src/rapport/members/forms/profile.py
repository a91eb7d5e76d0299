"""Forms of one's own profile: the shape of what is typed; what is allowed the actions know."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS

from rapport.members.languages import language_choices
from rapport.members.zones import zone_choices


class MonthWidget(forms.MultiWidget):
    """A month to choose and a year to type, for work that began or ended in a month."""

    use_fieldset = True

    def __init__(self) -> None:
        months = [("", "Month"), *MONTHS.items()]
        super().__init__(
            [
                forms.Select(attrs={"aria-label": "Month"}, choices=months),
                forms.NumberInput(
                    attrs={"aria-label": "Year", "min": 1900, "max": 2100, "placeholder": "Year"}
                ),
            ]
        )

    def decompress(self, value: date | None) -> list[int | None]:
        """The two parts of a date."""
        return [value.month, value.year] if value else [None, None]


class MonthField(forms.MultiValueField):
    """A month as the date of its first day; both parts or neither."""

    widget = MonthWidget

    def __init__(self, **more: Any) -> None:
        months = [("", ""), *((str(number), name) for number, name in MONTHS.items())]
        year = forms.IntegerField(min_value=1900, max_value=2100, required=False)
        fields = [forms.ChoiceField(choices=months, required=False), year]
        super().__init__(fields, require_all_fields=False, required=False, **more)

    def compress(self, values: Sequence[Any]) -> date | None:
        """The first day of the month."""
        month, year = values or (None, None)
        if not month and not year:
            return None
        if not month or not year:
            raise ValidationError("Please give both the month and the year, or neither.")
        return date(int(year), int(month), 1)


def line(
    label: str, help_text: str = "", *, required: bool = False, **attrs: str
) -> forms.CharField:
    """A field of one line; its limit is the action's to know."""
    widget = forms.TextInput(attrs={"dir": "auto", **attrs})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget)


def paragraphs(label: str, help_text: str, limit: int, rows: int = 5) -> forms.CharField:
    """A field of several lines, with a counter where there is script."""
    widget = forms.Textarea(attrs={"dir": "auto", "rows": rows, "data-limit": limit})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


class TopForm(forms.Form):
    """The top of a profile."""

    name = line("Name", "As you write it yourself.", required=True, autocomplete="name")
    headline = line("Headline", "One line that says what you do. At most 220 characters.")
    about = paragraphs(
        "About", "Who you are and what you work on. At most 2,600 characters.", 2600, rows=8
    )
    location = line("Location", "The place as you would say it: a city, a region.")
    time_zone = forms.ChoiceField(
        label="Time zone",
        required=False,
        choices=zone_choices,
        help_text="Others see what time it is for you before they write.",
    )
    handle = line(
        "Handle",
        "The last part of your page's address: small letters, digits, hyphens. Links to the old "
        "address stop working, and somebody else may take it.",
        required=True,
        autocapitalize="none",
        spellcheck="false",
    )


class PhotoForm(forms.Form):
    """A picture to upload."""

    photo = forms.FileField(
        label="Picture",
        help_text="JPEG, PNG, WebP or GIF, at most 10 MB. It is cut square, and everything hidden "
        "in the file (place, camera, names) is removed.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )


class PositionForm(forms.Form):
    """Work at an employer."""

    title = line("Title", required=True, autocomplete="organization-title")
    employer = line("Employer", required=True, autocomplete="organization")
    location = line("Location")
    started_on = MonthField(label="From")
    ended_on = MonthField(label="Until", help_text="Leave it empty while you work there.")
    description = paragraphs("What it is about", "At most 2,000 characters.", 2000)


def year(label: str, help_text: str = "") -> forms.IntegerField:
    """A year, or nothing."""
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=1900, max_value=2100
    )


class SchoolForm(forms.Form):
    """Years at a school."""

    school = line("School", required=True)
    degree = line("Degree")
    field = line("Field of study")
    started_year = year("First year")
    ended_year = year("Last year", "Leave it empty while you are there.")
    notes = paragraphs("Notes", "At most 2,000 characters.", 2000)


class SkillForm(forms.Form):
    """One more skill."""

    name = line(
        "Skill", "In the words that others would search for. At most 80 characters.", required=True
    )


class LanguageForm(forms.Form):
    """One more language."""

    code = forms.ChoiceField(
        label="Language", choices=lambda: [("", "Choose"), *language_choices()]
    )
    level = forms.ChoiceField(
        label="How well",
        initial="fluent",
        choices=[
            ("basic", "Basic"),
            ("working", "Working"),
            ("fluent", "Fluent"),
            ("native", "Native"),
        ],
    )
