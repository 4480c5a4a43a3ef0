"""Numbers in words: `zweihundertfünfundfünfzigtausend`, `quatre-vingt-dix-sept`, `doscientos mil`.

Why: one reader for all languages that say hundreds, thousands and powers one after the other; below a hundred each
table lists its words. They are read without their spaces and hyphens, which writers set as they like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
_ENGLISH = {
    10**18: "quintillion", 10**15: "quadrillion", 10**12: "trillion", 10**9: "billion", 10**6: "million",
    1000: "thousand",
}  # fmt: skip


class Atom(NamedTuple):
    """What a word does to a number: `hundreds` is a word such as that for 500."""

    sort: Literal["number", "hundreds", "hundred", "thousand", "scale", "joint"]
    value: int


class Atoms(NamedTuple):
    words: dict[str, Atom]
    pattern: re.Pattern[str]
    long: bool


def atoms_of(table: Numerals, fold: Callable[[str], str]) -> Atoms:
    """Every word of a table, folded as the text will be; the pattern finds the longest."""
    words = {word: Atom("number", value) for word, value in table.below_hundred.items()}
    words |= {word: Atom("hundreds", value) for word, value in table.hundreds.items()}
    words |= {word: Atom("hundred", 100) for word in table.hundred}
    words |= {word: Atom("thousand", 1000) for word in table.thousand}
    words |= {word: Atom("scale", size) for size, names in table.scales.items() for word in names}
    if table.joint:
        words[table.joint] = Atom("joint", 0)
    words = {fold(word): atom for word, atom in words.items()}
    longest_first = sorted(words, key=len, reverse=True)
    return Atoms(words, re.compile("|".join(map(re.escape, longest_first))), table.long)


def number_of(words: Sequence[str], atoms: Atoms) -> tuple[int, int] | None:
    """The number that the first of these words say, the longest there is, and how many words it takes."""
    if not words or not atoms.pattern.match("".join(words[:MOST_WORDS])):
        return None
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        if (value := _value(_row("".join(words[:count]), atoms), atoms.long)) is not None:
            return value, count
    return None


def _row(text: str, atoms: Atoms) -> list[Atom]:
    """The words that make up a text without spaces; none where something else is in it."""
    row: list[Atom] = []
    at = 0
    while found := atoms.pattern.match(text, at):
        row.append(atoms.words[found[0]])
        at = found.end()
    return row if at == len(text) else []


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
    for size, name in _ENGLISH.items():
        count, rest = divmod(value, size)
        if count and not rest and count < 1000:
            return f"{in_english(count)} {name}"
    return f"{value:,}"
