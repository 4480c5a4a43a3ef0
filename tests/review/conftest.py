"""Reviews of small corpora: a session, and the page served as the command serves it."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from checker.request import request_of
from checker.review import journal
from checker.review.serve import Serving, prepared, run
from checker.review.session import Session, begin, close

AS_OF = "2026-11-22"
PROPERTIES = {
    name: {"label": name, "datatype": "quantity", "kind": "constant"} for name in ("size", "weight", "height", "depth")
}


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: dict[str, str]

    @property
    def here(self) -> str:
        """The disagreement that the page shows; empty where it shows none."""
        found = re.search(r'data-disagreement="([^"]*)"', self.text)
        return unescape(found[1]) if found else ""

    @property
    def words(self) -> str:
        """What people read, without marks."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.text)).split())

    def field(self, name: str) -> str:
        """The value of a field of the form."""
        found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', self.text)
        assert found, f"there is no field {name} in: {self.words}"
        return unescape(found[1])

    def links(self) -> list[str]:
        """The disagreements that the queue lists."""
        return [unescape(one) for one in re.findall(r'href="(?:\./)?f/([^"?]*)', self.text)]


@dataclass
class Browser:
    """Requests as a browser on the page makes them: with the page's origin, following the way that an answer gives."""

    address: str
    wait: float = 30

    def ask(self, method: str, url: str, body: str | None = None, **headers: str) -> Answer:
        there = urlsplit(url)
        connection = http.client.HTTPConnection(there.hostname or "", there.port, timeout=self.wait)
        try:
            path = there.path + (f"?{there.query}" if there.query else "")
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            raw = answer.read().decode()
            return Answer(answer.status, raw, {name.lower(): value for name, value in answer.getheaders()})
        finally:
            connection.close()

    def get(self, path: str = "") -> Answer:
        return self.ask("GET", urljoin(self.address, path))

    def post(self, path: str, follow: bool = True, **fields: str | list[str]) -> Answer:
        url = urljoin(self.address, path)
        there = urlsplit(url)
        origin = f"{there.scheme}://{there.netloc}"
        kind = "application/x-www-form-urlencoded"
        answer = self.ask("POST", url, urlencode(fields, doseq=True), **{"Origin": origin, "Content-Type": kind})
        if answer.status == 303 and follow:
            return self.ask("GET", urljoin(url, answer.headers["location"]))
        return answer

    def state(self) -> dict:
        return json.loads(self.get("state.json").text)

    def rule(
        self, disagreement: str, verdict: str = "right", reason: str = "the meter was read twice", **more
    ) -> Answer:
        """Opens the disagreement, chooses, saves: what the next page shows."""
        query = more.pop("query", "")
        seen = more.pop("seen", None) or self.get(f"f/{disagreement}{query}").field("seen")
        if verdict in ("right", "wrong"):
            more = {"positions": ["A"], **more}
        return self.post(f"f/{disagreement}/decide{query}", verdict=verdict, reason=reason, seen=seen, **more)


@dataclass
class Review:
    """One reviewer's review of a corpus, served."""

    session: Session
    serving: Serving
    page: Browser
    thread: threading.Thread = field(repr=False)

    def stop(self) -> None:
        """Ends as the command does."""
        if self.thread.is_alive():
            self.serving.server.should_exit = True
            self.thread.join()
            self.serving.close()
            close(self.session)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where caches and journals of the test lie."""
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def sizes(build: Callable[..., Path]) -> Callable[..., Path]:
    """Two documents that differ on so many properties of one thing, at most four."""

    def write(number: int = 3, **fields: Any) -> Path:
        names = list(PROPERTIES)[:number]
        one = [{"property": name, "value": "40"} for name in names]
        two = [{"property": name, "value": "55", "published": "2021-01-01"} for name in names]
        two[0] |= fields
        return build({"one": one, "two": two}, PROPERTIES)

    return write


def session_on(claims: Path, reviewer: str = "ann", **flags) -> Session:
    def asked():
        return request_of((claims,), {"as-of": AS_OF, "isolated": True, **flags})

    return begin(asked, reviewer, journal.opened(asked().cache, reviewer))


def served(claims: Path, reviewer: str = "ann", **flags) -> Review:
    session = session_on(claims, reviewer, **flags)
    serving = prepared(session)
    thread = threading.Thread(target=run, args=(serving,))
    thread.start()
    return Review(session, serving, Browser(serving.address), thread)


@pytest.fixture
def serve() -> Iterator[Callable[..., Review]]:
    """Serves a review of a corpus: `serve(claims, reviewer="ann")`; every one is stopped at the end."""
    made: list[Review] = []

    def start(claims: Path, reviewer: str = "ann", **flags) -> Review:
        made.append(served(claims, reviewer, **flags))
        return made[-1]

    yield start
    for review in made:
        review.stop()


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    """A review of one disagreement, served to many tests that rule on nothing."""
    claims = tmp_path_factory.mktemp("calm") / "claims"
    claims.mkdir()
    known = {"entities": {"thing": {"label": "the thing"}}, "properties": {"size": PROPERTIES["size"]}}
    (claims / "vocabulary.yaml").write_text(json.dumps(known), "utf-8")
    for name, value in (("one", "40"), ("two", "55")):
        document = {"id": name, "title": name, "publisher": name, "published": "2021-01-01"}
        claim = {"id": "claim-1", "quote": value, "subject": "thing", "property": "size", "value": value}
        (claims / f"{name}.yaml").write_text(json.dumps({"document": document, "claims": [claim]}), "utf-8")
    review = served(claims, **{"no-cache": True})
    yield review
    review.stop()


@pytest.fixture
def session() -> Callable[..., Session]:
    return session_on


def rulings(claims: Path) -> dict[str, str]:
    """The decision files of a corpus, by disagreement and reviewer."""
    paths = sorted((claims / "decisions").glob("*/*.yaml"))
    return {f"{path.parent.name}/{path.stem}": path.read_text("utf-8") for path in paths}


@pytest.fixture
def decided() -> Callable[[Path], dict[str, str]]:
    return rulings
