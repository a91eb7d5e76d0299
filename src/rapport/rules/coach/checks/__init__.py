"""The checks: each file one `check(reading)`; CHECKS lists those that run."""

from collections.abc import Callable, Iterable

from rapport.rules.coach.checks import (
    advice,
    ask,
    ask_size,
    busy,
    claim,
    focus,
    good_moment,
    grade,
    jargon,
    name,
    placeholder,
    preference,
    rambling,
    reference,
    sensitive,
    stock,
    timing,
    tone_gushing,
    tone_pushy,
    tone_stiff,
)
from rapport.rules.coach.findings import Finding
from rapport.rules.coach.reading import Reading

CHECKS: tuple[Callable[[Reading], Iterable[Finding]], ...] = (
    placeholder.check,
    name.check,
    ask.check,
    grade.check,
    tone_stiff.check,
    tone_gushing.check,
    tone_pushy.check,
    jargon.check,
    focus.check,
    advice.check,
    stock.check,
    rambling.check,
    ask_size.check,
    busy.check,
    claim.check,
    good_moment.check,
    preference.check,
    reference.check,
    sensitive.check,
    timing.check,
)
