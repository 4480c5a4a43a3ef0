"""What may stand in the columns of a table: made from the model of its rows, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

from checker.model.fault import Fault, Mark
from checker.readers.files.claims import DocumentEntry, TextSource
from checker.readers.files.row import ClaimRow, misfit
from checker.readers.names import trouble
from checker.readers.schemas import model_schema
from checker.readers.yaml import Entry, Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

About = Literal["claims", "documents", "foreign"]
"""What the rows of a table are: claims, documents, or whatever somebody else's table holds."""

Sort = Literal["text", "literal", "list", "flag"]

KINDS: dict[Sort, str] = {
    "text": "text",
    "literal": "text, numbers or days",
    "list": "text or lists of text",
    "flag": "true or false",
}
"""What holds the values of a column of each sort."""

MODELS: dict[About, type[BaseModel]] = {"claims": ClaimRow, "documents": DocumentEntry}
OWN = ("title", "publisher", "published")
"""Columns that only a table of documents has."""

BATCH_ROWS = 2**16
"""Rows that are held at once; 64 columns of them are some 4 million cells.

Source: measured; with half as many threads wait for each other, with twice as many a tenth is gained.
"""
BATCH_SIZE = 2**25
"""Characters of text that are held at once: with all that is made of them, less than half a gigabyte."""
ROW_LIMIT = 2**20
"""Characters of a row. The fields of a claim take a few hundred; the longest text has no use beyond a page."""


Odd = dict[tuple[str, str], dict[int, str]]
"""Rows whose cell cannot be held by its column, by field and code; with words, unless the model of a row has them."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a table by columns, as they stand in the file.

    `numbers` are lines of the file (rows of a Parquet file). `columns` are arrays of text (in a dictionary, where one
    may stand twice), of lists of such text, or of truth values; nothing where a field is left out. `node` gives the
    tree of one row, with the place of each cell. `faults` are about what is no row at all.
    """

    numbers: Sequence[int]
    columns: dict[str, pa.Array]
    node: Callable[[int], Fields]
    odd: Odd = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opened table: what its rows are about, what is wrong with its head, its rows, and how many there are, where
    that is known beforehand.
    """

    about: About
    faults: tuple[Fault, ...]
    rows: Iterator[Rows]
    size: int | None = None


def about(names: Iterable[str]) -> About:
    """A table is about documents where it says what only they have and names no document that makes claims."""
    found = set(names)
    return "documents" if "document" not in found and found.intersection(OWN) else "claims"


@cache
def sorts(about: About) -> dict[str, Sort]:
    """The sort of each field that is a column of its own."""
    if about == "foreign":
        return {}
    schema = model_schema(MODELS[about])
    return {name: _sort(one) for name, one in schema["properties"].items() if name not in groups(about)}


def _sort(made: dict[str, Any]) -> Sort:
    kinds = [made.get("type"), *(branch.get("type") for branch in made.get("anyOf", ()))]
    if "array" in kinds:
        return "list"
    return "flag" if "boolean" in kinds else "literal" if isinstance(made.get("type"), list) else "text"


def groups(about: About) -> tuple[str, ...]:
    """Fields whose parts are columns: `scope.place`, `text.sha256`."""
    return {"claims": ("scope",), "documents": ("text",)}.get(about, ())


def sort_of(about: About, column: str) -> Sort:
    """The sort of a column; text where there is no such field, and numbers as they are in a foreign table."""
    return sorts(about).get(column, "literal" if about == "foreign" else "text")


def expected(about: About, column: str) -> str:
    """What a column is for, and the types that hold it."""
    if about == "foreign":
        return KINDS["literal"]
    made = model_schema(MODELS[about])["properties"].get(column, {})
    return f"{KINDS[sort_of(about, column)]}: {made.get('description', 'an entity of the vocabulary')}"


def misfit_of(about: About, names: frozenset[str]) -> bool:
    """The fields that a row has do not go together, or some are missing."""
    needed = {name for name, one in MODELS[about].model_fields.items() if one.is_required()}
    return not needed <= names or (about == "claims" and bool(misfit(names)))


@cache
def _adapter(about: About, column: str) -> TypeAdapter[Any]:
    group, _, part = column.partition(".")
    if group == "scope":
        found = ClaimRow.model_fields["subject"]  # members are named as subjects are
    elif group == "text" and part:
        found = TextSource.model_fields[part]
    else:
        found = MODELS[about].model_fields[column]
    kind: Any = found.annotation
    return TypeAdapter(Annotated[kind, found])


def fits(about: About, column: str, value: Any) -> bool:
    """The value of a cell is what the model asks for."""
    try:
        _adapter(about, column).validate_python(value)
    except ValidationError:
        return False
    return column != "id" or not trouble(value)


def fields(cells: Iterable[tuple[str, Mark, Node]], mark: Mark, about: About) -> Fields:
    """The tree of a row: a column with a point in its name is a part of a group, where there is such a group."""
    entries: list[Entry] = []
    grouped: dict[str, list[Entry]] = {}
    for column, at, node in cells:
        group, point, part = column.partition(".")
        if not point or not part or group not in groups(about):
            entries.append(Entry(column, at, node))
            continue
        if group not in grouped:
            grouped[group] = []
            entries.append(Entry(group, at, node))
        grouped[group].append(Entry(part, at, node))
    whole = [
        Entry(e.key, e.mark, Fields(tuple(grouped[e.key]), e.value.mark, 0, 0)) if e.key in grouped else e
        for e in entries
    ]
    return Fields(tuple(whole), mark, 0, 0)


def cell(text: str, sort: Sort, mark: Mark) -> Node:
    """The node of a cell that is written as text: a list has its items between semicolons."""
    if sort == "list":
        return Items(tuple(Scalar(item, False, mark, 0, 0) for item in items(text)), mark, 0, 0)
    return Scalar(text, sort == "flag", mark, 0, 0)


def items(text: str) -> list[str]:
    """The items of a list that is written in one cell."""
    return [item.strip() for item in text.split(";")]


def encoded(texts: Sequence[str | None]) -> pa.DictionaryArray:
    """Texts as a column, each once."""
    import pyarrow as pa

    return pa.array(texts, pa.string()).dictionary_encode()


def listed(lists: Sequence[Sequence[str] | None]) -> pa.ListArray:
    """Lists of text as a column."""
    import pyarrow as pa

    offsets = [0]
    for one in lists:
        offsets.append(offsets[-1] + len(one or ()))
    mask = pa.array([one is None for one in lists], pa.bool_())
    flat = encoded([text for one in lists for text in one or ()])
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), flat, mask=mask)


def split(column: pa.DictionaryArray) -> pa.ListArray:
    """A column of lists that are written in one cell each."""
    return listed([None if text is None else items(text) for text in texts(column)])


def lists(column: pa.ListArray) -> list[tuple[str, ...] | None]:
    """The lists of a column; each text is made once, however often it stands there."""
    flat = column.flatten()
    texts, codes = flat.dictionary.to_pylist(), flat.indices.to_pylist()
    found: list[tuple[str, ...] | None] = []
    at = 0
    for size in compute().list_value_length(column).to_pylist():
        found.append(None if size is None else tuple(texts[code] for code in codes[at : at + size]))
        at += size or 0
    return found


def texts(column: pa.DictionaryArray) -> list[str | None]:
    """The texts of a column; each is made once, however often it stands there."""
    found = column.dictionary.to_pylist()
    return [None if code is None else found[code] for code in column.indices.to_pylist()]


def compute() -> Any:
    """The functions on arrays, which come into being when they are imported: no type checker sees them."""
    import pyarrow.compute

    return pyarrow.compute
