"""What one run came to, as a history keeps it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunRecord:
    """`open` are the identifiers of the open disagreements, sorted. `complete`: nothing was left unchecked, and there
    was no fault that may hide something; else what is not among them is not known to be settled.
    """

    as_of: str
    documents: int
    claims: int
    contradiction: int
    tension: int
    unchecked: int
    decided: int
    reconciled: int
    agreement: int
    complete: bool
    open: tuple[str, ...]
