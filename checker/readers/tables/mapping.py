"""The rows of a foreign table become rows of claims, or of documents, as a map says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from checker.model.fault import Mark
from checker.readers.files.map import FixedText, MapFile
from checker.readers.files.text import NAME_LENGTH, NAME_PATTERN
from checker.readers.names import aliases, shown, suggestion
from checker.readers.numerals import as_people_write
from checker.readers.tables.lookup import Lookup, Trouble, UnknownWords, section_of
from checker.readers.tables.reader import BadCells, RowBatch
from checker.readers.tables.shape import FIGURES, About, cell, encoded, fields, sort_of, texts, written
from checker.readers.yaml import Entry, Fields, Node, Scalar, locate

if TYPE_CHECKING:
    import pyarrow as pa

JOINT = "-"
"""Between the parts of an identifier; it also stands for what an identifier cannot hold."""
NO_NAME = re.compile(NAME_PATTERN.replace("[^", "[", 1).removeprefix("^").removesuffix("$"))
IDENTIFIERS = ("id", "document")
"""Fields that are made of several columns and of fixed texts."""
EXACT = "exact"
"""What a map says of figures, and no field of a row: a value that is exact becomes its two ends."""
ENDS = ("lo", "hi")

Cells = Sequence[str | None]
Part = str | FixedText


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How the columns of a foreign table become fields: `columns` by field, `places` of what the map says."""

    about: About
    entry: MapFile
    columns: Mapping[str, tuple[Part, ...]]
    root: Node

    @property
    def wide(self) -> tuple[str, ...]:
        """The columns that become rows."""
        return tuple(self.entry.unpivot.columns)

    @property
    def by_column(self) -> Mapping[str, Mapping[str, str]]:
        """The fields that hold in the rows of one column only."""
        columns = self.entry.unpivot.columns
        return columns if isinstance(columns, dict) else {}

    @property
    def wanted(self) -> frozenset[str]:
        """The foreign columns that are read."""
        used = {source for many in self.columns.values() for source in many if isinstance(source, str)}
        made = {self.entry.unpivot.name, self.entry.unpivot.value} if self.wide else set()
        return frozenset((used | set(self.entry.skip) | set(self.entry.keep)) - made | set(self.wide))

    @property
    def figures(self) -> frozenset[str]:
        """The columns that become figures of claims."""
        of_claims = FIGURES if self.about == "claims" else ()
        found = {source for to in of_claims for source in self.columns.get(to, ()) if isinstance(source, str)}
        return frozenset(found | set(self.wide) if self.wide and self.entry.unpivot.value in found else found)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the rows that come of it."""
        per_column = (to for given in self.by_column.values() for to in given if to != EXACT)
        ends = ENDS if self.is_exact else ()
        return tuple(dict.fromkeys((*self.columns, *self.entry.constants, *per_column, *ends)))

    @property
    def is_exact(self) -> bool:
        """Some figures are exact."""
        return self.entry.exact or any(own.get(EXACT) == "true" for own in self.by_column.values())

    def mark(self, *path: str) -> Mark:
        return locate(self.root, path)


def unpivoted(rows: RowBatch, mapping: ColumnMap) -> RowBatch:
    """Each row as many times as there are columns that become rows; in their place the name of one and its cell."""
    wide = mapping.wide
    if not wide:
        return rows
    name, value = mapping.entry.unpivot.name, mapping.entry.unpivot.value
    count, size = len(rows.lines), len(wide)
    columns: dict[str, pa.Array] = {}
    for column, array in rows.columns.items():
        if column not in wide:
            cells = texts(array)
            columns[column] = encoded([cell for cell in cells for _ in wide])
    by_column = [texts(rows.columns[column]) if column in rows.columns else [None] * count for column in wide]
    columns[value] = encoded([cells[row] for row in range(count) for cells in by_column])
    columns[name] = encoded([column for _ in range(count) for column in wide])
    bad_cells: BadCells = {}
    for (column, code), bad in rows.bad_cells.items():
        if column in wide:
            at = wide.index(column)
            bad_cells.setdefault((value, code), {}).update({row * size + at: words for row, words in bad.items()})
        else:
            bad_cells[column, code] = {row * size + at: words for row, words in bad.items() for at in range(size)}

    def node(row: int) -> Fields:
        foreign, column = rows.node(row // size), wide[row % size]
        entries = [entry for entry in foreign.entries if entry.key not in wide]
        own = next((entry for entry in foreign.entries if entry.key == column), None)
        mark = own.mark if own else foreign.mark
        entries += [Entry(value, mark, own.value)] if own else []
        return replace(foreign, entries=(*entries, Entry(name, mark, Scalar(column, False, mark, 0, 0))))

    lines = [line for line in rows.lines for _ in wide]
    return RowBatch(lines, columns, node, bad_cells, rows.faults)


def mapped(rows: RowBatch, mapping: ColumnMap, lookup: Lookup | None, unknown: UnknownWords) -> RowBatch:
    """Rows as the map makes them of foreign ones. Rows with words that nothing translates are left out, and told in
    `unknown`; names are looked up where there is a `lookup`.
    """
    rows = unpivoted(rows, mapping)
    entry, count = mapping.entry, len(rows.lines)
    figures: dict[str, Cells] = {column: texts(array) for column, array in rows.columns.items()}
    foreign = figures | {column: _plain_texts(figures[column]) for column in mapping.figures & figures.keys()}
    nothing: Cells = [None] * count
    kept = [row for row in range(count) if _is_kept(mapping, foreign, row)]

    def given(source: Part, to: str) -> Cells:
        if isinstance(source, FixedText):
            return [source.text] * len(kept)
        cells = (figures if to in FIGURES and to not in entry.words else foreign).get(source, nothing)
        return [cells[row] for row in kept]

    cells: dict[str, Cells] = {}
    for to, sources in mapping.columns.items():
        parts = [given(source, to) for source in sources]
        cells[to] = _identifiers(parts) if to in IDENTIFIERS else parts[0]
    cells |= {to: [text] * len(kept) for to, text in entry.constants.items()}
    of_column = [mapping.by_column.get(name or "", {}) for name in given(entry.unpivot.name, "")]
    for to in dict.fromkeys(to for own in mapping.by_column.values() for to in own):
        otherwise = cells.get(to, [None] * len(kept))
        cells[to] = [own.get(to, other) for own, other in zip(of_column, otherwise, strict=True)]

    lost: set[int] = set()
    for to in sorted(cells, key=_properties_first):
        sections = _sections(to, cells, lookup, len(kept))
        if to in entry.words or any(sections):
            cells[to], at = _translated(cells[to], sections, entry.words.get(to), lookup)
            for text, (found, trouble) in at.items():
                lost.update(found)
                mark = partial(_mark_of, rows, mapping, to, kept[found[0]])
                unknown.add(to, text, len(found), trouble, mark)
    cells = _ends(cells, [own.get(EXACT, str(entry.exact).lower()) == "true" for own in of_column])
    cells = {to: [text for row, text in enumerate(some) if row not in lost] for to, some in cells.items()}
    kept = [row for index, row in enumerate(kept) if index not in lost]

    new_index = {row: index for index, row in enumerate(kept)}
    bad_cells: BadCells = {}
    for (column, code), bad in rows.bad_cells.items():
        if some := _remaining(bad, new_index):
            bad_cells.setdefault((_field(mapping, column), code), {}).update(some)
    columns: dict[str, pa.Array] = {}
    for to in mapping.fields:
        if to in cells:
            columns[to], wrong = written(cells[to], sort_of(mapping.about, to))
            bad_cells |= {(to, "wrong-type"): wrong} if wrong else {}
    lines = tuple(rows.lines[row] for row in kept)
    return RowBatch(lines, columns, partial(_node, rows, mapping, columns, kept), bad_cells, rows.faults)


def _plain_texts(cells: Cells) -> Cells:
    """Figures as any other field holds them."""
    return [text if text is None else as_people_write(text) for text in cells]


def _field(mapping: ColumnMap, column: str) -> str:
    """The field that a foreign column becomes."""
    return next((to for to, many in mapping.columns.items() if column in many), column).partition(".")[0]


def _remaining(bad: Mapping[int, str], new_index: Mapping[int, int]) -> dict[int, str]:
    message = "found a list or an object, expected text or a number; map another column, or skip the row"
    return {new_index[row]: words or message for row, words in bad.items() if row in new_index}


def _is_kept(mapping: ColumnMap, foreign: Mapping[str, Cells], row: int) -> bool:
    def says(column: str, words: Sequence[str]) -> bool:
        return (foreign[column][row] or "" if column in foreign else "") in words

    kept = all(says(column, words) for column, words in mapping.entry.keep.items())
    return kept and not any(says(column, words) for column, words in mapping.entry.skip.items())


def _identifiers(parts: Sequence[Cells]) -> Cells:
    """The parts that say something, joined; what an identifier cannot hold becomes what joins them. Nothing where the
    first one says nothing.
    """
    return [
        JOINT.join(NO_NAME.sub(JOINT, part) for part in row if part)[: NAME_LENGTH + 1] if row[0] else None
        for row in zip(*parts, strict=True)
    ]


def _ends(cells: dict[str, Cells], exact: Sequence[bool]) -> dict[str, Cells]:
    """Values that are exact as the two ends that they are; no other claim has a bare figure that is not rounded."""
    values = cells.get("value")
    if values is None or not any(exact):
        return cells
    ends = [text if sure else None for text, sure in zip(values, exact, strict=True)]
    others = [None if sure else text for text, sure in zip(values, exact, strict=True)]
    return {**cells, "value": others, **dict.fromkeys(ENDS, ends)}


# --- words and names


def _properties_first(to: str) -> bool:
    """What a value is hangs on the property."""
    return to != "property"


def _sections(to: str, cells: Mapping[str, Cells], lookup: Lookup | None, count: int) -> Sequence[str]:
    """For each row the section of the vocabulary that declares what a field says; `""` where none does."""
    if lookup is None:
        return [""] * count
    if to != "value":
        return [section_of(to)] * count
    return ["entities" if lookup.holds_entities(prop) else "" for prop in cells.get("property", [None] * count)]


Untranslated = dict[str, tuple[list[int], Callable[[], Trouble]]]
"""Words that nothing translates: the rows in which they stand, and what is wrong with them."""


def _translated(
    cells: Cells, sections: Sequence[str], words: Mapping[str, str] | None, lookup: Lookup | None
) -> tuple[Cells, Untranslated]:
    """The cells in our words: those of the map, else the names that the vocabulary has for them."""
    meanings: dict[tuple[str | None, str], str | None] = {}
    translated: list[str | None] = []
    untranslated: Untranslated = {}
    for row, (text, section) in enumerate(zip(cells, sections, strict=True)):
        key = text, section
        if key not in meanings:
            meanings[key] = _meaning(text, section, words, lookup)
        translated.append(meanings[key])
        if text is not None and meanings[key] is None:
            if text not in untranslated:
                untranslated[text] = [], partial(_trouble, text, section, words, lookup)
            untranslated[text][0].append(row)
    return translated, untranslated


def _meaning(text: str | None, section: str, words: Mapping[str, str] | None, lookup: Lookup | None) -> str | None:
    if words is not None and (text or "") in words:
        text = words[text or ""]
    elif text is None or (words is not None and not section):
        return None
    return lookup.listed(section, text) or None if lookup and section else text


def _trouble(text: str, section: str, words: Mapping[str, str] | None, lookup: Lookup | None) -> Trouble:
    if words is not None and text not in words:
        step = suggestion(text, aliases(dict.fromkeys(words, ())), "add it to words, or to skip")
        return Trouble("wrong-word", f'the map has no word for "{shown(text)}"', step)
    return lookup.trouble(section, words[text] if words and text in words else text) if lookup else Trouble(*[""] * 3)


def _mark_of(rows: RowBatch, mapping: ColumnMap, to: str, row: int) -> Mark:
    """The place of what a field says in a foreign row, or in the map."""
    node = rows.node(row)
    marks = {entry.key: entry.value.mark for entry in node.entries}
    source = next((source for source in mapping.columns.get(to, ()) if source in marks), None)
    return mapping.mark("constants", to) if to in mapping.entry.constants else marks.get(str(source), node.mark)


def _node(rows: RowBatch, mapping: ColumnMap, columns: Mapping[str, pa.Array], kept: Sequence[int], row: int) -> Fields:
    """The tree of a row that was made: each field stands where the foreign table has its cell."""
    foreign = rows.node(kept[row])
    mark = foreign.mark
    marks = {entry.key: entry.value.mark for entry in foreign.entries}
    cells = []
    for to, array in columns.items():
        value = array[row].as_py()
        if value is not None:
            sources = mapping.columns.get("value" if to in ENDS and to not in mapping.columns else to, ())
            at = next((marks[source] for source in sources if isinstance(source, str) and source in marks), mark)
            text = (
                ";".join(value) if isinstance(value, list) else str(value).lower() if value in (True, False) else value
            )
            cells.append((to, at, cell(text, sort_of(mapping.about, to), at)))
    return fields(cells, mark, mapping.about)
