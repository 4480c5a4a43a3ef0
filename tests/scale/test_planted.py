"""What is planted in a large corpus is found, and nothing else; the sums are those of counting by hand."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pyarrow as pa
import pytest

from checker.request import Request
from checker.run import examine
from tests.scale.conftest import NOW, OPEN, screened_result

SEED = 3


@pytest.fixture(scope="module")
def synthetic(root: Path) -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("synthetic", root / "benchmarks" / "synthetic.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "synthetic", module)
        spec.loader.exec_module(module)
        yield module


def planted(synthetic: ModuleType, rows: int, share: float) -> tuple[set[str], pa.Table]:
    chunks = list(synthetic.chunks(rows, SEED, planted=share))
    boxes = pa.concat_tables(chunk.boxes for chunk in chunks)
    opposed = np.concatenate([chunk.opposed for chunk in chunks])
    return {f"claim-{claim}" for claim in boxes["claim"].to_numpy()[opposed].tolist()}, boxes


@pytest.mark.parametrize(
    ("rows", "share"), [pytest.param(10_000, 0.02, id="10,000 rows"), pytest.param(120_000, 0.003, id="120,000 rows")]
)
def test_what_is_planted_is_found(
    rows: int, share: float, synthetic: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.scale.conflicting_keys.MOST_PAIRS", rows**2)
    synthetic.write_claims(tmp_path / "claims", rows, SEED, planted=share)
    expected, boxes = planted(synthetic, rows, share)
    found = screened_result(tmp_path / "claims")
    assert not found.faults
    ids = {claim.id for finding in found.findings if finding.verdict in OPEN for claim in finding.claims}
    assert expected
    assert ids == expected
    assert found.sums is not None
    _, sizes = np.unique(boxes["key"].to_numpy(), return_counts=True)
    assert sum(one.keys for one in found.sums.properties) == len(sizes)
    assert sum(one.claims for one in found.sums.properties) == rows
    assert sum(one.single for one in found.sums.properties) == int((sizes == 1).sum())
    parts = (
        sum(getattr(one, name) for one in found.sums.properties)
        for name in ("single", "alike", "worded", "silent", "timed", "fast", "open")
    )
    assert sum(parts) == len(sizes)


def test_what_is_too_much_is_counted(synthetic: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synthetic.write_claims(tmp_path / "claims", 10_000, SEED, planted=0.05)
    whole = screened_result(tmp_path / "claims")
    monkeypatch.setattr("checker.scale.conflicting_keys.MOST_JUDGED", 40)
    some = screened_result(tmp_path / "claims")
    assert not whole.of("unchecked")
    (left,) = some.of("unchecked")
    assert left.rule == "truncated"
    assert "more claims in" in left.message
    assert not some.complete
    assert 0 < len(some.of(*OPEN)) < len(whole.of(*OPEN))
    assert {finding.id for finding in some.of(*OPEN)} <= {finding.id for finding in whole.of(*OPEN)}
    assert some.sums == whole.sums


def test_a_key_is_shown_in_full(synthetic: ModuleType, tmp_path: Path) -> None:
    synthetic.write_claims(tmp_path / "claims", 2_000, SEED)
    whole = examine(Request(tmp_path / "claims", NOW))
    key = next(finding.key for finding in whole.of("reconciled") if "[" in finding.key)
    command = ["check", str(tmp_path / "claims"), "--as-of", NOW, "--engine", "duckdb", "--explain-key", key]
    run = [sys.executable, "-m", "checker", *command, "--format", "json", "--no-cache"]
    report = json.loads(subprocess.run(run, capture_output=True, text=True, check=False).stdout)
    assert [finding["id"] for finding in report["findings"]] == [f.id for f in whole.findings if f.key == key]
    assert len(report["claims"]) < len(whole.corpus.claims)
    assert report["sums"]["properties"]
