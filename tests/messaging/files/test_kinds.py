import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.messaging.files.kinds import KINDS, agrees, kind_of
from rapport.messaging.files.names import extension_of
from tests.messaging.files.corpus import GOOD, MP4, WEBM, picture


@pytest.mark.parametrize(("name", "content", "family", "mime"), GOOD, ids=[g[0] for g in GOOD])
def test_a_file_is_told_by_its_content(name, content, family, mime):
    kind = kind_of(content, extension_of(name))
    assert kind is not None
    assert (kind.family, kind.mime) == (family, mime)
    assert agrees(kind, extension_of(name))


def test_a_recording_is_sound_in_the_container_of_a_video():
    assert kind_of(WEBM, "webm", is_recording=True).mime == "audio/webm"
    assert kind_of(MP4, "mp4", is_recording=True).mime == "audio/mp4"
    assert kind_of(WEBM, "webm").family == "video"


def test_only_pictures_may_be_named_as_another_kind():
    jpeg = kind_of(picture(), "png")
    assert agrees(jpeg, "png")
    assert not agrees(next(kind for kind in KINDS if kind.family == "pdf"), "txt")


@given(st.binary(max_size=400), st.sampled_from(["", "txt", "pdf", "svg", "html", "doc", "exe"]))
def test_no_content_is_ever_a_page_or_a_program(content, extension):
    kind = kind_of(content, extension)
    assert kind is None or kind in KINDS
