"""Who the owner of an archive is, and who everybody else is."""

from datetime import UTC, datetime, timedelta

import pytest

from rapport.interchange.linkedin.connections import Connection
from rapport.interchange.linkedin.contents import Contents
from rapport.interchange.linkedin.directory import Directory
from rapport.interchange.linkedin.invitations import Invitation
from rapport.interchange.linkedin.messages import Message
from rapport.interchange.linkedin.owner import owner_of
from rapport.interchange.linkedin.people import Person
from rapport.interchange.linkedin.profile import Profile
from rapport.interchange.linkedin.reasons import ALONE
from rapport.interchange.linkedin.sorting import sort_out
from rapport.interchange.linkedin.spool import Spool
from rapport.interchange.report import FileReport

AT = datetime(2024, 1, 15, 14, 30, tzinfo=UTC)


def who(name: str, known: bool = True) -> Person:
    """Somebody, with an address or without."""
    slug = name.lower().replace(" ", "-")
    return Person(name, f"https://www.linkedin.com/in/{slug}" if known else "")


ANA, BO, CY = who("Ana Lima"), who("Bo Berg"), who("Cy Okafor")


def said(talk: str, sender: Person, *to: Person, minute: int = 0, line: int = 2) -> Message:
    """A message of a conversation."""
    at = AT + timedelta(minutes=minute)
    key = f"{talk}-{minute}-{line}"
    return Message(key, talk, "", sender, to, at, "", f"text {key}", "INBOX", False, line)


@pytest.fixture
def spool():
    with Spool() as made:
        yield made


def connection(person: Person, key: str = "") -> Connection:
    """A connection of the owner."""
    return Connection(key or person.url, person.name, person.url, "", "", "", AT.date(), 2)


def test_messages_come_back_as_they_were_oldest_first(spool):
    talk = [said("a", ANA, BO, CY, minute=n, line=10 - n) for n in (5, 3, 3, 1)]
    talk[1], talk[2] = (
        said("a", ANA, BO, minute=3, line=3),
        said("a", BO, ANA, minute=3, line=4),
    )
    for message in talk:
        spool.add(message)
    # The file lists the newest first, so of two in one second the later line is the older.
    assert list(spool.messages(spool.conversations["a"])) == [talk[3], talk[2], talk[1], talk[0]]


def test_an_oldest_first_file_keeps_its_order_within_a_second(spool):
    talk = [said("a", ANA, BO, minute=n, line=line) for n, line in ((1, 2), (1, 3), (2, 4))]
    for message in talk:
        spool.add(message)
    assert list(spool.messages(spool.conversations["a"])) == talk


def talks(spool: Spool, *messages: Message):
    """The conversations of these messages."""
    for message in messages:
        spool.add(message)
    return spool.conversations.values()


def test_the_side_of_the_invitations_that_is_always_the_same_is_the_owner(spool):
    invitation = Invitation("k", BO, ANA, True, AT, "", 2)
    found = owner_of("Somebody Else", [invitation], talks(spool, said("a", BO, CY)))
    assert found is not None
    assert found.url == ANA.url
    assert found.names == {"ana lima", "somebody else"}


def test_without_invitations_the_bearer_of_the_profiles_name_is_the_owner(spool):
    namesake = Person("Ana Lima", "https://www.linkedin.com/in/other-ana")
    found = owner_of(
        "ANA LIMA",
        [],
        talks(spool, said("a", namesake, ANA), said("b", BO, ANA), said("c", ANA, CY)),
    )
    assert found is not None
    assert found.is_(ANA)
    assert not found.is_(namesake)
    assert found.is_(who("Ana Lima", known=False))


def test_without_a_profile_whoever_is_in_most_conversations_is_the_owner(spool):
    found = owner_of("", [], talks(spool, said("a", ANA, BO), said("b", CY, ANA)))
    assert found is not None
    assert found.url == ANA.url


def test_an_owner_that_cannot_be_told_is_none(spool):
    assert owner_of("", [], talks(spool, said("a", ANA, BO))) is None
    assert owner_of("", [], []) is None


def test_whoever_changed_their_name_is_still_the_same(spool):
    before = Person("Ana Costa", ANA.url)
    found = owner_of("Ana Lima", [], talks(spool, said("a", before, BO), said("b", BO, ANA)))
    assert found is not None
    assert found.is_(who("Ana Costa", known=False))


def test_an_address_given_by_hand_comes_first(spool):
    found = owner_of("Ana Lima", [], talks(spool, said("a", ANA, BO)), me=BO.url)
    assert found is not None
    assert found.is_(BO)
    assert not found.is_(ANA)


def test_the_same_address_is_the_same_person_under_any_name():
    directory = Directory([connection(BO)])
    directory.learn([Person("Bo B.", BO.url)])
    assert directory.key_of(Person("", BO.url), "a") == BO.url
    assert directory.shadows[BO.url].name == "Bo Berg"


def test_a_name_without_address_is_its_bearer_in_the_same_conversation():
    directory = Directory([])
    directory.learn([BO])
    nameless = who("Bo Berg", known=False)
    assert directory.key_of(nameless, "a", [nameless, BO]) == BO.url


def test_a_name_without_address_is_the_one_connection_of_that_name():
    directory = Directory([connection(BO), connection(CY)])
    directory.learn([])
    assert directory.key_of(who("bo berg", known=False), "a") == BO.url


def test_two_people_of_one_name_are_never_made_into_one():
    other = Person("Bo Berg", "https://www.linkedin.com/in/bo-berg-2")
    directory = Directory([connection(BO), connection(other)])
    directory.learn([BO, other])
    unclear = who("Bo Berg", known=False)
    keys = {directory.key_of(unclear, "a"), directory.key_of(unclear, "b"), BO.url, other.url}
    assert len(keys) == 4


def test_closed_accounts_of_different_conversations_are_different_people():
    directory = Directory([])
    closed = Person("LinkedIn Member", "")
    assert directory.key_of(closed, "a") != directory.key_of(closed, "b")
    assert directory.key_of(closed, "a") == directory.key_of(closed, "a")


def test_a_connection_of_an_older_archive_gets_the_address_that_messages_know():
    directory = Directory([connection(who("Bo Berg", known=False), key="name:1")])
    directory.learn([BO])
    assert directory.key_of(BO, "a") == "name:1"
    assert directory.shadows["name:1"].url == BO.url
    assert list(directory.shadows) == ["name:1"]


def test_somebody_known_only_by_address_is_called_by_its_last_part():
    directory = Directory([])
    directory.learn([Person("", "https://www.linkedin.com/in/jos%C3%A9")])
    (shadow,) = directory.shadows.values()
    assert shadow.name == "josé"


def contents(spool: Spool, *messages: Message, name: str = "Ana Lima") -> Contents:
    """An archive of these messages."""
    made = Contents(spool, profile=Profile(name, "", "", "", "", 2) if name else None)
    report = FileReport("messages", "messages.csv")
    made.report.files.append(report)
    for message in messages:
        spool.add(message)
        report.keep()
    return made


def test_a_conversation_with_nobody_else_is_left_out_by_line(spool):
    archive = contents(spool, said("a", ANA, line=7), said("b", ANA, BO, line=8))
    found = sort_out(archive, "")
    assert list(found.sides) == ["b"]
    report = archive.report.files[0]
    assert (report.read, report.kept) == (2, 1)
    assert report.skipped[ALONE].lines == [(7, "")]


def test_without_an_owner_the_messages_are_refused_and_the_rest_is_not(spool):
    archive = contents(spool, said("a", BO, CY), name="")
    found = sort_out(archive, "Somebody")
    assert found.sides == {}
    assert "--me" in archive.report.files[0].refused


def test_the_members_own_name_stands_in_for_a_missing_profile(spool):
    found = sort_out(contents(spool, said("a", BO, ANA), name=""), "ana lima")
    assert found.sides["a"] == {BO: BO.url, ANA: None}
