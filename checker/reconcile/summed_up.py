"""The claims of a large key that do not part, told in one finding: how many pairs, why, and how the value went.

Why: a thousand figures for a thousand days make half a million pairs that time explains; nobody reads them one by one.
Quiet: for keys whose pairs are all looked at one by one, and where all claims say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.model.box import Box, Key
from checker.model.finding import REASONS, Finding, Reason
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.normal.fingerprint import box_content, fingerprint
from checker.normal.phrase import listed, show_duration, show_subject, show_time, show_value
from checker.screen import Block

ID = "summed-up"


def summed_up(block: Block, vocabulary: Vocabulary) -> Finding | None:
    """The finding on the claims of one subject and general property, of which many pairs are not looked at."""
    boxes = block.boxes
    reasons = _reasons(boxes, vocabulary)
    if not block.closed or not (reasons or block.met):
        return None
    about = show_subject(Key(boxes[0].key.subject, boxes[0].root), vocabulary)
    series = sorted((box for box in boxes if _middle(box) is not None), key=lambda box: (_middle(box), box.ref))
    chosen = [series[0], series[-1]] if len(series) > 1 else [boxes[0], boxes[-1]]
    told = [f"from {_told(chosen[0])} to {_told(chosen[1])}"]
    if steepest := _steepest(series):
        days = _middle(steepest[1]) - _middle(steepest[0])  # type: ignore[operator]  # the series has middles only
        told.append(
            f"the steepest change: {_told(steepest[0])}, then {_told(steepest[1])}, {show_duration(days)} later"
        )
        chosen += steepest
    return Finding(
        id=fingerprint(ID, map(box_content, boxes)),
        rule=ID,
        verdict="tension" if block.met else "reconciled",
        claims=tuple(dict.fromkeys(box.claim for box in chosen)),
        key=f"{boxes[0].key.subject}.{boxes[0].root}",
        message=f"{about}: {_rest(block, reasons)}",
        why="; ".join(told),
        reasons=() if block.met else reasons,
        boxes=tuple(dict.fromkeys(chosen)),
    )


def _rest(block: Block, reasons: Sequence[Reason]) -> str:
    if block.met:
        return f"{block.met:,} of {len(block.boxes):,} claims have an opponent; each is shown with its worst only"
    return f"of {len(block.boxes):,} claims {block.closed:,} pairs agree or differ by {listed(reasons)} only"


def _reasons(boxes: Sequence[Box], vocabulary: Vocabulary) -> tuple[Reason, ...]:
    """What tells the claims apart, and may therefore explain what they differ in."""
    changing = any(vocabulary.properties[box.claim.property].changes for box in boxes)
    differing: dict[Reason, bool] = {
        "time": changing and len({box.time.extent for box in boxes}) > 1,
        "scope": len({box.key.scope for box in boxes}) > 1,
        "definition": len({box.claim.definition for box in boxes} - {""}) > 1,
        "attribution": len({box.claim.said_by for box in boxes}) > 1,
        "precision": any(isinstance(box.value, Bounds) and box.value.literal != box.value.plausible for box in boxes),
        "revision": any(box.claim.deprecated for box in boxes),
    }
    return tuple(reason for reason in REASONS if differing.get(reason))


def _steepest(series: Sequence[Box]) -> tuple[Box, Box] | None:
    """The two claims of one key, next to each other in time, between which the value changes fastest."""
    last: dict[Key, Box] = {}
    best: tuple[Fraction, Box, Box] | None = None
    for box in series:
        before = last.get(box.key)
        last[box.key] = box
        if before is None:
            continue
        days = Fraction(_middle(box) - _middle(before))  # type: ignore[operator]  # the series has middles only
        step = _step(before, box)
        if days and step and (best is None or step / days > best[0]):
            best = (step / days, before, box)
    return best[1:] if best else None


def _step(a: Box, b: Box) -> Fraction | None:
    """How far the ranges that readers expect lie apart; nothing for names."""
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    gap = a.value.plausible.gap(b.value.plausible)
    return None if gap is None else Fraction(gap)


def _middle(box: Box) -> Fraction | None:
    extent = box.time.extent
    return None if extent.lo is None or extent.hi is None else Fraction(extent.lo + extent.hi, 2)


def _told(box: Box) -> str:
    return f"{show_value(box)} ({show_time(box)})"
