"""At most three findings are shown, one a place, the weightiest first."""

from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.foremost import MOST, foremost, praised


def finding(check=Check.STOCK, level=Level.TIP, span=None, where="text"):
    return Finding(check, level, "Said.", "B:77", span=span, where=where)


def test_stops_come_first_then_the_moment_then_warns_then_tips():
    tip = finding(Check.STOCK, Level.TIP, (0, 4))
    warn = finding(Check.NAME, Level.WARN, (5, 9))
    hold = finding(Check.SENSITIVE, Level.WARN)
    stop = finding(Check.SAMENESS, Level.STOP)
    assert foremost([tip, warn, hold, stop]) == (stop, hold, warn)


def test_one_place_has_one_finding_and_an_insertion_point_one_insertion():
    light = finding(Check.STOCK, Level.TIP, (0, 10))
    heavy = finding(Check.TONE_PUSHY, Level.WARN, (8, 12))
    assert foremost([light, heavy]) == (heavy,)
    here, there = finding(Check.REASON, Level.TIP, (3, 3)), finding(Check.ASK, Level.TIP, (3, 3))
    assert foremost([here, there]) == (here,)


def test_the_subject_and_the_text_are_different_places():
    text, subject = finding(span=(0, 4)), finding(Check.SUBJECT, span=(0, 4), where="subject")
    assert set(foremost([text, subject])) == {text, subject}


def test_a_dismissed_check_is_silent_but_never_a_stop():
    tip, stop = finding(Check.STOCK, Level.TIP), finding(Check.SAMENESS, Level.STOP)
    assert foremost([tip, stop], {"stock", "sameness"}) == (stop,)


def test_what_is_good_is_no_finding_to_mend():
    good = finding(Check.GOOD_MOMENT, Level.GOOD)
    assert foremost([good]) == ()
    assert praised([good]) == (good,)


SPANS = st.none() | st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda p: (p[0], sum(p)))
FINDINGS = st.lists(
    st.builds(
        finding, st.sampled_from(Check), st.sampled_from(Level), SPANS, st.sampled_from(["text"])
    ),
    max_size=12,
)


@given(FINDINGS)
def test_never_more_than_three_never_two_at_a_place_and_always_the_gravest(findings):
    shown = foremost(findings)
    assert len(shown) <= MOST
    taken = [set(range(*one.span)) for one in shown if one.span]
    assert sum(map(len, taken)) == len(set().union(*taken))
    bad = [one for one in findings if one.level is not Level.GOOD]
    assert bool(shown) == bool(bad)
    if any(one.level is Level.STOP for one in bad):
        assert shown[0].level is Level.STOP
