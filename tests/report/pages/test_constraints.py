"""The page on constraints says of every rule what it asks for, and its vocabularies are read without faults."""

from __future__ import annotations

import re

import pytest
import yaml

from checker.model.vocabulary import Vocabulary
from checker.readers.files.constraint import MODELS, ConstraintEntry
from checker.readers.vocabulary import read_vocabulary
from checker.readers.yaml import parse
from checker.report.pages import constraints
from checker.rules.registry import RULES
from checker.rules.rule import Rule

DECLARED = tuple(rule for rule in RULES if rule.declared)
PAGE = constraints.page()
each_rule = pytest.mark.parametrize("rule", DECLARED, ids=lambda rule: rule.id)


def section(rule: Rule) -> str:
    return re.split(r"^### ", PAGE.partition(f"\n### {rule.id}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def block(text: str) -> str:
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[0]


def vocabulary(text: str) -> Vocabulary:
    root = parse(text, "vocabulary.yaml").root
    assert root is not None
    read = read_vocabulary(root)
    assert read.faults == ()
    return read.vocabulary


def test_the_vocabulary_that_the_page_begins_with_is_read() -> None:
    (constraint,) = vocabulary(block(PAGE)).properties["capital"].constraints
    assert (constraint.rule, constraint.weight, constraint.texts("values")) == ("one-of", "mandatory", ("city",))


@each_rule
def test_what_a_section_declares_is_read(rule: Rule) -> None:
    properties = yaml.safe_load(block(section(rule)))
    shown = next(example for example in rule.examples if example.properties == properties)
    words = {
        "entities": {"thing": {"label": "thing"}, **shown.entities},
        "scopes": {"place": "place", "maker": "maker"},
        "properties": properties,
    }
    read = vocabulary(yaml.safe_dump(words))
    assert rule.id in {one.rule for prop in read.properties.values() for one in prop.constraints}


@each_rule
def test_a_section_names_every_parameter(rule: Rule) -> None:
    parameters = MODELS[rule.id].model_fields.keys() - ConstraintEntry.model_fields.keys()
    assert [name for name in parameters if f"| `{name}`" not in section(rule)] == []


@each_rule
def test_a_row_names_the_source_and_what_is_more(rule: Rule) -> None:
    (row,) = re.findall(rf"^\| \[`{rule.id}`\]\(#{rule.id}\) \|(.*)\|$", PAGE, re.MULTILINE)
    source, more = row.split("|")
    assert re.findall(r"Q\d+", source) == re.findall(r"Q\d+", rule.doc)
    assert more.strip() != "–"
