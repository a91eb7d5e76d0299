"""Mentions of who is not there for the reader are words and no links."""

import pytest

from rapport.posts.reading import read_comments, read_posts, unlinked
from tests.posts.stories import comment, post, share

pytestmark = pytest.mark.django_db


def test_a_reader_finds_no_link_to_somebody_with_whom_a_block_stands(cast):
    found = post(cast.bo, "With @eve and @cy")
    assert "/members/eve/" in found.html
    (for_ana,) = read_posts(cast.ana.pk, [found])
    (for_dee,) = read_posts(cast.dee.pk, [found])
    assert "/members/eve/" not in for_ana.html
    assert "@eve" in for_ana.html
    assert "/members/cy/" in for_ana.html
    assert "/members/eve/" in for_dee.html


def test_so_do_comments_and_shared_posts(cast):
    ground = post(cast.bo, "By @eve")
    said = comment(cast.dee, ground, "Thanks @eve")
    (read,) = read_comments(cast.ana.pk, [said], ground)
    assert "/members/eve/" not in read.html
    (shared,) = read_posts(cast.ana.pk, [share(cast.cy, ground)])
    assert shared.shared is not None
    assert "/members/eve/" not in shared.shared.html


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org/members/eve/">@eve</a>',
        '<a class="mention" href="/members/eve/">@bo</a>',
        "&lt;a class=&quot;mention&quot;&gt;@eve",
    ],
)
def test_nothing_but_a_mention_of_ours_is_touched(html):
    assert unlinked(html, {"eve"}) == html
