"""The vocabulary file: entities, properties, scopes, units, fiscal years and relations by definition."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StringConstraints

from checker.corpus.files.claims import Relation
from checker.corpus.files.text import FileModel, Literal, Name, Text


class EntityEntry(FileModel):
    """Anything that claims may speak of or use as a scope: a body, a place, a treaty, a person."""

    label: Text = Field(description="the name that reports show")
    also: list[Text] | None = Field(None, description="other names of the same thing")
    type: Text | None = Field(None, description="what sort of thing it is", examples=["place", "treaty"])
    part_of: Name | list[Name] | None = Field(None, description="the entity or entities that this one is part of")
    distinct_from: Name | list[Name] | None = Field(None, description="entities that are easily taken for this one")
    description: Text | None = None


class ToleranceEntry(FileModel):
    """How far values of a property may lie from their words, where the defaults do not fit."""

    approximately: Literal | None = Field(None, description="possible, either side of `about v`", examples=["10 %"])
    approximately_plausible: Literal | None = Field(None, description="plausible, either side of `about v`", examples=["5 %"])
    nearly: Literal | None = Field(None, description="possible, below `nearly v`", examples=["10 %"])
    rounded: Literal | None = Field(
        None, description="units of the last significant digit either side of a round number; 0: exact", examples=[0.5, 0]
    )


class PropertyEntry(FileModel):
    """What claims may say of an entity."""

    label: Text = Field(description="the name that reports show")
    description: Text | None = Field(None, description="what exactly the property means")
    datatype: OneOf["quantity", "date", "interval", "entity", "text", "boolean", "rank"]
    kind: OneOf["state", "event", "rate", "constant"] = Field(
        description="state and rate may change over time; an event and a constant never do"
    )
    unit: Text | None = Field(None, description="unit of a quantity: its values are compared in it", examples=["USD/year", "km"])
    is_a: Name | None = Field(None, description="the more general property that this one is a sense of")
    values: OneOf["single", "many"] | None = Field(None, description="how many values hold at one time; default single")
    adds_over: Name | list[Name] | None = Field(None, description="scope dimensions over which parts add up to the whole")
    after: Name | list[Name] | None = Field(None, description="properties of the same subject that cannot be later")
    start: Name | None = Field(None, description="the date property that an interval's start is")
    end: Name | None = Field(None, description="the date property that an interval's end is")
    change: Literal | None = Field(
        None, description="the fastest plausible change", examples=["20 %/year", "5,000 per year"]
    )
    tolerance: ToleranceEntry | None = None


class UnitEntry(FileModel):
    """A unit that the corpus declares. Counts and currencies never convert."""

    label: Text = Field(description="the name that reports show")
    kind: OneOf["count", "currency", "measure"] = Field(description="only a measure converts")
    also: list[Text] | None = Field(None, description="other spellings, such as $ or dollars")
    equals: Literal | None = Field(None, description="a measure in known units", examples=["3.785411784 liter"])


class FiscalYearEntry(FileModel):
    """A year that does not start on 1 January. In values: the name (or label) and the number, as in `jfy 2023`."""

    label: Text
    starts: Annotated[str, StringConstraints(strict=True, pattern="^[0-9]{2}-[0-9]{2}$")] = Field(
        description="month and day on which it starts", examples=["04-01"]
    )
    named_by: OneOf["start", "end"] = Field(description="whether its number is the year of its start or of its end")


class RelationEntry(FileModel):
    """A relation between quantities that holds by definition."""

    relation: Relation
    because: Text = Field(description="why it holds")


class VocabularyFile(FileModel):
    """The names that claim files may use."""

    entities: dict[Name, EntityEntry] = Field(description="identifier to entity")
    properties: dict[Name, PropertyEntry] = Field(description="identifier to property")
    scopes: dict[Name, Text] | None = Field(None, description="scope dimension to label", examples=[{"place": "place"}])
    units: dict[Name, UnitEntry] | None = Field(None, description="unit to its description")
    fiscal_years: dict[Name, FiscalYearEntry] | None = None
    relations: list[RelationEntry] | None = None
