"""The decision file: what an analyst ruled on one finding."""

from __future__ import annotations

from typing import Annotated, Any, Self
from typing import Literal as OneOf

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from checker.corpus.files.text import FileModel, OnlyText, Ref, Sha256, Text

Verdict = OneOf[
    "a-right", "b-right", "both-right", "neither-right", "claim-file-wrong", "rule-wrong", "cannot-tell", "defer"
]
Reason = OneOf["time", "scope", "definition", "precision", "event-sense", "attribution", "revision"]

Day = Annotated[
    str,
    StringConstraints(strict=True, pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
    OnlyText,
    Field(description="a day: year, month and day", examples=["2026-11-22"]),
]

WHY_BOTH = "both-right says why both hold (why: time, scope, …), and no other verdict does"
UNTIL = "defer says until which day, and no other verdict does"


def _goes_with(verdict: str, field: str, message: str) -> list[dict[str, Any]]:
    """A field that one verdict must have and that all others must not have."""
    given = {"required": ["verdict"], "properties": {"verdict": {"const": verdict}}}
    return [
        {"description": message, "if": given, "then": {"required": [field]}},
        {"description": message, "anyOf": [given, {"not": {"required": [field]}}]},
    ]


class DecisionFile(FileModel):
    """What an analyst ruled on one finding, why, and which claims were seen."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [*_goes_with("both-right", "why", WHY_BOTH), *_goes_with("defer", "until", UNTIL)],
        }
    )

    finding: Text = Field(description="the finding's identifier", examples=["value-conflict-7f3a9c21"])
    verdict: Verdict = Field(description="the ruling; a and b are the finding's first and second claim")
    why: Reason = Field(  # type: ignore[bad-assignment]  # "" only where it is left out
        "", description="for both-right: the reason why both claims hold"
    )
    wrong: list[Ref] = Field([], description="the claims that are wrong, where a finding has more than two")
    reason: Text = Field(description="the ruling's ground, in words that another analyst can check")
    reviewer: Text = Field(description="who ruled")
    date: Day = Field(description="when it was ruled")
    review_by: Day = Field("", description="the day after which the ruling must be looked at again")
    until: Day = Field("", description="for defer: the day on which the finding opens again")
    seen: dict[Ref, Sha256] = Field(
        description="each claim of the finding, with the SHA-256 of its content as the analyst saw it", min_length=1
    )

    @model_validator(mode="after")
    def _fits_verdict(self) -> Self:
        if bool(self.why) != (self.verdict == "both-right"):
            raise ValueError(WHY_BOTH)
        if bool(self.until) != (self.verdict == "defer"):
            raise ValueError(UNTIL)
        return self
