"""How the entities of a Wikibase become claims, where it has other identifiers than Wikidata."""

from __future__ import annotations

from pydantic import Field

from checker.readers.files.text import FileModel, Literal, Name, Text


class WikibaseFile(FileModel):
    """What `checker import` has to know of a Wikibase. Whatever is left out is as in Wikidata."""

    site: Text = Field(
        "Wikidata",
        description="the name of the Wikibase: the document of statements without references, and its publisher",
    )
    ids: dict[Text, Text] = Field(
        {},
        description="identifiers of properties and items, by the English label that Wikidata's have",
        examples=[{"point in time": "P12", "single-value constraint": "Q40"}],
    )
    labels: bool = Field(
        False,
        description="true: the identifiers are those of the properties and items of the dump that have these English "
        "labels; what ids names goes first, and nothing is taken from Wikidata",
    )
    units: dict[Name, Text] = Field(
        {}, description="units as claims write them, by the item that stands for them", examples=[{"Q7": "km"}]
    )
    scopes: list[Name] = Field(
        [], description="further qualifiers that limit what a statement speaks of", examples=[["P3831"]]
    )
    properties: list[Name] = Field(
        [], description="only statements of these properties become claims", examples=[["P1082"]]
    )
    languages: list[Text] = Field(
        ["en"], description="languages of the labels that are kept, the first that an entity has its label in first"
    )
    published: Literal = Field(
        "",
        description="the date of the dump, EDTF; left out: the last day on which an entity in it was changed",
        examples=["2026-11-22"],
    )
