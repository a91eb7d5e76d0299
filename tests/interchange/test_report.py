"""The report adds up, names lines, and never grows with what a stranger put into the archive."""

from hypothesis import given
from hypothesis import strategies as st

from rapport.interchange.report import (
    LINES_SHOWN,
    PASSED_OVER_SHOWN,
    FileReport,
    ImportReport,
    excerpt,
)


@given(st.lists(st.sampled_from(["keep", "skip", "unkeep"]), max_size=200))
def test_rows_read_are_always_rows_kept_and_skipped(steps):
    report = FileReport("skills", "Skills.csv")
    for line, step in enumerate(steps, 2):
        if step == "keep":
            report.keep()
        elif step == "skip" or not report.kept:
            report.skip(line, "a blank row")
        else:
            report.unkeep(line, "no text")
    assert report.read == report.kept + report.left_out == report.to_json()["read"]
    assert all(len(skipped.lines) <= LINES_SHOWN for skipped in report.skipped.values())


def test_the_text_names_reasons_lines_and_what_was_done():
    report = FileReport("skills", "Skills.csv", results={"filled": 1})
    report.keep()
    for line in range(2, 2 + LINES_SHOWN + 1):
        report.skip(line, "a blank row")
    report.skip(99, "a date that can't be read", "31 Feb 2024")
    report.note("cells with HTML entities, decoded", 3)
    refused = FileReport("messages", "messages.csv", refused="no header")
    whole = ImportReport([report, refused], [("x.zip", "an archive")], ["9 people"])
    text = whole.to_text().splitlines()
    assert text[0] == "Skills.csv: 23 read, 1 kept, 22 skipped, 1 filled"
    assert text[1].startswith("    skipped 21: a blank row; line 2, 3, ")
    assert text[1].endswith(", 21, …")
    assert text[2] == "    skipped 1: a date that can't be read; line 99 (31 Feb 2024)"
    assert text[3] == "    cells with HTML entities, decoded (3 times)"
    assert text[4] == "messages.csv: not read: no header"
    assert text[5:] == ["x.zip: left alone: an archive", "9 people"]


def test_what_a_stranger_wrote_is_short_and_printable_in_the_report():
    assert excerpt("a\x00b\x1b[31m\n c") == "a b [31m c"
    assert len(excerpt("x" * 10_000)) == 60
    many = [(f"{n}/" + "y" * 5000, "not used") for n in range(PASSED_OVER_SHOWN + 5)]
    told = ImportReport(passed_over=many).to_json()
    assert len(told["passed_over"]) == PASSED_OVER_SHOWN
    assert len(told["passed_over"][0]["path"]) == 120
    assert told["notes"] == ["5 more files were left alone."]
