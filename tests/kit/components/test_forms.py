"""Forms on a page: labels, help and errors belong to their fields, also for a screen reader."""

from tests.kit.samples import SampleForm, draw


def wrong() -> SampleForm:
    """The sample form, sent empty."""
    return SampleForm({})


def test_help_and_errors_are_linked_to_the_field() -> None:
    drawn = draw("{{ form }}", form=wrong())
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in drawn
    assert 'id="id_subject_helptext"' in drawn
    assert 'id="id_subject_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_the_summary_links_to_every_fault_and_only_to_those() -> None:
    drawn = draw("{{ form }}", form=wrong())
    assert 'role="alert"' in drawn
    assert 'href="#id_subject"' in drawn
    assert 'href="#id_note"' not in drawn
    target = drawn.split('">Invitations</a>')[0].rsplit('href="#', 1)[1]
    assert f'id="{target}"' in drawn


def test_a_form_that_was_not_sent_has_no_summary() -> None:
    assert "alert" not in draw("{{ form }}", form=SampleForm())


def test_what_is_optional_says_so_and_boxes_stand_before_their_words() -> None:
    drawn = draw("{{ form }}", form=SampleForm())
    assert drawn.count("(optional)") == 1
    assert drawn.index('type="checkbox"') < drawn.index("Requests")


def test_several_answers_are_a_group_with_a_legend() -> None:
    drawn = draw("{{ form }}", form=SampleForm())
    assert "<legend>Invitations</legend>" in drawn
    assert drawn.count('type="radio"') == 2


def test_a_form_brings_its_token_and_its_hidden_fields_once() -> None:
    drawn = draw('{% form_page form submit="Save" %}{% endform_page %}', form=SampleForm())
    assert drawn.count("csrfmiddlewaretoken") == 1
    assert drawn.count('name="token"') == 1
