"""Sheets of workbooks become rows: what people typed and see; all else is told, at its cell, in bounded steps."""

from __future__ import annotations

import io
import json
import resource
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import numbers

from checker.cli.main import main
from checker.model.fault import Mark
from checker.readers.tables import workbook, xlsx
from checker.readers.tables.cells import BUILT_IN, day, figure, number_format
from checker.readers.tables.shape import texts

MAP = {
    "columns": {"id": "Code", "subject": "Code", "value": "Staff", "quote": "Staff", "as_of": "Day"},
    "constants": {"document": "paper", "property": "staff"},
}
HEAD = ("Code", "Staff", "Day")
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED, RELATIONS = "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
STRINGS = b'<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
Edit = Callable[[Workbook], object]


def saved(rows: Iterable[Iterable[Any]], edit: Edit | None = None, title: str = "Sheet1") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if edit:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def imported(folder: Path, raw: bytes, *arguments: str, **changes: Any) -> Result:
    (folder / "staff.xlsx").write_bytes(raw)
    (folder / "map.yaml").write_text(json.dumps({"from": "*.xlsx", **MAP, **changes}), "utf-8")
    return CliRunner().invoke(main, ["import", str(folder / "map.yaml"), *arguments])


def raw_workbook(sheet: bytes | Iterable[bytes], **parts: bytes) -> bytes:
    """A workbook with a sheet of our own writing, packed as spreadsheets are."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved([HEAD]))) as model,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        own = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
        for name in model.namelist():
            if name not in ("xl/worksheets/sheet1.xml", RELATIONS, *own) or (name == RELATIONS and SHARED not in own):
                made.writestr(name, model.read(name))
        if SHARED in own:
            own |= {RELATIONS: model.read(RELATIONS).replace(b"</Relationships>", STRINGS)}
        for name, content in own.items():
            made.writestr(name, content)
        with made.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in [sheet] if isinstance(sheet, bytes) else sheet:
                part.write(piece)
    return stream.getvalue()


def rows_xml(*rows: str, before: str = "", after: str = "") -> bytes:
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)
    body = f"<row>{head}</row>{''.join(f'<row>{row}</row>' for row in rows)}"
    return f'<worksheet xmlns="{NAMESPACE}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'.encode()


def cells_of(tmp_path: Path, raw: bytes, wanted: str = "Staff") -> list[str | None]:
    (tmp_path / "t.xlsx").write_bytes(raw)
    table = xlsx.reader(tmp_path / "t.xlsx", "t.xlsx", frozenset((wanted,)))
    assert table.faults == ()
    batches = list(table.rows(None))
    assert [batch.faults for batch in batches if batch.faults] == []
    return [text for batch in batches for text in texts(batch.columns[wanted])]


# --- what cells say


def test_a_sheet_becomes_claims(tmp_path: Path) -> None:
    rows = [HEAD, ("mill", 412, date(2024, 3, 1)), ("dock", 18.2, date(2024, 4, 1)), ("pier", "over 40", None)]
    done = imported(tmp_path, saved(rows))
    assert done.exit_code == 0, done.output
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["subject"], one["value"], one.get("as_of")) for one in made] == [
        ("mill", "412", "2024-03-01"), ("dock", "18.2", "2024-04-01"), ("pier", "over 40", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        pytest.param(18.2, "0.00", "18.20", id="the decimals of its format"),
        pytest.param(18.237, "0.0", "18.237", id="never rounded to them"),
        pytest.param(0.1 + 0.2, "General", "0.3", id="fifteen digits, as spreadsheets show"),
        pytest.param(0.182, "0.0%", "18.2 %", id="a percentage"),
        pytest.param(1, "0%", "100 %", id="a whole percentage"),
        pytest.param(0.5, "0.00%", "50.00 %", id="a percentage with decimals"),
        pytest.param(55000, "#,##0", "55000", id="grouped thousands are how it is shown"),
        pytest.param(1234.5, '#,##0.00 "km"', "1234.50", id="words in a format are no digits"),
        pytest.param(1e21, "General", "1000000000000000000000", id="no exponent"),
        pytest.param(40.125, "General", "40.125", id="a number that text could not be"),
        pytest.param(True, "General", "true", id="a truth value"),
        pytest.param(date(2024, 3, 1), "yyyy", "2024", id="a year"),
        pytest.param(date(2024, 3, 1), "mmm yyyy", "2024-03", id="a month"),
        pytest.param(date(2024, 3, 1), "d. mmmm yyyy", "2024-03-01", id="a day"),
        pytest.param(date(1900, 2, 28), "yyyy-mm-dd", "1900-02-28", id="before the day that was none"),
        pytest.param("_x0041_ & <b>", "General", "A & <b>", id="an escape, and signs of XML"),
    ],
)
def test_what_a_cell_says(tmp_path: Path, value: Any, form: str, said: str) -> None:
    def edit(book: Workbook) -> None:
        book.active["B2"].number_format = form

    done = imported(
        tmp_path,
        saved([HEAD, ("a", value)], edit),
        columns={"id": "Code", "subject": "Code", "value": "Staff", "quote": "Code"},
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["value"].replace("e0", "") == said


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.integers(-(10**15) + 1, 10**15 - 1),
            st.decimals(-(10**6), 10**6, places=3).map(float),
            st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8).filter(
                lambda t: "_x" not in t and t[0] != "="
            ),
            st.dates(date(1900, 3, 1), date(9999, 12, 31)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_another_program_wrote_is_read_back(tmp_path_factory: pytest.TempPathFactory, values: list[Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raw = saved([("Staff",), *((value,) for value in values)])
    there = cells_of(tmp_path_factory.getbasetemp(), raw)
    assert len(there) == len(values)
    for text, value in zip(there, values, strict=True):
        text = (text or "").removesuffix("e0") if not isinstance(value, str) else text
        assert (
            text == value.isoformat()
            if isinstance(value, date)
            else text == value
            if isinstance(value, str)
            else float(text or "") == value
        )


@pytest.mark.parametrize(
    ("serial", "said"),
    [
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("60", ""),
        ("61", "1900-03-01"),
        ("2958466", ""),
        ("45000.5", ""),
        ("-1", ""),
        ("x", ""),
    ],
)
def test_days_are_counted_as_spreadsheets_do(serial: str, said: str) -> None:
    assert day(serial, number_format("14", {}), False) == said


def test_days_from_1904() -> None:
    assert day("0", number_format("14", {}), True) == "1904-01-01"


@pytest.mark.parametrize("identifier", sorted(BUILT_IN, key=int))
def test_formats_that_have_a_number_only(identifier: str) -> None:
    """As another program knows them."""
    known = numbers.BUILTIN_FORMATS.get(int(identifier))
    if known is not None:
        assert number_format(identifier, {}) == number_format("164", {"164": known})


@pytest.mark.parametrize("stored", ["", "x", "1e999", "nan", "--1", "1_000_0x"])
def test_what_is_no_number(stored: str) -> None:
    assert figure(stored, number_format("0", {})) == ""


def test_texts_in_pieces_and_how_they_are_read_aloud(tmp_path: Path) -> None:
    cell = (
        "<c><v/></c><c t='inlineStr'><is><r><t>over </t></r><r><t>40</t></r><rPh sb='0' eb='1'><t>X</t></rPh></is></c>"
    )
    assert cells_of(tmp_path, raw_workbook(rows_xml(cell))) == ["over 40"]


def test_names_of_elements_may_have_a_prefix(tmp_path: Path) -> None:
    plain = rows_xml("<c><v>1</v></c><c><v>2</v></c>").decode()
    for name in ("worksheet", "sheetData", "row", "is", "c", "v", "t"):
        plain = (
            plain.replace(f"<{name}>", f"<x:{name}>")
            .replace(f"<{name} ", f"<x:{name} ")
            .replace(f"</{name}>", f"</x:{name}>")
        )
    assert cells_of(tmp_path, raw_workbook(plain.replace("xmlns=", "xmlns:x=").encode())) == ["2"]


# --- what is told, and not used


def test_a_formula_is_a_fault_at_its_cell_and_nothing_is_written(tmp_path: Path) -> None:
    rows = [HEAD, ("mill", 412, None), ("dock", "=B2*2", None), ("pier", 3, "=NOW()")]
    done = imported(tmp_path, saved(rows), "--output", str(tmp_path / "out.jsonl"))
    assert done.exit_code == 2
    assert done.output == (
        "staff.xlsx:Sheet1!B3: wrong-type (value): found =B2*2, expected what somebody typed; paste the column as "
        "values, once somebody has looked at them\n"
        "staff.xlsx:Sheet1!C4: wrong-type (as_of): found =NOW(), expected what somebody typed; paste the column as "
        "values, once somebody has looked at them\n"
        "nothing was written\n"
    )
    assert not (tmp_path / "out.jsonl").exists()


def test_faults_stand_row_by_row_as_people_read(tmp_path: Path) -> None:
    rows = [HEAD, ("mill", "=B2*2", "=NOW()"), *[("dock", 1, None)] * 7, ("pier", "=B2*2", None)]
    done = imported(tmp_path, saved(rows))
    assert [line.split(":")[1] for line in done.output.splitlines()[:3]] == ["Sheet1!B2", "Sheet1!C2", "Sheet1!B10"]
    cells = [Mark(f"s.xlsx:2024{cell}", 0) for cell in ("", "!B2", "!Z2", "!AA2", "!B10")]
    assert sorted(set(cells)) == cells


def test_formulas_in_columns_that_nobody_asks_for_do_not_matter(tmp_path: Path) -> None:
    done = imported(tmp_path, saved([(*HEAD, "Sum"), ("mill", 412, None, "=B2*2")]))
    assert done.exit_code == 0, done.output


def test_rows_that_are_skipped_may_have_errors(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book.active["B3"].value, book.active["B3"].data_type = "#N/A", "e"

    raw = saved([HEAD, ("mill", 412, None), ("dock", 1, None)], edit)
    assert (
        "staff.xlsx:Sheet1!B3: wrong-type (value): found #N/A, an error of the spreadsheet"
        in imported(tmp_path, raw).output
    )
    assert imported(tmp_path, raw, skip={"Staff": ["#N/A"]}).exit_code == 0


def _hide_column(book: Workbook) -> None:
    book.active.column_dimensions["B"].hidden = True


def _hide_rows(book: Workbook) -> None:
    for row in (2, 3):
        book.active.row_dimensions[row].hidden = True


def _merge(book: Workbook) -> None:
    book.active.merge_cells("B2:B3")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        pytest.param(_hide_column, "B1: bad-table (Staff): the column Staff is hidden; show it", id="a hidden column"),
        pytest.param(_hide_rows, "A2: bad-table: the row 2 and 1 more after it is hidden; show all", id="hidden rows"),
        pytest.param(_merge, "B2: bad-table: the cells B2:B3 are merged, expected a value in each", id="merged cells"),
    ],
)  # fmt: skip
def test_what_people_do_not_see_is_told(tmp_path: Path, edit: Edit, words: str) -> None:
    done = imported(tmp_path, saved([HEAD, ("mill", 412, None), ("dock", 3, None)], edit))
    assert done.exit_code == 2
    assert f"staff.xlsx:Sheet1!{words}" in done.output


def test_merged_cells_elsewhere_do_not_matter(tmp_path: Path) -> None:
    raw = saved([(*HEAD, "x", "y"), ("mill", 412, None)], lambda book: book.active.merge_cells("D2:E2"))
    assert imported(tmp_path, raw).exit_code == 0


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        pytest.param(datetime(2024, 3, 1, 12, 30), "yyyy-mm-dd hh:mm", "found a moment (45352.52", id="a moment"),  # noqa: DTZ001
        pytest.param(0.5, "h:mm", "found a moment (0.5)", id="an hour"),
    ],
)
def test_moments_are_refused(tmp_path: Path, value: Any, form: str, words: str) -> None:
    def edit(book: Workbook) -> None:
        book.active["C2"].number_format = form

    done = imported(tmp_path, saved([HEAD, ("mill", 412, value)], edit))
    assert done.exit_code == 2
    assert words in done.output


# --- sheets


def several(book: Workbook) -> None:
    book.create_sheet("2025").append(HEAD)
    book["2025"].append(("dock", 7, None))
    book.create_sheet("notes").sheet_state = "hidden"


def test_the_sheet_that_is_meant_is_named(tmp_path: Path) -> None:
    raw = saved([HEAD, ("mill", 412, None)], several, "2024")
    done = imported(tmp_path, raw)
    assert done.exit_code == 2
    assert done.output.startswith(
        "staff.xlsx: bad-table: the workbook has 2 sheets to be seen; it has 2024, 2025, notes (hidden); name one with "
        "--sheet, or as sheet in the map\n"
    )
    assert '"subject": "dock"' in imported(tmp_path, raw, "--sheet", "2025").stdout
    assert '"subject": "mill"' in imported(tmp_path, raw, sheet="2024").stdout
    assert "there is no sheet 2023; it has 2024" in imported(tmp_path, raw, "--sheet", "2023").output


def test_the_only_sheet_that_is_to_be_seen_is_read(tmp_path: Path) -> None:
    raw = saved([HEAD, ("mill", 412, None)], lambda b: setattr(b.create_sheet("x"), "sheet_state", "hidden"))
    assert imported(tmp_path, raw).exit_code == 0


def test_an_empty_sheet(tmp_path: Path) -> None:
    done = imported(tmp_path, saved([]))
    assert done.exit_code == 2
    assert (
        "staff.xlsx:Sheet1: empty-file: the file is empty; expected a row with the names of the columns" in done.output
    )


# --- files that are damaged, or that attack


END = b"</sheetData></worksheet>"
ROW = "<c><v>1</v></c><c><v>2</v></c>"
OPEN = rows_xml().removesuffix(END)
MANY = b"<row>" + b"<c/>" * 1000 + b"</row>"
LONG = f"<c t='inlineStr'><is><t>{'x' * 2**21}</t></is></c>"
STRAY = "<c t='s'><v>1</v></c><c t='s'><v>99</v></c>"
DOCTYPE = b"<!DOCTYPE x [<!ENTITY a 'b'>]>"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "an entity": (lambda: raw_workbook(DOCTYPE + rows_xml(ROW)), "the file declares entities"),
    "no end of a tag": (lambda: raw_workbook([OPEN, b"<x y='", *[b"z" * 2**20] * 20]), "a tag without end"),
    "a long cell": (lambda: raw_workbook(rows_xml(LONG)), "row 2 has more than 1,048,576"),
    "too many cells": (lambda: raw_workbook([OPEN, *[MANY] * 5000]), "more than 1,000,000 cells"),
    "rows out of order": (lambda: raw_workbook(rows_xml("</row><row r='1'>")), "row 1 is out of order"),
    "a row of another sort": (lambda: raw_workbook(rows_xml("</row><row r='x'>")), "row x is out of order"),
    "cells out of order": (lambda: raw_workbook(rows_xml("<c r='B2'/><c r='A2'/>")), "the cell A2 is out of order"),
    "a cell beyond the sheet": (lambda: raw_workbook(rows_xml("<c r='XFE2'/>")), "the cell XFE2 is out of order"),
    "broken XML": (lambda: raw_workbook(rows_xml()[:-9]), "the file is damaged inside"),
    "no workbook": (lambda: b"PK\x03\x04nothing", "this is no sound .xlsx file"),
    "an older form": (lambda: b"\xd0\xcf\x11\xe0" + bytes(100), "of the older form, or has a password"),
    "a part that is missing": (lambda: _without("xl/workbook.xml"), "this is no sound .xlsx file"),
    "a text that there is not": (lambda: raw_workbook(rows_xml(STRAY)), "the text of this cell is not there"),
    "a bomb of texts": (lambda: _with_strings(rows_xml(ROW), "a", 2**21), "the file unpacks to more than 100 times"),
}


def _without(part: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved([HEAD]))) as model, zipfile.ZipFile(stream, "w") as made:
        for name in model.namelist():
            if name != part:
                made.writestr(name, model.read(name))
    return stream.getvalue()


def _with_strings(sheet: bytes | Iterable[bytes], text: str, number: int) -> bytes:
    strings = f'<sst xmlns="{NAMESPACE}">{f"<si><t>{text}</t></si>" * number}</sst>'.encode()
    return raw_workbook(sheet, xl__sharedStrings_xml=strings)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_attacks_or_is_damaged_is_one_clear_fault(tmp_path: Path, name: str) -> None:
    make, words = HOSTILE[name]
    done = imported(tmp_path, make())
    assert done.exit_code == 2, done.output
    assert words in done.output
    assert "Traceback" not in done.output
    assert "nothing was written" in done.output


def test_a_large_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SIZE_LIMIT", 2**10)
    assert (
        "the file is larger than 0 MB; save the sheet as CSV"
        in imported(tmp_path, saved([HEAD, ("a", 1, None)])).output
    )


def test_memory_is_bounded_whatever_a_sheet_says(tmp_path: Path) -> None:
    """A text that is held once stands in half a million cells."""
    row = b"<row><c><v>1</v></c><c t='s'><v>0</v></c></row>"
    raw = _with_strings([OPEN, *[row * 1000] * 20, END], "x" * 30_000, 1)
    (tmp_path / "t.xlsx").write_bytes(raw)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table = xlsx.reader(tmp_path / "t.xlsx", "t.xlsx", frozenset(("Staff",)))
    faults = [fault for batch in table.rows(None) for fault in batch.faults]
    assert [fault.code for fault in faults] == ["too-many-values"]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400_000 * (1024 if sys.platform == "darwin" else 1)


def test_the_corner_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    raw = saved([HEAD, ("mill", 412, None)], lambda book: setattr(book.active["XFD1048576"], "value", "z"))
    assert imported(tmp_path, raw).exit_code == 0
