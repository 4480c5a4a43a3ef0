"""The cells of rows as arrays of numbers: codes of texts, numbers that texts stand for, flags."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from checker.readers.tables.columns import Columns
from checker.scale.scan.hashes import hashed, hashed_text, joined
from checker.scale.scan.literals import plain_numbers
from checker.screening.arrays import BoolArray, Float64Array, Hashes, Int64Array


def codes(columns: Columns, name: str) -> Int64Array:
    """The code of each row's text; −1 where it has none. Not to be written into."""
    if name not in columns.memo:
        columns.memo[name] = _codes(columns, name)
    return columns.memo[name]


def _codes(columns: Columns, name: str) -> Int64Array:
    if name not in columns.fields:
        return np.full(len(columns.rows), -1, np.int64)
    cells = columns.fields[name]
    if not hasattr(cells, "indices"):
        return cells.fill_null(False).to_numpy(zero_copy_only=False).astype(np.int64)
    return cells.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)


def words(columns: Columns, name: str) -> list[str | None]:
    """The texts of a column by code, and nothing for −1."""
    return [*columns.fields[name].dictionary.to_pylist(), None] if name in columns.fields else [None]


def given(columns: Columns, name: str) -> BoolArray:
    if name not in columns.fields:
        return np.zeros(len(columns.rows), bool)
    return columns.fields[name].is_valid().to_numpy(zero_copy_only=False)


def flag(columns: Columns, name: str) -> BoolArray:
    if name not in columns.fields:
        return np.zeros(len(columns.rows), bool)
    return columns.fields[name].fill_null(False).to_numpy(zero_copy_only=False)


def having(columns: Columns, name: str, texts: frozenset[str]) -> BoolArray:
    """The rows that hold one of some texts."""
    return np.array([text in texts for text in words(columns, name)], bool)[codes(columns, name)]


def counted_by_property(columns: Columns, rows: Int64Array) -> dict[str, int]:
    """How many of some rows, given by their numbers, there are of each property."""
    if not len(rows):
        return {}
    names = np.array(words(columns, "property"), object)[codes(columns, "property")[rows]]
    properties, counts = np.unique(names.astype(str), return_counts=True)
    return dict(zip(properties.tolist(), counts.tolist(), strict=True))


def codes_hashed(columns: Columns, name: str) -> Hashes:
    """The number of each row's text; 0 where it has none."""
    if name not in columns.fields:
        return np.zeros(len(columns.rows), np.uint64)
    return np.append(hashed(columns.fields[name].dictionary), np.uint64(0))[codes(columns, name)]


def numbers(columns: Columns, name: str) -> Float64Array:
    if name not in columns.fields:
        return np.full(len(columns.rows), np.nan)
    return np.append(plain_numbers(columns.fields[name].dictionary), np.nan)[codes(columns, name)]


def scopes_hashed(columns: Columns) -> Hashes:
    """One number for the members of all dimensions, whatever the order of the columns; 0 where there are none."""
    hashes = np.zeros(len(columns.rows), np.uint64)
    for name in columns.fields:
        group, _, dimension = name.partition(".")
        if group == "scope":
            members = joined(codes_hashed(columns, name), hashed_text(dimension))
            with np.errstate(over="ignore"):
                hashes += np.where(given(columns, name), members, np.uint64(0))
    return hashes


def limiting_hashed(columns: Columns, wholes: frozenset[str]) -> Hashes:
    """As `scopes_hashed`, without members of which nobody knows whether they limit anything (`screening.scopes`):
    the subject itself, and `wholes`.
    """
    hashes, subject = np.zeros(len(columns.rows), np.uint64), codes_hashed(columns, "subject")
    for name in columns.fields:
        group, _, dimension = name.partition(".")
        if group == "scope":
            member = codes_hashed(columns, name)
            limits = given(columns, name) & (member != subject) & ~having(columns, name, wholes)
            with np.errstate(over="ignore"):
                hashes += np.where(limits, joined(member, hashed_text(dimension)), np.uint64(0))
    return hashes


def distinct_texts(columns: Columns, name: str) -> Iterator[str]:
    column = columns.fields[name]
    flat = column if hasattr(column, "dictionary") else column.flatten()
    return (text for text in flat.dictionary.to_pylist() if text is not None)
