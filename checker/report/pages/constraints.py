"""The page `docs/constraints.md`, made from the files of the constraint rules and the forms of their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import get_args

from checker.literals.phrase import listed
from checker.model.vocabulary import Datatype
from checker.readers.files.constraint import MODELS, ConstraintEntry
from checker.report.catalogue import show_fields
from checker.report.pages.markdown import code, codes, entries, paragraphs, table
from checker.rules.registry import RULES
from checker.rules.rule import Example, Rule

SOURCE = re.compile(r"Wikibase, ([\w-]+ constraint)[^(]*\((Q\d+)")

INTRODUCTION = """\
# Constraints

Made from the files of `checker/rules/constraint/` and from `checker/readers/files/constraint.py` by `make generate`; do
not edit.

A property in `vocabulary.yaml` can say what its claims must be. A claim, or a set of claims, that breaks a constraint
is a finding of the rule that the constraint names. `checker explain RULE` tells what the rule does and shows examples.

```yaml
entities:
  land: {label: Land, type: country, labels: {en: Land, de: Land}}
  city: {label: City, type: place}
scopes: {place: place}
properties:
  capital:
    label: capital
    datatype: entity
    kind: state
    constraints:
      - rule: one-of
        values: [city]
        severity: mandatory
        exceptions: [{subject: land, because: its seat of government moved twice}]
        because: no other city has a parliament
```

Every constraint may have:

| field | means |
|---|---|
| `severity` | `mandatory`: a breach that no reading saves is a contradiction (error). `normal`, the default where a \
rule names no other: a tension (warning). `suggestion`: a tension of severity info |
| `exceptions` | subjects that it does not bind, each with `because`. An exception that nothing needs is a fault, so \
exceptions cannot rot |
| `because` | why the claims must be so; findings show it |
"""

SEPARATORS = """\
Rules that compare claims ({}) also take `separators`: what makes two claims compatible where it differs
(`definition`, `said_by`, `as_of`, `during`, or a scope dimension). Where only one of two claims states its definition
or time, that may or may not be a difference: a tension at most.
"""

COMMON = """\
## What holds for all of them

- **Time.** Two claims clash only where their times meet. Where that is not sure (a month, and some moment of its
  year), it is a tension at most.
- **Bounds and precision.** A value is two ranges: what is possible, and what a reader expects. Only a value whose
  every possible reading breaks the constraint does so with full weight; where only the expected reading does, it is a
  tension.
- **Across documents.** Claims of all documents are looked at together. What reconciles other findings (a speaker, a
  revision, another scope) reconciles a breach between claims too.
- **Open world.** What no claim says may still be so. A missing claim is told as "no claim says …", and is a tension
  unless the constraint is mandatory.
- **Never clean by accident.** A parameter that cannot be read is a fault at its place, and the claims that it governs
  are `unchecked`. Claims of which nobody says what the rule needs, such as a type or a lifetime, are counted
  (`coverage.unknown`) and are no finding.
- Denials and deprecated claims break nothing. A constraint holds for the special senses (`is_a`) of its property too,
  and one on a date property for the ends of intervals that are that date.

## The rules

Named after the property constraints of Wikibase, the system behind Wikidata, which has the fullest set in use; the
number is that of the constraint type in Wikidata. What is more here stands behind it. Wikibase has none
for those without a number.
"""

ABSENT = """\
Not here, because claims have no such thing: Commons-link (Q21510852), property-scope (Q53869507), allowed-entity-types
(Q52004125) and lexeme-language (Q55819106) constraints. What is ordered in time is declared with `after` on the
property itself, or strictly by a relation [for each](relations.md#for-each) subject.
"""


def page() -> str:
    return "\n".join(_lines()).rstrip("\n") + "\n"


def _lines() -> Iterator[str]:
    rules = tuple(rule for rule in RULES if rule.declared)
    yield INTRODUCTION
    yield SEPARATORS.format(codes(rule.id for rule in rules if "separators" in MODELS[rule.id].model_fields))
    yield COMMON
    yield from table(("rule", "in Wikibase", "what is more here"), map(_row, rules))
    yield ABSENT
    for rule in rules:
        yield from _section(rule)


def _row(rule: Rule) -> tuple[str, str, str]:
    doc = paragraphs(rule.doc)
    source = SOURCE.search(doc.get("Source", ""))
    return f"[`{rule.id}`](#{rule.id})", ", ".join(source.groups()) if source else "–", doc.get("Beyond it", "–")


def _section(rule: Rule) -> Iterator[str]:
    doc = paragraphs(rule.doc)
    yield from (f"### {rule.id}", "", doc[""], "")
    if rule.declared and (wanted := rule.declared.datatypes) < set(get_args(Datatype)):
        yield f"For properties of datatype {listed(map(code, sorted(wanted)))}."
        yield ""
    if fields := tuple(_fields(MODELS[rule.id])):
        yield from table(("field", "means"), fields)
    breach = next(example for example in rule.examples if example.outcome)
    yield from ("```yaml", *entries(breach.properties), "```", "")
    yield f"- breaks it: {_claims(breach)}"
    fits = (example for example in rule.examples if not example.outcome and example.properties == breach.properties)
    yield from (f"- fits: {_claims(example)}" for example in islice(fits, 1))
    yield ""
    yield from (f"{label}: {doc[label]}\n" for label in ("Quiet", "Units") if label in doc)


def _fields(model: type[ConstraintEntry]) -> Iterator[tuple[str, str]]:
    """The parameters of a form, each with what it means and whether it may be left out."""
    for name, field in model.model_fields.items():
        common = ConstraintEntry.model_fields.get(name)
        if common is None or common.default != field.default:
            yield code(name) if field.is_required() else f"`{name}`, optional", field.description or ""


def _claims(example: Example) -> str:
    return f"{example.label}: {' beside '.join(code(show_fields(claim)) for claim in example.claims)}"
