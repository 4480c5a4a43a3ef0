"""The claims of a large key that do not part, in one finding: how many pairs, why, and how the value went.

Why: a thousand figures for a thousand days make half a million pairs that time explains; nobody reads them one by one.
Quiet: for keys whose pairs are all looked at one by one, and where all claims say the same.

Where very many have an opponent, the finding says how many; those that part most have findings of their own beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from checker.literals.fingerprint import box_content, fingerprint
from checker.literals.phrase import listed, show_key, show_later, show_subject, show_time, show_value
from checker.model.box import Box, Key
from checker.model.finding import Finding, Reason
from checker.model.groups import grouped
from checker.model.result import ConflictingKey, Sums
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.reasons.registry import RECONCILERS
from checker.scale.truncated import ID as LEFT_OVER
from checker.screening.blocks import Block, literal_keys

ID = "summed-up"


def key_summary(block: Block, vocabulary: Vocabulary) -> Finding | None:
    """The finding on the claims of one subject and general property, of which many pairs are not looked at."""
    boxes = block.boxes
    if not block.closed:
        return None
    reasons = tuple(reconciler.reason for reconciler in RECONCILERS if reconciler.differs(boxes, vocabulary))
    if not (reasons or block.open_claims):
        return None
    about = show_subject(Key(boxes[0].key.subject, boxes[0].root), vocabulary)
    series = sorted((box for box in boxes if _middle(box) is not None), key=lambda box: (_middle(box), box.ref))
    ends = (series[0], series[-1]) if len(series) > 1 else (boxes[0], boxes[-1])
    steepest = _steepest(series)
    return Finding(
        id=fingerprint(ID, map(box_content, boxes)),
        rule=ID,
        verdict="tension" if block.open_claims else "reconciled",
        claims=tuple(dict.fromkeys(box.claim for box in (*ends, *steepest))),
        key=f"{boxes[0].key.subject}.{boxes[0].root}",
        message=f"{about}: {_counts(block, reasons)}",
        why="; ".join(show_trend(ends, steepest)),
        reasons=() if block.open_claims else reasons,
        boxes=tuple(dict.fromkeys((*ends, *steepest))),
    )


def conflicting_keys(
    sums: Sums | None, findings: Iterable[Finding], boxes: Iterable[Box], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """A finding on each key of a large table in which more claims have opponents than are judged one by one. `findings`
    are those on the claims that are: where reasons explain all of it, nobody knows what the others come to. Quiet on
    keys all of whose claims are among the boxes that are judged, for another reason: they have findings as ever.
    """
    if not sums or not sums.conflicting:
        return
    judged = Counter(literal_keys(boxes, vocabulary))
    unexplained = (finding.boxes for finding in findings if finding.verdict in ("contradiction", "tension"))
    open_keys = set(literal_keys((box for boxes in unexplained for box in boxes), vocabulary))
    for key in sums.conflicting:
        if judged[key.sums.key] < key.sums.claims:
            yield _conflicting_key(key, vocabulary, sure=key.sums.key in open_keys)


def _conflicting_key(conflict: ConflictingKey, vocabulary: Vocabulary, *, sure: bool) -> Finding:
    sums, key, number = conflict.sums, conflict.sums.key, conflict.conflicting
    speed = "differ from another one by more than the value may change in the time between"
    message = f"{number:,} of {sums.claims:,} claims {speed if conflict.fast else 'have an opponent'}; "
    message += f"the {conflict.judged:,} that part most are "
    message += "told one by one" if sure else "explained by reasons, the others were not looked at"
    below, groups = conflict.below, conflict.groups
    why = [f"{below:,} of all claims lie wholly below the other {sums.claims - below:,}"] if below else []
    why += [f"those that have one fall into {groups:,} groups that do not oppose each other"] * (groups > 1)
    worst = f"the two that part most: {' and '.join(map(_show, conflict.worst))}"
    why += show_trend(sums.ends, sums.steepest) if sums.ends else [worst]
    rule = ID if sure else LEFT_OVER
    # the claims are too many to be named: their number stands for them, so that a ruling ends when it changes
    content = (*map(box_content, conflict.boxes), f"{show_key(key)} {number} {sums.claims} {conflict.fast}")
    return Finding(
        id=fingerprint(rule, content),
        rule=rule,
        verdict="tension" if sure else "unchecked",
        claims=tuple(dict.fromkeys(box.claim for box in conflict.boxes)),
        key=f"{key.subject}.{key.property}",
        message=f"{show_subject(key, vocabulary)}: {message}",
        why="; ".join(why),
        boxes=conflict.boxes,
    )


def show_trend(ends: Sequence[Box], steepest: Sequence[Box]) -> list[str]:
    """How a value went, in words: from the first claim to the last, and where it changed fastest."""
    words = [f"from {_show(ends[0])} to {_show(ends[1])}"] if ends else []
    if steepest:
        before, after = steepest
        days = _middle(after) - _middle(before)  # type: ignore[operator]  # both have middles
        length = show_later(days, before.time.extent, after.time.extent)
        later = f", {length} later" if length else ""
        words.append(f"the steepest change: {_show(before)}, then {_show(after)}{later}")
    return words


def _counts(block: Block, reasons: Sequence[Reason]) -> str:
    if number := block.open_claims:
        return f"{number:,} of {len(block.boxes):,} claims have an opponent; each is shown with its worst only"
    return f"of {len(block.boxes):,} claims {block.closed:,} pairs agree or differ by {listed(reasons)} only"


def _steepest(series: Sequence[Box]) -> tuple[Box, ...]:
    """The two claims of one key between which the value changes fastest: of times next to each other those that part
    most. None where nothing changes. `series` is in the order of times.
    """
    best: tuple[Fraction, tuple[Box, ...]] = Fraction(0), ()
    for of_key in grouped(series, lambda box: box.key).values():
        moments = [list(members) for _, members in groupby(of_key, key=_middle)]
        for earlier, later in pairwise(moments):
            days = Fraction(_middle(later[0]) - _middle(earlier[0]))  # type: ignore[operator]  # all have middles
            for before, after in _farthest(earlier, later):
                if (step := _step(before, after)) and step / days > best[0]:
                    best = (step / days, (before, after))
    return best[1]


def _farthest(earlier: Sequence[Box], later: Sequence[Box]) -> Iterator[tuple[Box, Box]]:
    """The two pairs one of which parts most: the lowest before with the highest after, and the other way round."""
    if not all(isinstance(box.value, Bounds) for box in (*earlier, *later)):
        return
    yield min(earlier, key=_ceiling), max(later, key=_floor)
    yield max(earlier, key=_floor), min(later, key=_ceiling)


def _floor(box: Box) -> tuple[bool, Fraction]:
    lo = box.value.plausible.lo  # type: ignore[missing-attribute]  # of numbers only
    return lo is not None, Fraction(lo or 0)


def _ceiling(box: Box) -> tuple[bool, Fraction]:
    hi = box.value.plausible.hi  # type: ignore[missing-attribute]  # of numbers only
    return hi is None, Fraction(hi or 0)


def _step(a: Box, b: Box) -> Fraction | None:
    """How far the ranges that readers expect lie apart; nothing for names."""
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    gap = a.value.plausible.gap(b.value.plausible)
    return None if gap is None else Fraction(gap)


def _middle(box: Box) -> Fraction | None:
    extent = box.time.extent
    return None if extent.lo is None or extent.hi is None else Fraction(extent.lo + extent.hi, 2)


def _show(box: Box) -> str:
    return f"{show_value(box)} ({show_time(box)})"
