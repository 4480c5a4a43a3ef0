"""Corpora as data, written as tables."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

Row = Mapping[str, Any]
LISTS = ("draws_on", "readings", "revises")
VOCABULARY = {
    "entities": {
        "mill": {"label": "the mill"},
        "dock": {"label": "the dock"},
        "north": {"label": "North"},
        "press": {"label": "the press"},
    },
    "properties": {
        "length": {"label": "length", "datatype": "quantity", "kind": "state", "unit": "km"},
        "staff": {"label": "staff", "datatype": "quantity", "kind": "state", "adds_over": ["place"]},
        "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    },
    "scopes": {"place": "place"},
}
DOCUMENTS = [
    {"id": "a-paper", "title": "A", "publisher": "One", "published": "2019"},
    {"id": "b-paper", "title": "B", "publisher": "Two", "published": "2020"},
]


def flat(row: Row) -> dict[str, Any]:
    """A row by the names of its columns."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        found |= {f"{key}.{part}": inner for part, inner in value.items()} if isinstance(value, dict) else {key: value}
    return found


def names(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in flat(row)))


def as_csv(rows: Sequence[Row]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, names(rows), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: cell(value) for key, value in flat(row).items()})
    return stream.getvalue().encode()


def cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ";".join(value) if isinstance(value, list) else str(value)


def as_jsonl(rows: Sequence[Row]) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def as_parquet(rows: Sequence[Row]) -> bytes:
    table = {}
    for name in names(rows):
        values = [flat(row).get(name) for row in rows]
        if name in LISTS:
            table[name] = pa.array([[one] if isinstance(one, str) else one for one in values], pa.list_(pa.string()))
        elif all(one is None or isinstance(one, bool) for one in values):
            table[name] = pa.array(values, pa.bool_())
        else:
            table[name] = pa.array([None if one is None else cell(one) for one in values], pa.string())
    stream = io.BytesIO()
    pq.write_table(pa.table(table), stream, row_group_size=max(3, len(rows) // 8))  # several, whatever the size
    return stream.getvalue()


FORMS: dict[str, Callable[[Sequence[Row]], bytes]] = {
    "csv": as_csv,
    "csv.gz": lambda rows: gzip.compress(as_csv(rows)),
    "jsonl": as_jsonl,
    "jsonl.gz": lambda rows: gzip.compress(as_jsonl(rows)),
    "parquet": as_parquet,
}

Corpus = Callable[..., Path]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Writes a corpus: `corpus(name=content, …)`, a table of documents and the vocabulary with it."""

    def write(files: Mapping[str, bytes | str], documents: Sequence[Row] = DOCUMENTS) -> Path:
        root = tmp_path / "claims"
        root.mkdir(exist_ok=True)
        (root / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
        if documents:
            (root / "documents.csv").write_bytes(as_csv(documents))
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write
