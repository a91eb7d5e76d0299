"""Files go by button, drop and paste, with script and without; a voice note is recorded."""

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
    ana.evaluate(BRING, ["paste", "pasted.jpg", list(picture("JPEG"))])
    expect(items.filter(has_text="pasted.jpg").locator("img")).to_have_count(1)
    items.filter(has_text="pasted.txt").get_by_role("button", name="Remove").click()
    expect(items.locator("[name=file]")).to_have_count(3)
    ana.click("form[data-live] button[type=submit]")
    for page in (ana, bo):
        expect(page.locator(".file-image img[alt='pasted.jpg']")).to_be_visible()
        expect(page.locator(".file-pdf", has_text="plan.pdf")).to_be_visible()
        shown = page.locator(".file-image img[alt='dropped.png']")
        expect(shown).to_be_visible()
        shown.scroll_into_view_if_needed()  # it is fetched when it comes into sight
        expect(shown).to_have_js_property("naturalWidth", 320)
    with bo.expect_download() as told:
        bo.click(".file-pdf a")
    assert told.value.suggested_filename == "plan.pdf"
    assert bo.complaints == []


def test_an_upload_shows_its_progress_and_can_be_cancelled(conversation):
    ana, bo = conversation
    slow = ana.context.new_cdp_session(ana)
    speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    slow.send("Network.emulateNetworkConditions", {"offline": False, **speed})
    ana.set_input_files("#composer-files", [given("plan.pdf", PDF + b"%" * 3_000_000)])
    bar = ana.get_by_role("progressbar", name="plan.pdf")
    expect(bar).to_be_visible()
    expect(bar).not_to_have_js_property("value", 0)
    assert 0 < bar.evaluate("(bar) => bar.value") < 1
    ana.get_by_role("button", name="Cancel", exact=True).click()
    expect(ana.locator(".attach-item")).to_have_count(0)
    slow.detach()
    ana.fill("textarea[name=text]", "Without the plan")
    ana.click("form[data-live] button[type=submit]")
    arrived = bo.locator(".bubble", has_text="Without the plan")
    expect(arrived).to_be_visible()
    expect(arrived.locator(".file")).to_have_count(0)


def test_a_send_waits_for_what_is_on_its_way_up(conversation):
    ana, bo = conversation
    held = []
    ana.route("**/messages/files/", lambda one: held.append(one))
    ana.set_input_files("#composer-files", [given("late.pdf", PDF)])
    expect(ana.get_by_role("progressbar", name="late.pdf")).to_be_visible()
    ana.fill("textarea[name=text]", "With the late one")
    ana.click("form[data-live] button[type=submit]")
    expect(ana.locator("textarea[name=text]")).to_have_value("With the late one")
    assert bo.locator(".bubble", has_text="With the late one").count() == 0
    held[0].continue_()
    arrived = bo.locator(".bubble", has_text="With the late one")
    expect(arrived.locator(".file-pdf", has_text="late.pdf")).to_be_visible()


def recording(page):
    """A voice note that runs; Chromium's microphone of the tests beeps."""
    page.get_by_role("button", name="Record a voice note").click()
    expect(page.get_by_role("button", name="Stop and attach")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator(".attach")).to_contain_text("0:01")


def test_a_voice_note_is_recorded_sent_and_can_be_heard(conversation):
    ana, bo = conversation
    recording(ana)
    ana.get_by_role("button", name="Stop and attach").click()
    expect(ana.locator(".attach-item [name=file]")).to_be_checked()
    expect(ana.get_by_role("button", name="Record a voice note")).to_be_visible()
    ana.click("form[data-live] button[type=submit]")
    for page in (ana, bo):
        note = page.locator("audio[aria-label='Voice note']")
        expect(note).to_be_visible()
    heard = note.evaluate(
        """(note) => new Promise((done) => {
          note.addEventListener("timeupdate", () => note.currentTime > 0 && done(note.currentTime));
          note.addEventListener("error", () => done(-1));
          note.muted = true;
          note.play().catch(() => done(-2));
        })"""
    )
    assert heard > 0


def test_a_cancelled_voice_note_leaves_nothing_behind(conversation):
    ana, _ = conversation
    sent = []
    ana.on("request", lambda one: "/files/" in one.url and sent.append(one.url))
    recording(ana)
    ana.get_by_role("button", name="Cancel", exact=True).click()
    expect(ana.get_by_role("button", name="Record a voice note")).to_be_visible()
    expect(ana.get_by_role("button", name="Cancel", exact=True)).to_be_hidden()
    # Another one comes alone.
    recording(ana)
    ana.get_by_role("button", name="Stop and attach").click()
    expect(ana.locator(".attach-item [name=file]")).to_have_count(1)
    assert len(sent) == 1


def test_without_script_the_plain_form_sends_them(conversation, visiting):
    address = conversation[0].url
    plain = visiting("ana", script=False)
    plain.goto(address)
    plain.set_input_files("#composer-files", [given("plain.pdf", PDF)])
    plain.click("form[data-live] button[type=submit]")
    expect(plain.locator(".file-pdf", has_text="plain.pdf")).to_be_visible()
