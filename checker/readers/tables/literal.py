"""The ends of a range become a value literal: a table says in numbers what a document says in words."""

from __future__ import annotations


def literal(lo: str, hi: str, lo_open: bool, hi_open: bool, unit: str) -> str:
    """The literal of all values from `lo` to `hi`, exactly; an end that is `""` has no bound.

    The numbers stay as they are written.
    """
    above, below = "over" if lo_open else "at least", "under" if hi_open else "at most"
    if not hi:
        words = f"{above} exactly {lo}"
    elif not lo:
        words = f"{below} exactly {hi}"
    elif lo_open or hi_open:
        words = f"{above} exactly {lo} but {below} exactly {hi}"
    else:
        words = f"exactly {lo} to {hi}" if lo != hi else f"exactly {lo}"
    return f"{words} {unit}".rstrip()
