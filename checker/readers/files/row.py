"""A row of a table of claims: one claim, with the document that makes it and, where it likes, its value in numbers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator

from checker.readers.files.claims import ONE_TIME, Assertion, form
from checker.readers.files.text import Known, Text

BOUND_PATTERN = r"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?$"
"""A number without separators; how many digits and how large an exponent may be, the reader of literals knows."""

Bound = Annotated[
    str,
    StringConstraints(strict=True, pattern=BOUND_PATTERN, max_length=100),
    WithJsonSchema({"type": ["string", "number"], "pattern": BOUND_PATTERN, "maxLength": 100}),
]

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


class ClaimRow(Assertion):
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

    document: Known = Field(description="the document that makes the claim", examples=["example-1997"])
    lo: Bound = Field("", description="the smallest value, a plain number; left out: no lower bound", examples=["40.5"])
    hi: Bound = Field("", description="the largest value, a plain number; left out: no upper bound", examples=["55"])
    lo_open: bool = Field(False, description="true: the value is above lo")
    hi_open: bool = Field(False, description="true: the value is below hi")
    unit: Text = Field("", description="the unit of value, or of lo and hi", examples=["km", "USD/year"])

    @model_validator(mode="before")
    @classmethod
    def _fits(cls, data: Any) -> Any:
        if isinstance(data, dict) and (words := misfit(data)):
            raise ValueError(words)
        return data
