"""The example of limits: what its page says of the import and of the check is so."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from checker.cli.main import main
from checker.request import Request
from checker.run import examine

LIMITS = Path(__file__).parents[2] / "examples/limits"


def test_settings_are_held_against_the_manual(tmp_path: Path) -> None:
    root = Path(shutil.copytree(LIMITS, tmp_path / "limits"))
    maps = sorted(map(str, (root / "claims/imports").glob("*.yaml")))
    output = root / "claims/limits.jsonl"
    done = CliRunner().invoke(main, ["import", *maps, "--from", str(root), "--output", str(output)])
    assert (done.exit_code, done.output) == (0, "8 claims from 2 tables\n")
    result = examine(Request(root / "claims", "2026-11-22"))
    assert result.corpus.faults == ()
    found = {(one.verdict, tuple(sorted({claim.value for claim in one.claims}))) for one in result.findings}
    assert {values for verdict, values in found if verdict == "tension"} == {("200", "250"), ("30 min", "45 min")}
    assert {values for verdict, values in found if verdict == "agreement"} == {("10",), ("25.5 MB",)}
