"""Writing, changing, deleting and sharing posts, and what each is refused for."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.groups.actions import leave_group
from rapport.kit.clock import now
from rapport.live.models import Outbox
from rapport.members.actions import restrict
from rapport.posts.actions import NewPost, delete_post, edit_post, share_post, write_post
from rapport.posts.limits import (
    ARTICLE_MAX,
    MENTIONS_MAX,
    POST_MAX,
    POSTS_A_DAY,
    TITLE_MAX,
)
from rapport.posts.models import Comment, Post, Reaction
from rapport.posts.queries.visible import post_for
from tests.cast import GROUP, make_member
from tests.posts.stories import comment, post, reaction, refused, share

pytestmark = pytest.mark.django_db
SLUG = GROUP.lower().replace(" ", "-")


def told(member) -> list[tuple[str, str]]:
    """What waits to be told to a member: the kind, and by whom."""
    rows = Outbox.objects.filter(member=member, kind__startswith="post_").order_by("pk")
    return [(row.kind, row.about["handle"]) for row in rows]


@pytest.mark.parametrize(
    ("new", "code", "on"),
    [
        ({"text": ""}, "text_missing", "text"),
        ({"text": " \r\n\t "}, "text_missing", "text"),
        ({"text": "", "title": "A title alone"}, "text_missing", "text"),
        ({"text": "x" * (POST_MAX + 1)}, "text_too_long", "text"),
        ({"text": "x" * (ARTICLE_MAX + 1), "title": "T"}, "text_too_long", "text"),
        ({"text": "x", "title": "t" * (TITLE_MAX + 1)}, "title_too_long", "title"),
        ({"text": "x", "visibility": "group"}, "audience_unknown", "audience"),
        ({"text": "x", "visibility": "group", "group": "nowhere"}, "audience_unknown", "audience"),
        ({"text": "x", "visibility": "world"}, "audience_unknown", "audience"),
        ({"text": "x", "group": SLUG}, "audience_unknown", "audience"),
    ],
)
def test_words_out_of_bounds_are_refused_by_name_and_nothing_is_written(cast, new, code, on):
    answer = write_post(cast.ana.pk, NewPost(**new), now())
    assert (refused(answer), answer.on, answer.status) == (code, on, 422)
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"text": "x" * POST_MAX},
        {"text": "\U0001f600" * POST_MAX},
        {"text": "x" * ARTICLE_MAX, "title": "t" * TITLE_MAX},
    ],
)
def test_the_longest_words_fit(cast, more):
    assert isinstance(write_post(cast.ana.pk, NewPost(**more), now()), Post)


def test_a_group_is_an_audience_for_its_members_only(cast):
    answer = write_post(cast.bo.pk, NewPost("x", "group", SLUG), now())
    assert refused(answer) == "audience_unknown"
    # A group that is not there is refused in the same words.
    assert answer == write_post(cast.bo.pk, NewPost("x", "group", "none"), now())


def test_words_are_kept_as_typed_and_rendered_safe(cast):
    found = post(cast.ana, "\r\n<b>Hi</b>\r\nhttps://example.org/a?b=1&c=2\n", title=" A \n b ")
    assert found.text == "<b>Hi</b>\nhttps://example.org/a?b=1&c=2"
    assert found.title == "A b"
    assert "<b>" not in found.html
    assert 'rel="noopener noreferrer nofollow ugc"' in found.html


def test_a_retry_is_the_same_post_and_tells_nobody_twice(cast):
    new = NewPost("Hello @bo", client_id=uuid4())
    first, again = (write_post(cast.ana.pk, new, now()) for _ in range(2))
    assert first == again
    assert Post.objects.count() == 1
    assert told(cast.bo) == [("post_mention", "ana")]


def test_a_client_id_of_a_share_is_no_post_of_its_own(cast):
    ground, key = post(cast.bo), uuid4()
    write_post(cast.ana.pk, NewPost("x", client_id=key), now())
    answer = share_post(cast.ana.pk, ground.public_id, NewPost("", client_id=key), now())
    assert refused(answer) == "conflict"


def test_a_day_holds_its_number_of_posts_and_deleting_frees_none(cast):
    first = post(cast.ana)
    assert delete_post(cast.ana.pk, first.public_id, now())
    for _ in range(POSTS_A_DAY - 1):
        post(cast.ana)
    answer = write_post(cast.ana.pk, NewPost("One more"), now())
    assert (refused(answer), answer.status) == ("posts_limit", 429)
    assert answer.numbers == {"used": POSTS_A_DAY, "limit": POSTS_A_DAY, "window_hours": 24}
    later = now() + timedelta(days=1, seconds=1)
    assert isinstance(write_post(cast.ana.pk, NewPost("One more"), later), Post)


def test_a_restricted_member_writes_nothing_and_is_told_until_when(cast):
    restrict(cast.ana.pk, "sending", now() + timedelta(days=3), "spam")
    answer = write_post(cast.ana.pk, NewPost("x"), now())
    assert (refused(answer), answer.status) == ("sender_restricted", 403)
    assert answer.unlock[0]["by"] == "time"


def test_an_edit_is_marked_and_leaves_audience_and_author(cast):
    found = post(cast.ana, visibility="connections")
    changed = edit_post(cast.ana.pk, found.public_id, "Now a title", "Other words", now())
    assert (changed.title, changed.text) == ("Now a title", "Other words")
    assert changed.edited_at is not None
    assert changed.visibility == "connections"
    assert "Other words" in changed.html


def test_an_edit_that_changes_nothing_leaves_no_mark(cast):
    found = post(cast.ana)
    assert edit_post(cast.ana.pk, found.public_id, "", found.text + "\n", now()).edited_at is None


def test_others_can_neither_edit_nor_delete(cast):
    found = post(cast.ana)
    for other in (cast.bo, cast.eve):
        assert refused(edit_post(other.pk, found.public_id, "", "Mine", now())) == "not_found"
        assert not delete_post(other.pk, found.public_id, now())
    found.refresh_from_db()
    assert found.text == "The new form is out."


def test_whoever_left_a_group_may_delete_there_and_not_edit(cast):
    found = post(cast.dee, visibility="group", group=SLUG)
    leave_group(cast.dee.pk, found.group_id)
    assert refused(edit_post(cast.dee.pk, found.public_id, "", "New", now())) == "not_found"
    assert delete_post(cast.dee.pk, found.public_id, now())


def test_deleting_takes_comments_and_reactions_and_leaves_shares_with_their_words(cast):
    found = post(cast.ana)
    comment(cast.bo, found)
    reaction(cast.bo, found)
    shared = share(cast.bo, found, "Read this")
    assert delete_post(cast.ana.pk, found.public_id, now())
    assert not Comment.objects.exists()
    assert not Reaction.objects.exists()
    shared.refresh_from_db()
    assert (shared.is_share, shared.shared, shared.text) == (True, None, "Read this")
    assert post_for(cast.cy.pk, shared.public_id) == shared
    answer = share_post(cast.cy.pk, shared.public_id, NewPost(""), now())
    assert (refused(answer), answer.status) == ("conflict", 409)


def test_everything_of_a_member_goes_with_the_member(cast):
    found = post(cast.bo)
    comment(cast.ana, found, "For @dee")
    reaction(cast.ana, found)
    post(cast.ana, "See @bo")
    cast.ana.delete()
    assert list(Post.objects.all()) == [found]
    assert not Comment.objects.exists()
    assert not Reaction.objects.exists()


def test_a_share_of_a_share_passes_the_first_post_on(cast):
    first = post(cast.bo)
    again = share(cast.cy, share(cast.ana, first, "Look"), "Look again")
    assert again.shared == first
    assert told(cast.bo) == [("post_shared", "ana"), ("post_shared", "cy")]
    assert told(cast.ana) == []


def test_what_one_cannot_read_one_cannot_share(cast):
    hidden = post(cast.ana, visibility="connections")
    for other in (cast.dee, cast.eve):
        answer = share_post(other.pk, hidden.public_id, NewPost("x"), now())
        assert refused(answer) == "not_found"


def test_a_mention_links_and_tells_who_may_be_mentioned(cast):
    found = post(cast.ana, "Thanks @bo and @dee, not @eve, @nobody or @ana. mail@bo.example")
    assert found.html.count('class="mention"') == 2
    assert "/members/eve/" not in found.html
    assert told(cast.bo) == told(cast.dee) == [("post_mention", "ana")]
    assert told(cast.eve) == told(cast.ana) == []


def test_who_cannot_read_a_post_is_not_told_of_their_mention(cast):
    found = post(cast.ana, "For you @dee", visibility="connections")
    assert "/members/dee/" in found.html
    assert told(cast.dee) == []


def test_an_edit_tells_the_newly_mentioned_and_nobody_twice(cast):
    found = post(cast.ana, "Thanks @bo")
    edit_post(cast.ana.pk, found.public_id, "", "Thanks", now())
    edit_post(cast.ana.pk, found.public_id, "", "Thanks @bo and @cy", now())
    assert told(cast.bo) == told(cast.cy) == [("post_mention", "ana")]


def test_one_text_calls_only_so_many(cast):
    names = [make_member(f"crowd-{number}").handle for number in range(MENTIONS_MAX + 1)]
    text = " ".join(f"@{name}" for name in names)
    answer = write_post(cast.ana.pk, NewPost(text), now())
    assert (refused(answer), answer.on) == ("too_many_mentions", "text")
    assert not Outbox.objects.filter(kind="post_mention").exists()


def test_somebody_with_a_closed_profile_tells_nobody(cast):
    ground = post(cast.bo)
    cast.ana.reach.closed = True
    cast.ana.reach.save()
    comment(cast.ana, ground, "Hello @cy")
    reaction(cast.ana, ground)
    assert told(cast.bo) == told(cast.cy) == []
