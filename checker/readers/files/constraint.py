"""Constraints of a property in the vocabulary file: one model for each form, told apart by the field `rule`."""

from __future__ import annotations

from typing import Annotated, Any, get_args
from typing import Literal as OneOf

from pydantic import Field

from checker.model.vocabulary import ConstraintWeight
from checker.readers.files.text import FileModel, KnownName, Literal, Text

Words = list[KnownName]
RULE = Field(description="the rule that looks after the constraint")
Qualifiers = Field(
    description="names of definition, as_of, during, time (as_of or during), said_by, or of a scope dimension"
)
Separators = Field(
    [],
    description="what makes two values compatible where it differs: definition, as_of, during, said_by, or the name "
    "of a scope dimension",
    examples=[["definition", "place"]],
)


class ExceptionEntry(FileModel):
    """A subject that the constraint does not bind. An exception that nothing needs is a fault."""

    subject: KnownName = Field(description="an entity of the vocabulary")
    because: Text = Field(description="why the constraint does not bind it")


class ConstraintEntry(FileModel):
    """A condition on the claims of a property."""

    rule: str = RULE
    severity: ConstraintWeight = Field(
        "normal", description="of a breach: mandatory an error, normal a warning, suggestion a remark"
    )
    exceptions: list[ExceptionEntry] = Field([], description="subjects that it does not bind")
    because: Text = Field("", description="why the claims must be so; findings show it")


class PlainEntry(ConstraintEntry):
    """A condition that needs no more words."""

    rule: OneOf["several-values", "integer", "no-bounds", "symmetric"] = RULE


class SeparableEntry(ConstraintEntry):
    """How many values, or how many subjects, at one time."""

    rule: OneOf["single-value", "single-best-value", "distinct-values"] = RULE
    separators: Words = Separators


class ListEntry(ConstraintEntry):
    """Values that are allowed, or that are not."""

    rule: OneOf["one-of", "none-of"] = RULE
    values: list[Literal] = Field(description="values, written as claims write them", min_length=1)


DEFINES: Any = Field(
    "mandatory", description="of a breach: mandatory an error (the default here), normal a warning, suggestion a remark"
)
"""The severity of what holds by definition."""


class OneWayEntry(ConstraintEntry):
    """Figures that move in one direction only."""

    rule: OneOf["never-falls", "never-rises"] = RULE
    severity: ConstraintWeight = DEFINES


class FinalEntry(ConstraintEntry):
    """Values that are never left."""

    rule: OneOf["final-value"] = RULE
    severity: ConstraintWeight = DEFINES
    values: list[Literal] = Field(
        description="values that, once reached, are never left", min_length=1, examples=[["dead"]]
    )


class ValueCountEntry(ConstraintEntry):
    """How many values a property of several values can have."""

    rule: OneOf["value-count"] = RULE
    max: Literal = Field(description="the greatest number of values at one time", examples=["2"])
    separators: Words = Separators


class ClaimCountEntry(ConstraintEntry):
    """How many claims must speak of a subject, in each scope."""

    rule: OneOf["claim-count"] = RULE
    min: Literal = Field(description="the least number of them", examples=["2"])
    of: OneOf["claims", "documents", "publishers"] = Field(
        "claims", description="what is counted: claims (the default), documents that make one, or publishers of these"
    )


class FormatEntry(ConstraintEntry):
    """The form of the words."""

    rule: OneOf["value-format"] = RULE
    pattern: Text = Field(
        description="a regular expression (RE2 syntax) that the whole value fits", examples=["[A-Z]{2}[0-9]{4}"]
    )


class UnitsEntry(ConstraintEntry):
    """The units that values may be written in."""

    rule: OneOf["allowed-units"] = RULE
    units: Words = Field(
        description="units as claims write them; none stands for no unit", examples=[["km", "mile"]], min_length=1
    )


class RangeEntry(ConstraintEntry):
    """The limits of a number or date."""

    rule: OneOf["value-range"] = RULE
    min: Literal = Field("", description="the least value; now is the pinned date", examples=["0 %", "1850", "now"])
    max: Literal = Field("", description="the greatest value; now is the pinned date", examples=["100 %", "now"])


class DifferenceEntry(ConstraintEntry):
    """The limits of how far this property's value lies above another one's."""

    rule: OneOf["difference-within-range"] = RULE
    property: KnownName = Field(description="the property that is subtracted from this one")
    min: Literal = Field("", description="the least difference; of dates a time", examples=["0 MW", "0 days"])
    max: Literal = Field("", description="the greatest difference; of dates a time", examples=["5 MW", "120 years"])
    separators: Words = Separators


class ContemporaryEntry(ConstraintEntry):
    """Subject and value exist at a common time."""

    rule: OneOf["contemporary"] = RULE
    lifetimes: Words = Field(
        description="interval properties that say when an entity exists", examples=[["period"]], min_length=1
    )


class ConflictsEntry(ConstraintEntry):
    """What a subject of this property must not have."""

    rule: OneOf["conflicts-with"] = RULE
    property: KnownName = Field(description="the property that does not go with this one")
    values: list[Literal] = Field([], description="only these values of it; left out: any value")
    separators: Words = Separators


class RequiresEntry(ConstraintEntry):
    """What the subject, or the value, must have."""

    rule: OneOf["requires-claim", "value-requires-claim"] = RULE
    property: KnownName = Field(description="the property that must be claimed too")
    values: list[Literal] = Field([], description="only one of these values will do; left out: any value")


class InverseEntry(ConstraintEntry):
    """The property that leads back from the value to the subject."""

    rule: OneOf["inverse"] = RULE
    property: KnownName = Field(description="the property that leads back")


class TypesEntry(ConstraintEntry):
    """What sort of thing the subject, or the value, is."""

    rule: OneOf["subject-type", "value-type"] = RULE
    types: Words = Field(
        description="types of entities; a type that is itself an entity may be part of one of these",
        examples=[["organization", "person"]],
        min_length=1,
    )


class QualifiersEntry(ConstraintEntry):
    """What a claim states beside its value."""

    rule: OneOf["mandatory-qualifier", "allowed-qualifiers"] = RULE
    qualifiers: Words = Qualifiers


class CitationEntry(ConstraintEntry):
    """Whence a claim must say that it has its value."""

    rule: OneOf["citation-needed"] = RULE
    by: list[OneOf["said_by", "draws_on", "text"]] = Field(
        ["said_by", "draws_on"],
        description="what counts, any one of: said_by, draws_on, text (the document's text is pinned)",
        min_length=1,
    )


class LabelEntry(ConstraintEntry):
    """Languages in which entities have a label."""

    rule: OneOf["label-present"] = RULE
    languages: Words = Field(
        description="BCP 47; a label in one of them is enough", examples=[["en", "ja"]], min_length=1
    )
    of: OneOf["subject", "value"] = Field("subject", description="whose label; default subject")


AnyConstraint = Annotated[
    PlainEntry
    | SeparableEntry
    | ListEntry
    | OneWayEntry
    | ValueCountEntry
    | ClaimCountEntry
    | FinalEntry
    | FormatEntry
    | UnitsEntry
    | RangeEntry
    | DifferenceEntry
    | ContemporaryEntry
    | ConflictsEntry
    | RequiresEntry
    | InverseEntry
    | TypesEntry
    | QualifiersEntry
    | CitationEntry
    | LabelEntry,
    Field(discriminator="rule"),
]

MODELS: dict[str, type[ConstraintEntry]] = {
    rule: entry
    for entry in get_args(get_args(AnyConstraint)[0])
    for rule in get_args(entry.model_fields["rule"].annotation)
}
"""The model of each rule that a property can declare."""

NAMES = tuple(sorted(MODELS))


class RuleName(FileModel):
    """The field that says which model the others follow."""

    # pydantic takes the names of a tuple for a Literal; type checkers take only names written out
    rule: OneOf[NAMES] = RULE  # type: ignore[invalid-literal]
