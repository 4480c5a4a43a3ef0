"""Two tables that are the same row by row, in an order that nothing asks for: one is made from the other.

Two tables of what is publicly known agree wholly because both are right, so that values prove nothing. Nor does an
order that anybody would choose: by name, by figure, by date. But rows that stand in one and the same order of their
own, where a table of another source has the same rows in another one, come from one hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from checker.literals.editions import appeared, younger
from checker.literals.phrase import show_key
from checker.model.box import Box
from checker.model.claim import Document
from checker.model.groups import grouped
from checker.reasons.agreement import origins_of_document
from checker.reasons.reconciler import Context

LEAST_ROWS = 20
"""Rows that two tables have to share: of so many, orders beyond count are possible."""
SORTED = Fraction(3, 10)
"""Of neighbouring rows, the part up to which (or beyond the rest of which) they go down, where a table is sorted by
something, if only piece by piece. Half of them go down in an order that is none; of 20 rows, less than three tenths do
so in one of two hundred (the variance of descents is a twelfth of the rows)."""
WITNESS = Fraction(1, 2)
"""Part of the rows that a third table must have, in another order, to show that the order is not that of all."""


@dataclass(frozen=True, slots=True)
class SameRows:
    """Two documents whose claims are the same, so many, in one order. `directed`: the second is younger."""

    pair: tuple[Document, Document]
    rows: int
    directed: bool


Row = tuple[str, str]


def same_rows(boxes: Iterable[Box], context: Context) -> tuple[SameRows, ...]:
    """All pairs of documents of different sources that are the same table; of many, each with the first."""
    own = [box for box in boxes if not (box.claim.draws_on or box.claim.said_by) and box.facet != "end"]
    by_document = grouped(own, lambda box: box.claim.document.id)
    tables = {name: members for name, members in by_document.items() if len(members) >= LEAST_ROWS}
    alike = grouped(sorted(tables), lambda name: tuple(map(_row, tables[name])))
    made = []
    for rows, names in alike.items():
        if len(names) < 2 or _sorted(tables[names[0]]) or not _witnessed(rows, names, tables):
            continue
        for one, other in combinations(names, 2):
            first, second = (context.documents[name] for name in (one, other))
            if one == names[0] and not set(origins_of_document(first, context)) & set(
                origins_of_document(second, context)
            ):
                made.append(_made(first, second, len(rows), context))
    return tuple(sorted(made, key=lambda one: (-one.rows, *(document.id for document in one.pair))))


def _row(box: Box) -> Row:
    """What a row says, as it is written: `18.20` is another row than `18.2`."""
    return f"{show_key(box.key)} {box.claim.as_of} {box.claim.during}", box.claim.value


def _made(one: Document, other: Document, rows: int, context: Context) -> SameRows:
    way = younger(*(appeared((document,), context.vocabulary) for document in (one, other)))
    return SameRows((other, one) if way < 0 else (one, other), rows, bool(way))


def _sorted(boxes: Sequence[Box]) -> bool:
    """The rows are in the order of something that they say, up or down, if only piece by piece."""
    return any(_goes_one_way(list(column)) for column in _columns(boxes))


def _columns(boxes: Sequence[Box]) -> Iterator[Iterable[Any]]:
    claims = [box.claim for box in boxes]
    yield (claim.subject for claim in claims)
    yield (sorted(box.key.scope) for box in boxes)
    yield (claim.id for claim in claims)
    yield (claim.quote for claim in claims)
    yield (claim.as_of or claim.during for claim in claims)
    yield (_figure(claim.value) for claim in claims)


def _figure(value: str) -> tuple[float, str]:
    try:
        return float(value.replace(",", "").split()[0]), value
    except (ValueError, IndexError):
        return 0.0, value


def _goes_one_way(column: Sequence[Any]) -> bool:
    steps = [(one, other) for one, other in pairwise(column) if one != other]
    down = sum(one > other for one, other in steps)
    return len(steps) >= LEAST_ROWS // 2 and not SORTED * len(steps) < down < (1 - SORTED) * len(steps)


def _witnessed(rows: Sequence[Row], names: Sequence[str], tables: Mapping[str, Sequence[Box]]) -> bool:
    """Another table has many of the rows, whatever their values, in another order."""
    place = {key: number for number, (key, _) in enumerate(rows)}
    for name, boxes in tables.items():
        shared = [place[key] for key, _ in map(_row, boxes) if key in place] if name not in names else []
        if len(shared) >= WITNESS * len(rows) and sum(one > other for one, other in pairwise(shared)) >= SORTED * len(
            shared
        ):
            return True
    return False


def in_words(one: SameRows) -> str:
    """`Beta has the rows of Alpha (240, in the same order, which is none that they are sorted by)`."""
    first, second = (document.title for document in one.pair)
    head = f"{second} has the rows of {first}" if one.directed else f"{first} and {second} have the same rows"
    return f"{head} ({one.rows:,}, in the same order, by which nothing is sorted)"
