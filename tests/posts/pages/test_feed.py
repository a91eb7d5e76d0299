"""The feed, a member's activity and a group's posts as pages."""

import re

import pytest

from rapport.posts.limits import POST_MAX
from rapport.posts.models import Post
from tests.cast import GROUP, make_member, share_group
from tests.posts.stories import comment, post, reaction, share

pytestmark = pytest.mark.django_db
SLUG = GROUP.lower().replace(" ", "-")
HOSTILE = "<script>alert(1)</script>"


def typed(**more) -> dict[str, str]:
    return {"text": "A good week.", "audience": "everyone", **more}


def test_an_empty_feed_teaches(cast, as_member):
    html = as_member(cast.dee).get("/feed/").content.decode()
    assert "A first comment is easier than a first message." in html
    assert 'href="/network/"' in html


def test_ana_posts_and_finds_it_in_her_feed(cast, as_member):
    client = as_member(cast.ana)
    done = client.post("/feed/", typed(audience="connections"), follow=True)
    assert done.redirect_chain == [("/feed/", 303)]
    html = done.content.decode()
    assert "A good week." in html
    assert "Your post is there." in html
    assert Post.objects.get().visibility == "connections"


def test_one_posts_to_ones_groups_and_to_no_others(cast, as_member):
    client = as_member(cast.ana)
    assert f'value="group:{SLUG}"' in client.get("/feed/").content.decode()
    asked = client.get(f"/feed/?group={SLUG}").content.decode()
    assert f'value="group:{SLUG}" selected' in asked
    client.post("/feed/", typed(audience=f"group:{SLUG}"))
    assert Post.objects.get().group.slug == SLUG

    answer = as_member(cast.bo).post("/feed/", typed(audience=f"group:{SLUG}"))
    assert answer.status_code == 422
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": ""}, "Write something first."),
        ({"text": "x" * (POST_MAX + 1)}, "at most 3,000 fit"),
        ({"audience": "moon"}, "Select a valid choice"),
        ({"text": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_a_refused_post_comes_back_with_what_was_typed(cast, as_member, more, said):
    answer = as_member(cast.ana).post("/feed/", typed(**more))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert more.get("text", "A good week.").replace("\x00", "") in html.replace("\x00", "")
    assert not Post.objects.exists()


def test_a_broken_client_id_is_no_obstacle(cast, as_member):
    assert as_member(cast.ana).post("/feed/", typed(client_id="x")).status_code == 303


def test_the_same_press_twice_is_one_post(cast, as_member):
    client = as_member(cast.ana)
    for _ in range(2):
        client.post("/feed/", typed(client_id="01890000-0000-7000-8000-000000000001"))
    assert Post.objects.count() == 1


def test_nobody_beside_a_block_is_on_any_page(cast, as_member):
    ground = post(cast.bo, "Ground for all")
    share_group(cast.eve, cast.bo)
    comment(cast.eve, ground, "Words of Eve")
    reaction(cast.eve, ground)
    share(cast.eve, ground, "Eve shares")
    post(cast.eve, "Eve in the group", visibility="group", group=SLUG)
    client = as_member(cast.ana)
    for address in (
        "/feed/",
        f"/posts/{ground.public_id}/",
        f"/posts/{ground.public_id}/reactions/",
        "/members/bo/posts/",
        f"/groups/{SLUG}/posts/",
        "/members/bo/",
    ):
        html = client.get(address).content.decode()
        assert not re.search(r"Eve\b|Words of|Eve shares", html), address
        assert "1 comment" not in html
        assert "1 reaction" not in html
        assert "1 share" not in html
    assert client.get("/members/eve/posts/").status_code == 404


def test_activity_has_three_tabs(cast, as_member):
    ground = post(cast.bo, "Ground for all")
    comment(cast.cy, ground, "Words of Cy")
    reaction(cast.cy, ground, "insightful")
    post(cast.cy, "Written by Cy")
    client = as_member(cast.ana)
    assert "Written by Cy" in client.get("/members/cy/posts/").content.decode()
    assert "Words of Cy" in client.get("/members/cy/posts/?tab=comments").content.decode()
    assert "Insightful" in client.get("/members/cy/posts/?tab=reactions").content.decode()
    assert client.get("/members/cy/posts/?tab=nonsense").status_code == 200


def test_the_profile_names_what_a_member_posted_lately_as_far_as_one_may_see(cast, as_member):
    post(cast.bo, "For everybody here")
    post(cast.bo, "For friends alone", visibility="connections")
    html = as_member(cast.ana).get("/members/bo/").content.decode()
    assert "For everybody here" in html
    assert "For friends alone" in html
    html = as_member(cast.dee).get("/members/bo/").content.decode()
    assert "For everybody here" in html
    assert "For friends alone" not in html


def test_a_groups_posts_are_there_for_its_members(cast, as_member):
    post(cast.dee, "Inside the group", visibility="group", group=SLUG)
    assert "Inside the group" in as_member(cast.ana).get(f"/groups/{SLUG}/posts/").content.decode()
    assert as_member(cast.bo).get(f"/groups/{SLUG}/posts/").status_code == 404
    assert as_member(cast.bo).get("/groups/none/posts/").status_code == 404


def test_words_of_people_are_text_everywhere(cast, as_member):
    cast.bo.name = HOSTILE
    cast.bo.headline = HOSTILE
    cast.bo.save()
    ground = post(cast.bo, HOSTILE + " " + "y" * 800)
    post(cast.bo, HOSTILE, title=HOSTILE)
    comment(cast.bo, ground, HOSTILE)
    share(cast.bo, ground, HOSTILE)
    client = as_member(cast.ana)
    for address in (
        "/feed/",
        f"/posts/{ground.public_id}/",
        f"/posts/{ground.public_id}/share/",
        "/members/bo/posts/",
        "/members/bo/posts/?tab=comments",
        "/members/bo/",
    ):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html, address
        assert "&lt;script&gt;" in html


def test_full_pages_take_at_most_20_queries(cast, as_member, django_assert_max_num_queries):
    ground = post(cast.bo, "With @eve @cy")
    for number in range(12):
        member = make_member(f"m{number}")
        comment(member, ground, "With @eve @dee")
        reaction(member, ground)
        share(cast.bo, ground, f"Number {number} @cy")
        post(cast.ana, f"Inside {number}", visibility="group", group=SLUG)
    client = as_member(cast.ana)
    for address in (
        "/feed/",
        f"/posts/{ground.public_id}/",
        f"/posts/{ground.public_id}/reactions/",
        "/members/bo/posts/",
        "/members/ana/posts/",
        "/members/bo/",
        f"/groups/{SLUG}/posts/",
    ):
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200, address
    assert 'rel="next"' in client.get("/feed/").content.decode()
