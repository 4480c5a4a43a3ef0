"""One question to an OpenAI-compatible endpoint, bounded in time, size and tries; whatever comes back is one text or
one line on what went wrong.

Source: the form of `POST /chat/completions`, of which only `model`, `messages` and the first choice's text are used:
servers differ in everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from checker.extras import installing
from checker.report.safe import visible

if TYPE_CHECKING:
    from ssl import SSLContext

    import httpx2

MOST_BYTES = 1_000_000
"""Of an answer: two hundred claims are 60,000."""
WAITS = (1.0, 4.0)
"""Seconds before another try: two of them, as a server that is busy for longer is busy."""
BUSY = frozenset((429, 500, 502, 503, 504))
"""Answers after which another try may help."""
MOST_SHOWN = 200
"""Characters of the endpoint's own words on an error."""
LONGEST_WORD = 200
"""Characters of a model's name, and of a key four times as many."""


class EndpointError(Exception):
    """The endpoint gave no answer that can be read; the message is one line."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Who is asked: `url` is the address before `/chat/completions`, `seconds` how long one answer may take in all."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 300.0

    @property
    def host(self) -> str:
        """`localhost:8080`"""
        return urlsplit(self.url).netloc

    @property
    def name(self) -> str:
        """What claims say of who proposed them."""
        return f"{self.model} at {self.host}"


def endpoint_of(url: str, model: str, key: str, seconds: float) -> Endpoint:
    """The endpoint; raises `ValueError`, with what to write instead, where it is none or where the key would be sent in
    the clear.
    """
    if not _is_word(model, LONGEST_WORD):
        raise ValueError("the name of a model is one word of printable characters, as its endpoint lists it")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not host or port == 0 or not _is_word(url, 4 * LONGEST_WORD):
        raise ValueError("the endpoint is the address before /chat/completions, such as http://localhost:8080/v1")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("the address of the endpoint holds no name, key or question; the key stands in a variable")
    if key and not _is_word(key, 4 * LONGEST_WORD):
        raise ValueError("the key is not one word of printable characters")
    if key and parts.scheme == "http" and not _is_this_machine(host):
        raise ValueError(f"the key would go to {visible(host)} in the clear; use https")
    return Endpoint(url.rstrip("/").removesuffix("/chat/completions"), model, key, seconds)


def _is_word(text: str, most: int) -> bool:
    return 0 < len(text) <= most and text.isascii() and text.isprintable() and " " not in text


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class _Part(BaseModel):
    """What is looked at of what others may extend."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class _Message(_Part):
    content: str


class _Choice(_Part):
    message: _Message


class _Completion(_Part):
    choices: list[_Choice]


class _Trouble(_Part):
    message: str


class _Refusal(_Part):
    error: str | _Trouble


Messages = Sequence[tuple[str, str]]
"""Role and text of each."""


def ask(endpoint: Endpoint, messages: Messages) -> str:
    """The text with which the model answers. Raises `EndpointError`."""
    try:
        import anyio
        import httpx2  # noqa: F401  # so that its absence is told before anything is tried
    except ImportError:
        raise EndpointError(f"asking a model needs its libraries: {installing('model')}") from None
    body = anyio.run(_body, endpoint, messages)
    try:
        choices = _Completion.model_validate_json(body).choices
    except ValidationError:
        choices = []
    if not choices:
        raise EndpointError(f"{_shown(endpoint)} answered what is no chat completion; is it the address before it?")
    return choices[0].message.content


@cache
def _trusted() -> SSLContext:
    """The system's certificates, which take a tenth of a second to read."""
    import httpx2

    return httpx2.create_ssl_context()


async def _body(endpoint: Endpoint, messages: Messages) -> bytes:
    """The body of the answer, after another try where the endpoint is busy. Redirects are not followed: a text goes
    where the user said, and nowhere else.
    """
    import anyio
    import httpx2

    told = {"model": endpoint.model, "messages": [{"role": role, "content": text} for role, text in messages]}
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}  # what is packed may unpack to any size
    headers |= {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    once = httpx2.Limits(max_keepalive_connections=0)  # a server may close what another try would go on with
    status, body = 0, b""
    try:
        async with httpx2.AsyncClient(
            verify=_trusted(), follow_redirects=False, timeout=endpoint.seconds, limits=once
        ) as client:
            for wait in (0.0, *WAITS):
                await anyio.sleep(wait)
                with anyio.fail_after(endpoint.seconds):  # in all: one byte a second is no answer either
                    url = f"{endpoint.url}/chat/completions"
                    async with client.stream("POST", url, json=told, headers=headers) as response:
                        status, body = response.status_code, await _bounded(response, endpoint)
                if status not in BUSY:
                    break
    except TimeoutError:
        raise EndpointError(f"{_shown(endpoint)} took more than {endpoint.seconds:g} s") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        late = isinstance(error, httpx2.TimeoutException)
        why = f"took more than {endpoint.seconds:g} s" if late else f"cannot be reached ({_safe(str(error), endpoint)})"
        raise EndpointError(f"{_shown(endpoint)} {why}") from None
    if status != 200:
        raise EndpointError(f"{_shown(endpoint)} answered {status}{_about(status)}{_own_words(body, endpoint)}")
    return body


async def _bounded(response: httpx2.Response, endpoint: Endpoint) -> bytes:
    """The body as it is sent, of bounded size."""
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise EndpointError(f"{_shown(endpoint)} answered in an encoding that was not asked for")
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_raw():
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise EndpointError(f"{_shown(endpoint)} answered more than {MOST_BYTES:,} bytes")
    return b"".join(parts)


def _about(status: int) -> str:
    """What to look at."""
    if 300 <= status < 400:
        return ", a redirect, which is not followed: give the address that it leads to"
    match status:
        case 401 | 403:
            return ": is the key in the variable, and the right one?"
        case 404 | 405:
            return ": is the endpoint the address before /chat/completions, and the model one of its own?"
        case _:
            return ""


def _own_words(body: bytes, endpoint: Endpoint) -> str:
    try:
        error = _Refusal.model_validate_json(body).error
    except ValidationError:
        return ""
    words = _safe(error if isinstance(error, str) else error.message, endpoint)
    return f' ("{words}")' if words else ""


def _safe(words: str, endpoint: Endpoint) -> str:
    """Words of others for one line: bounded, nothing hidden, and never the key."""
    words = words.replace(endpoint.key, "…") if endpoint.key else words
    return visible(words if len(words) <= MOST_SHOWN else f"{words[: MOST_SHOWN - 1]}…")


def _shown(endpoint: Endpoint) -> str:
    return visible(endpoint.host)
