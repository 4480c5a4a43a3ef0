"""Scalars of the files: what is text, what is a literal that the tool reads itself.

Why: an optional field is left out or says something; it is never null. `note:` without words is a slip, and a slip
is told, not guessed at. So the models hold `""` or an empty list for a field that is left out.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from checker.languages import CODES
from checker.languages.cldr import territories, territory_of


class Numeral(str):
    """A plain scalar that YAML 1.2 reads as a number, kept exactly as written (`1.10` stays `1.10`)."""

    __slots__ = ()


def _only_text(value: Any) -> Any:
    if isinstance(value, Numeral):
        raise ValueError("a number where text is expected; put it in quotes")
    return value


def as_written(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


OnlyText = BeforeValidator(_only_text)
"""Refuses a bare number, so that `1984` is never a title by accident. It stands last in an annotation: pydantic
loses the pattern from the schema where it comes first."""

NAME_PATTERN = r"""^[^\s#.:/\\<>=+*()\[\]{},'"]+$"""
NAME_LENGTH = 200
"""Characters; a name stands in references, file names and tables."""

SAYS_SOMETHING = r"\S"

Text = Annotated[str, StringConstraints(strict=True, min_length=1, pattern=SAYS_SOMETHING), OnlyText]
"""Text that says something."""

Name = Annotated[
    str,
    StringConstraints(strict=True, pattern=NAME_PATTERN, max_length=NAME_LENGTH),
    OnlyText,
    Field(description="an identifier: letters of any script, digits, hyphens and underscores"),
]
"""An identifier. The characters that relations and references use as punctuation stay out."""

KnownName = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=NAME_LENGTH, pattern=SAYS_SOMETHING), OnlyText
]
"""A name that is declared elsewhere. Any text has the form of one, so that `us troops` is told as an unknown entity,
with the name that was meant, and not as a misspelled identifier."""

Ref = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[^\s#]+#[^\s#]+$", max_length=2 * NAME_LENGTH + 1),
    OnlyText,
    Field(description="a claim: document#claim", examples=["example-1997#personnel-japan"]),
]
"""A claim of the corpus: two identifiers and the sign between them."""

Sha256 = Annotated[str, StringConstraints(strict=True, pattern="^[0-9a-f]{64}$"), OnlyText]

DAY_PATTERN = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

Day = Annotated[
    str,
    StringConstraints(strict=True, pattern=DAY_PATTERN),
    OnlyText,
    Field(description="a day: year, month and day", examples=["2026-11-22"]),
]

_CODES = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in code) for code in CODES)
LANGUAGE_PATTERN = rf"^({_CODES})(-[A-Za-z0-9]{{1,8}})*$"
"""Tags of the languages that have a table of words. Source: BCP 47 (RFC 5646), in which case tells nothing and a part
has at most eight letters or digits.
"""


def _of_known_territory(tag: str) -> str:
    """Why: an unknown one would be read with the marks of the language, as if nobody had stated a country."""
    if (territory := territory_of(tag)) and territory not in territories():
        raise ValueError(
            f"`{territory}` is no country or region that is known, expected a code of ISO 3166, as in `es-MX`, or none"
        )
    return tag


Language = Annotated[
    str,
    StringConstraints(strict=True, pattern=LANGUAGE_PATTERN, max_length=35),
    AfterValidator(_of_known_territory),
    OnlyText,
]

Literal = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=500, pattern=SAYS_SOMETHING),
    BeforeValidator(as_written),
    WithJsonSchema(
        {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 500, "pattern": SAYS_SOMETHING}
    ),
]
"""A value or a date, read by the tool from its exact words."""


def listed(value: str | list[str]) -> tuple[str, ...]:
    """A field that holds one name or several, as a tuple."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value)


class FileModel(BaseModel):
    """Structure that a file must have: no unknown field, no conversion between types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=False)
