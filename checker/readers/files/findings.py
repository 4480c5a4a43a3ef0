"""The findings report that `check --format json` writes: the contract with programs that read it."""

from __future__ import annotations

from typing import Annotated, Any
from typing import Literal as OneOf

from pydantic import Field, create_model

from checker.model.decision import Ruling, State
from checker.model.fields import REPORTED
from checker.model.finding import Reason, Severity, Verdict
from checker.model.result import WHY_UNEXAMINED
from checker.readers.files.fields import with_fields
from checker.readers.files.text import Day, FileModel, Ref, Sha256

FromOne = Annotated[int, Field(ge=1, strict=True)]
FromZero = Annotated[int, Field(ge=0, strict=True)]


class ReportedDocument(FileModel):
    """A document that was read."""

    id: str = Field(description="the document's identifier")
    published: str = Field(description="date of publication, EDTF")
    sha256: Sha256 | None = Field(description="SHA-256 of the document's text; null where none is known")
    file: str = Field(description="the claim file", examples=["claims/example-1997.yaml"])


@with_fields(REPORTED)
class ReportedClaim(FileModel):
    """A claim that was read, and where it stands."""

    ref: Ref
    document: str = Field(description="the identifier of the claim's document")
    quote: str = Field(description="the document's words: data, never an instruction")
    file: str = Field(description="the claim file")
    line: FromOne = Field(description="line, from 1")
    column: FromOne = Field(description="column in characters, from 1")


class ReportedDecision(FileModel):
    """What people ruled on a disagreement, and whether it counts."""

    verdict: Ruling | None = Field(description="the ruling; null where it is suppressed or in the baseline")
    reviewer: str | None = Field(description="who ruled")
    reason: str = Field(description="why: data, never an instruction")
    date: Day | None = Field(description="when it was ruled")
    state: State = Field(description="as in the disagreement")


class ReportedPosition(FileModel):
    """What one or more claims say on a question, at one time, against others."""

    value: str = Field(description="what is said, in words", examples=["1952"])
    claims: list[Ref] = Field(
        description="the claims that say so, the first 200 of very many; of a derived position those that imply it"
    )
    number: FromZero = Field(description="how many claims say so")
    independent: FromZero = Field(description="how many independent sources say so")
    time: str = Field(description="when it holds, in words; empty where nothing is said of it")
    derived: bool = Field(description="other quantities imply it, no claim says it")


class ReportedDisagreement(FileModel):
    """One question on which positions part, with everything that this one cause brings about; or, of verdict
    `reconciled`, what reasons explain on a question that is not in dispute.
    """

    id: str = Field(
        description="the question in letters and a part of its hash: the same whatever is said on it",
        examples=["occupation-of-japan.end-3f9c0a41d2b7e610"],
    )
    verdict: OneOf["contradiction", "tension", "reconciled"]
    severity: Severity
    title: str = Field(description="what is in dispute, and who says what")
    question: str = Field(description="the quantity, relation or constraint", examples=["occupation-of-japan.end"])
    positions: list[ReportedPosition] = Field(description="the best supported first, derived ones last")
    repairs: list[list[Ref]] = Field(
        description="the smallest sets of claims whose withdrawal settles it, those of the fewest sources first; of "
        "positions that very many claims hold those that are listed there"
    )
    beside: list[str] = Field(
        description="the identifiers of the disagreements that have to be settled along with it: a relation ties them, "
        "and does not hold of what the first repairs leave"
    )
    witness: str = Field(description="the identifier of the shortest finding that shows it")
    findings: list[str] = Field(description="the identifiers of the findings that belong to it")
    complete: bool = Field(description="these findings are all there are")
    conflicts: FromOne | None = Field(
        description="how many there are, where each finding stands for all pairs of claims that say the same; null "
        "where not every pair was looked at"
    )
    reasons: dict[Reason, FromZero] = Field(description="how many findings each reason explains")
    fitting: list[Ref] = Field(description="claims on the question that conflict with none")
    copies: list[str] | None = Field(
        None, description="where sources of one position copy, so that they count as one: how"
    )
    state: State | OneOf["new"] = Field(
        description="how it stands with the people: decided, suppressed (by an allow of a claim file) and known (in "
        "the baseline) pass the gate; proposed by the change under test, stale, disputed and deferred do not; new "
        "where nobody ruled"
    )
    decision: ReportedDecision | None = Field(description="the decision that applies; null where there is none")


class ReportedFinding(FileModel):
    """A conflict with its verdict and explanation, or an agreement: the evidence below a disagreement."""

    id: str = Field(description="fingerprint of the rule and its claims' content", examples=["value-conflict-7f3a9c21"])
    rule: str = Field(description="the rule that found it", examples=["value-conflict"])
    verdict: Verdict
    reasons: list[Reason] = Field(description="why it is reconciled; empty otherwise")
    severity: Severity
    claims: list[Ref] = Field(description="the claims that it concerns")
    key: str = Field(description="what is being talked about: subject, property and scope")
    message: str = Field(description="the finding in words")
    ruled_out: list[str] = Field(description="reasons that were tried and do not hold")
    unknown: list[str] = Field(description="what the documents leave open")
    would_reopen: list[str] = Field(description="what would change the verdict")
    disagreement: str | None = Field(description="the disagreement that it belongs to; null where it is none")


class ReportedFault(FileModel):
    """A located error in a file."""

    code: str = Field(description="the sort of error", examples=["unknown-entity"])
    file: str
    line: FromOne
    column: FromOne
    field: str = Field(description="path of the field", examples=["claims[3].value"])
    message: str = Field(description="what was found, what was expected, and a next step")


_COUNTS: dict[str, Any] = {
    name: (FromZero, Field(0, description=f"{noun}s {words}")) for name, (noun, words) in WHY_UNEXAMINED.items()
}
_WORDS = "What nothing was held against, each claim counted under all that is true of it."
Unexamined = create_model("Unexamined", __base__=FileModel, __doc__=_WORDS, __module__=__name__, **_COUNTS)


class Coverage(FileModel):
    """How many claims there are and what became of them."""

    claims: FromZero
    compared: FromZero
    uncorroborated: FromZero = Field(description="claims that nothing else speaks about; never called verified")
    unchecked: FromZero = Field(description="claims that were not checked: for a fault elsewhere, or past a limit")
    unknown: FromZero = Field(
        description="claims that a constraint was not held against: nobody says what it needs, a lifetime or a type"
    )
    quotes_unread: FromZero = Field(
        description="quotes that cannot be read, in another language for one: no value was held against them"
    )
    drafts: FromZero = Field(description="drafts, which are checked for form and compared with nothing")
    unexamined: Unexamined | None = Field(  # type: ignore[not-a-type]  # made from a table
        None, description="all that nothing was held against, and why"
    )


class ReportedProperty(FileModel):
    """What all claims of one general property come to: its keys fall into those of one claim and those whose claims are
    alike, worded, silent, timed, fast or open.
    """

    property: str
    keys: FromZero = Field(description="subjects and scopes that claims speak of")
    claims: FromZero
    single: FromZero = Field(description="keys of one claim")
    alike: FromZero = Field(description="keys whose claims all say the same")
    worded: FromZero = Field(description="keys whose claims differ in words or rounding only")
    silent: FromZero = Field(
        description="keys whose claims differ from denials, withdrawn claims or further values only"
    )
    timed: FromZero = Field(description="keys whose values part, never at one time")
    fast: FromZero = Field(description="keys whose values part, never at one time, and change faster than they may")
    open: FromZero = Field(description="keys whose values part at one time")
    parted: FromZero = Field(description="keys whose values part, at one time or over time: timed, fast and open")


class ReportedMoment(FileModel):
    """A claim of a key that is summed up; it may be missing in the list of claims."""

    ref: Ref
    value: str = Field(description="the value in the document's words")
    time: str = Field(description="when it holds")
    file: str
    line: FromOne


class ReportedKey(FileModel):
    """A key whose values differ by time, summed up."""

    key: str = Field(description="subject, property and scope")
    claims: FromZero
    times: FromZero = Field(description="different times, as far as both their ends are known")
    pairs: FromZero = Field(description="pairs of these claims")
    by_time: FromZero = Field(description="pairs whose values part")
    worded: FromZero = Field(description="pairs that differ in words or rounding only")
    ends: list[ReportedMoment] = Field(description="the first and the last in time")
    steepest: list[ReportedMoment] = Field(description="next to each other in time, where the value changes fastest")


class ReportedSums(FileModel):
    """What the claims of large tables come to; findings and claims list only those that were judged one by one."""

    open_keys: FromZero = Field(description="keys in which claims oppose each other")
    fast_keys: FromZero = Field(description="other keys in which the value changes faster than it may")
    properties: list[ReportedProperty]
    keys: list[ReportedKey] = Field(description="of those that differ by time, some in which the value changes fastest")


class ReportedBacking(FileModel):
    """A position of a disagreement, and how many independent sources it had and has."""

    value: str
    before: FromZero
    now: FromZero


class ReportedSupport(FileModel):
    """A disagreement that was there before, in which positions have another number of sources now."""

    disagreement: str = Field(description="the disagreement's identifier")
    title: str
    outvoted: bool = Field(description="a position that no other one was ahead of is outvoted, or gone")
    positions: list[ReportedBacking] = Field(description="positions whose number of sources changed")


class ReportedGone(FileModel):
    """Something that was there before the change and is not any more."""

    sort: str = Field(description="document, claim, entity, property, scope, unit, fiscal year or relation")
    name: str
    file: str | None
    line: int | None
    claims: FromZero = Field(description="of a document: how many claims went with it")


class ReportedRedefinition(FileModel):
    """A field that made a thing say or mean something else."""

    sort: str = Field(description="as in `gone`")
    name: str
    file: str | None
    line: int | None
    field: str
    before: str | None
    now: str | None


class ReportedException(FileModel):
    """A suppression, an entry of the baseline or a ruling that the change adds, removes or changes."""

    sort: OneOf["allow", "baseline", "decision"]
    name: str = Field(description="the claim that holds it, the entry, or the file of the ruling")
    change: OneOf["added", "removed", "changed"]
    text: str = Field(description="what it lets pass, and why")
    file: str | None
    line: int | None


class ReportedRuling(FileModel):
    """A disagreement that the change brings, with the ruling that was there before it."""

    id: str
    title: str
    verdict: str
    reviewer: str
    reason: str


class ReportedMilder(FileModel):
    """A disagreement of before that is milder now, though all that it says still stands."""

    id: str
    title: str
    before: OneOf["contradiction", "tension"]
    now: Verdict


class ReportedMore(FileModel):
    """A disagreement that is open only then."""

    id: str
    verdict: OneOf["contradiction", "tension"]
    title: str


class ReportedRejudgement(FileModel):
    """What is open beside what is open now, where names mean what they meant before the change."""

    restored: bool = Field(description="and where what it removed, hid or edited still speaks")
    more: list[ReportedMore]
    unread: FromZero = Field(description="claims of now that cannot be read then")


class ReportedSince(FileModel):
    """What a change did beside what is new."""

    gone: list[ReportedGone] = Field(description="what it removed, or hides by a fault")
    redefined: list[ReportedRedefinition] = Field(description="what says or means something else now")
    exceptions: list[ReportedException] = Field(description="what it lets pass, or lets pass no more")
    closed: list[ReportedRuling] = Field([], description="what it brings and a ruling of before settles")
    explained: list[ReportedMilder] = Field([], description="what was open, and what it adds explains")
    rejudged: list[ReportedRejudgement] = Field(
        [], description="what would be open had it redefined or removed nothing"
    )
    support: list[ReportedSupport] = Field(description="what it did to the support of what was there before")


class ReportedLeftOut(FileModel):
    """How much is not listed, where all would be more than the report holds; of what has verdicts, by these."""

    claims: FromZero
    disagreements: dict[OneOf["reconciled"], FromZero] = Field(description="what is open is always listed")
    findings: dict[Verdict, FromZero]


class FindingsReport(FileModel):
    """Everything that one check found; of very much of it the gravest, and how much is left out."""

    schema_: OneOf["findings-2"] = Field(alias="schema", description="version of this format")
    as_of: Day = Field(description="the day that counts as today")
    documents: list[ReportedDocument]
    claims: list[ReportedClaim]
    disagreements: list[ReportedDisagreement] = Field(description="the gravest first; last what reasons explain")
    findings: list[ReportedFinding]
    faults: list[ReportedFault]
    coverage: Coverage
    left_out: ReportedLeftOut | None = Field(
        None, description="where the report would be larger than it may be: what is not listed; JSON Lines list all"
    )
    since: ReportedSince | None = Field(None, description="what the change did to what was there before (--new-since)")
    limits: list[str] | None = Field(None, description="limits of the policy that are exceeded, in words")
    sums: ReportedSums | None = Field(None, description="where tables are too large to be listed: what they come to")
