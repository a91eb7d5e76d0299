from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.blanks import runs
from rapport.rules.coach.checks import placeholder
from rapport.rules.coach.draft import Draft, Recipient
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.stops import blank_in

PIECES = st.sampled_from(
    "FIRSTNAME First_Name FNAME company_name CLIENTNAME_ Fname NAME Name A1 _x XX [name] {{n}} "
    "Dear Hi null Null , . insert here lorem ipsum __ Grüße (your name) %NAME% <name> ok \n".split(
        " "
    )
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=12).map(" ".join)


@given(TEXTS)
def test_names_of_fields_are_never_passed_over_by_the_first_look(text):
    may_be = "_" in text or runs._TWO_CAPITALS.search(text)
    assert may_be or not list(runs._named(text))


@given(TEXTS, st.sampled_from(["", "Null Null", "Ana Lima"]), st.sampled_from([None, "[Topic]"]))
def test_the_quick_look_for_blanks_says_what_the_check_says(text, name, subject):
    draft = Draft(text, subject=subject, recipient=Recipient(name=name))
    assert blank_in(text, subject, name) == next(placeholder.check(Reading(draft)), None)
