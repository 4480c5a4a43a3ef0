"""A row of a table of claims: one claim, with the document that makes it and, where it likes, its value in numbers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import ConfigDict, model_validator

from checker.model.fields import IN_TABLES
from checker.readers.files.claims import ONE_TIME, form
from checker.readers.files.fields import with_fields
from checker.readers.files.text import FileModel

STATED = ("subject", "property")
ENDS = ("lo", "hi")
OPEN = ("lo_open", "hi_open")
TIED = ("relation", "readings")
NUMBERS = (*ENDS, *OPEN, "unit")
ONE_FORM = (
    "a row needs subject, property and value, or subject, property and lo or hi, or relation, or readings: "
    "exactly one of the four"
)


def misfit(names: Collection[str]) -> str:
    """Which rule the fields of a row break together, or `""`."""
    stated, value = all(name in names for name in STATED), "value" in names
    ends = any(name in names for name in ENDS)
    tied = [name for name in TIED if name in names]
    if tied:
        fits = len(tied) == 1 and not any(name in names for name in (*STATED, "value", *NUMBERS))
    else:
        fits = stated and value != ends and (ends or not any(name in names for name in OPEN))
    if not fits:
        return ONE_FORM
    return ONE_TIME if "as_of" in names and "during" in names else ""


@with_fields(IN_TABLES)
class ClaimRow(FileModel):
    """One row of a table of claims. Columns of a group are written with a point: `scope.place`."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "description": ONE_FORM,
                    "oneOf": [
                        form((*STATED, "value"), (*TIED, *ENDS, *OPEN)),
                        form((*STATED, "lo"), (*TIED, "value")),
                        form((*STATED, "hi"), (*TIED, "value", "lo")),
                        form(("relation",), ("readings", *STATED, "value", *NUMBERS)),
                        form(("readings",), ("relation", *STATED, "value", *NUMBERS)),
                    ],
                },
                {"description": ONE_TIME, "not": {"required": ["as_of", "during"]}},
            ]
        }
    )

    @model_validator(mode="before")
    @classmethod
    def _fits(cls, data: Any) -> Any:
        if isinstance(data, dict) and (words := misfit(data)):
            raise ValueError(words)
        return data
