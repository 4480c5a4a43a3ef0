"""What a check came to as tables, for databases and data frames: the one list of tables, columns and views.

Every table is sorted, and every cell the same for the same result. Verdicts rest on exact figures; numbers in
`readings` are the nearest that a column of 64 bits holds, and empty where a range has no end or the column cannot hold
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Literal, NamedTuple

from checker.literals.phrase import show_time, show_value
from checker.model.box import Box
from checker.model.fault import Mark
from checker.model.fields import FIELDS, as_text, written
from checker.model.interval import Interval, Number
from checker.model.result import WHY_UNEXAMINED, Result
from checker.model.value import Bounds
from checker.report.explain import full_message, statement_mark
from checker.report.version import tool_version

ColumnType = Literal["text", "integer", "real", "boolean", "date"]
Cell = str | int | float | bool | date | None
Rows = Iterator[tuple[Cell, ...]]


class Column(NamedTuple):
    """`refers` is the table whose key it holds. Text that nobody gave is empty; other cells then have no value."""

    name: str
    type: ColumnType = "text"
    refers: str = ""


class Table(NamedTuple):
    """`key` are the columns of which no two rows have the same."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Result], Rows]


class View(NamedTuple):
    """A query over the tables, in SQL that SQLite and DuckDB share."""

    name: str
    doc: str
    query: str


PLACE = (Column("file"), Column("line", "integer"), Column("column", "integer"))
CLAIM_FIELDS = tuple(
    field for field in FIELDS if field.held_in == "both" and field.name not in ("id", "document", "relation")
)
"""What a claim file says of a claim, a column each; `relation` is the one of its `readings`."""


def _run(result: Result) -> Rows:
    yield date.fromisoformat(result.as_of), tool_version(), result.complete, len(result.faults)


def _documents(result: Result) -> Rows:
    for one in sorted(result.corpus.documents, key=lambda document: document.id):
        said = (one.title, one.publisher, one.published, one.language, one.note, one.path, one.sha256)
        yield one.id, *said, *_place(one.mark)


def _revisions(result: Result) -> Rows:
    yield from sorted({(one.id, name) for one in result.corpus.documents for name in one.revises})


def _claims(result: Result) -> Rows:
    for claim in sorted(result.corpus.claims, key=lambda claim: claim.ref):
        said = ((field, written(field, claim)) for field in CLAIM_FIELDS)
        cells = (bool(value) if field.kind == "flag" else as_text(value) if value else "" for field, value in said)
        yield claim.ref, claim.document.id, claim.id, *cells, *_place(statement_mark(claim))


def _scopes(result: Result) -> Rows:
    yield from sorted((claim.ref, *pair) for claim in result.corpus.claims for pair in claim.scope)


def _readings(result: Result) -> Rows:
    for box in sorted(result.boxes, key=lambda box: (box.ref, box.facet)):
        yield box.ref, box.facet, box.datatype, show_value(box), box.unit, *_ranges(box), *_days(box)


def _findings(result: Result) -> Rows:
    for one in sorted(result.findings, key=lambda finding: finding.id):
        yield one.id, one.rule, one.verdict, one.severity, one.key, full_message(one), one.why


def _finding_claims(result: Result) -> Rows:
    for one in sorted(result.findings, key=lambda finding: finding.id):
        yield from ((one.id, number, ref) for number, ref in enumerate(one.refs, start=1))


def _explanations(result: Result) -> Rows:
    for one in sorted(result.findings, key=lambda finding: finding.id):
        for number, said in enumerate(one.explanations, start=1):
            yield one.id, number, said.reason, said.status, said.text, said.reopen


def _disagreements(result: Result) -> Rows:
    for one in sorted(result.disagreements, key=lambda disagreement: disagreement.id):
        about = (one.id, one.verdict, one.severity, one.question.sort, one.question.name, one.title, one.witness.id)
        ruled = one.decision
        decision = (
            (ruled.state, ruled.verdict, ruled.reviewer, ruled.reason, ruled.date) if ruled else ("new", *[""] * 4)
        )
        yield *about, one.complete, one.conflicts or None, one.open and not one.settled, *map(str, decision)


def _positions(result: Result) -> Rows:
    for one in sorted(result.disagreements, key=lambda disagreement: disagreement.id):
        for number, said in enumerate(one.positions, start=1):
            counts = (said.number, said.documents, said.independent)
            yield one.id, number, said.value, said.time, said.derived, *counts


def _position_claims(result: Result) -> Rows:
    for one in sorted(result.disagreements, key=lambda disagreement: disagreement.id):
        for number, said in enumerate(one.positions, start=1):
            yield from sorted((one.id, number, ref) for ref in said.refs)


def _disagreement_findings(result: Result) -> Rows:
    yield from sorted({(one.id, finding.id) for one in result.disagreements for finding in one.findings})


def _repairs(result: Result) -> Rows:
    for one in sorted(result.disagreements, key=lambda disagreement: disagreement.id):
        for way, repair in enumerate(one.repairs, start=1):
            yield from sorted((one.id, way, one.positions.index(position) + 1) for position in repair)


def _faults(result: Result) -> Rows:
    for number, fault in enumerate(result.faults, start=1):
        yield number, fault.code, fault.field, fault.message, *_place(fault.mark)


COUNTED = {
    "claims": "claims that were read",
    "compared": "claims that were held against another one",
    "uncorroborated": "claims that nothing else speaks about",
    "unknown": "claims that a constraint was not held against, as nobody says what it needs",
    "unchecked": "claims that were not judged",
}


def _coverage(result: Result) -> Rows:
    coverage = result.coverage
    unchecked = sum(lost.rows for lost in result.corpus.lost) + coverage.truncated
    numbers = (coverage.claims, coverage.compared, coverage.alone, len(coverage.unknown), unchecked)
    for (name, meaning), number in zip(COUNTED.items(), numbers, strict=True):
        yield name, number, meaning
    for name, number in asdict(coverage.unexamined).items():
        yield f"unexamined.{name}", number, " ".join(WHY_UNEXAMINED[name])


TABLES: tuple[Table, ...] = (
    Table("run", "the check itself, one row",
          (Column("as_of", "date"), Column("version"), Column("complete", "boolean"), Column("faults", "integer")),
          ("as_of",), _run),
    Table("documents", "who says what",
          (*map(Column, ("id", "title", "publisher", "published", "language", "note", "path", "sha256")), *PLACE),
          ("id",), _documents),
    Table("revisions", "which document is a later edition of which",
          (Column("document", refers="documents"), Column("revises")), ("document", "revises"), _revisions),
    Table("claims", "what documents say, as written",
          (Column("ref"), Column("document", refers="documents"), Column("id"),
           *(Column(field.name, "boolean" if field.kind == "flag" else "text") for field in CLAIM_FIELDS), *PLACE),
          ("ref",), _claims),
    Table("scopes", "what claims are limited to",
          (Column("claim", refers="claims"), Column("dimension"), Column("member")), ("claim", "dimension"), _scopes),
    Table("readings", "what claims were read as; a claim of an interval has a start and an end",
          (Column("claim", refers="claims"), *map(Column, ("facet", "datatype", "value", "unit")),
           *(Column(name, "real") for name in ("low", "high", "least", "most")),
           *(Column(name, "date") for name in ("earliest", "latest", "holds_from", "holds_to")), Column("holds")),
          ("claim", "facet"), _readings),
    Table("findings", "conflicts and agreements: the evidence",
          tuple(map(Column, ("id", "rule", "verdict", "severity", "key", "message", "why"))), ("id",), _findings),
    Table("finding_claims", "whose claims findings are about",
          (Column("finding", refers="findings"), Column("number", "integer"), Column("claim", refers="claims")),
          ("finding", "number"), _finding_claims),
    Table("explanations", "what each innocent reason says of a finding: it holds, is ruled out, or is unknown",
          (Column("finding", refers="findings"), Column("number", "integer"),
           *map(Column, ("reason", "status", "text", "reopens_if"))),
          ("finding", "number"), _explanations),
    Table("disagreements", "questions on which positions part, open or explained",
          (*map(Column, ("id", "verdict", "severity", "sort", "question", "title")),
           Column("witness", refers="findings"),
           Column("complete", "boolean"), Column("conflicts", "integer"), Column("open", "boolean"),
           *map(Column, ("state", "decision", "reviewer", "reason", "decided"))),
          ("id",), _disagreements),
    Table("positions", "what is said on a question, and by how many",
          (Column("disagreement", refers="disagreements"), Column("number", "integer"), Column("value"), Column("time"),
           Column("derived", "boolean"),
           *(Column(name, "integer") for name in ("claims", "documents", "independent"))),
          ("disagreement", "number"), _positions),
    Table("position_claims", "which claims hold a position",
          (Column("disagreement", refers="disagreements"), Column("position", "integer"),
           Column("claim", refers="claims")),
          ("disagreement", "position", "claim"), _position_claims),
    Table("disagreement_findings", "which findings are evidence of a disagreement",
          (Column("disagreement", refers="disagreements"), Column("finding", refers="findings")),
          ("disagreement", "finding"), _disagreement_findings),
    Table("repairs", "the smallest sets of positions whose withdrawal settles a disagreement",
          (Column("disagreement", refers="disagreements"), Column("way", "integer"), Column("position", "integer")),
          ("disagreement", "way", "position"), _repairs),
    Table("faults", "what is wrong in files",
          (Column("number", "integer"), *map(Column, ("code", "field", "message")), *PLACE), ("number",), _faults),
    Table("coverage", "what was looked at, and what nothing was held against",
          (Column("name"), Column("number", "integer"), Column("meaning")), ("name",), _coverage),
)  # fmt: skip
"""A table stands behind those that it refers to."""

SIDES = """
SELECT d.id AS disagreement, d.verdict, d.open, d.title, p.number AS position, p.value, p.time, p.independent,
       c.ref AS claim, c.quote, o.title AS document, o.publisher, o.published, c.file, c.line
FROM disagreements d
JOIN positions p ON p.disagreement = d.id
LEFT JOIN position_claims pc ON pc.disagreement = p.disagreement AND pc.position = p.number
LEFT JOIN claims c ON c.ref = pc.claim
LEFT JOIN documents o ON o.id = c.document
ORDER BY d.id, p.number, c.ref
"""
PAIRS = """
SELECT f.id AS finding, f.verdict, f.rule, a.claim AS claim, b.claim AS other, f.message
FROM findings f
JOIN finding_claims a ON a.finding = f.id
JOIN finding_claims b ON b.finding = f.id AND b.number > a.number
ORDER BY f.id, a.number, b.number
"""
VIEWS: tuple[View, ...] = (
    View("open_disagreements", "contradictions and tensions that nobody settled",
         "SELECT * FROM disagreements WHERE open ORDER BY verdict, id"),
    View("sides", "who says what on which question, a row for each claim", SIDES.strip()),
    View("pairs", "claims that findings name together, a row for each two", PAIRS.strip()),
)  # fmt: skip


def _place(mark: Mark) -> tuple[Cell, ...]:
    return mark.file, mark.line or None, mark.column if mark.line else None


def _ranges(box: Box) -> tuple[Cell, ...]:
    """Of quantities what a reader expects and what is is possible, as numbers; of dates what is possible, as days."""
    if not isinstance(box.value, Bounds):
        return (None,) * 6
    expected, widest = box.value.plausible, box.value.possible
    if box.datatype == "date":
        return (None,) * 4 + (_day(widest.lo), _day(widest.hi))
    return *(_real(end) for end in (expected.lo, expected.hi, widest.lo, widest.hi)), None, None


def _days(box: Box) -> tuple[Cell, ...]:
    extent: Interval = box.time.extent
    return _day(extent.lo), _day(extent.hi), show_time(box)


def _real(number: Number | None) -> float | None:
    try:
        return None if number is None else float(number)
    except OverflowError:
        return None


def _day(number: Number | None) -> date | None:
    """A day of the years 1 to 9999, which columns hold; no other."""
    whole = None if number is None else int(number)
    return date.fromordinal(whole) if whole is not None and 1 <= whole <= date.max.toordinal() else None
