"""Numbers in words: `zweihundertfünfundfünfzigtausend`, `quatre-vingt-dix-sept`, `doscientos mil`.

Why: one reader for all languages that say hundreds, thousands and powers one after the other; below a hundred each
table lists its words. They are read without their spaces and hyphens, which writers set as they like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from checker.languages.language import Numerals

MOST_WORDS = 30
"""Words of a number, parts between hyphens apart: nobody writes longer ones."""

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
"""English, from 0 on."""

_SMALL = SMALL.split()
POWERS = {
    10**18: "quintillion", 10**15: "quadrillion", 10**12: "trillion", 10**9: "billion", 10**6: "million",
    1000: "thousand",
}  # fmt: skip
"""The words for powers in English, the largest first."""


class Atom(NamedTuple):
    """What a word does to a number: `hundreds` is a word such as that for 500."""

    sort: Literal["number", "hundreds", "hundred", "thousand", "scale", "joint"]
    value: int


class Atoms(NamedTuple):
    words: dict[str, Atom]
    longest: int
    long: bool


def atoms_of(table: Numerals, fold: Callable[[str], str]) -> Atoms:
    """Every word of a table, folded as the text will be."""
    words = {word: Atom("number", value) for word, value in table.below_hundred.items()}
    words |= {word: Atom("hundreds", value) for word, value in table.hundreds.items()}
    words |= {word: Atom("hundred", 100) for word in table.hundred}
    words |= {word: Atom("thousand", 1000) for word in table.thousand}
    words |= {word: Atom("scale", size) for size, names in table.scales.items() for word in names}
    if table.joint:
        words[table.joint] = Atom("joint", 0)
    words = {fold(word): atom for word, atom in words.items()}
    return Atoms(words, max(map(len, words)), table.long)


def number_of(words: Sequence[str], atoms: Atoms) -> tuple[int, int] | None:
    """The number that the first of these words say, the longest there is, and how many words it takes."""
    words = words[:MOST_WORDS]
    if not words or not _atom(words[0], 0, (), atoms):
        return None
    for count in range(len(words), 0, -1):
        if (value := _value(_row(words[:count], atoms), atoms.long)) is not None:
            return value, count
    return None


def _row(words: Sequence[str], atoms: Atoms) -> list[Atom]:
    """What makes up some words, set close; nothing where something else is in them."""
    text = "".join(words)
    ends = (*accumulate(map(len, words)),)
    row: list[Atom] = []
    at = 0
    while found := _atom(text, at, ends, atoms):
        row.append(atoms.words[found])
        at += len(found)
    return row if at == len(text) else []


def _atom(text: str, at: int, ends: Sequence[int], atoms: Atoms) -> str:
    """The longest word of numbers at a place; one that runs over the end of a word ends with one: `cent six` has no
    `cents`.
    """
    border = next((end for end in ends if end > at), len(text))
    for size in range(min(atoms.longest, len(text) - at), 0, -1):
        if text[at : at + size] in atoms.words and (at + size <= border or at + size in ends):
            return text[at : at + size]
    return ""


def _value(row: Sequence[Atom], long: bool) -> int | None:
    """What a row of words amounts to; nothing where it is no number that people say."""
    if not row or row[-1].sort == "joint" or row[0].sort in ("joint", "scale"):
        return None
    if any(atom == Atom("number", 0) for atom in row):
        return 0 if len(row) == 1 else None
    total, thousands, group, limit = 0, 0, 0, 10**30
    last: Atom | None = None
    for atom in row:
        sort, value = atom
        if last and last.sort == "joint" and sort not in ("number", "hundreds"):
            return None
        if sort == "number":
            if group % 100 or (last and last.sort == "number"):
                return None
            group += value
        elif sort == "hundreds":
            if group:
                return None
            group = value
        elif sort == "hundred":
            if group >= 100:
                return None
            group = (group or 1) * 100
        elif sort == "thousand":
            if thousands or group >= 1000:
                return None
            thousands, group = (group or 1) * 1000, 0
        elif sort == "scale":
            count = thousands + group
            if not count or value >= limit or (thousands and not long):
                return None
            total, thousands, group, limit = total + count * value, 0, 0, value
        elif not last or last.sort in ("number", "joint"):
            return None
        last = atom
    return total + thousands + group


def in_english(value: int) -> str:
    """The number as the grammar reads it: small ones in words, a power at the end kept apart, as a range shares it."""
    if value < len(_SMALL):
        return _SMALL[value]
    for size, name in POWERS.items():
        count, rest = divmod(value, size)
        if count and not rest and count < 1000:
            return f"{in_english(count)} {name}"
    return f"{value:,}"
