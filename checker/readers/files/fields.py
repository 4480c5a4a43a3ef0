"""What each kind of field of a claim holds in files; the models of files get their fields from the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Self, TypeVar
from typing import Literal as OneOf

from pydantic import ConfigDict, Field, StringConstraints, WithJsonSchema, create_model, model_validator

from checker.model.fields import Field as ClaimField
from checker.model.fields import FieldKind
from checker.readers.files.text import Day, FileModel, KnownName, Literal, Name, OnlyText, Ref, Text

Relation = Annotated[
    str,
    StringConstraints(strict=True, min_length=3, max_length=2000),
    OnlyText,
    Field(
        description="a relation between quantities, each written subject.property",
        examples=["occupation.end = treaty.in-force", "plant.output <= 2 * plant.capacity"],
    ),
]

BOUND_PATTERN = r"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?$"
"""A number without separators; how many digits and how large an exponent may be, the reader of literals knows."""

Bound = Annotated[
    str,
    StringConstraints(strict=True, pattern=BOUND_PATTERN, max_length=100),
    WithJsonSchema({"type": ["string", "number"], "pattern": BOUND_PATTERN, "maxLength": 100}),
]


RULE_OR_ONE = "allow names either a rule, perhaps with another claim (with), or a disagreement"


def _either(name: str, *others: str) -> dict[str, Any]:
    return {"required": [name], "not": {"anyOf": [{"required": [other]} for other in others]}}


class AllowEntry(FileModel):
    """Findings of a rule that cite this claim, or one disagreement in which it takes part, are let pass. One that lets
    nothing pass is reported.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "description": RULE_OR_ONE,
                    "oneOf": [_either("rule", "disagreement"), _either("disagreement", "rule", "with")],
                }
            ]
        }
    )

    rule: KnownName = Field("", description="the rule whose findings are let pass", examples=["value-conflict"])
    disagreement: KnownName = Field(
        "",
        description="the disagreement that is let pass: its identifier, its beginning with at least eight digits of "
        "its hash, or that of one of its findings",
        examples=["rent.amount-7f3a9c21d2b7e610"],
    )
    other: Ref = Field("", alias="with", description="only findings that cite this claim too (document#claim)")
    because: Text = Field(description="why, in words that another analyst can check")
    until: Day = Field("", description="the day from which the findings are open again")

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if bool(self.rule) == bool(self.disagreement) or (self.other and not self.rule):
            raise ValueError(RULE_OR_ONE)
        return self


FORMS: Mapping[FieldKind, tuple[Any, Any]] = {
    "name": (Name, ""),
    "text": (Text, ""),
    "literal": (Literal, ""),
    "bound": (Bound, ""),
    "flag": (bool, False),
    "rank": (OneOf["normal", "deprecated"], "normal"),
    "document": (KnownName, ""),
    "entity": (KnownName, ""),
    "property": (KnownName, ""),
    "scope": (dict[KnownName, KnownName], {}),
    "sources": (Text | list[Text], ""),
    "relation": (Relation, ""),
    "relations": (Annotated[list[Relation], Field(min_length=1, max_length=16)], []),
    "allow": (Annotated[list[AllowEntry], Field(min_length=1)], []),
}
"""The form of each kind, and what stands for a field that is left out."""

Model = TypeVar("Model", bound=FileModel)


def with_fields(fields: Iterable[ClaimField]) -> Callable[[type[Model]], type[Model]]:
    """Gives a model these fields of a claim."""
    made: dict[str, Any] = {field.name: _made(field) for field in fields}

    def fill(model: type[Model]) -> type[Model]:
        about = {"__doc__": model.__doc__, "__module__": model.__module__}
        return create_model(model.__name__, __base__=model, **about, **made)

    return fill


def _made(field: ClaimField) -> tuple[Any, Any]:
    form, nothing = FORMS[field.kind]
    more: dict[str, Any] = {"examples": list(field.examples)} if field.examples else {}
    return form, Field(... if field.required else nothing, description=field.doc, **more)
