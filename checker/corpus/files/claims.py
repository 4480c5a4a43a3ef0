"""The claim file: one document and the claims that it makes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from checker.corpus.files.text import FileModel, Literal, Name, Text

Relation = Annotated[
    str,
    StringConstraints(strict=True, min_length=3, max_length=2000),
    Field(
        description="a relation between quantities, each written subject.property",
        examples=["occupation.end = treaty.in-force", "plant.output <= 2 * plant.capacity"],
    ),
]
OneOrMore = list[Text]

ONE_FORM = "a claim needs subject, property and value, or relation, or readings: exactly one of the three"
ONE_TIME = "as_of is one moment and during a stretch of time: a claim has at most one of them"


class TextSource(FileModel):
    """Where the document's text is, for checking quotes."""

    sha256: Annotated[str, StringConstraints(strict=True, pattern="^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the text file's bytes, 64 hexadecimal digits"
    )
    path: Text = Field(description="path below the folder given with --documents", examples=["example.txt"])


class DocumentEntry(FileModel):
    """One source text."""

    id: Name = Field(description="the document's identifier, unique in the corpus", examples=["example-1997"])
    title: Text = Field(description="the document's title")
    publisher: Text = Field(description="who published it; claims of one publisher are not independent of one another")
    published: Literal = Field(
        description="date of publication, EDTF; an undated document has the interval that its own words allow",
        examples=["1997-07-28", "2019-04/2021-01"],
    )
    published_because: Text | None = Field(None, description="which words of an undated document allow the interval")
    text: TextSource | None = Field(None, description="the document's text; without it quotes stay unchecked")
    revises: Name | list[Name] | None = Field(
        None, description="the document or documents of which this is a later edition or a correction"
    )
    note: Text | None = Field(None, description="a remark for people; no rule reads it")


class ClaimEntry(FileModel):
    """One assertion that the document makes."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["subject", "property", "value"], "not": {"anyOf": [{"required": ["relation"]}, {"required": ["readings"]}]}},
                {"required": ["relation"], "not": {"anyOf": [{"required": [f]} for f in ("subject", "property", "value", "readings")]}},
                {"required": ["readings"], "not": {"anyOf": [{"required": [f]} for f in ("subject", "property", "value", "relation")]}},
            ],
            "not": {"required": ["as_of", "during"]},
        }
    )

    id: Name = Field(description="the claim's identifier, unique in its document", examples=["personnel-japan"])
    quote: Text = Field(
        description="the shortest verbatim phrase that pins the claim, at most 15 words",
        examples=["over 40,000 are in Japan"],
    )
    quote_prefix: Text | None = Field(None, description="the words just before the quote, where it stands in several places")
    quote_suffix: Text | None = Field(None, description="the words just after the quote, where it stands in several places")
    subject: Name | None = Field(None, description="an entity of the vocabulary", examples=["us-forces"])
    property: Name | None = Field(None, description="a property of the vocabulary", examples=["personnel"])
    value: Literal | None = Field(
        None,
        description="the value in the document's words",
        examples=["over 40,000", "nearly 2 billion USD/year", "1945/1952", "more than eighty"],
    )
    relation: Relation | None = Field(None, description="a relation between quantities that the document states")
    readings: list[Relation] | None = Field(
        None, min_length=1, max_length=16, description="each way to read an ambiguous phrase, nearest first"
    )
    scope: dict[Name, Name] | None = Field(
        None, description="what the claim is limited to: dimension to entity", examples=[{"place": "japan"}]
    )
    definition: Text | None = Field(
        None, description="what exactly is counted, where documents count differently", examples=["excluding reservists"]
    )
    as_of: Literal | None = Field(None, description="the moment that the statement speaks about, EDTF", examples=["2017"])
    during: Literal | None = Field(None, description="the time throughout which the claim holds, EDTF", examples=["1945/1952"])
    said_by: Name | None = Field(None, description="who is reported to say so; the claim binds this speaker, not the document")
    draws_on: Text | list[Text] | None = Field(
        None, description="what the claim repeats: an entity, a document or a claim (document#claim)"
    )
    denies: bool | None = Field(None, description="true: the document says that this does not hold")
    rank: Annotated[str, StringConstraints(strict=True, pattern="^(normal|deprecated)$")] | None = Field(
        None, description="deprecated: known to be superseded; kept for the record", examples=["deprecated"]
    )
    note: Text | None = Field(None, description="a remark for people; no rule reads it")

    @model_validator(mode="before")
    @classmethod
    def _one_form(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        forms = [any(f in data for f in ("subject", "property", "value")), "relation" in data, "readings" in data]
        if forms.count(True) != 1 or (forms[0] and not all(f in data for f in ("subject", "property", "value"))):
            raise ValueError(ONE_FORM)
        if "as_of" in data and "during" in data:
            raise ValueError(ONE_TIME)
        return data


class ClaimFile(FileModel):
    """A claim file: one document and the claims that it makes."""

    document: DocumentEntry
    claims: list[ClaimEntry] = Field(description="the claims, in the order of the text")
