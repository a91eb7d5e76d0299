"""The pages of the document work under the policy of all pages, with nothing from elsewhere."""

import pytest

from tests.api.test_document import OPERATIONS

pytestmark = pytest.mark.browser


def test_the_document_is_shown_and_nothing_comes_from_elsewhere(visiting, place):
    page = visiting()
    elsewhere = []
    page.on(
        "request",
        lambda request: (
            request.url.startswith((place.url, "data:")) or elsewhere.append(request.url)
        ),
    )
    page.goto("/api/v1/docs")
    page.locator(".opblock").first.wait_for(timeout=30_000)

    assert page.locator(".opblock").count() == len(OPERATIONS)
    page.locator(".opblock-summary").first.click()
    page.locator(".opblock-body").first.wait_for()
    assert page.complaints == []
    assert elsewhere == []
