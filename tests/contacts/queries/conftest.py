"""The graph's questions are asked twice: of the database, and of a copy in memory."""

import pytest

from rapport.contacts.index import PROCESS
from rapport.contacts.index.loading import load_copy
from rapport.graph.kernels import named


@pytest.fixture(params=["database", "numpy", "numba"])
def asked(request, db, monkeypatch):
    """Call it when the network stands: from then on the named side answers."""
    if request.param == "database":
        yield lambda: None
        return
    monkeypatch.setenv("RAPPORT_GRAPH", request.param)
    monkeypatch.setattr("rapport.contacts.index.loading.chosen", lambda: request.param)

    def load() -> None:
        PROCESS.adopt(load_copy(None))
        assert PROCESS.view() is not None
        assert PROCESS.copy.rows.kernels is named(request.param)

    yield load
    PROCESS.adopt(None)
