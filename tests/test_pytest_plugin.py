"""A corpus as a suite of tests: each run is a process of pytest that has the plugin by its entry point alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import Build
from tests.test_api import page_corpus

OUTPUT = {"output": {"label": "output", "datatype": "quantity", "kind": "state", "unit": "MW"}}
TWO = {
    "one": [{"value": "40 MW", "as_of": "2020", "quote": "40 MW in 2020"}],
    "two": [{"value": "55 MW", "as_of": "2020", "quote": "55 MW in 2020"}],
}
NEAR = {"one": TWO["one"], "two": [{"value": "43 MW", "as_of": "2020", "quote": "43 MW in 2020"}]}
ONE = {"one": TWO["one"]}

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(root: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs pytest in the folder of the corpus; its exit code and output."""
    site = tmp_path_factory.mktemp("site")
    about = site / "checker_as_declared-0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: checker-as-declared\nVersion: 0\n", "utf-8")
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["pytest11"]
    points = "".join(f"{name} = {module}\n" for name, module in declared.items())
    (about / "entry_points.txt").write_text(f"[pytest11]\n{points}", "utf-8")
    path = os.pathsep.join((str(root), str(site)))
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider -W error\n", "utf-8")

    def go(*arguments: str, test: str = "") -> tuple[int, str]:
        if test:
            (tmp_path / "test_own.py").write_text(test, "utf-8")
        outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        command = [sys.executable, "-m", "pytest", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=outside | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    return go


def counts(output: str) -> dict[str, int]:
    """What pytest counts in its last line."""
    last = output.rstrip().splitlines()[-1]
    return {word.rstrip("s"): int(number) for number, word in re.findall(r"(\d+) ([a-z]+)", last) if word != "warnings"}


CORPORA = [
    pytest.param(TWO, "", 1, {"passed": 1, "failed": 1}, id="a contradiction fails"),
    pytest.param(NEAR, "", 0, {"passed": 1, "xfailed": 1}, id="a tension below the threshold is expected to fail"),
    pytest.param(NEAR, 'fail-on = "warning"', 1, {"passed": 1, "failed": 1}, id="a tension at the threshold fails"),
    pytest.param(NEAR, "max-tensions = 0", 1, {"passed": 1, "xfailed": 1, "failed": 1}, id="too many tensions fail"),
    pytest.param(TWO, 'fail-on = "never"', 0, {"passed": 1, "xfailed": 1}, id="a policy under which nothing fails"),
    pytest.param(TWO, "exit-zero = true", 0, {"passed": 1, "xfailed": 1}, id="a policy that ends with 0"),
    pytest.param(ONE, "", 0, {"passed": 1}, id="one claim, with nothing against it"),
    pytest.param({"one": []}, "", 1, {"error": 1}, id="nothing that could be checked is an error"),
    pytest.param(ONE, "fail-onn = 1", 1, {"passed": 1, "error": 1}, id="a fault in the configuration is an error"),
]


@pytest.mark.parametrize(("documents", "configuration", "code", "expected"), CORPORA)
def test_a_corpus_is_a_suite(
    run: Run, build: Build, tmp_path: Path, documents: dict, configuration: str, code: int, expected: dict
) -> None:
    build(documents, OUTPUT)
    (tmp_path / "checker.toml").write_text(configuration, "utf-8")
    found, output = run("--checker", "--checker-as-of", "2026-11-22")
    assert (found, counts(output)) == (code, expected), output


def test_a_failure_tells_where_each_side_stands(run: Run, build: Build) -> None:
    build(TWO, OUTPUT)
    _, output = run("--checker", "-rfE", "--checker-as-of", "2026-11-22")
    (at,) = re.findall(r"^claims/two\.yaml:(\d+):(\d+): contradiction: (.*)$", output, re.MULTILINE)
    assert at[2].startswith("the thing · output: one document says 40 MW, one 55 MW (thing.output-")
    assert re.search(r"^claims/one\.yaml:\d+:\d+: “40 MW in 2020”, one$", output, re.MULTILINE)
    assert re.search(r"^FAILED claims/vocabulary\.yaml::thing\.output-[0-9a-f]{16} - ", output, re.MULTILINE)


def test_a_fault_is_an_error_beside_what_was_checked(run: Run, build: Build, tmp_path: Path) -> None:
    build(TWO, OUTPUT)
    (tmp_path / "claims/three.yaml").write_text("document: [\n", "utf-8")
    code, output = run("--checker", "--checker-as-of", "2026-11-22")
    assert (code, counts(output)) == (1, {"passed": 1, "failed": 1, "error": 1})
    assert re.search(r"^claims/three\.yaml:\d+:\d+: fault: ", output, re.MULTILINE)


def test_what_could_not_be_checked_is_an_error(run: Run, build: Build, tmp_path: Path) -> None:
    text = tmp_path / "texts" / "one.pdf"
    text.parent.mkdir()
    text.write_bytes(b"%PDF-1.4\n")
    digest = sha256(text.read_bytes()).hexdigest()
    build({"one": [{**TWO["one"][0], "text": {"path": "one.pdf", "sha256": digest}}]}, OUTPUT)
    (tmp_path / "checker.toml").write_text('documents = "texts"\n', "utf-8")
    code, output = run("--checker", "--checker-as-of", "2026-11-22")
    assert (code, counts(output)) == (1, {"passed": 1, "error": 1}), output
    assert re.search(r"^claims/one\.yaml:\d+:\d+: (unchecked|fault): ", output, re.MULTILINE), output


def test_what_was_settled_is_expected(run: Run, build: Build, tmp_path: Path) -> None:
    import checker as package

    (one,) = package.check(build(TWO, OUTPUT), as_of="2026-11-22").disagreements
    (tmp_path / "checker-baseline.txt").write_text(f"{one.question.digest}\n", "utf-8")
    code, output = run("--checker", "-rx", "--checker-as-of", "2026-11-22")
    assert (code, counts(output)) == (0, {"passed": 1, "xfailed": 1})
    assert f"XFAIL claims/vocabulary.yaml::{one.id}" in output


def test_a_file_stands_for_what_touches_it_and_a_name_for_one_test(run: Run, build: Build) -> None:
    documents = {**TWO, "three": [{"property": "staff", "value": "7", "quote": "7"}]}
    build(documents, {**OUTPUT, "staff": {"label": "staff", "datatype": "quantity", "kind": "state"}})
    of_one, of_three = run("--checker", "claims/one.yaml"), run("--checker", "claims/three.yaml")
    assert [counts(output) for _, output in (of_one, of_three)] == [{"passed": 1, "failed": 1}, {"passed": 1}]
    name = re.findall(r"FAILED (\S+)", of_one[1])[0]
    assert counts(run("--checker", name)[1]) == {"failed": 1}


def test_several_processes_share_it(run: Run, build: Build) -> None:
    build(TWO, OUTPUT)
    code, output = run("--checker", "-n", "2", "--checker-as-of", "2026-11-22")
    assert (code, counts(output)) == (1, {"failed": 1, "passed": 1}), output


def test_a_wrong_day_is_refused(run: Run) -> None:
    code, output = run("--checker", "--checker-as-of", "yesterday")
    assert code == 4
    assert "found 'yesterday', expected a date such as 2026-11-22" in output


PASSES = """
def test_claims(checker):
    assert len(checker.passes("claims", as_of="2026-11-22").claims) == 1
"""
FAILS = """
def test_claims(checker):
    checker.passes()
"""
CHECKS = """
def test_claims(checker):
    result = checker.check("claims", ignore=["value-conflict"])
    assert (result.as_of, result.open) == ("2026-11-22", ())
"""


@pytest.mark.parametrize(
    ("documents", "test", "code", "words"),
    [
        pytest.param(ONE, PASSES, 0, "1 passed", id="what fits passes"),
        pytest.param(TWO, FAILS, 1, "claims/two.yaml:", id="what does not fit is told"),
        pytest.param({"one": []}, FAILS, 1, "nothing was checked", id="nothing is no pass"),
        pytest.param(TWO, CHECKS, 0, "1 passed", id="a result to ask, with options, and the day of the command line"),
    ],
)
def test_the_fixture_checks_in_a_test(
    run: Run, build: Build, documents: dict, test: str, code: int, words: str
) -> None:
    build(documents, OUTPUT)
    found, output = run("--checker-as-of", "2026-11-22", test=test)
    assert found == code, output
    assert words in output


UNUSED = """
import sys

def test_own():
    there = {name for name in sys.modules if name == "checker" or name.startswith("checker.")}
    assert there == {"checker", "checker.pytest_plugin"}
"""


def test_nothing_is_collected_or_imported_where_nobody_asks(run: Run, build: Build) -> None:
    build(TWO, OUTPUT)
    code, output = run(test=UNUSED)
    assert (code, counts(output)) == (0, {"passed": 1}), output
    assert run("claims")[0] == 5  # no tests


def test_the_page_says_what_pytest_prints(
    root: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_corpus(tmp_path)
    (tmp_path / "checker.toml").write_text('as-of = "2026-11-22"\n', "utf-8")
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("CI", "BUILD_NUMBER"):  # there pytest cuts no line of its summary
        monkeypatch.delenv(name, raising=False)
    text = (root / "docs/pytest.md").read_text("utf-8")
    ((command, printed),) = re.findall(r"```console\n\$ pytest ([^\n]*)\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    _, output = run(*command.split())
    assert re.sub(r"\d+\.\d+s", "0.5s", output) == printed
    (test,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    code, output = run(test=test)
    assert (code, counts(output)) == (1, {"passed": 1, "failed": 1}), output
