"""Every engine finds in the examples of all rules what the ordinary flow finds, also among many claims of one key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.model.result import Result
from checker.request import Request
from checker.rules.registry import RULES
from checker.run import examine
from checker.scale.engine import EngineName
from checker.screening.blocks import ALL_PAIRS
from tests.laws.conftest import Files
from tests.readers.tables.test_same import tables_of
from tests.rules.batch import OF_RULES, batch, by_example, outcomes, owner
from tests.scale.conftest import NOW, OPEN, open_findings, screened_result

OF_ONE_SUBJECT = {rule.id for rule in RULES if not rule.declared}


def examples() -> Files:
    """All of them by themselves; those of rules that compare claims also among others, under another mark."""
    compared = {f"{owner(mark)}-among-{mark}": one for mark, one in OF_RULES.items() if owner(mark) in OF_ONE_SUBJECT}
    alone, among = batch(OF_RULES), batch(compared, others=ALL_PAIRS + 1)
    words = {kind: {**alone["vocabulary"][kind], **names} for kind, names in among["vocabulary"].items()}
    return {**alone, **among, "vocabulary": words}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root, files = tmp_path_factory.mktemp("examples") / "claims", examples()
    root.mkdir()
    (root / "vocabulary.yaml").write_text(json.dumps(files["vocabulary"]), "utf-8")
    for name, content in tables_of(files, "csv").items():
        (root / name).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def judged(tables: Path) -> Result:
    """What the ordinary flow finds, which is what the examples say."""
    result = examine(Request(tables, NOW))
    assert not result.faults
    found = by_example(result.findings)
    open_ = {mark: [(one.outcome, one.reasons)] for mark, one in OF_RULES.items() if one.outcome in OPEN}
    assert {mark: outcomes(mark, found) for mark in open_} == open_
    return result


def assert_same(found: Result, judged: Result) -> None:
    assert open_findings(found) == open_findings(judged)
    assert found.faults == ()
    assert len(found.corpus.claims) < len(judged.corpus.claims)


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
def test_every_engine_finds_the_same_in_all_examples(engine: EngineName, tables: Path, judged: Result) -> None:
    assert_same(screened_result(tables, engine), judged)


@pytest.mark.usefixtures("spark")
def test_spark_finds_the_same_in_all_examples(tables: Path, judged: Result) -> None:
    """In one run: it takes seconds to start."""
    assert_same(screened_result(tables, "spark"), judged)
