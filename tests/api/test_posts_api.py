from uuid import UUID, uuid4

import pytest

from rapport.kit.clock import now
from rapport.posts.actions import remove
from rapport.posts.models import Post
from tests.cast import GROUP

pytestmark = pytest.mark.django_db
SLUG = GROUP.lower().replace(" ", "-")


def test_a_post_is_written_read_changed_and_deleted(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    made = ana.post("/posts", {"text": "Hello @bo", "visibility": "connections"})
    assert (made["visibility"], made["is_own"], made["title"]) == ("connections", True, "")
    assert [one["id"] for one in bo.get("/posts")["posts"]] == [made["id"]]
    calling(cast.dee).get(f"/posts/{made['id']}", status=404)

    changed = ana.patch(f"/posts/{made['id']}", {"title": "A title"})
    assert (changed["title"], changed["text"]) == ("A title", "Hello @bo")
    assert changed["edited_at"] is not None
    bo.patch(f"/posts/{made['id']}", {"text": "Mine"}, status=404)
    bo.delete(f"/posts/{made['id']}", status=404)
    ana.delete(f"/posts/{made['id']}")
    ana.get(f"/posts/{made['id']}", status=404)


def test_a_retry_is_the_same_post(cast, calling):
    ana, body = calling(cast.ana), {"text": "Once", "client_id": str(uuid4())}
    assert ana.post("/posts", body)["id"] == ana.post("/posts", body)["id"]
    assert Post.objects.count() == 1


def test_bo_comments_and_reacts_and_the_numbers_follow(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    post = ana.post("/posts", {"text": "Hello"})["id"]
    said = bo.post(f"/posts/{post}/comments", {"text": "Hi"})
    assert (said["author"]["handle"], said["is_own"], said["post"]) == ("bo", True, post)
    assert bo.patch(f"/comments/{said['id']}", {"text": "Hi!"})["text"] == "Hi!"
    assert bo.put(f"/posts/{post}/reaction", {"kind": "love"})["own_reaction"] == "love"
    bo.put(f"/posts/{post}/reaction", {"kind": "like"})
    read = ana.get(f"/posts/{post}")
    assert (read["reactions"], read["comments"], read["own_reaction"]) == ({"like": 1}, 1, "")
    (row,) = ana.get(f"/posts/{post}/reactions")["reactions"]
    assert (row["member"]["handle"], row["kind"]) == ("bo", "like")
    assert ana.get(f"/posts/{post}/comments")["comments"][0]["may_delete"] is True
    bo.delete(f"/posts/{post}/reaction")
    bo.delete(f"/posts/{post}/reaction", status=404)
    ana.delete(f"/comments/{said['id']}")
    assert ana.get(f"/posts/{post}")["comments"] == 0


def test_a_share_carries_the_post_and_never_widens_it(cast, calling):
    ana, bo, cy = (calling(one) for one in (cast.ana, cast.bo, cast.cy))
    inner = ana.post("/posts", {"text": "For friends", "visibility": "connections"})["id"]
    made = bo.post(f"/posts/{inner}/shares", {"text": "Look"})
    assert (made["is_share"], made["shared"]["id"]) == (True, inner)
    cy.get(f"/posts/{made['id']}", status=404)
    assert cy.get("/members/bo/posts")["posts"] == []
    cy.post(f"/posts/{inner}/shares", {}, status=404)


def test_a_groups_posts_are_for_its_members(cast, calling):
    body = {"text": "Inside", "visibility": "group", "group": SLUG}
    made = calling(cast.ana).post("/posts", body)
    assert made["group"] == {"slug": SLUG, "name": GROUP}
    assert calling(cast.dee).get(f"/groups/{SLUG}/posts")["posts"][0]["id"] == made["id"]
    bo = calling(cast.bo)
    bo.get(f"/groups/{SLUG}/posts", status=404)
    assert bo.post("/posts", body, status=422)["code"] == "audience_unknown"


WRONG = {
    "empty": ({"text": ""}, "text_missing", "text"),
    "long": ({"text": "x" * 3001}, "text_too_long", "text"),
    "another key": ({"text": "x", "author": "bo"}, "invalid", "author"),
    "nobody's audience": ({"text": "x", "visibility": "world"}, "invalid", "visibility"),
    "a surrogate": ({"text": "\ud800"}, "invalid", "text"),
    "no id": ({"text": "x", "client_id": "7"}, "invalid", "client_id"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_body_is_refused_by_name(cast, calling, name):
    body, code, on = WRONG[name]
    refused = calling(cast.ana).post("/posts", body, status=422)
    assert (refused["code"], refused["on"]) == (code, on)
    assert not Post.objects.exists()


def test_a_post_is_reported_with_its_words(cast, calling):
    post = calling(cast.bo).post("/posts", {"text": "Buy my boat"})["id"]
    calling(cast.dee).post("/reports", {"handle": "bo", "kind": "spam", "post": post})
    absent = {"handle": "bo", "kind": "spam", "comment": str(uuid4())}
    calling(cast.dee).post("/reports", absent, status=404)


def test_what_a_moderator_removed_its_author_alone_reads_with_the_reason(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    post = ana.post("/posts", {"text": "Hello"})
    said = bo.post(f"/posts/{post['id']}/comments", {"text": "Hi"})
    assert (post["removed"], said["removed"]) == (None, None)
    assert remove("comment", UUID(said["id"]), "Rude.", now()) is None
    (own,) = bo.get(f"/posts/{post['id']}/comments")["comments"]
    assert own["removed"]["why"] == "Rude."
    assert ana.get(f"/posts/{post['id']}/comments")["comments"] == []
    bo.patch(f"/comments/{said['id']}", {"text": "Hi!"}, status=404)
    assert remove("post", UUID(post["id"]), "Spam.", now()) is None
    read = ana.get(f"/posts/{post['id']}")
    assert (read["removed"]["why"], read["comments"]) == ("Spam.", 0)
    bo.get(f"/posts/{post['id']}", status=404)
    bo.get(f"/posts/{post['id']}/comments", status=404)
