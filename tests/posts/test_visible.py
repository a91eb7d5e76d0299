"""Who finds what: the audiences, blocks in both directions, closed members, groups one leaves."""

import pytest

from rapport.contacts import actions as contacts
from rapport.groups.actions import join_group, leave_group
from rapport.kit.clock import now
from rapport.members.models import Member
from rapport.posts.queries.feed import (
    comments_by,
    comments_under,
    feed_for,
    posts_in,
    posts_of,
    reactions_by,
    reactions_to,
)
from rapport.posts.queries.tallies import tallies_for
from rapport.posts.queries.visible import comment_for, discussed_post_for, post_for
from tests.cast import GROUP, make_member, share_group
from tests.posts.stories import comment, post, reaction, share

pytestmark = pytest.mark.django_db
SLUG = GROUP.lower().replace(" ", "-")


def finders(cast, found) -> str:
    """The initials of those who find a post."""
    return "".join(member.handle[0] for member in cast if post_for(member.pk, found.public_id))


@pytest.mark.parametrize(
    ("more", "who"),
    [
        ({}, "abcd"),  # Eve is blocked by Ana
        ({"visibility": "connections"}, "ab"),
        ({"visibility": "group", "group": SLUG}, "ad"),
    ],
)
def test_each_audience_finds_the_post_and_nobody_else(cast, more, who):
    assert finders(cast, post(cast.ana, **more)) == who


def test_a_block_hides_in_both_directions(cast):
    share_group(cast.eve)
    for more in ({}, {"visibility": "group", "group": SLUG}):
        assert post_for(cast.eve.pk, post(cast.ana, **more).public_id) is None
        assert post_for(cast.ana.pk, post(cast.eve, **more).public_id) is None


def test_a_block_hides_comments_reactions_and_shares_on_others_posts_and_their_number(cast):
    ground = post(cast.bo)
    comment(cast.eve, ground)
    comment(cast.dee, ground)
    reaction(cast.eve, ground, "love")
    reaction(cast.dee, ground)
    share(cast.eve, ground)
    for viewer, other in ((cast.ana, cast.eve), (cast.eve, cast.ana)):
        tally = tallies_for(viewer.pk, [ground])[ground.pk]
        expected = {"like": 1} if viewer == cast.ana else {"love": 1, "like": 1}
        assert tally.reactions == expected
        assert tally.comments == len(comments_under(ground.pk, viewer.pk).rows)
        for rows in (comments_under(ground.pk, viewer.pk), reactions_to(ground.pk, viewer.pk)):
            assert other.pk not in [getattr(r, "author_id", None) or r.member_id for r in rows.rows]
    assert tallies_for(cast.ana.pk, [ground])[ground.pk].shares == 0
    assert tallies_for(cast.dee.pk, [ground])[ground.pk].shares == 1


def test_a_block_hides_what_was_written_before_it(cast):
    ground = post(cast.dee)
    said = comment(cast.cy, ground)
    contacts.block(cast.cy.pk, cast.dee.pk, now())
    assert post_for(cast.cy.pk, ground.public_id) is None
    assert comment_for(cast.dee.pk, said.public_id) is None
    assert comment_for(cast.bo.pk, said.public_id) is not None


@pytest.mark.parametrize("how", ["closed", "inactive"])
def test_who_is_not_there_has_no_posts_comments_or_reactions(cast, how):
    ground, own = post(cast.ana), post(cast.dee)
    comment(cast.dee, ground)
    reaction(cast.dee, ground)
    if how == "closed":
        cast.dee.reach.closed = True
        cast.dee.reach.save()
    else:
        Member.objects.filter(pk=cast.dee.pk).update(is_active=False)
    assert post_for(cast.ana.pk, own.public_id) is None
    tally = tallies_for(cast.ana.pk, [ground])[ground.pk]
    assert (tally.comments, tally.reactions) == (0, {})
    assert not comments_under(ground.pk, cast.ana.pk).rows


def test_a_group_post_is_gone_for_those_who_leave_and_back_for_those_who_return(cast):
    found = post(cast.ana, visibility="group", group=SLUG)
    said = comment(cast.dee, found)
    leave_group(cast.dee.pk, found.group_id)
    assert post_for(cast.dee.pk, found.public_id) is None
    assert comment_for(cast.dee.pk, said.public_id) is None
    assert not posts_in(found.group_id, cast.dee.pk).rows
    assert found not in feed_for(cast.dee.pk).rows
    join_group(cast.dee.pk, found.group_id, now())
    assert post_for(cast.dee.pk, found.public_id) == found


def test_whoever_leaves_a_group_keeps_their_own_words_and_nothing_that_was_said_to_them(cast):
    found = post(cast.dee, visibility="group", group=SLUG)
    comment(cast.ana, found)
    reaction(cast.ana, found)
    leave_group(cast.dee.pk, found.group_id)
    assert post_for(cast.dee.pk, found.public_id) == found
    assert discussed_post_for(cast.dee.pk, found.public_id) is None
    tally = tallies_for(cast.dee.pk, [found])[found.pk]
    assert (tally.discussed, tally.comments, tally.reactions) == (False, 0, {})
    assert not comments_under(found.pk, cast.dee.pk).rows
    assert not reactions_to(found.pk, cast.dee.pk).rows
    assert found not in feed_for(cast.dee.pk).rows
    assert found in posts_of(cast.dee.pk, cast.dee.pk).rows
    assert post_for(cast.ana.pk, found.public_id) == found


def test_a_share_never_widens_an_audience(cast):
    private = post(cast.ana, visibility="connections")
    shared = share(cast.bo, private, "Look at this")
    assert finders(cast, shared) == "ab"
    inner = post(cast.ana, visibility="group", group=SLUG)
    assert finders(cast, share(cast.dee, inner)) == "ad"


def test_a_share_of_a_blocked_members_post_is_not_there(cast):
    shared = share(cast.bo, post(cast.eve), "Interesting")
    assert post_for(cast.ana.pk, shared.public_id) is None
    assert shared not in feed_for(cast.ana.pk).rows
    assert post_for(cast.cy.pk, shared.public_id) == shared


def test_the_feed_holds_own_followed_and_group_posts_the_newest_first(cast):
    own, bos = post(cast.ana), post(cast.bo)
    strangers = post(cast.dee)
    in_group = post(cast.dee, visibility="group", group=SLUG)
    assert list(feed_for(cast.ana.pk).rows) == [in_group, bos, own]
    contacts.follow(cast.ana.pk, cast.dee.pk, now())
    assert list(feed_for(cast.ana.pk).rows) == [in_group, strangers, bos, own]
    contacts.unfollow(cast.ana.pk, cast.bo.pk)
    assert bos not in feed_for(cast.ana.pk).rows


def test_pages_of_the_feed_neither_miss_nor_repeat_one(cast):
    # Newcomers to the day's number write ten each.
    for author in (cast.ana, cast.bo):
        for number in range(12):
            post(author, f"Number {number}")
    seen, cursor = [], ""
    while True:
        page = feed_for(cast.ana.pk, cursor)
        seen += [row.pk for row in page.rows]
        cursor = page.next
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 24
    assert seen == sorted(seen, reverse=True)


def test_activity_shows_only_what_stands_where_the_viewer_may_read(cast):
    private = post(cast.bo, visibility="connections")
    public = post(cast.bo)
    for ground in (private, public):
        comment(cast.cy, ground)
        reaction(cast.cy, ground)
    assert [row.post_id for row in comments_by(cast.cy.pk, cast.dee.pk).rows] == [public.pk]
    assert [row.post_id for row in reactions_by(cast.cy.pk, cast.dee.pk).rows] == [public.pk]
    assert len(comments_by(cast.cy.pk, cast.ana.pk).rows) == 2
    assert not comments_by(cast.cy.pk, make_member("zed", reach_closed=False).pk).next


def test_a_broken_cursor_is_the_first_page(cast):
    found = post(cast.ana)
    for cursor in ("x", "W10", "bm90IGpzb24", "/" * 300):
        assert list(feed_for(cast.ana.pk, cursor).rows) == [found]
