"""What every story about accounts begins with: no limits left over, and the mail that went out."""

import re

import pytest
from django.core.cache import cache

from rapport.notices.models import Mail


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Counts of tries are kept in the cache; no story inherits those of another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _own_outbox(settings):
    """The test runner swaps mail for a list in memory; these stories are about our own way."""
    settings.EMAIL_BACKEND = "rapport.notices.mail.OutboxBackend"


@pytest.fixture
def mails(db):
    """The mails in the outbox, oldest first."""
    return lambda: list(Mail.objects.order_by("pk"))


@pytest.fixture
def link_in(mails):
    """The path of the link in the newest mail."""

    def link() -> str:
        found = re.search(r"http://\S+?(/accounts/\S+)", mails()[-1].raw)
        assert found, mails()[-1].raw
        return found.group(1)

    return link
