"""What each kind of field of a claim holds in files; the models of files get their fields from the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, TypeVar
from typing import Literal as OneOf

from pydantic import Field, StringConstraints, WithJsonSchema, create_model

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


class AllowEntry(FileModel):
    """Findings of a rule that cite this claim are let pass. One that lets nothing pass is reported."""

    rule: KnownName = Field(description="the rule whose findings are let pass", examples=["value-conflict"])
    other: Ref = Field("", alias="with", description="only findings that cite this claim too (document#claim)")
    because: Text = Field(description="why, in words that another analyst can check")
    until: Day = Field("", description="the day from which the findings are open again")


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
