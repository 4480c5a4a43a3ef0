"""The page on values says of every literal what a claim with it says: each row is read back and run as a claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.literals.boxes import normalise
from checker.literals.dates import mistakes
from checker.literals.numbers.hedges import AFTER, BEFORE, FILLERS
from checker.literals.phrase import show_days, show_interval
from checker.literals.quantity import read_quantity
from checker.model.box import Box
from checker.readers.load import load
from checker.report.pages import values
from checker.request import Request
from checker.run import examine

PAGE = values.page()
READINGS = ("bare words", "what a reader expects", "at the widest", "how wide")
REFUSED = ("refused, because",)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with the sections that it stands in and the vocabulary above it."""

    part: str
    section: str
    words: str
    heads: tuple[str, ...]
    cells: tuple[str, ...]

    @property
    def literals(self) -> list[str]:
        return re.findall("`([^`]+)`", self.cells[self.heads.index("written")])


def read_back(page: str) -> Iterator[Row]:
    part = section = words = ""
    heads: tuple[str, ...] = ()
    for block in re.split(r"\n\n", page):
        if block.startswith("#"):
            section = block.lstrip("# ")
            part, words = section if block.startswith("## ") else part, ""
        elif block.startswith("```yaml"):
            words = block.removeprefix("```yaml\n").removesuffix("```")
        elif block.startswith("| "):
            head, _, *rest = (tuple(line[2:-2].split(" | ")) for line in block.splitlines())
            heads = head
            yield from (Row(part, section, words, heads, cells) for cells in rest)


ROWS = tuple(read_back(PAGE))


def rows(*heads: str) -> list[Row]:
    found = [row for row in ROWS if row.heads == heads]
    assert found
    return found


def datatype(row: Row) -> str:
    if row.heads == ("written", "starts", "ends"):
        return "interval"
    return {"Ranks": "rank", "Dates": "date", "Refused ranks": "rank", "Refused dates": "date"}.get(
        row.part if row.part != "What is refused" else row.section, "quantity"
    )


def claimed(
    folder: Path, literals: list[tuple[str, dict[str, Any]]], words: str = ""
) -> tuple[list[Box | None], list[str]]:
    """The boxes of claims with these values of these properties, and the messages of their faults."""
    declared = yaml.safe_load(words) or {}
    properties = declared.get("properties", {})
    claims = []
    for number, (text, fields) in enumerate(literals):
        name = fields.get("name") or f"own-{number}"
        properties.setdefault(name, {"label": name, "kind": "constant", **fields})
        claims.append({"id": f"c{number}", "quote": text, "subject": "thing", "property": name, "value": text})
    vocabulary = {"entities": {"thing": {"label": "thing"}}, **declared, "properties": properties}
    about = {"id": "page", "title": "Page", "publisher": "Somebody", "published": "2020-01-01"}
    (folder / "vocabulary.yaml").write_text(json.dumps(vocabulary), "utf-8")
    (folder / "page.yaml").write_text(json.dumps({"document": about, "claims": claims}), "utf-8")
    corpus = load(folder)
    assert corpus.faults == ()
    boxes, faults = normalise(corpus.claims, corpus.vocabulary)
    by_claim = {box.claim.id: box for box in boxes}
    messages = {fault.field.partition(".")[0]: fault.message for fault in faults}
    return [by_claim.get(f"c{n}") for n in range(len(claims))], [messages.get(f"c{n}", "") for n in range(len(claims))]


def fields_of(text: str, row: Row) -> dict[str, Any]:
    kind = datatype(row)
    unit = read_quantity(text).unit if kind == "quantity" and row.heads[-1:] != REFUSED else ""
    return {"datatype": kind, **({"unit": unit} if unit else {})}


def shown(box: Box | None) -> tuple[str, ...]:
    assert box is not None
    bounds: Any = box.value
    unit = "" if box.unit == "1" else box.unit
    levels = (bounds.literal, bounds.plausible, bounds.possible)
    if box.datatype == "date":
        return (*map(show_days, levels), bounds.tolerance)
    return (*(show_interval(level, unit) for level in levels), bounds.tolerance)


def by_words(chosen: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    yield from (
        (words, [row for row in chosen if row.words == words]) for words in dict.fromkeys(r.words for r in chosen)
    )


def test_every_literal_is_read_as_its_row_says(tmp_path: Path) -> None:
    for words, some in by_words(rows("written", *READINGS)):
        pairs = [(text, row) for row in some for text in row.literals]
        boxes, messages = claimed(tmp_path, [(text, fields_of(text, row)) for text, row in pairs], words)
        assert [message for message in messages if message] == []
        wrong = [
            (text, shown(box)) for (text, row), box in zip(pairs, boxes, strict=True) if shown(box) != row.cells[1:]
        ]
        assert wrong == []


def test_every_literal_of_a_declared_property_is_read_as_its_row_says(tmp_path: Path) -> None:
    for words, some in by_words(rows("property", "written", *READINGS)):
        claims = [(row.literals[0], {"name": row.cells[0].strip("`")}) for row in some]
        boxes, _ = claimed(tmp_path, claims, words)
        assert [shown(box) for box in boxes] == [row.cells[2:] for row in some]


def test_every_stretch_starts_and_ends_as_its_row_says(tmp_path: Path) -> None:
    some = rows("written", "starts", "ends")
    for row in some:
        for text in row.literals:
            boxes, _ = claimed(tmp_path, [(text, {"datatype": "interval"})])
            corpus = load(tmp_path)
            facets = {box.facet: box for box in normalise(corpus.claims, corpus.vocabulary)[0]}
            for facet, cell in zip(("start", "end"), row.cells[1:], strict=True):
                goes_on = facet == "end" and cell == "not yet: it goes on"
                assert (facet in facets) == (goes_on or cell not in ("unknown", "not yet: it goes on"))
                if facet in facets and not goes_on:
                    bare, *_, widest, _ = shown(facets[facet])
                    assert cell == (bare if bare == widest else f"{bare}; at the widest {widest}")
            assert boxes


@pytest.mark.parametrize("row", rows("stands", "words"), ids=lambda row: f"{row.section}, {row.cells[0]}")
def test_every_hedge_is_read_like_the_first_of_its_list(row: Row) -> None:
    before = row.cells[0] == "before the number"
    examples = [other for other in ROWS if other.section == row.section and other.heads == ("written", *READINGS)]
    bare = [re.sub(rf"^{re.escape(row.section)} | ?{re.escape(row.section)}$", "", o.literals[0]) for o in examples]
    for phrase in re.findall("`([^`]+)`", row.cells[1]):
        gap = " " if phrase[0].isalnum() else ""
        for example, figure in zip(examples, bare, strict=True):
            bounds = read_quantity(f"{phrase} {figure}" if before else f"{figure}{gap}{phrase}").bounds
            assert bounds.tolerance == read_quantity(example.literals[0]).bounds.tolerance
            assert bounds == read_quantity(example.literals[0]).bounds


def test_the_page_lists_every_hedge() -> None:
    listed: dict[str, set[str]] = {"before the number": set(), "after it or its unit": set()}
    for row in rows("stands", "words"):
        listed[row.cells[0]] |= set(re.findall("`([^`]+)`", row.cells[1]))
    for where, phrases in zip(listed, (BEFORE, AFTER), strict=True):
        wanted = {phrase if phrase[0].isalnum() else phrase.replace(" ", "") for phrase in phrases}
        assert listed[where] == wanted


def test_words_that_change_nothing_change_nothing() -> None:
    paragraph = next(text for text in PAGE.split("\n\n") if text.startswith("These change no value"))
    fillers = re.findall("`([^`]+)`", " ".join(paragraph.split()))
    assert fillers == list(FILLERS)
    for filler in fillers:
        readings = []
        for text in (f"{filler} 40,001", f"40,001 {filler}"):
            try:
                readings.append(read_quantity(text).bounds)
            except ValueError:
                continue
        assert readings
        assert set(readings) == {read_quantity("40,001").bounds}


@pytest.mark.parametrize("row", rows("written", "is"), ids=lambda row: row.cells[0][:40])
def test_every_number_is_the_one_that_its_row_says(row: Row) -> None:
    found = {read_quantity(text).bounds.literal for text in row.literals}
    assert len(found) == 1
    assert show_interval(found.pop()) == row.cells[1]


@pytest.mark.parametrize("row", rows("written", "unit"), ids=lambda row: row.cells[1])
def test_every_spelling_is_of_the_unit_that_its_row_says(row: Row) -> None:
    assert {f"`{read_quantity(text).unit}`" for text in row.literals} == {row.cells[1]}


def test_every_sign_is_of_the_currencies_that_its_row_says(tmp_path: Path) -> None:
    pairs = [
        (text, {"datatype": "quantity", "unit": unit})
        for row in rows("written", "currency")
        for text in row.literals
        for unit in re.findall("[A-Z]{3}", row.cells[1])
    ]
    _, messages = claimed(tmp_path, pairs)
    assert [message for message in messages if message] == []


def test_every_literal_that_is_refused_gets_the_message_of_its_row(tmp_path: Path) -> None:
    chosen = rows("written", *REFUSED)
    for words, some in by_words(chosen):
        for row in some:
            kind = "interval" if row.literals[0] in values.value_dates.NO_STRETCHES else datatype(row)
            first, *others = row.literals
            _, messages = claimed(tmp_path, [(text, {"datatype": kind}) for text in (first, *others)], words)
            expected = [row.cells[1].replace(f"`{first}`", f"`{text}`") for text in (first, *others)]
            assert messages == expected


def test_every_unit_that_is_refused_gets_the_message_of_its_row(tmp_path: Path) -> None:
    for words, some in by_words(rows("property", "written", *REFUSED)):
        _, messages = claimed(tmp_path, [(row.literals[0], {"name": row.cells[0].strip("`")}) for row in some], words)
        assert messages == [row.cells[2] for row in some]


def test_the_page_shows_every_known_mistake_with_dates() -> None:
    refused = [row.literals[0] for row in rows("written", *REFUSED) if row.section == "Refused dates"]
    unseen = [known for known, _ in mistakes._KNOWN if not any(known.fullmatch(text) for text in refused)]
    assert unseen == []


SO = {
    "they agree": {"agreement"},
    "they agree: precision reconciles the difference": {"agreement", "reconciled"},
    "tension": {"tension"},
    "contradiction": {"contradiction"},
}


@pytest.mark.parametrize(
    "row", rows("one claim", "the other", "what parts", "so"), ids=lambda row: " ".join(row.cells[:2])
)
def test_two_values_part_as_their_row_says(row: Row, build) -> None:
    one, other = (cell.strip("`") for cell in row.cells[:2])
    unit = read_quantity(one).unit
    fields = {"label": "value", "datatype": "quantity", "kind": "constant", **({"unit": unit} if unit else {})}
    result = examine(Request(build({"a": [{"value": one}], "b": [{"value": other}]}, {"value": fields}), "2026-11-22"))
    assert {finding.verdict for finding in result.findings} == SO[row.cells[3]]


def test_some_literals_say_what_anybody_takes_them_for() -> None:
    """Held by hand, so that the page is not only measured against itself."""
    said = {text: row.cells[1:] for row in ROWS if row.heads == ("written", *READINGS) for text in row.literals}
    assert said["exactly 85"][:3] == ("85", "85", "85")
    assert said["exactly 40 to 50"][0] == "40 to 50"
    assert said["over 40,000"][2].startswith("more than ")
    assert said["1951-09"][:3] == ("1951-09", "1951-09", "1951-09")
    assert said["19th century"][0] == "1801/1900"
    assert said["a majority"][0] == "more than 50 up to 100 %"
