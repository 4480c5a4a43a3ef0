"""What is wrong with rows of large tables is told as it is told of small ones; nothing is lost in silence."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import checker
from checker.readers.tally import LISTED
from checker.report.formats import FORMATS, format_of
from checker.report.options import Options
from checker.request import Request
from checker.run import examine
from checker.scale import read
from checker.scale.engine import ScanOptions
from tests.readers.tables.conftest import FORMS, Row
from tests.scale.conftest import NOW, open_findings, screened_result, vocabulary, worlds, write

SUBJECTS = 60

MISTAKES: dict[str, Row] = {
    "an unknown subject": {"subject": "thingy-3"},
    "an unknown property": {"property": "lenght", "value": "3 km", "lo": "", "hi": ""},
    "an unknown document": {"document": "paper-77"},
    "an unknown speaker": {"said_by": "nobody"},
    "an unknown member of a scope": {"scope": {"place": "nowhere"}},
    "an unknown source": {"draws_on": "gazette"},
    "a time that cannot be read": {"as_of": "the day after"},
    "a value that cannot be read": {"property": "length", "value": "quite long", "lo": "", "hi": ""},
    "a value that another language reads otherwise": {
        "property": "length",
        "value": "over 12.125 km",
        "lo": "",
        "hi": "",
    },
    "ends that another language reads otherwise": {"property": "length", "value": "", "lo": "12.125", "hi": "12.125"},
    "a value in a wrong unit": {"property": "length", "value": "3 kg", "lo": "", "hi": ""},
    "ends in the wrong order": {"property": "staff", "value": "", "lo": "3", "hi": "1"},
    "both a value and its ends": {"property": "staff", "value": "4", "lo": "3", "hi": "5"},
    "a name with a space": {"id": "c 7"},
}


def spoilt(rows: list[Row], chance: random.Random, mistake: Row, number: int) -> list[Row]:
    chosen = set(chance.sample(range(len(rows)), number))
    changed = [{**row, **mistake} if place in chosen else row for place, row in enumerate(rows)]
    return [
        {key: cell for key, cell in row.items() if cell != "" and not (key == "during" and "as_of" in row)}
        for row in changed
    ]


@pytest.mark.parametrize("number", [1, 2 * LISTED])
@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
def test_rows_at_fault(mistake: Row, number: int, chance: random.Random, tmp_path: Path) -> None:
    heads, rows = worlds(chance, SUBJECTS)
    root = write(tmp_path / "claims", heads, spoilt(rows, chance, mistake, number), "jsonl", SUBJECTS)
    whole, screened = examine(Request(root, NOW)), screened_result(root)
    assert whole.faults
    assert screened.faults == whole.faults
    assert sum(one.rows for one in screened.corpus.lost) == sum(one.rows for one in whole.corpus.lost)
    assert open_findings(screened) == open_findings(whole)
    assert screened.coverage.claims == whole.coverage.claims


def test_sources_are_looked_up_among_all_rows(chance: random.Random, tmp_path: Path) -> None:
    """A row that is lost is known all the same, and what it draws on is told with what is wrong with it."""
    heads, rows = worlds(chance, SUBJECTS)
    names = [f"{row['document']}#{row['id']}" for row in rows]
    rows[0] = {**rows[0], "subject": "nobody"}
    rows[1] = {**rows[1], "subject": "nobody", "draws_on": [names[2], "gazette"]}
    rows[3] = {**rows[3], "draws_on": [names[0], names[2]]}
    root = write(tmp_path / "claims", heads, rows, "jsonl", SUBJECTS)
    whole, screened = examine(Request(root, NOW)), screened_result(root)
    assert [fault.code for fault in whole.faults] == ["unknown-entity", "unknown-entity", "unknown-source"]
    assert [(fault.mark, fault.code) for fault in screened.faults] == [(f.mark, f.code) for f in whole.faults]


def test_one_name_for_two_claims(chance: random.Random, tmp_path: Path) -> None:
    heads, rows = worlds(chance, SUBJECTS)
    root = write(tmp_path / "claims", heads, [*rows, *rows[:5]], "parquet", SUBJECTS)
    whole, screened = examine(Request(root, NOW)), screened_result(root)
    assert len(whole.faults) == 5
    assert screened.faults == whole.faults


def test_a_document_without_a_date_is_told_once(chance: random.Random, tmp_path: Path) -> None:
    heads, rows = worlds(chance, SUBJECTS)
    heads = [{**head, "published": "some day"} if head["id"] == "paper-1" else head for head in heads]
    root = write(tmp_path / "claims", heads, rows, "csv", SUBJECTS)
    whole, screened = examine(Request(root, NOW)), screened_result(root)
    assert [fault.code for fault in whole.faults] == ["bad-date"]
    assert screened.faults == whole.faults
    assert open_findings(screened) == open_findings(whole)


@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[: len(raw) // 2], lambda raw: b"PAR1 is all" + raw[:0]], ids=["cut off", "no table"]
)
def test_a_broken_table_beside_good_ones(
    spoil: Callable[[bytes], bytes], chance: random.Random, tmp_path: Path
) -> None:
    root = write(tmp_path / "claims", *worlds(chance, SUBJECTS), "parquet", SUBJECTS, parts=3)
    broken = root / "rows-1.parquet"
    broken.write_bytes(spoil(broken.read_bytes()))
    whole, screened = examine(Request(root, NOW)), screened_result(root)
    assert [fault.code for fault in screened.faults] == ["bad-table"]
    assert screened.faults == whole.faults
    assert open_findings(screened) == open_findings(whole)


def large(root: Path, rows: int, bad: dict[int, str]) -> Path:
    """A table of many rows, all of which agree but for some that say something else."""
    root.mkdir(parents=True)
    (root / "vocabulary.yaml").write_text(vocabulary(100), "utf-8")
    (root / "documents.csv").write_bytes(FORMS["csv"](worlds(random.Random(0), 1)[0]))
    number = range(rows)
    columns = {
        "document": ["paper-1"] * rows,
        "id": [f"c{n}" for n in number],
        "quote": [bad.get(n, "12 km") for n in number],
        "subject": [f"thing-{n % 100}" for n in number],
        "property": ["length"] * rows,
        "value": [bad.get(n, "12 km") for n in number],
    }
    pq.write_table(pa.table(columns), root / "rows.parquet", row_group_size=50_000)
    return root


def test_five_bad_rows_among_many(tmp_path: Path) -> None:
    places = [7, 1_234, 99_999, 150_000, 199_999]
    root = large(tmp_path / "claims", 200_000, dict.fromkeys(places, "12 parsnips"))
    found = examine(Request(root, NOW))
    assert [fault.mark.line for fault in found.faults] == [place + 1 for place in places]
    assert {fault.code for fault in found.faults} == {"bad-value"}
    assert (found.coverage.claims, found.sums is not None, len(found.corpus.claims)) == (200_000, True, 0)


def test_what_differs_among_many_is_found_and_read_by_itself(tmp_path: Path) -> None:
    root = large(tmp_path / "claims", 200_000, {150_000: "99 km"})
    found = examine(Request(root, NOW))
    assert not found.faults
    assert {finding.verdict for finding in found.findings} >= {"contradiction"}
    assert "paper-1#c150000" in {ref for finding in found.of("contradiction") for ref in finding.refs}
    assert len(found.corpus.claims) < 1000


def test_nobody_holds_all_boxes_of_many_rows_who_was_not_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = large(tmp_path / "claims", 200_000, {150_000: "99 km"})
    asked: list[str] = []
    monkeypatch.setattr(read, "_plain", lambda *_: asked.append("plain") or iter(()))
    assert examine(Request(root, NOW)).of("contradiction")
    assert not asked
    examine(Request(root, NOW, scan=ScanOptions("plain")))
    assert asked == ["plain"]


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    root = large(tmp_path / "claims", 400_000, {})
    folder, report = tmp_path / "temporary", tmp_path / "report.json"
    folder.mkdir()
    command = [sys.executable, "-m", "checker", "check", str(root), "--output", f"json={report}", "--no-cache"]
    environment = {"TMPDIR": str(folder), "PATH": "", "PYTHONPATH": str(Path(checker.__file__).parents[1])}
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    until = time.monotonic() + 60
    while not any(folder.glob("checker-*")) and run.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (3, "")
    assert err == "Error: stopped; nothing was reported, and temporary files are removed\n"
    assert list(folder.iterdir()) == []
    assert not report.exists()


def test_a_terminal_is_told_how_far_a_run_is_on_one_line(tmp_path: Path) -> None:
    root = large(tmp_path / "claims", 200_000, {})
    ours, theirs = os.openpty()
    at_once = "from checker.cli import progress; progress.PATIENCE = 0.0; from checker.cli.main import main; main()"
    command = [sys.executable, "-c", at_once, "check", str(root), "--no-cache"]
    environment = {"PATH": "", "PYTHONPATH": str(Path(checker.__file__).parents[1])}
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment)
    os.close(theirs)
    output = b""
    with contextlib.suppress(OSError):  # the end of a terminal, as Linux tells it
        while part := os.read(ours, 2**16):
            output += part
    os.close(ours)
    out, _ = run.communicate(timeout=60)
    assert "200,000 claims" in out
    steps = [step for step in output.decode().split("\r") if step.strip()]
    assert any(step.strip().endswith("claims read") for step in steps)
    assert any(step.startswith("keys that may hold opponents: ") for step in steps)
    assert len({len(step) for step in steps}) == 1, "each step covers what the one before it wrote"
    assert b"\n" not in output


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
def test_every_report_is_written_where_no_row_can_be_read(form: str, tmp_path: Path) -> None:
    root = tmp_path / "claims"
    root.mkdir()
    pq.write_table(pa.table({"country": ["Aruba"] * 3, "population": [1, 2, 3]}), root / "foreign.parquet")
    result = screened_result(root)
    assert {fault.code for fault in result.faults} >= {"no-vocabulary", "unknown-field"}
    assert not result.complete
    assert format_of(form).write(result, Options())
