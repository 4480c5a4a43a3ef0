"""A line of a history: what one run of `checker report --history` came to."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field

from checker.readers.files.text import Day, FileModel

FromZero = Annotated[int, Field(ge=0, strict=True)]


class RunLine(FileModel):
    """One run, on one line. Lines are sorted by their days."""

    schema_: OneOf["run-1"] = Field(alias="schema", description="version of this format")
    as_of: Day = Field(description="the day that counted as today")
    documents: FromZero = Field(description="documents that were read")
    claims: FromZero = Field(description="claims that were checked")
    contradiction: FromZero = Field(description="open contradictions")
    tension: FromZero = Field(description="open tensions")
    unchecked: FromZero = Field(description="what a rule could not finish")
    decided: FromZero = Field(description="what people settled")
    reconciled: FromZero = Field(description="questions on which reasons explain what differs")
    agreement: FromZero = Field(description="agreements")
    complete: bool = Field(description="everything was checked, and no fault may hide something")
    open: list[str] = Field(description="the identifiers of the open disagreements, sorted")
