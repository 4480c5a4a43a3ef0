"""Parts that come to more than their whole: where the least that the parts can be fits the most that it can be, no
relation is broken.

The least of each quantity is worked out from the parts upwards; that is exact for what a part and a whole are to each
other, but for the floats, which get a margin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from checker.model.box import Key, Scope
from checker.relations.derive import parts_of
from checker.scale.engine import Query
from checker.scale.scan.context import ScanContext
from checker.scale.scan.hashes import mixed
from checker.scale.scan.screens import VALUES
from checker.screening.arrays import BoolArray, Float64Array, Int64Array
from checker.screening.groups import MARGIN

Scopes = Callable[[Int64Array], Mapping[int, Scope]]
"""The scopes of some claims, by the claims' numbers."""

MOST_SCOPES = 20_000
"""Scopes of one property that are told apart; of more, all claims are judged."""
MOST_SHAPES = 5_000
"""Sets of scopes that one subject each has, for which parts and wholes are sorted out: some ten seconds."""

PLACES = 1000
"""Thousandths: what is stated with more than three decimals gets the margin, and is judged where it just fits."""
EXACT = 2.0**46
"""Int64Array numbers below it add up exactly, a hundred of them."""

SUMS = """
SELECT subject, scope, CAST({island} AS BIGINT) AS island, max(plo) AS lo, min(phi) AS hi, max(silent) AS silent,
       min(claim) AS claim
FROM ({source}) AS placed GROUP BY subject, scope{grouping}
"""
OVER = "OVER (PARTITION BY subject ORDER BY t0, t1, claim ROWS BETWEEN UNBOUNDED PRECEDING AND"
SEVERAL = """
SELECT * FROM boxes WHERE sort = {sort} AND property = {property} AND subject IN
    (SELECT subject FROM boxes WHERE sort = {sort} AND property = {property} GROUP BY subject
     HAVING min(scope) < max(scope))
"""


def exceeding(query: Query, context: ScanContext, scopes: Scopes) -> dict[frozenset[str], Int64Array]:
    """The subjects whose parts may come to more than their wholes, by the properties of which all is to be judged."""
    assert context.groups
    vocabulary = context.vocabulary
    measured = {name for prop in vocabulary.properties.values() for name in (prop.lasts, prop.ranks) if name}
    found: dict[frozenset[str], Int64Array] = {}
    for name in sorted(context.groups.adding):
        root = vocabulary.root(name)
        sense = frozenset(other for other in vocabulary.properties if vocabulary.root(other) == root)
        table = query(_sql(context.properties[name], changes=name in context.changing))
        columns = {column: table[column].to_numpy() for column in table.column_names}
        own = _subjects(columns, name, context, scopes) if name not in measured else np.unique(columns["subject"])
        found[sense] = np.union1d(found.get(sense, own), own)
    return found


def _sql(number: int, *, changes: bool) -> str:
    """Asks how much each quantity is at the least and at the most, for each stretch of time."""
    source = SEVERAL.format(sort=VALUES, property=number)
    if not changes:
        return SUMS.format(island="0", source=source, grouping="")
    begun = f"SELECT *, CASE WHEN t0 > max(t1) {OVER} 1 PRECEDING) THEN 1 ELSE 0 END AS fresh FROM ({source}) AS own"
    placed = f"SELECT *, sum(fresh) {OVER} CURRENT ROW) AS stretch FROM ({begun}) AS begun"
    return SUMS.format(island="stretch", source=placed, grouping=", stretch")


def _subjects(columns: Mapping[str, NDArray], name: str, context: ScanContext, scopes: Scopes) -> Int64Array:
    """The subjects of one property; those with denials are kept, as what they leave is no range."""
    subject, scope = columns["subject"], columns["scope"]
    if not len(subject):
        return subject
    kinds, first, place = np.unique(scope, return_index=True, return_inverse=True)
    if len(kinds) > MOST_SCOPES:
        return np.unique(subject)
    known = scopes(columns["claim"][first])
    texts = [known[claim] for claim in columns["claim"][first].tolist()]
    names, owner = np.unique(subject, return_inverse=True)
    wrong = np.zeros(len(names), bool)
    np.logical_or.at(wrong, owner, columns["silent"] > 0)
    shape = _shapes(owner, place, len(names))
    order = np.argsort(shape[owner], kind="stable")
    bounds = np.flatnonzero(np.diff(shape[owner][order])) + 1
    groups = np.split(order, bounds)
    for rows in groups[MOST_SHAPES:]:
        wrong[owner[rows]] = True
    for rows in groups[:MOST_SHAPES]:
        wrong[_wrong(rows, columns, owner, place, texts, name, context)] = True
    return names[wrong]


def _shapes(owner: Int64Array, place: Int64Array, owners: int) -> Int64Array:
    """A number for each subject: the same for the same set of scopes."""
    pairs = np.unique(np.stack([owner, place]), axis=1)
    found = np.zeros(owners, np.uint64)
    with np.errstate(over="ignore"):
        np.add.at(found, pairs[0], mixed(pairs[1].astype(np.uint64) + np.uint64(1)))
    return found.view(np.int64)


def _wrong(
    rows: Int64Array,
    columns: Mapping[str, NDArray],
    owner: Int64Array,
    place: Int64Array,
    texts: Sequence[Scope],
    name: str,
    context: ScanContext,
) -> Int64Array:
    """The owners of some rows, all of one set of scopes, whose parts may be more than a whole."""
    assert context.groups
    present = np.unique(place[rows])
    column = np.searchsorted(present, place[rows])
    keys = [Key("", name, texts[number]) for number in present.tolist()]
    at = {key: number for number, key in enumerate(keys)}
    parts: dict[int, list[list[int]]] = {}
    for (whole, _), own in parts_of(keys, context.vocabulary).items():
        parts.setdefault(at[whole], []).append([at[part] for part in own])
    if not parts:
        return rows[:0]
    spots, spot = np.unique(np.stack([owner[rows], columns["island"][rows]]), axis=1, return_inverse=True)
    low = np.full((len(keys), spots.shape[1]), -np.inf)
    high = np.full_like(low, np.inf)
    low[column, spot.ravel()], high[column, spot.ravel()] = columns["lo"][rows], columns["hi"][rows]
    return np.unique(spots[0][_exceeds(low, high, parts)])


def _exceeds(low: Float64Array, high: Float64Array, parts: Mapping[int, Sequence[Sequence[int]]]) -> BoolArray:
    """Where the least that some parts can be is more than the most that their whole can be."""
    (low, plain), (high, other) = _decimals(low), _decimals(high)
    margin = np.where((plain & other).all(axis=0), 0.0, MARGIN)
    least = low.copy()
    found = np.zeros(low.shape[1], bool)
    for whole in _upwards(parts):
        for own in parts[whole]:
            size = np.where(np.isfinite(least[own]), np.abs(least[own]), 0.0).sum(axis=0)
            come_to = np.maximum(least[own].sum(axis=0), least[own].max(axis=0))
            top = high[whole]
            found |= come_to > top - margin * (size + np.where(np.isfinite(top), np.abs(top), 0.0))
            np.maximum(least[whole], come_to, out=least[whole])
    return found


def _decimals(numbers: Float64Array) -> tuple[Float64Array, BoolArray]:
    """Thousandths, and which of them are whole: these add up in floats as they do in exact numbers."""
    scaled = np.rint(numbers * PLACES)
    plain = (scaled / PLACES == numbers) & (np.isinf(numbers) | (np.abs(scaled) < EXACT))
    return np.where(plain, scaled, numbers * PLACES), plain


def _upwards(parts: Mapping[int, Sequence[Sequence[int]]]) -> list[int]:
    """The wholes, each after those that are among its parts."""
    found: dict[int, None] = {}

    def visit(whole: int) -> None:
        for own in parts[whole]:
            for part in own:
                if part in parts and part not in found:
                    visit(part)
        found[whole] = None

    for whole in sorted(parts):
        if whole not in found:
            visit(whole)
    return list(found)
