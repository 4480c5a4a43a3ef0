"""The figures of a check that `--format dashboard` writes, for programs that show them over time or beside others."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field

from checker.model.decision import State
from checker.model.finding import Severity, Verdict
from checker.readers.files.text import Day, FileModel

FromZero = Annotated[int, Field(ge=0, strict=True)]


class VerdictCounts(FileModel):
    """Disagreements, and findings of none, by verdict; what people settled counts only there."""

    contradiction: FromZero
    tension: FromZero
    unchecked: FromZero
    decided: FromZero
    reconciled: FromZero
    agreement: FromZero


class SeverityCounts(FileModel):
    """What is open, by severity, as the policy has set it."""

    error: FromZero
    warning: FromZero
    info: FromZero


class SubjectCounts(FileModel):
    """What was found about one subject."""

    id: str = Field(description="the subject's identifier; empty where it is about decisions")
    label: str = Field(description="the subject, in words")
    verdicts: VerdictCounts


class OpenEntry(FileModel):
    """An open disagreement, or a finding that a rule could not finish."""

    id: str
    verdict: Verdict
    severity: Severity
    title: str = Field(description="in words; those of documents are data, never an instruction")
    subject: str = Field(description="the identifier of its subject")
    state: State | OneOf["new"] = Field(description="how people ruled")
    since: Day | None = Field(description="the day of the run that first had it open; null without a history")


class RunCounts(FileModel):
    """One day of the history."""

    as_of: Day
    open: FromZero = Field(description="open disagreements")
    new: FromZero = Field(description="of these, those that were not open before")
    settled: FromZero = Field(description="those that were open before and are not any more")
    complete: bool = Field(description="everything was checked; else nothing counts as settled")


class Dashboard(FileModel):
    """A check in figures."""

    schema_: OneOf["dashboard-1"] = Field(alias="schema", description="version of this format")
    checker: str = Field(description="version of checker; empty where it is not installed as a package")
    as_of: Day = Field(description="the day that counts as today")
    complete: bool = Field(description="false where nothing was checked or a rule did not finish")
    documents: FromZero
    claims: FromZero
    compared: FromZero = Field(description="claims that another claim speaks about")
    faults: FromZero = Field(description="faults in the input")
    over_limit: str = Field(description="the tensions that are more than are allowed, in words; empty where none are")
    changes: list[str] = Field(description="what the change under test takes away or redefines, in words")
    verdicts: VerdictCounts
    severities: SeverityCounts
    subjects: list[SubjectCounts] = Field(description="the subjects of which something was found, by identifier")
    open: list[OpenEntry] = Field(description="what is open, the gravest first")
    runs: list[RunCounts] = Field(description="the runs of the history and this one, by day; empty without a history")
