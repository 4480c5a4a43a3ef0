"""The history of a corpus: a line for each run, kept in one file or in a folder with a file for each run.

Lines are sorted by day, equal runs are one line, and what is no line of ours stays where it is and is told: a file that
was merged by keeping the lines of both sides is as good as one that was never parted.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from hashlib import sha256

from pydantic import ValidationError

from checker.model.fault import Fault, Mark
from checker.model.record import RunRecord
from checker.model.result import Result
from checker.readers.files.run import RunLine
from checker.readers.names import shown
from checker.report.dispute import entries
from checker.report.html.material import is_open, tally

SCHEMA = "run-1"
LINE = re.compile(r"[^\n]*\n|[^\n]+")
DIGITS = 16
"""Of the hash in the name of a run's file: runs that differ lie in different files, so that no merge has a conflict."""


def record_of(result: Result) -> RunRecord:
    listed = entries(result)
    counts = tally(listed)
    return RunRecord(
        as_of=result.as_of,
        documents=len(result.corpus.documents),
        claims=result.coverage.claims,
        **{name: getattr(counts, name) for name in counts.__slots__},
        complete=result.complete and not result.faults and not counts.unchecked,
        open=tuple(sorted(one.id for one in result.disagreements if is_open(one))),
    )


def line_of(record: RunRecord) -> str:
    """The record as one line; equal records give equal lines."""
    data = {"schema": SCHEMA} | {field.name: getattr(record, field.name) for field in fields(record)}
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def file_of(record: RunRecord) -> str:
    """The name of the record's file in a folder."""
    return f"{record.as_of}-{sha256(line_of(record).encode()).hexdigest()[:DIGITS]}.jsonl"


def read_records(text: str, file: str) -> tuple[tuple[RunRecord, ...], tuple[Fault, ...]]:
    """The records of a file in the order of its lines, and a fault for each line that is none."""
    found: list[RunRecord] = []
    faults: list[Fault] = []
    for number, line in enumerate(LINE.findall(text), start=1):
        read = _read(line, Mark(file, number)) if line.strip() else None
        if isinstance(read, Fault):
            faults.append(read)
        elif read:
            found.append(read)
    return tuple(found), tuple(faults)


def _read(line: str, mark: Mark) -> RunRecord | Fault:
    try:
        told = RunLine.model_validate_json(line)
    except (ValidationError, RecursionError) as error:
        field = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else ""
        what = f"{shown(line.strip())}, expected the line that checker report --history writes for a run"
        message = f"found {what}; take the line out, or bring back what stood there"
        return Fault(mark, "bad-history", field, message)
    data = told.model_dump(exclude={"schema_", "open"})
    return RunRecord(**data, open=tuple(sorted(set(told.open))))


def with_record(text: str, record: RunRecord) -> str:
    """The file with the record's line among the others by its day; as it was where the line is there already."""
    line = line_of(record)
    lines = LINE.findall(text)
    if line in (one.strip() for one in lines):
        return text
    at = len(lines)
    while at and (before := _day(lines[at - 1])) is not None and before > record.as_of:
        at -= 1
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    return "".join((*lines[:at], f"{line}\n", *lines[at:]))


def _day(line: str) -> str | None:
    read = _read(line, Mark("")) if line.strip() else None
    return read.as_of if isinstance(read, RunRecord) else None
