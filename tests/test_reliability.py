"""The page of figures is that of the runs on record, and every run can be started again."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def reliability(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reliability", root / "benchmarks" / "reliability.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["reliability"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_what_is_recorded_stands_on_the_page(
    reliability: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reliability, "FOLDER", tmp_path)
    figures = [reliability.Figure("crashes", "0 | 0", "a million inputs")]
    reliability.record("fuzz", "Fuzzing", "make fuzz", figures, ["one hour"])
    page = reliability.page(reliability.recorded())
    assert "## Fuzzing" in page
    assert "| crashes | 0 \\| 0 | a million inputs |" in page
    assert "- one hour" in page


def test_the_page_shows_the_runs_on_record(reliability: ModuleType) -> None:
    assert reliability.page(reliability.recorded()) == reliability.PAGE.read_text(encoding="utf-8")


def test_every_run_on_record_is_a_target(reliability: ModuleType, root: Path) -> None:
    targets = {line.partition(":")[0] for line in (root / "Makefile").read_text().splitlines() if "## " in line}
    for run in reliability.recorded():
        make, target, *_ = run.command.split()
        assert make == "make"
        assert target in targets
