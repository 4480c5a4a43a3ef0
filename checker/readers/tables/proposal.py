"""A map is proposed for a foreign table: from the names of its columns, the shapes of their cells, and the vocabulary.

It is a file to save and to look through. What is not sure is a comment beside it, and what the map makes of the table
as it stands is told at its top, so that nobody takes a guess for more.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from checker.model.fault import Fault, Mark
from checker.model.groups import grouped
from checker.readers.names import shown
from checker.readers.numerals import as_people_write
from checker.readers.tables.column_shape import MOSTLY, NUMBER, YEAR, Column
from checker.readers.tables.described import DescribedColumn, Description, description_of, is_description
from checker.readers.tables.foreign import KNOWN_FORMS, Foreign, form_of, open_foreign
from checker.readers.tables.head import FOREIGN
from checker.readers.tables.imports import imported, parsed_map
from checker.readers.tables.lines import lines
from checker.readers.tables.lookup import Lookup, UnknownWords
from checker.readers.tables.mapping import JOINT, NO_NAME
from checker.readers.tables.reader import EVERYTHING, RowBatch
from checker.readers.tables.shape import texts
from checker.readers.yaml import Scalar, typed

LOOKED_AT = 2**16
"""Rows that a proposal is made from."""
LISTED = 50
"""Words that are listed for being left out."""
LEAST_WIDE = 2
"""Columns that are called after years, from which on these become rows beside a column that holds times."""


@dataclass(slots=True)
class _Map:
    """The map as it grows; `name` and `value` are new columns, where columns become rows; `unsure` is by field of
    the map what people should look at.
    """

    name: str = "name"
    value: str = "value"
    columns: dict[str, str | list[str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    wide: dict[str, dict[str, str]] = field(default_factory=dict)
    skip: dict[str, list[str]] = field(default_factory=dict)
    unsure: dict[str, list[str]] = field(default_factory=dict)

    def note(self, to: str, words: str) -> None:
        self.unsure.setdefault(to, []).append(words)


def proposed(path: Path, lookup: Lookup | None, part: str = "") -> str | tuple[Fault, ...]:
    """The text of a map for the table in a file, or for one that a description of data names; or what keeps that from
    being read.
    """
    description = description_of(path, part) if is_description(path) else Description(path, path.name, {})
    if isinstance(description, Fault):
        return (description,)
    part = "" if is_description(path) else part
    beside = "the table" if path == description.path else path.name
    path, name = description.path, description.name
    form = form_of(path.name)
    if not form:
        message = f"the end of the name tells no form of table; expected {KNOWN_FORMS}"
        return (Fault(Mark(name), "bad-table", "", message),)
    separator = (description.separator or _separator(path, name)) if form == "csv" else ","
    table = open_foreign(path, name, Foreign(form, EVERYTHING, frozenset(), separator, part))
    if table.faults:
        return table.faults
    columns, faults = _columns(table.rows(None))
    columns = [replace(column, described=description.columns.get(column.name, DescribedColumn())) for column in columns]
    if not columns:
        return faults or (
            Fault(Mark(name), "empty-file", "", "the table has no rows; expected some to propose a map from"),
        )
    options = {"from": re.sub(r"([*?\[])", r"[\1]", name)}
    options |= {"separator": separator} if separator != "," else {}
    options |= (
        {"sheet" if form == "xlsx" else "rows" if form in ("json", "toml", "yaml") else "table": part} if part else {}
    )
    made = _map(columns, path, lookup, description)
    text = "\n".join(_lines(options, made)) + "\n"
    return "".join(f"# {line}\n" for line in _tried(text, description, beside, lookup)) + text


def _separator(path: Path, name: str) -> str:
    """What separates the cells of a CSV file, by its first line."""
    head = next((text for _, text, _ in lines(path, name)), "")
    return max((",", *FOREIGN), key=head.count)


def _columns(batches: Iterable[RowBatch]) -> tuple[list[Column], tuple[Fault, ...]]:
    """The columns of the rows that can be read, and what is wrong with others."""
    cells: dict[str, list[str]] = {}
    faults: list[Fault] = []
    rows = 0
    for batch in batches:
        faults += batch.faults
        for column in [*cells, *(column for column in batch.columns if column not in cells)]:
            some = cells.setdefault(column, [""] * rows)
            there = texts(batch.columns[column]) if column in batch.columns else [None] * len(batch.lines)
            some += [as_people_write(text or "") for text in there]
        rows += len(batch.lines)
        if rows >= LOOKED_AT:
            break
    return [Column(name, some) for name, some in cells.items()] if rows else [], tuple(faults)


def _map(columns: Sequence[Column], path: Path, lookup: Lookup | None, description: Description) -> _Map:
    taken = {column.name for column in columns}
    made = _Map(_other_than(taken, "name"), _other_than(taken, "value"))
    numbers = [column for column in columns if column.is_number]
    times = [column for column in columns if column.is_time]
    years = [column for column in numbers if YEAR.fullmatch(column.name)]
    years = years if len(years) >= LEAST_WIDE or not times else []
    words = [column for column in columns if not column.is_time and not column.is_number and any(column.cells)]
    if years:
        made.name = _other_than(taken, "year")
    value = _value(made, numbers, years, lookup, dated=not times)
    subject = _subject(made, words, path, lookup)
    if years:
        made.columns["as_of"] = made.name
    elif times:
        made.columns["as_of"] = times[0].name
        if len(times) > 1:
            made.note("as_of", f"other columns hold times: {_names(times[1:])}")
    if not all("property" in own for own in made.wide.values()) or not made.wide:
        _property(made, words, value, lookup)
    for column in words:
        dimension = column.named(lookup, "scopes")
        if column is not subject and dimension and column.known(lookup, "entities") > MOSTLY:
            made.columns[f"scope.{dimension}"] = column.name
            _skip_unknown(made, column, f"scope.{dimension}", lookup, keep_empty=True)
    made.constants["document"] = NO_NAME.sub(JOINT, path.name.partition(".")[0]) or "document"
    made.note("document", "declare this document in a claim file or in a table of documents")
    _describe(made, columns, value, lookup, description)
    _identify(made, columns, description.key)
    used = {one for source in made.columns.values() for one in ([source] if isinstance(source, str) else source)}
    if unused := [column for column in columns if column.name not in used and column.name not in made.wide]:
        made.note("columns", f"not used: {_names(unused)}")
    return made


def _other_than(taken: Container[str], name: str) -> str:
    """A name for a new column, which no column of the table has."""
    return _other_than(taken, f"new-{name}") if name in taken else name


def _value(
    made: _Map, numbers: Sequence[Column], years: Sequence[Column], lookup: Lookup | None, *, dated: bool
) -> str:
    """The column of the values: one that there is, or the new one of the columns that become rows. `dated`: a year in
    the name of a column is the time of its values.
    """
    by_property = {column.name: column.named(lookup, "properties") for column in numbers}
    named = [column for column in numbers if by_property[column.name]]
    series = _series(numbers) if dated else []
    if years:
        made.wide = {column.name: {} for column in years}
    elif len(named) > 1:
        made.wide = {column.name: _with_unit(by_property[column.name], lookup) for column in named}
    elif series:
        made.wide = {column.name: {} for column in series}
    elif len(numbers) > 1 and len(numbers[0].cells) == 1:
        made.wide = {column.name: {"property": _last_name(column.name)} for column in numbers}
        made.note("unpivot", "a property for each of these values, called as the table calls it; say which is meant")
    if dated and not years:
        made.wide = {
            column.name: made.wide[column.name] | ({"as_of": column.year} if column.year else {})
            for column in numbers
            if column.name in made.wide
        }
    value = named[0] if named else numbers[0] if numbers else None
    source = made.value if made.wide else value.name if value else ""
    if not source:
        made.note("columns", "no column holds mostly numbers; name the one that holds the values as value and quote")
    else:
        made.columns |= {"value": source, "quote": source}
    if value and value.year and dated and not made.wide:
        made.constants["as_of"] = value.year
    others = [column for column in numbers if column.name not in made.wide and column is not value]
    if others and not made.wide:
        made.note("value", f"other columns hold numbers: {_names(others)}")
    looked = [column for column in numbers if column.name in made.wide] if made.wide else [value] if value else []
    odd = Counter(cell for column in looked for cell in column.cells if not NUMBER.fullmatch(cell))
    if odd:
        made.skip[source] = [cell for cell, _ in odd.most_common(LISTED)]
        if any(cell.strip() for cell in odd):
            made.note(
                "skip", f"these cells of {shown(source)} are no numbers; a value may hold words too, such as over 40"
            )
    return source


def _series(numbers: Sequence[Column]) -> Sequence[Column]:
    """The most columns whose names differ in their years only."""
    alike = grouped((column for column in numbers if column.year), lambda column: column.timeless)
    most = max(alike.values(), key=len, default=[])
    return most if len(most) >= LEAST_WIDE else []


def _last_name(path: str) -> str:
    return NO_NAME.sub(JOINT, re.split(r"[./]", path)[-1]) or "value"


def _subject(made: _Map, words: Sequence[Column], path: Path, lookup: Lookup | None) -> Column | None:
    dimensions = [column for column in words if column.named(lookup, "scopes")]
    others = [column for column in words if column not in dimensions]
    best = max(others, key=lambda column: column.known(lookup, "entities"), default=None)
    if best is None:
        made.constants["subject"] = NO_NAME.sub(JOINT, path.name.partition(".")[0])
        made.note("subject", "no column holds names; say what the table is about")
        return None
    made.columns["subject"] = best.name
    if not lookup:
        made.note("subject", "there is no vocabulary.yaml beside the table or above; its entities are not known")
    elif not best.known(lookup, "entities"):
        made.note("subject", "none of these is an entity of the vocabulary; add them there, then propose again")
    _skip_unknown(made, best, "subject", lookup, keep_empty=False)
    return best


def _skip_unknown(made: _Map, column: Column, to: str, lookup: Lookup | None, *, keep_empty: bool) -> None:
    """Rows whose names nobody knows are left out, each with the nearest name beside it."""
    if not lookup or not column.known(lookup, "entities"):
        return
    unknown = [
        (cell, rows)
        for cell, rows in column.counts.most_common()
        if not (lookup.name("entities", cell) if cell.strip() else keep_empty and not cell)
    ]
    if not unknown:
        return
    made.skip[column.name] = [cell for cell, _ in unknown[:LISTED]]
    for cell, rows in unknown[:LISTED]:
        if cell.strip():
            trouble = lookup.trouble("entities", cell)
            made.note("skip", f"{trouble.found} ({rows:,} {'rows' if rows > 1 else 'row'}); {trouble.step}")
    if unknown[LISTED:]:
        made.note("skip", f"and {len(unknown) - LISTED:,} more such words in {to}, which are faults of the import")


def _property(made: _Map, words: Sequence[Column], value: str, lookup: Lookup | None) -> None:
    best = max(words, key=lambda column: column.known(lookup, "properties"), default=None)
    if best and best.known(lookup, "properties") > MOSTLY:
        made.columns["property"] = best.name
        return
    quantities = (
        [name for name, one in lookup.lexicon.vocabulary.properties.items() if one.datatype == "quantity"]
        if lookup
        else []
    )
    called = Column(value, ())
    name = called.named(lookup, "properties") if value else ""
    if not name:
        name = quantities[0] if quantities else NO_NAME.sub(JOINT, value) or "value"
        others = f"; the vocabulary has {_listed(quantities)}" if quantities else "; add it to the vocabulary"
        made.note("property", f"the table does not say of what the values are{others}")
    made.constants |= _with_unit(name, lookup)
    if "unit" in made.constants:
        made.note("unit", "that of the property; the table does not say its own")


def _with_unit(name: str, lookup: Lookup | None) -> dict[str, str]:
    known = lookup.lexicon.vocabulary.properties.get(name) if lookup else None
    return {"property": name, "unit": known.unit} if known and known.unit else {"property": name}


def _describe(
    made: _Map, columns: Sequence[Column], value: str, lookup: Lookup | None, description: Description
) -> None:
    """What the description says of the values: what they are, their unit, and figures that stand for missing ones."""
    by_name = {column.name: column for column in columns}
    if column := by_name.get(value):
        name = column.named(lookup, "properties")
        if name and "property" in made.constants:
            made.constants |= _with_unit(name, lookup)
            made.unsure.pop("property", None)
        if column.described.unit:
            made.constants["unit"] = column.described.unit
            made.unsure["unit"] = ["as the description of the table says"]
    for column in [by_name[name] for name in (value, *made.wide) if name in by_name]:
        absent = [cell for cell in description.missing if cell in column.counts]
        source = made.value if made.wide else column.name
        known = made.skip.get(source, [])
        if more := [cell for cell in absent if cell not in known]:
            made.skip[source] = [*known, *more]


def _identify(made: _Map, columns: Sequence[Column], key: Sequence[str]) -> None:
    """The columns that the description calls the key; else the fewest, in their order, that tell the rows apart."""
    by_name = {column.name: column.cells for column in columns}
    first = [made.columns[to] for to in ("subject", "property", "as_of") if to in made.columns]
    scoped = [source for to, source in made.columns.items() if to.startswith("scope.")]
    parts = [str(one) for one in (*first, *scoped) if one in by_name]
    if key and set(key) <= set(by_name) and all(all(by_name[one]) for one in key) and _is_unique(key, by_name):
        parts = list(key)
    rest = [column.name for column in columns if column.name not in (*parts, *made.wide) and all(column.cells)]
    while not _is_unique(parts, by_name) and rest:
        parts.append(rest.pop(0))
    if not _is_unique(parts, by_name):
        made.note("id", "no columns tell all rows apart; claims of one document need different ids")
    if parts and "" in by_name[parts[0]] and parts[0] not in made.skip:
        made.skip[parts[0]] = [""]
    if made.wide:
        parts.append(made.name)
    made.columns = {"id": parts, **made.columns}


def _is_unique(parts: Sequence[str], by_name: Mapping[str, Sequence[str]]) -> bool:
    rows = len(next(iter(by_name.values())))
    joined = {tuple(NO_NAME.sub(JOINT, by_name[part][row]) for part in parts) for row in range(rows)}
    return len(joined) == rows


# --- the text


def _lines(options: Mapping[str, str], made: _Map) -> Iterator[str]:
    yield from (f"{key}: {_written(value)}" for key, value in options.items())
    if made.wide:
        yield from _notes(made, "unpivot")
        yield "unpivot:"
        yield f"  name: {_written(made.name)}"
        if made.value != "value":
            yield f"  value: {_written(made.value)}"
        if any(made.wide.values()):
            yield "  columns:"
            yield from (f"    {_written(column)}: {_group(own)}" for column, own in made.wide.items())
        else:
            yield f"  columns: {_list(made.wide)}"
    yield from _notes(made, "columns")
    yield "columns:"
    for to, source in made.columns.items():
        yield from _notes(made, to, "  ")
        yield f"  {to}: {_written(source) if isinstance(source, str) else _list(source)}"
    yield "constants:"
    for to, text in made.constants.items():
        yield from _notes(made, to, "  ")
        yield f"  {to}: {_written(text)}"
    if made.skip:
        yield from _notes(made, "skip")
        yield "skip:"
        yield from (f"  {_written(column)}: {_list(some)}" for column, some in made.skip.items())


def _notes(made: _Map, to: str, indent: str = "") -> Iterator[str]:
    yield from (f"{indent}# {words}" for words in made.unsure.get(to, ()))


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_written, words))}]"


def _group(fields: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{to}: {_written(text)}" for to, text in fields.items()) + "}"


def _written(text: str) -> str:
    """Text as YAML reads it back: one that reads as a number, too, is text."""
    simple = re.fullmatch(r"[^\W_](?:[\w ./-]*[\w.])?", text) and type(typed(Scalar(text, True, Mark(""), 0, 0))) is str
    return text if simple else json.dumps(text, ensure_ascii=False)


def _names(columns: Sequence[Column]) -> str:
    return _listed([column.name for column in columns])


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 10:,} more" if len(names) > 10 else ""
    return f"{', '.join(shown(name) for name in names[:10])}{more}"


def _tried(text: str, table: Description, beside: str, lookup: Lookup | None) -> Iterator[str]:
    """What the map makes of the table as it stands."""
    made, faults = parsed_map(text, "the map")
    rows = 0
    if made:
        unknown = UnknownWords()
        for columns in islice(imported(made, table.name, table.path, lookup, unknown), LOOKED_AT):
            rows += len(columns.rows)
            faults = (*faults, *columns.faults)
        faults = (*faults, *unknown.faults())
    yield f"Proposed for {shown(table.name)}: look through it, and save it beside {shown(beside)}."
    if faults:
        yield f"As it stands it has {len(faults):,} {'fault' if len(faults) == 1 else 'faults'}, of which the first is"
        yield f"{faults[0].mark}: {shown(faults[0].message)}"
    else:
        yield f"As it stands it makes {rows:,} {'claim' if rows == 1 else 'claims'}."
