"""A small corpus that is written in an editor, and a client of the language server: the server is a process of its own,
and both speak the real protocol.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

SECONDS = 20
"""After so long without a word a test has failed."""

ROOT = Path(__file__).parents[2]

VOCABULARY = """\
entities:
  mill: {label: The Northfield mill, type: plant, also: [Old mill]}
  plant: {label: plant}
  town: {label: Northfield, type: place}
  county: {label: The county, type: place}
  ann: {label: Ann Lee, type: person}
properties:
  output: {label: output, datatype: quantity, kind: constant, unit: MW}
  staff: {label: staff, datatype: quantity, kind: state, adds_over: place}
  period: {label: years of work, datatype: interval, kind: constant}
  closed: {label: closing, datatype: date, kind: event}
  owner: {label: owner, datatype: entity, kind: state}
scopes: {place: place}
units:
  bushel: {label: bushel, kind: count, also: [bu]}
relations:
  - relation: mill.closed after mill.period.start
    because: nothing closes before it opens
"""
NEWS = """\
document:
  id: news
  title: Harbour News
  publisher: News Office
  published: 2020-01-01
claims:
  - id: "größe-😀"
    quote: "it made 55 MW 😀 there"
    subject: mill
    property: output
    value: 55 MW
  - id: owned
    quote: Ann Lee owns it
    subject: mill
    property: owner
    value: ann
    scope: {place: town}
  - id: order
    quote: it closed after
    relation: "mill.closed after mill.start"
    draws_on: [review, review#size]
"""
REVIEW = """\
document:
  id: review
  title: Annual Review
  publisher: Review Office
  published: 2019-01-01
claims:
  - id: size
    quote: it made 40 MW
    subject: mill
    property: output
    value: 40 MW
"""
FILES = {"vocabulary.yaml": VOCABULARY, "news.yaml": NEWS, "review.yaml": REVIEW}


def put(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "claims" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return folder


def place(text: str, words: str, after: int = 0, units: str = "utf-16-le") -> tuple[int, int]:
    """Line and column, as an editor counts them, of the character so many behind the start of some words."""
    offset = text.index(words) + after
    line = text[:offset].rpartition("\n")[2]
    return text.count("\n", 0, offset), len(line.encode(units)) // {"utf-16-le": 2, "utf-8": 1, "utf-32-le": 4}[units]


def applied(text: str, edits: list[Any]) -> str:
    """The text after edits whose columns are UTF-16 code units."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda one: (one["range"]["start"]["line"], -one["range"]["start"]["character"])):
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"]
        raw = lines[start["line"]].encode("utf-16-le")
        new = edit["newText"].encode("utf-16-le")
        lines[start["line"]] = (raw[: 2 * start["character"]] + new + raw[2 * end["character"] :]).decode("utf-16-le")
    return "\n".join(lines)


class Client:
    """Asks and waits for the answer. `marks` are the diagnostics that were last published of each file, by name."""

    def __init__(self, folder: Path, encodings: tuple[str, ...] = (), start: bool = True) -> None:
        command = [sys.executable, "-m", "checker", "lsp", "--as-of", "2026-11-22", "--no-cache"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)
        self.folder, self.number, self.version = folder, 0, 0
        self.messages: queue.Queue[Any] = queue.Queue()
        self.marks: dict[str, list[Any]] = {}
        self.opened: set[str] = set()
        self.others: list[Any] = []
        threading.Thread(target=self._read, daemon=True).start()
        if start:
            general = {"positionEncodings": list(encodings)} if encodings else {}
            folders = [{"uri": folder.as_uri(), "name": folder.name}]
            about = {"processId": None, "rootUri": folder.as_uri(), "workspaceFolders": folders}
            self.able = self.ask("initialize", {**about, "capabilities": {"general": general}})["capabilities"]
            self.tell("initialized", {})

    def _read(self) -> None:
        out = self.process.stdout
        assert out
        while line := out.readline():
            length = int(line.partition(b":")[2]) if line.lower().startswith(b"content-length") else 0
            while out.readline().strip():
                pass
            self.messages.put(json.loads(out.read(length)))
        self.messages.put(None)

    def send(self, raw: bytes, length: int | None = None) -> None:
        pipe = self.process.stdin
        assert pipe
        pipe.write(b"Content-Length: %d\r\n\r\n" % (len(raw) if length is None else length) + raw)
        pipe.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def request(self, method: str, params: Any) -> Any:
        """The whole answer."""
        self.number += 1
        number = self.number
        self.send(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode())
        return self.wait(lambda message: message.get("id") == number and "method" not in message)

    def ask(self, method: str, params: Any) -> Any:
        answer = self.request(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, wanted: Callable[[Any], bool]) -> Any:
        """The first message that is wanted; what comes before it is taken note of."""
        while True:
            message = self.messages.get(timeout=SECONDS)
            if message is None:
                raise EOFError(self.process.stderr.read().decode() if self.process.stderr else "")
            if message.get("method") == "textDocument/publishDiagnostics":
                self.marks[message["params"]["uri"].rpartition("/")[2]] = message["params"]["diagnostics"]
            else:
                self.others.append(message)
            if wanted(message):
                return message

    def wait_marks(self, file: str, wanted: Callable[[list[Any]], bool]) -> list[Any]:
        """The diagnostics of a file, once they are such as are wanted."""
        while not (file in self.marks and wanted(self.marks[file])):
            self.wait(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        return self.marks[file]

    def uri(self, file: str) -> str:
        return (self.folder / "claims" / file).as_uri()

    def open(self, file: str, text: str | None = None) -> str:
        self.opened.add(file)
        text = (self.folder / "claims" / file).read_text("utf-8") if text is None else text
        item = {"uri": self.uri(file), "languageId": "yaml", "version": 0, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return text

    def change(self, file: str, text: str) -> None:
        self.version += 1
        document = {"uri": self.uri(file), "version": self.version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def about(self, file: str, line: int, character: int, **more: Any) -> Mapping[str, Any]:
        return {"textDocument": {"uri": self.uri(file)}, "position": {"line": line, "character": character}, **more}

    def close_files(self) -> None:
        """Nothing is open any more: what lies on the disk counts."""
        while self.opened:
            self.tell("textDocument/didClose", {"textDocument": {"uri": self.uri(self.opened.pop())}})

    def leave(self) -> int:
        """`shutdown`, `exit`, and the exit code."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(SECONDS)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()


Start = Callable[..., Client]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a server on a folder with these files; without any it is the small corpus."""
    clients: list[Client] = []

    def begin(files: Mapping[str, str] = FILES, **more: Any) -> Client:
        clients.append(Client(put(tmp_path, files), **more))
        return clients[-1]

    yield begin
    for client in clients:
        client.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One server for many tests, since it takes a second to start. Whatever they sent, it leaves as it should."""
    client = Client(put(tmp_path_factory.mktemp("editor"), FILES))
    yield client
    try:
        assert client.leave() == 0
        assert client.process.stderr is not None
        assert client.process.stderr.read() == b""
    finally:
        client.close()


@pytest.fixture
def client(running: Client) -> Iterator[Client]:
    """That server, with no file open and the small corpus checked."""
    for file in ("news.yaml", "review.yaml"):
        running.wait_marks(file, lambda marks: [mark["code"] for mark in marks] == ["value-conflict"])
    yield running
    running.close_files()
