"""Reports of XBRL as tests write them, and what the check says of what becomes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checker.cli.common import checked, requested
from checker.model.result import Result
from checker.xbrl.imports import Imported, import_reports

NAMESPACES = {
    "eg": "http://example.org/taxonomy",
    "lei": "http://standards.iso.org/iso/17442",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "utr": "http://www.xbrl.org/2009/utr",
}
DIMENSIONS = {"entity": "lei:EXAMPLE", "period": "2021-01-01T00:00:00", "unit": "iso4217:USD"}


def fact(concept: str, value: str | None, decimals: int | None = None, **dimensions: str | None) -> dict[str, Any]:
    """A fact of xBRL-JSON: an amount at the end of 2020, but for the dimensions that are given; `""` leaves one out.
    An underscore stands for the colon of a name.
    """
    given = {name.replace("_", ":"): one for name, one in dimensions.items()}
    held = {name: one for name, one in {**DIMENSIONS, **given}.items() if one != ""}
    made: dict[str, Any] = {"value": value, "dimensions": {"concept": concept, **held}}
    return made if decimals is None else {**made, "decimals": decimals}


def report(facts: Mapping[str, Any] | Iterable[Any]) -> dict[str, Any]:
    """A report in xBRL-JSON; facts without names are numbered."""
    named = facts if isinstance(facts, Mapping) else {f"f{number}": one for number, one in enumerate(facts, start=1)}
    info = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": NAMESPACES}
    return {"documentInfo": info, "facts": dict(named)}


def imported(folder: Path, facts: Iterable[Any], sums: str = "", name: str = "report") -> Imported:
    """What becomes of a report with these facts, and with sums, rows of `total,part,weight`."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(report(facts)), "utf-8")
    calculations = folder / "sums.csv" if sums else None
    if calculations:
        calculations.write_text(f"total,part,weight\n{sums}", "utf-8")
    return import_reports([(path.name, path)], calculations, "")


def rows(made: Imported, name: str = "claims.jsonl") -> list[dict[str, Any]]:
    assert made.faults == []
    return [json.loads(line) for line in made.files[name]]


def check(folder: Path, made: Imported) -> Result:
    """The result of a check of what was imported; nothing of it is at fault."""
    assert made.faults == []
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for name, lines in made.files.items():
        (corpus / name).write_text("".join(lines), "utf-8")
    result = checked(requested((corpus,), {"as-of": "2026-11-22"}))
    assert result.faults == ()
    return result
