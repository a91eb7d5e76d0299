"""Passkeys in a real browser with a made-up device: add one, sign in by it, use it as a proof."""

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe

from tests.cast import PASSWORD, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ana(settings, live_server):
    """Ana, and a place whose static files come from the folders."""
    settings.ALLOWED_HOSTS = ["*"]
    return make_member("ana")


@pytest.fixture
def phone(page):
    """A phone that holds passkeys and knows its owner's finger (WebDriver's virtual device)."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    return line


def sign_in(page, url: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.fill("[name=login]", "ana@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main form.form button")


def add_a_key(page, url: str, *, alone: bool) -> None:
    page.goto(f"{url}/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.click("main form.form button")
    page.fill("[name=name]", "my phone")
    page.set_checked("[name=passwordless]", alone)
    page.click("main form[data-passkey] button")
    page.wait_for_url("**/recovery-codes/")


def sign_out(page, url: str) -> None:
    page.goto(f"{url}/accounts/logout/")
    page.click("main form button")


def test_ana_adds_a_passkey_and_signs_in_by_it_alone(ana, page, phone, live_server):
    url = live_server.url
    sign_in(page, url)
    add_a_key(page, url, alone=True)
    key = Authenticator.objects.get(type="webauthn")
    assert (key.user, key.wrap().name, key.wrap().is_passwordless) == (ana, "my phone", True)
    assert not Axe().run(page).response["violations"]
    sign_out(page, url)
    page.goto(f"{url}/accounts/login/")
    page.click("form[data-passkey] button")
    page.wait_for_url(lambda there: "/accounts/" not in there)
    page.goto(f"{url}/accounts/2fa/webauthn/")
    assert "my phone" in page.inner_text("main")
    assert not page.complaints


def test_a_key_that_is_a_second_proof_is_asked_for_after_the_password(
    ana, page, phone, live_server
):
    url = live_server.url
    sign_in(page, url)
    add_a_key(page, url, alone=False)
    sign_out(page, url)
    sign_in(page, url)
    assert "One more proof" in page.inner_text("main")
    page.click("form[data-passkey] button")
    page.wait_for_url(lambda there: "/accounts/" not in there)
    assert not page.complaints


def test_stopping_half_way_is_said_and_nothing_is_added(ana, page, phone, live_server):
    url = live_server.url
    sign_in(page, url)
    page.goto(f"{url}/accounts/reauthenticate/")
    page.fill("[name=password]", PASSWORD)
    page.click("main form.form button")
    phone.send("WebAuthn.disable")
    page.add_init_script(
        "const no = new DOMException('no', 'NotAllowedError');"
        "navigator.credentials.create = () => Promise.reject(no)"
    )
    page.goto(f"{url}/accounts/2fa/webauthn/add/")
    page.click("main form[data-passkey] button")
    said = page.locator("[data-passkey-said]")
    said.filter(has_text="You can try again").wait_for()
    assert not Authenticator.objects.exists()


def test_a_key_can_be_renamed_and_removed(ana, page, phone, live_server):
    url = live_server.url
    sign_in(page, url)
    add_a_key(page, url, alone=True)
    page.goto(f"{url}/accounts/2fa/webauthn/")
    page.click("text=Rename")
    page.fill("[name=name]", "old phone <i>")
    page.click("main form.form button")
    assert "old phone <i>" in page.inner_text("main")
    page.click("text=Remove")
    page.click("main form.form button")
    assert not Authenticator.objects.filter(type="webauthn").exists()
    assert not page.complaints


def test_without_script_the_button_is_not_shown(ana, browser, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    assert not page.is_visible("form[data-passkey]")
    page.fill("[name=login]", "ana@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main form.form button")
    assert "/accounts/login" not in page.url
