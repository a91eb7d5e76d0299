import pytest

from rapport.kit.ranges import UnsatisfiableRange, range_of


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-", (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("bytes=10-19", (10, 10)),
        ("bytes=90-400", (90, 10)),
        ("bytes=-10", (90, 10)),
        ("bytes=-400", (0, 100)),
        ("bytes=20-10", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("bytes=a-b", None),
        ("items=0-1", None),
        ("bytes=٣-", None),
        ("bytes=" + "9" * 40 + "-", None),
    ],
)
def test_one_range_is_answered_and_everything_else_gets_the_whole(header, part):
    assert range_of(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_behind_the_end_there_is_nothing(header):
    with pytest.raises(UnsatisfiableRange):
        range_of(header, 100)


def test_an_empty_file_has_no_part():
    with pytest.raises(UnsatisfiableRange):
        range_of("bytes=0-", 0)
