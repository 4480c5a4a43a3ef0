"""The decision file: what an analyst ruled on one disagreement."""

from __future__ import annotations

from typing import Any, Self

from pydantic import ConfigDict, Field, model_validator

from checker.model.decision import OF_POSITIONS, Ruling
from checker.readers.files.text import Day, FileModel, Ref, Sha256, Text

UNTIL = "defer says until which day, and no other verdict does"
POSITIONS = "right and wrong name positions, and no other verdict does"
CLAIMS = "claim-file-wrong names claims, and no other verdict does"


def _goes_with(verdicts: tuple[str, ...], field: str, message: str) -> list[dict[str, Any]]:
    """A field that these verdicts must have and that all others must not have."""
    given = {"required": ["verdict"], "properties": {"verdict": {"enum": list(verdicts)}}}
    return [
        {"description": message, "if": given, "then": {"required": [field]}},
        {"description": message, "anyOf": [given, {"not": {"required": [field]}}]},
    ]


class SeenEntry(FileModel):
    """A position as the analyst saw it; without a value, claims that hold none and that show the disagreement."""

    value: Text = Field("", description="what is claimed, in words")
    derived: bool = Field(False, description="what other quantities imply")
    claims: dict[Ref, Sha256] = Field(
        description="each of its claims, with the SHA-256 of what the analyst saw: its content, its quote, its "
        "document's edition",
        min_length=1,
    )


class DecisionFile(FileModel):
    """What an analyst ruled on one disagreement, why, and which positions were seen."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                *_goes_with(("defer",), "until", UNTIL),
                *_goes_with(("right", "wrong"), "positions", POSITIONS),
                *_goes_with(("claim-file-wrong",), "claims", CLAIMS),
            ],
        }
    )

    disagreement: Text = Field(description="the disagreement's identifier", examples=["rent.amount-7f3a9c21d2b7e610"])
    question: Sha256 = Field(description="the full SHA-256 of what is in dispute")
    verdict: Ruling = Field(description="the ruling")
    positions: list[Text] = Field(
        [], min_length=1, description="for right and wrong: the positions, by letter; A is the first in seen"
    )
    claims: list[Ref] = Field(
        [], min_length=1, description="for claim-file-wrong: the claims that do not say what their documents say"
    )
    reason: Text = Field(description="the ruling's ground, in words that another analyst can check")
    reviewer: Text = Field(description="who ruled")
    date: Day = Field(description="when it was ruled")
    review_by: Day = Field("", description="the day from which the disagreement is open again")
    until: Day = Field("", description="for defer: the day on which the disagreement is to be looked at again")
    seen: list[SeenEntry] = Field([], description="the positions of the disagreement in its order")

    @model_validator(mode="after")
    def _fits_verdict(self) -> Self:
        if bool(self.until) != (self.verdict == "defer"):
            raise ValueError(UNTIL)
        if bool(self.positions) != (self.verdict in OF_POSITIONS):
            raise ValueError(POSITIONS)
        if bool(self.claims) != (self.verdict == "claim-file-wrong"):
            raise ValueError(CLAIMS)
        return self
