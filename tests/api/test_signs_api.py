"""Read marks and the switches of signs, as programs see them."""

import pytest

from rapport.rules.reach import Way
from tests.cast import write
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db
UNKNOWN = (None, None, None)


def marks(caller, thread):
    found = caller.get(f"/threads/{thread}/messages")["messages"]
    return [(one["read"], one["read_at"], one["answered"]) for one in found]


def test_a_program_sees_what_was_read_and_answered_of_its_own_alone(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    thread = write(cast.ana, cast.bo, "Are you there?").thread
    assert marks(ana, thread) == [(False, None, False)]
    assert marks(bo, thread) == [UNKNOWN]
    bo.post(f"/threads/{thread}/read", status=200)
    ((read, at, answered),) = marks(ana, thread)
    assert (read, answered) == (True, False)
    assert at is not None
    write(cast.bo, cast.ana, "I am")
    assert marks(ana, thread) == [(True, at, True), UNKNOWN]


def test_a_switch_that_goes_off_is_felt_at_once(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    thread = write(cast.ana, cast.bo, "Are you there?").thread
    bo.post(f"/threads/{thread}/read", status=200)
    assert bo.get("/me/reach-settings")["receipts"] is True
    assert bo.patch("/me/reach-settings", {"receipts": False})["receipts"] is False
    assert marks(ana, thread) == [UNKNOWN]
    assert bo.patch("/me/reach-settings", {"presence": True})["presence"] is True


@pytest.mark.parametrize("way", [Way.REQUEST, Way.INMAIL])
def test_a_request_and_an_inmail_tell_a_program_nothing(cast, calling, way):
    to = cast.dee if way is Way.REQUEST else cast.cy
    thread = write(cast.ana, to, "May I ask you?", way).thread
    calling(to).post(f"/threads/{thread}/read", status=200)
    assert marks(calling(cast.ana), thread) == [UNKNOWN]


def test_in_a_group_a_program_sees_who_has_read_its_own_messages(cast, calling):
    thread = group_of(cast)
    said(cast.bo, thread, "Who comes?")
    bo = calling(cast.bo)

    def read_by(caller):
        found = caller.get(f"/threads/{thread}/messages")["messages"]
        return [(one["read"], one["read_by"]) for one in found]

    assert read_by(bo) == [(None, None), (False, [])]
    calling(cast.cy).post(f"/threads/{thread}/read", status=200)
    assert read_by(bo) == [(None, None), (True, ["cy"])]
    assert read_by(calling(cast.ana)) == [(None, None), (None, None)]
    bo.patch("/me/reach-settings", {"receipts": False})
    assert read_by(bo) == [(None, None), (None, [])]
