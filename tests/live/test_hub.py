import pytest

from rapport.live.hub import Hub
from rapport.live.open_pages import OpenPage, Visitor


@pytest.fixture
def hub():
    return Hub()


def page_of(member_id, key, proof=""):
    async def nothing(*_):
        return None

    return OpenPage(Visitor(member_id, key, proof), nothing, nothing)


def test_a_member_is_here_while_one_of_their_pages_is_open(hub):
    first, second = page_of(7, "session:a", "hash"), page_of(7, "session:b", "hash")
    assert not hub.is_here(7)
    hub.open(first)
    hub.open(second)
    assert hub.is_here(7)
    assert not hub.is_here(8)
    hub.close(first)
    assert hub.is_here(7)
    hub.close(second)
    assert not hub.is_here(7)


def test_a_program_that_listens_by_its_token_is_nobody_here(hub):
    hub.open(page_of(7, "token:a"))
    assert not hub.is_here(7)
