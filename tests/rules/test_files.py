import pytest

from rapport.rules.files import MB, FileCode, Ground, files_closed, room_left
from rapport.rules.policy import load

HUMANE = load("humane")


@pytest.mark.parametrize(
    ("ground", "count", "closed"),
    [
        (Ground(True, degree=1), 0, None),
        (Ground(True, degree=1), 10, None),
        (Ground(True, degree=1), 11, FileCode.TOO_MANY),
        (Ground(True, degree=2), 1, FileCode.NOT_YET),
        (Ground(True), 1, FileCode.NOT_YET),
        (Ground(True, degree=2, agreed=True), 1, None),
        (Ground(True, waits_for_viewer=True), 1, None),
        # a request or an InMail brings none, whoever the two are
        (Ground(False, degree=2), 1, FileCode.NOT_YET),
        (Ground(False, degree=1, agreed=True), 1, FileCode.NOT_YET),
        (Ground(False, degree=2), 0, None),
    ],
)
def test_files_go_to_whom_one_knows_or_who_agreed(ground, count, closed):
    assert files_closed(ground, count, HUMANE) is closed


def test_room_is_counted_down_to_nothing():
    whole = HUMANE.attachment.quota * MB
    assert room_left(0, HUMANE) == whole
    assert room_left(whole - 1, HUMANE) == 1
    assert room_left(whole + 5, HUMANE) == 0
