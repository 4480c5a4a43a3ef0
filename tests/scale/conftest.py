"""Corpora of many small worlds, as tables, in which much touches, ties, overlaps and is hedged."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from checker.model.result import Result
from checker.request import Request
from checker.run import examine
from checker.scale.engine import EngineName, ScanOptions
from checker.scale.engines import Limits
from tests.boxes import corpora, free_port, java, master, mortal, parting, slow, spark, spark_session
from tests.conftest import quote_of
from tests.readers.tables.conftest import FORMS, Row

__all__ = ["corpora", "free_port", "java", "master", "mortal", "parting", "slow", "spark", "spark_session"]

NOW = "2026-11-22"
OPEN = ("contradiction", "tension")

PROPERTIES: dict[str, dict[str, Any]] = {
    "length": {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "km"},
    "staff": {"label": "staff", "datatype": "quantity", "kind": "state", "change": "20 %/year"},
    "level": {"label": "level", "datatype": "quantity", "kind": "state", "unit": "m", "change": "3/year"},
    "visitors": {"label": "visitors", "datatype": "quantity", "kind": "rate"},
    "limit": {"label": "limit", "datatype": "quantity", "kind": "standing", "unit": "m"},
    "depth": {"label": "depth", "datatype": "quantity", "kind": "state", "unit": "m", "settles": "3 months"},
    "owner": {"label": "owner", "datatype": "entity", "kind": "state"},
    "motto": {"label": "motto", "datatype": "text", "kind": "constant"},
    "listed": {"label": "listed", "datatype": "boolean", "kind": "state"},
    "built": {"label": "built", "datatype": "date", "kind": "event"},
    "dated": {"label": "dated", "datatype": "date", "kind": "event"},
    "signed": {"label": "signed", "datatype": "date", "kind": "event", "is_a": "dated"},
    "sealed": {"label": "sealed", "datatype": "date", "kind": "event", "is_a": "dated"},
    "colours": {"label": "colours", "datatype": "text", "kind": "state", "values": "many"},
}
for _name, _constraints in {
    "length": [{"rule": "value-range", "max": "12.5 km"}, {"rule": "allowed-units", "units": ["km"]}],
    "visitors": [{"rule": "mandatory-qualifier", "qualifiers": ["as_of"]}, {"rule": "integer"}],
    "motto": [{"rule": "citation-needed", "by": ["said_by"]}],
    "level": [{"rule": "no-bounds"}],
    "owner": [{"rule": "none-of", "values": ["crown"]}],
    "listed": [{"rule": "allowed-qualifiers", "qualifiers": ["time"]}],
    "colours": [{"rule": "several-values"}],
}.items():
    PROPERTIES[_name]["constraints"] = [{**one, "because": "it is so"} for one in _constraints]
OWNERS = ("crown", "town", "old-town")
VALUES: dict[str, tuple[str, ...]] = {
    "length": ("12 km", "12,345 m", "about 12 km", "over 12 km", "12.3 km", "nearly 13 km", "1 to 12.4 km"),
    "staff": ("123", "about 120", "246", "dozens", "over 100", "under 130", "1,000", "983", "between 120 and 130"),
    "level": ("1.5 m", "150 cm", "4.5 m", "about 2 m", "at least 4 m", "7 m"),
    "limit": ("4.5 m", "450 cm", "about 4.6 m", "up to 5 m", "7 m"),
    "depth": ("4.5 m", "about 4.6 m", "about 4.4 m", "7 m"),
    "visitors": ("4,321", "over 4,000", "about 4,400", "5,678"),
    "owner": OWNERS,
    "motto": ("Ever on", "ever  on!", "Never off"),
    "listed": ("true", "false"),
    "built": ("1951", "1951-09-08", "early 1950s", "1953", "before 1950"),
    "dated": ("1951", "1952", "1952-04"),
    "signed": ("1951-09-08", "1951", "1950"),
    "sealed": ("1952-04-28", "1953"),
    "colours": ("red", "green"),
}
TIMES = ("2001", "2001-05", "2001-05-06", "2003", "early 2000s", "2001-05-06/2002-03-04", "2002-01-01/..", "2010")


PUBLISHED = ("2000", "2001", "2001-05-06", "2003", "2001-07-30", "2002-05-06")
"""Some years, some days, some nearer to each other than what they speak of settles in."""


def worlds(chance: random.Random, number: int, most: int = 9) -> tuple[list[Row], list[Row]]:
    """Documents and claims: `number` subjects with up to `most` claims each."""
    documents: list[Row] = [
        {"id": f"paper-{n}", "title": f"Paper {n}", "publisher": f"Office {n % 4}", "published": PUBLISHED[n]}
        | ({"revises": "paper-0"} if n == 4 else {})
        for n in range(6)
    ]
    rows: list[Row] = []
    for subject in range(number):
        names = chance.sample(sorted(PROPERTIES), 2)
        for _ in range(chance.randint(1, most)):
            rows.append(_claim(chance, f"thing-{subject}", chance.choice(names), len(rows)))
    chance.shuffle(rows)
    return documents, rows


def _claim(chance: random.Random, subject: str, name: str, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        "document": f"paper-{chance.randrange(6)}",
        "id": f"c{number}",
        "subject": subject,
        "property": name,
    }
    if PROPERTIES[name]["datatype"] == "quantity" and chance.random() < 0.4:
        lo = chance.choice((100, 120, 123.5, 12, 1.5, 0))
        row |= {"lo": str(lo), "hi": str(lo + chance.choice((0, 0.5, 30)))} if chance.random() < 0.8 else {"lo": "120"}
        row |= {"lo_open": True} if chance.random() < 0.2 and "hi" in row and row["lo"] != row["hi"] else {}
    else:
        row["value"] = chance.choice(VALUES[name])
    if chance.random() < 0.7:
        row[chance.choice(("as_of", "during"))] = chance.choice(TIMES)
    if chance.random() < 0.3:
        row["scope"] = {"place": chance.choice(("north", "south"))}
    for field, share, values in (
        ("definition", 0.1, ("gross", "net")),
        ("said_by", 0.1, OWNERS),
        ("denies", 0.06, (True,)),
        ("rank", 0.06, ("deprecated",)),
    ):
        if chance.random() < share:
            row[field] = chance.choice(values)
    return {"quote": quote_of(row), **row}


def vocabulary(subjects: int, properties: Mapping[str, Any] = PROPERTIES) -> str:
    entities = {name: {"label": name.title()} for name in (*OWNERS, "north", "south")}
    entities["old-town"]["part_of"] = "town"
    entities |= {f"thing-{n}": {"label": f"thing {n}"} for n in range(subjects)}
    return json.dumps({"entities": entities, "properties": properties, "scopes": {"place": "place"}})


def write(root: Path, heads: Sequence[Row], rows: Sequence[Row], form: str, subjects: int, parts: int = 2) -> Path:
    """A corpus of tables of one form."""
    root.mkdir(parents=True)
    (root / "vocabulary.yaml").write_text(vocabulary(subjects), "utf-8")
    (root / f"documents.{form}").write_bytes(FORMS[form](heads))
    for part in range(parts):
        (root / f"rows-{part}.{form}").write_bytes(FORMS[form](rows[part::parts]))
    return root


def screened_result(root: Path, engine: EngineName = "duckdb", **limits: int) -> Result:
    return examine(Request(root, NOW, scan=ScanOptions(engine, Limits(**limits))))


def open_findings(result: Result) -> list[tuple]:
    """What is open, in order, with every word of it."""
    return [
        (f.id, f.rule, f.verdict, f.refs, f.key, f.message, f.why, f.severity, f.explanations)
        for f in result.findings
        if f.verdict in OPEN
    ]


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.node.name)
