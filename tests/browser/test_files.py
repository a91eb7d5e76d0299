"""Files go by button, drop and paste, with script and without; a voice note is recorded."""

import re

import pytest
from playwright.sync_api import expect

from tests.messaging.files.corpus import PDF, picture

pytestmark = pytest.mark.browser
BRING = """([kind, name, bytes]) => {
  const file = new File([new Uint8Array(bytes)], name);
  const data = new DataTransfer();
  data.items.add(file);
  const target = document.querySelector("form[data-composer] textarea");
  const more = { bubbles: true, cancelable: true };
  target.dispatchEvent(kind === "drop"
    ? new DragEvent("drop", { ...more, dataTransfer: data })
    : new ClipboardEvent("paste", { ...more, clipboardData: data }));
}"""


@pytest.fixture
def conversation(visiting):
    """Ana and Bo, each with the page of their conversation open."""
    ana, bo = visiting("ana"), visiting("bo", width=390)
    ana.goto("/members/bo/ways/message/")
    ana.fill("textarea[name=text]", "Shall I send you the plan?")
    ana.click("main form[data-composer] button[type=submit]")
    ana.wait_for_url(re.compile("/messages/[0-9a-f-]+/"))
    bo.goto(ana.url)
    expect(bo.locator("html")).to_have_attribute("data-connection", "open")
    return ana, bo


def given(name, content):
    return {"name": name, "mimeType": "", "buffer": content}


def test_files_are_attached_shown_taken_back_and_sent_and_the_other_sees_them(conversation):
    ana, bo = conversation
    ana.excused.append("status of 422")  # one file is refused
    ana.set_input_files("#composer-files", [given("plan.pdf", PDF), given("run.exe", b"MZ\x90")])
    items = ana.locator(".attach-item")
    expect(items.locator("[name=file]")).to_have_count(1)
    expect(ana.locator(".attach-refused")).to_contain_text("“run.exe” can't be sent")
    ana.evaluate(BRING, ["drop", "dropped.png", list(picture("PNG"))])
    expect(items.locator("img")).to_have_count(1)
    ana.evaluate(BRING, ["paste", "pasted.txt", list(b"pasted")])
    expect(items.locator("[name=file]")).to_have_count(3)
    items.filter(has_text="pasted.txt").get_by_role("button", name="Remove").click()
    expect(items.locator("[name=file]")).to_have_count(2)
    ana.click("form[data-live] button[type=submit]")
    for page in (ana, bo):
        expect(page.locator(".file-pdf", has_text="plan.pdf")).to_be_visible(timeout=15000)
        shown = page.locator(".file-image img[alt='dropped.png']")
        expect(shown).to_be_visible()
        shown.scroll_into_view_if_needed()  # it is fetched when it comes into sight
        expect(shown).to_have_js_property("naturalWidth", 320, timeout=15000)
    with bo.expect_download() as told:
        bo.click(".file-pdf a")
    assert told.value.suggested_filename == "plan.pdf"
    assert bo.complaints == []


def test_without_script_the_plain_form_sends_them(conversation, visiting):
    address = conversation[0].url
    plain = visiting("ana", script=False)
    plain.goto(address)
    plain.set_input_files("#composer-files", [given("plain.pdf", PDF)])
    plain.click("form[data-live] button[type=submit]")
    expect(plain.locator(".file-pdf", has_text="plain.pdf")).to_be_visible()
