"""Parquet: exact numbers, one fault for a column of a wrong type, and no harm from damaged or hostile files."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.corpus import Corpus as Loaded
from checker.readers.load import load
from checker.readers.tables.columns import batches
from tests.readers.tables.conftest import Corpus

OWN = {"document": "a-paper", "id": "x", "quote": "words", "subject": "mill", "property": "length"}


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    """A Parquet file; a column that is one text holds it in every row."""
    number = max(len(one) for one in columns.values() if not isinstance(one, str))
    whole = {name: pa.array([one] * number) if isinstance(one, str) else one for name, one in columns.items()}
    stream = io.BytesIO()
    pq.write_table(pa.table(whole), stream, **options)
    return stream.getvalue()


def told(corpus: Loaded) -> list[str]:
    return [f"{f.mark.line} {f.code} {f.field}".rstrip() for f in corpus.faults]


VALUES = {
    "a whole number": (pa.array([9007199254740993]), "9007199254740993"),
    "a decimal with its zeros": (pa.array([Decimal("18.20")]), "18.20"),
    "a double by its shortest digits": (pa.array([0.1]), "0.1"),
    "a double that is whole": (pa.array([55000.0]), "55000"),
    "a float of half the size": (pa.array([0.1], pa.float32()), "0.1"),
    "text": (pa.array(["about 5 km"]), "about 5 km"),
    "large text": (pa.array(["about 5 km"], pa.large_string()), "about 5 km"),
    "text from a dictionary": (pa.array(["about 5 km"]).dictionary_encode(), "about 5 km"),
    "a day": (pa.array([dt.date(2019, 5, 3)]), "2019-05-03"),
    "a truth value": (pa.array([True]), "true"),
}


@pytest.mark.parametrize(("array", "expected"), VALUES.values(), ids=list(VALUES))
def test_values_are_kept_exactly(tmp_path: Path, array: pa.Array, expected: str) -> None:
    (tmp_path / "rows.parquet").write_bytes(parquet({**OWN, "value": array}))
    (found,) = batches(tmp_path / "rows.parquet", "rows.parquet")
    assert (found.faults, found.fields["value"].to_pylist()) == ((), [expected])


def test_a_scope_may_be_a_group_and_sources_a_list(corpus: Corpus) -> None:
    columns = {
        **OWN,
        "id": pa.array(["x", "y", "z"]),
        "value": "5 km",
        "scope": pa.array([{"place": "north", "other": None}, None, {"place": None, "other": None}]),
        "draws_on": pa.array([["press", "a-paper"], [], None]),
        "denies": pa.array([True, False, None]),
    }
    found = load(corpus({"rows.parquet": parquet(columns)}))
    assert told(found) == []
    assert [(c.scope, c.draws_on, c.denies) for c in found.claims] == [
        ((("place", "north"),), ("press", "a-paper"), True),
        ((), (), False),
        ((), (), False),
    ]


def test_a_table_without_rows_has_no_claims(corpus: Corpus) -> None:
    found = load(corpus({"rows.parquet": parquet({name: pa.array([], pa.string()) for name in (*OWN, "value")})}))
    assert (told(found), found.claims, found.lost) == ([], (), ())


TYPES = {
    "numbers for names": ("subject", pa.array([1])),
    "a moment for a date": ("as_of", pa.array([dt.datetime(2019, 5, 3, tzinfo=dt.UTC)])),
    "bytes for text": ("note", pa.array([b"x"])),
    "numbers for truth values": ("denies", pa.array([1])),
    "lists of numbers": ("draws_on", pa.array([[1]])),
    "lists for text": ("value", pa.array([["5 km"]])),
    "groups in a group": ("scope", pa.array([{"place": {"x": "north"}}])),
}


@pytest.mark.parametrize(("column", "array"), TYPES.values(), ids=list(TYPES))
def test_a_column_of_a_wrong_type_is_told_once(corpus: Corpus, column: str, array: pa.Array) -> None:
    number = 1000
    columns = {**OWN, "value": "5 km", column: pa.concat_arrays([array] * number)}
    found = load(corpus({"rows.parquet": parquet(columns)}))
    assert [fault.code for fault in found.faults] == ["wrong-type"]
    assert "found a column of the type" in found.faults[0].message
    assert found.claims == ()
    assert sum(gone.rows for gone in found.lost) == number


CELLS = {
    "no number": (pa.array([float("nan"), 5.0]), "1 number-not-finite value"),
    "an infinity": (pa.array([float("inf"), 5.0]), "1 number-not-finite value"),
    "a NUL byte": (pa.array(["a\0b", "5 km"]), "1 control-character value"),
    "bytes that are no UTF-8": (
        pa.Array.from_buffers(pa.string(), 2, pa.array([b"caf\xe9", b"5 km"]).buffers()),
        "1 not-utf8 value",
    ),
    "a text of a megabyte and more": (pa.array(["5" * 2**21, "5 km"]), "1 too-long value"),
    "a null": (pa.array([None, "5 km"]), "1 wrong-fields"),
}


@pytest.mark.parametrize(("array", "expected"), CELLS.values(), ids=list(CELLS))
def test_a_bad_cell_loses_its_row_only(corpus: Corpus, array: pa.Array, expected: str) -> None:
    found = load(corpus({"rows.parquet": parquet({**OWN, "id": pa.array(["x", "y"]), "value": array})}))
    assert told(found) == [expected]
    assert [claim.id for claim in found.claims] == ["y"]


WHOLE = parquet({**OWN, "id": pa.array([f"c{place}" for place in range(500)]), "value": "5 km"}, row_group_size=100)
DAMAGED = {
    "nothing": b"",
    "its first bytes only": WHOLE[:100],
    "without its end": WHOLE[:-9],
    "without its middle": WHOLE[: len(WHOLE) // 3] + WHOLE[len(WHOLE) // 2 :],
    "text": b"document,id\n",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=list(DAMAGED))
def test_a_damaged_file_is_told(corpus: Corpus, content: bytes) -> None:
    found = load(corpus({"rows.parquet": content}))
    assert {fault.code for fault in found.faults} <= {"bad-table", "not-utf8", "control-character", "unknown-field"}
    assert found.faults


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_no_changed_byte_brings_the_reader_down(tmp_path_factory: pytest.TempPathFactory, changes: list) -> None:
    raw = bytearray(WHOLE)
    for place, value in changes:
        raw[place] = value
    path = tmp_path_factory.getbasetemp() / "changed.parquet"
    path.write_bytes(bytes(raw))
    found = list(batches(path, "changed.parquet"))
    assert all(len(one.rows) <= 500 for one in found)


def test_one_long_text_in_many_rows_stays_one(tmp_path: Path) -> None:
    """A file of a few kilobytes that is fifty gigabytes once each row has its own copy."""
    text = "x" * 2**18
    number = 200_000
    notes = pa.DictionaryArray.from_arrays(pa.array([0] * number, pa.int32()), pa.array([text]))
    ids = pa.array([f"c{place}" for place in range(number)])
    path = tmp_path / "rows.parquet"
    path.write_bytes(parquet({**OWN, "id": ids, "value": "5 km", "note": notes}))
    found = list(batches(path, path.name))
    assert sum(len(one.rows) for one in found) == number
    assert max(one.fields["note"].nbytes for one in found) < 2 * len(text) + 8 * number


def test_a_column_that_says_it_unpacks_to_too_much_is_not_read(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.readers.tables.parquet.CHUNK_LIMIT", 10)
    found = load(corpus({"rows.parquet": WHOLE}))
    assert told(found) == ["1 file-too-large document"]
    assert sum(gone.rows for gone in found.lost) == 500


def test_types_of_others_are_not_made(corpus: Corpus) -> None:
    """A column that names an extension type is read as the plain type beneath it, or refused."""
    field = pa.field(
        "value",
        pa.string(),
        metadata={"ARROW:extension:name": "arrow.py_extension_type", "ARROW:extension:metadata": b"cos\nsystem\n."},
    )
    own = [pa.array([text]) for text in OWN.values()]
    schema = pa.schema([*(pa.field(name, pa.string()) for name in OWN), field])
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([*own, pa.array(["5 km"])], schema=schema), stream)
    found = load(corpus({"rows.parquet": stream.getvalue()}))
    assert told(found) == []
    assert [claim.value for claim in found.claims] == ["5 km"]


def test_a_row_is_placed_by_its_number(corpus: Corpus) -> None:
    ids = pa.array([f"c{place}" for place in range(1000)])
    subjects = pa.array(["mil" if place == 777 else "mill" for place in range(1000)])
    columns = {**OWN, "id": ids, "subject": subjects, "value": "5 km"}
    found = load(corpus({"rows.parquet": parquet(columns, row_group_size=300)}))
    assert told(found) == ["778 unknown-entity subject"]
    assert json.dumps([gone.ref for gone in found.lost]) == '["a-paper#c777"]'
