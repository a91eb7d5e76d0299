"""The sentences in which the coach proposes common ground and questions, by language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rapport.rules.coach.context.lexicon import LANGUAGES


@cache
def _all() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    source = files("rapport.rules.coach.context").joinpath("wording.toml").read_text("utf-8")
    return tomllib.loads(source)


def wording(language: str) -> Mapping[str, Mapping[str, str]]:
    """Sections `ground`, `question`, `sentence`: kind to words; English for other languages."""
    return _all()[language if language in LANGUAGES else "en"]
