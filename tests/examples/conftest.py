"""The factbook's program, rows of invented pages, what is checked of them, and the real texts where they are."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checker.model.finding import Finding
from checker.model.result import Result
from checker.request import Request
from checker.run import examine

FACTBOOK = Path(__file__).parents[2] / "examples/factbook"
NOW = "2026-11-22"
OWN: dict[str, ModuleType] = {}
"""Modules of the example by name."""


def _imported(name: str) -> ModuleType:
    sys.path.insert(0, str(FACTBOOK))
    if name not in OWN:
        sys.modules.pop(name, None)  # a benchmark may have one
    try:
        return OWN.setdefault(name, import_module(name))
    finally:
        sys.path.remove(str(FACTBOOK))


encode = _imported("encode")
layouts = _imported("layouts")
page = _imported("page")
places = _imported("places")
said = _imported("said")


PAGES = ("Northland", "Southland", "Westland", "Korea, South", "Islands, The", "Eswatini", "United States", "Morocco",
         "Russia", "Azerbaijan", "United Kingdom", "Turkiye", "Congo, Republic of the")  # fmt: skip


def row(country: str, field: str, text: Any, edition: int = 2010) -> Any:
    return layouts.Row(edition, country, field, layouts.plain(text))


def world(*rows: Any) -> list[Any]:
    """The rows, and a page for every country that they may name."""
    return [*(row(country, "Map", "-") for country in PAGES), *rows]


def told(claim: Mapping[str, Any]) -> str:
    """A claim on one line: its quantity, value and definition, or its readings."""
    if "subject" not in claim:
        return " or ".join(claim.get("readings") or [claim["relation"]])
    scope = f"[{'/'.join(claim['scope'].values())}]" if "scope" in claim else ""
    about = f" ({claim['definition']})" if "definition" in claim else ""
    return f"{claim['subject']}.{claim['property']}{scope} {claim['value']}{about}"


def check(rows: Sequence[Mapping[str, Any]], folder: Path, form: str = "tables") -> Result:
    made = encode.encode(rows)
    encode.write(made, folder, form)
    return examine(Request(folder / "claims", NOW, folder / "texts"))


def open_lines(result: Result) -> list[str]:
    """Contradictions and tensions on one line each: rule, quantity, editions."""
    return sorted({line(finding) for finding in result.of("contradiction", "tension", "unchecked")})


def line(finding: Finding) -> str:
    return f"{finding.verdict} {finding.rule} {finding.key} {'/'.join(sorted(editions(finding)))}"


def editions(finding: Finding) -> set[str]:
    return {claim.document.published for claim in finding.claims}


@pytest.fixture(scope="session")
def texts() -> list[Any]:
    if not encode.source().is_file():
        pytest.skip("no texts: name their file in CHECKER_FACTBOOK")
    return list(encode.rows(encode.source()))


@pytest.fixture(scope="session")
def made(texts: list[Any]) -> Any:
    return encode.encode(texts)


@pytest.fixture(scope="session")
def result(made: Any, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("factbook")
    encode.write(made, folder, "tables")
    return examine(Request(folder / "claims", NOW, folder / "texts"))
