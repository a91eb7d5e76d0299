"""The moderators' pages that remove words, and what their author and everybody else sees then."""

import pytest

from rapport.kit.clock import now
from rapport.posts.models import Comment, Post
from rapport.safety.actions import Complaint, report_member
from tests.posts.stories import comment, post
from tests.safety.stories import make_moderator

pytestmark = pytest.mark.django_db
WHY = "It names somebody's <address>."


@pytest.fixture
def made(cast):
    """A post of Bo's and a comment of Bo's, reported by Ana in one report."""
    ground = post(cast.bo, "Where Eve lives.")
    said = comment(cast.bo, ground, "At the quay.")
    named = Complaint("harassment", post=ground.public_id, comment=said.public_id)
    return report_member(cast.ana.pk, "bo", named, now()), ground, said


def text_of(answer) -> str:
    return answer.content.decode()


def test_mo_removes_a_post_with_a_reason_and_puts_it_back(cast, made, as_member):
    report, ground, _ = made
    mo = make_moderator()
    client, page = as_member(mo), f"/moderation/{report.public_id}/"
    asking = f"{page}{ground.public_id}/remove/"
    assert f'href="{asking}"' in text_of(client.get(page))
    assert "Where Eve lives." in text_of(client.get(asking))

    done = client.post(asking, {"why": WHY}, follow=True)

    assert done.redirect_chain == [(page, 303)]
    shown = text_of(done)
    assert "Remove this post" not in shown
    assert "Remove this comment" in shown
    assert "What was done" in shown
    assert WHY.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;") in shown
    own = text_of(as_member(cast.bo).get(f"/posts/{ground.public_id}/"))
    assert "A moderator removed this" in own
    assert "&lt;address&gt;" in own
    assert "/edit/" not in own
    assert "/delete/" in own
    assert as_member(cast.bo).get(f"/posts/{ground.public_id}/edit/").status_code == 404
    for reader in (cast.ana, cast.cy, make_moderator("max")):
        assert as_member(reader).get(f"/posts/{ground.public_id}/").status_code == 404
    own_posts = as_member(cast.bo).get("/members/bo/posts/")
    assert "A moderator removed this" in text_of(own_posts)

    back = as_member(mo).post(f"{page}{ground.public_id}/put-back/", follow=True)
    assert back.redirect_chain == [(page, 303)]
    assert as_member(cast.ana).get(f"/posts/{ground.public_id}/").status_code == 200
    assert Post.objects.get().removed_at is None


def test_mo_removes_a_comment_and_its_post_stays(cast, made, as_member):
    report, ground, said = made
    mo = make_moderator()
    asking = f"/moderation/{report.public_id}/{said.public_id}/remove/"
    assert as_member(mo).post(asking, {"why": WHY}).status_code == 303

    shown = text_of(as_member(cast.ana).get(f"/posts/{ground.public_id}/"))
    assert "At the quay." not in shown
    assert "Where Eve lives." in shown
    own = text_of(as_member(cast.bo).get(f"/posts/{ground.public_id}/"))
    assert "At the quay." in own
    assert "A moderator removed this" in own
    assert f"/comments/{said.public_id}/edit/" not in own
    assert as_member(cast.bo).get(f"/comments/{said.public_id}/edit/").status_code == 404
    activity = text_of(as_member(cast.bo).get("/members/bo/posts/?tab=comments"))
    assert "Removed by a moderator" in activity
    assert as_member(cast.bo).post(f"/comments/{said.public_id}/delete/").status_code == 303
    client = as_member(mo)
    assert "deleted it meanwhile" in text_of(client.get(f"/moderation/{report.public_id}/"))
    again = client.post(asking, {"why": WHY})
    assert again.status_code == 409
    assert "Its author has deleted it meanwhile." in text_of(again)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("why", ["", "x" * 301])
def test_a_reason_out_of_shape_comes_back(made, as_member, why):
    client = as_member(make_moderator())
    address = f"/moderation/{made[0].public_id}/{made[1].public_id}/remove/"
    assert client.post(address, {"why": why}).status_code == 422
    assert Post.objects.get().removed_at is None


@pytest.mark.parametrize("who", ["ana", "bo", "dee", "eve"])
def test_for_everybody_else_there_is_no_such_page(cast, made, as_member, who):
    client = as_member(getattr(cast, who))
    there = f"/moderation/{made[0].public_id}/{made[1].public_id}/"
    assert client.get(f"{there}remove/").status_code == 404
    assert client.post(f"{there}remove/", {"why": WHY}).status_code == 404
    assert client.post(f"{there}put-back/").status_code == 404
    assert Post.objects.get().removed_at is None


def test_looking_removes_nothing(made, as_member):
    client = as_member(make_moderator())
    there = f"/moderation/{made[0].public_id}/{made[1].public_id}/"
    assert client.get(f"{there}remove/").status_code == 200
    assert client.get(f"{there}put-back/").status_code == 405
    assert client.post(f"{there}put-back/").status_code == 303
    assert Post.objects.get().removed_at is None
    assert (
        client.get(f"/moderation/{made[0].public_id}/{made[0].public_id}/remove/").status_code
        == 404
    )
