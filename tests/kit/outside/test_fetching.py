import gzip
import re
import socket
import threading
import time
import zlib

import pytest

from rapport.kit.outside import Fetched, Guard, Limits, NotFetched, fetch
from rapport.kit.outside import guard as guarding
from tests.kit.outside.web import PUBLIC, endless, page, slowly, small_web, to

KINDS = ("text/html",)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
SOON = Limits(seconds=0.6)


@pytest.fixture
def web():
    with small_web() as web:
        yield web


def get(web, address, limits=None):
    return fetch(address, KINDS, "Test/1", limits, web.guard())


def test_a_page_of_a_public_host_comes_with_its_type(web):
    web.host("public.example", page(b"<title>Hi</title>", content_type="text/html; charset=x"))
    got = get(web, "http://public.example/a?b=1#part")
    assert got == Fetched(
        "http://public.example/a?b=1", "text/html; charset=x", b"<title>Hi</title>"
    )
    (request,) = web.requests
    assert request.startswith(b"GET /a?b=1 HTTP/1.1\r\n")
    assert b"user-agent: test/1" in request.lower()
    assert b"cookie" not in request.lower()


LOOPBACK = """
127.0.0.1 127.1 127.0.1 127.255.255.254 0 0.0.0.0 00.0.0.0 2130706433 017700000001 0x7f000001
0x7f.0.0.1 0177.0.0.1 0177.0.0.01 0x7F.1 127.0.0.1. [::1] [::] [0:0:0:0:0:0:0:1]
[0000:0000:0000:0000:0000:0000:0000:0001] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
[64:ff9b::7f00:1] [2002:7f00:1::] [fe80::1%25lo] localhost localhost. LOCALHOST a.localhost
localhost.localdomain ip6-localhost ①②⑦.⓪.⓪.① 127。0。0。1 １２７.0.0.1 127.0.0.1%00.example
user@127.0.0.1 127.0.0.1@127.0.0.1 public.example@127.0.0.1
"""
PRIVATE = """
10.0.0.1 10.1 167772161 0xa000001 012.0.0.1 172.16.0.1 192.168.1.1 192.168.257 3232235777
169.254.169.254 2852039166 0xA9FEA9FE 0251.0376.0251.0376 100.100.100.200 192.0.0.192 198.18.0.1
224.0.0.1 255.255.255.255 [fd00:ec2::254] [fe80::1] [fec0::1] [ff02::1] [::ffff:169.254.169.254]
[::ffff:a9fe:a9fe] [64:ff9b::a9fe:a9fe] [64:ff9b:1::1] [2002:a9fe:a9fe::] [2001:db8::1] [2001::1]
[100::1] [3fff::1] [5f00::1] router intranet printer.local nas.lan x.internal box.home.arpa
"""


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", [*LOOPBACK.split(), *PRIVATE.split()])
def test_nothing_inside_is_dialled_however_it_is_spelt(web, scheme, host):
    got = get(web, f"{scheme}://{host}/")
    assert isinstance(got, NotFetched)
    assert web.dialled == []


@pytest.mark.parametrize("host", LOOPBACK.split())
def test_the_real_resolver_and_dial_reach_no_listener_of_this_machine(host):
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.05)
        port = canary.getsockname()[1]
        guard = Guard(ports=frozenset({port}))
        assert isinstance(fetch(f"http://{host}:{port}/", KINDS, "Test/1", SOON, guard), NotFetched)
        with pytest.raises(TimeoutError):
            canary.accept()


@pytest.mark.parametrize("host", [*LOOPBACK.split(), *PRIVATE.split()])
@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_no_redirect_leads_inside(web, host, status):
    web.host("public.example", to(f"http://{host}/latest/meta-data/", status))
    assert isinstance(get(web, "http://public.example/"), NotFetched)
    assert {address for address, _ in web.dialled} == {PUBLIC}
    assert len(web.requests) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "gopher://public.example/", "ftp://public.example/", "unix:/x"),
        *("javascript:alert(1)", "data:text/html,x", "//", "", "http://", "http://[", "http:///x"),
        *(
            "http://public.example:22/",
            "http://public.example:8080/",
            "https://public.example:6379",
        ),
        *("http://user:word@public.example/", "http://@public.example:0/", "http://a b/"),
        *("http://public.example:99999/", f"http://public.example/{'x' * 2100}", "http://.../"),
        *("http://public.example\x00.test/", "http://public.example\r\nX: y/", "http://xn--a/"),
    ],
)
def test_only_plain_addresses_of_the_web_are_asked(web, address):
    web.host("public.example", page(b"hello"))
    assert isinstance(get(web, address), NotFetched)
    assert web.requests == []
    web.host("other.example", to(address), "93.184.215.15")
    if "\r" not in address:
        assert isinstance(get(web, "http://other.example/"), NotFetched)
        assert {address for address, _ in web.dialled} == {"93.184.215.15"}


def test_a_name_is_resolved_once_and_dialled_as_judged(web):
    """Rebinding: the name leads outside when it is judged, and inside when it is asked again."""
    web.host("public.example", page(b"hello"))
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    web.names["public.example"] = lambda: next(answers)
    assert isinstance(get(web, "http://public.example/"), Fetched)
    assert web.asked == ["public.example"]
    assert web.dialled == [(PUBLIC, 80)]
    assert get(web, "http://public.example/") == NotFetched("inside")
    assert web.dialled == [(PUBLIC, 80)]


def test_a_redirect_to_itself_is_judged_anew(web):
    web.host("public.example", to("http://public.example/again"))
    answers = iter([[PUBLIC], ["169.254.169.254"]])
    web.names["public.example"] = lambda: next(answers)
    assert get(web, "http://public.example/") == NotFetched("inside")
    assert web.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize("mixed", ["127.0.0.1", "10.0.0.1", "::1", "64:ff9b::7f00:1"])
def test_a_name_that_leads_outside_and_inside_is_not_asked_at_all(web, mixed):
    for answer in ([PUBLIC, mixed], [mixed, PUBLIC]):
        web.names["both.example"] = answer
        assert get(web, "http://both.example/") == NotFetched("inside")
    assert web.dialled == []


def test_three_redirects_are_followed_and_a_fourth_is_not(web):
    hosts = [f"h{n}.example" for n in range(6)]
    for n, name in enumerate(hosts[:4]):
        web.host(name, to(f"http://{hosts[n + 1]}/"), f"93.184.215.{n + 20}")
    web.host(hosts[4], page(b"the end"), "93.184.215.40")
    assert get(web, "http://h1.example/").body == b"the end"
    assert get(web, "http://h0.example/") == NotFetched("redirects")


def test_a_relative_redirect_stays_on_its_host(web):
    web.host(
        "public.example",
        lambda sock, request: (page(b"here") if b" /b " in request else to("/b"))(sock, request),
    )
    got = get(web, "http://public.example/a")
    assert (got.url, got.body) == ("http://public.example/b", b"here")


DRIPS = {
    "headers": slowly(b"HTTP/1.1 200 OK\r\n"),
    "a header": slowly(b"HTTP/1.1 200 OK\r\nX: "),
    "the body": slowly(OK),
    "chunks": slowly(OK[:-2] + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "the status": slowly(b"", b"H"),
    "informational": slowly(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "silence": slowly(b"", b""),
}


@pytest.mark.parametrize("what", DRIPS)
def test_a_server_that_drips_is_left_when_the_time_is_over(web, what):
    web.host("slow.example", DRIPS[what])
    began = time.monotonic()
    assert get(web, "http://slow.example/", SOON) == NotFetched("too_slow", may_pass=True)
    assert time.monotonic() - began < 3


def test_by_default_the_time_is_five_seconds_over_all_redirects(web):
    def answer(sock, request):
        time.sleep(2)
        to("http://slow.example/on")(sock, request)

    web.host("slow.example", answer)
    began = time.monotonic()
    assert get(web, "http://slow.example/").code == "too_slow"
    assert time.monotonic() - began < 8


def test_an_encrypted_greeting_that_never_ends_is_left_too(web):
    web.host("slow.example", slowly(b"\x16\x03\x03\x40\x00"))
    began = time.monotonic()
    assert isinstance(get(web, "https://slow.example/", SOON), NotFetched)
    assert time.monotonic() - began < 3


def hanging(over):
    def answer():
        over.wait(5)
        return []

    return answer


def test_a_resolver_that_hangs_is_left_when_the_time_is_over(web):
    over = threading.Event()
    web.names["slow.example"] = hanging(over)
    began = time.monotonic()
    assert get(web, "http://slow.example/", SOON).code == "too_slow"
    assert time.monotonic() - began < 3
    over.set()


def test_many_hanging_names_do_not_make_threads_without_end(web, monkeypatch):
    lookups = threading.BoundedSemaphore(1)
    monkeypatch.setattr(guarding, "_LOOKUPS", lookups)
    over = threading.Event()
    web.names["slow.example"] = hanging(over)
    before = threading.active_count()
    for _ in range(3):
        assert get(web, "http://slow.example/", Limits(seconds=0.1)).code == "too_slow"
    assert threading.active_count() <= before + 1
    over.set()
    assert lookups.acquire(timeout=5), "a lookup that ends gives its place back"


ENDLESS = {
    "headers": endless(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n" * 1000),
    "a header": endless(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 8000),
    "the status": endless(b"", b"H" * 8000),
    "small chunks": endless(OK[:-2] + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 2000),
    "informational": endless(b"", b"HTTP/1.1 103 Early\r\n\r\n" * 400),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_a_server_that_never_stops_is_left(web, what):
    web.host("endless.example", ENDLESS[what])
    began = time.monotonic()
    got = get(web, "http://endless.example/", Limits(seconds=2))
    assert got.code in ("too_much", "too_slow", "broken")
    assert time.monotonic() - began < 5


def test_an_endless_body_is_cut_at_its_limit(web):
    web.host("endless.example", endless(OK, b"x" * 50_000))
    assert len(get(web, "http://endless.example/").body) == 1_000_000


def test_reading_ends_where_it_is_enough(web):
    web.host("slow.example", slowly(OK + b"<title>Hi</title></HE", b"AD><body>", 0.05))
    got = get(web, "http://slow.example/", Limits(enough=re.compile(b"</head", re.I)))
    assert got.body.startswith(b"<title>Hi</title></HEAD>")


def test_a_packed_page_is_unpacked_and_a_bomb_stays_small(web):
    web.host("packed.example", page(gzip.compress(b"hello"), content_encoding="gzip"))
    assert get(web, "http://packed.example/").body == b"hello"
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert len(bomb) < 250_000
    web.host("bomb.example", page(bomb, content_encoding="gzip"), "93.184.215.16")
    assert len(get(web, "http://bomb.example/").body) == 1_000_000
    double = gzip.compress(gzip.compress(bytes(50_000_000), 9), 9)
    web.host("two.example", page(double, content_encoding="gzip, gzip"), "93.184.215.17")
    assert get(web, "http://two.example/") == NotFetched("kind")


@pytest.mark.parametrize(
    ("packed", "body"), [("br", b"x"), ("deflate", zlib.compress(b"x")), ("zstd", b"x")]
)
def test_packings_that_were_not_offered_are_not_unpacked(web, packed, body):
    web.host("packed.example", page(body, content_encoding=packed))
    assert get(web, "http://packed.example/") == NotFetched("kind")


def test_a_broken_packing_is_no_page(web):
    web.host("packed.example", page(b"not gzip at all", content_encoding="gzip"))
    assert get(web, "http://packed.example/") == NotFetched("broken")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page(b"x", content_type="application/pdf"), NotFetched("kind")),
        (page(b"x", content_type=""), NotFetched("kind")),
        (page(b"x", "404 Not Found"), NotFetched("status")),
        (page(b"x", "204 No Content"), NotFetched("status")),
        (page(b"x", "503 Busy"), NotFetched("status", may_pass=True)),
        (page(b"x", "429 Slow down"), NotFetched("status", may_pass=True)),
        (lambda sock, request: sock.sendall(b"SSH-2.0-OpenSSH\r\n"), NotFetched("broken", True)),
        (lambda sock, request: None, NotFetched("broken", may_pass=True)),
    ],
)
def test_what_is_no_page_says_why(web, answer, expected):
    web.host("public.example", answer)
    assert get(web, "http://public.example/") == expected


def test_a_proxy_of_the_environment_is_not_asked(web, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0.05)
        for name in ("http_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        web.host("public.example", page(b"hello"))
        assert get(web, "http://public.example/").body == b"hello"
        with pytest.raises(TimeoutError):
            proxy.accept()


def test_a_host_that_does_not_answer_has_its_second_address_asked(web):
    web.host("public.example", page(b"hello"))
    web.names["public.example"] = ["2606:2800:21f::1", PUBLIC, "93.184.215.99"]
    assert get(web, "http://public.example/").body == b"hello"
    assert web.dialled == [("2606:2800:21f::1", 80), (PUBLIC, 80)]


def test_an_encrypted_page_needs_a_certificate_of_its_name(web):
    web.host("public.example", page(b"hello"))
    assert get(web, "https://public.example/") == NotFetched("broken", may_pass=True)
