"""The history of `checker report --history`: read before the report is written, and kept when it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checker.cli.common import save
from checker.model.fault import Fault
from checker.model.record import RunRecord
from checker.model.result import Result
from checker.report.trend import Trend


@dataclass(frozen=True, slots=True)
class Kept:
    """What runs come to with this one; `path` and `content` are the file that holds this run."""

    trend: Trend
    faults: tuple[Fault, ...]
    path: Path
    content: str

    def save(self) -> None:
        """The run is written down; what stands there already stays as it is."""
        if not self.path.is_file() or self.path.read_bytes() != self.content.encode("utf-8"):
            save(self.path, self.content)


def kept_in(place: Path, result: Result) -> Kept:
    """The runs of a file, or of all files of a folder, and this run among them."""
    from checker.report.record import file_of, record_of, with_record
    from checker.report.trend import trend

    record = record_of(result)
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    own = place / file_of(record) if place.is_dir() else place
    records: list[RunRecord] = []
    faults: list[Fault] = []
    text = ""
    for file in files:
        read, wrong, content = _read(file)
        records += read
        faults += wrong
        text = content if file == own else text
    return Kept(trend((*records, record), result.as_of), tuple(faults), own, with_record(text, record))


def _read(file: Path) -> tuple[tuple[RunRecord, ...], tuple[Fault, ...], str]:
    """The records of a file, its faults, and its text. What cannot be read ends the command: it would be lost."""
    import os

    from checker.cli.errors import faulty
    from checker.readers.encoding import decode
    from checker.readers.folder import read
    from checker.report.record import read_records

    if not os.path.lexists(file):
        return (), (), ""
    raw = read(file, str(file))
    text = decode(raw, str(file)) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        raise faulty(f"{text.mark}: {text.code}: {text.message}")
    return *read_records(text, str(file)), text
