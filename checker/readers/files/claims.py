"""The claim file: one document and the claims that it makes."""

from __future__ import annotations

from typing import Annotated, Any
from typing import Literal as OneOf

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from checker.readers.files.text import Day, FileModel, Known, Literal, Name, OnlyText, Ref, Sha256, Text

Relation = Annotated[
    str,
    StringConstraints(strict=True, min_length=3, max_length=2000),
    OnlyText,
    Field(
        description="a relation between quantities, each written subject.property",
        examples=["occupation.end = treaty.in-force", "plant.output <= 2 * plant.capacity"],
    ),
]

VALUE_FORM = ("subject", "property", "value")
ONE_FORM = "a claim needs subject, property and value, or relation, or readings: exactly one of the three"
ONE_TIME = "as_of is one moment and during a stretch of time: a claim has at most one of them"


def form(needed: tuple[str, ...], others: tuple[str, ...]) -> dict[str, Any]:
    return {"required": list(needed), "not": {"anyOf": [{"required": [name]} for name in others]}}


class TextSource(FileModel):
    """Where the document's text is, for checking quotes."""

    sha256: Sha256 = Field(description="SHA-256 of the text file's bytes, 64 hexadecimal digits")
    path: Text = Field(description="path below the folder given with --documents", examples=["example.txt"])


NO_TEXT = TextSource.model_construct(sha256="", path="")


class DocumentEntry(FileModel):
    """One source text."""

    id: Name = Field(description="the document's identifier, unique in the corpus", examples=["example-1997"])
    title: Text = Field(description="the document's title")
    publisher: Text = Field(description="who published it; claims of one publisher are not independent of one another")
    published: Literal = Field(
        description="date of publication, EDTF; an undated document has the interval that its own words allow",
        examples=["1997-07-28", "2019-04/2021-01"],
    )
    published_because: Text = Field("", description="which words of an undated document allow the interval")
    text: TextSource = Field(NO_TEXT, description="the document's text; without it quotes stay unchecked")
    revises: Known | list[Known] = Field(
        "", description="the document or documents of which this is a later edition or a correction"
    )
    note: Text = Field("", description="a remark for people; no rule reads it")


class AllowEntry(FileModel):
    """Findings of a rule that cite this claim are let pass. One that lets nothing pass is reported."""

    rule: Known = Field(description="the rule whose findings are let pass", examples=["value-conflict"])
    other: Ref = Field("", alias="with", description="only findings that cite this claim too (document#claim)")
    because: Text = Field(description="why, in words that another analyst can check")
    until: Day = Field("", description="the day from which the findings are open again")


class Assertion(FileModel):
    """What a claim says, whether it is an entry of a claim file or a row of a table."""

    id: Name = Field(description="the claim's identifier, unique in its document", examples=["personnel-japan"])
    quote: Text = Field(
        description="the shortest verbatim phrase that pins the claim, at most 15 words",
        examples=["over 40,000 are in Japan"],
    )
    quote_prefix: Text = Field("", description="the words just before the quote, where it stands in several places")
    quote_suffix: Text = Field("", description="the words just after the quote, where it stands in several places")
    subject: Known = Field("", description="an entity of the vocabulary", examples=["us-forces"])
    property: Known = Field("", description="a property of the vocabulary", examples=["personnel"])
    value: Literal = Field(
        "",
        description="the value in the document's words",
        examples=["over 40,000", "nearly 2 billion USD/year", "1945/1952", "more than eighty"],
    )
    relation: Relation = Field("", description="a relation between quantities that the document states")
    readings: list[Relation] = Field(
        [], min_length=1, max_length=16, description="each way to read an ambiguous phrase, nearest first"
    )
    scope: dict[Known, Known] = Field(
        {}, description="what the claim is limited to: dimension to entity", examples=[{"place": "japan"}]
    )
    definition: Text = Field(
        "", description="what exactly is counted, where documents count differently", examples=["excluding reservists"]
    )
    as_of: Literal = Field("", description="the moment that the statement speaks about, EDTF", examples=["2017"])
    during: Literal = Field("", description="the time throughout which the claim holds, EDTF", examples=["1945/1952"])
    said_by: Known = Field("", description="who is reported to say so; the claim binds this speaker, not the document")
    draws_on: Text | list[Text] = Field(
        "", description="what the claim repeats: an entity, a document or a claim (document#claim)"
    )
    denies: bool = Field(False, description="true: the document says that this does not hold")
    rank: OneOf["normal", "deprecated"] = Field(
        "normal", description="deprecated: known to be superseded; kept for the record", examples=["deprecated"]
    )
    note: Text = Field("", description="a remark for people; no rule reads it")


class ClaimEntry(Assertion):
    """One assertion that the document makes."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "description": ONE_FORM,
                    "oneOf": [
                        form(VALUE_FORM, ("relation", "readings")),
                        form(("relation",), (*VALUE_FORM, "readings")),
                        form(("readings",), (*VALUE_FORM, "relation")),
                    ],
                },
                {"description": ONE_TIME, "not": {"required": ["as_of", "during"]}},
            ]
        }
    )

    allow: list[AllowEntry] = Field([], min_length=1, description="findings of this claim that are let pass, and why")

    @model_validator(mode="before")
    @classmethod
    def _one_form(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        forms = [any(name in data for name in VALUE_FORM), "relation" in data, "readings" in data]
        if forms.count(True) != 1 or (forms[0] and not all(name in data for name in VALUE_FORM)):
            raise ValueError(ONE_FORM)
        if "as_of" in data and "during" in data:
            raise ValueError(ONE_TIME)
        return data


class ClaimFile(FileModel):
    """A claim file: one document and the claims that it makes."""

    document: DocumentEntry
    claims: list[ClaimEntry] = Field(description="the claims, in the order of the text")
