"""What a careful reader says of two values, of each sort: held as files, and as tables through two engines.

`pairs.tsv` has two values of one property of one subject, given by two documents of two publishers and one date, and
the verdict: `fault` where the first is refused, `agreement` where nothing is open.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from checker.model.result import Result
from checker.request import Request
from checker.run import examine
from checker.scale.engine import EngineName, ScanOptions

NOW = "2026-01-01"
GRAVE = ("unchecked", "tension", "contradiction")
COLUMNS = ("document", "id", "quote", "subject", "property", "value")


def rows() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {f"s{number:03}": row for number, row in enumerate(found)}


ROWS = rows()


def declared(row: dict[str, str]) -> dict[str, Any]:
    more = {"unit": row["unit"]} if row["unit"] else {}
    if row["exact"]:
        more["exact"] = True
    kind = "event" if row["datatype"] == "date" else "constant"
    return {"label": "what is said", "datatype": row["datatype"], "kind": kind, **more}


def claims(side: str, wanted: list[str]) -> list[dict[str, str]]:
    """The claims of one side; what stands in a table names its document too."""
    return [
        {"document": side, "id": name, "quote": value, "subject": name, "property": name, "value": value}
        for name in wanted
        if (value := ROWS[name][side])
    ]


def corpus(folder: Path, wanted: list[str], *, tables: bool) -> Path:
    folder.mkdir()
    entities = {name: {"label": name} for name in wanted}
    properties = {name: declared(ROWS[name]) for name in wanted}
    words = json.dumps({"entities": entities, "properties": properties})
    (folder / "vocabulary.yaml").write_text(words, "utf-8")
    for side in ("one", "other"):
        head = {"id": side, "title": side, "publisher": f"Office {side}", "published": "2020-01-01"}
        own = [{name: text for name, text in claim.items() if name != "document"} for claim in claims(side, wanted)]
        body = json.dumps({"document": head, "claims": [] if tables else own})
        (folder / f"{side}.yaml").write_text(body, "utf-8")
    if tables:
        with (folder / "claims.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows([*claims("one", wanted), *claims("other", wanted)])
    return folder


def verdicts(result: Result, wanted: list[str]) -> dict[str, str]:
    """The gravest verdict of each pair."""
    worst = dict.fromkeys(wanted, "agreement")
    for finding in result.findings:
        subjects = {claim.subject for claim in finding.claims}
        if finding.verdict in GRAVE and len(subjects) == 1:
            name = subjects.pop()
            known = GRAVE.index(worst[name]) if worst[name] in GRAVE else -1
            worst[name] = finding.verdict if GRAVE.index(finding.verdict) > known else worst[name]
    return worst


@pytest.fixture(scope="module")
def as_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    wanted = list(ROWS)
    result = examine(Request(corpus(tmp_path_factory.mktemp("pairs") / "claims", wanted, tables=False), NOW))
    refused = {fault.field.split(".")[0] for fault in result.faults}
    return verdicts(result, wanted) | dict.fromkeys(refused, "fault")


@pytest.mark.parametrize(
    "name", ROWS, ids=[f"{row['sort']}: {row['one']} against {row['other'] or 'nothing'}" for row in ROWS.values()]
)
def test_two_values_are_held_as_a_careful_reader_holds_them(name: str, as_files: dict[str, str]) -> None:
    assert as_files[name] == ROWS[name]["verdict"]


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
def test_a_table_of_them_has_the_same_verdicts(engine: EngineName, tmp_path: Path) -> None:
    wanted = [name for name, row in ROWS.items() if row["verdict"] != "fault"]
    result = examine(Request(corpus(tmp_path / "claims", wanted, tables=True), NOW, scan=ScanOptions(engine)))
    assert not result.faults
    assert verdicts(result, wanted) == {name: ROWS[name]["verdict"] for name in wanted}
