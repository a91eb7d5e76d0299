"""`rapport graph ask`: answers in order, remarks on standard error, refusals with a line number."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from rapport.cli.graph import graph
from tests.place import Place

EDGES = "a,b\nana,bo\nbo,cy\ncy,dee\ndee,eve\nana,fay\nfay,cy\n"


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Run `graph ask` on texts; gives the result."""
    monkeypatch.chdir(tmp_path)

    def run(edges, pairs=None, *rest):
        (tmp_path / "edges.csv").write_bytes(edges if isinstance(edges, bytes) else edges.encode())
        asked = []
        if pairs is not None:
            (tmp_path / "pairs.csv").write_bytes(pairs.encode())
            asked = ["--pairs", "pairs.csv"]
        return CliRunner().invoke(graph, ["ask", "--edges", "edges.csv", *asked, *rest])

    return run


def answers(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_answers_come_in_the_order_of_the_pairs(ask):
    result = ask(EDGES, "from,to\nbo,eve\nbo,ana\nana,cy\nana,eve\nbo,fay\n")
    assert answers(result) == [
        {"a": "bo", "b": "eve", "degree": 3, "mutual": 0, "path": ["bo", "cy", "dee", "eve"]},
        {"a": "bo", "b": "ana", "degree": 1, "mutual": 0, "path": ["bo", "ana"]},
        {"a": "ana", "b": "cy", "degree": 2, "mutual": 2, "path": ["ana", "bo", "cy"]},
        {"a": "ana", "b": "eve", "degree": None, "mutual": 0, "path": []},
        {"a": "bo", "b": "fay", "degree": 2, "mutual": 2, "path": ["bo", "ana", "fay"]},
    ]
    assert result.stderr == ""


def test_whole_numbers_stay_numbers_and_other_identifiers_text(ask):
    assert answers(ask("a,b\n10,-2\n-2,7\n", "a,b\n10,7\n"))[0]["path"] == [10, -2, 7]
    assert answers(ask("a,b\n10,007\n007,7\n", "a,b\n10,7\n"))[0]["path"] == ["10", "007", "7"]


def test_byte_order_mark_crlf_quotes_spaces_and_blank_lines_are_read(ask):
    edges = '\ufeffa,b\r\n"Ana, from Lisbon", bo \r\n\r\nbo,Zoë\r\n'
    (answer,) = answers(ask(edges, 'a,b\n"Ana, from Lisbon",Zoë\n'))
    assert answer["path"] == ["Ana, from Lisbon", "bo", "Zoë"]


def test_duplicates_and_self_loops_are_reported_with_their_lines(ask):
    result = ask("a,b\n1,2\n2,1\n3,3\n1,2\n2,3\n", "a,b\n1,3\n")
    assert answers(result)[0]["degree"] == 2
    assert "1 self-loop passed over (line 4)" in result.stderr
    assert "2 duplicate edges passed over (lines 3, 5)" in result.stderr


def test_a_long_report_lists_ten_lines_and_counts_the_rest(ask):
    result = ask("a,b\n" + "1,2\n" * 15, "a,b\n1,2\n")
    assert "14 duplicate edges passed over (lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 4 more)" in (
        result.stderr
    )


def test_unknown_people_and_people_themselves_have_no_degree_and_it_is_said_why(ask):
    result = ask(EDGES, "a,b\nana,zed\nzed,ana\nana,ana\n")
    assert [answer["degree"] for answer in answers(result)] == [None, None, None]
    assert [answer["mutual"] for answer in answers(result)] == [0, 0, 0]
    assert "pairs.csv, line 2: no edge names 'zed'." in result.stderr
    assert "pairs.csv, line 4: 'ana' is asked about themselves." in result.stderr


def test_suggestions_are_one_list_with_score_shared_connections_and_reason(ask):
    (found,) = answers(ask(EDGES, None, "--suggest", "5", "--for", "ana"))
    assert found == [
        {
            "id": "cy",
            "score": 2.8854,
            "mutual": 2,
            "shared": ["bo", "fay"],
            "reason": "2 shared connections: bo, fay.",
        }
    ]
    (found,) = answers(ask(EDGES, None, "--suggest", "1", "--for", "eve"))
    assert found[0]["reason"] == "Connected with dee, as you are."


@pytest.mark.parametrize(
    ("edges", "line", "why"),
    [
        ("a,b\n1,2\n3\n", 3, "has one column instead of two. Columns are separated by a comma."),
        ("a,b\n1,2\n\n3,4,5\n", 4, "has 3 columns instead of two."),
        ("a,b\n1,\n", 2, "the second column is empty."),
        ("a,b\n ,1\n", 2, "the first column is empty."),
        ("a,b,c\n1,2\n", 1, "has 3 columns instead of two."),
        ("", 1, "needs a header that names two columns."),
        ('a,b\n1,2\n"3,4\n', 3, "is not CSV"),
        (b"a,b\n1,2\ncaf\xe9,2\n", 3, "is not UTF-8"),
        ("a,b\n1," + "x" * 1_001 + "\n", 2, "an identifier is longer than 1,000 characters"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_nothing_is_written(ask, edges, line, why):
    result = ask(edges, "a,b\n1,2\n")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"edges.csv, line {line}: {why}" in result.stderr


def test_a_bad_row_among_the_pairs_is_refused_before_the_first_answer(ask):
    result = ask(EDGES, "a,b\nana,bo\nana\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pairs.csv, line 3" in result.stderr


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ([], "Ask about --pairs FILE"),
        (["--suggest", "3"], "belong together"),
        (["--for", "ana", "--suggest", "0"], "not in the range"),
        (["--for", "zed", "--suggest", "3"], "no edge of edges.csv names 'zed'"),
    ],
)
def test_questions_that_make_no_sense_are_refused(ask, rest, why):
    result = ask(EDGES, None, *rest)
    assert (result.exit_code, result.stdout) == (2, "")
    assert why in result.stderr


def test_a_missing_file_is_refused(ask):
    result = ask(EDGES, None, "--pairs", "absent.csv")
    assert result.exit_code == 2
    assert "absent.csv" in result.stderr


def test_unknown_kernels_are_refused(ask, monkeypatch):
    monkeypatch.setenv("RAPPORT_GRAPH", "fortran")
    assert ask(EDGES, "a,b\nana,bo\n").exit_code == 2


def test_no_edges_at_all_is_an_answer(ask):
    assert answers(ask("a,b\n", "a,b\n1,2\n"))[0]["degree"] is None


def test_the_command_starts_without_django():
    code = "import sys, rapport.cli.graph; print('django' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def test_status_tells_what_a_copy_needs(tmp_path):
    place = Place(tmp_path)
    place.run("rapport", "demo")

    told = json.loads(place.run("rapport", "graph", "status"))

    assert told["highest_member"] == told["connected_members"] == 60
    assert told["connections"] == told["log_last"] == 286
