"""A client of the language server: the server is a process of its own, and both speak the real protocol."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

SECONDS = 60
"""After so long without a word a test has failed."""

ROOT = Path(__file__).parents[2]


class Client:
    """Asks and waits for the answer. `marks` are the diagnostics that were last published of each file, by name."""

    def __init__(self, folder: Path, encodings: tuple[str, ...] = (), start: bool = True) -> None:
        command = [sys.executable, "-m", "checker", "lsp", "--as-of", "2026-11-22", "--no-cache"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)
        self.folder, self.number, self.version = folder, 0, 0
        self.messages: queue.Queue[Any] = queue.Queue()
        self.marks: dict[str, list[Any]] = {}
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
