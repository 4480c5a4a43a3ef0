"""The vocabulary file: entities, properties, scopes, units, fiscal years and relations by definition."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StringConstraints

from checker.model.vocabulary import Datatype, PropertyKind
from checker.readers.files.constraint import AnyConstraint
from checker.readers.files.fields import Relation
from checker.readers.files.text import FileModel, KnownName, Literal, Name, OnlyText, Text

DAY_OF_EVERY_YEAR = "^((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$"


Language = Annotated[
    str,
    StringConstraints(strict=True, pattern="^[A-Za-z]{2,3}[A-Za-z0-9-]*$", max_length=35),
    OnlyText,
    Field(description="a language tag such as en or pt-BR (BCP 47)"),
]


LABEL = "the name that reports show; without it the identifier in words"


class EntityEntry(FileModel):
    """Anything that claims may speak of or use as a scope: a body, a place, a treaty, a person."""

    label: Text = Field("", description=LABEL)
    labels: dict[Language, Text] = Field(
        {}, description="labels by language (BCP 47)", examples=[{"en": "Japan", "ja": "日本"}]
    )
    also: list[Text] = Field([], description="other names of the same thing")
    type: Text = Field("", description="what sort of thing it is", examples=["place", "treaty"])
    part_of: KnownName | list[KnownName] = Field("", description="the entity or entities that this one is part of")
    overlaps: KnownName | list[KnownName] = Field(
        "", description="entities that share something with this one; others of its scope dimension exclude it"
    )
    distinct_from: KnownName | list[KnownName] = Field("", description="entities that are easily taken for this one")
    description: Text = Field("", description="a remark for people; no rule reads it")


class ToleranceEntry(FileModel):
    """How far values of a property may lie from their words, where the defaults do not fit."""

    approximately: Literal = Field("", description="possible, either side of `about v`", examples=["10 %"])
    approximately_plausible: Literal = Field("", description="expected, either side of `about v`", examples=["5 %"])
    nearly: Literal = Field("", description="possible, below `nearly v` and above `just over v`", examples=["10 %"])
    rounded: Literal = Field(
        "", description="units of the last significant digit either side of a bare figure", examples=[0.5]
    )


class DefinitionEntry(FileModel):
    """One way of counting a property, by the wording that claims give in `definition`."""

    also: list[Text] = Field([], description="other wordings of the same definition", examples=[["incl. trainees"]])
    at_least: Text | list[Text] = Field(
        "", description="definitions of this property by which its figure is never larger than by this one"
    )


class PropertyEntry(FileModel):
    """What claims may say of an entity."""

    label: Text = Field("", description=LABEL)
    description: Text = Field("", description="what exactly the property means")
    datatype: Datatype = Field(description="what sort of value the property has")
    kind: PropertyKind = Field(
        description="state and rate may change over time, a standing (a limit, a price) holds until it is replaced; "
        "an event and a constant never change"
    )
    unit: Text = Field("", description="unit of a quantity: its values are compared in it", examples=["USD/year", "km"])
    is_a: KnownName = Field("", description="the more general property that this one is a sense of")
    values: OneOf["single", "many", "list"] = Field(
        "single",
        description="how many values hold at one time; list: one value is a list, its items between semicolons, in any "
        "order and not all of them; default single",
    )
    adds_over: KnownName | list[KnownName] = Field(
        "", description="scope dimensions over which parts add up to the whole"
    )
    after: KnownName | list[KnownName] = Field("", description="properties of the same subject that cannot be later")
    start: KnownName = Field("", description="the date property that an interval's start is")
    end: KnownName = Field("", description="the date property that an interval's end is")
    lasts: KnownName = Field("", description="the quantity property that an interval's length is: start + length = end")
    within: KnownName = Field("", description="the interval property of the same subject in which a date must lie")
    ranks: KnownName = Field("", description="the quantity property that a rank ranks: 1 is the largest of its type")
    change: Literal = Field("", description="the fastest plausible change", examples=["20 %/year", "5,000 per year"])
    settles: Literal = Field(
        "",
        description="how far apart documents must lie for time to explain what they differ in, where no claim states a "
        "time; default 1 year",
        examples=["1 day", "6 months"],
    )
    exact: bool = Field(
        False, description="no bare figure, bound or end of a range is rounded: limits, votes, registers"
    )
    tolerance: ToleranceEntry = Field(ToleranceEntry(), description="how far its values may lie from their words")
    definitions: dict[Text, DefinitionEntry] = Field(
        {},
        description="wording of a definition to what else is known of it",
        examples=[{"with trainees": {"at_least": "without trainees"}, "without trainees": {}}],
    )
    constraints: list[AnyConstraint] = Field([], description="what else its claims must be; docs/constraints.md")


class UnitEntry(FileModel):
    """A unit that the corpus declares. Counts and currencies never convert."""

    label: Text = Field("", description=LABEL)
    kind: OneOf["count", "currency", "measure"] = Field(description="only a measure converts")
    also: list[Text] = Field([], description="other spellings, such as $ or dollars")
    equals: Literal = Field("", description="a measure in known units", examples=["3.785411784 liter"])


class FiscalYearEntry(FileModel):
    """A year that does not start on 1 January. In values: the name (or label) and the number, as in `jfy 2023`."""

    label: Text = Field(description="the name that reports show")
    starts: Annotated[str, StringConstraints(strict=True, pattern=DAY_OF_EVERY_YEAR), OnlyText] = Field(
        description="month and day on which it starts, a day that each year has", examples=["04-01"]
    )
    named_by: OneOf["start", "end"] = Field(description="whether its number is the year of its start or of its end")


class RelationEntry(FileModel):
    """A relation between quantities that holds by definition."""

    relation: Relation
    because: Text = Field(description="why it holds")
    for_each: Text = Field(
        "",
        description="a type of entities, a scope dimension, or subject (each of them): it holds for each, and property "
        "names that stand alone are those of each",
        examples=["company"],
    )


class VocabularyFile(FileModel):
    """The names that claim files may use."""

    entities: dict[Name, EntityEntry] = Field(description="identifier to entity")
    properties: dict[Name, PropertyEntry] = Field(description="identifier to property")
    scopes: dict[Name, Text] = Field({}, description="scope dimension to label", examples=[{"place": "place"}])
    units: dict[Name, UnitEntry] = Field({}, description="unit to its description")
    fiscal_years: dict[Name, FiscalYearEntry] = Field({}, description="identifier to a year of its own")
    relations: list[RelationEntry] = Field([], description="relations between quantities that hold by definition")
