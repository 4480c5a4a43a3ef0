"""Somebody else's table, in whatever form it has, gives rows of the columns that a map names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.readers.tables.reader import TableReader, Wanted

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "csv": (".csv", ".csv.gz", ".tsv", ".tsv.gz"),
    "jsonl": (".jsonl", ".jsonl.gz"),
    "parquet": (".parquet",),
    "xlsx": (".xlsx",),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "json": (".json",),
    "toml": (".toml",),
    "yaml": (".yaml", ".yml"),
    "sqlite": (".sqlite", ".sqlite3", ".db"),
}
"""How the names of files of each form end."""
TREES = ("json", "toml", "yaml")
"""Forms whose columns are paths."""
KNOWN_FORMS = ", ".join(endings[0] for endings in ENDINGS.values())


@dataclass(frozen=True, slots=True)
class Foreign:
    """How a foreign table is read: its form; the columns that are wanted, and those of them that are figures; what
    separates the cells of CSV; and which `part` of a file that holds several tables (a sheet, a table, where rows are).
    """

    form: str
    wanted: Wanted
    figures: frozenset[str]
    separator: str = ","
    part: str = ""


def form_of(name: str) -> str:
    """The form that the end of a name tells, or `""`."""
    return next((form for form, endings in ENDINGS.items() if name.lower().endswith(endings)), "")


def open_foreign(path: Path, name: str, foreign: Foreign) -> TableReader:
    """The table in a file. What reads a form is imported where that is read."""
    wanted, figures, part = foreign.wanted, foreign.figures, foreign.part
    match foreign.form:
        case "csv":
            from checker.readers.tables import csv

            return csv.reader(path, name, wanted, foreign.separator)
        case "jsonl":
            from checker.readers.tables import jsonl

            return jsonl.reader(path, name, wanted, figures)
        case "parquet":
            from checker.readers.tables import parquet

            return parquet.reader(path, name, wanted, figures)
        case "xlsx":
            from checker.readers.tables import xlsx

            return xlsx.reader(path, name, wanted, figures, part)
        case "markdown":
            from checker.readers.tables import markdown

            return markdown.reader(path, name, wanted, part)
        case "html":
            from checker.readers.tables import html

            return html.reader(path, name, wanted, part)
        case "sqlite":
            from checker.readers.tables import sqlite

            return sqlite.reader(path, name, wanted, figures, part)
        case form:
            from checker.readers.tables import tree

            return tree.reader(path, name, form, wanted, figures, part)
