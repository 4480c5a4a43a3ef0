"""Faults of one kind are listed up to twenty in a file, and counted beyond, whatever the kind."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.readers.load import load
from checker.readers.tally import listed_faults
from checker.report.formats import format_of
from checker.report.options import Options
from checker.request import Request
from checker.run import examine

HEAD = "document: {id: d, title: T, publisher: P, published: 2024}\nclaims:\n"
VOCABULARY = """entities: {works: {label: works}}
properties: {pumps: {label: pumps, datatype: quantity, kind: constant}}
"""
NUMBER = 300
COUNTED = re.compile(r"and (\d+) more faults like those before, from here on")
KINDS = {
    "claims without any field": ("  - {{}}", [280, 580]),
    "fields that are not there, each of another name": (
        "  - {{id: c{n}, quote: q, subject: works, property: pumps, value: 3, note{n}: x}}",
        [280],
    ),
    "names that nobody declares": (
        "  - {{id: c{n}, quote: q, subject: mill{n}, property: tank, value: 3}}",
        [280, 280],
    ),
    "values that cannot be read": ('  - {{id: c{n}, quote: q, subject: works, property: pumps, value: "x{n}"}}', [280]),
    "one identifier": ("  - {{id: c, quote: q, subject: works, property: pumps, value: 3}}", [279]),
    "keys that stand twice": ("  - {{id: c{n}, id: d{n}, quote: q, subject: works, property: pumps, value: 3}}", [280]),
    "relations that cannot be read": ("  - {{id: c{n}, quote: q, relation: works.pumps = = {n}}}", [280]),
}


@pytest.mark.parametrize(("line", "left"), KINDS.values(), ids=list(KINDS))
def test_twenty_of_a_kind_are_listed_and_the_rest_counted(line: str, left: list[int], tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    lines = (line.format(n=n) for n in range(NUMBER))
    (tmp_path / "many.yaml").write_text(HEAD + "\n".join(lines), "utf-8")
    result = examine(Request(tmp_path, "2026-11-22"))
    faults = listed_faults(result.faults)
    counted = [COUNTED.match(fault.message) for fault in faults]
    assert sorted(int(found[1]) for found in counted if found) == left
    assert len(faults) == 21 * len(left)
    printed = format_of("text").write(result, Options())
    assert printed.count("fault[") == len(faults)
    assert format_of("concise").write(result, Options()).count(": fault[") == len(faults)


def test_programs_know_the_line_of_every_value_that_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    line, _ = KINDS["values that cannot be read"]
    (tmp_path / "many.yaml").write_text(HEAD + "\n".join(line.format(n=n) for n in range(NUMBER)), "utf-8")
    told = json.loads(format_of("json").write(examine(Request(tmp_path, "2026-11-22")), Options()))["faults"]
    assert [fault["line"] for fault in told] == list(range(3, NUMBER + 3))


def test_each_claim_that_is_lost_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    (tmp_path / "many.yaml").write_text(HEAD + "  - {}\n" * NUMBER, "utf-8")
    lost = load(tmp_path).lost
    assert [one.ref for one in lost] == sorted(f"d#claims[{n}]" for n in range(NUMBER))
    assert {one.because.rpartition(" ")[2] for one in lost} == {"missing-field"}
