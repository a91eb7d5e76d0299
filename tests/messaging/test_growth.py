"""Every function that reads what people write: four times as much takes at most five times."""

import pytest

from rapport.kit.avatars import initials
from rapport.kit.emoji import is_emoji
from rapport.kit.text import normal, one_line, render
from rapport.messaging.files.names import safe_name
from rapport.messaging.previews.links import links_in
from rapport.posts.actions.rendering import tidy
from rapport.posts.reading import unlinked
from rapport.rules.coach.stops import blank_in
from rapport.rules.message_query import excerpt, folded, marked, read_query
from rapport.rules.reach.content import is_blank, length_of, normal_breaks
from rapport.rules.replies import replies_to
from rapport.rules.templates import fill
from tests.timing import processor_time, without_collector

# Openers without closers, marks that stack, what looks like an address, a mention, a blank, a
# phrase or an operator for ever: what has made text tools slow elsewhere.
SHAPES = (
    "a", " ", "\n", "\n \n", "\r\n", "\t", "\x00", "<", "</p>", "<a ", "&", "&amp;", '"', "'", "\\",
    "[", "](", "[a](", "(", "*", "_", "`", "#", "> ", "- ", "1. ", "@", "@a", "@a ", "a@b.c ", "://",
    "http://", "http://a", "http://a.b/ ", "http://a.b/(", "https://[", "http://a.b/?", "www.",
    "a.", ".", "mailto:", "//", "é", "e\u0301", "\u0301", "\u200d", "\u202e", "字",
    "{", "{{", "{{a}}", "{{my_name}} ", "[Name] ", "<<a>> ", "__", "INSERT ", "insert a here ",
    "from:", 'from:"', "in:a ", "before:2026-01-01 ", "-a ", "thanks ", "can you ", "? ", "danke ",
    "a-", "A", "İ", "ß", "ﷺ", "😀", "🇩", "👩\u200d",
)  # fmt: skip
# One address that goes on with each of these.
SHAPES += tuple(("http://a.b/", sign) for sign in "([{<\"'.,!?-_&;*~:@/#%=|\\^$é字")
SHAPES += (("http://", "a."), ("http://", "a-"), ("\thttp://a", "://"), ("http://a@", "b@"))
SOUGHT = read_query('thanks "can you" a').sought
READERS = {
    "normal": normal,
    "one line": one_line,
    "tidy": tidy,
    "rendered": lambda text: render(text, lambda found: found),
    "links": lambda text: links_in(render(text)),
    "unlinked": lambda text: unlinked(render(text, lambda found: found), ["a"]),
    "emoji": is_emoji,
    "initials": initials,
    "a file's name": lambda text: safe_name(text, (".txt",)),
    "a query": read_query,
    "folded": folded,
    "marked": lambda text: list(marked(text, SOUGHT)),
    "excerpt": lambda text: excerpt(text, SOUGHT),
    "a template": lambda text: fill(text, {"my_name": "Ana"}),
    "replies": replies_to,
    "blanks": lambda text: blank_in(text, text[:200], "Ana Lima"),
    "length": length_of,
    "blank": is_blank,
    "breaks": normal_breaks,
}
SHORT, LONG = 2_000, 8_000
# Below this the clock's own grain decides.
GRAIN = 0.004
MOST = 0.1


def text_of(shape, length):
    """So many characters of a shape: a piece again and again, or a beginning and then a piece."""
    begin, piece = shape if isinstance(shape, tuple) else ("", shape)
    return (begin + piece * (length // len(piece) + 1))[:length]


def grows_in_line(read, shape):
    """Whether four times as much takes at most five times as long, and never long."""
    took = processor_time(lambda: read(text_of(shape, LONG)))
    if took <= GRAIN:
        return True
    return took < MOST and took <= 5 * processor_time(lambda: read(text_of(shape, SHORT)))


@pytest.mark.parametrize("reader", READERS)
def test_four_times_the_text_takes_at_most_five_times_as_long(reader):
    read = READERS[reader]
    with without_collector():
        for shape in SHAPES:
            # Whoever grows faster does so each time.
            assert any(grows_in_line(read, shape) for _ in range(3)), shape
