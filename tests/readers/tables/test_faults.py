"""Bad rows, bad heads and bad files are told where they stand, and the good rows beside them are kept."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from checker.model.corpus import Corpus as Loaded
from checker.readers.load import load
from checker.readers.tables.columns import batches
from checker.readers.tables.reader import BATCH_ROWS, ROW_LIMIT
from checker.readers.tally import LISTED, LOST_LISTED
from tests.readers.tables.conftest import Corpus, as_csv, as_jsonl

HEAD = "document,id,quote,subject,property,value"
GOOD = "a-paper,good,words,mill,length,5 km"
OBJECT = {
    "document": "a-paper",
    "id": "good",
    "quote": "words",
    "subject": "mill",
    "property": "length",
    "value": "5 km",
}


def told(corpus: Loaded) -> list[str]:
    """Each fault in short: where it is in the file, its code, its field."""
    return [f"{f.mark.line}:{f.mark.column} {f.code} {f.field}".rstrip() for f in corpus.faults]


def kept(corpus: Loaded) -> list[str]:
    return [claim.id for claim in corpus.claims]


CSV = {
    "an identifier with a space": (f"{HEAD}\na-paper,my id,words,mill,length,5 km\n{GOOD}", ["2:9 bad-name id"]),
    "an identifier that is missing": (f"{HEAD}\na-paper,,words,mill,length,5 km\n{GOOD}", ["2:1 missing-field"]),
    "only spaces": (f"{HEAD}\na-paper,x,words,mill,length,  \n{GOOD}", ["2:29 empty-field value"]),
    "no value": (f"{HEAD}\na-paper,x,words,mill,length,\n{GOOD}", ["2:1 wrong-fields"]),
    "an unknown document": (f"{HEAD}\nc-paper,x,words,mill,length,5 km\n{GOOD}", ["2:1 unknown-document document"]),
    "an unknown subject": (f"{HEAD}\na-paper,x,words,mil,length,5 km\n{GOOD}", ["2:17 unknown-entity subject"]),
    "an identifier given twice": (f"{HEAD}\n{GOOD}\n{GOOD}", ["3:9 duplicate-claim id"]),
    "too few cells": (f"{HEAD}\na-paper,x\n{GOOD}", ["2:9 ragged-row"]),
    "too many cells": (f"{HEAD}\n{GOOD},6,7\n{GOOD}", ["2:37 ragged-row"]),
    "a quotation mark inside a cell": (f'{HEAD}\na-paper,x,"wo"rds",mill,length,5 km\n{GOOD}', ["2:11 bad-table"]),
    "a quotation mark that is never closed": (f'{HEAD}\n{GOOD}\na-paper,x,"words,mill,length,5 km', ["3:11 bad-table"]),
    "rows after an unclosed quotation mark": (f'{HEAD}\na-paper,x,"words,mill\n{GOOD}', ["2:11 bad-table"]),
    "a NUL byte": (f"{HEAD}\na-paper,x,wo\0rds,mill,length,5 km\n{GOOD}", ["2:13 control-character"]),
    "a hidden line break": (f"{HEAD}\na-paper,x,wo\u2028rds,mill,length,5 km\n{GOOD}", ["2:13 control-character"]),
    "bytes that are no UTF-8": (f"{HEAD}\na-paper,x,wé,mill,length,5 km\n{GOOD}".encode("latin-1"), ["2:12 not-utf8"]),
    "a line without end": (f"{HEAD}\na-paper,x,{'w' * (ROW_LIMIT + 9)},mill,length,5 km\n{GOOD}", ["2:1 too-long"]),
    "a quote of too many words": (f"{HEAD}\na-paper,x,{'w ' * 16},mill,length,5 km\n{GOOD}", ["2:11 long-quote quote"]),
    "a mark of byte order, and lines of other systems": (f"\ufeff{HEAD}\r\n{GOOD}\r\n\r\n", []),
    "a carriage return alone": (
        f"{HEAD}\n{GOOD}\na-paper,x,wo\rrds,mill,length,5 km\n",
        ["3:13 control-character", "4:17 ragged-row"],
    ),
    "cells over several lines": (
        f'{HEAD}\na-paper,good,"many\nlines","mill",length,"5 km"\na-paper,x,words,"mil",length,5 km',
        ["4:18 unknown-entity subject"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), CSV.values(), ids=list(CSV))
def test_csv(corpus: Corpus, content: str | bytes, expected: list[str]) -> None:
    found = load(corpus({"rows.csv": content}))
    assert told(found) == expected
    assert "good" in kept(found)
    assert len(found.lost) == len([one for one in expected if "long-quote" not in one])


HEADS = {
    "a column that there is not": ("document,id,quote,subjekt,property,value", ["1:19 unknown-field subjekt"]),
    "a column that stands twice": (f"{HEAD},id", ["1:42 duplicate-key id"]),
    "a column that is missing": ("document,id,subject,property,value", ["1:1 missing-field"]),
    "a column without a name": (f"{HEAD},", ["1:42 unknown-field"]),
    "a group for a part of it": (f"{HEAD},scope", ["1:42 unknown-field scope"]),
    "such a group twice": (f"{HEAD},scope,scope", ["1:48 duplicate-key scope", "1:48 unknown-field scope"]),
    "semicolons": (HEAD.replace(",", ";"), ["1:1 bad-table"]),
    "nothing at all": ("", ["1:1 empty-file"]),
}


@pytest.mark.parametrize(("head", "expected"), HEADS.values(), ids=list(HEADS))
def test_below_a_head_at_fault_nothing_is_read_and_all_is_counted(
    corpus: Corpus, head: str, expected: list[str]
) -> None:
    content = f"{head}\n{GOOD}\n{GOOD}\n" if head else ""
    found = load(corpus({"rows.csv": content}))
    assert told(found) == expected
    assert sum(gone.rows for gone in found.lost) == (2 if head else 0)


def line(**fields: object) -> str:
    return json.dumps({**OBJECT, "id": "x", **fields})


JSONL = {
    "no JSON": ('{"document": "a-paper",', "bad-table", 24),
    "a list": ("[1, 2]", "bad-table", 1),
    "an equal key": (line()[:-1] + ', "id": "y"}', "duplicate-key", 1),
    "a group both whole and in parts": (line(scope={"place": "mill"}, **{"scope.place": "mill"}), "duplicate-key", 1),
    "an unknown field": (line(sope=1), "unknown-field sope", '"sope"'),
    "a number for a name": (line(subject=5), "wrong-type subject", "5, "),
    "a list for a value": (line(value=[5]), "wrong-type value", "[5]"),
    "text for a truth value": (line(denies="yes"), "wrong-type denies", '"yes"'),
    "no number": (line(value=float("nan")), "number-not-finite", 1),
    "a character made by an escape": (line(quote="a\x00b"), "control-character", 1),
    "half a character": (line(quote="\ud800"), "control-character", 1),
    "deep brackets": ("[" * 10_000, "too-deep", 1),
    "readings that are one text": (line(readings="x = y"), "wrong-type readings", '"x = y"'),
    "two times": (line(as_of=2019, during="2018/2019"), "wrong-fields", 1),
    "a bound that is no number": (line(value=None, lo="five"), "wrong-form lo", '"five"'),
}


@pytest.mark.parametrize(("content", "expected", "at"), JSONL.values(), ids=list(JSONL))
def test_jsonl(corpus: Corpus, content: str, expected: str, at: str | int) -> None:
    found = load(corpus({"rows.jsonl": f"{content}\n\n{json.dumps(OBJECT)}\n"}))
    column = at if isinstance(at, int) else content.index(at) + 1
    assert told(found) == [f"1:{column} {expected}"]
    assert kept(found) == ["good"]
    assert len(found.lost) == 1


def test_what_says_nothing_is_left_out_in_every_form(corpus: Corpus) -> None:
    row = {**OBJECT, "note": None, "definition": "", "scope": {}, "draws_on": []}
    found = load(corpus({"rows.jsonl": json.dumps(row)}))
    assert told(found) == []
    assert set(found.claims[0].marks) == set(OBJECT)


def rows(number: int, bad: set[int], **wrong: str) -> list[dict[str, str]]:
    made = [{**OBJECT, "id": f"c{place}"} for place in range(number)]
    return [row | wrong if place in bad else row for place, row in enumerate(made)]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_few_bad_rows_among_many_are_told_and_the_others_kept(tmp_path: Path, form: str) -> None:
    bad = {0, BATCH_ROWS - 1, BATCH_ROWS, 2 * BATCH_ROWS, 2 * BATCH_ROWS + 1}
    path = tmp_path / f"rows.{form}"
    path.write_bytes((as_csv if form == "csv" else as_jsonl)(rows(2 * BATCH_ROWS + 2, bad, id="not a name")))
    found = list(batches(path, path.name))
    assert [len(one.rows) for one in found] == [BATCH_ROWS - 2, BATCH_ROWS - 1, 0]
    first = 2 if form == "csv" else 1
    assert [fault.mark.line - first for one in found for fault in one.faults] == sorted(bad)
    assert [gone.mark.line - first for one in found for gone in one.lost] == sorted(bad)


KINDS = {
    "cells that do not fit": {"id": "not a name"},
    "rows that do not fit": {"property": ""},
    "unknown documents": {"document": "c-paper"},
    "unknown names": {"subject": "mil"},
}


@pytest.mark.parametrize("wrong", KINDS.values(), ids=list(KINDS))
def test_many_bad_rows_of_one_kind_are_counted(corpus: Corpus, wrong: dict[str, str]) -> None:
    number = LOST_LISTED + 500
    found = load(corpus({"rows.csv": as_csv(rows(number + 1, set(range(number)), **wrong))}))
    assert len(found.faults) == LISTED + 1
    assert found.faults[-1].message == f"and {number - LISTED:,} more rows like those before, from here on"
    assert found.faults[-1].mark.line == LISTED + 2
    assert sum(gone.rows for gone in found.lost) == number
    assert kept(found) == [f"c{number}"]


def test_one_more_than_the_limit_is_told_by_itself(corpus: Corpus) -> None:
    found = load(corpus({"rows.csv": as_csv(rows(LISTED + 1, set(range(LISTED + 1)), id="not a name"))}))
    assert len({fault.message for fault in found.faults}) == 1
    assert len(found.faults) == LISTED + 1


PACKED = {
    "cut off": gzip.compress(f"{HEAD}\n{GOOD}\n".encode() * 999)[:-30],
    "no gzip": b"document,id",
    "a bomb": gzip.compress(f"{HEAD}\n{GOOD}\n".encode() + b" " * 2**27),
}


@pytest.mark.parametrize("content", PACKED.values(), ids=list(PACKED))
def test_a_packed_file_that_is_damaged_or_grows_without_end(corpus: Corpus, content: bytes) -> None:
    found = load(corpus({"rows.csv.gz": content}))
    assert "bad-table" in {fault.code for fault in found.faults}


def test_a_link_out_of_the_corpus_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(f"{HEAD}\n{GOOD}\n", "utf-8")
    root = corpus({})
    (root / "rows.csv").symlink_to(tmp_path / "secret.csv")
    found = load(root)
    assert [fault.code for fault in found.faults] == ["link-refused"]
    assert kept(found) == []


def test_tables_of_rulings_and_imports_are_no_claims(corpus: Corpus) -> None:
    found = load(
        corpus({"decisions/x.csv": "nonsense", "imports/foreign.csv": "nonsense", "imports/map.yaml": "from: x"})
    )
    assert told(found) == []


DECLARED = {
    "twice in one table": (
        {"more.csv": "id,title,publisher,published\nc,C,P,2019\nc,C,P,2019\n"},
        ["3:1 duplicate-document document.id"],
    ),
    "in a table and in a file": (
        {"z.yaml": "document: {id: a-paper, title: A, publisher: One, published: 2019}\nclaims: []\n"},
        ["1:16 duplicate-document document.id"],
    ),
    "without a publisher": (
        {"more.csv": "id,title,publisher,published\nc,C,,2019\n", "rows.csv": f"{HEAD}\nc,x,words,mill,length,5 km\n"},
        ["2:1 missing-field"],
    ),
}


@pytest.mark.parametrize(("files", "expected"), DECLARED.values(), ids=list(DECLARED))
def test_a_document_is_declared_once_and_whole(corpus: Corpus, files: dict[str, str], expected: list[str]) -> None:
    found = load(corpus(files))
    assert told(found) == expected
    assert kept(found) == []


def test_a_row_and_an_entry_of_a_file_cannot_share_an_identifier(corpus: Corpus) -> None:
    entry = {key: value for key, value in OBJECT.items() if key != "document"}
    file = {"document": {"id": "c", "title": "C", "publisher": "P", "published": "2019"}, "claims": [entry]}
    root = corpus({"c.yaml": json.dumps(file), "rows.csv": as_csv([{**OBJECT, "document": "c"}])})
    found = load(root)
    assert [fault.code for fault in found.faults] == ["duplicate-claim"]
    assert found.faults[0].message == (
        "the claim good of c stands twice, in claims/c.yaml:1 and in claims/rows.csv:2; rename one"
    )
    assert kept(found) == ["good"]
