"""Nothing but the reviewer's own browser, at the reviewer's own address, reaches the page.

Why: whatever else runs in that browser can send requests to this machine, and by DNS rebinding read the answers. So the
Host must be ours (a rebound name is not), the address must begin with a token that only the terminal told (so there is
no cookie, no authority that a foreign page could borrow), and what writes must come from our own page: a browser names
it in Origin, which no script can set. `Referrer-Policy: same-origin` and not `no-referrer`, under which browsers send
`Origin: null` with our own forms as well; so `null`, which sandboxed pages send, is always refused.
Source: Fetch Standard (Origin, Sec-Fetch-Site); RFC 9110; RFC 6455 for upgrades.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote

AsgiScope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[AsgiScope, Receive, Send], Awaitable[None]]

BODY_LIMIT = 512 * 2**10
"""Bytes of a form: the longest holds one claim's lines, three times as long where every character is escaped."""

ADDRESS_LIMIT = 8 * 2**10
"""Characters of an address with its query; the longest of ours is a reference and a few filters."""

FORM = b"application/x-www-form-urlencoded"
READING, WRITING = ("GET", "HEAD"), ("POST",)
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""On every answer, refusals too."""


def guarded(app: App, port: int, token: str) -> App:
    """The application behind the guard. It sees paths without the token, and bodies whole."""
    hosts = {f"{name}:{port}".encode(): name for name in ("127.0.0.1", "localhost", "[::1]")}

    async def guard(scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # a websocket; there is no lifespan to follow
            await send({"type": "websocket.close", "code": 1008})
            return

        async def marked(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in HEADERS}
                others = [pair for pair in message.get("headers", ()) if pair[0].lower() not in ours]
                message = {**message, "headers": [*others, *HEADERS]}
            await send(message)

        refused = _refused(scope, hosts, token)
        body = b""
        if not refused and scope["method"] in WRITING:
            read = await _body(receive)
            refused, body = (None, read) if read is not None else (TOO_LARGE, b"")
        if refused:
            await _answer(marked, *refused, head=scope["method"] == "HEAD")
            return
        path = _path(scope).partition("/")[2]
        inner = {**scope, "path": f"/{unquote(path)}", "raw_path": f"/{path}".encode(), "root_path": ""}
        await app(inner, _once(body, receive), marked)

    return guard


Refusal = tuple[int, str]
TOO_LARGE: Refusal = (413, f"the form is larger than {BODY_LIMIT // 2**10} kB")
NOT_HERE: Refusal = (404, "there is no such page; go back to the queue")


def _refused(scope: AsgiScope, hosts: MutableMapping[bytes, str], token: str) -> Refusal | None:
    """Why a request is refused: status and words; nothing where it is let in."""
    headers: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.lower(), []).append(value.strip())
    host = headers.get(b"host", [])
    if len(host) != 1 or host[0] not in hosts:
        return 403, f"this server answers at {', '.join(name.decode() for name in hosts)} only; forward the same port"
    if headers.get(b"origin", [own := b"http://" + host[0]]) != [own]:
        return 403, "a page of another origin asked; open the address that the terminal shows"
    site = headers.get(b"sec-fetch-site", [])
    if len(site) > 1 or (site and site[0] not in (b"same-origin", b"none")):
        return 403, "another page led here; open the address that the terminal shows in a window of its own"
    if b"upgrade" in headers:
        return 403, "there is nothing to upgrade to"
    method = scope["method"]
    if method not in (*READING, *WRITING):
        return 405, "only GET, HEAD and POST are answered"
    if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) > ADDRESS_LIMIT:
        return 414, "the address is too long"
    if not _plain(scope.get("raw_path", b"")):
        return NOT_HERE
    given, slash, _ = _path(scope).partition("/")
    if not slash or not hmac.compare_digest(given.encode(), token.encode()):
        return 403, "the address has no token, or that of an earlier run; open the one that the terminal shows"
    if method in WRITING:
        return _unwritable(headers, site)
    return None


def _unwritable(headers: dict[bytes, list[bytes]], site: list[bytes]) -> Refusal | None:
    """Why nothing may be written on this request."""
    if b"origin" not in headers and site != [b"same-origin"]:
        return 403, "the browser does not say that our own page asks (Origin); nothing was written"
    kind = headers.get(b"content-type", [b""])
    if len(kind) != 1 or kind[0].partition(b";")[0].strip().lower() != FORM:
        return 415, f"expected a form ({FORM.decode()})"
    length = headers.get(b"content-length", [])
    if length and length[0].isdigit() and int(length[0][:20]) > BODY_LIMIT:
        return TOO_LARGE
    return None


def _plain(raw: bytes) -> bool:
    """A path of whole segments that mean what they say: nothing that another reader would resolve, split or decode
    once more.
    """
    if not raw.startswith(b"/") or b"\\" in raw or b"//" in raw:
        return False
    segments = [unquote(segment, errors="replace") for segment in raw.decode("ascii", "replace").split("/")]
    return not any(
        segment in (".", "..") or any(c in "/\\\ufffd" or ord(c) < 32 or ord(c) == 127 for c in segment)
        for segment in segments
    )


def _path(scope: AsgiScope) -> str:
    return scope["raw_path"].decode("ascii").removeprefix("/")


async def _body(receive: Receive) -> bytes | None:
    """The whole body; nothing where it is too large or the other side went away."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BODY_LIMIT:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _once(body: bytes, receive: Receive) -> Receive:
    """A body that was read already, and then whatever comes."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> MutableMapping[str, Any]:
        return left.pop() if left else await receive()

    return again


async def _answer(send: Send, status: int, words: str, *, head: bool) -> None:
    body = f"{words}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers += [(b"allow", b"GET, HEAD, POST")] if status == 405 else []
    headers += [(b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else body})
