"""Every form in which claims and findings leave for the tools of others: one table for command, pages and tests.

A writer is imported when its form is asked for. Reports for people and for build systems are formats of `check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from checker.exporting.names import Names
    from checker.model.result import Result


class Export(NamedTuple):
    """The text of a file, and what of the corpus it does not hold, in words; or the bytes of files by name, where that
    is no text: those of the only one, which has no name, or of those in a folder.
    """

    text: str
    left_out: tuple[str, ...] = ()
    files: Mapping[str, bytes] = MappingProxyType({})


def unlisted(result: Result) -> tuple[str, ...]:
    """What of a corpus has no claim to write: drafts, and rows of large tables that were judged as sums."""
    rows = result.coverage.claims - len(result.corpus.claims)
    counts = {"drafts": len(result.corpus.drafts), "claims of large tables, which are not listed": max(rows, 0)}
    return tuple(f"{what}: {number:,}" for what, number in counts.items() if number)


@dataclass(frozen=True, slots=True)
class Form:
    """`module` of this package writes it; `extension` is that of its files, `extra` what it needs installed. `made` is
    what comes of it: a text, which may be printed and has URIs; a file that is none; or a folder of such files.
    """

    name: str
    module: str
    extension: str
    doc: str
    extra: str = ""
    made: Literal["text", "file", "folder"] = "text"

    def write(self, result: Result, names: Names) -> Export:
        """The same result and names give the same text, and tables of the same rows."""
        write = import_module(f"checker.exporting.{self.module}").write
        return write(result, names) if self.made == "text" else write(result)


FORMS: tuple[Form, ...] = (
    Form("annotations", "annotations", "jsonld", "claims as W3C Web Annotations, which checker import reads back"),
    Form("claimreview", "claimreview", "jsonld", "decisions as schema.org ClaimReview, for pages and search engines"),
    Form("turtle", "turtle", "ttl", "documents, claims and findings as PROV and Web Annotation, as Turtle", "rdf"),
    Form("json-ld", "jsonld", "jsonld", "the same as JSON-LD, with its context inside", "rdf"),
    Form("shacl", "shacl", "ttl", "what the vocabulary asks of claims as SHACL shapes, for the data of turtle", "rdf"),
    Form("sqlite", "sqlite", "db", "documents, claims and findings as a SQLite file, for Datasette", made="file"),
    Form("duckdb", "duckdb", "duckdb", "the same tables as a DuckDB file, with types", "tables", "file"),
    Form("parquet", "parquet", "parquet", "the same tables as a folder of Parquet files", "tables", "folder"),
)
NAMES: tuple[str, ...] = tuple(form.name for form in FORMS)
TEXTS: tuple[str, ...] = tuple(form.name for form in FORMS if form.made == "text")


def form_of(name: str) -> Form:
    """The form of that name; raises `KeyError` where there is none."""
    return {form.name: form for form in FORMS}[name]
