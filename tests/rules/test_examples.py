"""Every rule and every reason means what its examples say: as files, as a table, and among many claims of one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import pytest

from checker.model.finding import REASONS, Finding, Status
from checker.model.result import Result
from checker.reasons.registry import RECONCILERS
from checker.rules.registry import RULES
from checker.rules.rule import Example
from checker.screening.blocks import ALL_PAIRS
from tests.laws.conftest import Files, check, told
from tests.readers.tables.test_same import check_tables, tables_of
from tests.rules.batch import OF_REASONS, OF_RULES, Examples, batch, by_example, outcomes, owner

Found = Mapping[str, list[Finding]]


def each(examples: Examples) -> pytest.MarkDecorator:
    params = [pytest.param(mark, one, id=f"{owner(mark)}: {one.label}") for mark, one in examples.items()]
    return pytest.mark.parametrize(("mark", "example"), params)


def expected(example: Example) -> list[tuple]:
    return [(example.outcome, example.reasons)] if example.outcome else []


@pytest.fixture(scope="module")
def files() -> Files:
    return batch(OF_RULES)


@pytest.fixture(scope="module")
def as_files(files: Files) -> Result:
    return check(files)


@pytest.fixture(scope="module")
def found(as_files: Result) -> Found:
    return by_example(as_files.findings)


@pytest.fixture(scope="module")
def among_others() -> Found:
    files = batch(OF_RULES, others=ALL_PAIRS + 1)
    return by_example(check_tables(files, tables_of(files, "csv")).findings)


@pytest.fixture(scope="module")
def explained() -> Found:
    return by_example(check(batch(OF_REASONS)).findings)


@each(OF_RULES)
def test_a_rule_finds_what_its_example_says(mark: str, example: Example, found: Found) -> None:
    assert outcomes(mark, found) == expected(example)


def test_a_table_of_all_examples_says_what_files_say(files: Files, as_files: Result) -> None:
    assert told(check_tables(files, tables_of(files, "jsonl"))) == told(as_files)


@each(OF_RULES)
def test_201_other_claims_of_the_key_change_no_outcome(mark: str, example: Example, among_others: Found) -> None:
    """Of what reasons explain in a large key some is shown."""
    if example.outcome == "reconciled" and not outcomes(mark, among_others):
        explained = [one for one in among_others[mark] if one.verdict == "reconciled"]
        assert set(example.reasons) <= {reason for one in explained for reason in one.reasons}
    else:
        assert outcomes(mark, among_others) == expected(example)


@each(OF_REASONS)
def test_a_reason_has_the_status_that_its_example_says(mark: str, example: Example, explained: Found) -> None:
    answers = [one for finding in explained[mark] for one in finding.explanations if one.reason == owner(mark)]
    assert {one.status for one in answers} == {example.outcome}


def test_rules_have_one_form() -> None:
    names = [rule.id for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert rule.title.endswith("."), rule.id
        assert {bool(example.outcome) for example in rule.examples} == {True, False}, rule.id
        assert all(bool(one.reasons) == (one.outcome == "reconciled") for one in rule.examples), rule.id
        assert_no_two_alike(rule.examples)
        assert "\nWhy: " in rule.doc, rule.id
        assert "\nQuiet: " in rule.doc, rule.id


def test_reasons_have_one_form() -> None:
    assert tuple(reconciler.reason for reconciler in RECONCILERS) == REASONS
    for reconciler in RECONCILERS:
        assert {"holds", "ruled-out"} <= {one.outcome for one in reconciler.examples} <= {*get_args(Status)}
        assert_no_two_alike(reconciler.examples)
        assert "\nWhy: " in reconciler.doc, reconciler.reason
        assert "\nQuiet: " in reconciler.doc, reconciler.reason


def assert_no_two_alike(examples: tuple[Example, ...]) -> None:
    assert len({one.label for one in examples}) == len(examples)
    corpora = [(one.claims, one.properties, one.entities) for one in examples]
    assert all(corpora.count(one) == 1 for one in corpora)


def test_rule_files_and_the_list_of_rules_are_the_same(root) -> None:
    folders = ("pair", "group", "constraint", "claim")
    paths = [path for folder in folders for path in (root / "checker/rules" / folder).glob("*.py")]
    assert {path.stem.replace("_", "-") for path in paths} - {"--init--"} == {rule.id for rule in RULES}
