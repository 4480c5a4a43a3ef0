"""Parts that come to more than their whole: where the least that the parts can be fits the most that it can be, no
relation is broken.

The least of each quantity is worked out from the parts upwards; that is exact for what a part and a whole are to each
other, but for the floats, which get a margin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from checker.model.box import Key, Scope
from checker.model.vocabulary import Vocabulary
from checker.relations.derive import parts_of
from checker.scale.engines import Query
from checker.scale.scan.context import ScanContext
from checker.scale.scan.hashes import mixed
from checker.scale.scan.screens import BY_VALUE
from checker.screening.arrays import BoolArray, Float64Array, Int64Array
from checker.screening.groups import MARGIN

Scopes = Callable[[Int64Array], Mapping[int, Scope]]
"""Gives the scopes of some claims, by the claims' numbers."""

MOST_SCOPES = 20_000
"""Scopes of one property that are held against each other; of more, all claims are judged."""
MOST_SHAPES = 5_000
"""Sets of scopes that one subject each has, for which parts and wholes are sorted out: some ten seconds."""

THOUSAND = 1000
"""What is stated with more than three decimals gets the margin, and is judged where it just fits."""
EXACT = 2.0**46
"""Whole numbers below it add up exactly, a hundred of them."""

SUMS = """
SELECT subject, scope, CAST({stretch} AS BIGINT) AS stretch, max(plausible_lo) AS lo, min(plausible_hi) AS hi,
       max(excluded) AS excluded, min(claim) AS claim
FROM ({source}) AS quantities GROUP BY subject, scope{grouping}
"""
OF_SEVERAL_SCOPES = """
SELECT * FROM boxes WHERE screen = {screen} AND property = {property} AND subject IN
    (SELECT subject FROM boxes WHERE screen = {screen} AND property = {property} GROUP BY subject
     HAVING min(scope) < max(scope))
"""


def subjects_exceeding(query: Query, context: ScanContext, scopes: Scopes) -> dict[frozenset[str], Int64Array]:
    """The subjects whose parts may come to more than their wholes, by the properties of which all is to be judged."""
    assert context.groups
    vocabulary = context.vocabulary
    measured = {name for prop in vocabulary.properties.values() for name in (prop.lasts, prop.ranks) if name}
    exceeding: dict[frozenset[str], Int64Array] = {}
    for name in sorted(context.groups.adding):
        root = vocabulary.root(name)
        senses = frozenset(other for other in vocabulary.properties if vocabulary.root(other) == root)
        table = query(_sql(context.properties[name], changes=name in context.changing))
        columns = {column: table[column].to_numpy() for column in table.column_names}
        if name in measured:
            subjects = np.unique(columns["subject"])
        else:
            subjects = _subjects(columns, name, context.vocabulary, scopes)
        exceeding[senses] = np.union1d(exceeding.get(senses, subjects), subjects)
    return exceeding


def _sql(number: int, *, changes: bool) -> str:
    """Asks how much each quantity is at the least and at the most, for each stretch of time."""
    source = OF_SEVERAL_SCOPES.format(screen=BY_VALUE, property=number)
    if not changes:
        return SUMS.format(stretch="0", source=source, grouping="")
    source = by_stretch(source, "subject", "t0, t1, claim")
    return SUMS.format(stretch="stretch", source=source, grouping=", stretch")


def by_stretch(source: str, keys: str, order: str) -> str:
    """The rows of a query, with the number of the stretch of time among the rows of its keys (`stretch`): those of
    different stretches never hold at one time. The `order` starts with t0.
    """
    over = f"OVER (PARTITION BY {keys} ORDER BY {order} ROWS BETWEEN UNBOUNDED PRECEDING AND"
    starts = f"SELECT *, CASE WHEN t0 > max(t1) {over} 1 PRECEDING) THEN 1 ELSE 0 END AS starts FROM ({source}) AS rest"
    return f"SELECT *, sum(starts) {over} CURRENT ROW) AS stretch FROM ({starts}) AS started"


@dataclass(frozen=True, slots=True, eq=False)
class Quantities:
    """What is claimed of one property, row by row: the index of the subject, that of the scope, the stretch of time,
    and the least and the most that the quantity can be.
    """

    owner: Int64Array
    scope: Int64Array
    stretch: Int64Array
    lo: Float64Array
    hi: Float64Array

    def take(self, rows: Int64Array) -> Self:
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))


def _subjects(columns: Mapping[str, NDArray], name: str, vocabulary: Vocabulary, scopes: Scopes) -> Int64Array:
    """The subjects of one property; those with denials are among them, as what they leave is no range."""
    if not len(columns["subject"]):
        return columns["subject"]
    kinds, first, scope = np.unique(columns["scope"], return_index=True, return_inverse=True)
    if len(kinds) > MOST_SCOPES:
        return np.unique(columns["subject"])
    claims = columns["claim"][first]
    by_claim = scopes(claims)
    keys = [Key("", name, by_claim[claim]) for claim in claims.tolist()]
    subjects, owner = np.unique(columns["subject"], return_inverse=True)
    exceeding = np.zeros(len(subjects), bool)
    np.logical_or.at(exceeding, owner, columns["excluded"] > 0)
    quantities = Quantities(owner, scope, columns["stretch"], columns["lo"], columns["hi"])
    shape = _shapes(quantities, len(subjects))[owner]
    order = np.argsort(shape, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(shape[order])) + 1)
    for rows in groups[MOST_SHAPES:]:
        exceeding[owner[rows]] = True
    for rows in groups[:MOST_SHAPES]:
        exceeding[_owners_exceeding(quantities.take(rows), keys, vocabulary)] = True
    return subjects[exceeding]


def _shapes(quantities: Quantities, owners: int) -> Int64Array:
    """A number for each subject: the same for the same set of scopes."""
    owner, scope = np.unique(np.stack([quantities.owner, quantities.scope]), axis=1)
    shapes = np.zeros(owners, np.uint64)
    with np.errstate(over="ignore"):
        np.add.at(shapes, owner, mixed(scope.astype(np.uint64) + np.uint64(1)))
    return shapes.view(np.int64)


def _owners_exceeding(quantities: Quantities, keys: Sequence[Key], vocabulary: Vocabulary) -> Int64Array:
    """The owners of quantities, all of one set of scopes, whose parts may be more than a whole."""
    present, key = np.unique(quantities.scope, return_inverse=True)
    present_keys = [keys[number] for number in present.tolist()]
    index = {key: number for number, key in enumerate(present_keys)}
    parts: dict[int, list[list[int]]] = {}
    for (whole, _), part_keys in parts_of(present_keys, vocabulary).items():
        parts.setdefault(index[whole], []).append([index[part] for part in part_keys])
    if not parts:
        return quantities.owner[:0]
    (owner, _), column = np.unique(np.stack([quantities.owner, quantities.stretch]), axis=1, return_inverse=True)
    low = np.full((len(present_keys), len(owner)), -np.inf)
    high = np.full_like(low, np.inf)
    low[key, column.ravel()], high[key, column.ravel()] = quantities.lo, quantities.hi
    return np.unique(owner[_exceeds(low, high, parts)])


def _exceeds(low: Float64Array, high: Float64Array, parts: Mapping[int, Sequence[Sequence[int]]]) -> BoolArray:
    """Where the least that some parts can be is more than the most that their whole can be."""
    (low, low_is_exact), (high, high_is_exact) = _decimals(low), _decimals(high)
    margin = np.where((low_is_exact & high_is_exact).all(axis=0), 0.0, MARGIN)
    least = low.copy()
    exceeds = np.zeros(low.shape[1], bool)
    for whole in _upwards(parts):
        for indices in parts[whole]:
            size = np.where(np.isfinite(least[indices]), np.abs(least[indices]), 0.0).sum(axis=0)
            total = np.maximum(least[indices].sum(axis=0), least[indices].max(axis=0))
            most = high[whole]
            exceeds |= total > most - margin * (size + np.where(np.isfinite(most), np.abs(most), 0.0))
            np.maximum(least[whole], total, out=least[whole])
    return exceeds


def _decimals(numbers: Float64Array) -> tuple[Float64Array, BoolArray]:
    """Thousandths, and which of them are whole numbers: these add up in floats as they do in exact numbers."""
    scaled = np.rint(numbers * THOUSAND)
    exact = (scaled / THOUSAND == numbers) & (np.isinf(numbers) | (np.abs(scaled) < EXACT))
    return np.where(exact, scaled, numbers * THOUSAND), exact


def _upwards(parts: Mapping[int, Sequence[Sequence[int]]]) -> list[int]:
    """The wholes, each after those that are among its parts."""
    ordered: dict[int, None] = {}

    def visit(whole: int) -> None:
        for indices in parts[whole]:
            for part in indices:
                if part in parts and part not in ordered:
                    visit(part)
        ordered[whole] = None

    for whole in sorted(parts):
        if whole not in ordered:
            visit(whole)
    return list(ordered)
