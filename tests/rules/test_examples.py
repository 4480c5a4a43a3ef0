"""Every rule and every reason is held to its own examples, and to one form."""

from __future__ import annotations

import pytest

from checker.literals.boxes import normalise
from checker.model.policy import Policy
from checker.readers.load import load
from checker.reasons.reconciler import Context, Reconciler
from checker.reasons.registry import RECONCILERS
from checker.request import Request
from checker.rules.registry import RULES
from checker.rules.rule import Example, Rule
from checker.run import examine
from checker.screening.blocks import blocks, by_subject

NOW = "2026-11-22"


def documents(example: Example) -> dict:
    return {f"document-{number}": [claim] for number, claim in enumerate(example.claims, start=1)}


def conflicts(rule: Rule, root) -> list:
    """The conflicts of one rule on a corpus, whatever reconciles them."""
    corpus = load(root)
    assert not corpus.faults
    result = examine(Request(root, NOW, policy=Policy(select=(rule.id,))))
    return [finding for finding in result.findings if finding.rule == rule.id]


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(rule, example, id=f"{rule.id}: {example.label}") for rule in RULES for example in rule.examples],
)
def test_a_rule_does_what_its_example_says(rule: Rule, example: Example, build):
    root = build(documents(example), example.properties, example.entities)
    found = conflicts(rule, root)
    assert bool(found) == example.fires
    assert not any(finding.verdict == "unchecked" for finding in found) or not example.fires


@pytest.mark.parametrize(
    ("reconciler", "example"),
    [
        pytest.param(reconciler, example, id=f"{reconciler.reason}: {example.label}")
        for reconciler in RECONCILERS
        for example in reconciler.examples
    ],
)
def test_a_reason_holds_where_its_example_says(reconciler: Reconciler, example: Example, build):
    corpus = load(build(documents(example), example.properties, example.entities))
    boxes, faults = normalise(corpus.claims, corpus.vocabulary)
    assert not corpus.faults + faults
    by_property: dict = {}
    for box in boxes:
        by_property.setdefault((box.key.subject, box.key.property), []).append(box)
    context = Context(corpus.vocabulary, {d.id: d for d in corpus.documents}, by_property)
    found = [
        conflict
        for rule in RULES
        if rule.pair
        for block in blocks(boxes, corpus.vocabulary)
        for a, b in block.pairs
        if (conflict := rule.pair.check(a, b, corpus.vocabulary))
    ]
    found += [
        conflict
        for rule in RULES
        if rule.group
        for members in by_subject(boxes).values()
        for conflict in rule.group(members, corpus.vocabulary)
    ]
    assert found, "the example shows no conflict that could be explained"
    explanations = [reconciler.explain(conflict, context) for conflict in found]
    assert any(one is not None and one.status == "holds" for one in explanations) == example.fires


def test_rules_have_one_form():
    names = [rule.id for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert rule.title.endswith("."), rule.id
        assert {example.fires for example in rule.examples} == {True, False}, rule.id
        assert len({example.label for example in rule.examples}) == len(rule.examples), rule.id
        assert "\nWhy: " in rule.doc, rule.id
        assert "\nQuiet: " in rule.doc, rule.id


def test_reasons_have_one_form():
    from checker.model.finding import REASONS

    assert tuple(reconciler.reason for reconciler in RECONCILERS) == REASONS
    for reconciler in RECONCILERS:
        assert {example.fires for example in reconciler.examples} == {True, False}, reconciler.reason
        assert "\nWhy: " in reconciler.doc, reconciler.reason
        assert "\nQuiet: " in reconciler.doc, reconciler.reason


def test_rule_files_and_the_list_of_rules_are_the_same(root):
    folders = ("pair", "group", "constraint")
    paths = [path for folder in folders for path in (root / "checker/rules" / folder).glob("*.py")]
    assert {path.stem.replace("_", "-") for path in paths} - {"--init--"} == {rule.id for rule in RULES}
