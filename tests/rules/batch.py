"""Examples as data, renamed apart, so that one corpus holds all of them, each by itself or among other claims."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker.model.finding import Finding, Reason, Verdict
from checker.model.lists import with_items
from checker.reasons.verdict import RECONCILERS
from checker.rules.constraint import claim_count, distinct_values
from checker.rules.registry import RULES
from checker.rules.rule import Example
from tests.conftest import quote_of
from tests.laws.conftest import Files

Examples = Mapping[str, Example]
"""Examples by their marks: the name of a rule or reason, and a number. Names of an example begin with its mark."""

OF_RULES: Examples = {f"{rule.id}-{number}": one for rule in RULES for number, one in enumerate(rule.examples, start=1)}
OF_REASONS: Examples = {
    f"{reconciler.reason}-{number}": one
    for reconciler in RECONCILERS
    for number, one in enumerate(reconciler.examples, start=1)
}
PLAIN = frozenset(
    ("label", "labels", "datatype", "kind", "unit", "rule", "change", "min", "max", "pattern", "qualifiers")
    + ("separators", "quote", "definition", "as_of", "during", "note", "rank", "published", "publisher")
)
"""Fields whose words name no entity, property or document, even where they read like one."""
OF_DOCUMENT = ("document", "published", "publisher", "revises")
ACROSS_SUBJECTS = (distinct_values.ID,)
"""Rules that hold the claims of all subjects against each other: no two examples of them can share a property."""
COUNTING = (claim_count.ID,)
"""Rules that count claims: what is among them must not count."""


def owner(mark: str) -> str:
    """The rule or the reason of an example."""
    return mark.rpartition("-")[0]


def batch(examples: Examples, others: int = 0) -> Files:
    """One corpus of all examples, each about a subject of its own; the key of which an example speaks first is that of
    so many other claims, too.

    Examples of one rule that declare the same properties share them: each property is a question to the engines.
    """
    words: dict[str, dict[str, Any]] = {"entities": {}, "properties": {}, "scopes": {"place": "place"}}
    files: Files = {"vocabulary": words}
    first_mark: dict[str, str] = {}
    for mark, example in examples.items():
        documents: dict[str, list[Mapping[str, Any]]] = {}
        for number, one in enumerate(example.claims, start=1):
            documents.setdefault(one.get("document", f"document-{number}"), []).append(one)
        names = {name: f"{mark}-{name}" for name in ("thing", "others", *example.entities, *documents)}
        group = mark if owner(mark) in ACROSS_SUBJECTS else owner(mark)
        shared = first_mark.setdefault(json.dumps([group, _renamed(example.properties, names)]), mark)
        names |= {name: f"{shared}-{name}" for name in example.properties}
        entities = {"thing": {"label": "the thing"}, **example.entities}
        words["entities"] |= {names[name]: _renamed(one, names) for name, one in entities.items()}
        words["properties"] |= {names[name]: _renamed(one, names) for name, one in example.properties.items()}
        words["scopes"] |= {name: name for one in example.claims for name in one.get("scope", ())}
        about = {"subject": "thing", "property": next(iter(example.properties))}
        for name, claims in documents.items():
            year = 2020 + int(name.rpartition("-")[2])
            files[names[name]] = _file(name, year, [{**about, **_quoted(one)} for one in claims], names)
        if others:
            first = {**about, **_quoted(example.claims[0])}
            agreeing = [*_agreeing(first, example.properties[first["property"]], others)]
            if owner(mark) in COUNTING:
                agreeing = [{**one, "rank": "deprecated"} for one in agreeing]
            files[names["others"]] = _file("others", 2030, agreeing, names)
    return files


def _quoted(claim: Mapping[str, Any]) -> Mapping[str, Any]:
    """A claim whose quote says its value."""
    return {"quote": quote_of(claim), **claim}


def _file(name: str, year: int, claims: list[dict[str, Any]], names: Mapping[str, str]) -> dict[str, Any]:
    about = {"title": name, "publisher": f"Publisher of {name}", "published": f"{year}-01-01"}
    about |= {field: claim.pop(field) for claim in claims for field in OF_DOCUMENT if field in claim}
    about.pop("document", "")
    numbered = [{"id": f"claim-{number}", **claim} for number, claim in enumerate(claims, start=1)]
    return {"document": {"id": names[name], **_renamed(about, names)}, "claims": _renamed(numbered, names)}


def _renamed(words: Any, names: Mapping[str, str]) -> Any:
    match words:
        case str():
            return names[words] if words in names else with_items(words, lambda item: names.get(item, item))
        case Mapping():
            return {key: inner if key in PLAIN else _renamed(inner, names) for key, inner in words.items()}
        case list() | tuple():
            return [_renamed(inner, names) for inner in words]
        case _:
            return words


def _agreeing(claim: Mapping[str, Any], prop: Mapping[str, Any], count: int) -> Iterator[dict[str, Any]]:
    """Claims of the same key that part from nothing: ranges that hold every figure or date of an example; and names,
    which agree with no other name, of times long before, or deprecated where time tells nothing apart.
    """
    changed = (
        ("denies", "rank", "as_of", "during") if prop["datatype"] not in ("quantity", "date") else ("denies", "rank")
    )
    kept = {name: value for name, value in claim.items() if name not in (*changed, *OF_DOCUMENT)}
    kept["quote"] = quote_of(kept)
    for number in range(1, count + 1):
        if prop["datatype"] == "quantity":
            value = f"1 to {9_000_000 + number} {prop.get('unit', '')}".rstrip()
            yield {**kept, "value": value, "quote": value}
        elif prop["datatype"] == "date":
            value = f"between {number:04} and 2500"
            yield {**kept, "value": value, "quote": value}
        elif prop["kind"] in ("state", "rate"):
            yield {**kept, "as_of": f"{1000 + number}"}
        else:
            yield {**kept, "rank": "deprecated"}


def by_example(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings on one example, the claims around it included, by the example's mark."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        marks = {re.sub(r"-(document-\d+|others)$", "", claim.document.id) for claim in finding.claims}
        assert len(marks) == 1, f"examples are not apart: {finding}"
        found.setdefault(marks.pop(), []).append(finding)
    return found


def outcomes(mark: str, found: Mapping[str, Sequence[Finding]]) -> list[tuple[Verdict, tuple[Reason, ...]]]:
    """What the rule of an example finds in the example's own claims."""
    own = (one for one in found.get(mark, ()) if one.rule == owner(mark))
    return [(one.verdict, one.reasons) for one in own if not any(ref.startswith(f"{mark}-others#") for ref in one.refs)]
