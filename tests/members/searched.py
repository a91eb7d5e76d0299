"""The words by which the search finds a member, as the tests ask for them."""

from rapport.members.models import SearchWord


def words_found(member):
    """Every word of the member in the search."""
    rows = SearchWord.objects.filter(member=member).values_list("word", flat=True)
    return {bytes(word).decode() for word in rows}
