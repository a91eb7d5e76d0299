"""The policy as rows for people: every key with value, unit, source and a sentence."""

from dataclasses import dataclass

from rapport.rules.policy.model import Policy, keys_of

MARKS = {
    "L": "LinkedIn's own text",
    "L-old": "LinkedIn's own text of an earlier year",
    "T": "a third party that works with LinkedIn",
    "T-old": "a third party of an earlier year",
    "M": "third parties contradict each other",
    "A": "the article on Message and Connect, by line",
    "B": "the article on messaging etiquette, by line",
    "own": "our choice, where nothing is published or the sources conflict",
}


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One line of the policy page; `value` is written for people, `default` likewise."""

    key: str
    value: str
    unit: str
    source: str
    mark: str
    explanation: str
    allowed: str
    default: str
    differs_from_default: bool


def describe(policy: Policy) -> tuple[PolicyRow, ...]:
    """Every key of `policy` in the order of its file; the defaults are those of section 2."""
    standard = [value for _, _, _, value in keys_of(Policy())]
    return tuple(
        PolicyRow(
            key=f"{section}.{key}",
            value=spec.show(value),
            unit=spec.unit,
            source=spec.source,
            mark=spec.mark,
            explanation=spec.why,
            allowed=spec.allowed,
            default=spec.show(default),
            differs_from_default=value != default,
        )
        for (section, key, spec, value), default in zip(keys_of(policy), standard, strict=True)
    )
