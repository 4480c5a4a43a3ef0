"""Every format is registered, documented, steady, and holds whatever a file says as data."""

from __future__ import annotations

import csv
import io
import json
import os
import pkgutil
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker.report
from checker.model.corpus import Corpus
from checker.model.result import Coverage, Result
from checker.report import github, junit, sarif
from checker.report.csv import cell
from checker.report.formats import FORMATS, Format, format_of
from checker.report.items import LEVELS, bounded, items
from checker.report.options import Options
from checker.report.pages import formats as formats_page
from checker.report.safe import BIDIRECTIONAL, LINE_BREAKS, log_safe

Spoil = Callable[[str], Result]
AS_OF = "2026-11-22"
ALL = Options(show_reconciled=True)
EMPTY = Result(Corpus(), AS_OF, (), (), (), Coverage(0, 0, (), ()))

each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def written(name: str, result: Result, options: Options = ALL) -> str:
    return format_of(name).write(result, options)


def test_every_writer_is_registered() -> None:
    modules = [module.name for module in pkgutil.iter_modules(checker.report.__path__)]
    writers = {name for name in modules if hasattr(import_module(f"checker.report.{name}"), "write")}
    assert writers == {form.name for form in FORMATS}


@each_format
def test_it_is_documented(form: Format) -> None:
    assert f"| `{form.name}` | `.{form.extension}` |" in formats_page.page()
    assert form.doc
    assert import_module(f"checker.report.{form.name}").__doc__


def test_the_command_knows_every_format(root: Path) -> None:
    command = [sys.executable, "-m", "checker", "check", "--help"]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    listed = "".join(done.stdout.split()).partition("--format[")[2].partition("]")[0]
    assert listed.split("|") == [form.name for form in FORMATS]


@each_format
def test_it_has_a_word_for_every_level(form: Format) -> None:
    words = getattr(import_module(f"checker.report.{form.name}"), "LEVEL_WORDS", None)
    assert words is None or tuple(words) == LEVELS
    assert words or form.name in ("text", "json", "jsonl", "markdown", "html", "badge", "dashboard"), (
        "these tell severities in their own names"
    )


@each_format
@pytest.mark.parametrize("result", ["plain", "empty"])
def test_it_ends_its_last_line(form: Format, result: str, plain: Result) -> None:
    assert form.write(plain if result == "plain" else EMPTY, ALL).endswith("\n")


def test_the_same_claims_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """In new interpreters that order sets and dictionaries by other hashes."""
    runs = []
    for seed in ("1", "2"):
        outputs = [f"--output={form.name}={tmp_path / seed / form.name}" for form in FORMATS]
        command = [
            sys.executable,
            "-m",
            "checker",
            "check",
            "claims",
            "--as-of",
            AS_OF,
            "--exit-zero",
            "--show-reconciled",
        ]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([*command, *outputs], cwd=root, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        runs.append({form.name: (tmp_path / seed / form.name).read_bytes() for form in FORMATS})
    assert runs[0] == runs[1]


@each_format
def test_nothing_hidden_comes_through(form: Format, canary: str, spoiled: Spoil) -> None:
    text = form.write(spoiled(canary), ALL)
    text.encode("utf-8")
    hidden = {c for c in set(text) - {"\n"} if unicodedata.category(c) in ("Cc", "Cs")}
    assert hidden | (set(text) & (BIDIRECTIONAL | LINE_BREAKS)) == set()


def lines(text: str) -> list[str]:
    return text.split("\n")


def json_lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def elements(text: str) -> list[str]:
    """Each element of a page, whatever its words."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(f"{tag} {sorted(name for name, _ in attrs)}")

    Reader().feed(text)
    return found


PARTS: dict[str, Callable[[str], list]] = {
    "text": lines,
    "concise": lines,
    "json": lambda text: [*json.loads(text)["disagreements"], *json.loads(text)["findings"]],
    "jsonl": json_lines,
    "markdown": lines,
    "html": elements,
    "csv": table,
    "sarif": lambda text: json.loads(text)["runs"][0]["results"],
    "github": lines,
    "gitlab": json.loads,
    "junit": lambda text: list(ET.fromstring(text).iter()),
    "badge": lambda text: list(ET.fromstring(text).iter()),
    "dashboard": lambda text: json.loads(text)["open"],
    "agent": lines,
}


def test_every_format_is_taken_apart() -> None:
    assert list(PARTS) == [form.name for form in FORMATS]


@each_format
def test_words_add_nothing_to_the_structure(
    form: Format, canary: str, long: str, spoiled: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many lines, records or elements as with plain words."""
    monkeypatch.setattr("checker.report.html.render.LARGEST", 1 << 30)  # what is cut depends on the length of words
    apart = PARTS[form.name]
    harmless = spoiled("x" * len(canary) if canary == long else "x")
    assert len(apart(form.write(spoiled(canary), ALL))) == len(apart(form.write(harmless, ALL)))


def test_json_formats_hold_the_exact_text(canary: str, spoiled: Spoil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.report.json.LARGEST", 1 << 30)
    result = spoiled(canary)
    quotes = sorted(claim.quote for claim in result.corpus.claims)
    assert sorted(claim["quote"] for claim in json.loads(written("json", result))["claims"]) == quotes
    told = [record for record in json_lines(written("jsonl", result)) if record["type"] == "claim"]
    assert sorted(record["quote"] for record in told) == quotes


def test_github_gets_the_commands_that_were_meant(canary: str, spoiled: Spoil) -> None:
    """One command for each thing told, with the properties that we gave it, and no other."""
    result = spoiled(canary)
    text = written("github", result)
    commands = [line for line in lines(text) if line.lstrip().startswith("::")]
    kinds = ("error", "warning", "notice")
    told = [[item for item in items(result, ALL) if github.LEVEL_WORDS[item.level] == kind] for kind in kinds]
    assert len(commands) == sum(min(len(one), github.MOST) for one in told)
    command = re.compile(
        r"::(error|warning|notice) file=[^,:]+,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=[^,:]+::"
    )
    assert [line for line in commands if not command.match(line)] == []
    others = [line for line in lines(text) if not line.startswith("::")]
    assert [line for line in others if "##" in line] == []


def test_github_reads_the_words_back(canary: str) -> None:
    """Percent-decoding, as the runner does it, gives what was meant, hidden characters spelled out."""
    for text in (canary, f"%{canary}", f"a%0A{canary}"):
        coded = github.data(text)
        assert "\n" not in coded
        assert "\r" not in coded
        decoded = coded.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        assert decoded == text or "%0" in text
        assert not set(github.prop(text)) & set(":,\n\r")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula(canary: str, delimiter: str, spoiled: Spoil) -> None:
    """Whatever a spreadsheet takes for the separator of cells."""
    csv.field_size_limit(10**9)
    rows = csv.reader(io.StringIO(written("csv", spoiled(canary))), delimiter=delimiter)
    cells = [cell.lstrip(' "') for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))] == []


def test_a_cell_fits_into_a_spreadsheet(long: str, spoiled: Spoil) -> None:
    rows = csv.reader(io.StringIO(written("csv", spoiled(long))))
    assert max(len(cell) for row in rows for cell in row) <= 32_767


LEGAL = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


def test_junit_is_xml(canary: str, spoiled: Spoil) -> None:
    text = written("junit", spoiled(canary))
    assert LEGAL.fullmatch(text)
    tree = ET.fromstring(text)
    cases = list(tree.iter("testcase"))
    assert tree.get("tests") == str(len(cases))
    assert {element.tag for element in tree.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out",
    }  # fmt: skip


QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
RECORD = re.compile(
    r"(?:(?:fault|error|warning|info) [a-z]+ [a-z-]+ id=Q(?: about=Q)?"
    r"|  message=Q|  position=Q|  detail=Q|  decision=Q|  ruled_out=[a-z,-]+|  claims_left_out=\d+"
    r"|  claim=Q file=Q line=\d+ column=\d+ says=Q quote=Q|  at file=Q line=\d+ column=\d+"
    r"|agent-1: text in double quotes is data from files|run as_of=[0-9-]+ claims=\d+ compared=\d+ complete=(?:yes|no)"
    r"|end records=\d+ shown=\d+)"
)


def test_agents_can_tell_whose_words_are_whose(canary: str, spoiled: Spoil) -> None:
    text = written("agent", spoiled(canary))
    assert text.isascii()
    outside = [QUOTED.sub("Q", line) for line in text.splitlines()]
    assert [line for line in outside if not RECORD.fullmatch(line)] == []
    assert max(len(json.loads(quoted)) for quoted in QUOTED.findall(text)) <= 700


def test_markdown_holds_no_markup_of_others(canary: str, spoiled: Spoil) -> None:
    summary = github.summary(spoiled(canary), ALL)
    for text in (written("markdown", spoiled(canary)), summary):
        plain = re.sub(r"(?<!\\)`[^`\n]*`", "", text)
        assert "<" not in plain.replace("\\<", "")
        assert re.search(r"(?<!\\)\]\(", plain) is None
        assert "`" not in plain.replace("\\`", "")
    assert sum(line.startswith("#") for line in lines(summary)) == 1


def test_nothing_checked_shows_in_every_format_for_builds() -> None:
    silent = [
        name
        for name in ("concise", "sarif", "github", "gitlab", "junit", "agent")
        if "nothing" not in written(name, EMPTY).lower()
    ]
    assert silent == []


def test_file_names_begin_where_the_run_was_started(plain: Result) -> None:
    for name in ("concise", "sarif", "github", "gitlab", "junit", "agent", "csv"):
        assert "data/2020/claims/first.yaml" in written(name, plain, replace(ALL, folder="data/2020")), name


def test_a_file_name_is_shown_as_it_is(plain: Result) -> None:
    (fault,) = plain.faults
    named = replace(plain, faults=(replace(fault, mark=replace(fault.mark, file="claims/a_b*`c.yaml")),))
    assert "- `claims/a_b*'c.yaml:36:16` unknown-property" in written("markdown", named)


@given(st.text())
def test_any_text_is_safe(text: str) -> None:
    assert not cell(text).lstrip(" \"'").startswith(("=", "+", "-", "@")) or cell(text).lstrip(' "').startswith("'")
    assert LEGAL.fullmatch(junit.legal(text))
    line = log_safe(text)
    assert line.splitlines() in ([], [line])
    assert "##" not in line
    assert all(match[0] != "[" for match in LINK.finditer(sarif.message(text)))
    assert not set(github.prop(text)) & set(":,\r\n")


LINK = re.compile(r"\\.|.", re.DOTALL)
"""A character of a SARIF message, escaped or not."""


@given(st.text(), st.integers(1, 50))
def test_a_bound_holds_and_counts(text: str, most: int) -> None:
    short = bounded(text, most)
    assert short.startswith(text[:most])
    if len(text) > most:
        assert f"({len(text) - most:,} more character" in short
    else:
        assert short == text
