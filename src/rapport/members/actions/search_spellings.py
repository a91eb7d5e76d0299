"""Keep the words of the place by their spelling, so that a search finds what is nearly alike."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef

from rapport.members.models import SearchSpelling, SearchWord
from rapport.members.spelling import is_spelt, rests

CHUNK = 500
PLACES = (SearchWord.FIRST_NAME, SearchWord.NAME, SearchWord.ELSEWHERE)


def learn_spellings(words: Iterable[bytes]) -> int:
    """Write the rests of those words that are new here; return how many words that were.

    Each word is UTF-8. Two who bring the same word at once both write it, which does no harm.
    """
    spelt = sorted({word for word in words if is_spelt(word.decode())})
    new: list[bytes] = []
    for start in range(0, len(spelt), CHUNK):
        some = spelt[start : start + CHUNK]
        known = SearchSpelling.objects.filter(word__in=some).values_list("word", flat=True)
        there = {bytes(word) for word in known.distinct()}
        new += [word for word in some if word not in there]
    rows = [(rest.encode(), word) for word in new for rest in sorted(rests(word.decode()))]
    SearchSpelling.objects.write(("rest", "word"), rows)
    return len(new)


def forget_spellings(limit: int = 5000) -> int:
    """Forget the words that nobody has any more (a name goes with its member); return how many."""
    held = SearchWord.objects.filter(place__in=PLACES, word=OuterRef("word"))
    unused = SearchSpelling.objects.filter(~Exists(held)).values_list("word", flat=True)
    gone = sorted({bytes(word) for word in unused.distinct()[:limit]})
    for start in range(0, len(gone), CHUNK):
        some = gone[start : start + CHUNK]
        SearchSpelling.objects.filter(word__in=some).delete()
        _learn_again(some)
    return len(gone)


def _learn_again(words: Collection[bytes]) -> None:
    """Somebody may have brought one of the words back while it was being forgotten."""
    rows = SearchWord.objects.filter(place__in=PLACES, word__in=words)
    learn_spellings(bytes(word) for word in rows.values_list("word", flat=True).distinct())
