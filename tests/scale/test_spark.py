"""Spark's workers read tables as this machine does: from one process, from a master, and from addresses."""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyspark.errors import PythonException

import checker
from checker.cli.main import main
from checker.model import result as model
from checker.model.fault import Fault
from checker.readers.tally import LISTED
from checker.request import Request
from checker.run import examine
from checker.scale import spark as bulk
from checker.scale.engine import ScanOptions
from checker.scale.engines import EngineError, Limits
from checker.scale.engines import spark as engine
from tests.laws.conftest import REAL, read
from tests.readers.tables.conftest import FORMS
from tests.readers.tables.test_same import tables_of, without_allow
from tests.scale.conftest import NOW, open_findings, vocabulary, worlds
from tests.scale.test_faults import MISTAKES, spoilt
from tests.scale.test_same import literal

pytestmark = pytest.mark.usefixtures("java")

SUBJECTS = 80
LIMITS = Limits(threads=2, memory=2**30)
SECONDS = 300


def mixed(folder: Path, elsewhere: Path) -> Path:
    """A corpus of a file, and of tables in `elsewhere`, one of each form: rows are at fault, claims stand twice, one
    table is none.
    """
    chance = random.Random(11)
    heads, rows = worlds(chance, SUBJECTS)
    heads = [head for head in heads if head["id"] != "paper-2"]
    own = [row for row in rows if row["document"] == "paper-2"]
    rows = [row for row in rows if row["document"] != "paper-2"]
    folder.mkdir(parents=True)
    elsewhere.mkdir(parents=True, exist_ok=True)
    (folder / "vocabulary.yaml").write_text(vocabulary(SUBJECTS), "utf-8")
    (folder / "documents.csv").write_bytes(FORMS["csv"](heads))
    head = {"id": "paper-2", "title": "Paper 2", "publisher": "Office 2", "published": "2002"}
    claims = [{key: value for key, value in literal(row).items() if key != "document"} for row in own]
    (folder / "paper-2.yaml").write_text(json.dumps({"document": head, "claims": claims}), "utf-8")
    parts = [rows[number :: len(FORMS)] for number in range(len(FORMS))]
    mistakes = list(MISTAKES.values())
    for number, (form, part) in enumerate(zip(FORMS, parts, strict=True)):
        for mistake in mistakes[number :: len(FORMS)]:
            part = spoilt(part, chance, mistake, min(len(part) // 3, LISTED + 3 * number))
        source = parts[(0, 3, 4)[number % 3]][-1 - number]  # some of these are lost, and known all the same
        part[-1] = {**part[-1], "draws_on": f"{source['document']}#{source['id']}"}
        part += [row for row in parts[0] if row["property"] == "staff"][:3]
        (elsewhere / f"rows {number}.{form}").write_bytes(FORMS[form](part))
    (elsewhere / "rows-broken.parquet").write_bytes(b"PAR1 is all")
    return folder


def without_hints(faults: Sequence[Fault]) -> list[Fault]:
    """The faults, of sources that nobody knows without the nearest name: a screen keeps the names of few claims."""
    return [
        replace(fault, message=fault.message.partition(";")[0]) if fault.code == "unknown-source" else fault
        for fault in faults
    ]


def other_names(faults: Sequence[Fault], old: str, new: str) -> list[Fault]:
    """The faults as they are told where files have other names."""
    return sorted(
        replace(
            fault,
            mark=replace(fault.mark, file=fault.mark.file.replace(old, new)),
            message=fault.message.replace(old, new),
        )
        for fault in faults
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mixed") / "claims"
    return mixed(folder, folder)


@pytest.fixture(scope="module")
def judged(corpus: Path) -> model.Result:
    found = examine(Request(corpus, NOW))
    assert len(open_findings(found)) > 20
    assert len(found.faults) > 100
    assert any(fault.code == "duplicate-claim" for fault in found.faults)
    return found


def test_workers_read_what_this_process_reads(spark: None, corpus: Path, judged: model.Result) -> None:  # noqa: ARG001
    """Bad rows, names that stand twice, sources that are none, a broken table, several forms, a file beside them."""
    found, other = (examine(Request(corpus, NOW, scan=ScanOptions(name, LIMITS))) for name in ("spark", "duckdb"))
    assert found.faults == other.faults
    assert without_hints(found.faults) == without_hints(judged.faults)
    assert open_findings(found) == open_findings(other) == open_findings(judged)
    assert (found.sums, found.coverage, found.corpus.lost) == (other.sums, other.coverage, other.corpus.lost)
    assert found.findings == other.findings


def test_tables_at_addresses_say_the_same(spark: None, judged: model.Result, tmp_path: Path) -> None:  # noqa: ARG001
    there = tmp_path / "st[o]re {a}"
    root = mixed(tmp_path / "claims", there)
    address = engine.escaped(f"file://{there}")
    asked = ScanOptions("spark", LIMITS, addresses=(f"{address}/*.parquet", f"{address}/rows*", address))
    found = examine(Request(root, NOW, scan=asked))
    assert open_findings(found) == open_findings(judged)
    faults = other_names(found.faults, f"file://{there}/", "claims/")
    assert without_hints(faults) == without_hints(judged.faults)
    assert found.coverage.claims == judged.coverage.claims


def test_a_table_that_a_worker_does_not_see_stops_the_run(spark: None, tmp_path: Path) -> None:  # noqa: ARG001
    name, path = "claims/rows.csv", tmp_path / "rows.csv"
    message = re.escape(
        f"a worker does not see {name}; put the tables where all workers see them, or name their address"
    )
    with bulk.tables(ScanOptions("spark"), [(name, path)]) as tables, pytest.raises(PythonException, match=message):
        tables.read_lines({}, {name: [2]})


def test_a_table_that_changes_while_it_is_read_stops_the_run(spark: None, tmp_path: Path) -> None:  # noqa: ARG001
    path = tmp_path / "rows.csv"
    path.write_text("document,id\n")
    address = f"file://{path}"
    message = re.escape(f"{address} was changed while it was read; check it again")
    with bulk.tables(ScanOptions("spark", addresses=(address,)), []) as tables:
        path.write_text("document,id,quote\n")
        with pytest.raises(PythonException, match=message):
            tables.read_lines({}, {address: [2]})


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, r"Spark could not .*Path does not exist"),
        (
            {"notes.txt": b""},
            r"no table at file:///.*; expected files that end in .csv, .csv.gz, .jsonl, .jsonl.gz, .parquet",
        ),
    ],
    ids=["nothing there", "no table there"],
)
def test_an_address_without_tables(
    spark: None,  # noqa: ARG001
    files: dict[str, bytes],
    message: str,
    corpus: Path,
    tmp_path: Path,
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(EngineError, match=message):
        examine(Request(corpus, NOW, scan=ScanOptions("spark", addresses=(f"file://{tmp_path}/*",))))


def test_what_an_address_cannot_hold(
    spark: None,  # noqa: ARG001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    root = tmp_path / "claims"
    root.mkdir()
    heads, rows = worlds(random.Random(1), 10)
    (root / "vocabulary.yaml").write_text(vocabulary(10), "utf-8")
    for folder in (root, there):
        (folder / "documents.csv").write_bytes(FORMS["csv"](heads))
    (there / "rows.csv").write_bytes(FORMS["csv"](rows))
    size = (there / "rows.csv").stat().st_size
    monkeypatch.setattr(bulk, "room", lambda *_: size - 1)
    found = examine(Request(root, NOW, scan=ScanOptions("spark", addresses=(f"file://{there}",))))
    step = "split it into several tables, or allow more memory (--memory, in a cluster spark.executor.memory)"
    assert [(fault.mark.file, fault.code, fault.message) for fault in found.faults] == [
        (
            f"file://{there}/documents.csv",
            "wrong-fields",
            "this is a table of documents, expected claims at an address; put it into the folder of the claim files",
        ),
        (
            f"file://{there}/rows.csv",
            "file-too-large",
            f"the file has {size:,} bytes, expected at most {size - 1:,}, for which a worker has memory; {step}",
        ),
    ]


@pytest.mark.parametrize("folder", REAL.values(), ids=list(REAL))
def test_the_corpora_of_the_tree_say_the_same(spark: None, folder: Path, tmp_path: Path) -> None:  # noqa: ARG001
    """What rules ask of claims together is asked in SQL, which Spark must read as DuckDB does."""
    files = without_allow(read(folder))
    root = tmp_path / "claims"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(json.dumps(files["vocabulary"]), "utf-8")
    for name, content in tables_of(files, "parquet", 2).items():
        (root / name).write_bytes(content)
    found, other = (examine(Request(root, NOW, scan=ScanOptions(name, LIMITS))) for name in ("spark", "duckdb"))
    assert found.findings == other.findings
    assert (found.faults, found.sums, found.coverage) == (other.faults, other.sums, other.coverage)


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("file:/data/a b.csv", "file:///data/a b.csv"),
        ("s3a://key:secret@bucket/rows.csv", "s3a://key@bucket/rows.csv"),
        ("abfss://box@host/a@b:c.csv", "abfss://box@host/a@b:c.csv"),
        ("hdfs://host:8020/a:b@c.csv", "hdfs://host:8020/a:b@c.csv"),
    ],
)
def test_addresses_are_shown_without_passwords(address: str, seen: str) -> None:
    assert bulk.shown(address) == seen


# --- the command


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--as-of", NOW, "--no-cache", "--isolated"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--tables", "hdfs://host/a.csv"), "read by Spark; add --engine spark, and --master URL if need be"),
        (("--tables", "hdfs://host/a.csv", "--engine", "duckdb"), "read by Spark; add --engine spark"),
        (("--tables", "a.csv", "--engine", "spark"), "found 'a.csv', expected an address, such as hdfs://host/claims/"),
        (
            ("--tables", "hdfs://host/a.csv", "--engine", "spark", "--new-since", "main"),
            "what stood at an address before is not known; name tables or a revision, not both",
        ),
    ],
    ids=["no engine", "another engine", "no address", "a revision"],
)
def test_addresses_that_are_not_read(arguments: Sequence[str], message: str, corpus: Path) -> None:
    found = run("check", corpus, *arguments)
    assert found.exit_code == 2
    assert message in " ".join(found.stderr.replace("│", " ").split())


@contextmanager
def started(folder: Path, *arguments: str | Path) -> Iterator[subprocess.Popen]:
    """The command in a process of its own: one process holds one Spark."""
    temporary = folder / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "checker", "check", *arguments, "--as-of", NOW, "--no-cache", "--isolated"]
    places = {"TMPDIR": str(temporary), "PYTHONPATH": str(Path(checker.__file__).parents[1])}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**_environment(), **places}
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
    assert list(temporary.iterdir()) == []


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}


def test_a_real_master_gives_the_same_report(master: str, corpus: Path, tmp_path: Path) -> None:
    """The workers have nothing but what they are sent, and read some tables at addresses; the report is that of DuckDB
    on the same tables in the folder, but for the order of faults, which is that of their files.
    """
    expected = run("check", corpus, "--engine", "duckdb", "--format", "json")
    there = tmp_path / "there"
    root = mixed(tmp_path / "claims", there)
    for near in there.glob("*.csv*"):
        near.rename(root / near.name)
    tables = ("--tables", f"file://{there}/*.jsonl*", "--tables", f"file://{there}/*.[jp]*")
    with started(tmp_path, root, "--engine", "spark", "--master", master, "--format", "json", *tables) as process:
        out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == expected.exit_code == 2, err
    found, other = (json.loads(text) for text in (out.replace(f"file://{there}/", "claims/"), expected.stdout))
    assert sorted(map(str, found.pop("faults"))) == sorted(map(str, other.pop("faults")))
    assert found == other


def slow(root: Path) -> Path:
    """A corpus on which workers are busy for some seconds."""
    root.mkdir()
    rows = 400_000
    (root / "vocabulary.yaml").write_text(vocabulary(1), "utf-8")
    (root / "documents.csv").write_bytes(FORMS["csv"](worlds(random.Random(0), 1)[0]))
    first = "document,id,quote,subject,property,value\n"
    lines = (f"paper-1,c{number},words {number},thing-0,length,12.{number} km\n" for number in range(rows))
    (root / "rows.csv").write_text(first + "".join(lines))
    shutil.copy(root / "rows.csv", root / "more.csv")
    return root


def at_work(process: subprocess.Popen, folder: Path) -> None:
    """Waits until workers have begun: what the driver sends them lies in its temporary folder."""
    until = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < until:
        if any(folder.glob("temporary/checker-*/**/pyspark-*/*")):
            time.sleep(2)
            return
        time.sleep(0.05)
    raise AssertionError(process.communicate())


def test_an_interrupt_ends_spark_and_leaves_nothing(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    root = slow(tmp_path / "claims")
    with started(tmp_path, root, "--engine", "spark", "--output", f"json={report}") as process:
        at_work(process, tmp_path)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (3, ""), err
    assert "\nError: stopped; nothing was reported, and temporary files are removed\n" in err
    assert "Traceback" not in err
    assert not report.exists()


def test_a_master_that_dies_with_its_workers_ends_the_run(
    mortal: tuple[str, Sequence[subprocess.Popen]], tmp_path: Path
) -> None:
    address, processes = mortal
    root = slow(tmp_path / "claims")
    with started(tmp_path, root, "--engine", "spark", "--master", address) as process:
        at_work(process, tmp_path)
        for other in processes:
            other.terminate()
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (3, ""), err
    assert f"Error: no Spark master answers at {address}; start it, or check its host and port" in err
    assert "Traceback" not in err
