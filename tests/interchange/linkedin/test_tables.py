"""One table, row by row, through everything that archives do to CSV."""

import csv
import io
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.interchange.archive import open_archive
from rapport.interchange.linkedin.reasons import (
    BAD_QUOTES,
    BLANK,
    CUT_SHORT,
    HEADER_AGAIN,
    TOO_LONG,
    TOO_MANY_CELLS,
)
from rapport.interchange.linkedin.tables import CELL_KEPT, CELL_MOST, TableShape, rows, text_of
from rapport.interchange.refused import ArchiveRefused
from rapport.interchange.report import FileReport
from tests.interchange.archives import write_zip

SHAPE = TableShape("people", ("First Name", "Date"), ("Note",))


def read(text: str, **options: bool) -> tuple[list[tuple[int, list[str]]], FileReport]:
    """The rows that are kept, and the report."""
    report = FileReport("people", "People.csv")
    found = []
    for row in rows(io.StringIO(text, newline=""), SHAPE, report, **options):
        report.keep()
        found.append(row)
    assert report.read == report.kept + report.left_out
    return found, report


def reasons(report: FileReport) -> dict[str, list[int]]:
    """Reason → line numbers."""
    return {why: [line for line, _ in skip.lines] for why, skip in report.skipped.items()}


def test_columns_come_in_the_order_of_the_shape_whatever_their_order_case_and_separators():
    found, _ = read("NOTE,date,other,First_name\nhi,1,x,Bo\n")
    assert found == [(2, ["Bo", "1", "hi"])]


def test_a_preamble_is_passed_over_however_long_up_to_the_tenth_line():
    head = 'Notes:\r\n"A paragraph, ""quoted"",\r\nof two lines"\r\n\r\n'
    found, _ = read(head + "First Name,Date,Note\r\nBo,1,\r\n")
    assert found == [(6, ["Bo", "1", ""])]
    assert read("\n" * 9 + "First Name,Date\nBo,1\n")[0] == [(11, ["Bo", "1", ""])]


def test_a_header_after_the_tenth_line_or_in_another_language_refuses_the_file():
    for text in ("\n" * 10 + "First Name,Date\nBo,1\n", "Vorname,Datum\nBo,1\n", ""):
        found, report = read(text)
        assert found == []
        assert "no header within the first 10 lines" in report.refused
        assert "First Name, Date" in report.refused
        assert report.read == 0
    assert "Vorname, Datum" in read("Vorname,Datum\nBo,1\n")[1].refused


def test_a_table_with_only_a_header_has_no_rows_and_is_not_refused():
    found, report = read("First Name,Date\n")
    assert (found, report.refused, report.read) == ([], "", 0)


def test_blank_padding_rows_and_empty_lines_are_skipped_by_line():
    found, report = read("First Name,Date\n,,,,,,\n\nBo,1\n , \n")
    assert found == [(4, ["Bo", "1", ""])]
    assert reasons(report) == {BLANK: [2, 3, 5]}


def test_line_ends_quotes_and_commas_inside_cells_are_kept():
    found, _ = read('First Name,Date,Note\r\nBo,1,"a ""b"", c\r\nd"\r\nCy,2,\r\n')
    assert found == [(2, ["Bo", "1", 'a "b", c\r\nd']), (4, ["Cy", "2", ""])]


def test_old_mac_line_ends_are_line_ends():
    assert [cells[0] for _, cells in read("First Name,Date\rBo,1\rCy,2\r")[0]] == ["Bo", "Cy"]


def test_the_header_met_again_is_no_row():
    found, report = read("First Name,Date\nBo,1\nFirst Name,Date\nCy,2\n")
    assert [cells[0] for _, cells in found] == ["Bo", "Cy"]
    assert reasons(report) == {HEADER_AGAIN: [3]}


def test_more_cells_than_the_header_are_refused_unless_they_are_empty():
    found, report = read("First Name,Date\nBo,1,,\nCy,2,x\n")
    assert [cells[0] for _, cells in found] == ["Bo"]
    assert reasons(report) == {TOO_MANY_CELLS: [3]}


def test_fewer_cells_than_the_header_leave_the_rest_empty():
    assert read("First Name,Date,Note\nBo,1\n")[0] == [(2, ["Bo", "1", ""])]


def test_a_column_named_twice_is_read_once_and_told():
    found, report = read("First Name,Date,Date\nBo,1,2\n")
    assert found == [(2, ["Bo", "1", ""])]
    assert "column Date occurs more than once; the first is read" in report.notes


def test_a_lost_quotation_mark_costs_its_own_rows_and_no_others():
    found, report = read('First Name,Date,Note\nBo,1,"x\nCy,2,"y"\nDee,3,z\n')
    assert [cells[0] for _, cells in found] == ["Dee"]
    assert reasons(report) == {BAD_QUOTES: [2]}
    assert report.skipped[BAD_QUOTES].lines == [(2, "up to line 3")]


@pytest.mark.parametrize(
    "text", ['First Name,Date\nBo,1\nCy,"2\nDee,3\n', "First Name,Date\nBo,1\nCy"]
)
def test_a_table_cut_in_the_middle_of_a_row_is_refused_or_loses_that_row_alone(text):
    with pytest.raises(ArchiveRefused, match="starts in line 3") as refusal:
        read(text)
    assert refusal.value.code == "file_cut_short"
    found, report = read(text, keep_whole_rows=True)
    assert found == [(2, ["Bo", "1", ""])]
    assert reasons(report) == {CUT_SHORT: [3]}


def test_a_last_row_without_a_line_end_is_whole():
    assert read("First Name,Date\nBo,1")[0] == [(2, ["Bo", "1", ""])]


def test_nul_characters_are_taken_out_and_told():
    found, report = read("First Name,Date\nB\0o,1\0\n")
    assert found == [(2, ["Bo", "1", ""])]
    assert report.notes["NUL characters taken out"] == 2


def test_entities_and_broken_accents_are_mended_and_told():
    found, report = read("First Name,Date\nTom &amp; JosÃ©,1\n")
    assert found[0][1][0] == "Tom & José"
    assert report.notes["cells with HTML entities, decoded"] == 1
    assert report.notes["cells with mis-decoded accents, repaired"] == 1


def test_a_very_long_cell_is_skipped_and_an_endless_one_is_damage():
    found, report = read(f"First Name,Date\nBo,{'x' * (CELL_KEPT + 1)}\nCy,2\n")
    assert [cells[0] for _, cells in found] == ["Cy"]
    assert reasons(report) == {TOO_LONG: [2]}
    for endless in ("x" * (CELL_MOST + 1), '"' + "x\n" * (CELL_MOST // 2 + 1)):
        with pytest.raises(ArchiveRefused, match="starts in line 2"):
            read(f"First Name,Date\nBo,{endless}")


def archived(tmp_path, content: bytes) -> tuple[list[list[str]], FileReport]:
    """The cells of a table inside an archive."""
    report = FileReport("people", "People.csv")
    path = write_zip(tmp_path / "a.zip", {"People.csv": content})
    with open_archive(path) as archive, text_of(archive, archive.entries[0], report) as stream:
        return [cells for _, cells in rows(stream, SHAPE, report)], report


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_by_their_mark_are_read(tmp_path, encoding):
    text = "First Name,Date\r\nZoë 美咲,1\r\n"
    cells, report = archived(tmp_path, text.encode(encoding))
    assert cells == [["Zoë 美咲", "1", ""]]
    assert not any("1252" in note for note in report.notes)


def test_bytes_that_are_no_utf8_are_read_as_windows_1252_and_told(tmp_path):
    content = "First Name,Date\nZoë,1\n".encode("cp1252") + "José,2\n".encode()
    cells, report = archived(tmp_path, content)
    assert [row[0] for row in cells] == ["Zoë", "José"]
    assert any("Windows-1252" in note for note in report.notes)


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\0&\r", exclude_categories=["Cs"]), max_size=20
).filter(lambda cell: cell.isascii() or not any("\u00c2" <= char <= "\u00f4" for char in cell))


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_what_was_written_is_read_back(written, end):
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(["First Name", "Date", "Note"])
    writer.writerows(written)
    found, _ = read(text.getvalue())
    expected = [list(row) for row in written if any(cell.strip() for cell in row)]
    assert [cells for _, cells in found if cells != ["First Name", "Date", "Note"]] == [
        row for row in expected if row != ["First Name", "Date", "Note"]
    ]


@given(st.text(string.ascii_letters + '",\n\r\0 ', max_size=200))
def test_any_text_is_read_or_refused_and_never_an_accident(text):
    outcome = ""
    try:
        read("First Name,Date\n" + text)
    except ArchiveRefused as refusal:
        outcome = refusal.code
    assert outcome in ("", "file_cut_short")
