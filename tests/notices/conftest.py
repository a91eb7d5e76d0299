"""Stories of notices use our own way of mail, not the list in memory of the test runner."""

import pytest


@pytest.fixture(autouse=True)
def _own_outbox(settings):
    """Mail goes to the outbox."""
    settings.EMAIL_BACKEND = "rapport.notices.mail.OutboxBackend"
