"""The baseline: fingerprints of the findings that were there when a team began, one to a line, sorted.

Why no dates, lines or counts: they would change in every merge. A fingerprint holds what the claims say, so a finding
that is fixed and broken again in another way is a new one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from checker.decisions.standing import OPEN
from checker.model.fault import Fault, Mark
from checker.model.finding import Finding
from checker.readers.encoding import decode, split_lines
from checker.readers.folder import read
from checker.readers.names import shown

FILE = "checker-baseline.txt"
"""Beside the folder of the claims, unless another file is named."""

FINGERPRINT = re.compile(r"[a-z][a-z0-9-]*-[0-9a-f]{8}(?:-[0-9]+)?")


def read_baseline(path: Path, name: str) -> tuple[frozenset[str], tuple[Fault, ...]]:
    """The fingerprints in a file; none where there is none. Empty lines and lines that begin with # are free."""
    if not os.path.lexists(path):  # unlike `exists`, never raises where the system refuses the name
        return frozenset(), ()
    raw = read(path, name)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        return frozenset(), (text,)
    identifiers: set[str] = set()
    faults: list[Fault] = []
    for number, line in enumerate(map(str.strip, split_lines(text)), start=1):
        if FINGERPRINT.fullmatch(line):
            identifiers.add(line)
        elif line and not line.startswith("#"):
            message = (
                f"found {shown(line)}, expected the identifier of a finding such as value-conflict-7f3a9c21; "
                "delete the line, or write the file anew with checker baseline create"
            )
            faults.append(Fault(Mark(name, number), "bad-baseline", "", message))
    return frozenset(identifiers), tuple(faults)


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What a new baseline holds: all that is open and that nobody settled otherwise."""
    states = ("decided", "suppressed")
    return tuple(
        sorted(f.id for f in findings if f.verdict in OPEN and not (f.decision and f.decision.state in states))
    )


def render(identifiers: Iterable[str]) -> str:
    return "".join(f"{identifier}\n" for identifier in sorted(set(identifiers)))
