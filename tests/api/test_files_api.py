import pytest

from rapport.messaging.models import Attachment
from tests.messaging.files.corpus import PDF, picture

pytestmark = pytest.mark.django_db
ANY = "application/octet-stream"


def put(caller, name, content):
    """The file that a program uploads."""
    answer = caller.send("POST", f"/files?name={name}", content, ANY)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_program_uploads_sends_and_the_other_fetches(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    plan, photo = put(ana, "plan.pdf", PDF), put(ana, "me.png", picture("PNG"))
    assert (plan["family"], plan["size"], plan["width"]) == ("pdf", len(PDF), None)
    assert (photo["mime"], photo["width"]) == ("image/png", 320)
    files = [photo["id"], plan["id"]]
    sent = ana.post("/members/bo/ways/message", {"text": "", "files": files})
    [message] = bo.get(f"/threads/{sent['thread']}/messages")["messages"]
    assert [file["name"] for file in message["files"]] == ["me.png", "plan.pdf"]
    assert bo.get(f"/files/{plan['id']}") == plan
    content = bo.call("GET", f"/files/{plan['id']}/content")
    assert b"".join(content.streaming_content) == PDF
    assert content["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    part = bo.call("GET", f"/files/{plan['id']}/content", HTTP_RANGE="bytes=0-3")
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"%PDF")


def test_an_answer_carries_files(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    thread = ana.post("/members/bo/ways/message", {"text": "The plan?"})["thread"]
    file = put(bo, "plan.pdf", PDF)
    bo.post(f"/threads/{thread}/messages", {"text": "", "files": [file["id"]]})
    assert Attachment.objects.get().message.text == ""


def test_nobody_else_finds_it_and_it_can_be_taken_back(cast, calling):
    ana, cy = calling(cast.ana), calling(cast.cy)
    file = put(ana, "plan.pdf", PDF)["id"]
    cy.get(f"/files/{file}", status=404)
    cy.get(f"/files/{file}/content", status=404)
    cy.delete(f"/files/{file}", status=404)
    ana.delete(f"/files/{file}", status=200)
    ana.get(f"/files/{file}", status=404)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.exe", b"MZ" + bytes(80), "file_type"), ("a.pdf", b"", "file_empty"),
     ("a.txt", PDF.replace(b"%", b"\x00"), "file_type"), ("a.mp3", PDF, "file_mismatch")],
)  # fmt: skip
def test_a_refusal_names_what_is_wrong(cast, calling, name, content, code):
    answer = calling(cast.ana).send("POST", f"/files?name={name}", content, ANY)
    assert answer.status_code == 422
    assert answer.json()["code"] == code
    assert name in answer.json()["sentence"]


def test_a_request_takes_no_files(cast, calling):
    ana = calling(cast.ana)
    file = put(ana, "plan.pdf", PDF)["id"]
    asked = {"text": "May I?", "files": [file]}
    assert ana.post("/members/dee/ways/request", asked, 403)["code"] == "files_not_yet"
    assert ana.post("/members/dee/ways/connect", {"files": [file]}, 422)["code"] == "not_taken"
