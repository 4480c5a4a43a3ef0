"""The table of fields and `Claim` agree, and what is content is all that decisions, findings and news depend on."""

from __future__ import annotations

import ast
from dataclasses import fields, replace
from pathlib import Path

import pytest

from checker.decisions.seen import FIRST, claim_hash
from checker.history.news import said_by
from checker.literals.fingerprint import NORMAL, OTHERS, relation_content
from checker.model.claim import Allow, Claim, Document
from checker.model.fault import Mark
from checker.model.fields import CONTENT, FIELDS, held, labelled, written
from checker.subjects import _said

BESIDE = {"document", "mark", "marks"}
"""Attributes of a claim that are no field of it: whose it is and where it stands."""
DOCUMENT = Document("d", "D", "P", "2020-01-02", Mark("d.yaml"), sha256="0" * 64)
FULL = Claim(
    id="c",
    document=DOCUMENT,
    quote="about 40 MW in 2020",
    mark=Mark("d.yaml", 3),
    subject="plant",
    property="output",
    value="about 40 MW",
    scope=(("place", "north"),),
    definition="net",
    as_of="2020",
    said_by="owner",
    draws_on=("press", "dock"),
    deprecated=True,
    note="n",
    page="12",
    quote_prefix="a",
    quote_suffix="b",
    allow=(Allow("value-conflict", "x"),),
)

attributes = pytest.mark.parametrize("name", sorted({one.attribute for one in FIELDS} - BESIDE))


def changed(name: str) -> Claim:
    """The claim with something else under that attribute."""
    value = getattr(FULL, name)
    if isinstance(value, bool):
        return replace(FULL, **{name: not value})
    return replace(FULL, **{name: value + (("x = y",) if isinstance(value, tuple) else "0")})


def test_the_table_has_all_that_a_claim_has_and_nothing_else() -> None:
    assert {one.attribute for one in FIELDS} | BESIDE == {one.name for one in fields(Claim)}
    assert len({one.name for one in FIELDS}) == len(FIELDS)


def test_what_hashes_begin_with_is_content() -> None:
    assert {name for names in FIRST for name in names} | {"quote"} <= set(CONTENT)
    assert set(NORMAL) <= {one.attribute for one in FIELDS if one.content and one.identifies}


def test_the_hashes_that_decisions_hold_stay_the_same() -> None:
    assert claim_hash(FULL) == "4c0787b45421144acda7fefe15ced92e8c8fe4cd526b9c4d0b84d3e7cd7bddcb"
    relation = Claim("r", DOCUMENT, "it ended", Mark("d.yaml"), readings=("a.end = b.start", "a.end < b.end"))
    assert claim_hash(relation) == "05c4dc7da93b4087b1d75b4cc4984615bd719f57546d6ed2aa688a4fb8a3acea"


@pytest.mark.parametrize(
    "language, is_same",
    [("", True), ("en", True), ("en-GB", True), ("EN", True), ("de", False), ("enm", False)],
    ids=["none stated", "English", "a regional English", "in capitals", "another language", "a tag that begins alike"],
)
def test_a_language_that_is_read_otherwise_is_another_claim(language: str, is_same: bool) -> None:
    other = replace(FULL, document=replace(DOCUMENT, language=language))
    assert (claim_hash(other) == claim_hash(FULL)) == is_same
    assert (said_by(other) == said_by(FULL)) == is_same


@attributes
def test_what_is_content_is_what_was_seen_what_is_new_and_what_is_judged_anew(name: str) -> None:
    other = changed(name)
    assert (claim_hash(other) != claim_hash(FULL)) == (name in CONTENT)
    assert (said_by(other) != said_by(FULL)) == (name in CONTENT)
    assert (list(_said([other])) != list(_said([FULL]))) == (name in CONTENT or name == "id")


@attributes
def test_what_identifies_is_in_the_fingerprint(name: str) -> None:
    """What has no normal form there stands as it is written."""
    others = {one.attribute for one in OTHERS}
    assert others == {one.attribute for one in FIELDS if one.content and one.identifies} - set(NORMAL)
    told = relation_content(changed(name)) != relation_content(FULL)
    assert told == (name in others or name == "readings")


def test_no_rule_reads_what_is_no_content() -> None:
    """Else a finding that is recalled would tell of a claim as it was."""
    barred = {one.attribute for one in FIELDS} - set(CONTENT) - BESIDE - {"id"}
    for package in ("literals", "screening", "rules", "relations", "reasons", "scale"):
        for path in (Path(__file__).parents[2] / "checker" / package).rglob("*.py"):
            read = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
            assert not read & barred, path


def test_what_is_written_is_what_was_held() -> None:
    told = [(one, written(one, FULL)) for one in FIELDS if one.held_in != "tables" and one.kind != "scope"]
    assert {one.name for one, value in told if not value} >= {"relation", "readings", "during", "denies"}
    assert all(held(one.kind, value) == getattr(FULL, one.attribute) for one, value in told if value)
    assert labelled(FULL) == (("page", "12"),)
