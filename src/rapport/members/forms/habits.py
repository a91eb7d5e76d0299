"""The form of habits: how the inbox is parted, and whether single keys do something."""

from django import forms

from rapport.members.forms.settings import tick


class HabitsForm(forms.Form):
    """Two switches; each page says what they change."""

    focused_inbox = tick(
        "Part the inbox into Focused and Other",
        "Focused has whom you know, answered or accepted; every conversation says why it is where "
        "it is, and you may move it. Switched off, the inbox opens with all of them.",
    )
    shortcuts = tick(
        "Keys",
        "Single keys such as j, k and e, and Ctrl+K to go anywhere; ? lists them. Switched off, "
        "no key does anything beyond what your browser does.",
    )
