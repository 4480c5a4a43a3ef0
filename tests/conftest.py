"""What all tests share: the documents, a clone of the tree, steady random tests, and no silent skips."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from checker.readers.tables.literal import literal

ROOT = Path(__file__).parents[1]

# The same examples on every machine and every day: a red run means a change of the code, never the luck of the draw.
hypothesis.settings.register_profile("steady", derandomize=True, database=None, deadline=None)
# For hunting: `pytest --hypothesis-profile hunt`.
hypothesis.settings.register_profile("hunt", max_examples=5000, database=None, deadline=None, print_blob=True)
hypothesis.settings.load_profile("steady")


# Who starts the tests in the background may have it ignored, and then every process that a test interrupts ignores it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def apart(call: Callable[[], Any]) -> Any:
    """What a call gives in a thread of its own: that of the tests may have a browser's event loop running."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(call).result()


@pytest.fixture(autouse=True)
def any_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are as long as they are, whatever set the width of a terminal before."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the tree."""
    return ROOT


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder with the texts of the documents that `claims/` speaks about."""
    folder = (ROOT / os.environ.get("CHECKER_DOCUMENTS", "../shared/documents")).resolve()
    if not folder.is_dir():
        pytest.skip("no documents: name their folder in CHECKER_DOCUMENTS")
    return folder


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A fresh clone of the tree with the changes that are not committed yet; tests may write there."""
    target = tmp_path_factory.mktemp("clone") / "checker"
    subprocess.run(["git", "clone", "--quiet", ROOT, target], check=True)
    listing = ["git", "ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout.split(b"\0")
    for name in {os.fsdecode(name) for name in names if name}:
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
        else:
            (target / name).unlink(missing_ok=True)
    yield target
    shutil.rmtree(target)


def install_by_npm(package: str, folder: Path) -> Path:
    """The folder of a package that npm fetches, for this session only; without npm or its registry the test skips."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip(f"no npm: it has {package}")
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, package]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        why = next(iter(done.stderr.split("\n")), "")
        pytest.skip(f"npm cannot install {package}: {why or f'it ended with {done.returncode}'}")
    return folder / "node_modules" / package.rpartition("@")[0]


def quote_of(claim: Mapping[str, Any], words: str = "words") -> str:
    """A quote that says what a claim does: its value, or that it is not so; `words` where it has no value."""
    value, lo, hi = (claim.get(name) for name in ("value", "lo", "hi"))
    if lo is not None or hi is not None:
        ends = ("" if end is None else str(end) for end in (lo, hi))
        value = literal(*ends, bool(claim.get("lo_open")), bool(claim.get("hi_open")), "").replace("exactly ", "")
    if value is None:
        return words
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return f"not {said}" if claim.get("denies") else said


Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Writes a corpus: `build(documents, properties=…, entities=…)`; documents by id, each a list of claims' fields.

    Subject `thing` and the first property are what a claim speaks of unless it says otherwise. `published` and
    `revises` of a claim are those of its document. JSON is YAML, so files are written as JSON.
    """

    def write(
        documents: Mapping[str, Sequence[Mapping[str, Any]]],
        properties: Mapping[str, Mapping[str, Any]],
        entities: Mapping[str, Mapping[str, Any]] | None = None,
        folder: str = "claims",
        **vocabulary: Any,
    ) -> Path:
        target = tmp_path / folder
        target.mkdir(parents=True, exist_ok=True)
        known = {"thing": {"label": "the thing"}, **(entities or {})}
        names = {dimension for claims in documents.values() for claim in claims for dimension in claim.get("scope", {})}
        words = {"entities": known, "properties": dict(properties), **vocabulary}
        words.setdefault("scopes", {"place": "place", **{name: name for name in sorted(names)}})
        (target / "vocabulary.yaml").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        for number, (name, claims) in enumerate(documents.items(), start=1):
            about = {
                "id": name,
                "title": name.title(),
                "publisher": f"Publisher of {name}",
                "published": f"{2020 + number}-01-01",
            }
            entries = []
            for place, given in enumerate(claims, start=1):
                fields = dict(given)
                about |= {
                    field: fields.pop(field)
                    for field in ("published", "publisher", "revises", "text")
                    if field in fields
                }
                claim = {"id": f"claim-{place}", "quote": quote_of(fields, f"words {place}")}
                if "relation" not in fields and "readings" not in fields:
                    claim |= {"subject": "thing", "property": next(iter(properties))}
                entries.append(claim | fields)
            file = {"document": about, "claims": entries}
            (target / f"{name}.yaml").write_text(json.dumps(file, ensure_ascii=False, indent=1), encoding="utf-8")
        return target

    return write


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that build a whole environment are left to `make test` and CI."""
    if not os.environ.get("CHECKER_CLONE"):
        slow = [item for item in items if item.get_closest_marker("clone")]
        items[:] = [item for item in items if item not in slow]
        config.hook.pytest_deselected(items=slow)
    # what one process must run whole, and takes longest, starts first: beside it the other runs the rest
    items.sort(key=lambda item: not any(word in item.nodeid for word in SHARED))


SHARED = ("spark", "places_to_change", "test_readme")
"""Words in the names of tests that share what takes seconds to make, wherever they stand."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Where several processes share the tests, those of one file run in one, which makes what they share once.

    Not by `xdist_group`: pytest-xdist 3.8 drops that mark under pytest 9.2 (its issue 1386).
    """
    from xdist.scheduler import LoadScopeScheduling

    config.option.loadscopereorder = False  # by the number of tests, which says little of the time they take

    class Scheduler(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((word for word in SHARED if word in nodeid), nodeid.partition("::")[0])

    return Scheduler(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """CI runs everything: there a skipped test is a failure."""
    if _skipped_in_ci(terminalreporter):
        terminalreporter.section("skipped tests, which CHECKER_NO_SKIP forbids", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and _skipped_in_ci(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _skipped_in_ci(reporter: pytest.TerminalReporter) -> bool:
    return bool(os.environ.get("CHECKER_NO_SKIP")) and bool(reporter.stats.get("skipped"))
