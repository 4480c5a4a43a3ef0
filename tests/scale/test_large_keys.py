"""A key of any size is one disagreement: its positions with their counts, in every form and through every engine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from checker.gate import INCOMPLETE
from checker.model.disagreement import Disagreement
from checker.model.policy import Policy
from checker.model.result import Result
from checker.report.formats import NAMES, format_of
from checker.report.json import as_data
from checker.report.options import Options
from checker.request import Request
from checker.run import examine, exit_code
from checker.scale.engine import EngineName
from tests.conftest import quote_of
from tests.readers.tables.conftest import Row
from tests.scale.conftest import NOW, OPEN, screened_result, vocabulary, write

DOCUMENTS = 40
ENGINES: tuple[EngineName, ...] = ("plain", "duckdb", "spark")
FEW_POSITIONS = (("85", 4), ("97", 1))
"""Values, and how many of five claims say so; the first claim of all says 40."""

HEADS: list[Row] = [
    {"id": f"paper-{n:02}", "title": f"Paper {n}", "publisher": f"Office {n % 30}", "published": "2001"}
    for n in range(DOCUMENTS)
]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> EngineName:
    if request.param == "spark":
        request.getfixturevalue("spark")
    return request.param


def claims(values: Sequence[Mapping[str, Any]], name: str = "visitors", **common: Any) -> list[Row]:
    """As many claims of one key as there are values, each of which may say more."""
    row = {"subject": "thing-0", "property": name, **common}
    heads = (HEADS[n % DOCUMENTS]["id"] for n in range(len(values)))
    return [
        {"quote": quote_of({**row, **value}), **row, "document": head, "id": f"c{n}", **value}
        for n, (head, value) in enumerate(zip(heads, values, strict=True))
    ]


def few_positions(number: int) -> list[Row]:
    values = [value for value, share in FEW_POSITIONS for _ in range(share)]
    said = ["40", *(values[n % len(values)] for n in range(1, number))]
    return claims([{"value": value, "as_of": "2001"} for value in said])


def corpus(root: Path, rows: Sequence[Row], form: str) -> Path:
    """The claims as files, or as tables of one form."""
    if form != "yaml":
        return write(root, HEADS, rows, form, 1)
    root.mkdir(parents=True)
    (root / "vocabulary.yaml").write_text(vocabulary(1), "utf-8")
    for head in HEADS:
        own = [
            {name: cell for name, cell in row.items() if name != "document"}
            for row in rows
            if row["document"] == head["id"]
        ]
        text = json.dumps({"document": head, "claims": own})
        assert yaml.safe_load(text)
        (root / f"{head['id']}.yaml").write_text(text, "utf-8")
    return root


def judged(root: Path, engine: EngineName | Literal["none"]) -> Result:
    return examine(Request(root, NOW)) if engine == "none" else screened_result(root, engine)


def in_dispute(result: Result) -> Disagreement:
    (one,) = (one for one in result.disagreements if one.open and one.question.sort == "quantity")
    return one


def positions(one: Disagreement) -> list[tuple[str, int, int, int]]:
    """What is said, how many claims say it, how many of these are listed, and how many sources are independent."""
    return [(p.value, p.number, len(p.claims), p.independent) for p in one.positions]


def counted_by_hand(rows: Sequence[Row]) -> list[tuple[str, int, int, int]]:
    publisher = {head["id"]: head["publisher"] for head in HEADS}
    found = []
    for value in {row["value"] for row in rows}:
        own = [row for row in rows if row["value"] == value]
        found.append((value, len(own), min(len(own), 200), len({publisher[row["document"]] for row in own})))
    return sorted(found, key=lambda position: -position[3])


SIZES = (150, 201, 2_000, 20_000)
SHAPES = (("yaml", "none"), ("csv", "none"), ("jsonl", "plain"), ("parquet", "duckdb"), ("csv", "duckdb"))
LARGEST = (("csv", "none"), ("jsonl", "plain"), ("parquet", "duckdb"))
"""One of each engine: how a form is read does not hang on how many claims a key has."""


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Disagreement:
    """What few claims come to."""
    root = corpus(tmp_path_factory.mktemp("twin") / "claims", few_positions(SIZES[0]), "yaml")
    return in_dispute(judged(root, "none"))


@pytest.mark.parametrize(
    ("form", "engine", "number"),
    [
        pytest.param(*shape, number, id=f"{' '.join(shape)}-{number}")
        for number in SIZES
        for shape in (LARGEST if number == SIZES[-1] else SHAPES)
    ],
)
def test_a_key_of_a_few_positions_is_one_disagreement(
    form: str, engine: EngineName | Literal["none"], number: int, twin: Disagreement, tmp_path: Path
) -> None:
    rows = few_positions(number)
    result = judged(corpus(tmp_path / "large" / "claims", rows, form), engine)
    one = in_dispute(result)
    assert not result.faults
    assert (one.verdict, one.severity, one.id) == (twin.verdict, twin.severity, twin.id)
    assert (one.title, one.fingerprint) == (twin.title, twin.fingerprint)
    assert one.verdict == "contradiction"
    assert positions(one) == counted_by_hand(rows)
    assert [[p.value for p in repair] for repair in one.repairs] == [[p.value for p in way] for way in twin.repairs]
    numbers = {value: number for value, number, _, _ in positions(one)}
    assert one.conflicts == numbers["85"] * numbers["97"] + numbers["85"] + numbers["97"]
    assert one.complete == (len(one.findings) == one.conflicts) == (number == 150)
    assert [finding.id for finding in result.of(*OPEN)] == [finding.id for finding in one.findings]
    assert {finding.rule for finding in result.findings} == {"value-conflict", "agreement"}
    assert result.coverage.claims == number
    assert result.complete


@pytest.mark.usefixtures("spark")
def test_spark_tells_the_same(tmp_path: Path) -> None:
    root = corpus(tmp_path / "claims", few_positions(2_000), "parquet")
    found, other = (as_data(screened_result(root, name))["disagreements"] for name in ("spark", "duckdb"))
    assert found == other


MIXED = {
    "one claim against many of a constant": ("length", ["12 km"] * 399 + ["99 km"], {}, [("12 km", 399), ("99 km", 1)]),
    "two halves that state no time": ("visitors", ["123", "246"] * 250, {}, [("123", 250), ("246", 250)]),
    "names": ("motto", ["Ever on", "Never off", "Ever on"] * 100, {}, [("Ever on", 200), ("Never off", 100)]),
    "dates": ("built", ["1951", "1953"] * 150, {}, [("1951", 150), ("1953", 150)]),
    "one value in several words": (
        "visitors",
        ["4,321", "4321", "5,678"] * 100,
        {"as_of": "2001"},
        [("4321", 200), ("5,678", 100)],
    ),
}


@pytest.mark.parametrize("label", MIXED)
@pytest.mark.parametrize(("form", "engine"), [("yaml", "none"), ("jsonl", "duckdb")])
def test_what_parts_is_told_with_its_counts(
    label: str, form: str, engine: EngineName | Literal["none"], tmp_path: Path
) -> None:
    name, values, common, expected = MIXED[label]
    rows = claims([{"value": value} for value in values], name, **common)
    one = in_dispute(judged(corpus(tmp_path / "claims", rows, form), engine))
    assert sorted((position.value, position.number) for position in one.positions) == sorted(expected)
    assert not one.complete


def test_years_that_part_by_themselves_are_a_disagreement_each(engine: EngineName, tmp_path: Path) -> None:
    values = [{"value": ("123", "246")[n % 2], "as_of": f"{1900 + 10 * (n % 3)}"} for n in range(600)]
    result = screened_result(corpus(tmp_path / "claims", claims(values), "parquet"), engine)
    opened = [one for one in result.disagreements if one.open]
    assert [sorted((p.value, p.number) for p in one.positions) for one in opened] == [[("123", 100), ("246", 100)]] * 3
    assert len({one.id for one in opened}) == 3
    assert {one.conflicts for one in opened} == {10_000}


def test_what_changes_too_fast_is_one_disagreement(engine: EngineName, tmp_path: Path) -> None:
    values = [{"value": ("123", "983")[n % 2], "as_of": f"{1600 + n}"} for n in range(400)]
    result = screened_result(corpus(tmp_path / "claims", claims(values, "staff"), "parquet"), engine)
    one = in_dispute(result)
    assert {finding.rule for finding in one.findings if finding.verdict in OPEN} == {"implausible-change"}
    assert (one.complete, one.conflicts) == (False, 0)
    assert sum(position.number for position in one.positions) == 400
    assert result.complete


def test_what_reasons_explain_of_a_large_key_is_one_entry_that_counts_them(engine: EngineName, tmp_path: Path) -> None:
    values = [
        {"value": ("123", "246")[n % 2], "definition": ("gross", "net")[n % 2], "as_of": "2001"} for n in range(500)
    ]
    result = screened_result(corpus(tmp_path / "claims", claims(values), "parquet"), engine)
    (entry,) = result.disagreements
    assert (entry.verdict, entry.complete, entry.conflicts) == ("reconciled", False, 250 * 250)
    assert entry.reasons == {"definition": 250 * 250}
    assert not result.of("unchecked", *OPEN)


def test_a_speaker_and_documents_that_say_themselves_what_they_report(tmp_path: Path) -> None:
    values: list[dict[str, Any]] = [{"value": "123", "as_of": "2001"} for _ in range(DOCUMENTS * 4)]
    values += [{"value": "246", "as_of": "2001", "said_by": "crown"} for _ in range(DOCUMENTS * 2)]
    rows = claims(values)
    results = [judged(corpus(tmp_path / f"{form}-{name}" / "claims", rows, form), name) for form, name in SHAPES]
    for result in results:
        assert [(one.verdict, one.reasons) for one in result.disagreements] == [
            ("reconciled", {"attribution": DOCUMENTS * 4 * DOCUMENTS * 2})
        ]


# --- what is not judged


def test_what_is_past_the_limits_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = claims([{"value": "12 km"}] * 250 + [{"value": "99 km"}], "length")
    second = [{**row, "id": f"d{n}", "subject": "thing-1"} for n, row in enumerate(first)]
    second[-1]["value"] = "14 km"
    root = write(tmp_path / "claims", HEADS, [*first, *second], "parquet", 2)
    monkeypatch.setattr("checker.scale.conflicting_keys.MOST_JUDGED", 60)
    monkeypatch.setattr("checker.scale.scan.per_claim.MOST_KINDS", 0)
    result = screened_result(root)
    (left,) = result.of("unchecked")
    assert (left.rule, left.severity, left.claims) == ("truncated", "warning", ())
    assert left.message.startswith(
        "251 more claims in 1 keys have an opponent; those that part most are listed; 502 claims of length were not "
        "held against what is asked of each claim by itself"
    )
    one = in_dispute(result)
    assert one.question.name.startswith("thing-0")
    assert result.coverage.truncated == 502
    assert as_data(result)["coverage"]["unchecked"] == 502
    assert exit_code(result, Policy()) == INCOMPLETE


def test_of_a_key_that_is_too_large_to_be_read_some_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.scale.conflicting_keys.MOST_READ", 300)
    rows = few_positions(2_000)
    result = screened_result(corpus(tmp_path / "claims", rows, "csv"))
    one = in_dispute(result)
    assert [position.value for position in one.positions] == ["85", "97", "40"]
    (left,) = result.of("unchecked")
    known = sum(position.number for position in one.positions)
    assert left.message == f"{2_000 - known:,} more claims have an opponent; those that part most are listed"
    assert 300 <= known <= 400
    assert exit_code(result, Policy()) == INCOMPLETE


# --- reports


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("told") / "claims"
    return screened_result(corpus(folder, few_positions(2_000), "csv"))


WITH_POSITIONS = ("text", "markdown", "html", "csv", "junit", "agent", "github")
"""Formats in which positions have lines of their own."""


@pytest.mark.parametrize("name", [name for name in NAMES if name != "badge"])
def test_every_format_tells_it_once(name: str, told: Result) -> None:
    text = format_of(name).write(told, Options())
    assert "summed" not in text
    if name == "json":
        (one,) = json.loads(text)["disagreements"]
        assert (one["complete"], one["conflicts"]) == (False, 1_599 * 400 + 1_599 + 400)
        assert [(p["value"], p["number"], len(p["claims"])) for p in one["positions"]] == [
            ("85", 1_599, 200),
            ("97", 400, 200),
            ("40", 1, 1),
        ]
    else:
        assert "32 documents say 85, eight 97, one 40" in text
    if name in WITH_POSITIONS:
        assert "1,599 claims" in text
        assert "3 findings for 641,599 pairs of claims" in text
