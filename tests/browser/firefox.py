"""A headless Firefox, driven by keys: the one of the system, through the protocol that it speaks itself.

Why not playwright: it drives its own build only. Source: Firefox Source Docs, Marionette, "Protocol": packets are
`LENGTH:[0, number, command, parameters]` and `LENGTH:[1, number, error, result]` in JSON, on a local port.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

NAMES = ("firefox-esr", "firefox")
PATIENCE = 60
"""Seconds for a browser to start, and for a page to become what is waited for, on a busy machine."""
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Shift": "\ue008"}


def program() -> str | None:
    return os.environ.get("CHECKER_FIREFOX") or next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Firefox:
    connection: socket.socket
    numbers: count = field(default_factory=lambda: count(1))

    def receive(self) -> Any:
        length = b""
        while (char := self.connection.recv(1)) != b":":
            assert char, "Firefox is gone"
            length += char
        packet = b""
        while len(packet) < int(length):
            packet += self.connection.recv(int(length) - len(packet))
        return json.loads(packet)

    def ask(self, command: str, **parameters: Any) -> Any:
        raw = json.dumps([0, next(self.numbers), command, parameters]).encode()
        self.connection.sendall(str(len(raw)).encode() + b":" + raw)
        _, _, error, result = self.receive()
        assert error is None, error
        return result

    def go(self, address: str) -> None:
        self.ask("WebDriver:Navigate", url=address)
        self.until("document.documentElement.dataset.ready")

    def evaluate(self, expression: str) -> Any:
        return self.ask("WebDriver:ExecuteScript", script=f"return {expression}", args=[])["value"]

    def until(self, expression: str) -> None:
        """Waits until the expression holds on whatever page is there then."""
        end = time.monotonic() + PATIENCE
        while True:
            with suppress(AssertionError):  # between two pages there is none
                if self.evaluate(expression):
                    return
            assert time.monotonic() < end, expression
            time.sleep(0.02)

    def press(self, *keys: str) -> None:
        """Each key by itself; `Shift+T` holds one."""
        for key in keys:
            parts = [KEYS.get(part, part) for part in key.split("+")]
            downs = [{"type": "keyDown", "value": part} for part in parts]
            ups = [{"type": "keyUp", "value": part} for part in reversed(parts)]
            self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": [*downs, *ups]}])

    def onwards(self, key: str) -> None:
        """A key that leads to another page; waits for that page."""
        self.evaluate("document.documentElement.dataset.before = 'true'")
        self.press(key)
        self.until("document.documentElement.dataset.ready && !document.documentElement.dataset.before")


@contextmanager
def started(firefox: str, profile: Path) -> Iterator[Firefox]:
    """A Firefox with a profile of its own, 1280 × 900 pixels."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n', "utf-8")
    command = [firefox, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    environment = {**os.environ, "HOME": str(profile), "MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with _connected(port, process) as connection:
            connection.settimeout(PATIENCE)
            browser = Firefox(connection)
            browser.receive()  # it says who it is
            browser.ask("WebDriver:NewSession")
            yield browser
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _connected(port: int, process: subprocess.Popen) -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            assert process.poll() is None, "Firefox ended"
            assert time.monotonic() < end, "Firefox does not listen"
            time.sleep(0.1)
