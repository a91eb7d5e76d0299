"""Hostile text in every field that members write, read on every page where it is shown."""

import pytest

pytestmark = pytest.mark.browser
MARK = "window.__struck=1"
STRIKES = [
    f"<script>{MARK}</script>",
    f"<img src=x onerror={MARK}>",
    f'"><svg onload={MARK}>',
    f"'><body onpageshow={MARK}>",
    f"javascript:{MARK}",
    f'<a href="javascript:{MARK}">x</a>',
    f'<iframe srcdoc="<script>parent.{MARK}</script>">',
    f"</textarea><script>{MARK}</script>",
    f"</title><script>{MARK}</script>",
    f"{{{{constructor.constructor('{MARK}')()}}}}",
    f"<math><mtext></mtext><mglyph><style><img src onerror={MARK}></style></mglyph></math>",
    f"<details open ontoggle={MARK}>",
    f'http://x.example/"onmouseover={MARK}//',
    f"https://x.example/<img/src/onerror={MARK}>",
    f'@ana"><script>{MARK}</script>',
    f"<template><script>{MARK}</script></template><div hx-get=/ hx-on::load={MARK}>",
    f"&lt;script&gt;{MARK}&lt;/script&gt;",
    f"<svg><animate onbegin={MARK} attributeName=x dur=1s>",
    f"\u202e<script>{MARK}</script>\u2066",
    f"<scr\u0000ipt>{MARK}</scr\u0000ipt>".replace("\u0000", ""),
]
ALL = " ".join(STRIKES)
# Two braces are a blank of a template, which the coach keeps from being sent.
SAID = [one for one in STRIKES if "{{" not in one]
SEND = "form.composer button.button-primary"


def fill_form(page, address, fields, button="main form button[type=submit], main form button"):
    """Fill the fields that the form has, as much as each takes, and send it."""
    page.goto(address)
    for name, text in fields.items():
        field = page.locator(f"main [name={name}]").first
        longest = field.evaluate("f => f.maxLength > 0 ? f.maxLength : 2000")
        field.fill(text[:longest])
    page.locator(button).last.click()
    page.wait_for_load_state("networkidle")


def struck(page, addresses):
    """The pages on which something was executed or the policy had to step in."""
    found = []
    for address in addresses:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate(
            "document.querySelectorAll('main *').forEach("
            "e => e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})))"
        )
        if page.evaluate("window.__struck === 1"):
            found.append(address)
        found += [f"{address}: {said}" for said in page.complaints if "Security" in said]
        page.complaints.clear()
    return found


@pytest.mark.parametrize("strike", range(len(SAID)))
def test_a_message_of_hostile_text_is_shown_as_text(visiting, strike):
    page = visiting("marta")
    text = SAID[strike]
    fill_form(page, "/members/ana/ways/message/", {"text": f"Read: {text}"}, SEND)
    address = page.url
    assert "/messages/" in address
    assert not struck(page, [address, "/messages/", "/messages/?box=sent"])
    page.goto(address)
    shown = page.locator(".bubble").last.inner_text()
    plain = " ".join(text.split())
    assert plain[:20] in " ".join(shown.split())


def test_a_refused_message_of_hostile_text_is_quoted_as_text(visiting):
    page = visiting("marta")
    page.excused.append("status of 422")  # it is refused
    fill_form(page, "/members/ana/ways/message/", {"text": ALL}, SEND)
    assert "constructor" in page.locator(".errorlist").inner_text()
    page.locator(".coach-verdict").wait_for()
    assert page.evaluate("window.__struck") is None
    assert not [said for said in page.complaints if "Security" in said]


def test_hostile_text_in_every_field_of_a_member_is_shown_as_text(visiting):
    page = visiting("joao")
    fill_form(page, "/me/top/", {"name": ALL, "headline": ALL, "about": ALL, "location": ALL})
    fill_form(
        page,
        "/me/positions/new/",
        {"employer": ALL, "title": ALL, "location": ALL, "description": ALL},
    )
    fill_form(
        page, "/me/education/new/", {"school": ALL, "degree": ALL, "field": ALL, "notes": ALL}
    )
    for strike in STRIKES[:6]:
        fill_form(page, "/me/skills/", {"name": strike}, "main form:has([name=name]) button")
    fill_form(
        page,
        "/settings/etiquette/",
        {"welcome": "\n".join(STRIKES[:6]), "unwelcome": "\n".join(STRIKES[6:12]), "note": ALL},
    )
    fill_form(page, "/groups/new/", {"name": ALL, "about": ALL})
    group = page.url
    fill_form(
        page,
        "/events/new/",
        {"name": ALL, "about": ALL, "place": ALL, "starts_at": "2030-01-01T10:00"},
    )
    event = page.url
    own = [
        "/members/joao/",
        "/me/",
        "/me/top/",
        "/settings/etiquette/",
        "/network/",
        group,
        event,
        "/groups/",
        "/events/",
        "/search/?q=bad",
    ]
    assert not struck(page, own)

    reader = visiting("ana")
    fill_form(reader, "/members/joao/ways/message/", {"text": "Hello"}, SEND)
    thread = reader.url
    assert not struck(
        reader,
        [
            "/members/joao/",
            "/members/joao/ways/",
            "/members/joao/ways/message/",
            "/search/?q=bad",
            "/network/?tab=connections",
            "/messages/",
            thread,
            group,
            event,
            "/groups/",
            "/events/",
            "/members/joao/report/",
            "/members/joao/block/",
            "/notices/",
            "/search/?q=%22%3E%3Cscript%3Ewindow.__struck%3D1%3C%2Fscript%3E",
            "/messages/?box=%22%3E%3Cscript%3E",
            "/network/?tab=%3Cscript%3E",
        ],
    )


def test_a_note_an_inmail_and_an_introduction_of_hostile_text_are_shown_as_text(visiting):
    page = visiting("ana")
    fill_form(page, "/members/cy/ways/connect/", {"note": " ".join(SAID)[:290]}, SEND)
    fill_form(page, "/members/noor/ways/introduction/", {"text": " ".join(SAID)}, SEND)
    assert not struck(page, ["/network/?tab=sent", "/messages/?box=waiting"])
    cy = visiting("cy")
    assert not struck(cy, ["/network/", "/messages/?box=requests", "/notices/"])
