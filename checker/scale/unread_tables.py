"""Tables of claims that are there and were not read: none of their claims is checked, and the run is not called clean.

Why: what reads tables may not be installed. That says nothing of any claim.
Quiet: where a table can be opened: what is wrong in it is a fault.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.extras import installing
from checker.literals.fingerprint import fingerprint
from checker.literals.phrase import listed
from checker.model.finding import Finding

ID = "table-not-read"
NAMED = 5
"""Tables that a sentence names."""


def unread_tables(names: Sequence[str]) -> Finding | None:
    """The finding on all of them; none where every table was read."""
    if not names:
        return None
    shown = [*names[:NAMED], f"{len(names) - NAMED:,} more"] if len(names) > NAMED + 1 else names
    were = "was" if len(names) == 1 else "were"
    message = f"{listed(shown)} {were} not read: {installing('tables')}"
    return Finding(fingerprint(ID, ("tables",)), ID, "unchecked", (), "tables", message, "their claims are not checked")
