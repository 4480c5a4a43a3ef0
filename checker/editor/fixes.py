"""Quick fixes: what the checker would write where it says what was meant. Nothing changes unless it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.editor.state import CorpusState
from checker.model.claim import Claim
from checker.model.fault import Fault
from checker.naming.spans import FileText, Span
from checker.readers.names import shown
from checker.report.explain import statement_mark
from checker.rules.claim.value_not_in_quote import ID as VALUE_NOT_IN_QUOTE

BECAUSE = "what the value rests on besides its quote"
"""What stands in a new `because` until somebody writes the reason."""

AT_KEY = ("unknown-scope", "unknown-field")
"""Codes of faults that concern the name of a field, which what is meant replaces."""

IN_RELATION = "bad-relation"
ENDS_NAME = frozenset(" \t\r\n.=<>()[],\"'*/+")


@dataclass(frozen=True, slots=True)
class Fix:
    """`text` stands in the place of `span` when it is chosen. `code` and `line` (from 1) are those of what it mends."""

    title: str
    span: Span
    text: str
    code: str
    line: int


def fixes(state: CorpusState, text: FileText, lines: range) -> tuple[Fix, ...]:
    """The fixes on these lines (from 1); none where the file is no longer what was checked."""
    checked = state.buffers.get(text.file)
    source = state.result.corpus.sources.get(text.file)
    if checked is not text and (source is None or list(source) != [text.line(n) for n in range(len(text.starts))]):
        return ()
    faults = (f for f in state.result.faults if f.mark.file == text.file and f.mark.line in lines and f.meant)
    found = [fix for fault in faults if (fix := _meant(fault, text))]
    for finding in state.result.findings:
        claim = finding.claims[0] if finding.rule == VALUE_NOT_IN_QUOTE else None
        if claim and claim.mark.file == text.file and statement_mark(claim).line in lines and not claim.because:
            found += _because(claim, text)
    return tuple(dict.fromkeys(found))


def _meant(fault: Fault, text: FileText) -> Fix | None:
    span = _span(fault, text)
    if span is None or text.text[slice(*span)] == fault.meant:
        return None
    title = f"Put it in quotes: {shown(fault.meant)}" if fault.code == "yaml-comma" else f"Write {shown(fault.meant)}"
    return Fix(title, span, fault.meant, fault.code, fault.mark.line)


def _span(fault: Fault, text: FileText) -> Span | None:
    """What is at fault, of which only the place is told."""
    start = text.offset(fault.mark)
    line_end = text.starts[fault.mark.line - 1] + len(text.line(fault.mark.line - 1))
    rest = text.text[start:line_end]
    if fault.code == "yaml-comma":  # the value and what a comma cut off it, as it is meant without quotation marks
        whole = fault.meant[1:-1]
        return (start, start + len(whole)) if rest.startswith(whole) else None
    if fault.code in AT_KEY and fault.code != "unknown-field":
        key = fault.field.rpartition(".")[2]
        at = text.text.rfind(key, text.starts[fault.mark.line - 1], start)
        return (at, at + len(key)) if at >= 0 else None
    if rest[:1] in ("'", '"'):
        closed = rest.find(rest[0], 1)
        if closed < 0:
            return None
        if fault.code != IN_RELATION:
            return start + 1, start + closed
        start, rest = start + 1, rest[1:closed]
    if fault.code == IN_RELATION:
        length = next((i for i, sign in enumerate(rest) if sign in ENDS_NAME), len(rest))
    elif fault.code == "unknown-field":
        length = max(rest.find(":"), 0)
    else:
        from checker.report.text import value_end

        line = text.line(fault.mark.line - 1)
        length = len(line[fault.mark.column - 1 : value_end(line, fault.mark.column - 1)].rstrip())
    return (start, start + length) if length else None


def _because(claim: Claim, text: FileText) -> Iterator[Fix]:
    """A line below the value, as deep as the fields of the claim; none where these stand in brackets on one line."""
    mark = statement_mark(claim)
    number = mark.line - 1
    line = text.line(number)
    before = line[: mark.column - 1]
    field = before.lstrip(" -")
    if field.rstrip() != "value:":
        return
    end = text.starts[number] + len(line)
    after = text.text[end : end + 2]
    line_end = "\r\n" if after == "\r\n" else "\n"
    indent = " " * (len(before) - len(field))
    following = text.line(number + 1)
    if following.strip() and len(following) - len(following.lstrip(" ")) > len(indent):  # the value goes on below
        return
    stub = f"{line_end}{indent}because: {BECAUSE}"
    yield Fix("Say in `because` what the value rests on", (end, end), stub, VALUE_NOT_IN_QUOTE, mark.line)
