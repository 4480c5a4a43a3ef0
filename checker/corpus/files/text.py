"""Scalars of the files: what is text, what is a literal that the tool reads itself."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema


class Numeral(str):
    """A plain scalar that YAML 1.2 reads as a number, kept exactly as written (`1.10` stays `1.10`)."""

    __slots__ = ()


def _only_text(value: Any) -> Any:
    if isinstance(value, Numeral):
        raise ValueError("a number where text is expected; put it in quotes")
    return value


def _as_written(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


Text = Annotated[str, BeforeValidator(_only_text), StringConstraints(strict=True, min_length=1)]
"""Text that says something; a bare number is refused, so that `1984` is never a title by accident."""

Name = Annotated[
    str,
    BeforeValidator(_only_text),
    StringConstraints(strict=True, pattern=r"^[^\s#.:/\\<>=+*()\[\]{},'\"]+$", max_length=200),
    Field(description="an identifier: letters of any script, digits, hyphens and underscores"),
]
"""An identifier. The characters that relations and references use as punctuation stay out."""

Literal = Annotated[
    str,
    BeforeValidator(_as_written),
    StringConstraints(strict=True, min_length=1, max_length=500),
    WithJsonSchema({"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 500}),
]
"""A value or a date, read by the tool from its exact words."""


class FileModel(BaseModel):
    """Structure that a file must have: no unknown field, no conversion between types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=False)
