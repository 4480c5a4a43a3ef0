"""The baseline: hashes of the disagreements that were there when a team began, one to a line, sorted.

Why no dates, lines or counts: they would change in every merge. A hash holds what is in dispute, so support that comes
or goes changes nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from checker.decisions.audit import RULES
from checker.model.disagreement import Disagreement
from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode, split_lines
from checker.readers.folder import read
from checker.readers.names import shown

FILE = "checker-baseline.txt"
"""Beside the folder of the claims, unless another file is named."""

REOPENED = ("stale", "disputed")
"""States of a ruling that opens a disagreement, whatever the baseline says."""
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def read_baseline(path: Path, name: str) -> tuple[frozenset[str], tuple[Fault, ...]]:
    """The hashes in a file; none where there is none. Empty lines and lines that begin with # are free."""
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
                f"found {shown(line)}, expected the full hash of a disagreement, 64 digits and letters from a to f; "
                "delete the line, or write the file anew with checker baseline create"
            )
            faults.append(Fault(Mark(name, number), "bad-baseline", "", message))
    return frozenset(identifiers), tuple(faults)


def entries_in(raw: bytes) -> frozenset[str]:
    """The hashes in the bytes of a baseline that was read before; what is none is left out."""
    lines = map(str.strip, raw.decode("utf-8", "replace").splitlines())
    return frozenset(line for line in lines if FINGERPRINT.fullmatch(line))


def fingerprints(disagreements: Iterable[Disagreement]) -> tuple[str, ...]:
    """What a new baseline holds: all that is open and that nobody settled otherwise; nothing about rulings, and nothing
    that a ruling opens because it holds no more.
    """
    states = ("decided", "suppressed", *REOPENED)
    asked = (one for one in disagreements if one.open and one.witness.rule not in RULES)
    return tuple(sorted(one.question.digest for one in asked if not (one.decision and one.decision.state in states)))


def render(identifiers: Iterable[str]) -> str:
    return "".join(f"{identifier}\n" for identifier in sorted(set(identifiers)))
