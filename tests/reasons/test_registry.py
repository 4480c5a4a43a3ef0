"""The folder of reconcilers is the registry of reasons: nothing lies there unheard, and nothing is missing."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module, invalidate_caches
from pathlib import Path
from types import ModuleType

import pytest

from checker.model.finding import REASONS
from checker.reasons.registry import RECONCILERS, load

FILES = {
    reason.replace("-", "_"): f"from checker.reasons.reconcilers.{reason.replace('-', '_')} import RECONCILER\n"
    for reason in REASONS
}
NAME = "some_reasons"
UNLISTED = f"""
from dataclasses import replace
{FILES["time"]}
RECONCILER = replace(RECONCILER, reason="weather")
"""

Make = Callable[[Mapping[str, str]], ModuleType]


@pytest.fixture(params=("folder", "zip"))
def make(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """A package of some files, in a folder or in an archive as Python imports it."""
    source = tmp_path if request.param == "folder" else tmp_path / "package.zip"
    monkeypatch.syspath_prepend(str(source))

    def package(files: Mapping[str, str]) -> ModuleType:
        texts = {f"{NAME}/__init__.py": "", **{f"{NAME}/{name}.py": text for name, text in files.items()}}
        if request.param == "zip":
            with zipfile.ZipFile(source, "w") as archive:
                for path, text in texts.items():
                    archive.writestr(path, text)
        else:
            (source / NAME).mkdir()
            for path, text in texts.items():
                (source / path).write_text(text, "utf-8")
        invalidate_caches()
        return import_module(NAME)

    yield package
    for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        del sys.modules[name]


def test_reasons_are_loaded_in_the_order_of_their_list(make: Make) -> None:
    assert [reconciler.reason for reconciler in load(make(dict(reversed(FILES.items()))))] == list(REASONS)
    assert [reconciler.reason for reconciler in RECONCILERS] == list(REASONS)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            {"weather": '"""It rained."""\n'},
            "some_reasons.weather defines no RECONCILER = Reconciler('weather', …); write one, or move the file",
            id="a file that defines none",
        ),
        pytest.param(
            {"clock": FILES["time"]},
            "some_reasons.clock defines no RECONCILER = Reconciler('clock', …); write one, or move the file",
            id="a second file of a reason",
        ),
        pytest.param(
            {"weather": UNLISTED},
            "some_reasons.weather is a reason that is not listed; add 'weather' to Reason in checker.model.finding",
            id="a reason that is not listed",
        ),
        pytest.param(
            {"time": None, "event_sense": None},
            "some_reasons has no file for time, event-sense; write one, or take it from the list",
            id="reasons without a file",
        ),
    ],
)
def test_a_file_that_is_no_reason_cannot_be(make: Make, changes: Mapping[str, str | None], message: str) -> None:
    files = {name: text for name, text in {**FILES, **changes}.items() if text is not None}
    with pytest.raises(TypeError) as error:
        load(make(files))
    assert str(error.value) == message
