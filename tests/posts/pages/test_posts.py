"""One post and what is said under it, as pages."""

from uuid import uuid4

import pytest

from rapport.posts.limits import COMMENT_MAX
from rapport.posts.models import Comment, Post, Reaction
from rapport.safety.models import Report
from tests.posts.stories import comment, post, reaction, share

pytestmark = pytest.mark.django_db


def test_a_post_is_whole_on_its_page_and_cut_in_the_feed(cast, as_member):
    words = "word " * 300 + "end"
    found = post(cast.bo, words)
    client = as_member(cast.ana)
    assert "end" not in client.get("/feed/").content.decode().partition("Read on")[0][-300:]
    assert words in client.get(f"/posts/{found.public_id}/").content.decode()


def test_ana_comments_and_is_led_to_her_words(cast, as_member):
    found = post(cast.bo)
    client = as_member(cast.ana)
    answer = client.post(f"/posts/{found.public_id}/comments/", {"text": "Well done"})
    said = Comment.objects.get()
    assert answer.status_code == 303
    assert answer.url == f"/posts/{found.public_id}/#comment-{said.public_id}"
    html = client.get(f"/posts/{found.public_id}/").content.decode()
    assert f"/comments/{said.public_id}/edit/" in html


def test_a_refused_comment_comes_back_with_what_was_typed(cast, as_member):
    found = post(cast.bo)
    words = "x" * (COMMENT_MAX + 1)
    answer = as_member(cast.ana).post(f"/posts/{found.public_id}/comments/", {"text": words})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "at most 1,250 fit" in answer.content.decode()


def test_reacting_works_without_script_and_draws_the_foot_alone_with_it(cast, as_member):
    found = post(cast.bo)
    client, address = as_member(cast.ana), f"/posts/{found.public_id}/reaction/"
    answer = client.post(address, {"kind": "celebrate"})
    assert (answer.status_code, answer.url) == (303, f"/posts/{found.public_id}/")
    html = client.post(address, {"kind": "love"}, headers={"HX-Request": "true"}).content.decode()
    assert html.startswith(f'<footer class="post-foot" id="post-foot-{found.public_id}">')
    assert "1 reaction" in html
    assert Reaction.objects.get().kind == "love"
    client.post(address, {"kind": ""})
    assert Reaction.objects.get().kind == ""
    client.post(address, {"kind": "nonsense"})
    assert Reaction.objects.get().kind == ""


def test_an_article_has_a_title_and_more_room(cast, as_member):
    client = as_member(cast.ana)
    words = {"title": "Letters", "text": "y" * 5000, "audience": "everyone"}
    answer = client.post("/posts/new/", words)
    assert answer.url == f"/posts/{Post.objects.get().public_id}/"
    assert "<h1" in client.get(answer.url).content.decode()
    for wrong in ({**words, "title": ""}, {**words, "text": ""}, {**words, "audience": ""}):
        assert client.post("/posts/new/", wrong).status_code == 422


def test_ones_own_post_is_changed_and_deleted(cast, as_member):
    found = post(cast.ana)
    client, page = as_member(cast.ana), f"/posts/{found.public_id}/"
    assert found.text in client.get(f"{page}edit/").content.decode()
    assert client.post(f"{page}edit/", {"text": ""}).status_code == 422
    assert client.post(f"{page}edit/", {"text": "New words"}).status_code == 303
    assert "edited" in client.get(page).content.decode()
    assert "no way back" in client.get(f"{page}delete/").content.decode()
    assert client.post(f"{page}delete/").url == "/feed/"
    assert client.get(page).status_code == 404
    assert client.post(f"{page}delete/").status_code == 404


def test_an_article_keeps_its_title_when_edited_and_a_share_has_none(cast, as_member):
    article, client = post(cast.ana, "Body", title="Title"), as_member(cast.ana)
    assert 'value="Title"' in client.get(f"/posts/{article.public_id}/edit/").content.decode()
    shared = share(cast.ana, post(cast.bo))
    page = f"/posts/{shared.public_id}/edit/"
    assert 'name="title"' not in client.get(page).content.decode()
    assert client.post(page, {"text": "", "title": "x"}).status_code == 303
    shared.refresh_from_db()
    assert shared.title == ""


def test_sharing_shows_whose_words_they_are(cast, as_member):
    found = post(cast.bo, "Words of Bo")
    client = as_member(cast.ana)
    page = f"/posts/{found.public_id}/share/"
    assert "Words of Bo" in client.get(page).content.decode()
    answer = client.post(page, {"text": "Read this", "audience": "everyone"}, follow=True)
    html = answer.content.decode()
    assert "shared a post" in html
    assert html.index("Read this") < html.index("Words of Bo")
    assert client.post(page, {"text": "x" * 3001, "audience": "everyone"}).status_code == 422


def test_a_share_of_what_is_deleted_says_so_and_cannot_be_shared(cast, as_member):
    found = post(cast.bo)
    shared = share(cast.ana, found, "Read this")
    found.delete()
    client = as_member(cast.cy)
    html = client.get(f"/posts/{shared.public_id}/").content.decode()
    assert "What was shared here is deleted." in html
    assert client.get(f"/posts/{shared.public_id}/share/").status_code == 404


def test_a_comment_is_changed_by_its_writer_and_deleted_by_both(cast, as_member):
    said = comment(cast.ana, post(cast.bo))
    page = f"/comments/{said.public_id}/"
    for other, status in ((cast.bo, 404), (cast.cy, 404), (cast.ana, 200)):
        assert as_member(other).get(f"{page}edit/").status_code == status
    assert as_member(cast.ana).post(f"{page}edit/", {"text": "Better"}).status_code == 303
    for other, status in ((cast.cy, 404), (cast.bo, 200)):
        assert as_member(other).get(f"{page}delete/").status_code == status
    assert as_member(cast.bo).post(f"{page}delete/").status_code == 303
    assert not Comment.objects.exists()


def test_hidden_and_absent_are_the_same_answer(cast, as_member):
    hidden = post(cast.ana, visibility="connections")
    client = as_member(cast.dee)
    for path in ("", "edit/", "delete/", "share/", "reactions/"):
        for key in (hidden.public_id, uuid4()):
            assert client.get(f"/posts/{key}/{path}").status_code == 404
    for path in ("comments/", "reaction/"):
        for key in (hidden.public_id, uuid4()):
            words = {"text": "x", "kind": "like"}
            assert client.post(f"/posts/{key}/{path}", words).status_code == 404


@pytest.mark.parametrize("path", ["comments/", "reaction/"])
def test_a_look_changes_nothing(cast, as_member, path):
    found = post(cast.bo)
    assert as_member(cast.ana).get(f"/posts/{found.public_id}/{path}").status_code == 405


def test_a_post_or_a_comment_is_reported_with_its_words_as_they_stand(cast, as_member):
    found = post(cast.bo, "Buy my boat", title="Boats")
    said = comment(cast.bo, post(cast.cy), "And my oars")
    client = as_member(cast.dee)
    page = client.get(f"/members/bo/report/?post={found.public_id}").content.decode()
    assert "Buy my boat" in page
    for place in ({"post": found.public_id}, {"comment": said.public_id}):
        assert client.post("/members/bo/report/", {"kind": "spam", **place}).status_code == 303
    found.delete()
    pieces = Report.objects.get().evidence
    assert [(one["way"], one["subject"], one["text"]) for one in pieces] == [
        ("post", "Boats", "Buy my boat"),
        ("comment", "", "And my oars"),
    ]


def test_nobody_reports_what_they_cannot_read_or_what_another_wrote(cast, as_member):
    hidden = post(cast.bo, visibility="connections")
    said = comment(cast.cy, hidden)
    client = as_member(cast.dee)
    for place in ({"post": hidden.public_id}, {"comment": said.public_id}, {"post": "x"}):
        assert client.post("/members/bo/report/", {"kind": "spam", **place}).status_code == 404
    reaction(cast.ana, hidden)
    public = post(cast.cy)
    answer = client.post("/members/bo/report/", {"kind": "spam", "post": public.public_id})
    assert answer.status_code == 404
    assert not Report.objects.exists()
