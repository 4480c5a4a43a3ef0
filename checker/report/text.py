"""Disagreements on a terminal: who says what, where it stands, why that does not fit, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from checker.decisions import RULES as ABOUT_DECISIONS
from checker.literals.phrase import letter, listed, show_beside
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.disagreement import Disagreement
from checker.model.fault import Fault, Mark
from checker.model.finding import Finding
from checker.model.result import Result
from checker.model.value import Bounds
from checker.quotes.unread_texts import ID as NOT_READ
from checker.readers.tally import listed_faults
from checker.report.dispute import (
    MOST_COPIES,
    Entry,
    entries,
    evidence,
    grounds_of,
    held_by,
    is_new,
    position_words,
    put_away,
    support,
    told_claims,
)
from checker.report.explain import (
    about,
    counted,
    grounds,
    over_limit,
    read_as,
    stated_time,
    statement,
    statement_mark,
    summary,
    support_lines,
    unexamined_words,
    verdict_words,
)
from checker.report.figure.words import clip
from checker.report.fitting import NARROWEST, columns, fitted, padded
from checker.report.options import PLAIN, Options
from checker.report.safe import visible
from checker.report.silence import silence_lines
from checker.report.sums import lines as sum_lines
from checker.sources.copies import ID as COPIED

COLOURS = {"error": "31;1", "warning": "33;1", "info": "36", "ok": "32;1", "dim": "2", "id": "2"}
FINE = ("reconciled", "agreement")
SHOWN_CLAIMS, SHOWN_SIDES = 5, 12
"""Claims of one disagreement, and of one finding, that are shown with their lines; a longer list says how many more
there are.
"""
SHOWN_POSITIONS = 8
WIDEST_POSITION = 32
"""Columns of a position up to which documents stand below each other."""

ABSENT = "their documents name none that is there"

TOLD_ELSEWHERE = ("lone_claims", "unreadable", "drafts", "quotes_without_text", "quotes_unread")
"""What nothing was held against and other lines of the totals tell."""

Paint = Callable[[str, str], str]


def painter(colour: bool) -> Paint:
    if not colour:
        return lambda words, _: words
    return lambda words, style: f"\x1b[{COLOURS[style]}m{words}\x1b[0m"


def write(result: Result, options: Options) -> str:
    """All that is open; what is reconciled or agrees only on request; then the count of everything."""
    paint = painter(options.colour)
    lines: list[str] = []
    for fault in listed_faults(result.faults):
        lines += [*fault_lines(fault, result, paint, options), ""]
    for entry in entries(result):
        if options.show_reconciled or not (entry.verdict in FINE or put_away(entry)):
            lines += [*entry_lines(entry, result, paint, options), ""]
    if not options.quiet:
        lines += _totals(result, paint, options)
    lines = [row for line in lines for row in fitted(line, options.width)]
    return "\n".join(lines) + ("\n" if lines else "")


def entry_lines(entry: Entry, result: Result, paint: Paint, options: Options = PLAIN) -> Iterator[str]:
    """A disagreement, or a finding that belongs to none."""
    if isinstance(entry, Finding):
        return finding_lines(entry, result, paint, options)
    return disagreement_lines(entry, result, paint, options)


def fault_lines(fault: Fault, result: Result, paint: Paint, options: Options = PLAIN) -> Iterator[str]:
    yield f"{paint(f'fault[{fault.code}]', 'error')}: {visible(fault.message)}"
    where = f"  --> {options.place(fault.mark)}" + (f" ({fault.field})" if fault.field else "")
    yield visible(where)
    yield from _snippet(fault.mark, result, "", options.width)


def disagreement_lines(one: Disagreement, result: Result, paint: Paint, options: Options = PLAIN) -> Iterator[str]:
    """One disagreement: what it is about, who says what and where, why that does not fit, what to do next."""
    word = "ok" if put_away(one) or one.verdict in FINE else one.severity
    yield f"{paint(word, word)}: {visible(one.title)}{_news(one, paint, options)}"
    yield from _positions(one)
    claims = told_claims(one, options.changed)
    yield from _claims(claims[:SHOWN_CLAIMS], one.witness, result, options)
    if (more := len(claims[SHOWN_CLAIMS:]) + one.unlisted) > 0:
        yield f"  and {counted(more, 'more claim')}"
    for name, rows in grounds_of(one).items():
        yield from _row(name, [" · ".join(rows)] if name == "ruled out" else rows)
    if one.witness.rule not in ABOUT_DECISIONS:
        yield from _row("next", [f"checker explain {one.id}"])


def _positions(one: Disagreement) -> Iterator[str]:
    words = [visible(said) for said in position_words(one)[:SHOWN_POSITIONS]]
    width = max((wide for said in words if (wide := columns(said)) <= WIDEST_POSITION), default=0)
    for position, said in zip(one.positions, words, strict=False):
        held = visible(" · ".join(held_by(position)))
        number = f"   {support(position)}" if support(position) else ""
        yield f"  {padded(said, width)}   {held}{number}"
    if len(one.positions) > SHOWN_POSITIONS:
        yield f"  and {counted(len(one.positions) - SHOWN_POSITIONS, 'more position')}"


def _claims(claims: Iterable[Claim], witness: Finding, result: Result, options: Options) -> Iterator[str]:
    boxes = {box.ref: box for box in witness.boxes}
    for order, claim in enumerate(claims):
        yield from _side(claim, boxes.get(claim.ref), "", result, options, ":::" if order else "-->")


def finding_lines(finding: Finding, result: Result, paint: Paint, options: Options = PLAIN) -> Iterator[str]:
    """One finding: heading, each side with its line and the letter by which decisions name it, why, what was ruled
    out.
    """
    word = "ok" if put_away(finding) or finding.verdict in FINE else finding.severity
    yield f"{paint(f'{word}[{finding.rule}]', word)}: {visible(finding.message)}"
    topic = visible(about(finding, result.corpus.vocabulary))
    yield f"  {topic}   {paint(finding.id, 'id')}{_news(finding, paint, options)}"
    boxes = {box.ref: box for box in finding.boxes}
    for index, claim in enumerate(finding.claims[:SHOWN_SIDES]):
        lead, arrow = f"{letter(index)}  ", ":::" if index else "-->"
        yield from _side(claim, boxes.get(claim.ref), lead, result, options, arrow)
    if len(finding.claims) > SHOWN_SIDES:
        yield f"  and {counted(len(finding.claims) - SHOWN_SIDES, 'more claim')}"
    for name, rows in sorted(grounds(finding).items(), key=lambda ground: ground[0] not in ("why", "steps")):
        yield from _row(name, [" · ".join(rows)] if name == "ruled out" else rows)


def full_lines(finding: Finding, result: Result, paint: Paint) -> Iterator[str]:
    """One finding with what every reason says of it, and how each value was read."""
    yield from finding_lines(finding, result, paint)
    for box in finding.boxes:
        if isinstance(box.value, Bounds):
            yield from _row("read as", [f"{box.ref}: {'; at the widest '.join(read_as(box.value, box))}"])
    yield from _row("reasons", [f"{e.reason}: {e.status}, {e.text}" for e in finding.explanations])


def explained(finding: Finding, result: Result, paint: Paint) -> Iterator[str]:
    """One finding in full, and the disagreement that it belongs to."""
    yield from full_lines(finding, result, paint)
    for one in result.disagreements:
        if any(member.id == finding.id for member in one.findings):
            yield from _row("belongs to", [one.title])
            yield from _row("next", [f"checker explain {one.id}"])


def evidence_lines(one: Disagreement, result: Result, paint: Paint) -> Iterator[str]:
    """One disagreement with all that fits and every finding below it in full, the shortest first."""
    yield from disagreement_lines(one, result, paint)
    if one.fitting:
        yield from _row("fitting", [f"{claim.ref}: {statement(claim)}" for claim in one.fitting])
    if not one.complete and one.conflicts <= len(evidence(one)):
        yield from _row("incomplete", ["the search for findings stopped at its limit; there are more than these"])
    findings = sorted(one.findings, key=lambda finding: finding.id != one.witness.id)
    for number, finding in enumerate(findings, start=1):
        yield ""
        yield paint(f"{number} of {counted(len(findings), 'finding')}, {verdict_words(finding)}", "dim")
        yield from full_lines(finding, result, paint)


def _news(entry: Entry, paint: Paint, options: Options) -> str:
    """`NEW since main`, where that was asked."""
    return f"   {paint(visible(f'NEW since {options.since}'), 'warning')}" if is_new(entry, options) else ""


def _side(claim: Claim, box: Box | None, lead: str, result: Result, options: Options, arrow: str) -> Iterator[str]:
    mark = statement_mark(claim)
    yield visible(f"  {arrow} {options.place(mark)}")
    when = f", {stated_time(box)}" if stated_time(box) else ""
    quote = f"“{claim.quote}”{show_beside(claim)}"
    note = f"{lead}{quote}  {claim.document.title}, {claim.document.published}{when}"
    yield from _snippet(mark, result, note, options.width)


def _snippet(mark: Mark, result: Result, note: str, width: int) -> Iterator[str]:
    lines = result.corpus.sources.get(mark.file, ())
    if not 1 <= mark.line <= len(lines):
        if note:  # a row of a table that has no lines, or of one too large to be kept
            yield f"{mark.line:>5} | {visible(note)}"
        return
    source = lines[mark.line - 1].rstrip()
    length = max(1, min(value_end(source, mark.column - 1) - mark.column + 1, 60))
    source, column = _window(source, mark.column, min(max(width - GUTTER, NARROWEST), WIDEST) if width else WIDEST)
    before, marked = visible(source[: column - 1]), visible(source[column - 1 : column - 1 + length])
    yield f"{mark.line:>5} | {visible(source)}"
    yield f"      | {' ' * columns(before)}{'^' * max(1, columns(marked))} {visible(note)}".rstrip()


def _window(source: str, column: int, widest: int) -> tuple[str, int]:
    """As much of a long line as fits, and where in it the column is then."""
    if columns(source) <= widest:
        return source, column
    start = max(0, column - 1 - widest // 4) if columns(source[:column]) > widest * 3 // 4 else 0
    before = "…" if start else ""
    shown = clip(f"{before}{source[start:]}", widest)
    return shown, column - start + len(before)


GUTTER = 8
"""Columns before a line of a file."""


WIDEST = 240
"""Columns of a line that are shown: rows of tables may be longer than anybody reads."""


_QUOTED = re.compile(r"'[^']*+(?:''[^']*+)*+'|\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"")
_COMMENT = re.compile(r"\s+#")
_NEXT_IN_FLOW = re.compile(r"\s*(?:,(?=\s|$)|[}\]])")


def value_end(source: str, start: int) -> int:
    """Where the value that starts there ends on its line: before the rest of a list or group, or before a comment.

    A list or group itself reaches to the end of its line: what of it is at fault is told in words.
    """
    if quoted := _QUOTED.match(source, start):
        return quoted.end()
    before = source[:start]
    in_flow = sum(before.count(mark) for mark in "{[") > sum(before.count(mark) for mark in "}]")
    ends = [_COMMENT.search(source, start)]
    if in_flow and source[start : start + 1] not in ("{", "["):
        ends.append(_NEXT_IN_FLOW.search(source, start))
    return min((end.start() for end in ends if end), default=len(source))


def _row(name: str, lines) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"  {name if number == 0 else '':<11} {visible(line)}"


def _why_unchecked(result: Result) -> str:
    """What keeps quotes from being checked although a folder of texts is given: of each document what is known."""
    at_fault = {fault.mark: fault.code for fault in result.faults if fault.field == "document.text"}
    unread = {finding.key for finding in result.findings if finding.rule == NOT_READ}
    marks = {document.id: document.mark for document in result.corpus.documents}
    why: set[str] = set()
    for name in {ref.partition("#")[0] for ref in result.coverage.unchecked}:
        code = at_fault.get(marks[name]) if name in marks else None
        why.add("it changed" if code == "text-changed" else "it was not read" if code or name in unread else ABSENT)
    return ", or ".join(sorted(why, key=(ABSENT, "it changed", "it was not read").index)) or ABSENT


def _totals(result: Result, paint: Paint, options: Options) -> Iterator[str]:
    coverage = result.coverage
    documents = counted(len(result.corpus.documents), "document")
    yield f"{counted(coverage.claims, 'claim')} in {documents}, as of {result.as_of}:"
    if options.before is None:
        yield f"{summary(result)}, {coverage.alone:,} uncorroborated"
    else:
        old = counted(options.left_out, "disagreement")
        was = "was" if options.left_out == 1 else "were"
        yield visible(f"{summary(result)} new since {options.since}; {old} {was} there before")
        yield from (visible(f"  {line}") for one in options.support for line in support_lines(one))
        for change in silence_lines(options):
            yield paint(visible(change.message), "error" if change.fails else "info")
            yield from (visible(f"  {line}") for line in change.details)
    for line in sum_lines(result):
        yield visible(f"  {line}")
    copies = [finding for finding in result.findings if finding.rule == COPIED]
    yield from (paint(visible(f"{copy.message} ({copy.id})"), "info") for copy in copies[:MOST_COPIES])
    if (more := len(copies) - MOST_COPIES) > 0:
        yield paint(f"{counted(more, 'more source')} that copy: checker sources", "info")
    if words := over_limit(result, options):
        yield paint(words, "error")
    if asked := sum(claim.draft for claim in result.corpus.claims):
        yield f"{counted(asked, 'draft')} {'takes' if asked == 1 else 'take'} part, as --drafts asks"
    if drafts := len(result.corpus.drafts):
        them = "is not compared; confirm it" if drafts == 1 else "are not compared; confirm each"
        yield f"{counted(drafts, 'draft')} {them} by taking `draft` away"
    notes = []
    if result.faults:
        notes.append(counted(result.fault_count, "fault") + " in the input")
    if unread := coverage.quotes_without_text:
        step = _why_unchecked(result) if options.texts else "give --documents"
        notes.append(f"{counted(unread, 'quote')} not checked against a text ({step})")
    if coverage.quotes_unread:
        notes.append(
            f"{counted(coverage.quotes_unread, 'quote')} that cannot be read, so that no value is held against it"
        )
    if coverage.unknown:
        some = counted(len(coverage.unknown), "claim")
        notes.append(f"{some} not judged: a constraint lacks a lifetime or a type, or a relation is denied")
    if not coverage.claims:
        notes.append("nothing was checked: no claim was found")
    if notes:
        yield paint(listed(notes), "warning")
    if more := unexamined_words(coverage.unexamined, TOLD_ELSEWHERE):
        yield f"nothing was held against {listed(more)}"
