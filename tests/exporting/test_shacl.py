"""pySHACL finds by the shapes of a vocabulary what checker finds by its constraints, wherever both can say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyshacl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.namespace import RDF, SH

from checker.exporting import shacl, turtle
from checker.exporting.graph import OWN, said
from checker.exporting.names import Names
from checker.exporting.shacl import SHAPES
from checker.model.result import Result
from tests.conftest import quote_of
from tests.laws.conftest import Files, check
from tests.rules.batch import OF_RULES, batch, owner

NAMES = Names()
CHOSEN = {mark: one for mark, one in OF_RULES.items() if owner(mark) in SHAPES}
OF_VALUES = "value-requires-claim"
"""A rule whose breach is told once of each value."""
Breach = tuple[str, str, str]
"""A rule, the property that declares it, and a subject, or a value of which something is required."""


def by_shacl(result: Result, *, sound: bool = False) -> tuple[set[Breach], set[tuple[str, str]]]:
    """What pySHACL finds, and the constraints that have a shape; `sound`: the shapes themselves are checked."""
    data = Graph().parse(data=turtle.write(result, NAMES).text, format="turtle")
    shapes = Graph().parse(data=shacl.write(result, NAMES).text, format="turtle")
    _, report, words = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=sound)
    assert isinstance(report, Graph), words
    made = {tuple(str(one).split(":")[3:5]) for one in shapes.subjects(RDF.type, SH.NodeShape)}
    found = set()
    for one in report.subjects(RDF.type, SH.ValidationResult):
        property, rule = str(report.value(one, SH.sourceShape)).split(":")[3:5]
        focus = report.value(one, SH.focusNode)
        subject = data.value(focus, said(property, NAMES) if rule == OF_VALUES else OWN.subject)
        found.add((rule, property, str(subject).split(":")[-1]))
    return found, {(rule, property) for property, rule in made}


def by_checker(result: Result, shaped: Iterable[tuple[str, str]]) -> set[Breach]:
    """What checker leaves open of the constraints that have a shape."""
    vocabulary, shaped, found = result.corpus.vocabulary, set(shaped), set()
    for finding in result.findings:
        if finding.verdict in ("contradiction", "tension"):
            own = (p for one in finding.claims for p in (one.property, *vocabulary.senses(one.property)))
            name = next((name for name in own if (finding.rule, name) in shaped), "")
            about = "value" if finding.rule == OF_VALUES else "subject"
            found |= {(finding.rule, name, getattr(claim, about)) for claim in finding.claims if name}
    return found


@pytest.fixture(scope="module")
def planted() -> tuple[Result, set[Breach], set[tuple[str, str]]]:
    """The examples of every rule that has a shape, in one corpus, each about a subject of its own."""
    result = check(batch(CHOSEN))
    return (result, *by_shacl(result, sound=True))


@pytest.mark.parametrize("mark", CHOSEN)
def test_both_agree_on_every_example_of_a_rule(mark: str, planted) -> None:
    """What reasons explain (a later edition) is one breach more for SHACL, which knows no reasons."""
    result, found, shaped = planted
    own = {pair for pair in shaped if pair[0] == owner(mark)}
    mine = {one for one in by_checker(result, own) if one[2].startswith(f"{mark}-")}
    theirs = {one for one in found if one[2].startswith(f"{mark}-") and one[0] == owner(mark)}
    if CHOSEN[mark].outcome == "reconciled":
        assert mine == set()
    else:
        assert {one[::2] for one in mine} == {one[::2] for one in theirs}


def _asks(*constraints: dict[str, Any], datatype: str, kind: str = "constant", **more: Any) -> dict[str, Any]:
    return {"datatype": datatype, "kind": kind, "constraints": list(constraints), **more}


VOCABULARY = {
    "entities": {
        "quay": {"label": "Quay", "type": "place"},
        "town": {"label": "Town", "type": "city"},
        "pact": {"label": "Pact", "type": "treaty"},
        "ghost": {"label": "Ghost"},
        "city": {"label": "City", "part_of": "place"},
        "place": {"label": "Place"},
    },
    "properties": {
        "length": _asks(
            {"rule": "value-range", "min": "10 m", "max": "100 m", "severity": "mandatory"},
            {"rule": "subject-type", "types": ["place"]},
            {"rule": "mandatory-qualifier", "qualifiers": ["definition"]},
            label="length", datatype="quantity", unit="m",
        ),
        "colour": _asks(
            {"rule": "one-of", "values": ["red", "green"]},
            {"rule": "single-value"},
            {"rule": "distinct-values"},
            label="colour", datatype="text", values="many",
        ),
        "code": _asks(
            {"rule": "value-format", "pattern": "[A-Z]{2}-[0-9]{1,2}"},
            {"rule": "none-of", "values": ["XX-1"], "severity": "suggestion"},
            label="code", datatype="text", values="many",
        ),
        "built": _asks(
            {"rule": "value-range", "min": "1850", "max": "now"},
            {"rule": "requires-claim", "property": "colour", "values": ["red"]},
            {"rule": "conflicts-with", "property": "code"},
            label="built", datatype="date", kind="event",
        ),
        "owner": _asks(
            {"rule": "value-type", "types": ["place"]},
            {"rule": "value-requires-claim", "property": "colour"},
            {"rule": "conflicts-with", "property": "colour", "values": ["green"]},
            label="owner", datatype="entity", values="many",
        ),
    },
}  # fmt: skip
VALUES = {
    "length": ("9 m", "10 m", "about 9 m", "over 95 m", "over 120 m", "5 to 12 m", "100 m", "105 m", "108 m", "1 km"),
    "colour": ("red", "Red", "green", "blue"),
    "code": ("AB-1", "XX-1", "ab-1", "AB-123", "xx-1"),
    "built": ("1849", "1850", "1849-12-31", "1840s", "before 1860", "2150", "2026-11-22", "2026-11-23"),
    "owner": ("quay", "town", "pact", "ghost", "place"),
}
CLAIM = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.fixed_dictionaries(
        {
            "property": st.just(name),
            "subject": st.sampled_from(("quay", "town", "pact", "ghost")),
            "value": st.sampled_from(VALUES[name]),
        },
        optional={
            "definition": st.just("with the pier"),
            "denies": st.just(True),
            "rank": st.just("deprecated"),
        },
    )
)


def corpus(claims: Iterable[dict[str, Any]]) -> Files:
    files: Files = {"vocabulary": VOCABULARY}
    for number, claim in enumerate(claims):
        about = {"title": f"Text {number}", "publisher": f"Office {number}", "published": "2020-01-01"}
        entry = {"id": "claim", "quote": quote_of(claim), **claim}
        files[f"text-{number}"] = {"document": {"id": f"text-{number}", **about}, "claims": [entry]}
    return files


def claim(subject: str, property: str, value: str, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "property": property, "value": value, **more}


DEFINED = {"definition": "with the pier"}
PLANTED = {
    "above the range": ((claim("quay", "length", "120 m", **DEFINED),), {("value-range", "length", "quay")}),
    "within, as a reader may take it": ((claim("quay", "length", "about 9.8 m", **DEFINED),), set()),
    "a range that reaches in": ((claim("quay", "length", "5 to 12 m", **DEFINED),), set()),
    "in another unit": ((claim("quay", "length", "1 km", **DEFINED),), {("value-range", "length", "quay")}),
    "no definition": ((claim("quay", "length", "50 m"),), {("mandatory-qualifier", "length", "quay")}),
    "of a treaty": ((claim("pact", "length", "50 m", **DEFINED),), {("subject-type", "length", "pact")}),
    "of a city, which is a place": ((claim("town", "length", "50 m", **DEFINED),), set()),
    "of what has no type": ((claim("ghost", "length", "50 m", **DEFINED),), set()),
    "two colours": (
        (claim("quay", "colour", "red"), claim("quay", "colour", "green")),
        {("single-value", "colour", "quay")},
    ),
    "one colour twice": ((claim("quay", "colour", "red"), claim("quay", "colour", "Red")), set()),
    "one colour of two": (
        (claim("quay", "colour", "red"), claim("town", "colour", "red")),
        {("distinct-values", "colour", "quay"), ("distinct-values", "colour", "town")},
    ),
    "a colour that is not listed": ((claim("quay", "colour", "blue"),), {("one-of", "colour", "quay")}),
    "a colour that is denied": ((claim("quay", "colour", "blue", denies=True),), set()),
    "a colour that is deprecated": ((claim("quay", "colour", "blue", rank="deprecated"),), set()),
    "a code in another form": ((claim("quay", "code", "ab-1"),), {("value-format", "code", "quay")}),
    "a code that is forbidden": ((claim("quay", "code", "XX-1"),), set()),  # a suggestion
    "built too early, and not red": (
        (claim("quay", "built", "1849"),),
        {("value-range", "built", "quay"), ("requires-claim", "built", "quay")},
    ),
    "built and red": ((claim("quay", "built", "1900"), claim("quay", "colour", "red")), set()),
    "built, with a code": (
        (claim("quay", "built", "1900"), claim("quay", "colour", "red"), claim("quay", "code", "AB-1")),
        {("conflicts-with", "built", "quay")},
    ),
    "owned by a treaty without a colour": (
        (claim("quay", "owner", "pact"),),
        {("value-type", "owner", "quay"), ("value-requires-claim", "owner", "pact")},
    ),
    "owned by a red town, and green": (
        (claim("quay", "owner", "town"), claim("town", "colour", "red"), claim("quay", "colour", "green")),
        {("conflicts-with", "owner", "quay")},
    ),
}


@pytest.mark.parametrize(("claims", "breaches"), PLANTED.values(), ids=list(PLANTED))
def test_both_find_what_is_planted_and_no_more(claims: tuple, breaches: set[Breach]) -> None:
    result = check(corpus(claims))
    found, shaped = by_shacl(result)
    suggested = {one for one in found if one[0] == "none-of"}
    assert by_checker(result, shaped) - suggested == found - suggested == breaches


def test_each_shape_is_seen_to_fire(planted) -> None:
    _, found, _ = planted
    fired = {rule for rule, _, _ in found} | {rule for _, some in PLANTED.values() for rule, _, _ in some}
    assert fired == set(SHAPES)


@settings(max_examples=100, phases=(Phase.explicit, Phase.generate))  # making them smaller takes minutes
@given(st.lists(CLAIM, min_size=3, max_size=12))
def test_both_agree_on_any_claims(claims: list[dict[str, Any]]) -> None:
    """What a reason explains is one breach more for SHACL, which knows none."""
    result = check(corpus(claims))
    found, shaped = by_shacl(result)
    ours = by_checker(result, shaped)
    reconciled = [one for one in result.findings if one.verdict == "reconciled"]
    explained = {(finding.rule, claim.subject) for finding in reconciled for claim in finding.claims}
    assert ours <= found
    assert {one for one in found - ours if one[::2] not in explained} == set()


TOLD = {
    "a constraint without a counterpart": {"rule": "integer"},
    "a list of figures": {"rule": "one-of", "values": ["2", "4"]},
    "with exceptions": {"rule": "value-range", "max": "5", "exceptions": [{"subject": "quay", "because": "it floats"}]},
}


@pytest.mark.parametrize("constraint", TOLD.values(), ids=list(TOLD))
def test_what_has_no_shape_is_told(constraint: dict[str, Any]) -> None:
    lanes = {"label": "lanes", "datatype": "quantity", "kind": "constant", "constraints": [constraint]}
    words = {"entities": VOCABULARY["entities"], "properties": {"lanes": lanes}}
    made = shacl.write(check({**corpus([claim("quay", "lanes", "7")]), "vocabulary": words}), NAMES)
    assert "NodeShape" not in made.text
    assert made.left_out == (f"{constraint['rule']} of lanes, which SHACL cannot say of these claims",)


FORMS = {"a pattern that others read otherwise": r"\pL+", "flags": "(?i)ab", "the end of a text": r"ab\z"}


@pytest.mark.parametrize("pattern", FORMS.values(), ids=list(FORMS))
def test_a_pattern_of_re2_alone_has_no_shape(pattern: str) -> None:
    code = {"label": "code", "datatype": "text", "kind": "constant"}
    code["constraints"] = [{"rule": "value-format", "pattern": pattern}]
    words = {"entities": VOCABULARY["entities"], "properties": {"code": code}}
    assert len(shacl.write(check({**corpus([claim("quay", "code", "ab")]), "vocabulary": words}), NAMES).left_out) == 1
