"""`check --watch`: what counts as a change, what is told of it, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue

import pytest
from click.testing import CliRunner

from checker.cli.common import requested
from checker.cli.main import main
from checker.cli.watch import Run, news, wait
from checker.report.options import Options
from checker.request import Request
from checker.run import examine
from checker.watching import changed, look, watched

ROOT = Path(__file__).parents[1]
AS_OF = "2026-11-22"
SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
PATIENCE_SECONDS = 60

Build = Callable[..., Path]


# --- what counts as a change


def touch(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")


def same_size(path: Path) -> None:
    """Another content of the same length, with the times that the file had before."""
    about = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def replaced(path: Path) -> None:
    """As editors save: a new file in the place of the old one, with its content and times."""
    about = path.stat()
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    os.utime(other, ns=(about.st_atime_ns, about.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize(
    ("change", "names"),
    [
        pytest.param(lambda _: None, [], id="nothing"),
        pytest.param(lambda top: touch(top / "a.yaml"), ["a.yaml"], id="a longer file"),
        pytest.param(lambda top: same_size(top / "a.yaml"), ["a.yaml"], id="the same length and time"),
        pytest.param(lambda top: replaced(top / "a.yaml"), ["a.yaml"], id="a file in its place"),
        pytest.param(lambda top: (top / "a.yaml").unlink(), ["a.yaml"], id="a file gone"),
        pytest.param(lambda top: (top / "new.csv").write_text("x"), ["new.csv"], id="a new file"),
        pytest.param(lambda top: (top / "sub/deep/b.yaml").unlink(), ["b.yaml"], id="deep below"),
        pytest.param(lambda top: (top / "sub").rename(top / "other"), ["b.yaml", "b.yaml"], id="a folder renamed"),
        pytest.param(lambda top: (top / ".writing-1").write_text("x"), [], id="an unfinished file"),
        pytest.param(lambda top: (top / ".git").mkdir(), [], id="a hidden folder"),
        pytest.param(lambda top: (top / "to").symlink_to(top / "a.yaml"), ["to"], id="a link to a file"),
        pytest.param(lambda top: (top / "to").symlink_to(top), [], id="a link to a folder, in a circle"),
        pytest.param(lambda top: (top / "to").symlink_to("nowhere"), [], id="a link to nothing"),
        pytest.param(lambda top: (top / "a.yaml").chmod(0o600), ["a.yaml"], id="rights"),
    ],
)
def test_a_change_is_seen(tmp_path: Path, change: Callable[[Path], object], names: list[str]) -> None:
    (tmp_path / "sub/deep").mkdir(parents=True)
    for name in ("a.yaml", "sub/deep/b.yaml"):
        (tmp_path / name).write_text("claims: []")
    (tmp_path / "a.yaml").chmod(0o644)
    before = look([tmp_path])
    change(tmp_path)
    assert [path.name for path in changed(before, look([tmp_path]))] == names


def test_places_may_be_files_and_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    assert list(look([tmp_path / "a", tmp_path / "gone", tmp_path / ("n" * 300)])) == [tmp_path / "a"]


def test_waiting_ends_when_the_files_are_still(tmp_path: Path) -> None:
    """A file that grows from look to look is waited for."""
    path = tmp_path / "a"
    path.write_text("")
    before, looks = look([tmp_path]), []

    def sleep(_: float) -> None:
        looks.append(path.read_text())
        if 2 < len(looks) < 6:
            path.write_text("x" * len(looks))

    assert wait([tmp_path], before, sleep=sleep) == look([tmp_path])
    assert looks == ["", "", "", "xxx", "xxxx", "xxxxx", "xxxxx"][: len(looks)]
    assert len(looks) == 6


def test_a_change_that_is_taken_back_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a"
    before, turns = look([tmp_path]), []

    def sleep(_: float) -> None:
        turns.append(1)
        if len(turns) == 1:
            path.write_text("x")
        elif len(turns) == 2:
            path.unlink()
        elif len(turns) == 9:
            path.write_text("y")

    wait([tmp_path], before, sleep=sleep)
    assert len(turns) == 10


def test_everything_that_a_check_reads_is_watched(build: Build, tmp_path: Path) -> None:
    claims = build({"one": [{"value": "1"}]}, SIZE)
    (tmp_path / ".git").mkdir()
    (tmp_path / "texts").mkdir()
    files = [claims / "one.yaml", claims / "decisions/x/ann.yaml", tmp_path / "texts/one.txt"]
    files += [tmp_path / name for name in ("checker.toml", "pyproject.toml", "checker-baseline.txt")]
    task = requested((claims,), {"documents": tmp_path / "texts", "as-of": AS_OF})
    for path in files:
        before = look(watched(task))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
        assert changed(before, look(watched(task))) == (path,)


# --- what is told


@pytest.fixture
def run(build: Build) -> Callable[..., Run]:
    """A check of the values, one document for each; `None` leaves a document out."""

    def check(*values: str | None, shown: bool = False, quiet: bool = False, **fields: str) -> Run:
        for old in build({}, SIZE).glob("d*.yaml"):
            old.unlink()
        documents = {
            f"d{number}": [{"value": value, "published": "2021-01-01", **fields}]
            for number, value in enumerate(values)
            if value
        }
        claims = build(documents, SIZE)
        task: Request = requested((claims,), {"as-of": AS_OF})
        result = examine(Request(claims, AS_OF))
        return Run(task, result, result, Options(show_reconciled=shown, quiet=quiet))

    return check


def told(before: Run, now: Run) -> list[str]:
    """The lines that begin a line: not those that belong to a finding."""
    return [line for line in news(before, now) if line and not line.startswith(" ")]


@pytest.mark.parametrize(
    ("before", "now", "first", "rest"),
    [
        pytest.param(("85", "97"), ("85", "97"), "no disagreement came or went", [], id="nothing"),
        pytest.param(("85", "85"), ("85", "97"), "1 disagreement came, 0 went", ["error"], id="a contradiction came"),
        pytest.param(("85", "97"), ("85", "85"), "0 disagreements came, 1 went", ["gone"], id="a contradiction went"),
        pytest.param(
            ("85", "97"), ("85", "98"), "no disagreement came or went, 1 changed", ["error"], id="another value"
        ),
        pytest.param(
            ("85", "97", None),
            ("85", "97", "109"),
            "no disagreement came or went, 1 changed",
            ["error"],
            id="a third position",
        ),
        pytest.param(
            ("85", "97"), ("85", "x y"), "0 disagreements came, 1 went, 1 fault came", ["fault", "gone"], id="a fault"
        ),
        pytest.param(
            ("85", "x y"), ("85", "85"), "no disagreement came or went, 1 fault went", [], id="a fault mended"
        ),
        pytest.param(
            ("x y", "z z"),
            ("x y", "w w"),
            "no disagreement came or went, 1 fault came, 1 fault went",
            ["fault"],
            id="another fault",
        ),
    ],
)
def test_what_came_and_went_is_told(run, before: tuple, now: tuple, first: str, rest: list[str]) -> None:
    lines = told(run(*before), run(*now))
    assert lines[0] == first
    assert [line.partition(":")[0].partition("[")[0] for line in lines[1:-1]] == rest
    assert "contradiction" in lines[-1]


def test_a_disagreement_that_says_something_else_is_told_anew(run) -> None:
    """The same claims, and what people or rules say of them is not the same."""
    old = run("85", "97")
    weaker = tuple(replace(one, severity="warning") for one in old.result.disagreements)
    new = replace(old, result=replace(old.result, disagreements=weaker))
    lines = told(old, new)
    assert lines[0] == "no disagreement came or went, 1 changed"
    assert lines[1].startswith("warning: ")


def test_moved_lines_are_no_news(run) -> None:
    old = run("85", "97")
    for path in old.request.root.glob("d*.yaml"):
        path.write_text("# a remark\n\n" + path.read_text("utf-8"), "utf-8")
    new = replace(old, result=examine(Request(old.request.root, AS_OF)))
    assert old.result.findings != new.result.findings
    assert told(old, new)[0] == "no disagreement came or went"


def test_what_is_settled_goes_unless_it_is_shown(run) -> None:
    from checker.model.decision import Decided

    old = run("85", "97")
    ruled = tuple(
        replace(one, decision=Decided("decided", "x", "right", "ann", AS_OF)) for one in old.result.disagreements
    )
    new = replace(old, result=replace(old.result, disagreements=ruled))
    assert told(old, new)[0] == "0 disagreements came, 1 went"
    shown = Options(show_reconciled=True)
    assert (
        told(replace(old, options=shown), replace(new, options=shown))[0] == "no disagreement came or went, 1 changed"
    )


def test_quiet_leaves_the_count_out(run) -> None:
    assert "contradiction," not in "\n".join(news(run("85", "85"), run("85", "97", quiet=True)))
    assert list(news(run("85", "85"), run("85", "85", quiet=True))) == ["no disagreement came or went"]


def test_only_text_is_watched(build: Build) -> None:
    done = CliRunner().invoke(main, ["check", "--watch", "--format", "json", str(build({}, SIZE))])
    assert done.exit_code == 2
    assert "--watch tells on a terminal what changed; write json with --output json=FILE" in " ".join(
        done.output.replace("│", " ").split()
    )


# --- the command itself


class Watching:
    """The command as it runs; its lines as they come."""

    def __init__(self, claims: Path, *more: str) -> None:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "checker", "check", "--watch", "--as-of", AS_OF, *more, claims.name],
            cwd=claims.parent,
            env={**os.environ, "PYTHONPATH": path, "CHECKER_CACHE": "", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, words: str) -> list[str]:
        """The lines up to the first that holds the words."""
        found: list[str] = []
        while not found or words not in found[-1]:
            try:
                found.append(self.lines.get(timeout=PATIENCE_SECONDS))
            except Empty:
                pytest.fail(f"no {words!r} in {found}")
        return found

    def interrupted(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


@pytest.fixture
def watching() -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(claims: Path, *more: str) -> Watching:
        started.append(Watching(claims, *more))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        if one.process.stdout:
            one.process.stdout.close()


def test_changes_are_told_as_they_come_and_ctrl_c_ends_with_the_last_code(build: Build, watching) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, SIZE)
    at = watching(claims, "--output", f"json={claims / 'report.json'}")
    at.until("1 contradiction, 0 tensions")
    at.until("not checked against a text")
    two = claims / "two.yaml"
    good = two.read_text("utf-8")
    two.write_text(good.replace("97", "85"), "utf-8")
    assert at.until("0 contradictions")[0] == "0 disagreements came, 1 went\n"
    assert '"findings"' in (claims / "report.json").read_text("utf-8"), "written in the watched folder, and no news"
    two.write_text("document: [", "utf-8")
    assert any(line.startswith("fault[yaml-syntax]") for line in at.until("1 fault in the input"))
    two.write_text(good, "utf-8")
    assert at.until("1 contradiction,")[0] == "1 disagreement came, 0 went, 1 fault went\n"
    assert at.interrupted() == 1


@pytest.mark.parametrize(("value", "code"), [("85", 0), ("97", 1), ("x y", 2)], ids=["clean", "a finding", "a fault"])
def test_the_code_is_that_of_the_last_check(build: Build, watching, value: str, code: int) -> None:
    at = watching(build({"one": [{"value": "85"}], "two": [{"value": value}]}, SIZE))
    at.until("not checked against a text")
    assert at.interrupted() == code


def test_a_corpus_that_goes_away_and_comes_back_is_waited_for(build: Build, watching, tmp_path: Path) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, SIZE)
    (tmp_path / "checker.toml").write_text('fail-on = "error"\n')
    at = watching(claims)
    at.until("not checked against a text")
    (tmp_path / "checker.toml").write_text("fail-on = [\n")
    at.until("1 fault in the input")
    (tmp_path / "checker.toml").write_text('fail-on = "never"\n')
    at.until("1 contradiction,")
    claims.rename(tmp_path / "away")
    at.until("0 contradictions,")
    (tmp_path / "away").rename(claims)
    assert any("1 disagreement came" in line for line in at.until("1 contradiction,"))
    assert at.interrupted() == 0
