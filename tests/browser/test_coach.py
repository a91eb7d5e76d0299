"""The coach in a real browser: mending by a click, copies stopped, a hold, off, without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import serious

pytestmark = pytest.mark.browser
AREA = "form[data-composer] textarea"
COPY = "{}, I keep a list of signs that made people smile. Which one would you put on it, and why?"
VERDICT = re.compile("Ready to send|Better|Not like this yet")


def verdict(page, words):
    """The panel's verdict, if it has these words."""
    return page.locator(".coach-verdict strong", has_text=words)


def typed(page, path, text):
    """Open a composer, type, and wait until the coach has looked at it."""
    page.goto(path)
    page.locator(".coach-verdict").wait_for()
    page.fill(AREA, text)
    page.locator(f".coach-verdict[data-coach-chars='{len(text)}']").wait_for()


def test_typing_shows_a_finding_and_one_click_mends_it_and_one_takes_it_back(visiting):
    page = visiting("ana")
    text = "Dear [Name], the harbour 🚢 of Trieste is in your headline. What is it like in winter?"
    typed(page, "/members/dee/ways/request/", text)
    mark = page.locator(".marks mark")
    assert mark.first.inner_text() == "[Name]"
    page.locator("[data-coach-fix]").first.focus()
    page.keyboard.press("Enter")
    mended = page.input_value(AREA)
    assert "[Name]" not in mended
    assert mended.startswith("Dear Dee")
    verdict(page, "Not like this yet").wait_for(state="detached")
    page.click("[data-coach-undo]")
    assert page.input_value(AREA) == text
    verdict(page, "Not like this yet").wait_for()
    assert page.complaints == []


def test_words_typed_while_the_coach_looks_are_looked_at_after_and_nothing_is_broken_off(visiting):
    page = visiting("ana")
    typed(page, "/members/dee/ways/request/", "Dear [Name],")
    page.evaluate(
        """() => document.addEventListener("htmx:confirm", () => {
          document.body.dataset.looks = Number(document.body.dataset.looks ?? 0) + 1;
        })"""
    )
    held = []
    page.route("**/coach/review/", lambda one: one.fallback() if held else held.append(one))
    page.fill(AREA, "Dear [Name], the harbour")
    expect(page.locator("body")).to_have_attribute("data-looks", "1")
    page.fill(AREA, "Dear Dee, the harbour of Trieste is in your headline. How is it in winter?")
    expect(page.locator("body")).to_have_attribute("data-looks", "2")
    assert page.complaints == []
    held[0].continue_()
    newest = len(page.input_value(AREA))
    page.locator(f".coach-verdict[data-coach-chars='{newest}']").wait_for()
    assert page.locator(".marks mark").count() == 0


def test_the_underline_lies_under_its_words(visiting):
    page = visiting("ana")
    lines = "\n".join(f"Line {number} about the signs." for number in range(30))
    typed(page, "/members/dee/ways/request/", f"Dear [Name],\n{lines}")
    assert page.locator(".marks mark").first.inner_text() == "[Name]"
    sizes = page.evaluate(
        """() => {
          const [layer, area] = document.querySelector(".marked").children;
          area.scrollTop = 120;
          return [layer.offsetWidth, area.offsetWidth, getComputedStyle(layer).font,
                  getComputedStyle(area).font];
        }"""
    )
    assert abs(sizes[0] - sizes[1]) <= 1
    assert sizes[2] == sizes[3]
    # The layer follows with the area's own event, which comes before the next frame.
    both = page.evaluate(
        """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
          const [layer, area] = document.querySelector(".marked").children;
          done([layer.scrollTop, area.scrollTop]);
        })))"""
    )
    assert both[0] == both[1] > 0


def test_emilys_fourth_copy_is_stopped_and_her_text_is_kept(visiting):
    page = visiting("matteo")
    page.excused.append("status of 422")  # the refusal that this story is about
    open_ways = []
    for who in ("eleni", "teresa", "rui", "mira", "femi", "joao", "bo", "cy", "dee", "eva"):
        page.goto(f"/members/{who}/ways/")
        for way in ("message", "request", "inmail", "connect"):
            if page.locator(f"a[href='/members/{who}/ways/{way}/']").count():
                open_ways.append((who, way))
                break
    for number, (who, way) in enumerate(open_ways):
        text = COPY.format(f"Hello {who.capitalize()}")
        page.goto(f"/members/{who}/ways/{way}/")
        page.fill(AREA, text)
        stopped = False
        if number >= 3:
            # Whoever wrote last gets an answer, which is compared with nothing.
            page.locator(".coach-verdict strong").filter(has_text=VERDICT).wait_for()
            stopped = verdict(page, "Not like this yet").count() == 1
        page.click("form[data-composer] button.button-primary")
        page.wait_for_load_state()
        assert bool(page.locator(".errorlist").count()) == stopped, (who, way, page.url)
        if stopped:
            break
    assert stopped, open_ways
    assert f"{number} people within 24 hours" in page.locator(".errorlist").inner_text()
    assert page.input_value(AREA) == text


def test_after_a_layoff_post_the_message_is_held_with_a_date(visiting):
    page = visiting("ana")
    typed(page, "/members/pavel/ways/inmail/", "Dear Pavel, how do your engines survive January?")
    verdict(page, "Better later").wait_for()
    assert "recently posted about" in page.locator(".coach-lines").inner_text()
    assert "Wait until" in page.locator(".coach-better").inner_text()
    assert serious(page) == []


def test_a_dismissed_check_stays_silent_and_the_panel_may_be_switched_off(visiting):
    page = visiting("rui")
    text = "Dear Ana, I hope this message finds you well. What would you put on a sign by the sea?"
    typed(page, "/members/ana/ways/message/", text)
    line = page.locator(".coach-line", has_text="finds you well")
    line.get_by_role("button", name="Don't tell me").click()
    line.wait_for(state="detached")
    page.get_by_role("button", name="Switch off").click()
    page.locator("text=The coach is off.").wait_for()
    assert page.locator(".marks mark").count() == 0
    page.get_by_role("button", name="Switch on").click()
    page.locator(".coach-verdict").wait_for()
    page.goto("/coach/settings/")
    assert "Stock phrases" in page.locator("main").inner_text()
    page.get_by_role("button", name="Tell me again").click()
    page.wait_for_load_state()
    assert page.complaints == []


def test_without_script_the_preview_shows_what_to_mend_and_sends(visiting):
    page = visiting("ana", width=390, script=False)
    page.goto("/members/bo/ways/message/")
    page.fill(AREA, "Hi [Name], which apology did you like best this week?")
    page.get_by_role("button", name="Preview").click()
    assert "Nothing is sent yet" in page.locator("main").inner_text()
    assert page.locator("mark.coach-stop").inner_text() == "[Name]"
    assert "Instead" in page.locator(".coach-line").first.inner_text()
    assert "[Name]" in page.input_value(AREA)
    page.fill(AREA, "Hi Bo, which apology did you like best this week?")
    page.click("form[data-composer] button.button-primary")
    assert "/messages/" in page.url
    assert "which apology did you like best" in page.locator(".talk").inner_text()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_panel_and_its_pages_pass_axe_at_every_width(visiting, dark, width):
    page = visiting("ana", width=width, dark=dark)
    text = "Dear [Name], I hope this message finds you well. Can we meet tomorrow? I insist!!!"
    typed(page, "/members/cy/ways/connect/", text)
    assert serious(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for path in ("/coach/", "/coach/#b-29", "/coach/settings/"):
        page.goto(path)
        assert serious(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.complaints == []
