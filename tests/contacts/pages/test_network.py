import pytest

from rapport.contacts import actions
from rapport.contacts.models import Block
from rapport.kit.clock import now
from tests.cast import connect, make_member
from tests.contacts.stories import import_person, invite

pytestmark = pytest.mark.django_db
TABS = ("received", "sent", "connections", "following", "followers", "blocked", "imported")


def page(client, tab: str = "", **more: str) -> str:
    """The text of the network page."""
    answer = client.get("/network/", {"tab": tab, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_ana_finds_the_invitation_of_cy_with_its_note_and_her_answers(cast, as_member):
    sent = invite(cast.cy, cast.ana, "We share Bo.\nAnd lighthouses.")

    html = page(as_member(cast.ana), "received")

    assert "Cy Okafor" in html
    assert "We share Bo.<br>And lighthouses." in html
    for verb in ("accept", "ignore", "reply", "unknown"):
        assert f"/invitations/{sent.public_id}/{verb}/" in html


def test_what_waits_is_shown_first_and_counted(cast, as_member):
    client = as_member(cast.ana)
    assert "Your connections" in page(client)

    invite(cast.cy, cast.ana)

    html = page(client)
    assert "Invitations to you" in html
    assert '<span class="number">1</span>' in html


def test_an_ignored_invitation_looks_exactly_like_a_pending_one(cast, as_member):
    sent = invite(cast.cy, cast.ana, "Hello")
    client = as_member(cast.cy)
    before = client.get("/network/?tab=sent")

    actions.move_invitation(sent, "ignored", now())

    after = client.get("/network/?tab=sent")
    assert "Pending" in after.content.decode()
    assert _without_tokens(after) == _without_tokens(before)


def test_the_sent_list_says_how_long_a_withdrawal_locks(cast, as_member):
    invite(cast.ana, cast.cy)

    assert "For 21 days after that you can't invite" in page(as_member(cast.ana), "sent")


def test_connections_are_listed_searched_and_lead_to_a_message(cast, as_member):
    client = as_member(cast.ana)

    html = page(client, "connections")
    assert "Bo Lindqvist" in html
    assert "/members/bo/ways/message/" in html
    assert "/members/bo/connection/end/" in html
    assert "Bo Lindqvist" in page(client, "connections", q="lind")
    assert "None of your connections is called" in page(client, "connections", q="nobody")


def test_following_followers_and_blocked_show_their_people(cast, as_member):
    actions.follow(cast.ana.pk, cast.dee.pk, now())
    actions.follow(cast.cy.pk, cast.ana.pk, now())
    client = as_member(cast.ana)

    assert "/members/dee/follow/end/" in page(client, "following")
    followers = page(client, "followers")
    assert "Cy Okafor" in followers
    assert "/ways/?handles=" in followers
    blocked = page(client, "blocked")
    assert "Eve Novak" in blocked
    assert "/members/eve/block/end/" in blocked


def test_eve_sees_nothing_of_the_block_anywhere(cast, as_member):
    client = as_member(cast.eve)

    for tab in TABS:
        assert "Ana Pereira" not in page(client, tab), tab


def test_imported_people_are_a_table_for_their_owner_alone(cast, as_member):
    import_person(cast.ana, "Greta Holm", company="Nordic Tides", position="Pilot")

    assert "Nordic Tides" in page(as_member(cast.ana), "imported")
    assert "Greta" not in page(as_member(cast.bo), "imported")


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_list_teaches(db, as_member, tab):
    assert 'class="empty"' in page(as_member(make_member("gil")), tab)


def test_text_from_people_is_shown_as_text(db, as_member):
    hostile = "<script>alert(1)</script>"
    ana = make_member("ana", name=hostile)
    mal = make_member("mal", name=hostile, headline=f'"><img src=x onerror=alert(1)>{hostile}')
    connect(ana, mal)
    actions.block(ana.pk, make_member("bad", name=hostile).pk, now())
    invite(make_member("sly", name=hostile), ana, hostile)
    invite(ana, make_member("yan", name=hostile), hostile)
    import_person(ana, hostile, company=hostile, position=hostile)
    client = as_member(ana)

    for tab in TABS:
        html = page(client, tab, q="<script>")
        assert "<script>alert" not in html, tab
        assert "<img src=x" not in html, tab
        assert "&lt;script&gt;" in html, tab
        assert "&amp;lt;" not in html, f"{tab}: escaped once, not twice"


def test_full_pages_take_at_most_20_queries(cast, as_member, django_assert_max_num_queries):
    for number in range(21):
        one, two = make_member(f"one{number}"), make_member(f"two{number}")
        connect(cast.ana, one)
        invite(two, cast.ana)
        invite(cast.ana, two)
        Block.objects.create(blocker=cast.ana, blocked=one)
        import_person(cast.ana, f"Person {number}")
    client = as_member(cast.ana)
    _count_full_pages(
        client, ("received", "sent", "blocked", "imported"), django_assert_max_num_queries
    )
    Block.objects.all().delete()
    _count_full_pages(
        client, ("connections", "following", "followers"), django_assert_max_num_queries
    )


def test_the_pager_leads_through_the_list_and_back(cast, as_member):
    for number in range(25):
        connect(cast.ana, make_member(f"m{number}"))
    client = as_member(cast.ana)
    first = client.get("/network/?tab=connections")

    second = client.get("/network/" + first.context["older"])

    assert len(second.context["rows"]) == 6
    assert second.context["older"] == ""
    assert second.context["newer"] == "?tab=connections"


def test_a_strange_tab_search_and_cursor_are_harmless(cast, as_member):
    client = as_member(cast.ana)

    assert page(client, "../etc", q="x" * 5000, after="\x00%FF")


def test_the_page_asks_to_sign_in(client, db):
    assert client.get("/network/").status_code == 302


def test_the_network_changes_by_no_get(cast, as_member):
    assert as_member(cast.ana).post("/network/").status_code == 405


def _count_full_pages(client, tabs, at_most) -> None:
    """Each of these lists has a next page and is drawn with 20 queries."""
    for tab in tabs:
        with at_most(20):
            html = page(client, tab)
        assert 'rel="next"' in html, tab


def _without_tokens(answer) -> str:
    """A page without what differs each time it is drawn."""
    html = answer.content.decode()
    for line in ("csrfmiddlewaretoken", "request-id", "Request"):
        html = "\n".join(row for row in html.splitlines() if line not in row)
    return html
