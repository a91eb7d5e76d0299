from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.context.news import DAYS, NewsKind, kinds_of, news
from rapport.rules.coach.draft import Draft, Post, Recipient

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
POSTS = [
    tuple(row.split("|", 1))
    for row in (Path(__file__).parent / "posts.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]
GROUP = {"layoff": "sensitive", "illness": "sensitive", "loss": "sensitive"}
SURE = [
    ("layoff", "I was laid off this morning."),
    ("layoff", "Unser Team: ich wurde gestern gekündigt."),
    ("layoff", "Me han despedido después de ocho años."),
    ("illness", "I was diagnosed with breast cancer last week."),
    ("illness", "Je suis à l'hôpital depuis lundi."),
    ("loss", "My father passed away on Sunday."),
    ("loss", "Mein Vater ist am Freitag gestorben."),
    ("busy", "Completely swamped this week, sorry if I'm slow to respond."),
    ("milestone", "Happy to share that I'm starting a new position as CTO at Contoso."),
]
NEVER = [
    "My laptop died in the middle of the pitch.",
    "My laptop won the fight.",
    "Our printer has won an award for patience.",
    "My bug was promoted to a feature.",
    "We are killing it this quarter!",
    "We laid off the old logo.",
    "Dying to see you all again.",
    "Our launch last month was great.",
    "We build cancer diagnostics.",
    "Sick of status meetings? Try this.",
    "Contoso laid off 2,000 people according to Reuters.",
    "Congrats to my colleague Maria on her promotion!",
]


@pytest.mark.parametrize(("kind", "text"), SURE)
def test_a_post_tells_its_kind(kind: str, text: str) -> None:
    assert kinds_of(text, 2026) == (NewsKind(kind),)


@pytest.mark.parametrize("text", NEVER)
def test_figures_of_speech_work_and_others_news_are_none(text: str) -> None:
    assert kinds_of(text, 2026) == ()


def test_on_a_list_of_posts_the_kinds_are_precise_and_complete() -> None:
    found: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for kind, text in POSTS:
        told = {GROUP.get(one.value, one.value) for one in kinds_of(text, 2026)}
        wanted = {GROUP.get(kind, kind)} - {"-"}
        found.update(told & wanted)
        false.update(told - wanted)
        missed.update(wanted - told)
    for group in ("sensitive", "busy", "milestone"):
        assert found[group] >= 0.85 * (found[group] + false[group]), group
        assert found[group] >= 0.85 * (found[group] + missed[group]), group


@pytest.mark.parametrize("kind", list(NewsKind))
def test_each_kind_counts_for_its_days_only(kind: NewsKind) -> None:
    text = next(text for name, text in SURE if name == kind.value)
    for days, counts in ((DAYS[kind] - 1, True), (DAYS[kind] + 1, False), (-1, False)):
        post = Post("p", NOW - timedelta(days=days), text)
        draft = Draft(text="Hi", now=NOW, recipient=Recipient(posts=(post,)))
        assert bool(news(draft)) is counts


def test_without_a_now_nothing_is_said_of_time() -> None:
    post = Post("p", NOW, "I was laid off this morning.")
    assert news(Draft(text="Hi", recipient=Recipient(posts=(post,)))) == ()


@given(st.text(max_size=300))
def test_any_text_is_read_alike_twice(text: str) -> None:
    kinds_of.cache_clear()
    first = kinds_of(text, 2026)
    kinds_of.cache_clear()
    assert kinds_of(text, 2026) == first
