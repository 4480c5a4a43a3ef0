"""The claim file: one document and the claims that it makes."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field, model_validator

from checker.languages import CODES
from checker.model.fields import IN_CLAIM_FILES
from checker.readers.files.fields import with_fields
from checker.readers.files.text import FileModel, KnownName, Language, Literal, Name, Sha256, Text

VALUE_FORM = ("subject", "property", "value")
ONE_FORM = "a claim needs subject, property and value, or relation, or readings: exactly one of the three"
ONE_TIME = "as_of is one moment and during a stretch of time: a claim has at most one of them"


def form(needed: tuple[str, ...], others: tuple[str, ...]) -> dict[str, Any]:
    return {"required": list(needed), "not": {"anyOf": [{"required": [name]} for name in others]}}


DRAFT_FORM: dict[str, Any] = {
    "properties": {"draft": {"const": True}},
    "required": ["draft", "value"],
    "not": {"anyOf": [{"required": [*names]} for names in (("subject", "property"), ("relation",), ("readings",))]},
}
"""A draft whose subject or property is not known yet."""


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
    language: Language = Field(
        "",
        description=f"language of its words, a tag of BCP 47: {', '.join(CODES)}, or one of these with a territory, as "
        "de-CH; left out of other documents, whose values are written in English",
        examples=["de"],
    )
    revises: KnownName | list[KnownName] = Field(
        "", description="the document or documents of which this is a later edition or a correction"
    )
    note: Text = Field("", description="a remark for people; no rule reads it")


@with_fields(IN_CLAIM_FILES)
class ClaimEntry(FileModel):
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
                        DRAFT_FORM,
                    ],
                },
                {"description": ONE_TIME, "not": {"required": ["as_of", "during"]}},
            ]
        }
    )

    @model_validator(mode="before")
    @classmethod
    def _one_form(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        forms = [any(name in data for name in VALUE_FORM), "relation" in data, "readings" in data]
        needed = ("value",) if data.get("draft") is True else VALUE_FORM
        if forms.count(True) != 1 or (forms[0] and not all(name in data for name in needed)):
            raise ValueError(ONE_FORM)
        if "as_of" in data and "during" in data:
            raise ValueError(ONE_TIME)
        return data


class ClaimFile(FileModel):
    """A claim file: one document and the claims that it makes."""

    document: DocumentEntry
    claims: list[ClaimEntry] = Field(description="the claims, in the order of the text")
