import pytest

from rapport.rules.policy import describe, load
from rapport.rules.reach import Way
from rapport.safety.models import Report
from tests.cast import write

pytestmark = pytest.mark.django_db


def test_dee_reports_a_request_with_its_words_and_blocks(cast, calling):
    sent = write(cast.ana, cast.dee, "Buy my boat", Way.REQUEST)
    body = {"handle": "ana", "kind": "spam", "thread": str(sent.thread), "also_block": True}
    made = calling(cast.dee).post("/reports", body)

    report = Report.objects.get()
    assert str(report.public_id) == made["id"]
    assert report.evidence[0]["text"] == "Buy my boat"
    assert not calling(cast.ana).get("/members/dee")["available"]


def test_a_report_that_cannot_be_is_refused(cast, calling):
    bo = calling(cast.bo)
    sent = write(cast.ana, cast.dee, "Buy my boat", Way.REQUEST)
    elsewhere = {"handle": "ana", "kind": "spam", "thread": str(sent.thread)}
    bo.post("/reports", elsewhere, status=404)
    bo.post("/reports", {"handle": "bo", "kind": "spam"}, status=404)
    assert bo.post("/reports", {"handle": "ana", "kind": "dull"}, status=422)["on"] == "kind"
    refused = bo.post("/reports", {"handle": "ana", "kind": "spam", "text": "x" * 2001}, status=422)
    assert refused["code"] == "text_too_long"
    assert not Report.objects.exists()


def test_the_policy_has_every_number_with_its_source(cast, calling):
    told = calling(cast.ana).get("/policy")
    rows = describe(load("humane"))
    assert [number["key"] for number in told["numbers"]] == [row.key for row in rows]
    assert all(number["source"] for number in told["numbers"])
    assert {number["mark"] for number in told["numbers"]} <= set(told["marks"])
