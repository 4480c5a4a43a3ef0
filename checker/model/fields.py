"""Every field of a claim, once: what it holds, whether it is part of what the claim says, and how it is shown.

Readers of files and of tables, schemas, the columns in `docs/tables.md`, fingerprints, decisions, differences and
reports go by this table. A new field is an entry here and an attribute of `Claim`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from operator import attrgetter
from typing import Any, Literal

from checker.model.claim import Claim

FieldKind = Literal[
    "name", "text", "literal", "bound", "flag", "rank", "document", "entity", "property", "scope", "sources",
    "relation", "relations", "allow",
]  # fmt: skip
"""What a field holds; `checker.readers.files.fields` has its form in files."""

SECTIONS: Mapping[FieldKind, str] = {"entity": "entities", "property": "properties"}
"""Kinds that are names of the vocabulary, and the section that declares them."""


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is that in files, `attribute` the one of `Claim` that holds it, where that has another name.

    `content`: part of what the claim says. A change makes decisions stale, and rules and messages may depend on it; on
    other fields they may not, but for the claim's name and its document, which are compared by themselves.
    `identifies`: content that also tells findings apart, so that a change makes another finding. `label`: the word
    under which it is shown as it stands beside the quote, in reports and in the review, or only there (`reported`);
    without one it is shown in a form of its own or not at all. `held_in`: the files that have it.
    """

    name: str
    kind: FieldKind
    doc: str
    _: KW_ONLY
    content: bool
    identifies: bool = True
    label: str = ""
    reported: bool = True
    attribute: str = ""
    held_in: Literal["claim files", "tables", "both"] = "both"
    required: bool = False
    examples: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "attribute", self.attribute or self.name)


FIELDS = (
    Field("document", "document", "the document that makes the claim",
          content=False, held_in="tables", required=True, examples=("example-1997",)),
    Field("id", "name", "the claim's identifier, unique in its document",
          content=False, required=True, examples=("personnel-japan",)),
    Field("quote", "text", "the shortest verbatim phrase that pins the claim, at most 15 words",
          content=True, identifies=False, required=True, examples=("over 40,000 are in Japan",)),
    Field("quote_prefix", "text", "the words just before the quote, where it stands in several places", content=False),
    Field("quote_suffix", "text", "the words just after the quote, where it stands in several places", content=False),
    Field("page", "literal", "where in the document the quote stands: a page, a section, a sheet; no rule reads it",
          content=False, label="page", examples=("12", "xiv")),
    Field("subject", "entity", "an entity of the vocabulary", content=True, examples=("us-forces",)),
    Field("property", "property", "a property of the vocabulary", content=True, examples=("personnel",)),
    Field("value", "literal", "the value in the document's words",
          content=True, examples=("over 40,000", "nearly 2 billion USD/year", "1945/1952", "more than eighty")),
    Field("lo", "bound", "the smallest value, a plain number; left out: no lower bound",
          content=True, attribute="value", held_in="tables", examples=("40.5",)),
    Field("hi", "bound", "the largest value, a plain number; left out: no upper bound",
          content=True, attribute="value", held_in="tables", examples=("55",)),
    Field("lo_open", "flag", "true: the value is above lo", content=True, attribute="value", held_in="tables"),
    Field("hi_open", "flag", "true: the value is below hi", content=True, attribute="value", held_in="tables"),
    Field("unit", "text", "the unit of value, or of lo and hi",
          content=True, attribute="value", held_in="tables", examples=("km", "USD/year")),
    Field("relation", "relation", "a relation between quantities that the document states",
          content=True, attribute="readings"),
    Field("readings", "relations", "each way to read an ambiguous phrase, nearest first", content=True),
    Field("scope", "scope", "what the claim is limited to: dimension to entity",
          content=True, examples=({"place": "japan"},)),
    Field("definition", "text", "what exactly is counted, where documents count differently",
          content=True, identifies=False, examples=("excluding reservists",)),
    Field("as_of", "literal", "the moment that the statement speaks about, EDTF", content=True, examples=("2017",)),
    Field("during", "literal", "the time throughout which the claim holds, EDTF",
          content=True, examples=("1945/1952",)),
    Field("said_by", "entity", "who is reported to say so; the claim binds this speaker, not the document",
          content=True, identifies=False),
    Field("draws_on", "sources", "what the claim repeats: an entity, a document or a claim (document#claim)",
          content=True, identifies=False),
    Field("denies", "flag", "true: the document says that this does not hold", content=True),
    Field("rank", "rank", "deprecated: known to be superseded; kept for the record",
          content=True, identifies=False, attribute="deprecated", examples=("deprecated",)),
    Field("because", "text", "why the value says more than the quote: a date told from another, a sum, a heading",
          content=True, identifies=False, label="because", examples=("the year that follows 1992",)),
    Field("note", "text", "a remark for people; no rule reads it", content=False, label="note", reported=False),
    Field("proposed_by", "text", "the program that proposed the claim; no rule reads it",
          content=False, label="proposed by", examples=("small-model at localhost:8080",)),
    Field("draft", "flag", "true: not confirmed yet; it is compared with nothing, and may lack subject and property",
          content=False, held_in="claim files"),
    Field("allow", "allow", "findings of this claim that are let pass, and why", content=False, held_in="claim files"),
)  # fmt: skip

IN_CLAIM_FILES = tuple(field for field in FIELDS if field.held_in != "tables")
IN_TABLES = tuple(field for field in FIELDS if field.held_in != "claim files")
REPORTED = tuple(field for field in FIELDS if field.label and field.reported)
LABELLED = tuple(field for field in FIELDS if field.label)

CONTENT = tuple(dict.fromkeys(field.attribute for field in FIELDS if field.content))
"""The attributes of a claim that are what it says, whatever it is called and wherever it stands."""

content_of = attrgetter(*CONTENT)


def held(kind: FieldKind, value: Any) -> Any:
    """What a claim holds of what its file says."""
    match kind:
        case "relation" | "relations" | "sources":
            return (value,) if isinstance(value, str) else tuple(value)
        case "scope":
            return tuple(sorted(value.items()))
        case "rank":
            return value == "deprecated"
        case _:
            return value


def written(field: Field, claim: Claim) -> Any:
    """What a claim file says in a field of the claim; of no truth value where it is left out."""
    value = getattr(claim, field.attribute)
    match field.kind:
        case "relation":  # one reading is written as a relation
            return value[0] if len(value) == 1 else ""
        case "relations":
            return value if len(value) > 1 else ()
        case "rank":
            return "deprecated" if value else ""
        case _:
            return value


def labelled(claim: Claim, fields: Iterable[Field] = REPORTED) -> tuple[tuple[str, str], ...]:
    """The fields of a claim that are shown as they stand: label and text."""
    given = ((field.label, written(field, claim)) for field in fields)
    return tuple((label, as_text(value)) for label, value in given if value)


def as_text(value: Any) -> str:
    """What a field holds, on one line."""
    if isinstance(value, tuple):
        return "; ".join(": ".join(part) if isinstance(part, tuple) else part for part in value)
    return value if isinstance(value, str) else "yes"
