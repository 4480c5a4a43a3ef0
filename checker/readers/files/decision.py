"""The decision file: what an analyst ruled on one finding."""

from __future__ import annotations

from typing import Any, Self

from pydantic import ConfigDict, Field, model_validator

from checker.model.decision import Ruling
from checker.model.finding import Reason
from checker.readers.files.text import Day, FileModel, Ref, Sha256, Text

WHY_BOTH = "both-right says why both hold (why: time, scope, …), and no other verdict does"
UNTIL = "defer says until which day, and no other verdict does"
TWO = "a-right and b-right rule on exactly two claims in seen; for more of them write neither-right and wrong"
WRONG = "only neither-right and claim-file-wrong name claims in wrong"
WHICH = "neither-right on more than two claims in seen names those that do not hold in wrong"


def _goes_with(verdict: str, field: str, message: str) -> list[dict[str, Any]]:
    """A field that one verdict must have and that all others must not have."""
    given = {"required": ["verdict"], "properties": {"verdict": {"const": verdict}}}
    return [
        {"description": message, "if": given, "then": {"required": [field]}},
        {"description": message, "anyOf": [given, {"not": {"required": [field]}}]},
    ]


def _ruled(*verdicts: str) -> dict[str, Any]:
    return {"required": ["verdict"], "properties": {"verdict": {"enum": list(verdicts)}}}


def _claims(least: int, most: int) -> dict[str, Any]:
    return {"required": ["seen"], "properties": {"seen": {"minProperties": least, "maxProperties": most}}}


NAMED: dict[str, Any] = {"required": ["wrong"]}


class DecisionFile(FileModel):
    """What an analyst ruled on one finding, why, and which claims were seen."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                *_goes_with("both-right", "why", WHY_BOTH),
                *_goes_with("defer", "until", UNTIL),
                {"description": TWO, "anyOf": [{"not": _ruled("a-right", "b-right")}, _claims(2, 2)]},
                {"description": WRONG, "anyOf": [_ruled("neither-right", "claim-file-wrong"), {"not": NAMED}]},
                {"description": WHICH, "anyOf": [{"not": _ruled("neither-right")}, NAMED, _claims(1, 2)]},
            ],
        }
    )

    finding: Text = Field(description="the finding's identifier", examples=["value-conflict-7f3a9c21"])
    verdict: Ruling = Field(description="the ruling; a and b are the first and second claim in seen")
    why: Reason = Field(  # type: ignore[bad-assignment]  # "" only where it is left out
        "", description="for both-right: the reason why both claims hold"
    )
    wrong: list[Ref] = Field([], min_length=1, description="the claims that are wrong, each of them one in seen")
    reason: Text = Field(description="the ruling's ground, in words that another analyst can check")
    reviewer: Text = Field(description="who ruled")
    date: Day = Field(description="when it was ruled")
    review_by: Day = Field("", description="the day from which the finding is open again")
    until: Day = Field("", description="for defer: the day on which the finding is to be looked at again")
    seen: dict[Ref, Sha256] = Field(
        description="each claim of the finding in its order, with the SHA-256 of what the analyst saw: its content, "
        "its quote, its document's edition",
        min_length=1,
    )

    @model_validator(mode="after")
    def _fits_verdict(self) -> Self:
        if bool(self.why) != (self.verdict == "both-right"):
            raise ValueError(WHY_BOTH)
        if bool(self.until) != (self.verdict == "defer"):
            raise ValueError(UNTIL)
        if self.verdict in ("a-right", "b-right") and len(self.seen) != 2:
            raise ValueError(TWO)
        if self.wrong and self.verdict not in ("neither-right", "claim-file-wrong"):
            raise ValueError(WRONG)
        if self.verdict == "neither-right" and len(self.seen) > 2 and not self.wrong:
            raise ValueError(WHICH)
        return self
