"""At the same moment: reactions, retries, the day's number, deleting and blocking."""

from functools import partial
from uuid import uuid4

import pytest

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.live.models import Outbox
from rapport.posts.actions import (
    NewPost,
    delete_comment,
    delete_post,
    react,
    take_back,
    write_comment,
    write_post,
)
from rapport.posts.limits import COMMENTS_A_DAY, POSTS_A_DAY
from rapport.posts.models import REACTIONS, Comment, Post, Reaction
from rapport.posts.queries.tallies import tallies_for
from tests.cast import make_cast, make_member
from tests.posts.stories import comment, post
from tests.races import LONG, at_once, codes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CROWD = 6
ROUNDS = 50 if LONG else 4


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def told(kind: str) -> int:
    return Outbox.objects.filter(kind=kind).count()


def test_many_reactions_of_one_member_come_to_one_and_are_told_once(cast):
    for number in range(1, ROUNDS + 1):
        ground = post(cast.bo)

        doings = [partial(react, cast.ana.pk, ground.public_id, kind, now()) for kind in REACTIONS]
        results = at_once(*doings)

        assert codes(results) == ["Reaction"] * len(REACTIONS)
        (row,) = Reaction.objects.filter(post=ground)
        assert row.kind in REACTIONS
        assert told("post_reaction") == number


def test_reacting_and_taking_back_at_once_leaves_one_row_that_counts_once_or_not(cast):
    for _ in range(ROUNDS):
        ground = post(cast.bo)
        both = [
            partial(react, cast.ana.pk, ground.public_id, "like", now()),
            partial(take_back, cast.ana.pk, ground.public_id),
        ]
        at_once(*both * 3)
        (row,) = Reaction.objects.filter(post=ground)
        tally = tallies_for(cast.cy.pk, [ground])[ground.pk]
        assert tally.reactions == ({"like": 1} if row.kind else {})


def test_reactions_of_many_are_all_counted(cast):
    crowd = [make_member(f"person-{number}") for number in range(CROWD)]
    ground = post(cast.bo)
    at_once(*(partial(react, one.pk, ground.public_id, "like", now()) for one in crowd))
    assert tallies_for(cast.ana.pk, [ground])[ground.pk].reactions == {"like": CROWD}


def test_a_button_pressed_twice_at_once_writes_once(cast):
    ground, key = post(cast.bo), uuid4()
    new = NewPost("Once", client_id=key)
    posted = at_once(*[partial(write_post, cast.ana.pk, new, now())] * CROWD)
    said = at_once(
        *[partial(write_comment, cast.ana.pk, ground.public_id, "Once", key, now())] * CROWD
    )
    assert codes(posted) == ["Post"] * CROWD
    assert codes(said) == ["Comment"] * CROWD
    assert Post.objects.filter(author=cast.ana).count() == 1
    assert tallies_for(cast.ana.pk, [ground])[ground.pk].comments == 1
    assert told("post_comment") == 1


def test_the_days_numbers_are_never_exceeded_by_one(cast):
    ground = post(cast.bo)
    some = [Comment(post=ground, author=cast.ana, text="x") for _ in range(COMMENTS_A_DAY - 1)]
    Comment.objects.bulk_create(some)
    few = [Post(author=cast.ana, text="x", visibility="everyone") for _ in range(POSTS_A_DAY - 1)]
    Post.objects.bulk_create(few)

    said = at_once(
        *(
            partial(write_comment, cast.ana.pk, ground.public_id, f"{n}", uuid4(), now())
            for n in range(CROWD)
        )
    )
    posted = at_once(
        *(partial(write_post, cast.ana.pk, NewPost(f"{n}"), now()) for n in range(CROWD))
    )

    assert codes(said) == ["Comment"] + ["comments_limit"] * (CROWD - 1)
    assert codes(posted) == ["Post"] + ["posts_limit"] * (CROWD - 1)
    assert Comment.objects.filter(author=cast.ana).count() == COMMENTS_A_DAY
    assert Post.objects.filter(author=cast.ana).count() == POSTS_A_DAY


def test_a_post_deleted_while_others_speak_takes_all_of_it_along(cast):
    for _ in range(ROUNDS):
        ground = post(cast.bo)
        results = at_once(
            partial(write_comment, cast.ana.pk, ground.public_id, "x", uuid4(), now()),
            partial(react, cast.ana.pk, ground.public_id, "like", now()),
            partial(delete_post, cast.bo.pk, ground.public_id, now()),
            partial(write_comment, cast.cy.pk, ground.public_id, "x", uuid4(), now()),
        )
        assert results[2] is True
        assert set(codes(results)) <= {"Comment", "Reaction", "bool", "not_found"}
        assert not Comment.objects.exists()
        assert not Reaction.objects.exists()


def test_a_comment_deleted_from_both_sides_is_deleted_once(cast):
    for _ in range(ROUNDS):
        said = comment(cast.ana, post(cast.bo))
        results = at_once(
            partial(delete_comment, cast.ana.pk, said.public_id, now()),
            partial(delete_comment, cast.bo.pk, said.public_id, now()),
        )
        assert sorted(results) == [False, True]


def test_after_a_block_nothing_new_stands_between_the_two(cast):
    for _ in range(ROUNDS):
        ground = post(cast.dee)
        results = at_once(
            partial(write_comment, cast.cy.pk, ground.public_id, "x", uuid4(), now()),
            partial(contacts.block, cast.dee.pk, cast.cy.pk, now()),
        )
        assert results[1] is True
        assert tallies_for(cast.dee.pk, [ground])[ground.pk].comments == 0
        again = write_comment(cast.cy.pk, ground.public_id, "y", uuid4(), now())
        assert codes([again]) == ["not_found"]
        contacts.unblock(cast.dee.pk, cast.cy.pk)
        Comment.objects.all().delete()
