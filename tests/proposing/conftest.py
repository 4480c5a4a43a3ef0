"""A real server on this machine that answers as a test says, and a corpus with a text to draft."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from checker.proposing import endpoint

TEXT = """\
# The bridge

Published: 3 June 2021

The North Bridge is 1,324 m long. Its keepers numbered 40 in the north and 40 in the south.
Ann Lee painted it; the ferry had about 300 workers. The harbour cost $2.5 million, and dozens of boats waited.
"""
VOCABULARY = {
    "entities": {
        "bridge": {"label": "North Bridge"},
        "ferry": {"label": "ferry"},
        "ann": {"label": "Ann Lee"},
    },
    "properties": {
        "length": {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "m"},
        "workers": {"label": "workers", "datatype": "quantity", "kind": "state"},
        "painter": {"label": "painter", "datatype": "entity", "kind": "constant"},
        "opened": {"label": "opened", "datatype": "date", "kind": "event"},
        "safe": {"label": "safe", "datatype": "boolean", "kind": "constant"},
        "name": {"label": "name", "datatype": "text", "kind": "constant"},
    },
}


class Handler(BaseHTTPRequestHandler):
    """One request: its body is kept, and the behaviour of the test answers."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append(Seen(self.path, dict(self.headers), json.loads(body)))
        with suppress(OSError):  # the client hung up, as it should
            self.server.behaviour(self)
        self.close_connection = True

    do_GET = do_POST

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def say(self, content: Any) -> None:
        """A chat completion with that text, or with that as JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        self.answer(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}], "id": "x"}).encode())

    def log_message(self, *_: Any) -> None:
        """Nothing is logged."""


Behaviour = Callable[[Handler], None]


@dataclass
class Seen:
    """What a request said."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.body["messages"][1]["content"])


class Server(ThreadingHTTPServer):
    """Answers as `behaviour` says; `stop` is set when the test is over, for those that never end."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[Seen] = []
        self.behaviour: Behaviour = lambda handler: handler.say({})
        self.stop = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """It listens on this machine only; no proxy stands between, and tries follow at once."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(endpoint, "WAITS", (0.0, 0.0))
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield running
        running.stop.set()
        running.shutdown()
        thread.join()


@dataclass(frozen=True)
class Begun:
    """A corpus without a document, and a text beside it."""

    claims: Path
    text: Path
    file: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", self.claims / "the-bridge.yaml")


def begun_in(folder: Path) -> Begun:
    (folder / "bridge.txt").write_text(TEXT, "utf-8")
    (folder / "claims").mkdir()
    (folder / "claims" / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    return Begun(folder / "claims", folder / "bridge.txt")


@pytest.fixture
def begun(tmp_path: Path) -> Begun:
    return begun_in(tmp_path)
