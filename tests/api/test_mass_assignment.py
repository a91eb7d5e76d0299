"""No body of the API reaches a column that its operation does not name."""

from zlib import crc32

import pytest
from django.apps import apps

from tests.api.test_document import OPERATIONS, document
from tests.api.test_tokens import address_of, body_of
from tests.races import LONG

pytestmark = pytest.mark.django_db
SCHEMAS = document()["components"]["schemas"]
COLUMNS = sorted(
    {
        name
        for model in apps.get_models()
        if model.__module__.startswith("rapport.")
        for field in model._meta.get_fields()
        if hasattr(field, "attname")
        for name in (field.name, field.attname)
    }
)


def taken(operation) -> set[str] | None:
    """The keys of an operation's JSON body; None where it takes none."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    schema = content["application/json"]["schema"]
    # A review takes the contract's own form, which is tested with it, and keeps nothing.
    if "$ref" not in schema:
        return None
    return set(SCHEMAS[schema["$ref"].rpartition("/")[2]]["properties"])


SHARE = 12
WRITING = [name for name, operation in OPERATIONS.items() if taken(operation) is not None]


def rows() -> dict[str, list]:
    """Everything that our rooms keep, but the callers' tokens, which the test makes itself."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith("rapport.") and model.__name__ != "ApiToken"
    }


@pytest.mark.parametrize("name", WRITING)
def test_no_column_beyond_the_named_ones_is_taken(cast, calling, name):
    ana, before = calling(cast.ana), rows()
    method, path = address_of(name)
    # Every column in the long form; in the short one each operation tries a share of its own.
    some = COLUMNS if LONG else COLUMNS[crc32(name.encode()) % SHARE :: SHARE]
    for column in some:
        if column in taken(OPERATIONS[name]):
            continue
        answer = ana.call(method, path, {**body_of(name), column: 1})
        assert answer.status_code == 422, (column, answer.content)
        assert answer.json()["on"] == column
    assert rows() == before
