"""The peers that benchmarks measure answer the question that the screen answers, or their times would say nothing."""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

WAYS = ("kernel", "join", "pandas", "by hand")
"""Ways that need no more than the tests do; the others are held to what is planted in `make bench`."""


@pytest.fixture
def benchmark(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    return importlib.import_module


def held(benchmark, tmp_path: Path, way: str, rows: int, seed: int, moving: float) -> None:
    synthetic, ways = benchmark("synthetic"), benchmark("ways")
    synthetic.write(tmp_path, rows, seed, planted=0.1, moving=moving)
    planted = pq.read_table(tmp_path / "opposed.parquet")["claim"].to_pylist()
    assert planted, "a corpus without conflicts would tell nothing"
    assert sorted(set(ways.WAYS[way](tmp_path))) == planted


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("moving", [0.1, 1.0])
@pytest.mark.parametrize("way", WAYS)
def test_finds_what_is_planted_and_nothing_else(way: str, moving: float, seed: int, benchmark, tmp_path: Path) -> None:
    held(benchmark, tmp_path, way, 2_000, seed, moving)


def test_joins_in_pieces_find_the_same(benchmark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark("ways"), "PIECE", 100)
    held(benchmark, tmp_path, "by hand", 2_000, 0, 1.0)


def test_a_way_that_misses_a_claim_or_names_a_wrong_one_is_told(benchmark, tmp_path: Path) -> None:
    synthetic, peers = benchmark("synthetic"), benchmark("peers")
    synthetic.write(tmp_path, 2_000, planted=0.1)
    planted = pq.read_table(tmp_path / "opposed.parquet")["claim"].to_numpy()
    found = tmp_path / "found"
    np.concatenate([planted, planted]).tofile(found)
    assert peers.compare(tmp_path, found) == f"all {len(planted):,}"
    np.append(planted[1:], -1).tofile(found)
    assert peers.compare(tmp_path, found) == f"{len(planted) - 1:,} of {len(planted):,}, and 1 WRONG"
