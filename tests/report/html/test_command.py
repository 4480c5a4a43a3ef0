"""`checker report` writes the page whole or not at all, names it, and ends as a check does."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main

SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
CONTRADICTION = {"one": [{"value": "1"}], "two": [{"value": "2"}]}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["report", "--as-of", "2026-11-22", "--no-cache", *map(str, arguments)])


def test_it_names_what_it_wrote(build, tmp_path: Path) -> None:
    target = tmp_path / "new" / "page.html"
    done = run(build(CONTRADICTION, SIZE), "--output", target)
    assert done.output == f"wrote {target} (1 contradiction, 0 tensions, 0 reconciled, 0 agreements)\n"
    assert done.exit_code == 1
    assert target.read_text("utf-8").startswith("<!doctype html>")


def test_it_writes_here_where_no_file_is_named(build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build(CONTRADICTION, SIZE)
    monkeypatch.chdir(tmp_path)
    assert run(root, "--exit-zero").exit_code == 0
    assert (tmp_path / "report.html").is_file()


def test_faults_are_told(build, tmp_path: Path) -> None:
    root = build({"one": [{"value": "1"}, {"property": "sise", "value": "1"}]}, SIZE)
    done = run(root, "--output", tmp_path / "page.html")
    assert done.exit_code == 2
    assert done.output.endswith("; 1 fault in the input)\n")
    assert "sise" in (tmp_path / "page.html").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_left_as_it_was(build, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    target = tmp_path / "file" / "page.html"
    done = run(build(CONTRADICTION, SIZE), "--output", target)
    assert done.exit_code == 3
    assert "cannot be written" in done.output
    assert "name another file" in done.output
    assert (tmp_path / "file").read_text("utf-8") == "old"


def test_it_is_the_same_page_as_that_of_check(build, tmp_path: Path) -> None:
    root = build(CONTRADICTION, SIZE)
    run(root, "--output", tmp_path / "one.html")
    arguments = ["check", str(root), "--as-of", "2026-11-22", "--no-cache", "--output", f"html={tmp_path / 'two.html'}"]
    CliRunner().invoke(main, arguments)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        pytest.param(("--documents",), True, id="with the texts"),
        pytest.param(("--no-context", "--documents"), False, id="without sentences on request"),
        pytest.param((), False, id="without the texts"),
    ],
)
def test_quotes_in_their_sentences(flags: tuple[str, ...], sentence: bool, build, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_bytes(b"At first words 1 came, then others.")
    text = {"sha256": hashlib.sha256((texts / "one.txt").read_bytes()).hexdigest(), "path": "one.txt"}
    root = build({"one": [{"value": "1", "quote": "words 1", "text": text}], "two": [{"value": "2"}]}, SIZE)
    run(root, "--output", tmp_path / "page.html", *flags, *([texts] if flags else []))
    page = (tmp_path / "page.html").read_text("utf-8")
    assert ("At first <mark>words 1</mark> came, then others." in page) == sentence
    assert "words 1" in page


def test_a_quote_that_surrounds_its_document_says_so(build, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    raw = b"<p>He says words 1.</p><footer>It has words 2.</footer>"
    (texts / "a.html").write_bytes(raw)
    text = {"sha256": hashlib.sha256(raw).hexdigest(), "path": "a.html"}
    quotes = {"one": "words 1", "two": "words 2"}
    root = build({name: [{"value": q[-1], "quote": q, "text": text}] for name, q in quotes.items()}, SIZE)
    run(root, "--output", tmp_path / "page.html", "--documents", texts)
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "He says <mark>words 1</mark>.</blockquote>" in page
    assert "It has <mark>words 2</mark>. <i>(in the page&#39;s foot or navigation)</i></blockquote>" in page


def test_another_format_is_a_matter_of_check(build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build(CONTRADICTION, SIZE)
    monkeypatch.chdir(tmp_path)
    done = run(root, "--output", "json=findings.json")
    assert done.exit_code == 2
    assert "checker check --output json=findings.json writes json" in " ".join(done.output.split())
    assert not Path("json=findings.json").exists()
