"""Writes archives as LinkedIn does: any size, every quirk, the same for the same seed."""

import csv
import io
import random
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path


def columns(names: str) -> list[str]:
    """The names of a header."""
    return names.split(",")


NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ME = ("Ana", "Lima", "https://www.linkedin.com/in/ana-lima")
FIRST = [
    "Bo",
    "Cy",
    "Dee",
    "Noor",
    "José",
    "Zoë",
    "Łukasz",
    "Anaïs",
    "美咲",
    "Олена",
    "Ömer",
    "Siobhán",
    "Kwame",
    "Priya",
]
LAST = [
    "Berg",
    "Okafor",
    "García",
    "O'Neill",
    "Nowak",
    "Sørensen",
    "田中",
    "Шевченко",
    "Yılmaz",
    "Rossi",
    "Müller",
    "Dubois",
]
WORK = ["Harbour Labs", "Nordlicht GmbH", 'The "Quiet" Press', "Ferro, Silva & Co", ""]
ROLES = ["Engineer", "Head of Design, EMEA", "Nurse", "Founder", "Chercheuse", ""]
LINES = [
    "Thank you for the notes on the tide gauge.",
    "Would Thursday at ten suit you?",
    "I read your piece on ferries twice, and I have a question about the timetable.",
    "Here is the sketch: https://example.org/sketch?page=2",
    'She called it "the slow web", which I liked.',
    "One thing first, then the other;\nsecond line of it, with a comma.",
    "Grüße aus Köln — bis bald! 🙂",
    "Two of us, A & B, will come.",
]
CONNECTIONS = [
    "First Name",
    "Last Name",
    "URL",
    "Email Address",
    "Company",
    "Position",
    "Connected On",
]
INVITATIONS = [
    "From",
    "To",
    "Sent At",
    "Message",
    "Direction",
    "inviterProfileUrl",
    "inviteeProfileUrl",
]
MESSAGES = [
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
    "IS CONVERSATION ARCHIVED",
]
POSITIONS = columns("Company Name,Title,Description,Location,Started On,Finished On")
EDUCATION = columns("School Name,Start Date,End Date,Notes,Degree Name,Activities")
PROFILE = [
    "First Name",
    "Last Name",
    "Maiden Name",
    "Address",
    "Birth Date",
    "Headline",
    "Summary",
    "Industry",
    "Zip Code",
    "Geo Location",
    "Twitter Handles",
    "Websites",
    "Instant Messengers",
]
PREAMBLE = (
    'Notes:\r\n"Some addresses are missing: their owners, ""as is right"", keep them."\r\n\r\n'
)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], end: str = "\r\n") -> str:
    """The text of one table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def write_zip(path: Path, files: dict[str, str | bytes]) -> Path:
    """A ZIP archive of these files; text is written as UTF-8."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@dataclass
class Maker:
    """Makes the tables of one archive; `people` are (first, last, address) of the others."""

    seed: int = 1
    people: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def person(self, number: int) -> tuple[str, str, str]:
        """Somebody; two may share a name, none shares an address."""
        first, last = self.random.choice(FIRST), self.random.choice(LAST)
        return first, last, f"https://www.linkedin.com/in/{first.lower()}-{last.lower()}-{number}"

    def connections(self, count: int) -> list[list[str]]:
        """Rows of Connections.csv, newest first, as LinkedIn sorts them."""
        self.people = [self.person(number) for number in range(count)]
        found = []
        for number, (first, last, url) in enumerate(self.people):
            day = NOW - timedelta(days=1 + number * 4000 // max(count, 1))
            mail = f"p{number}@example.net" if number % 9 == 0 else ""
            work, role = self.random.choice(WORK), self.random.choice(ROLES)
            found.append([first, last, url, mail, work, role, f"{day:%d %b %Y}"])
        return found

    def invitations(self, count: int) -> list[list[str]]:
        """Rows of Invitations.csv in both directions, in the American order of dates."""
        found = []
        for number in range(count):
            first, last, url = self.person(10_000_000 + number)
            at = NOW - timedelta(days=number % 600, hours=5)
            sent = f"{at.month}/{at.day}/{at:%y}, {at:%I:%M %p}".replace(", 0", ", ")
            note = self.random.choice(LINES) if number % 3 == 0 else ""
            me, other = (f"{ME[0]} {ME[1]}", ME[2]), (f"{first} {last}", url)
            ends = (me, other) if number % 2 else (other, me)
            way = "OUTGOING" if number % 2 else "INCOMING"
            found.append([ends[0][0], ends[1][0], sent, note, way, ends[0][1], ends[1][1]])
        return found

    def messages(self, count: int, words: int = 3) -> list[list[str]]:
        """Rows of messages.csv: conversations of 1 to 40 messages, some with several people."""
        people = self.people or [self.person(number) for number in range(50)]
        found: list[list[str]] = []
        number = 0
        while len(found) < count:
            number += 1
            group = self.random.random() < 0.05
            others = self.random.sample(people, min(len(people), 3 if group else 1))
            found.extend(self._conversation(number, others, count - len(found), words))
        return found

    def _conversation(
        self, number: int, others: list[tuple[str, str, str]], most: int, words: int
    ) -> list[list[str]]:
        """One conversation, newest message first."""
        everybody = [ME, *others]
        at = NOW - timedelta(days=self.random.randrange(2, 3000))
        rows = []
        for _ in range(min(most, self.random.randrange(1, 41))):
            at = min(at + timedelta(minutes=self.random.randrange(1, 3000)), NOW)
            sender = self.random.choice(everybody)
            to = [one for one in everybody if one is not sender]
            text = " ".join(self.random.choice(LINES) for _ in range(words)) + f" ({len(rows)})"
            rows.append(
                [
                    f"2-{number:08d}==",
                    "",
                    f"{sender[0]} {sender[1]}",
                    sender[2],
                    ",".join(f"{first} {last}" for first, last, _ in to),
                    ",".join(url for _, _, url in to),
                    f"{at:%Y-%m-%d %H:%M:%S} UTC",
                    "",
                    text,
                    "INBOX",
                    "",
                    "No",
                    "No",
                ]
            )
        return rows[::-1]


def realistic(
    path: Path, *, connections: int = 40, invitations: int = 12, messages: int = 120, seed: int = 1
) -> Path:
    """A whole archive as downloaded: seven tables that are read and several that are not."""
    maker = Maker(seed)
    files: dict[str, str | bytes] = {
        "Connections.csv": PREAMBLE + table(CONNECTIONS, maker.connections(connections)),
        "messages.csv": table(MESSAGES, maker.messages(messages)),
        "Invitations.csv": table(INVITATIONS, maker.invitations(invitations)),
        "Profile.csv": "\ufeff" + table(PROFILE, [profile_row()]),
        "Positions.csv": table(POSITIONS, position_rows()),
        "Education.csv": table(EDUCATION, education_rows()),
        "Skills.csv": table(["Name"], [["Hydrography"], ["Plain writing"], ["hydrography"]]),
        "guide_messages.csv": table(MESSAGES[:10], []),
        "Ad_Targeting.csv": "Company Names,Company Names\r\nx,y\r\n",
        "Rich_Media.csv": "Date/Time,Media Description,Media Link\r\n",
        "Articles/Articles/slow-web.html": "<p>On ferries</p>",
    }
    return write_zip(path, files)


def profile_row() -> list[str]:
    """The owner."""
    row = dict.fromkeys(PROFILE, "")
    row |= {
        "First Name": ME[0],
        "Last Name": ME[1],
        "Birth Date": "Mar 3",
        "Headline": "Tide gauges & timetables",
        "Summary": "I measure water.\n\nMostly in Lisbon.",
        "Industry": "Research",
        "Geo Location": "Lisbon, Portugal",
    }
    return list(row.values())


def position_rows() -> list[list[str]]:
    """Work now and before."""
    return [
        ["Harbour Labs", "Hydrographer", "Gauges,\r\nand people.", "Lisbon", "Mar 2021", ""],
        ["Ferro, Silva & Co", "Surveyor", "", "Porto", "2017", "Feb 2021"],
    ]


def education_rows() -> list[list[str]]:
    """School."""
    return [["Universidade do Porto", "2012", "2017", "Thesis on tides", "MSc, Geodesy", "Rowing"]]
