"""Positions that stand in the same words are told apart; what no withdrawal settles names none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import checker
from checker.cli.main import main

Build = Callable[..., Path]
NOW = "2026-11-22"
HEIGHT = {"label": "height", "datatype": "quantity", "kind": "constant", "unit": "m"}

TITLES = [
    (
        "one word, two figures",
        {"a": ("de", "1,234 m"), "b": ("en", "1,234 m")},
        "one document says 1,234 m (read as English), one 1,234 m (read as German)",
    ),
    (
        "no language stated is English",
        {"a": ("fr", "1,234 m"), "b": ("", "1,234 m")},
        "one document says 1,234 m (read as English), one 1,234 m (read as French)",
    ),
    (
        "beside each of the ways of saying it",
        {"a": ("de", "1,234 m"), "b": ("en", "1,234 m"), "c": ("de", "1.234,00 m")},
        "two documents say 1,234 m (read as English); 1.234,00 m, one 1,234 m (read as German)",
    ),
    (
        "other words need no language",
        {"a": ("de", "1,5 m"), "b": ("en", "1.7 m")},
        "one document says 1,5 m, one 1.7 m",
    ),
    ("one language needs none", {"a": ("de", "1,5 m"), "b": ("de", "1,7 m")}, "one document says 1,5 m, one 1,7 m"),
]


def corpus(tmp_path: Path, documents: dict[str, tuple[str, str]]) -> Path:
    """Documents of one claim each: the language and the value."""
    root = tmp_path / "claims"
    root.mkdir()
    entity, prop = "tower: {label: the tower}", "height: {label: height, datatype: quantity, kind: constant, unit: m}"
    (root / "vocabulary.yaml").write_text(f"entities: {{{entity}}}\nproperties: {{{prop}}}\n", "utf-8")
    for number, (name, (language, value)) in enumerate(documents.items()):
        head = f"id: {name}, title: {name}, publisher: of {name}, published: {2020 + number}"
        head += f", language: {language}" if language else ""
        claim = f'id: x, quote: "{value}", subject: tower, property: height, value: "{value}"'
        (root / f"{name}.yaml").write_text(f"document: {{{head}}}\nclaims:\n- {{{claim}}}\n", "utf-8")
    return root


@pytest.mark.parametrize("documents, said", [case[1:] for case in TITLES], ids=[case[0] for case in TITLES])
def test_the_same_words_of_two_languages_are_told_apart(
    documents: dict[str, tuple[str, str]], said: str, tmp_path: Path
) -> None:
    (one,) = checker.check(corpus(tmp_path, documents), as_of=NOW, config=False).disagreements
    assert one.title == f"the tower · height: {said}"


NAMES: list[tuple[str, dict[str, dict[str, Any]], list[str]]] = [
    ("names that look alike", {"tower": {"label": "T"}, "tоwer": {"label": "T"}}, []),
    ("claims that part", {"tower": {"label": "T"}}, [["b#claim-1"], ["a#claim-1"]]),
]


@pytest.mark.parametrize("entities, repairs", [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_what_no_withdrawal_settles_names_none(
    entities: dict[str, dict[str, Any]], repairs: list[list[str]], build: Build
) -> None:
    first, last = next(iter(entities)), list(entities)[-1]
    claims = {"a": [{"subject": first, "value": "4 m"}], "b": [{"subject": last, "value": "5 m"}]}
    root = build(claims, properties={"height": HEIGHT}, entities=entities)
    (one,) = checker.check(root, as_of=NOW, config=False).disagreements
    assert sorted([position.refs for position in repair] for repair in one.repairs) == sorted(
        [(ref,) for ref in repair] for repair in repairs
    )
    printed = CliRunner().invoke(main, ["check", str(root), "--as-of", NOW, "--no-cache"]).stdout
    assert ("settled by" in printed) is bool(repairs)
    assert "withdrawing \n" not in printed
