"""What is reviewed: an 80-word draft with full context, and texts made to be slow."""

from datetime import UTC, datetime, timedelta

from tests.rules.coach.gold.lines import lines_of

from rapport.rules.coach import Draft
from rapport.rules.coach.draft import Author, Card, DraftWay, Earlier, Post, Recipient, Sender, Sent

NOW = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
TEXT = (
    "Hi Faith,\n\nthank you for your answer in spring, it saved our school farm a whole season."
    " Your post on soil samples left one question open: how many did you take on your two acres"
    " in the end? We both belong to AgriTech Kenya, and the teachers there argue about it every"
    " month. Lydia Achieng thinks that three are enough, and I believe that she has never seen"
    " our clay. A number from you would settle it before the long rains.\n\nKind regards,\nMercy"
)
POSTS = (
    "Satellite images are free, a soil sample is not. How many does a two-acre farm need?",
    "Back from Nairobi Innovation Week with a bag full of questions about water.",
    "A farmer asked me why the map is green where her maize is yellow. Here is the answer.",
    "We compared four cheap moisture probes. Two of them agree with each other.",
    "The students of Egerton University plant beans between the rows. First figures inside.",
)


def full_draft(turn: int, fresh: bool = False) -> Draft:
    """The draft as it stands after one more key; `fresh` changes the earlier sends as well."""
    mark = f" {turn}" if fresh else ""
    return Draft(
        TEXT.replace("every month", f"every month{' or so' * (turn % 2)} ({turn})"),
        way=DraftWay.MESSAGE,
        now=NOW,
        limit=8000,
        commented=("p2",),
        sender=Sender(
            "Mercy Wanjiku", ("Nakuru School Farm",), ("Egerton University",), ("AgriTech Kenya",)
        ),
        recipient=Recipient(
            "Faith Njoroge",
            "Agronomist at Shamba Data",
            ("Shamba Data", "Green Belt Trust"),
            ("Egerton University",),
            ("AgriTech Kenya", "Soil Science Society"),
            ("Nairobi Innovation Week",),
            ("soil science", "remote sensing"),
            "Africa/Nairobi",
            tuple(
                Post(f"p{i}", NOW - timedelta(days=3 * i + 1), text + mark)
                for i, text in enumerate(POSTS)
            ),
            card=Card(
                languages=("en", "sw"), quiet_hours=("20:00", "07:00"), unwelcome=("pesticides",)
            ),
        ),
        mutuals=("Lydia Achieng", "Samuel Kiprop", "Grace Otieno"),
        history=(
            Earlier(Author.SENDER, NOW - timedelta(days=210), "Faith, which probe do you use?"),
            Earlier(Author.RECIPIENT, NOW - timedelta(days=209), "The cheap one, Mercy, twice."),
        ),
        recent=tuple(
            Sent(line.draft["recipient"]["name"], NOW - timedelta(hours=9 * i), text + mark)
            for i, line in enumerate(lines_of("good")[:50])
            if (text := line.draft["text"])
        ),
    )


# Pieces that, repeated, have made text tools slow elsewhere: openers without closers, words that
# may begin many phrases, marks that stack, and what looks like an address for ever.
SLOW = (
    "a", " ", "\n", "\t ", ".", "!?", "[", "[[", "{{", "<", "<a", "((", "_", "-", "—", "'", '"',
    ">", "> ", "%A", "a ", "a.", "A. ", "Aa", "aA", "I ", "i.e. ", "1,", "1.1.", "@", "a@", "a@b.",
    "http://", "www.", "/", "\\", "x_", "[a](", "字", "ß", "é", "e\u0301", "\u0301", "\u200b", "😀",
    "\u202e", "Hi ", "Dear ", "Dear [", "Hi Faith ", "you should ", "your post on ", "your ",
    "we both studied at ", "we both ", "Egerton ", "Egerton University ", "AgriTech ", "of the ",
    "and ", "I hope this ", "hope ", "could you ", "could you? ", "please ", "no ", "not ",
    "thank you ", "Best,\n", "\nHi\n", "who ", "laid off ", "my father ", "https://a.b/ ", "why? ",
    "Faith", "Faith Njoroge", "soil samples ", "congratulations on your ", "as a former ", "at ",
)  # fmt: skip


def slow_text(piece: str, length: int) -> str:
    """The piece repeated to that many characters."""
    return (piece * (length // len(piece) + 1))[:length]
