"""The review command as a process of its own, corpora to review, and what is seen of the page."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import pytest

from tests import forked

if TYPE_CHECKING:
    from playwright.sync_api import Page

AS_OF = "2026-11-22"
SIZE = {
    "size": {"label": "size", "datatype": "quantity", "kind": "constant"},
    "weight": {"label": "weight", "datatype": "quantity", "kind": "constant", "unit": "kg"},
    "height": {"label": "height", "datatype": "quantity", "kind": "constant", "unit": "m"},
}
ADDRESS = re.compile(r"http://[^\s]+/[^\s]+/")


@dataclass
class Reviewing:
    """A running review. `home` is the folder in which the command was started, `claims` the corpus in it."""

    home: Path
    reviewer: str
    port: int
    process: ForkServerProcess
    printed: TextIO
    address: str

    def stop(self) -> str:
        """Ends it as a person would, with Ctrl-C; what it printed afterwards."""
        forked.interrupt(self.process)
        return "" if self.printed.closed else self.printed.read()


Start = Callable[..., Reviewing]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(watch) -> Iterator[Start]:
    """Starts `checker review` on a corpus; `port` is that of an earlier one for a restart."""
    running: list[Reviewing] = []

    def run(claims: Path, *flags: str, reviewer: str = "ann", port: int = 0) -> Reviewing:
        port = port or free_port()
        subprocess.run(["git", "init", "-q", claims.parent], check=True)  # the journal has its place beside it
        command = ["review", "--claims", claims, "--no-open", "--reviewer", reviewer, "--port", str(port)]
        reading, writing = os.pipe()
        process = forked.begin([*command, "--as-of", AS_OF, *flags], claims.parent, writing, writing)
        os.close(writing)
        review = Reviewing(claims.parent, reviewer, port, process, os.fdopen(reading, encoding="utf-8"), "")
        running.append(review)
        printed = ""
        for line in review.printed:
            printed += line
            if found := ADDRESS.search(line):
                review.address = found.group()
                break
        assert review.address, printed
        watch.allowed = (*watch.allowed, f"http://127.0.0.1:{port}/", f"http://localhost:{port}/")
        return review

    yield run
    watch.expected = (*watch.expected, "ERR_CONNECTION_REFUSED")  # pages that are still open ask on
    for review in running:
        review.stop()
        review.printed.close()


@pytest.fixture
def sizes(build) -> Path:
    """Three contradictions: two documents differ on the size, the weight and the height of one thing."""
    one = [{"property": "size", "value": "40"}, {"property": "weight", "value": "7 kg"}]
    two = [{"property": "size", "value": "55"}, {"property": "weight", "value": "9 kg"}]
    one.append({"property": "height", "value": "3 m"})
    two.append({"property": "height", "value": "5 m"})
    one, two = ([{**claim, "as_of": "2015"} for claim in claims] for claims in (one, two))
    changing = {name: {**about, "kind": "state"} for name, about in SIZE.items()}
    return build({"first": one, "second": two}, changing)


def decisions(claims: Path) -> dict[str, dict[str, Any]]:
    """What the decision files below the corpus hold, by `disagreement/reviewer`."""
    import yaml

    found = sorted((claims / "decisions").glob("*/*.yaml"))
    return {f"{path.parent.name}/{path.stem}": yaml.safe_load(path.read_text("utf-8")) for path in found}


@pytest.fixture
def decided() -> Callable[[Path], dict[str, dict[str, Any]]]:
    return decisions


@pytest.fixture
def checked() -> Callable[..., dict[str, dict[str, Any]]]:
    """The disagreements of a corpus as the command reports them, by identifier."""

    def run(claims: Path, *flags: str) -> dict[str, dict[str, Any]]:
        command = ["check", claims, "--as-of", AS_OF, "--format", "json"]
        done = forked.run([*command, *flags], claims.parent)
        return {one["id"]: one for one in json.loads(done.stdout)["disagreements"]}

    return run


def finding_id(page: Page) -> str:
    """The disagreement that the page shows; empty where it shows none."""
    return page.evaluate("document.body.dataset.disagreement ?? ''")


@pytest.fixture
def shown() -> Callable[[Page], str]:
    return finding_id


@pytest.fixture
def arrived() -> Callable[[Page], None]:
    """Waits until the script of the page has run."""
    return lambda page: page.wait_for_selector("html[data-ready=true]", state="attached") and None


@pytest.fixture
def onwards() -> Callable[[Page, Callable[[], Any]], None]:
    """Does what leads to another page, and waits for that page."""

    def act(page: Page, action: Callable[[], Any]) -> None:
        page.evaluate("document.documentElement.dataset.before = 'true'")
        action()
        page.wait_for_selector("html[data-ready=true]:not([data-before])", state="attached")

    return act


@pytest.fixture
def step(onwards) -> Callable[[Page, str], None]:
    """Presses a key that leads to another page, and waits for that page."""
    return lambda page, key: onwards(page, lambda: page.keyboard.press(key))


@pytest.fixture
def says() -> Callable[[Page, str], None]:
    """Waits until the page tells the words in its live region."""
    return lambda page, words: page.wait_for_selector(f"#said:text('{words}')") and None
