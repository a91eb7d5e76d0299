"""Web Push: allowed by the member's phone, sealed for it, who and where but never the text."""

import json
from datetime import time, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from rapport.kit.clock import now
from rapport.kit.outside.guard import Guard
from rapport.live.actions import tell
from rapport.notices import push_service
from rapport.notices.actions import Telling, choose_telling, mark_all_read
from rapport.notices.actions.devices import (
    DEVICES_MAX,
    KEEP_FORGOTTEN,
    Subscription,
    allow_device,
)
from rapport.notices.actions.pushes import GIVE_UP_AFTER, LEASE, claim_push
from rapport.notices.jobs.news import make_notices
from rapport.notices.jobs.push import forget_devices, send_pushes
from rapport.notices.models import Device, Forgotten, Notice, Push
from rapport.notices.push_service import may_be_service
from rapport.notices.vapid import public_key
from tests.cast import write
from tests.notices.push_services import HOST, PUBLIC, Browser, Service
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(tmp_path, monkeypatch):
    """A push service behind a public name."""
    found = Service(tmp_path)
    guard = Guard(resolve=found.resolve, dial=found.dial, ports=frozenset({443}))
    monkeypatch.setattr(push_service, "GUARD", guard)
    monkeypatch.setattr(push_service, "_tls", lambda: found.trusting)
    yield found
    found.stop()


@pytest.fixture
def phone():
    return Browser()


@pytest.fixture
def bo(cast, as_member, phone):
    """Bo, signed in, with one device that he allowed."""
    client = as_member(cast.bo)
    assert client.post("/notices/devices/", phone.fields).status_code == 204
    return client


def test_a_message_is_pushed_once_sealed_and_without_its_words(cast, bo, service, phone):
    write(cast.ana, cast.bo, "My private words to you.")
    make_notices(now())
    assert (send_pushes(now()), send_pushes(now())) == (1, 0)
    ((path, headers, body),) = service.got
    assert (path, headers["host"]) == ("/push/1", HOST)
    assert headers["content-encoding"] == "aes128gcm"
    assert int(headers["ttl"]) > 0
    told = json.loads(phone.read(body))
    assert told["body"] == "Ana Pereira wrote to you."
    assert told["path"] == Notice.objects.get().path
    assert b"Ana" not in body
    assert "private words" not in json.dumps(told)
    assert Device.objects.get().pushed_at is not None
    assert service.dialled == [f"{PUBLIC}:443"]


def test_the_place_says_who_it_is_with_its_own_key(cast, bo, service, settings):
    write(cast.ana, cast.bo, "Hello")
    make_notices(now())
    send_pushes(now())
    signed, key = service.got[0][1]["authorization"].removeprefix("vapid t=").split(", k=")
    assert key == public_key()
    point = jwt.utils.base64url_decode(key)
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    said = jwt.decode(signed, public, ["ES256"], audience=f"https://{HOST}")
    assert said["sub"] == "mailto:rapport@localhost"
    assert (settings.DATA / "vapid_key.pem").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("status", "device_stays", "waits"),
    [(201, True, False), (404, False, False), (410, False, False), (429, True, True),
     (503, True, True), (413, True, False), (400, True, False), (302, True, False)],
)  # fmt: skip
def test_what_the_service_answers(cast, bo, service, status, device_stays, waits):
    service.answer = (status, {"retry-after": "120", "location": "https://127.0.0.1/"})
    write(cast.ana, cast.bo, "Hello")
    make_notices(now())
    at = now()
    send_pushes(at)
    assert Device.objects.exists() is device_stays
    assert Push.objects.exists() is waits
    assert len(service.got) == 1
    if waits:
        assert send_pushes(at + timedelta(seconds=110)) == 0
        service.answer = (201, {})
        assert send_pushes(at + timedelta(seconds=130)) == 1
        assert not Push.objects.exists()


def test_a_service_that_is_away_is_asked_again_until_nobody_is_helped_by_it(cast, bo, service):
    service.stop()
    write(cast.ana, cast.bo, "Hello")
    make_notices(now())
    at = now()
    send_pushes(at)
    assert Push.objects.get().tries == 1
    Push.objects.update(created_at=at - GIVE_UP_AFTER, next_try_at=at)
    send_pushes(at)
    assert not Push.objects.exists()
    assert Device.objects.exists()


def test_what_was_read_meanwhile_is_not_pushed(cast, bo, service):
    write(cast.ana, cast.bo, "Hello")
    make_notices(now())
    mark_all_read(cast.bo.pk, now())
    send_pushes(now())
    assert (service.got, Push.objects.count()) == ([], 0)


def test_quiet_hours_are_quiet_and_then_all_comes_in_one_line(cast, bo, service, phone):
    cast.bo.time_zone = "Pacific/Auckland"
    cast.bo.save()
    choose_telling(cast.bo.pk, Telling(True, time(0), time(23, 59)))
    for _ in range(3):
        write(cast.ana, cast.bo, "Hello")
        make_notices(now())
    assert send_pushes(now()) == 0
    assert send_pushes(now() + timedelta(hours=25)) == 1
    assert "3 messages" in json.loads(phone.read(service.got[0][2]))["body"]


def test_signed_out_there_nothing_is_pushed_there(cast, bo, service):
    bo.post("/accounts/logout/")
    write(cast.ana, cast.bo, "Hello")
    make_notices(now())
    send_pushes(now())
    assert service.got == []
    assert not Device.objects.exists()


def test_devices_of_ended_sessions_are_forgotten(cast, bo):
    assert forget_devices(now()) == 0
    bo.post("/accounts/logout/")
    assert forget_devices(now()) == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/x", "https://push.example.org:8443/x", "https://127.0.0.1/x",
        "https://10.0.0.1/x", "https://[::1]/x", "https://[::ffff:10.0.0.1]/x",
        "https://localhost/x", "https://printer.local/x", "https://2130706433/x",
        "https://0x7f.1/x", "https://user:pw@push.example.org/x", "https://push.example.org",
        "ftp://push.example.org/x", "javascript:alert(1)", "",
        "https://push.example.org/" + "x" * 2000,
        "https://pu sh.example.org/x", "https://[64:ff9b::7f00:1]/x",
    ],
)  # fmt: skip
def test_only_public_https_addresses_are_taken(cast, as_member, phone, endpoint):
    client = as_member(cast.bo)
    got = client.post("/notices/devices/", {**phone.fields, "endpoint": endpoint})
    assert got.status_code == 422
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("p256dh", ""), ("p256dh", "AAAA"), ("p256dh", "!" * 87), ("auth", "AA"), ("auth", "é"),
     ("p256dh", "x" * 10000)],
)  # fmt: skip
def test_only_sound_keys_are_taken(cast, as_member, phone, field, value):
    client = as_member(cast.bo)
    got = client.post("/notices/devices/", {**phone.fields, field: value})
    assert got.status_code == 422
    assert not Device.objects.exists()


def test_a_name_that_leads_inside_is_not_asked_and_the_device_goes(cast, bo, service):
    service.numbers = [PUBLIC, "10.0.0.7"]
    write(cast.ana, cast.bo, "Hello")
    make_notices(now())
    send_pushes(now())
    assert (service.got, service.dialled) == ([], [])
    assert not Device.objects.exists()


def test_a_member_chooses_what_is_pushed(cast, bo, service):
    tell(cast.bo.pk, "post_mention", {"from": "Ana", "post": "0" * 32})
    make_notices(now())
    assert not Push.objects.exists()
    tell(cast.bo.pk, "invitation", {"from": "Ana", "handle": "ana"})
    make_notices(now())
    assert Push.objects.count() == 1


def test_the_same_browser_of_another_member_is_theirs_from_now_on(cast, bo, service, phone):
    write(cast.ana, cast.bo, "For Bo")
    make_notices(now())
    cy = Client()
    cy.force_login(cast.cy, backend="allauth.account.auth_backends.AuthenticationBackend")
    cy.post("/notices/devices/", phone.fields)
    assert Device.objects.get().member == cast.cy
    send_pushes(now())
    assert service.got == []


def test_one_has_at_most_ten_devices_and_sees_and_forgets_only_ones_own(cast, bo):
    for number in range(2, DEVICES_MAX + 4):
        assert bo.post("/notices/devices/", Browser(number).fields).status_code == 204
    assert Device.objects.count() == DEVICES_MAX
    page = bo.get("/notices/settings/").content.decode()
    assert page.count("Chromium, Linux</bdi>") == DEVICES_MAX
    mine = Device.objects.first()
    Device.objects.exclude(pk=mine.pk).update(member=cast.ana)
    other = Device.objects.filter(member=cast.ana).first()
    assert bo.post(f"/notices/devices/{other.public_id}/forget/").status_code == 404
    assert bo.post(f"/notices/devices/{mine.public_id}/forget/").status_code == 303
    assert not Device.objects.filter(member=cast.bo).exists()


def test_a_device_forgotten_elsewhere_does_not_come_back_by_itself(cast, bo, phone):
    comes_by_itself = {**phone.fields, "again": "yes"}
    assert bo.post("/notices/devices/", comes_by_itself).status_code == 204
    device = Device.objects.get()
    # Forgotten with another browser.
    other = Client()
    other.force_login(cast.bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    other.post(f"/notices/devices/{device.public_id}/forget/")
    got = bo.post("/notices/devices/", comes_by_itself)
    assert (got.status_code, Device.objects.count()) == (409, 0)
    assert "Allow it again" in got.content.decode()
    assert phone.fields["endpoint"] not in str(Forgotten.objects.values())
    # Whoever presses the button there means it; then it stays.
    assert bo.post("/notices/devices/", phone.fields).status_code == 204
    assert bo.post("/notices/devices/", comes_by_itself).status_code == 204
    assert Device.objects.count() == 1


def test_after_its_session_ended_a_device_comes_back_by_itself(cast, bo, phone):
    Device.objects.update(session_key="ended")
    assert forget_devices(now()) == 1
    assert bo.post("/notices/devices/", {**phone.fields, "again": "yes"}).status_code == 204


def test_that_a_device_was_forgotten_is_itself_forgotten_in_time(bo):
    bo.post(f"/notices/devices/{Device.objects.get().public_id}/forget/")
    forget_devices(now() + KEEP_FORGOTTEN - timedelta(days=1))
    assert Forgotten.objects.count() == 1
    forget_devices(now() + KEEP_FORGOTTEN + timedelta(days=1))
    assert Forgotten.objects.count() == 0


def test_what_another_worker_holds_is_left_to_it_until_its_lease_ends(cast, bo, service):
    write(cast.ana, cast.bo, "Hello")
    make_notices(now())
    at = now()
    pk = Push.objects.get().pk
    assert claim_push(pk, at) is not None
    assert claim_push(pk, at) is None
    assert send_pushes(at) == 0
    assert send_pushes(at + LEASE) == 1


@pytest.mark.parametrize(
    "good", ["https://fcm.googleapis.com/fcm/send/abc:1", "https://web.push.apple.com/QG"]
)
def test_addresses_of_push_services_are_taken(good):
    assert may_be_service(good)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_devices_allowed_at_once_are_never_more_than_ten():
    from functools import partial

    from tests.cast import make_cast

    cast = make_cast()
    given = [Browser(number).fields for number in range(1, 17)]
    at_once(
        *[
            partial(
                allow_device,
                cast.bo.pk,
                Subscription(one["endpoint"], one["p256dh"], one["auth"]),
                "",
                "s",
                now(),
            )
            for one in given
        ]
    )
    assert Device.objects.count() == DEVICES_MAX
