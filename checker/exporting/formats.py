"""Every form in which claims and findings leave for the tools of others: one table for command, pages and tests.

A writer is imported when its form is asked for. Reports for people and for build systems are formats of `check`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.exporting.names import Names
    from checker.model.result import Result


class Export(NamedTuple):
    """The text of a file, and what of the corpus it does not hold, in words."""

    text: str
    left_out: tuple[str, ...] = ()


def unlisted(result: Result) -> tuple[str, ...]:
    """What of a corpus has no claim to write: drafts, and rows of large tables that were judged as sums."""
    rows = result.coverage.claims - len(result.corpus.claims)
    counts = {"drafts": len(result.corpus.drafts), "claims of large tables, which are not listed": max(rows, 0)}
    return tuple(f"{what}: {number:,}" for what, number in counts.items() if number)


@dataclass(frozen=True, slots=True)
class Form:
    """`module` of this package writes it; `extension` is that of its files, `extra` what it needs installed."""

    name: str
    module: str
    extension: str
    doc: str
    extra: str = ""

    def write(self, result: Result, names: Names) -> Export:
        """The same result and names give the same text."""
        return import_module(f"checker.exporting.{self.module}").write(result, names)


FORMS: tuple[Form, ...] = (
    Form("annotations", "annotations", "jsonld", "claims as W3C Web Annotations, which checker import reads back"),
    Form("claimreview", "claimreview", "jsonld", "decisions as schema.org ClaimReview, for pages and search engines"),
    Form("turtle", "turtle", "ttl", "documents, claims and findings as PROV and Web Annotation, as Turtle", "rdf"),
    Form("json-ld", "jsonld", "jsonld", "the same as JSON-LD, with its context inside", "rdf"),
    Form("shacl", "shacl", "ttl", "what the vocabulary asks of claims as SHACL shapes, for the data of turtle", "rdf"),
)
NAMES: tuple[str, ...] = tuple(form.name for form in FORMS)


def form_of(name: str) -> Form:
    """The form of that name; raises `KeyError` where there is none."""
    return {form.name: form for form in FORMS}[name]
