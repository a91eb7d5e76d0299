"""Made-up requests to every operation: no 5xx, and nothing that the document does not have."""

import json
import os
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

from rapport.config.wsgi import application
from rapport.kit.api import written
from rapport.kit.clock import now
from rapport.notices.actions import make_notice
from rapport.rules.reach import Way
from rapport.site.api import document
from tests.cast import write

pytestmark = pytest.mark.django_db
checks.load_all_checks()
CHECKS = [
    checks.CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    )
]
DOCUMENT = schemathesis.openapi.from_dict(json.loads(json.dumps(document())))
DOCUMENT.app = application
OPERATIONS = [found.ok() for found in DOCUMENT.get_all_operations()]
EXAMPLES = 200 if os.environ.get("TESTS_LONG") else 10


@contextmanager
def one_connection():
    """Requests leave the test's connection open, as those of Django's own client do."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    try:
        yield
    finally:
        for end in ends:
            end.connect(close_old_connections)


@pytest.fixture
def there(cast, calling):
    """What is there to be found, by the name of the parameter that finds it."""
    threads = [
        write(cast.ana, cast.bo, "Hello").thread,
        write(cast.dee, cast.ana, "May I?", Way.REQUEST).thread,
    ]
    invitation = calling(cast.cy).post("/members/ana/ways/connect", {"note": "Hello"})["id"]
    skill = calling(cast.ana).post("/me/skills", {"name": "Knots"})["id"]
    calling(cast.ana).post(
        "/events", {"name": "Tide Day", "starts_at": written(now() + timedelta(days=9))}
    )
    make_notice(1, cast.ana.pk, "invitation", {"from": "Cy", "handle": "cy"}, now())
    notice = calling(cast.ana).get("/notices")["notices"][0]["id"]
    asked = {"text": "Boats.", "via": "bo"}
    introduction = calling(cast.ana).post("/members/cy/ways/introduction", asked)["id"]
    return {
        "handle": [member.handle for member in cast],
        "slug": ["harbour-writers", "tide-day"],
        "thread_id": [str(thread) for thread in threads],
        "invitation_id": [invitation],
        "introduction_id": [introduction],
        "notice_id": [notice],
        "import_id": [str(uuid4())],
        "key": [skill],
        "way": list(Way),
    }


@pytest.mark.parametrize("tag", sorted({operation.tags[0] for operation in OPERATIONS}))
def test_made_up_requests_are_answered_as_the_document_says(
    cast, calling, there, tag, settings, tmp_path
):
    settings.DATA = settings.FILES_ROOT = tmp_path
    headers = {"Authorization": f"Bearer {calling(cast.ana).secret}"}
    headers["Accept-Encoding"] = "identity"  # this caller takes nothing apart
    for operation in OPERATIONS:
        if operation.tags == [tag]:
            before = transaction.savepoint()
            with one_connection():
                call_with(operation, there, headers)
            transaction.savepoint_rollback(before)


def call_with(operation, there, headers):
    """Call an operation with bodies that fit its shapes and that do not."""
    fitting = operation.as_strategy(GenerationMode.POSITIVE)
    any_form = fitting | operation.as_strategy(GenerationMode.NEGATIVE)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def run(data):
        case = data.draw(any_form)
        for parameter in case.path_parameters or {}:
            if parameter in there and data.draw(st.booleans()):
                case.path_parameters[parameter] = data.draw(st.sampled_from(there[parameter]))
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)

    run()
