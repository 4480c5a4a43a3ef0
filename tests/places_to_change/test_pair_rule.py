"""A rule on pairs is one file. It is found at any size: by the screens that it names, or, where it names none, by
looking at all pairs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.places_to_change.conftest import Change, Copy, Edit, Outcomes

FILE = "checker/rules/pair/off_by_ten.py"
OFF_BY_TEN = '''"""Two claims give figures of one quantity of which one is ten times the other.

Why: a digit that is lost is the commonest slip in copying figures.
Quiet: when the figures are not exactly ten times apart, or the property may have many values.
Units: both sides are in the property's unit.
"""

from __future__ import annotations

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ

ID = "off-by-ten"


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if a.datatype != "quantity" or not asserted_alike(a, b, vocabulary):
        return None
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    low, high = sorted((a.value.literal.lo or 0, b.value.literal.lo or 0))
    if not low or low * 10 != high:
        return None
    return Conflict(ID, (a, b), "plausible", differ((a, b), vocabulary), "one is ten times the other", ("revision",))


STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("a digit was lost", ({"value": "432"}, {"value": "4320"}), "tension", STAFF),
        Example("two digits were lost", ({"value": "43"}, {"value": "4320"}), None, STAFF),
    ),
    pair=Pair(check),
)
'''
CHANGES = (PAIR_RULE,) = (Change(("off-by-ten",), (Edit(FILE, OFF_BY_TEN),)),)
TESTS = ("tests/rules/test_examples.py",)

VOCABULARY = "entities: {plant: {label: Plant}}\nproperties: {staff: {label: staff, datatype: quantity, kind: state}}\n"
HEAD = "document: {id: d, title: D, publisher: P, published: 2020-01-02}\n"
SLIP = ("off-by-ten", "tension", ["d#c6", "d#c7"])


def years(number: int) -> list[dict[str, str]]:
    """Claims of one key, one a year, of which two are ten times apart and differ by time."""
    values = [432 if place == 6 else 4320 if place == 7 else 500 + place for place in range(number)]
    return [
        {"id": f"c{place}", "quote": f"{value} staff", "subject": "plant", "property": "staff", "value": str(value)}
        | {"as_of": str(1000 + place)}
        for place, value in enumerate(values)
    ]


def corpus(folder: Path, claims: list[dict[str, str]], rows: list[dict[str, str]]) -> Path:
    root = folder / "claims"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    (root / "d.yaml").write_text(f"{HEAD}claims: {json.dumps(claims)}\n", "utf-8")
    if rows:
        (root / "t.jsonl").write_text("".join(f"{json.dumps({'document': 'd', **row})}\n" for row in rows), "utf-8")
    return root


def off_by_ten(copy: Copy, claims: Path, *options: str) -> tuple[int, list[dict[str, Any]]]:
    code, report = copy.report(claims, "--select", "off-by-ten", *options)
    return code, report["findings"]


def stated(findings: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    return [(finding["rule"], finding["verdict"], finding["claims"]) for finding in findings]


def test_a_rule_on_pairs_takes_one_file(copy: Copy) -> None:
    assert copy.edited_for(PAIR_RULE) == {FILE}
    assert copy.generated_for(PAIR_RULE) == {"checker/rules/README.md", "schemas/config.schema.json"}


def test_its_examples_are_tests(outcomes: Outcomes) -> None:
    """Each by itself and among 201 others of its key; the tests over all rules hold as well."""
    assert len(outcomes.passed(TESTS, "[off-by-ten: ")) == 4
    assert outcomes.passed(TESTS)


@pytest.mark.parametrize("number", [10, 200, 201, 350])
def test_a_rule_without_screens_is_found_in_a_block_of_any_size(copy: Copy, tmp_path: Path, number: int) -> None:
    code, findings = off_by_ten(copy, corpus(tmp_path, years(number), []))
    assert (code, stated(findings)) == (0, [SLIP])


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
@pytest.mark.parametrize("number", [10, 350])
def test_a_rule_without_screens_is_found_in_a_table(copy: Copy, tmp_path: Path, number: int, engine: str) -> None:
    code, findings = off_by_ten(copy, corpus(tmp_path, [], years(number)), "--engine", engine)
    assert (code, stated(findings)) == (0, [SLIP])


def test_a_block_of_too_many_pairs_is_unchecked_for_a_rule_without_screens(copy: Copy, tmp_path: Path) -> None:
    code, found = off_by_ten(copy, corpus(tmp_path, years(1001), []))
    (finding,) = (finding for finding in found if finding["rule"] != "off-by-ten")
    assert (code, finding["rule"], finding["verdict"]) == (3, "capped-block", "unchecked")
    assert finding["message"].startswith("1,001 claims make too many pairs for off-by-ten, which names no screen")


def test_a_file_of_a_folder_of_rules_that_is_no_rule_is_no_clean_run(copy: Copy, tmp_path: Path) -> None:
    unfinished = Edit(FILE, '"""A rule that its author did not finish."""\n', OFF_BY_TEN)
    with copy.altered(unfinished):
        done = copy.run_apart("checker", "check", str(corpus(tmp_path, years(2), [])), "--as-of", "2026-11-22")
    assert done.code == 3
    assert "checker.rules.pair.off_by_ten defines no RULE = Rule('off-by-ten', …, pair=…)" in done.err
