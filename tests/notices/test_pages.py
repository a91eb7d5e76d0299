"""Notices on the page: newest first, marked by a press, nobody's but one's own."""

import pytest

from rapport.kit.clock import now
from rapport.notices.models import Notice
from rapport.notices.queries import wants_mail

pytestmark = pytest.mark.django_db


def notice(member, number: int = 1, sentence: str = "Ana wrote to you.") -> Notice:
    return Notice.objects.create(
        member=member, outbox_id=number, kind="message", sentence=sentence, path="/messages/"
    )


def test_bo_sees_what_bo_was_told_and_nothing_is_marked_by_looking(cast, as_member, client):
    notice(cast.bo, 1, "For Bo <b>&</b>.")
    notice(cast.ana, 2, "For Ana.")
    as_member(cast.bo)
    page = client.get("/notices/").content.decode()
    assert "For Bo &lt;b&gt;&amp;&lt;/b&gt;." in page
    assert "For Ana." not in page
    assert Notice.objects.filter(read_at=None).count() == 2


def test_opening_marks_it_and_leads_there(cast, as_member, client):
    told = notice(cast.bo)
    as_member(cast.bo)
    path = f"/notices/{told.public_id}/read/"
    assert client.get(path).status_code == 405
    answer = client.post(path)
    assert (answer.status_code, answer["Location"]) == (303, "/messages/")
    told.refresh_from_db()
    assert told.read_at is not None


def test_nobody_opens_a_notice_of_somebody_else(cast, as_member, client):
    told = notice(cast.ana)
    as_member(cast.eve)
    assert client.post(f"/notices/{told.public_id}/read/").status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


def test_all_at_once(cast, as_member, client):
    for number in range(3):
        notice(cast.bo, number)
    notice(cast.ana, 9)
    as_member(cast.bo)
    assert client.post("/notices/read/").status_code == 303
    assert Notice.objects.filter(read_at=None).get().member == cast.ana


def test_many_come_in_pages_without_gap_or_repetition(cast, as_member, client):
    for number in range(65):
        notice(cast.bo, number, f"News {number:02d}.")
    as_member(cast.bo)
    seen, after = [], ""
    while True:
        page = client.get("/notices/", {"after": after}).context["page"]
        seen += [row.sentence for row in page.rows]
        after = page.next
        if not after:
            break
    assert seen == [f"News {number:02d}." for number in reversed(range(65))]


@pytest.mark.parametrize("after", ["x", "W10", "WyJhIl0", "9" * 500])
def test_a_wrong_cursor_shows_the_first_page(cast, as_member, client, after):
    notice(cast.bo)
    as_member(cast.bo)
    assert len(client.get("/notices/", {"after": after}).context["page"].rows) == 1


def test_the_list_takes_few_queries(cast, as_member, client, django_assert_max_num_queries):
    for number in range(40):
        notice(cast.bo, number)
    as_member(cast.bo)
    with django_assert_max_num_queries(20):
        client.get("/notices/")


def test_how_to_be_told_is_ones_own_to_say(cast, as_member, client):
    as_member(cast.bo)
    assert "checked" in client.get("/notices/settings/").content.decode()
    client.post("/notices/settings/", {})
    assert not wants_mail(cast.bo.pk)
    assert wants_mail(cast.ana.pk)
    client.post("/notices/settings/", {"mail": "on"})
    assert wants_mail(cast.bo.pk)


def test_marking_twice_keeps_the_first_moment(cast, as_member, client):
    told = notice(cast.bo)
    as_member(cast.bo)
    client.post(f"/notices/{told.public_id}/read/")
    first = Notice.objects.get().read_at
    client.post(f"/notices/{told.public_id}/read/")
    assert Notice.objects.get().read_at == first <= now()
