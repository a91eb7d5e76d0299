"""Every refusal of every way, by the API: a table of states of the world and what is answered."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.actions import restrict, spend_credit
from rapport.messaging.actions import requests
from rapport.messaging.queries.threads import thread_for
from rapport.rules.reach import Way
from tests.cast import make_member, share_group, write

pytestmark = pytest.mark.django_db
TEXT = {"text": "Hello"}
MAIL = {"text": "Hello", "subject": "Tides"}
VIA = {"text": "Hello", "via": "bo"}


def setting(name, **values):
    """A world in which this member has these settings of reach."""

    def make(cast, calling):
        reach = getattr(cast, name).reach
        for key, value in values.items():
            setattr(reach, key, value)
        reach.save()

    return make


def sent(way, body, to="dee"):
    """A world in which Ana has written by this way before."""
    return lambda cast, calling: calling(cast.ana).post(f"/members/{to}/ways/{way}", body)


def restricted(cast, calling):
    restrict(cast.ana.pk, "sending", now() + timedelta(days=1), "test")


def fan_out(cast, calling):
    restrict(cast.ana.pk, "fan_out", now() + timedelta(days=1), "test")


def declined(cast, calling):
    opened = write(cast.ana, cast.dee, "Hello", Way.REQUEST)
    requests.decline(cast.dee.pk, opened.thread)


def theirs(cast, calling):
    calling(cast.dee).post("/members/ana/ways/connect")


def withdrawn(cast, calling):
    made = calling(cast.ana).post("/members/dee/ways/connect")
    calling(cast.ana).post(f"/invitations/{made['id']}/withdraw", status=204)


def unknown(cast, calling):
    made = calling(cast.ana).post("/members/dee/ways/connect")
    calling(cast.dee).post(f"/invitations/{made['id']}/unknown", status=204)


def poor(cast, calling):
    while spend_credit(cast.ana.pk, str(uuid4()), "test", now()):
        pass


def follows(cast, calling):
    contacts.follow(cast.ana.pk, cast.dee.pk, now())


def nothing(cast, calling):
    """The cast as it is."""


# name: (the world, to whom, way, body, status, code, what would unlock it)
TABLE = {
    "message, a stranger": (nothing, "dee", "message", TEXT, 403, "not_connected", "way"),
    "message, restricted": (restricted, "bo", "message", TEXT, 403, "sender_restricted", "time"),
    "message, open profile, declined": (
        lambda cast, calling: (
            declined(cast, calling),
            setting("dee", open_profile=True)(cast, calling),
        ),
        "dee",
        "message",
        TEXT,
        403,
        "declined_before",
        None,
    ),
    "connect, connected": (nothing, "bo", "connect", {}, 409, "already_connected", None),
    "connect, pending": (sent("connect", {}), "dee", "connect", {}, 409, "pending", "time"),
    "connect, theirs": (theirs, "dee", "connect", {}, 409, "answer_theirs", "way"),
    "connect, unknown": (unknown, "dee", "connect", {}, 403, "unknown_mark", None),
    "connect, withdrawn": (withdrawn, "dee", "connect", {}, 403, "withdrawn_lock", "time"),
    "connect, setting": (
        setting("dee", invitations_from="nobody"),
        "dee",
        "connect",
        {},
        403,
        "recipient_setting",
        None,
    ),
    "connect, proof": (
        setting("cy", invitations_from="acquainted"),
        "cy",
        "connect",
        {},
        403,
        "proof_required",
        "proof",
    ),
    "accept, nothing": (nothing, "dee", "accept", {}, 409, "nothing_to_accept", None),
    "request, no ground": (nothing, "cy", "request", TEXT, 403, "no_shared_ground", None),
    "request, connected": (nothing, "bo", "request", TEXT, 409, "not_needed", "way"),
    "request, waiting": (
        sent("request", TEXT),
        "dee",
        "request",
        TEXT,
        409,
        "awaiting_answer",
        None,
    ),
    "request, declined": (declined, "dee", "request", TEXT, 403, "declined_before", None),
    "request, setting": (
        setting("dee", requests=False),
        "dee",
        "request",
        TEXT,
        403,
        "recipient_setting",
        None,
    ),
    "request, fan-out": (fan_out, "dee", "request", TEXT, 403, "fan_out_closed", "time"),
    "inmail, credits": (poor, "cy", "inmail", MAIL, 403, "no_credits", "credits"),
    "inmail, connected": (nothing, "bo", "inmail", MAIL, 409, "not_needed", "way"),
    "inmail, waiting": (
        sent("request", TEXT),
        "dee",
        "inmail",
        MAIL,
        409,
        "awaiting_answer",
        None,
    ),
    "inmail, setting": (
        setting("cy", inmail=False),
        "cy",
        "inmail",
        MAIL,
        403,
        "recipient_setting",
        None,
    ),
    "introduction, nobody": (
        nothing,
        "dee",
        "introduction",
        VIA,
        403,
        "no_shared_connection",
        None,
    ),
    "introduction, connected": (nothing, "bo", "introduction", VIA, 409, "not_needed", "way"),
    "introduction, waiting": (
        sent("introduction", VIA, "cy"),
        "cy",
        "introduction",
        VIA,
        409,
        "awaiting_answer",
        None,
    ),
    "introduction, setting": (
        setting("cy", introductions=False),
        "cy",
        "introduction",
        VIA,
        403,
        "recipient_setting",
        None,
    ),
    "follow, following": (follows, "dee", "follow", {}, 409, "already_following", None),
    "follow, setting": (
        setting("dee", followers="connections"),
        "dee",
        "follow",
        {},
        403,
        "recipient_setting",
        None,
    ),
    "message, self": (nothing, "ana", "message", TEXT, 404, "not_found", None),
    **{
        f"{way}, closed": (setting("dee", closed=True), "dee", way, {}, 404, "unavailable", None)
        for way in Way
    },
}


@pytest.mark.parametrize("name", TABLE)
def test_a_closed_way_answers_its_status_code_and_unlock(cast, calling, name):
    world, to, way, body, status, code, by = TABLE[name]
    world(cast, calling)
    ana = calling(cast.ana)
    menu = ana.get(f"/members/{to}/ways")

    refused = ana.post(f"/members/{to}/ways/{way}", body, status=status)

    assert refused["code"] == code
    assert refused["sentence"]
    assert by is None or by in {unlock["by"] for unlock in refused["unlock"]}
    if code != "not_found":
        assert refused["ways"] == menu["ways"]
    assert ana.get(f"/members/{to}/ways") == menu


QUOTAS = {
    "weekly_limit": ("[invite]\nlimit_basic = 1", "connect", {}),
    "pending_cap": ("[invite]\npending_max = 1", "connect", {}),
    "monthly_requests": ("[request]\nper_month = 1", "request", TEXT),
    "daily_conversations": ("[send]\nnew_conversations_per_day = 1", "request", TEXT),
    "introductions_open": ("[introductions]\nopen_max = 1", "introduction", VIA),
}


@pytest.mark.parametrize("code", QUOTAS)
def test_a_spent_quota_answers_429(cast, calling, settings, tmp_path, code):
    table, way, body = QUOTAS[code]
    file = tmp_path / "policy.toml"
    file.write_text(f'preset = "humane"\n{table}\n')
    settings.POLICY = str(file)
    policy.cache_clear()
    far = make_member("far")
    share_group(cast.ana, far, cast.cy)
    contacts.connect_members([(cast.bo.pk, far.pk, now())])
    ana = calling(cast.ana)
    ana.post(f"/members/far/ways/{way}", body)

    refused = ana.call("POST", f"/members/cy/ways/{way}", body)

    assert (refused.status_code, refused.json()["code"]) == (429, code)
    timed = any(unlock["by"] == "time" for unlock in refused.json()["unlock"])
    assert timed == ("Retry-After" in refused)


CONTENT = {
    "empty text": ("bo", "message", {"text": " "}, "text"),
    "long text": ("bo", "message", {"text": "x" * 8001}, "text"),
    "long request": ("dee", "request", {"text": "x" * 2001}, "text"),
    "long subject": ("cy", "inmail", {"text": "Hello", "subject": "x" * 201}, "subject"),
    "long note": ("cy", "connect", {"note": "x" * 301}, "note"),
    "a key of another way": ("bo", "message", {"text": "Hello", "subject": "Tides"}, "subject"),
    "a wrong friend": ("cy", "introduction", {"text": "Hello", "via": "dee"}, "via"),
    "nobody's friend": ("cy", "introduction", {"text": "Hello", "via": "nobody"}, "via"),
}


@pytest.mark.parametrize("name", CONTENT)
def test_wrong_words_are_refused_by_their_key(cast, calling, name):
    to, way, body, on = CONTENT[name]
    ana = calling(cast.ana)
    refused = ana.call("POST", f"/members/{to}/ways/{way}", body)
    assert refused.status_code in (403, 422)
    assert refused.json()["on"] == on
    assert ana.get("/threads")["threads"] == []
    assert ana.get("/invitations/sent")["invitations"] == []


def test_a_client_id_belongs_to_one_pair(cast, calling):
    ana, mine = calling(cast.ana), str(uuid4())
    far = make_member("far")
    contacts.connect_members([(cast.bo.pk, far.pk, now())])
    for way, body, other in (
        ("message", TEXT, "far"),
        ("connect", {}, "dee"),
        ("introduction", VIA, "far"),
    ):
        first = "bo" if way == "message" else "cy"
        ana.post(f"/members/{first}/ways/{way}", {**body, "client_id": mine})
        refused = ana.call("POST", f"/members/{other}/ways/{way}", {**body, "client_id": mine})
        assert (refused.status_code, refused.json()["code"]) == (409, "conflict"), way


def test_what_was_answered_is_not_answered_again(cast, calling):
    opened = write(cast.ana, cast.dee, "Hello", Way.REQUEST)
    dee, address = calling(cast.dee), f"/threads/{opened.thread}"
    calling(cast.ana).post(f"{address}/accept", status=409)
    assert dee.post(f"{address}/accept", status=200)["what"] == "accepted"
    for act in ("accept", "decline", "ignore"):
        assert dee.post(f"{address}/{act}", status=409)["code"] == "not_held"
    assert thread_for(cast.dee.pk, opened.thread).state == "open"


@pytest.mark.parametrize(
    "act", ["accept", "decline", "ignore", "read", "unread", "messages", "nonsense"]
)
def test_somebody_elses_conversation_is_absent(cast, calling, act):
    opened = write(cast.ana, cast.dee, "Hello", Way.REQUEST)
    bo = calling(cast.bo)
    status = 422 if act == "nonsense" else 404
    body = TEXT if act == "messages" else {}
    answer = bo.post(f"/threads/{opened.thread}/{act}", body, status=status)
    assert answer == bo.post(f"/threads/{uuid4()}/{act}", body, status=status)
    bo.get(f"/threads/{opened.thread}", status=404)
    bo.get(f"/threads/{opened.thread}/messages", status=404)
