"""An archive becomes its owner's own network, once, however often and however brokenly it runs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rapport.contacts.models import ImportedInvitation, ShadowContact
from rapport.interchange.actions import importing, keeping
from rapport.interchange.actions.importing import Wishes, import_archive
from rapport.interchange.linkedin import reasons as why
from rapport.interchange.report import ImportReport
from rapport.kit.refusals import Refused
from rapport.live.models import Outbox
from rapport.members.actions import join
from rapport.members.models import Member
from rapport.messaging.models import Message, Opening, Participation, Thread
from tests.interchange.archives import (
    CONNECTIONS,
    INVITATIONS,
    ME,
    MESSAGES,
    NOW,
    PREAMBLE,
    PROFILE,
    profile_row,
    realistic,
    table,
    write_zip,
)
from tests.interchange.hostile_zips import HOSTILE

pytestmark = pytest.mark.django_db

BO = "https://www.linkedin.com/in/bo-berg"
CY = "https://www.linkedin.com/in/cy-okafor"


@pytest.fixture
def ana() -> Member:
    return join("ana@example.org", "Ana Lima", handle="ana", password="x")


def run(owner: Member, path: Path, **wishes: object) -> ImportReport | Refused:
    """Import without telling anybody how far it is."""
    return import_archive(owner.pk, path, NOW, Wishes(**wishes), lambda *_: None)  # type: ignore[arg-type]


def imported(owner: Member, path: Path, **wishes: object) -> ImportReport:
    """Import and expect it to work."""
    report = run(owner, path, **wishes)
    assert isinstance(report, ImportReport), report
    return report


def said(talk: str, sender: str, to: str, minute: int, text: str, **cells: str) -> list[str]:
    """A row of messages.csv among Ana, Bo and Cy (given by their first names)."""
    names = {"Ana": "Ana Lima", "Bo": "Bo Berg", "Cy": "Cy Okafor"}
    urls = {"Ana": ME[2], "Bo": BO, "Cy": CY}
    row = dict.fromkeys(MESSAGES, "") | {
        "CONVERSATION ID": talk,
        "FROM": names[sender],
        "SENDER PROFILE URL": urls[sender],
        "TO": ",".join(names[one] for one in to.split()),
        "RECIPIENT PROFILE URLS": ",".join(urls[one] for one in to.split()),
        "DATE": f"2024-01-15 14:{minute:02}:00 UTC",
        "CONTENT": text,
    }
    return list((row | {key.replace("_", " "): value for key, value in cells.items()}).values())


def archive(tmp_path: Path, *messages: list[str], **files: str) -> Path:
    """An archive of Ana's with these messages."""
    tables = {"Profile.csv": table(PROFILE, [profile_row()])}
    if messages:
        tables["messages.csv"] = table(MESSAGES, messages)
    tables |= {f"{name}.csv": text for name, text in files.items()}
    return write_zip(tmp_path / "archive.zip", dict(tables))


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows that an import writes, in a form that can be compared."""
    return {
        model.__name__: sorted(model.objects.values_list(), key=repr)
        for model in (ShadowContact, ImportedInvitation, Thread, Message, Participation)
    }


def test_a_whole_archive_becomes_shadows_invitations_and_conversations(ana, tmp_path):
    path = realistic(tmp_path / "a.zip", connections=40, invitations=12, messages=120)
    report = imported(ana, path)
    assert ShadowContact.objects.filter(owner=ana, connected_on__isnull=False).count() == 40
    assert ImportedInvitation.objects.filter(owner=ana).count() == 12
    assert Message.objects.count() == 120
    assert report.file("messages").results["new"] == 120
    assert report.file("connections").results["new"] == 40
    assert all(file.read == file.kept + file.left_out for file in report.files)


def test_running_it_twice_changes_nothing(ana, tmp_path):
    path = realistic(tmp_path / "a.zip")
    imported(ana, path)
    before = everything()
    report = imported(ana, path)
    assert everything() == before
    assert report.file("connections").results == {"new": 0, "changed": 0, "here already": 40}
    assert report.file("messages").results["new"] == 0
    assert report.file("invitations").results["new"] == 0
    ana.refresh_from_db()
    assert ana.positions.count() == 2


def test_a_run_that_broke_off_is_completed_by_the_next(ana, tmp_path, monkeypatch):
    path = realistic(tmp_path / "a.zip", messages=300)
    monkeypatch.setattr(keeping, "BATCH", 25)
    other = join("dee@example.org", "Dee", handle="dee", password="x")
    imported(other, path)
    kept, keep = [], keeping.keep_conversations

    def break_off(*args):
        if len(kept) == 3:
            raise KeyboardInterrupt
        kept.append(1)
        return keep(*args)

    monkeypatch.setattr(keeping, "keep_conversations", break_off)
    with pytest.raises(KeyboardInterrupt):
        run(ana, path)
    assert 0 < Message.objects.filter(thread__owner=ana).count() < 300
    monkeypatch.setattr(keeping, "keep_conversations", keep)
    imported(ana, path)
    fields = ("thread__source_key", "seq", "source_key", "text", "shadow__key", "sent_at")
    mine = Message.objects.filter(thread__owner=ana).order_by(*fields[:2]).values_list(*fields)
    theirs = Message.objects.filter(thread__owner=other).order_by(*fields[:2]).values_list(*fields)
    assert list(mine) == list(theirs)


def test_threads_have_a_sequence_without_gaps_oldest_first(ana, tmp_path):
    imported(ana, realistic(tmp_path / "a.zip", messages=200))
    for thread in Thread.objects.all():
        rows = list(thread.messages.order_by("seq").values_list("seq", "sent_at"))
        assert [seq for seq, _ in rows] == list(range(1, thread.last_seq + 1))
        assert [at for _, at in rows] == sorted(at for _, at in rows)
        assert thread.last_at == rows[-1][1]
        assert thread.owner_id == ana.pk
        mine = thread.participations.get(member=ana)
        assert (mine.seq, mine.read_seq) == (thread.last_seq, thread.last_seq)


def test_a_conversation_knows_who_wrote_and_how_it_stands(ana, tmp_path):
    rows = [
        said("t", "Bo", "Ana", 3, "And <b>yet</b>"),
        said("t", "Bo", "Ana", 2, "Hello Ana"),
        said("t", "Ana", "Bo", 1, "Hello Bo"),
    ]
    imported(ana, archive(tmp_path, *rows))
    thread = Thread.objects.get()
    first, *rest = thread.messages.order_by("seq")
    assert (first.author_id, first.shadow_id) == (ana.pk, None)
    assert all(one.author_id is None and one.shadow.url == BO for one in rest)
    assert rest[-1].html == "<p>And &lt;b&gt;yet&lt;/b&gt;</p>\n"
    assert (thread.state, thread.opened_by_id) == ("open", ana.pk)
    assert (thread.last_from_id, thread.unanswered) == (None, 2)
    assert thread.preview == "And <b>yet</b>"
    mine = thread.participations.get(member=ana)
    assert mine.wrote_at == datetime(2024, 1, 15, 14, 1, tzinfo=UTC)


def test_a_newer_archive_adds_what_is_new_at_the_end(ana, tmp_path):
    first = [said("t", "Ana", "Bo", 1, "one")]
    imported(ana, archive(tmp_path, *first))
    newer = [said("t", "Bo", "Ana Cy", 5, "two"), said("u", "Cy", "Ana", 6, "new"), *first]
    report = imported(ana, archive(tmp_path, *newer))
    thread = Thread.objects.get(source_key="t")
    assert list(thread.messages.values_list("seq", "text")) == [(1, "one"), (2, "two")]
    assert (thread.last_seq, thread.unanswered, thread.last_from_id) == (2, 1, None)
    people = Participation.objects.filter(thread=thread, shadow__isnull=False)
    assert set(people.values_list("shadow__url", flat=True)) == {BO, CY}
    assert set(thread.participations.values_list("seq", flat=True)) == {2}
    assert report.file("messages").results == {
        "new": 2,
        "here already": 1,
        "conversations": 2,
        "new conversations": 1,
    }


def test_an_older_archive_does_not_turn_the_end_of_a_thread_back(ana, tmp_path):
    imported(ana, archive(tmp_path, said("t", "Bo", "Ana", 9, "last")))
    imported(ana, archive(tmp_path, said("t", "Ana", "Bo", 1, "earlier")))
    thread = Thread.objects.get()
    assert (thread.last_seq, thread.preview) == (2, "last")
    assert thread.last_at == datetime(2024, 1, 15, 14, 9, tzinfo=UTC)


def test_nobody_is_told_and_no_quota_counts_it(ana, tmp_path):
    told = Outbox.objects.count()
    imported(ana, realistic(tmp_path / "a.zip"))
    assert Outbox.objects.count() == told
    assert Opening.objects.count() == 0
    assert not Message.objects.filter(to_stranger=True).exists()


def test_people_of_the_archive_belong_to_its_owner_alone(ana, tmp_path):
    bo = join("bo@example.org", "Bo Berg", handle="bo", password="x")
    path = realistic(tmp_path / "a.zip")
    imported(ana, path)
    members = Member.objects.count()
    assert not ShadowContact.objects.filter(owner=bo).exists()
    imported(bo, path)
    keys = [
        set(ShadowContact.objects.filter(owner=one).values_list("key", flat=True))
        for one in (ana, bo)
    ]
    assert keys[0] == keys[1]
    assert not Participation.objects.filter(thread__owner=ana, member=bo).exists()
    assert Member.objects.count() == members


def test_the_profile_is_filled_where_it_is_empty(ana, tmp_path):
    report = imported(ana, realistic(tmp_path / "a.zip"))
    ana.refresh_from_db()
    assert ana.headline == "Tide gauges & timetables"
    assert ana.about == "I measure water.\n\nMostly in Lisbon."
    assert "<p>I measure water.</p>" in ana.about_html
    assert ana.location == "Lisbon, Portugal"
    assert [one.employer for one in ana.positions.all()] == ["Harbour Labs", "Ferro, Silva & Co"]
    assert ana.education.get().notes == "Thesis on tides\n\nRowing"
    assert [one.name for one in ana.skills.all()] == ["Hydrography", "Plain writing"]
    assert report.file("profile").results == {"filled": 3}


def test_the_profile_is_never_overwritten(ana, tmp_path):
    Member.objects.filter(pk=ana.pk).update(headline="Mine", about="", location="Faro")
    ana.skills.create(name="Rowing")
    report = imported(ana, realistic(tmp_path / "a.zip"))
    ana.refresh_from_db()
    assert (ana.headline, ana.location, ana.name) == ("Mine", "Faro", "Ana Lima")
    assert [one.name for one in ana.skills.all()] == ["Rowing"]
    assert ana.about.startswith("I measure")
    assert "left alone: your profile already has a headline" in report.file("profile").notes
    assert "left alone: your profile already has skills" in report.file("skills").notes


def test_profile_parts_that_do_not_fit_are_left_out_with_their_line(ana, tmp_path):
    positions = (
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        f"{'x' * 121},Boss,,,2017,\nFerro,Surveyor,,,2017,\n"
    )
    report = imported(ana, archive(tmp_path, Positions=positions)).file("positions")
    assert [one.employer for one in ana.positions.all()] == ["Ferro"]
    assert (report.read, report.kept) == (2, 1)
    ((reason, skipped),) = report.skipped.items()
    assert "121" in reason
    assert skipped.lines == [(2, "")]


def test_a_later_list_of_connections_brings_shadows_up_to_date_and_empties_nothing(ana, tmp_path):
    def connections(company: str, mail: str) -> str:
        row = ["Bo", "Berg", BO, mail, company, "Nurse", "12 Mar 2024"]
        return PREAMBLE + table(CONNECTIONS, [row])

    imported(ana, archive(tmp_path, Connections=connections("Harbour Labs", "Bo@Example.net")))
    report = imported(ana, archive(tmp_path, Connections=connections("Ferro", "")))
    bo = ShadowContact.objects.get()
    assert (bo.company, bo.email) == ("Ferro", "bo@example.net")
    assert report.file("connections").results["changed"] == 1


def test_invitations_are_kept_with_the_shadow_of_the_other_side(ana, tmp_path):
    rows = [
        ["Ana Lima", "Bo Berg", "1/15/24, 2:30 PM", "Hi", "OUTGOING", ME[2], BO],
        ["Cy Okafor", "Ana Lima", "1/16/24, 2:30 PM", "", "INCOMING", CY, ME[2]],
    ]
    imported(ana, archive(tmp_path, Invitations=table(INVITATIONS, rows)))
    found = ImportedInvitation.objects.order_by("sent_at")
    assert [(one.shadow.url, one.outgoing, one.note) for one in found] == [
        (BO, True, "Hi"),
        (CY, False, ""),
    ]


def test_drafts_and_empty_messages_are_told_and_not_kept(ana, tmp_path):
    rows = [
        said("t", "Ana", "Bo", 1, "sent"),
        said("t", "Ana", "Bo", 2, "never sent", IS_MESSAGE_DRAFT="Yes"),
        said("t", "Ana", "Bo", 3, ""),
    ]
    report = imported(ana, archive(tmp_path, *rows)).file("messages")
    assert Message.objects.get().text == "sent"
    assert report.skipped[why.DRAFT].lines == [(3, "")]
    assert report.skipped[why.EMPTY].lines == [(4, "")]


def test_messages_whose_owner_cannot_be_told_wait_for_an_address(ana, tmp_path):
    Member.objects.filter(pk=ana.pk).update(name="A. L.")
    path = write_zip(
        tmp_path / "a.zip", {"messages.csv": table(MESSAGES, [said("t", "Ana", "Bo", 1, "hi")])}
    )
    report = imported(ana, path)
    assert "--me" in report.file("messages").refused
    assert not Message.objects.exists()
    imported(ana, path, me=ME[2])
    assert Message.objects.get().author_id == ana.pk


def test_an_address_that_is_none_is_refused_on_its_field(ana, tmp_path):
    refused = run(ana, realistic(tmp_path / "a.zip"), me="ana")
    assert isinstance(refused, Refused)
    assert (refused.code, refused.on) == ("bad_address", "me")


@pytest.mark.parametrize("make", [make for make in HOSTILE if "bomb" not in make.__name__])
def test_a_refused_archive_leaves_nothing_behind(ana, tmp_path, make):
    before = everything()
    make(tmp_path / "a.zip")
    refused = run(ana, tmp_path / "a.zip")
    assert isinstance(refused, Refused)
    assert refused.code == HOSTILE[make]
    assert everything() == before


def test_a_table_cut_short_refuses_all_unless_whole_rows_are_wanted(ana, tmp_path):
    cut = table(MESSAGES, [said("t", "Ana", "Bo", 1, "whole"), said("t", "Bo", "Ana", 2, "cut,")])
    cut = cut[: cut.index("cut,") + 2]
    path = write_zip(
        tmp_path / "a.zip",
        {"Profile.csv": table(PROFILE, [profile_row()]), "messages.csv": cut},
    )
    refused = run(ana, path)
    assert isinstance(refused, Refused)
    assert refused.code == "file_cut_short"
    assert "line 3" in refused.sentence
    ana.refresh_from_db()
    assert (Message.objects.count(), ana.headline) == (0, "")
    report = imported(ana, path, keep_whole_rows=True)
    assert Message.objects.get().text == "whole"
    assert report.file("messages").skipped[why.CUT_SHORT].lines == [(3, "")]


def test_text_of_strangers_is_stored_as_text(ana, tmp_path):
    evil = '<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) "=1+1'
    connections = table(CONNECTIONS, [[evil[:80], "", BO, "", evil[:90], evil[:90], "1 Mar 2024"]])
    rows = [said("t", "Bo", "Ana", 1, evil, CONVERSATION_TITLE=evil[:90], SUBJECT=evil[:90])]
    imported(ana, archive(tmp_path, *rows, Connections=connections))
    message = Message.objects.get()
    assert message.text == evil
    assert "<script" not in message.html
    assert "<img" not in message.html
    assert ShadowContact.objects.get(url=BO).company == evil[:90]


def test_progress_is_told_step_by_step(ana, tmp_path):
    steps: list[str] = []
    path = realistic(tmp_path / "a.zip")
    import_archive(ana.pk, path, NOW, Wishes(), lambda step, done, total: steps.append(step))
    assert list(dict.fromkeys(steps)) == ["reading", "people", "invitations", "messages"]


def test_the_module_of_the_conductor_reads_before_it_keeps(ana, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "keep_people", lambda *_: pytest.fail("kept too early"))
    path = write_zip(
        tmp_path / "a.zip", {"Connections.csv": 'First Name,Last Name,Connected On\n"'}
    )
    assert isinstance(run(ana, path), Refused)
