"""Each kind of table becomes records, and each row that can't says why."""

from datetime import UTC, date, datetime

from rapport.interchange.linkedin import reasons as why
from rapport.interchange.linkedin.connections import read_connections
from rapport.interchange.linkedin.dates import PartialDate
from rapport.interchange.linkedin.education import read_education
from rapport.interchange.linkedin.invitations import read_invitations
from rapport.interchange.linkedin.messages import read_messages
from rapport.interchange.linkedin.people import Person
from rapport.interchange.linkedin.positions import read_positions
from rapport.interchange.linkedin.profile import read_profile
from rapport.interchange.linkedin.skills import read_skills
from tests.interchange.archives import (
    CONNECTIONS,
    EDUCATION,
    INVITATIONS,
    ME,
    MESSAGES,
    POSITIONS,
    PROFILE,
    profile_row,
)
from tests.interchange.linkedin.tables import read_rows, reasons

BO = "https://www.linkedin.com/in/bo-berg"
CY = "https://www.linkedin.com/in/cy-okafor"


def connection(**cells: str) -> list[str]:
    """A row of Connections.csv."""
    whole = ["Bo", "Berg", BO, "", "Harbour Labs", "Nurse", "12 Mar 2024"]
    row = dict(zip(CONNECTIONS, whole, strict=True))
    return list((row | {key.replace("_", " "): value for key, value in cells.items()}).values())


def test_connections_are_read_with_their_key():
    (bo,), _ = read_rows(read_connections, CONNECTIONS, [connection(Email_Address="bo@x.org")])
    assert (bo.key, bo.name, bo.url) == (BO, "Bo Berg", BO)
    assert (bo.email, bo.company, bo.position) == ("bo@x.org", "Harbour Labs", "Nurse")
    assert (bo.connected_on, bo.line) == (date(2024, 3, 12), 2)


def test_connections_without_an_address_have_a_key_of_name_mail_and_date():
    rows = [connection(URL=""), connection(URL="", Connected_On="13 Mar 2024")]
    found, _ = read_rows(read_connections, CONNECTIONS, rows)
    assert len({one.key for one in found}) == 2
    assert all(one.key.startswith("name:") for one in found)


def test_connections_of_older_archives_have_no_address_column():
    header = [name for name in CONNECTIONS if name != "URL"]
    row = [cell for cell in connection() if cell != BO]
    (bo,), report = read_rows(read_connections, header, [row])
    assert bo.url == ""
    assert "column URL is missing, as in older archives" in report.notes


def test_connections_that_cannot_be_kept_say_why():
    rows = [
        connection(),
        connection(First_Name="Again", URL=BO + "/?trk=1"),
        connection(First_Name="", Last_Name="", URL=""),
        connection(URL=CY, Connected_On="31 Feb 2024"),
        connection(URL=CY, Connected_On="12 Mar 2031"),
        connection(URL=CY, Company="x" * 201),
        [""] * 7,
    ]
    found, report = read_rows(read_connections, CONNECTIONS, rows)
    assert len(found) == 1
    assert reasons(report) == {
        why.AGAIN: [3],
        why.NAMELESS: [4],
        why.NO_DATE: [5],
        why.FUTURE: [6],
        why.TOO_LONG: [7],
        why.BLANK: [8],
    }
    assert report.skipped[why.NO_DATE].lines == [(5, "31 Feb 2024: the calendar has no such day")]


def test_a_connection_without_a_date_is_kept():
    (bo,), _ = read_rows(read_connections, CONNECTIONS, [connection(Connected_On="")])
    assert bo.connected_on is None


def invitation(sent: str, direction: str = "OUTGOING", note: str = "") -> list[str]:
    """A row of Invitations.csv between Ana and Bo."""
    ana, bo = (f"{ME[0]} {ME[1]}", ME[2]), ("Bo Berg", BO)
    ends = (ana, bo) if direction == "OUTGOING" else (bo, ana)
    return [ends[0][0], ends[1][0], sent, note, direction, ends[0][1], ends[1][1]]


def test_invitations_are_seen_from_their_owner():
    rows = [
        invitation("1/15/24, 2:30 PM", note="Hello\r\nBo"),
        invitation("1/16/24, 2:30 PM", "INCOMING"),
    ]
    (sent, received), _ = read_rows(read_invitations, INVITATIONS, rows)
    assert (sent.outgoing, received.outgoing) == (True, False)
    assert sent.other == received.other == Person("Bo Berg", BO)
    assert sent.owner == received.owner == Person("Ana Lima", ME[2])
    assert sent.sent_at == datetime(2024, 1, 15, 14, 30, tzinfo=UTC)
    assert sent.note == "Hello\nBo"


def test_one_date_that_can_mean_only_one_thing_settles_the_order_of_its_file():
    for settling, month in (("25/1/24, 2:30 PM", 4), ("1/25/24, 2:30 PM", 3)):
        rows = [invitation("3/4/24, 2:30 PM"), invitation(settling)]
        (open_one, _), _ = read_rows(read_invitations, INVITATIONS, rows)
        assert open_one.sent_at.month == month


def test_invitations_that_cannot_be_kept_say_why():
    nobody = ["Ana Lima", "LinkedIn Member", "1/15/24, 2:30 PM", "", "OUTGOING", ME[2], ""]
    rows = [
        invitation("1/15/24, 2:30 PM"),
        invitation("1/15/24, 2:30 PM"),
        invitation("1/15/24, 2:30 PM", "SIDEWAYS"),
        invitation("yesterday"),
        invitation("1/15/31, 2:30 PM"),
        nobody,
    ]
    found, report = read_rows(read_invitations, INVITATIONS, rows)
    assert len(found) == 1
    assert reasons(report) == {
        why.AGAIN: [3],
        why.NO_DIRECTION: [4],
        why.NO_DATE: [5],
        why.FUTURE: [6],
        why.NOBODY: [7],
    }


def message(**cells: str) -> list[str]:
    """A row of messages.csv from Ana to Bo."""
    row = dict.fromkeys(MESSAGES, "") | {
        "CONVERSATION ID": "2-abc==",
        "FROM": "Ana Lima",
        "SENDER PROFILE URL": ME[2],
        "TO": "Bo Berg",
        "RECIPIENT PROFILE URLS": BO,
        "DATE": "2024-01-15 14:30:00 UTC",
        "CONTENT": "Hello",
        "FOLDER": "INBOX",
    }
    return list((row | {key.replace("_", " "): value for key, value in cells.items()}).values())


def test_messages_are_read_with_everybody_they_went_to():
    row = message(TO="Bo Berg,Cy Okafor", RECIPIENT_PROFILE_URLS=f"{BO},{CY}", SUBJECT="Tides")
    (one,), _ = read_rows(read_messages, MESSAGES, [row])
    assert one.sender == Person("Ana Lima", ME[2])
    assert one.recipients == (Person("Bo Berg", BO), Person("Cy Okafor", CY))
    assert (one.conversation, one.subject, one.text) == ("2-abc==", "Tides", "Hello")
    assert one.sent_at == datetime(2024, 1, 15, 14, 30, tzinfo=UTC)


def test_messages_of_older_archives_lack_the_newer_columns():
    header = ["FROM", "TO", "DATE", "SUBJECT", "CONTENT", "DIRECTION"]
    rows = [
        ["Ana Lima", "Bo Berg", "2017-01-15 14:30:00 UTC", "", "Hello", "OUTGOING"],
        ["Bo Berg", "Ana Lima", "2017-01-15 14:31:00 UTC", "", "Hi", "INCOMING"],
        ["Cy Okafor", "Ana Lima", "2017-01-15 14:31:00 UTC", "", "Hi", "INCOMING"],
    ]
    (there, back, other), _ = read_rows(read_messages, header, rows)
    assert there.conversation == back.conversation != other.conversation


def test_the_same_message_twice_is_one_and_differs_by_any_part_of_its_key():
    rows = [
        message(),
        message(),
        message(CONTENT="Hello!"),
        message(DATE="2024-01-15 14:30:01 UTC"),
        message(CONVERSATION_ID="2-abd=="),
        message(FROM="Bo Berg", SENDER_PROFILE_URL=BO),
    ]
    found, report = read_rows(read_messages, MESSAGES, rows)
    assert len({one.key for one in found}) == len(found) == 5
    assert reasons(report) == {why.AGAIN: [3]}


def test_messages_that_cannot_be_kept_say_why():
    rows = [
        message(IS_MESSAGE_DRAFT="Yes"),
        message(FROM="", SENDER_PROFILE_URL=""),
        message(DATE="soon"),
        message(DATE="2031-01-15 14:30:00 UTC"),
        message(CONTENT=" \r\n "),
        message(CONTENT="", ATTACHMENTS="https://example.org/file"),
    ]
    found, report = read_rows(read_messages, MESSAGES, rows)
    assert found == []
    assert reasons(report) == {
        why.DRAFT: [2],
        why.NO_SENDER: [3],
        why.NO_DATE: [4],
        why.FUTURE: [5],
        # A row with a line end in a cell takes two lines.
        why.EMPTY: [6],
        why.ONLY_ATTACHMENT: [8],
    }


def test_attachments_and_long_titles_are_told_of():
    row = message(ATTACHMENTS="https://example.org/file", CONVERSATION_TITLE="x" * 201)
    (one,), report = read_rows(read_messages, MESSAGES, [row])
    assert len(one.title) == 200
    assert "messages with attachments, which the archive does not contain" in report.notes
    assert "titles of more than 200 characters, cut off" in report.notes


def test_positions_know_their_months_as_far_as_they_are_told():
    rows = [
        ["Harbour Labs", "Hydrographer", "Gauges,\r\nand people", "Lisbon", "Mar 2021", ""],
        ["Ferro", "Surveyor", "", "", "2017", "Feb 2021"],
    ]
    (now, before), _ = read_rows(read_positions, POSITIONS, rows)
    assert (now.started, now.ended) == (PartialDate(2021, 3), None)
    assert now.description == "Gauges,\nand people"
    assert (before.started, before.ended) == (PartialDate(2017), PartialDate(2021, 2))


def test_positions_that_cannot_be_kept_say_why():
    rows = [
        ["Ferro", "Surveyor", "", "", "2017", ""],
        ["Ferro", "Surveyor", "other words", "", "2017", ""],
        ["", "", "text", "", "", ""],
        ["Ferro", "Boss", "", "", "Mar 2021", "Feb 2021"],
        ["Ferro", "Boss", "", "", "Marz 2021?", ""],
    ]
    found, report = read_rows(read_positions, POSITIONS, rows)
    assert len(found) == 1
    assert reasons(report) == {
        why.AGAIN: [3],
        why.NOWHERE: [4],
        why.BACKWARDS: [5],
        why.NO_DATE: [6],
    }


def test_schools_are_read_and_refused_alike():
    rows = [
        ["Porto", "2012", "2017", "Thesis", "MSc, Geodesy", "Rowing"],
        ["Porto", "2012", "2017", "", "MSc, Geodesy", ""],
        ["", "2012", "", "", "MSc", ""],
        ["Porto", "2017", "2012", "", "", ""],
    ]
    (porto,), report = read_rows(read_education, EDUCATION, rows)
    assert (porto.school, porto.degree, porto.activities) == ("Porto", "MSc, Geodesy", "Rowing")
    assert (porto.started, porto.ended) == (PartialDate(2012), PartialDate(2017))
    assert reasons(report) == {why.AGAIN: [3], why.NO_SCHOOL: [4], why.BACKWARDS: [5]}


def test_skills_are_read_once_whatever_their_case():
    found, report = read_rows(read_skills, ["Name"], [["Tides"], ["tides"], ["Maps"], [""]])
    assert found == [(2, "Tides"), (4, "Maps")]
    assert reasons(report) == {why.AGAIN: [3], why.BLANK: [5]}


def test_the_first_profile_with_a_name_is_the_owner():
    nameless = ["", "", *profile_row()[2:]]
    (ana,), report = read_rows(read_profile, PROFILE, [nameless, profile_row(), profile_row()])
    assert (ana.name, ana.headline) == ("Ana Lima", "Tide gauges & timetables")
    assert ana.summary == "I measure water.\n\nMostly in Lisbon."
    assert reasons(report) == {why.NO_NAME: [2], why.SECOND: [8]}
