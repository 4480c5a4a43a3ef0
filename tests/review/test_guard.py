"""Nothing but the reviewer's own page reaches the review: requests as they go over the wire, to a real server."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from checker.review.guard import ADDRESS_LIMIT, BODY_LIMIT, HEADERS, _plain

FORM = "application/x-www-form-urlencoded"
OWN = "http://127.0.0.1:{port}"


@dataclass(frozen=True)
class Wire:
    """The server as a raw socket sees it. `{port}`, `{token}` and `{disagreement}` in what is sent are filled in."""

    port: int
    token: str
    disagreement: str

    def fill(self, text: str) -> str:
        for name in ("port", "token", "disagreement"):
            text = text.replace(f"{{{name}}}", str(getattr(self, name)))
        return text

    def send(self, raw: bytes, *, end: bool = False) -> bytes:
        """What comes back until the server closes; `end`: nothing more is sent, and the server learns so."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as stream:
            stream.sendall(raw)
            if end:
                stream.shutdown(socket.SHUT_WR)
            parts = []
            while part := stream.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def ask(self, target: str, method: str = "GET", body: str = "", **headers: str | list[str] | None) -> bytes:
        """Everything that the server answers. A header that is `None` is left out, a list is sent several times."""
        given: dict[str, str | list[str] | None] = {"Host": "127.0.0.1:{port}", "Connection": "close"}
        if method == "POST":
            given |= {"Origin": OWN, "Content-Type": FORM, "Content-Length": str(len(body.encode()))}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {target} HTTP/1.1"]
        for name, value in given.items():
            values = [] if value is None else value if isinstance(value, list) else [value]
            lines += [f"{name}: {one}" for one in values]
        return self.send(self.fill("\r\n".join([*lines, "", body])).encode())


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0


@pytest.fixture
def wire(calm) -> Wire:
    there = urlsplit(calm.serving.address)
    return Wire(there.port or 0, there.path.strip("/"), calm.page.get().links()[0])


ALLOWED = [
    pytest.param({"target": "/{token}/"}, id="the queue"),
    pytest.param({"target": "/{token}/", "Host": "localhost:{port}"}, id="by the name localhost"),
    pytest.param({"target": "/{token}/", "Host": "[::1]:{port}"}, id="by the IPv6 address"),
    pytest.param({"target": "/{token}/", "Sec_Fetch_Site": "none"}, id="an address that was typed"),
    pytest.param(
        {"target": "/{token}/state.json", "Origin": OWN, "Sec_Fetch_Site": "same-origin"}, id="our own script"
    ),
    pytest.param({"target": "/{token}/f/{disagreement}?show=all&q=%2e%2e/%5c"}, id="odd characters in a search"),
    pytest.param({"target": "/{token}/", "method": "HEAD"}, id="only the head"),
]


@pytest.mark.parametrize("request_", ALLOWED)
def test_our_own_page_is_answered(wire: Wire, request_: dict) -> None:
    assert status(wire.ask(**request_)) == 200


REFUSED = [
    pytest.param(403, {"Host": "evil.example"}, id="a foreign host"),
    pytest.param(403, {"Host": "evil.example:{port}"}, id="a foreign host with our port, as after DNS rebinding"),
    pytest.param(403, {"Host": "127.0.0.1"}, id="our host without the port"),
    pytest.param(403, {"Host": "127.0.0.1:1"}, id="our host with another port"),
    pytest.param(403, {"Host": "127.0.0.1:{port}.evil.example"}, id="a host that begins like ours"),
    pytest.param(403, {"Host": "evil.example@127.0.0.1:{port}"}, id="a host with a user before it"),
    pytest.param(403, {"Host": "localhost.:{port}"}, id="localhost with a final point"),
    pytest.param(403, {"Host": "LOCALHOST:{port}"}, id="localhost in capitals"),
    pytest.param(403, {"Host": "0.0.0.0:{port}"}, id="the address that means all"),
    pytest.param(403, {"Host": "127.1:{port}"}, id="a short form of our address"),
    pytest.param(403, {"Host": "2130706433:{port}"}, id="our address as one number"),
    pytest.param(403, {"Host": "[::ffff:127.0.0.1]:{port}"}, id="our address in the other family"),
    pytest.param(400, {"Host": None}, id="no host"),
    pytest.param(400, {"Host": ["127.0.0.1:{port}", "evil.example"]}, id="two hosts"),
    pytest.param(403, {"Host": ""}, id="an empty host"),
    pytest.param(403, {"Host": "127.0.0.1:{port}", "Origin": "http://evil.example"}, id="a foreign origin"),
    pytest.param(403, {"Origin": "null"}, id="a page without an origin"),
    pytest.param(403, {"Origin": "https://127.0.0.1:{port}"}, id="our origin with another scheme"),
    pytest.param(403, {"Origin": "http://127.0.0.1:1"}, id="an origin of another port"),
    pytest.param(403, {"Origin": "http://localhost:{port}"}, id="an origin by another of our names"),
    pytest.param(403, {"Origin": OWN + ".evil.example"}, id="an origin that begins like ours"),
    pytest.param(403, {"Origin": OWN + " http://evil.example"}, id="two origins in one header"),
    pytest.param(403, {"Origin": [OWN, "http://evil.example"]}, id="two headers of origins"),
    pytest.param(403, {"Origin": [OWN, OWN]}, id="our origin twice"),
    pytest.param(403, {"Origin": ""}, id="an empty origin"),
    pytest.param(403, {"Sec_Fetch_Site": "cross-site"}, id="a link on a foreign page"),
    pytest.param(403, {"Sec_Fetch_Site": "same-site"}, id="a page on another port of this machine"),
    pytest.param(403, {"Sec_Fetch_Site": ["same-origin", "cross-site"]}, id="two words on where it comes from"),
    pytest.param(403, {"Upgrade": "websocket", "Connection": "Upgrade"}, id="a websocket"),
    pytest.param(403, {"Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings"}, id="another protocol"),
    pytest.param(405, {"method": "OPTIONS"}, id="asking what is allowed"),
    pytest.param(405, {"method": "PUT"}, id="a PUT"),
    pytest.param(405, {"method": "DELETE"}, id="a DELETE"),
    pytest.param(405, {"method": "PATCH"}, id="a PATCH"),
    pytest.param(405, {"method": "TRACE"}, id="a TRACE"),
    pytest.param(405, {"method": "PROPFIND"}, id="a method of another protocol"),
    pytest.param(405, {"method": "get"}, id="a method in small letters"),
    pytest.param(405, {"target": "/{token}/f/{disagreement}/decide"}, id="reading what only writes"),
    pytest.param(405, {"target": "/{token}/undo", "method": "HEAD"}, id="the head of what only writes"),
    pytest.param(405, {"target": "/{token}/", "method": "POST"}, id="writing to what is only read"),
    pytest.param(403, {"target": "/"}, id="no token"),
    pytest.param(403, {"target": "/{token}"}, id="a token and no slash"),
    pytest.param(403, {"target": "/{token}x/"}, id="a longer token"),
    pytest.param(403, {"target": "/AAAAAAAAAAAAAAAAAAAAAA/"}, id="another token"),
    pytest.param(403, {"target": "/?{token}/"}, id="the token as a query"),
    pytest.param(403, {"target": "/review.js"}, id="a file without a token"),
    pytest.param(403, {"target": "/state.json?token={token}"}, id="the token as a field"),
    pytest.param(404, {"target": "//{token}/"}, id="two slashes first"),
    pytest.param(404, {"target": "/{token}//"}, id="two slashes within"),
    pytest.param(404, {"target": "/{token}/../{token}/"}, id="a way up"),
    pytest.param(404, {"target": "/{token}/%2e%2e/{token}/"}, id="an encoded way up"),
    pytest.param(404, {"target": "/{token}/%2E./"}, id="half an encoded way up"),
    pytest.param(404, {"target": "/{token}/./"}, id="a way to itself"),
    pytest.param(404, {"target": "/{token}/..%2fetc%2fpasswd"}, id="encoded slashes"),
    pytest.param(404, {"target": "/{token}/..%5c..%5cetc"}, id="encoded backslashes"),
    pytest.param(404, {"target": "/{token}\\..\\"}, id="backslashes"),
    pytest.param(404, {"target": "/{token}/f/%00"}, id="a null"),
    pytest.param(404, {"target": "/{token}/f/a%0d%0aSet-Cookie:x"}, id="line ends"),
    pytest.param(404, {"target": "/{token}/c/%ff%fe"}, id="bytes that are no text"),
    pytest.param(404, {"target": "/{token}/%252e%252e/"}, id="a way up that is encoded twice is only a name"),
    pytest.param(404, {"target": "/{token}/pages/base.html"}, id="a file of the program"),
    pytest.param(404, {"target": "/{token}/review.js/"}, id="a file as a folder"),
    pytest.param(404, {"target": "/{token}/f/no-such-disagreement-00000000"}, id="no such disagreement"),
    pytest.param(404, {"target": "/{token}/c/one%23no-such-claim"}, id="no such claim"),
    pytest.param(404, {"target": "http://127.0.0.1:{port}/{token}/"}, id="a whole address"),
    pytest.param(404, {"target": "http://evil.example/{token}/"}, id="a whole address of another host"),
    pytest.param(404, {"target": "*"}, id="a star"),
    pytest.param(404, {"target": "evil.example:80"}, id="a host instead of a path"),
    pytest.param(414, {"target": "/{token}/?q=" + "a" * ADDRESS_LIMIT}, id="a long address"),
]


@pytest.mark.parametrize(("expected", "request_"), REFUSED)
def test_whatever_else_asks_is_refused_in_one_line(wire: Wire, expected: int, request_: dict) -> None:
    answer = wire.ask(**{"target": "/{token}/", **request_})
    assert status(answer) == expected
    assert wire.disagreement.encode() not in answer
    head, _, body = answer.partition(b"\r\n\r\n")
    if expected != 400 and b"text/html" not in head:  # 400 is the parser's own answer
        assert body.count(b"\n") == (0 if request_.get("method") == "HEAD" else 1)


@pytest.mark.parametrize(
    ("expected", "headers"),
    [
        pytest.param(303, {}, id="our own form"),
        pytest.param(303, {"Origin": None, "Sec_Fetch_Site": "same-origin"}, id="no origin, but the browser vouches"),
        pytest.param(303, {"Content_Type": FORM + "; charset=UTF-8"}, id="a form that names its encoding"),
        pytest.param(403, {"Origin": None}, id="no origin"),
        pytest.param(403, {"Origin": None, "Sec_Fetch_Site": "none"}, id="no origin, and no page that asks"),
        pytest.param(403, {"Origin": "null"}, id="a page without an origin"),
        pytest.param(403, {"Origin": "null", "Sec_Fetch_Site": "same-origin"}, id="no origin, vouched for or not"),
        pytest.param(403, {"Origin": "http://evil.example"}, id="a foreign page"),
        pytest.param(403, {"Origin": OWN, "Sec_Fetch_Site": "cross-site"}, id="an origin that the browser denies"),
        pytest.param(403, {"Referer": OWN + "/", "Origin": None}, id="a referrer is no origin"),
        pytest.param(403, {"Host": "evil.example"}, id="a foreign host"),
        pytest.param(415, {"Content_Type": "text/plain"}, id="text, which any page may send"),
        pytest.param(415, {"Content_Type": "multipart/form-data; boundary=x"}, id="a form in parts"),
        pytest.param(415, {"Content_Type": "application/json"}, id="JSON"),
        pytest.param(415, {"Content_Type": None}, id="no type"),
        pytest.param(415, {"Content_Type": [FORM, "text/plain"]}, id="two types"),
        pytest.param(413, {"Content_Length": str(BODY_LIMIT + 1)}, id="a body that is announced too large"),
        pytest.param(400, {"Content_Length": ["5", "7"]}, id="two lengths"),
        pytest.param(400, {"Content_Length": "-1"}, id="a length below nothing"),
    ],
)
def test_a_form_is_taken_from_our_own_page_only(wire: Wire, expected: int, headers: dict) -> None:
    answer = wire.ask("/{token}/undo", "POST", "", **headers)
    assert status(answer) == expected


def test_a_body_that_grows_too_large_is_cut_off(wire: Wire) -> None:
    size = BODY_LIMIT + 1
    part = f"{size:x}\r\n".encode() + b"a" * size + b"\r\n0\r\n\r\n"
    head = wire.fill(
        "POST /{token}/undo HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: " + OWN + "\r\nConnection: close\r\n"
        f"Content-Type: {FORM}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    assert status(wire.send(head.encode() + part)) == 413


def test_a_form_of_too_many_fields_is_refused(wire: Wire) -> None:
    assert status(wire.ask("/{token}/undo", "POST", "&".join(["a=1"] * 2000))) == 413


def test_every_answer_carries_the_headers_and_no_cookie(wire: Wire) -> None:
    targets = (
        "/{token}/",
        "/{token}/f/{disagreement}",
        "/{token}/review.js",
        "/{token}/style.css",
        "/",
        "/{token}/nothing",
    )
    for target in targets:
        head = wire.ask(target).partition(b"\r\n\r\n")[0].lower()
        for name, value in HEADERS:
            assert head.count(b"\r\n" + name + b": " + value.lower()) == 1, (target, name)
        assert b"set-cookie" not in head
        assert b"server:" not in head
        assert b"access-control" not in head


def test_nothing_on_a_page_needs_what_the_policy_forbids(wire: Wire) -> None:
    for target in ("/{token}/", "/{token}/f/{disagreement}", "/{token}/c/one%23claim-1", "/{token}/summary"):
        page = wire.ask(target).decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)


def test_the_token_is_in_no_page_and_in_no_answer(wire: Wire) -> None:
    """Addresses are relative, so whoever copies a page does not copy the way in."""
    for target in ("/{token}/", "/{token}/f/{disagreement}", "/{token}/summary", "/{token}/nothing", "/x/"):
        assert wire.token.encode() not in wire.ask(target)


def test_only_this_machine_is_listened_to(sizes, serve) -> None:
    review = serve(sizes(1))
    assert {one.getsockname()[0] for one in review.serving.sockets} <= {"127.0.0.1", "::1"}


def test_two_reviews_have_two_tokens(sizes, serve) -> None:
    claims = sizes(1)
    tokens = {urlsplit(serve(claims).serving.address).path for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) >= 22 for token in tokens)


def test_what_is_not_http_is_cut_off(wire: Wire) -> None:
    for raw in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"hello\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        assert status(wire.send(raw, end=True)) in (0, 400, 403)
    assert json.loads(wire.ask("/{token}/state.json").partition(b"\r\n\r\n")[2])["total"] == 1


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        pytest.param(b"/t/f/a", True, id="names"),
        pytest.param(b"/t/c/%E5%B2%B8%23%D1%8F", True, id="names of any script"),
        pytest.param(b"/t/c/a%25b", True, id="a per cent sign in a name"),
        pytest.param(b"", False, id="nothing"),
        pytest.param(b"/t/%2F", False, id="an encoded slash"),
        pytest.param(b"/t/%7F", False, id="a control character"),
        pytest.param(b"/t/\xff", False, id="a byte that is no text"),
    ],
)
def test_a_path_means_what_it_says(path: bytes, plain: bool) -> None:
    assert _plain(path) is plain
