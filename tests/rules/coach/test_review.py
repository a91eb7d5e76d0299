"""What must hold for every text, whatever stands in it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rapport.rules.coach import Draft, as_json, review
from rapport.rules.coach.draft import Author, Card, DraftWay, Post, Recipient, Sender
from rapport.rules.coach.findings import Check, Finding, Level, Review, ReviewVerdict
from rapport.rules.coach.verdict import score_of, verdict_of
from tests.rules.coach.people import BODY, NOW, ago, draft, mended, sent, wrote

PIECES = st.sampled_from(
    [
        "Hi Ana,", "Dear Sir,", "[Name]", "{{x}}", "\n\n", " ", "I hope this finds you well.",
        "Could you tell me more?", "https://a.example/b", "Best regards,\nBo", "Any news?", "!!!",
        "I came across your profile.", "Grüße", "你好", "مرحبا", "\u0301", "👋", "\x00", "____",
        "We both studied at MIT.", "Congratulations!", "ASAP", "Will", "Grace", "e.g. this", "\r\n",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=14).map(" ".join), st.just(BODY))
FULL = Draft(
    "",
    now=NOW,
    subject="Your talk on bees",
    sender=Sender(name="Bo Ito", employers=("Kew",), schools=("MIT",), groups=("Hive Friends",)),
    recipient=Recipient(
        name="Ana Lima",
        employers=("Acme",),
        schools=("MIT",),
        groups=("Hive Friends",),
        time_zone="Europe/Vienna",
        posts=(Post("1", ago(days=2), "Our bees made it through the winter."),),
        card=Card(languages=("en",)),
    ),
    mutuals=("Cy Roe",),
    history=(wrote(Author.SENDER, 30),),
    recent=(sent("Dee Fox", 2, BODY), sent("Eve Orr", 3, BODY)),
)
KNOWN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def drafts_of(text: str) -> tuple[Draft, ...]:
    return (Draft(text), replace(FULL, text=text), replace(FULL, text=text, way=DraftWay.INMAIL))


def places(answer: Review) -> list[tuple[int, int]]:
    """Where findings stand, those without a place last."""
    order = list(Check)
    there = [one for one in answer.findings if one.span and one.where == "text"]
    return [(one.span[0], order.index(one.check)) for one in there if one.span]


@KNOWN
@given(TEXTS)
@example("Hi [Name],\n\nI hope this finds you well\n\nBest,\nBo")
def test_any_text_gets_a_complete_review(text):
    for one in drafts_of(text):
        answer = review(one)
        assert review(one) == answer
        assert 0 <= answer.score <= 100
        assert places(answer) == sorted(places(answer))
        for finding in answer.findings:
            whole = one.subject if finding.where == "subject" else text
            assert finding.message
            assert finding.source
            assert finding.fix is None or finding.span is not None
            if finding.span is not None:
                start, end = finding.span
                assert whole is not None
                assert 0 <= start <= end <= len(whole)
                assert finding.evidence == whole[start:end]
        signals = as_json(answer)["signals"]
        assert signals["chars"] == len(text)
        for name in ("request", "advice", "warmth", "ask_size", "sameness"):
            assert 0 <= signals[name] <= 1
        for name in ("politeness", "formality"):
            assert -1 <= signals[name] <= 1


MINE = frozenset({Check.PLACEHOLDER, Check.NAME, Check.SUBJECT})


@KNOWN
@given(TEXTS)
def test_a_fix_lowers_its_check_and_raises_no_other(text):
    weight = list(Level).index
    for one in drafts_of(text)[:2]:
        before = review(one).findings
        for finding in before:
            if finding.fix is None or finding.check not in MINE:
                continue
            after = review(mended(one, finding)).findings
            count = sum(other.check is finding.check and weight(other.level) > 0 for other in after)
            counted = [other for other in before if other.check is finding.check]
            # A filled blank lets the name be judged, which it had silenced.
            silenced = finding.check is Check.PLACEHOLDER
            assert count < sum(weight(other.level) > 0 for other in counted) or silenced


NAMES = ["Will Chase", "Grace Hope", "Mark Best", "Xi Chen", "Shaquille O'Neil", "Jan van der Berg",
         "Nguyễn Thị Minh", "Joy Price", "May Law", "Art Free", "Bill Sales"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_known_name_is_never_a_finding(name):
    given_name = name.split()[0]
    text = (
        f"Hi {given_name},\n\nthe post on city bees helped me plan our roof. {name} and the lime "
        f"trees came up at lunch. What made you choose limes for them?\n\nBest,\nBo"
    )
    one = draft(text, to=name, mutuals=(name,))
    for finding in review(one).findings:
        if finding.level is not Level.GOOD:
            assert finding.evidence not in name.split() or not finding.evidence
            assert finding.check is not Check.NAME


@pytest.mark.parametrize("name", NAMES)
def test_names_change_no_finding_of_the_text(name):
    """The same text with another name is judged alike: names are masked."""
    text = "Hi {0},\n\n{0} {1} told me of the roof. What made you choose limes for the bees?\n\nBo"
    parts = name.split()
    plain = review(draft(text.format("Ana", "Lima"), to="Ana Lima"))
    other = review(draft(text.format(parts[0], parts[-1]), to=f"{parts[0]} {parts[-1]}"))
    checks = [one.check for one in plain.findings if one.check is not Check.NAME]
    assert [one.check for one in other.findings if one.check is not Check.NAME] == checks


@pytest.mark.parametrize(
    ("levels", "verdict", "score"),
    [
        ([], ReviewVerdict.READY, 100),
        ([(Check.STOCK, Level.TIP), (Check.NAME, Level.GOOD)], ReviewVerdict.READY, 97),
        ([(Check.NAME, Level.WARN)], ReviewVerdict.IMPROVE, 85),
        ([(Check.STOCK, Level.WARN), (Check.STOCK, Level.WARN)], ReviewVerdict.IMPROVE, 90),
        ([(Check.SENSITIVE, Level.WARN), (Check.NAME, Level.WARN)], ReviewVerdict.HOLD, 45),
        ([(Check.PLACEHOLDER, Level.STOP), (Check.BUSY, Level.WARN)], ReviewVerdict.STOP, 0),
        ([(Check.PLACEHOLDER, Level.STOP)], ReviewVerdict.STOP, 40),
        ([(one, Level.TIP) for one in Check], ReviewVerdict.READY, 76),
    ],
)
def test_findings_come_to_a_verdict_and_a_score(levels, verdict, score):
    findings = [Finding(check, level, "…", "B:29") for check, level in levels]
    assert (verdict_of(findings), score_of(findings)) == (verdict, score)
