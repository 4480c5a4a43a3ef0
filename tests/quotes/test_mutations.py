"""Wrong encodings are told: a sample of all claims here, each changed as a slip or a hurried hand would change it."""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from checker.readers.load import load
from checker.rules.claim.value_not_in_quote import check

ROOT = Path(__file__).parents[2]
CORPORA = [ROOT / "claims", *sorted((ROOT / "tests/corpora").glob("*/claims"))]
SAMPLE = 120
"""Claims of each corpus; `benchmarks/mutations.py` changes all of them."""
LEAST = {"digits": 99, "date": 99}
"""Per cent that must be told; of other changes 95."""


@pytest.fixture(scope="module")
def measured() -> tuple[Counter[str], Counter[str], int]:
    """By sort of change how many are told and how many there are; and how many unchanged claims are told."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        mutations = import_module("mutations")
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    told, made, unchanged = Counter[str](), Counter[str](), 0
    for folder in CORPORA:
        figures, _, wrong = mutations.measure(load(folder), SAMPLE)
        unchanged += wrong
        told.update({kind: number for kind, (number, _) in figures.items()})
        made.update({kind: number for kind, (_, number) in figures.items()})
    return told, made, unchanged


@pytest.mark.parametrize("kind", ["date", "digits", "hedge", "magnitude", "negation", "speaker", "unit"])
def test_what_is_changed_is_told(kind: str, measured: tuple[Counter[str], Counter[str], int]) -> None:
    told, made, _ = measured
    assert made[kind] >= 20
    assert 100 * told[kind] >= LEAST.get(kind, 95) * made[kind]


def test_nothing_is_told_of_what_is_not_changed(measured: tuple[Counter[str], Counter[str], int]) -> None:
    assert measured[2] == 0


def test_the_five_documents_say_what_is_encoded() -> None:
    """All values are entailed, at most 2 % of them only with what they rest on besides their quotes."""
    corpus = load(ROOT / "claims")
    assert not [claim.ref for claim in corpus.claims if list(check(claim, corpus.vocabulary))]
    assert 50 * sum(bool(claim.because) for claim in corpus.claims) <= len(corpus.claims)
