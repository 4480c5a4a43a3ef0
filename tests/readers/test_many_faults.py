"""Faults of one kind are listed up to twenty in a file, and counted beyond, whatever the kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.readers.load import load

HEAD = "document: {id: d, title: T, publisher: P, published: 2024}\nclaims:\n"
VOCABULARY = """entities: {works: {label: works}}
properties: {pumps: {label: pumps, datatype: quantity, kind: constant}}
"""
NUMBER = 300
KINDS = {
    "claims without any field": ("  - {{}}", 2),
    "fields that are not there, each of another name": (
        "  - {{id: c{n}, quote: q, subject: works, property: pumps, value: 3, note{n}: x}}",
        1,
    ),
    "names that nobody declares": ("  - {{id: c{n}, quote: q, subject: mill{n}, property: tank, value: 3}}", 2),
    "values that cannot be read": ('  - {{id: c{n}, quote: q, subject: works, property: pumps, value: "x{n}"}}', 1),
    "one identifier": ("  - {{id: c, quote: q, subject: works, property: pumps, value: 3}}", 1),
    "keys that stand twice": ("  - {{id: c{n}, id: d{n}, quote: q, subject: works, property: pumps, value: 3}}", 1),
    "relations that cannot be read": ("  - {{id: c{n}, quote: q, relation: works.pumps = = {n}}}", 1),
}


@pytest.mark.parametrize(("line", "kinds"), KINDS.values(), ids=list(KINDS))
def test_twenty_of_a_kind_are_listed_and_the_rest_counted(line: str, kinds: int, tmp_path: Path) -> None:
    from checker.request import Request
    from checker.run import examine

    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    lines = (line.format(n=n) for n in range(NUMBER))
    (tmp_path / "many.yaml").write_text(HEAD + "\n".join(lines), "utf-8")
    faults = examine(Request(tmp_path, "2026-11-22")).faults
    counted = [fault.message for fault in faults if " more faults like those before" in fault.message]
    assert len(faults) == 21 * kinds
    assert len(counted) == kinds
    left = NUMBER - 20 if "id: c," not in line else NUMBER - 21  # the first has its identifier to itself
    assert all(message.startswith(f"and {left:,} more") for message in counted)


def test_each_claim_that_is_lost_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    (tmp_path / "many.yaml").write_text(HEAD + "  - {}\n" * NUMBER, "utf-8")
    lost = load(tmp_path).lost
    assert [one.ref for one in lost] == sorted(f"d#claims[{n}]" for n in range(NUMBER))
    assert {one.because.rpartition(" ")[2] for one in lost} == {"missing-field"}
