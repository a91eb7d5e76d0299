"""What may happen in posts in a random story: all of them are for the author's connections."""

from uuid import uuid4

from rapport.contacts.queries.between import are_connected
from rapport.kit.clock import now
from rapport.posts.actions import NewPost, delete_post, write_comment, write_post
from rapport.posts.actions.sharing import share_post
from rapport.posts.models import Post


def post(story) -> None:
    """Somebody writes one and mentions somebody; at times one is deleted."""
    author, mentioned = story.two()
    word = story.canary(author)
    words = f"{word} seen by @{mentioned.handle}"
    _keep(
        story, author, word, write_post(author.pk, NewPost(words, visibility="connections"), now())
    )
    if story.chance(0.4) and story.of_post:
        public_id = story.one_of(story.of_post)
        found = Post.objects.get(public_id=public_id)
        if delete_post(found.author_id, public_id, now()):
            story.none_may_read(story.of_post.pop(public_id))


def share(story) -> None:
    """Somebody shares any post with words of their own."""
    public_id = story.one_of(story.of_post)
    if public_id is not None:
        author = story.two()[0]
        word = story.canary(author)
        new = NewPost(f"{word} look", visibility="connections")
        _keep(story, author, word, share_post(author.pk, public_id, new, now()))


def comment(story) -> None:
    """Anybody comments on any post, whether they may see it or not."""
    public_id = story.one_of(story.of_post)
    if public_id is not None:
        by, mentioned = story.two()
        word = story.canary(*story.who_may_read(story.of_post[public_id]))
        write_comment(by.pk, public_id, f"{word} indeed @{mentioned.handle}", uuid4(), now())
        story.of_author[word] = story.of_author[story.of_post[public_id]]


def bonds_changed(story) -> None:
    """Whoever is, or ever was, connected with the author of a post may read what stands there."""
    circles = {author: _circle(story, author) for author in set(story.of_author.values())}
    for word, author in story.of_author.items():
        if story.readers[word]:
            story.readers[word] |= circles[author]


def _circle(story, author_id: int) -> set[str]:
    return {m.handle for m in story.cast if are_connected(author_id, m.pk)}


def _keep(story, author, word: str, written) -> None:
    if isinstance(written, Post):
        story.of_post[written.public_id] = word
        story.of_author[word] = author.pk
    else:
        story.none_may_read(word)
