"""Literals are read for a page as they are read in claims, and shown with all of their readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from checker.literals.boxes import read_value
from checker.literals.dates.dates import read_moment, read_span
from checker.literals.literal import LiteralError
from checker.literals.phrase import show_days, show_interval, show_number
from checker.literals.quantity import read_quantity, read_rank
from checker.model.value import Bounds, End, Moment
from checker.model.vocabulary import Property, Vocabulary
from checker.readers.vocabulary import read_vocabulary
from checker.readers.yaml import parse
from checker.report.pages.markdown import code, codes, table

NO_WORDS = Vocabulary()
READINGS = ("bare words", "what a reader expects", "at the widest", "how wide")
"""The heads of the columns that tell what is read."""
REFUSED_HEAD = ("refused, because",)

RowCells = tuple[str, ...]
LiteralReader = Callable[[str], RowCells]
LiteralGroup = str | Iterable[str]
"""Literals that say the same: one, or several."""


def vocabulary(text: str) -> Vocabulary:
    """The vocabulary that a piece of YAML declares, be it without entities or properties.

    Raises `ValueError` where it has faults.
    """
    missing = (f"{section}: {{}}\n" for section in ("entities", "properties") if f"{section}:" not in text)
    tree = parse("".join((*missing, text)), "vocabulary.yaml")
    read = read_vocabulary(tree.root) if tree.root else None
    faults = tree.faults + (read.faults if read else ())
    if read is None or faults:
        raise ValueError("; ".join(fault.message for fault in faults))
    return read.vocabulary


def number(text: str, words: Vocabulary = NO_WORDS) -> RowCells:
    """What a claim with this value says, whose property has the unit that the literal is written in."""
    unit = read_quantity(text).unit
    own = Property("value", "value", "quantity", "constant", unit)
    return _levels(read_value(text, own, words), partial(show_interval, unit="" if unit == "1" else unit))


def of_property(name: str, text: str, words: Vocabulary) -> RowCells:
    """What a claim with this value says of a declared property."""
    own = words.properties[name]
    return _levels(read_value(text, own, words), partial(show_interval, unit=own.unit))


def size(text: str) -> RowCells:
    return (show_number(read_quantity(text).bounds.literal.lo or 0),)


def unit(text: str) -> RowCells:
    return (code(read_quantity(text).unit),)


def rank(text: str) -> RowCells:
    return _levels(read_rank(text).bounds, show_interval)


def date(text: str, words: Vocabulary = NO_WORDS) -> RowCells:
    return _levels(read_moment(text, words.fiscal_years).bounds, show_days)


def stretch(text: str, words: Vocabulary = NO_WORDS) -> RowCells:
    """When a stretch of time starts, and when it ends."""
    span = read_span(text, words.fiscal_years)
    return _end(span.start, span.start_kind), _end(span.end, span.end_kind)


def read_table(heads: Iterable[str], literals: Iterable[LiteralGroup], read: LiteralReader) -> Iterator[str]:
    """A table of literals and what each of them says."""
    yield from table(("written", *heads), (_row(read, group) for group in literals))


def declared_table(
    heads: Iterable[str], claims: Iterable[tuple[str, LiteralGroup]], read: Callable[[str, str], RowCells]
) -> Iterator[str]:
    """A table of literals that are values of a declared property, named in the first column."""
    rows = ((code(name), *_row(partial(read, name), group)) for name, group in claims)
    yield from table(("property", "written", *heads), rows)


def refusal(read: LiteralReader, text: str) -> RowCells:
    """The message that refuses a literal. Raises `ValueError` where it is read after all."""
    try:
        cells = read(text)
    except LiteralError as error:
        return (error.message,)
    raise ValueError(f"`{text}` is read as {', '.join(cells)}")


def _row(read: LiteralReader, group: LiteralGroup) -> RowCells:
    """What literals say that stand in one row. Raises `ValueError` where they do not say the same."""
    first, *others = (group,) if isinstance(group, str) else tuple(dict.fromkeys(group))
    cells = read(first)
    for text in others:
        if read(text) not in (cells, tuple(cell.replace(first, text) for cell in cells)):
            raise ValueError(f"`{text}` is not read like `{first}`")
    return codes((first, *others)), *cells


def _levels(value: object, show: Callable[..., str]) -> RowCells:
    if not isinstance(value, Bounds):
        raise ValueError(f"{value} is no range")
    return show(value.literal), show(value.plausible), show(value.possible), value.tolerance


def _end(moment: Moment | None, kind: End) -> str:
    if moment is None:
        return {"open": "not yet: it goes on", "unknown": "unknown", "stated": ""}[kind]
    bare, widest = (show_days(days) for days in (moment.bounds.literal, moment.bounds.possible))
    return bare if bare == widest else f"{bare}; at the widest {widest}"
