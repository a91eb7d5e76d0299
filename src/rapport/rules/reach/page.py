"""The text of docs/policy.md: every key in every preset, every reason, every code of content."""

import sys
from collections.abc import Iterator

from rapport.rules.policy import MARKS, PRESETS, describe, load
from rapport.rules.reach.content import MEANINGS
from rapport.rules.reach.ways import Reason
from rapport.rules.reach.wording import BY_WAY, FOR_ALL, OF_THE_PRIMARY

OPENING = """\
# The policy

Every number by which this place decides who may reach whom, with its source. The numbers are data:
a preset is one file in `src/rapport/rules/policy/presets/`, and a host's own TOML file may start
from one and override single numbers:

```toml
preset = "humane"

[invite]
limit_basic = 50
withdraw_lock = "14 days"
```

A wrong key, type, unit or range is refused at start, with file, key and the allowed values. This
page is made from the presets by `python -m rapport.rules.reach.page > docs/policy.md`, and a test
fails when it is not current. Why the readings are as they are: decision pages 0010 to 0019.
"""


def page() -> str:
    """The whole page as Markdown."""
    lines = [OPENING, "## Keys", "", *_keys(), "", "## Marks", "", *_marks(), ""]
    lines += ["## Reasons", "", *_reasons(), "", "## Codes of content", "", *_codes(), ""]
    return "\n".join(lines)


def _keys() -> Iterator[str]:
    yield "| key | " + " | ".join(PRESETS) + " | unit | allowed | what it does | source |"
    yield "|---" * (len(PRESETS) + 5) + "|"
    described = [describe(load(name)) for name in PRESETS]
    for rows in zip(*described, strict=True):
        row = rows[0]
        # What differs from the default stands out.
        values = [f"**{r.value}**" if r.differs_from_default else r.value for r in rows]
        source = f"{row.source} ({'★' if row.mark == 'own' else row.mark})"
        cells = [f"`{row.key}`", *values, row.unit, row.allowed, row.explanation, source]
        yield "| " + " | ".join(cells) + " |"
    yield ""
    yield "Bold: not the default of the table of numbers."


def _marks() -> Iterator[str]:
    for mark, meaning in MARKS.items():
        yield f"* {'★' if mark == 'own' else mark}: {meaning}"


def _reasons() -> Iterator[str]:
    yield "What a member reads; `{…}` is filled with the policy's number or a date."
    yield ""
    yield "| reason | sentence |"
    yield "|---|---|"
    for reason in Reason:
        for sentence in sentences_of(reason):
            yield f"| `{reason}` | {sentence} |"


def sentences_of(reason: Reason) -> list[str]:
    """Every wording of one reason: the general one, its variants, and those of single ways."""
    general = [text for key, text in FOR_ALL.items() if _is_of(key, reason)]
    single = [text for (_, key), text in BY_WAY.items() if _is_of(key, reason)]
    primary = [OF_THE_PRIMARY[reason]] if reason in OF_THE_PRIMARY else []
    return general + single + primary


def _is_of(key: str, reason: Reason) -> bool:
    # A variant is named after its reason; the longest name that fits owns the key.
    owner = max((r.value for r in Reason if key.startswith(r.value)), key=len)
    return owner == reason.value


def _codes() -> Iterator[str]:
    yield "What is said of a text, a subject or a note; the way itself stays open."
    yield ""
    yield "| code | sentence |"
    yield "|---|---|"
    for code, sentence in MEANINGS.items():
        yield f"| `{code}` | {sentence} |"


if __name__ == "__main__":
    sys.stdout.write(page())
