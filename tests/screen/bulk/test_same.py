"""Tables that go through the screen give the findings that every claim by itself gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from checker import pipeline
from tests.corpus.tables.conftest import FORMS
from tests.screen.bulk.conftest import NOW, sifted, told, worlds, write

SUBJECTS = 150


@pytest.mark.parametrize("form", FORMS)
def test_open_findings_are_the_same_in_every_form(form: str, chance: random.Random, tmp_path: Path) -> None:
    root = write(tmp_path / "claims", *worlds(chance, SUBJECTS), form, SUBJECTS)
    whole, screened = pipeline.check(root, NOW), sifted(root)
    assert not whole.faults
    assert len(told(whole)) > 20
    assert told(screened) == told(whole)
    assert screened.faults == whole.faults
    assert screened.coverage.claims == whole.coverage.claims
    assert screened.coverage.compared == whole.coverage.compared
    assert screened.coverage.alone == whole.coverage.alone
    assert len(screened.corpus.claims) < len(whole.corpus.claims)
