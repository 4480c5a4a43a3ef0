"""The identity of a finding: what its claims say, not how or where they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from checker.literals.phrase import show_key
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.fields import FIELDS
from checker.model.interval import Interval
from checker.model.value import Term

DIGITS = 8
"""Hexadecimal digits of an identifier: short enough to type; equal ones in one run are told apart by a number."""

NORMAL = ("subject", "property", "value", "readings", "scope", "as_of", "during", "denies")
"""Attributes of a claim whose normal form, or wording as a relation, the contents below begin with. Others that
identify a finding follow by their names, where a claim has them.
"""
OTHERS = tuple(field for field in FIELDS if field.content and field.identifies and field.attribute not in NORMAL)


def box_content(box: Box) -> str:
    """Document, key, value and time of a box, in normal form: equal for equal values in other words or units."""
    value = (
        box.value.name
        if isinstance(box.value, Term)
        else "|".join(_interval(part) for part in (box.value.literal, box.value.plausible, box.value.possible))
    )
    denied = "not " if box.claim.denies else ""
    time = f"{box.time.sort} {_interval(box.time.extent)}"
    said = (box.claim.document.id, show_key(box.key), f"{denied}{value} {box.unit}", time)
    return "\n".join((*said, *_others(box.claim)))


def said_by_box(box: Box) -> str:
    """What a box says, whoever says it, and when that holds."""
    return box_content(box).partition("\n")[2]


def relation_content(claim: Claim) -> str:
    """Document and readings of a relation."""
    return "\n".join((claim.document.id, *claim.readings, *_others(claim)))


def _others(claim: Claim) -> tuple[str, ...]:
    given = ((field.name, getattr(claim, field.attribute)) for field in OTHERS)
    return tuple(f"{name} {json.dumps(value)}" for name, value in given if value)


def _interval(interval: Interval) -> str:
    return f"{'(' if interval.lo_open else '['}{interval.lo},{interval.hi}{')' if interval.hi_open else ']'}"


def fingerprint(rule: str, contents: Iterable[str]) -> str:
    """`rule-1a2b3c4d`, the same for any order of the contents."""
    text = "\n\n".join([rule, *sorted(contents)])
    return f"{rule}-{sha256(text.encode()).hexdigest()[:DIGITS]}"
