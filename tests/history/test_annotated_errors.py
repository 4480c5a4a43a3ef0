"""What ends a run before it has a report is an annotation where that is asked for, and no half report is left."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.report.formats import NAMES
from tests.history.conftest import NOW, Git, run, write

USAGE, INCOMPLETE = "::error title=checker%3A usage error::", "::error title=checker%3A incomplete::"


@pytest.fixture
def ambiguous(git: Git, based: Path) -> Path:
    """Beside the branch `main` there is a tag `main`."""
    git("tag", "main")
    return based


WRONG = {
    "a folder that is not there": (("nowhere",), "'nowhere' does not exist"),
    "a revision that is not there": (("--new-since", "nowhere"), "no revision nowhere"),
    "a name with two meanings": (("--new-since", "main"), "main"),
    "a threshold that is none": (("--fail-on", "loud"), "'loud' is not one of"),
    "a rule that is none": (("--select", "x"), "'x' is no rule"),
    "an option that is none": (("--fail",), "--fail"),
    "an option without its value": (("--max-tensions",), "--max-tensions"),
    "a day that is none": (("--as-of", "noon"), "found 'noon', expected a date"),
    "an output that is none": (("--output", "pdf=x"), "found 'pdf=x', expected FORMAT=FILE"),
    "a format that does not watch": (("--watch",), "--watch tells on a terminal"),
}
HOW = {
    "printed": ("--format", "github"),
    "printed, in one word": ("--format=github",),
    "written": ("--output", "github=found.txt"),
    "written, in one word": ("--output=github=found.txt",),
    "printed as an output": ("--output", "github=-"),
}


@pytest.mark.usefixtures("ambiguous")
@pytest.mark.parametrize(("wrong", "words"), WRONG.values(), ids=list(WRONG))
def test_a_usage_error_is_one_annotation(wrong: tuple[str, ...], words: str) -> None:
    done = run("check", "--format", "github", *wrong)
    if wrong != ("--watch",):  # which is right in text
        plain = run("check", *wrong)
        assert (plain.exit_code, plain.stdout) == (2, "")
        assert words in plain.stderr
        assert done.stderr == plain.stderr, "people are told what they were told before"
    assert done.exit_code == 2
    (line,) = done.stdout.splitlines()
    assert line.startswith(USAGE)
    assert words in line.replace("%25", "%")
    assert not Path("found.txt").exists()


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize("before", [True, False], ids=["asked for before the mistake", "asked for after it"])
@pytest.mark.parametrize("how", HOW.values(), ids=list(HOW))
def test_however_annotations_are_asked_for(how: tuple[str, ...], before: bool) -> None:
    wrong = ("--fail-on", "loud")
    done = run("check", *(how + wrong if before else wrong + how))
    assert (done.exit_code, done.stdout.count(USAGE), len(done.stdout.splitlines())) == (2, 1, 1)


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("chekc", "--format", "github"), id="no such command"),
        pytest.param(("--loud", "check", "--format", "github"), id="no such option of all commands"),
    ],
)
def test_what_fails_before_the_command_is_annotated(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout.startswith(USAGE)) == (2, True)


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize(
    "arguments",
    [
        *[pytest.param(("--format", name), id=name) for name in NAMES if name != "github"],
        pytest.param(("--", "--format", "github"), id="files of that name"),
        pytest.param(("--format", "github", "--format", "json"), id="the last one counts"),
        pytest.param(("--output", "json=-"), id="a dash"),
    ],
)
def test_other_formats_print_nothing(arguments: tuple[str, ...]) -> None:
    done = run("check", "--fail-on", "loud", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'loud' is not one of" in done.stderr


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize("taken", [("--format", "json"), ("--output", "sarif=-"), ("--output", "junit=/dev/stdout")])
def test_an_annotation_stays_out_of_what_a_program_reads(taken: tuple[str, ...]) -> None:
    done = run("check", "--output", "github=found.txt", *taken, "--fail-on", "loud")
    assert (done.exit_code, done.stdout) == (2, "")
    assert USAGE in done.stderr


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize("word", ["a\n::warning::b", "a\r\n::stop-commands::x", "100%0A::b", "##[error]x", "\u202ex"])
def test_no_word_becomes_a_command(word: str) -> None:
    done = run("check", "--format", "github", "--as-of", word)
    assert done.exit_code == 2
    (line,) = done.stdout.splitlines()
    assert line.startswith(USAGE)
    assert not {"\r", "\u202e"} & set(line)
    assert "##[" not in line
    assert "%0A::b" not in line.replace("%250A", "")


@pytest.mark.parametrize("name", ["x\n##vso[task.complete]", "x\n::stop-commands::y", "\u202ex##[command]"])
def test_no_name_of_a_folder_becomes_a_command(git: Git, based: Path, name: str) -> None:
    top = based.parent
    (top / "checker.toml").write_text('claims = "claims"', "utf-8")
    git("commit")
    git("checkout", "--quiet", "-b", "turn")
    shutil.copytree(based, top / name)
    (top / "checker.toml").write_text(f"claims = {json.dumps(name)}", "utf-8")
    done = run("check", "--new-since", "change", "--format", "github")
    assert done.exit_code == 2
    assert "the change turns the check from claims" in done.stderr
    for line in (done.stdout + done.stderr).splitlines():
        assert not line.startswith(("::stop", "##"))
        assert not any(sign in line for sign in ("##vso", "##[", "\u202e"))


def test_what_could_not_be_written_is_an_annotation(based: Path) -> None:
    (based.parent / "file").touch()
    done = run("check", "--as-of", NOW, "--format", "github", "--output", "json=file/x.json")
    assert done.exit_code == 3
    (line,) = done.stdout.splitlines()
    assert line.startswith(INCOMPLETE)
    assert "cannot be written" in line


def test_a_summary_that_cannot_be_written_is_no_open_finding(based: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(based))
    done = run("check", "--as-of", NOW, "--format", "github")
    assert (done.exit_code, done.stdout.startswith(INCOMPLETE), len(done.stdout.splitlines())) == (3, True, 1)


@pytest.mark.usefixtures("based")
def test_an_engine_that_cannot_go_on_is_an_annotation(monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.scale.engines import EngineError

    def fail(*_: object) -> None:
        raise EngineError("the engine is out of space")

    monkeypatch.setattr("checker.run.check", fail)
    done = run("check", "--as-of", NOW, "--format", "github")
    assert (done.exit_code, done.stdout) == (3, f"{INCOMPLETE}the engine is out of space\n")


@pytest.mark.usefixtures("based")
def test_a_failure_of_the_checker_is_an_annotation(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no such number")

    monkeypatch.setattr("checker.run.check", fail)
    done = run("check", "--as-of", NOW, "--format", "github")
    assert done.exit_code == 3
    assert done.stdout.splitlines() == [
        f"{INCOMPLETE}checker itself failed, and nothing was reported: ZeroDivisionError: no such number"
    ]


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "junit", "gitlab"])
@pytest.mark.parametrize("taken", ["--format={}", "--output={}=-"])
def test_a_report_is_printed_once_all_files_are_written(based: Path, form: str, taken: str) -> None:
    """A reader that gets a report may take it for the result: it gets none where the run ends with 3."""
    (based.parent / "file").touch()
    done = run("check", "--as-of", NOW, taken.format(form), "--output", "concise=file/x.txt")
    assert (done.exit_code, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1


UNPRINTABLE = [
    ("an annotation on the full output", (("--format", "github"), "full", "piped"), 2, 4),
    ("an annotation on the full error output", (("--format=json", "--output", "github=x"), "piped", "full"), 2, 0),
    ("no annotation, a full error output", ((), "piped", "full"), 3, 0),
    ("an annotation on an output that is closed", (("--format", "github"), "closed", "piped"), 2, 4),
]
"""What cannot be printed, how it is asked for and where both outputs lead; the exit code, the lines of the errors."""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("how, code, lines", [case[1:] for case in UNPRINTABLE], ids=[case[0] for case in UNPRINTABLE])
def test_what_cannot_be_printed_is_no_failure_of_python(
    how: tuple[tuple[str, ...], str, str], code: int, lines: int, based: Path
) -> None:
    """Python writes what is left once more when it ends, and where that fails it ends with 120, some versions only."""
    options, out, err = how
    to = {"full": ">/dev/full", "closed": ">&-", "piped": ""}
    command = [sys.executable, "-m", "checker", "check", *options, "nowhere"]
    redirected = f'exec "$@" {to[out]} {to[err].replace(">", "2>")}'
    done = subprocess.run(
        ["sh", "-c", redirected, "sh", *command], cwd=based.parent, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == lines, "how it is used, and one line that says what is wrong"


def test_a_report_is_as_it_was(based: Path) -> None:
    write(based, "three", "97")
    done = run("check", "--as-of", NOW, "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["disagreements"]
