"""The ways in which two claims of one subject and property can be found to part at any size.

A rule on pairs names the screens under which every pair that it may call open is found. Where claims are few all pairs
are looked at and no screen is asked; beyond that each declared screen is asked, in a block of claims by `large` and in
tables by `scale.scan.screens`. A screen may name too many claims, never too few.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """A way of parting, by its name; `doc` says which pairs it finds."""

    name: str
    doc: str


AT_ONE_TIME = Screen(
    "at-one-time",
    "values that share nothing, of times that share a day, or of documents too near for time to explain it",
)
CHANGE_RATE = Screen("change-rate", "values of one key that change faster than their property may")
DENIAL = Screen("denial", "a denial, and what is asserted of the same scope")

SCREENS: tuple[Screen, ...] = (AT_ONE_TIME, CHANGE_RATE, DENIAL)
