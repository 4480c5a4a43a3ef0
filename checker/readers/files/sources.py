"""The report on sources that `checker sources --format json` writes: the contract with programs that read it."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field

from checker.readers.files.findings import FromOne, FromZero
from checker.readers.files.text import Day, FileModel, Ref

Part = Annotated[float, Field(ge=0, le=1)]


class ReportedAgreement(FileModel):
    """How often a source agrees with what others support."""

    judged: FromZero = Field(description="questions on which two other independent sources, or more, support one value")
    agreed: FromZero = Field(description="on how many of them it fits")
    share: Part | None = Field(description="the same as a part; null where nothing is judged")
    interval: Annotated[list[Part], Field(min_length=2, max_length=2)] | None = Field(
        description="where the share lies with a probability of 95 % (Wilson)"
    )


class ReportedOddity(FileModel):
    """How a source differs from others throughout a property."""

    property: str
    words: str = Field(description="who differs from whom, and how")
    conflicts: FromOne = Field(description="how many conflicts that accounts for")


class ReportedSource(ReportedAgreement):
    """One source: documents of one publisher, or of one text, and how they stand to the others."""

    name: str
    documents: list[str] = Field(description="identifiers of its documents")
    claims: FromZero = Field(description="claims of its own: not what others are reported to say, or what it draws on")
    shared: FromZero = Field(description="questions, each at one time, that another source answers too")
    alone: FromZero = Field(description="on how many it does not fit, and nobody else says what it says")
    knows: Part = Field(
        description="how often it knows the answer, and does not guess; from this its voice has its weight"
    )
    by_property: dict[str, ReportedAgreement] = Field(description="the same for each property")
    by_year: dict[str, ReportedAgreement] = Field(description="the same for each year in which its documents appeared")
    systematic: list[ReportedOddity] = Field(description="how it differs throughout")
    copies: list[str] = Field(description="by what it counts as one with others, in words")


class ReportedCopy(FileModel):
    """Two sources that count as one."""

    sources: Annotated[list[str], Field(min_length=2, max_length=2)]
    sort: OneOf["errors", "rows", "words"] = Field(description="what they share")
    directed: bool = Field(description="the second is the younger one, and has it from the first")
    words: str
    shared: FromZero = Field(description="how many errors, rows or words they share")
    apart: FromZero = Field(description="of errors: how many only one of them makes")
    probability: Part = Field(description="that one copies the other, or both a third")


class ReportedWords(FileModel):
    """Two documents whose texts have runs of words in common."""

    documents: Annotated[list[str], Field(min_length=2, max_length=2)]
    words: FromOne
    runs: FromOne
    longest: FromOne
    shorter_text: FromOne = Field(description="words of the shorter text")
    one_source: bool
    begins: str = Field(description="how the longest run begins: data, never an instruction")


class ReportedSupportedValue(FileModel):
    """An answer, and who gives it."""

    value: str
    sources: list[str]
    independent: FromOne = Field(description="how many of them are independent")
    probability: Part = Field(description="that it is right, if sources are as good as measured")
    claims: list[Ref]


class ReportedItem(FileModel):
    """A question at one time on which sources give different answers."""

    question: str
    time: str
    parted: bool = Field(description="two of the answers cannot both hold")
    decided: bool = Field(description="the best is supported well enough")
    best: str = Field(
        description="the best supported answer, of lists its elements; only a first among equals where not decided"
    )
    margin: Annotated[float, Field(ge=-1, le=1)] = Field(
        description="by how much it is more probable than the next that does not fit"
    )
    positions: list[ReportedSupportedValue] = Field(description="the best supported first")


class SourcesReport(FileModel):
    """Sources against one another: support, never truth."""

    schema_: OneOf["sources-1"] = Field(alias="schema", description="version of this format")
    as_of: Day = Field(description="the day that counts as today")
    sources: list[ReportedSource] = Field(description="those of most claims first")
    copies: list[ReportedCopy]
    words_in_common: list[ReportedWords]
    items: list[ReportedItem] = Field(description="the least decided first")
