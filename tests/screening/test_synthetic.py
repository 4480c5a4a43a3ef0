"""The generated corpora hold the conflicts that they say, and nothing else: the screen finds exactly those."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pyarrow.parquet as pq
import pytest

from checker.scale.answers import answer
from checker.scale.engines import Limits, duckdb
from checker.screening.columns import from_arrow
from tests.boxes import gathered


@pytest.fixture(scope="module")
def synthetic(root: Path) -> Iterator[ModuleType]:
    path = root / "benchmarks" / "synthetic.py"
    spec = importlib.util.spec_from_file_location("synthetic", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "synthetic", module)
        spec.loader.exec_module(module)
        yield module


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("moving", [0.1, 1.0])
@pytest.mark.parametrize("rows", [1, 10, 1000, 30_000])
def test_every_planted_conflict_is_found_and_nothing_else(
    seed: int, moving: float, rows: int, synthetic: ModuleType
) -> None:
    made = 0
    for chunk in synthetic.chunks(rows, seed, planted=0.1, moving=moving):
        planted = np.sort(chunk.boxes["claim"].to_numpy()[chunk.opposed])
        found = np.sort(answer(from_arrow(chunk.boxes))["claim"].to_numpy())
        assert found.tolist() == planted.tolist()
        assert rows < 1000 or len(planted)
        made += chunk.boxes.num_rows
    assert made == rows


def test_keys_are_as_skewed_as_said(synthetic: ModuleType) -> None:
    (chunk,) = synthetic.chunks(300_000)
    _, sizes = np.unique(chunk.boxes["key"].to_numpy(), return_counts=True)
    assert (sizes == 1).mean() == pytest.approx(0.59, abs=0.02)
    assert (sizes <= 5).mean() == pytest.approx(0.90, abs=0.02)
    assert sizes.max() >= 30_000


def test_files_spread_keys_and_come_out_alike(
    tmp_path: Path, synthetic: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synthetic, "CHUNK", 5000)
    counts = [synthetic.write(tmp_path / name, 20_000, planted=0.1) for name in ("a", "b")]
    paths = sorted((tmp_path / "a").glob("*.parquet"))
    assert len(paths) == 5
    for path in paths:
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    found = gathered(duckdb.screen([path for path in paths if path.name.startswith("boxes")], Limits(2)))
    planted = pq.read_table(tmp_path / "a" / "opposed.parquet")["claim"].to_pylist()
    assert sorted(found["claim"].to_pylist()) == sorted(planted)
    assert counts == [len(planted)] * 2
