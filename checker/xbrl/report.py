"""A report: a file that says of itself that it is xBRL-JSON or xBRL-CSV, with its namespaces and its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.model.fault import Fault
from checker.xbrl.facts import Fact, Stated, read_fact
from checker.xbrl.places import CODE, MOST_FAULTS, JsonFile, Misshapen, group, read_json, text

FORM = re.compile(r"https?://(?:www\.)?xbrl\.org/[^\"]{0,60}xbrl-(json|csv)")
EXPECTED = "https://xbrl.org/2021/xbrl-json", "https://xbrl.org/2021/xbrl-csv"
"""What `documentInfo.documentType` says of each form. Source: xBRL-JSON 1.0 and xBRL-CSV 1.0; drafts have a date."""
KNOWN = re.compile(rf'"documentType"\s*:\s*"{FORM.pattern}"'.encode())
LOOKED_AT = 2**20
"""Bytes in which a report says what it is; it does so at its top."""
MOST_FACTS = 200_000
RESERVED = {"xbrl": "https://xbrl.org/2021"}
"""Prefixes that a report need not declare."""


@dataclass(slots=True)
class Report:
    """What a report holds: the file, its namespaces by prefix, its facts, and what is wrong with it."""

    name: str
    namespaces: Mapping[str, str] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def is_report(path: Path) -> bool:
    """A file that says at its top that it is a report of XBRL."""
    if not path.name.lower().endswith(".json") or not path.is_file():
        return False
    with path.open("rb") as stream:
        return KNOWN.search(stream.read(LOOKED_AT).replace(rb"\/", b"/")) is not None


def read_report(path: Path, name: str) -> Report:
    """The report in a file; all facts that can be read, and what is wrong with the others."""
    file = read_json(path, name)
    if isinstance(file, Fault):
        return Report(name, faults=[file])
    report = Report(name)
    try:
        form, report.namespaces = _head(file)
        if form == "json":
            stated = _stated(file, report.faults)
        else:
            from checker.xbrl.tables import stated_in_tables

            stated = stated_in_tables(file, path, report.faults)
        _add(stated, file, report)
    except Misshapen as error:
        report.faults.append(file.fault(error))
    return report


def _head(file: JsonFile) -> tuple[str, Mapping[str, str]]:
    about = group(file.data.get("documentInfo"), ("documentInfo",))
    path = ("documentInfo", "documentType")
    match = FORM.fullmatch(text(about.get("documentType"), path))
    if match is None:
        raise Misshapen(path, f"the file does not say what it is; expected {' or '.join(EXPECTED)}")
    path = ("documentInfo", "namespaces")
    declared = group(about.get("namespaces"), path)
    return match[1], {**RESERVED, **{prefix: text(address, (*path, prefix)) for prefix, address in declared.items()}}


def _stated(file: JsonFile, faults: list[Fault]) -> Iterator[Stated]:
    """The facts of xBRL-JSON, in the order of the file."""
    for name, data in group(file.data.get("facts"), ("facts",)).items():
        path = ("facts", name)
        if len(faults) >= MOST_FAULTS:
            return
        try:
            one = group(data, path)
            if "value" not in one:
                raise Misshapen(path, "the fact has no value; a fact that is nil has the value null")
            dimensions = group(one.get("dimensions"), (*path, "dimensions"))
            for dimension, member in dimensions.items():
                text(member, (*path, "dimensions", dimension))
            value = one["value"] if one["value"] is None else text(one["value"], (*path, "value"))
            yield Stated(name, file.mark(path), dimensions, value, _decimals(one, path))
        except Misshapen as error:
            faults.append(file.fault(error))


def _decimals(one: Mapping[str, Any], path: tuple[str, ...]) -> str:
    if one.get("decimals") is None:
        return ""
    if isinstance(one["decimals"], bool | dict | list):
        raise Misshapen((*path, "decimals"), "found no number, expected a whole number such as -3")
    return str(one["decimals"])


def _add(stated: Iterable[Stated], file: JsonFile, report: Report) -> None:
    for one in stated:
        if len(report.facts) >= MOST_FACTS:
            message = f"the report has more than {MOST_FACTS:,} facts; divide it"
            report.faults.append(Fault(one.mark, "too-many-values", "", message))
            return
        try:
            report.facts.append(read_fact(one, report.namespaces))
        except Misshapen as error:
            path = ("facts", one.id, *error.path)
            if path[:2] in file.marks:
                report.faults.append(file.fault(Misshapen(path, str(error))))
            else:  # a cell of a table
                report.faults.append(Fault(one.mark, CODE, ".".join((one.id, *error.path)), str(error)))
