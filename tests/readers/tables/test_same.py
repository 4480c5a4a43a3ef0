"""A corpus says the same as YAML, CSV, JSONL and Parquet, and in any mixture of them."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from checker.model.result import Result
from checker.request import Request
from checker.run import examine
from tests.laws.conftest import NOW, REAL, Files, check, documents, law, read, told
from tests.readers.tables.conftest import FORMS, Row


def rows_of(files: Files) -> tuple[list[Row], list[Row]]:
    """The documents and the claims of a corpus as rows."""
    heads = [content["document"] for content in documents(files).values()]
    claims = [
        {"document": content["document"]["id"], **{k: v for k, v in claim.items() if k != "allow"}}
        for content in documents(files).values()
        for claim in content["claims"]
    ]
    return heads, claims


def without_allow(files: Files) -> Files:
    return json.loads(json.dumps(files), object_hook=lambda d: {k: v for k, v in d.items() if k != "allow"})


def check_tables(files: Files, tables: dict[str, bytes]) -> Result:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "claims"
        root.mkdir()
        (root / "vocabulary.yaml").write_text(json.dumps(files["vocabulary"]), "utf-8")
        for name, content in tables.items():
            (root / name).write_bytes(content)
        result = examine(Request(root, NOW))
    assert not result.faults, result.faults
    return result


def parted(rows: Sequence[Row], number: int) -> list[Sequence[Row]]:
    return [part for k in range(number) if (part := rows[k::number])]


def tables_of(files: Files, form: str, parts: int = 1) -> dict[str, bytes]:
    heads, claims = rows_of(files)
    made = {f"documents-{k}.{form}": FORMS[form](part) for k, part in enumerate(parted(heads, parts))}
    return made | {f"rows-{k}.{form}": FORMS[form](part) for k, part in enumerate(parted(claims, parts))}


@pytest.mark.parametrize("form", FORMS)
def test_a_corpus_says_the_same_in_a_table(form: str) -> None:
    @law
    def holds(files: Files, chance: random.Random) -> None:
        assert told(check_tables(files, tables_of(files, form, chance.randint(1, 3)))) == told(check(files))

    holds()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("folder", REAL.values(), ids=list(REAL))
def test_the_corpora_of_the_tree_say_the_same_in_a_table(folder: Path, form: str) -> None:
    files = without_allow(read(folder))
    assert told(check_tables(files, tables_of(files, form))) == told(check(files))


@law
def test_a_corpus_says_the_same_in_any_mixture(files: Files, chance: random.Random) -> None:
    """Documents in YAML with some of their claims, the others spread over tables of every form."""
    tables: dict[str, bytes] = {}
    spread: list[Row] = []
    for name, content in documents(files).items():
        kept = chance.sample(content["claims"], chance.randint(0, len(content["claims"])))
        spread += [{"document": content["document"]["id"], **one} for one in content["claims"] if one not in kept]
        tables[f"{name}.yaml"] = json.dumps({**content, "claims": kept}).encode()
    chance.shuffle(spread)
    for form, rows in zip(FORMS, parted(spread, len(FORMS)), strict=False):
        tables[f"some.{form}"] = FORMS[form](rows)
    assert told(check_tables(files, tables)) == told(check(files))
