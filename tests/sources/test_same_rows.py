"""Whole copies without an error: what shows them, and what does not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import pytest
import yaml

import checker

ROWS = 40
TRUE = {f"town-{number:02}": 10_000 + 37 * (number * 7 % ROWS) for number in range(ROWS)}
SORTED = sorted(TRUE)
OWN, OTHER = (Random(seed).sample(SORTED, ROWS) for seed in (1, 2))
BY_FIGURE = sorted(TRUE, key=lambda town: TRUE[town])
PIECEWISE = [town for part in range(4) for town in SORTED[part::4]]
"""As counties by the number of their state: sorted only within it."""


def files_of(tables: Mapping[str, Sequence[str]], figures: Mapping[str, Mapping[str, object]] | None = None) -> dict:
    files: dict = {
        "vocabulary": {
            "entities": {town: {"label": town} for town in TRUE},
            "properties": {"people": {"label": "people", "datatype": "quantity", "kind": "constant", "exact": True}},
        }
    }
    for place, (name, towns) in enumerate(tables.items()):
        said = {**TRUE, **(figures or {}).get(name, {})}
        claims = [
            {"id": f"c-{town}", "quote": str(said[town]), "subject": town, "property": "people"}
            | {"value": str(said[town])}
            for town in towns
        ]
        head = {"id": name.lower(), "title": f"{name} tables", "publisher": name, "published": f"202{place}-05-01"}
        files[name.lower()] = {"document": head, "claims": claims}
    return files


CASES: tuple[tuple[str, Mapping[str, Sequence[str]], bool], ...] = (
    ("one order of their own, a third has another", {"Anna": OWN, "Bert": OWN, "Cato": OTHER}, True),
    ("one order of their own, a third is sorted", {"Anna": OWN, "Bert": OWN, "Cato": SORTED}, True),
    ("sorted by name", {"Anna": SORTED, "Bert": SORTED, "Cato": OTHER}, False),
    ("sorted by name, backwards", {"Anna": SORTED[::-1], "Bert": SORTED[::-1], "Cato": OTHER}, False),
    ("sorted by figure", {"Anna": BY_FIGURE, "Bert": BY_FIGURE, "Cato": OTHER}, False),
    ("sorted piece by piece", {"Anna": PIECEWISE, "Bert": PIECEWISE, "Cato": OTHER}, False),
    ("each in its own order", {"Anna": OWN, "Bert": OTHER, "Cato": SORTED}, False),
    ("all three in one order, as an official list has it", {"Anna": OWN, "Bert": OWN, "Cato": OWN}, False),
    ("nobody else has the rows", {"Anna": OWN, "Bert": OWN, "Cato": OTHER[:5]}, False),
    ("few rows", {"Anna": OWN[:15], "Bert": OWN[:15], "Cato": OTHER}, False),
    ("the same rows, of which one has more", {"Anna": OWN, "Bert": OWN[:30], "Cato": OTHER}, False),
)


@pytest.mark.parametrize("label, tables, same", CASES, ids=[case[0] for case in CASES])
def test_rows_in_an_order_of_their_own(label: str, tables: Mapping[str, Sequence[str]], same: bool) -> None:
    """All figures are right in every table: values alone accuse nobody."""
    result = checker.check(files_of(tables), as_of="2026-01-01")
    told = [finding.message for finding in result.findings if finding.rule == "copied-source"]
    expected = "Bert tables has the rows of Anna tables (40, in the same order, by which nothing is sorted): "
    assert told == ([f"{expected}they count as one"] if same else []), label
    links = [(link.sort, link.names, link.directed, link.shared) for link in result.sources.copies]
    assert links == ([("rows", ("Anna", "Bert"), True, 40)] if same else []), label
    agreement = next(f for f in result.agreements if f.key == f"{OWN[0]}.people")
    assert agreement.why.startswith("2 independent sources" if same else ("3 inde", "2 inde")), label


def test_another_digit_is_another_row() -> None:
    tables = {"Anna": OWN, "Bert": OWN, "Cato": OTHER}
    result = checker.check(files_of(tables, {"Bert": {OWN[3]: f"{TRUE[OWN[3]]}.0"}}), as_of="2026-01-01")
    assert not result.sources.copies


LINES = [f"{town};{figure}" for town, figure in TRUE.items()]


@pytest.mark.parametrize(
    ("label", "second", "same"),
    [
        ("to the last byte", "\n".join(LINES), True),
        ("other ends of lines", "\r\n".join(LINES) + "\r\n", True),
        ("sorted by name, the same cells in another order", "\n".join(reversed(LINES)), False),
        ("one figure differs", "\n".join([*LINES[:-1], "town-39;1"]), None),
    ],
)
def test_texts_that_are_the_same_count_as_one(label: str, second: str, same: bool | None, tmp_path: Path) -> None:
    files = files_of({"Anna": SORTED, "Bert": SORTED, "Cato": SORTED})
    for name, text in (("anna", "\n".join(LINES)), ("bert", second)):
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        files[name]["document"]["text"] = {"path": f"{name}.txt", "sha256": sha256}
    folder = tmp_path / "claims"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(content), "utf-8")
    result = checker.check(folder, documents=tmp_path, as_of="2026-01-01", config=False)
    links = [(link.sort, link.words) for link in result.sources.copies]
    if same:
        # equal sums are one text at once; with other ends of lines it is found
        expected = [("words", "Bert tables is Anna tables, word for word (120 words, white space aside)")]
        assert links == (expected if "\r" in second else []), label
        assert {one.name: one.documents for one in result.sources.sources}["Anna"] == (
            ("anna",) if "\r" in second else ("anna", "bert")
        )
    elif same is None:
        assert [sort for sort, _ in links] == ["words"], label
    else:
        assert links == [], label
