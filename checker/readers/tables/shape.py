"""What may stand in the columns of a table: made from the model of its rows, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

from checker.model.fault import Mark
from checker.readers.files.claims import DocumentEntry, TextSource
from checker.readers.files.row import ClaimRow, misfit
from checker.readers.names import trouble
from checker.readers.numerals import GROUPED, MARK
from checker.readers.schemas import model_schema
from checker.readers.yaml import CONSTANTS, Entry, Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

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


def about(names: Iterable[str], wanted: Iterable[str] = ()) -> About:
    """A table is about documents where it says what only they have and names no document that makes claims."""
    if wanted:
        return "foreign"
    given = set(names)
    return "documents" if "document" not in given and given.intersection(OWN) else "claims"


@cache
def sorts(about: About) -> dict[str, Sort]:
    """The sort of each field that is a column of its own."""
    if about == "foreign":
        return {}
    schema = model_schema(MODELS[about])
    return {name: _sort(spec) for name, spec in schema["properties"].items() if name not in groups(about)}


def _sort(spec: dict[str, Any]) -> Sort:
    kinds = [spec.get("type"), *(branch.get("type") for branch in spec.get("anyOf", ()))]
    if "array" in kinds:
        return "list"
    return "flag" if "boolean" in kinds else "literal" if isinstance(spec.get("type"), list) else "text"


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
    spec = model_schema(MODELS[about])["properties"].get(column, {})
    return f"{KINDS[sort_of(about, column)]}: {spec.get('description', 'an entity of the vocabulary')}"


def misfit_of(about: About, names: frozenset[str]) -> bool:
    """The fields that a row has do not go together, or some are missing."""
    needed = {name for name, field in MODELS[about].model_fields.items() if field.is_required()}
    return not needed <= names or (about == "claims" and bool(misfit(names)))


@cache
def _adapter(about: About, column: str) -> TypeAdapter[Any]:
    group, _, part = column.partition(".")
    if group == "scope":
        field = ClaimRow.model_fields["subject"]  # members are named as subjects are
    elif group == "text" and part:
        field = TextSource.model_fields[part]
    else:
        field = MODELS[about].model_fields[column]
    kind: Any = field.annotation
    return TypeAdapter(Annotated[kind, field])


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
    joined = [
        Entry(e.key, e.mark, Fields(tuple(grouped[e.key]), e.value.mark, 0, 0)) if e.key in grouped else e
        for e in entries
    ]
    return Fields(tuple(joined), mark, 0, 0)


def cell(text: str, sort: Sort, mark: Mark) -> Node:
    """The node of a cell that is written as text: a list has its items between semicolons."""
    if sort == "list":
        return Items(tuple(Scalar(item, False, mark, 0, 0) for item in items(text)), mark, 0, 0)
    return Scalar(text, sort == "flag", mark, 0, 0)


FIGURES = frozenset(("value", "lo", "hi"))
"""Columns of claims that hold figures; of a foreign table those that become one of these."""


def numerals(texts: pa.DictionaryArray) -> pa.DictionaryArray:
    """The texts of a column of numbers: no language reads them otherwise."""
    import pyarrow as pa

    marked = compute().replace_substring_regex(texts.dictionary, GROUPED, rf"\1{MARK}")
    return pa.DictionaryArray.from_arrays(texts.indices, marked)


def grouped(texts: pa.Array) -> NDArray[np.bool_]:
    """Which of some texts could be numbers with grouped thousands."""
    return compute().match_substring_regex(texts, GROUPED).fill_null(False).to_numpy(zero_copy_only=False)


def items(text: str) -> list[str]:
    """The items of a list that is written in one cell."""
    return [item.strip() for item in text.split(";")]


def encoded(texts: Sequence[str | None]) -> pa.DictionaryArray:
    """Texts as a column, each once."""
    import pyarrow as pa

    return pa.array(texts, pa.string()).dictionary_encode()


def written(cells: Sequence[str | None], sort: Sort) -> tuple[pa.Array, dict[int, str]]:
    """A column of cells that are written as text, and the rows whose cells are no truth values where it has those."""
    if sort == "list":
        return array([None if text is None else items(text) for text in cells], sort), {}
    if sort == "flag":
        flags = [None if text is None else CONSTANTS.get(text) for text in cells]
        wrong = {row: "" for row, text in enumerate(cells) if text is not None and flags[row] is None}
        return array(flags, sort), wrong
    return array(cells, sort), {}


def array(cells: Sequence[Any], sort: Sort) -> pa.Array:
    """A column of texts, of lists of text, or of truth values."""
    import pyarrow as pa

    match sort:
        case "list":
            return listed(cells)
        case "flag":
            return pa.array(cells, pa.bool_())
        case _:
            return encoded(cells)


def listed(lists: Sequence[Sequence[str] | None]) -> pa.ListArray:
    """Lists of text as a column."""
    import pyarrow as pa

    offsets = [0]
    for cell in lists:
        offsets.append(offsets[-1] + len(cell or ()))
    mask = pa.array([cell is None for cell in lists], pa.bool_())
    flat = encoded([text for cell in lists for text in cell or ()])
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), flat, mask=mask)


def split(column: pa.DictionaryArray) -> pa.ListArray:
    """A column of lists that are written in one cell each."""
    return listed([None if text is None else items(text) for text in texts(column)])


def lists(column: pa.ListArray) -> list[tuple[str, ...] | None]:
    """The lists of a column; each text is made once, however often it stands there."""
    flat = column.flatten()
    texts, codes = flat.dictionary.to_pylist(), flat.indices.to_pylist()
    cells: list[tuple[str, ...] | None] = []
    at = 0
    for size in compute().list_value_length(column).to_pylist():
        cells.append(None if size is None else tuple(texts[code] for code in codes[at : at + size]))
        at += size or 0
    return cells


def texts(column: pa.DictionaryArray) -> list[str | None]:
    """The texts of a column; each is made once, however often it stands there."""
    distinct = column.dictionary.to_pylist()
    return [None if code is None else distinct[code] for code in column.indices.to_pylist()]


def compute() -> Any:
    """The functions on arrays, which come into being when they are imported: no type checker sees them."""
    import pyarrow.compute

    return pyarrow.compute
