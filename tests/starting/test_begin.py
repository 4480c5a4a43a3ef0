"""A corpus begins with files that are sound, and a document with what its text itself tells."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from checker.cli.init import PLATFORMS
from checker.cli.main import main
from checker.request import Request
from checker.run import examine
from checker.starting.corpus import JOBS
from checker.starting.document import identifier
from tests.history.page import block

NOW = "2026-01-01"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_what_is_begun_can_be_checked(tmp_path: Path) -> None:
    begun = run("init", tmp_path / "new")
    assert begun.exit_code == 0, begun.output
    root = tmp_path / "new" / "claims"
    assert f"wrote {root}/vocabulary.yaml\n" in begun.output
    checked = run("check", root, "--as-of", NOW, "--config", tmp_path / "new" / "checker.toml")
    assert checked.exit_code == 0, checked.output
    result = examine(Request(root, NOW))
    assert result.faults == ()
    explained = {(box.key.property, finding.verdict) for finding in result.findings for box in finding.boxes}
    assert explained >= {("height", "agreement"), ("keepers", "reconciled")}


def test_an_editor_finds_the_schemas_of_what_is_begun(tmp_path: Path) -> None:
    run("init", tmp_path)
    for path in (tmp_path / "claims").iterdir():
        first = path.read_text("utf-8").splitlines()[0]
        assert (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve().is_file()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_job_of_a_platform_is_the_one_that_the_page_explains(platform: str, tmp_path: Path) -> None:
    assert run("init", tmp_path, "--ci", platform).exit_code == 0
    name, _ = JOBS[platform]
    assert (tmp_path / name).read_text("utf-8") == block(name)


def test_the_job_checks_the_folder_that_is_begun(tmp_path: Path) -> None:
    run("init", tmp_path, "--claims", "facts", "--ci", "gitlab")
    job = (tmp_path / ".gitlab-ci.yml").read_text("utf-8")
    assert "checker check facts --no-cache" in job
    assert (tmp_path / "facts" / "vocabulary.yaml").is_file()


def test_what_is_begun_is_found_where_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No command needs to be given the name again."""
    assert "checker check facts" in run("init", tmp_path / "new", "--claims", "facts").output
    monkeypatch.chdir(tmp_path / "new")
    (tmp_path / "new" / "pier.txt").write_text("The pier\n3 June 2021\n", "utf-8")
    added = run("add", "document", "pier.txt", "--publisher", "O")
    assert added.output.startswith("wrote facts/the-pier.yaml: The pier, 3 June 2021\n"), added.output
    assert "checker check facts --documents .\n" in added.output
    checked = run("check", "--as-of", NOW, "--documents", ".")
    assert checked.exit_code == 0, checked.output
    assert "not checked against a text (their documents name none that is there)" in checked.output
    assert "not checked against a text (give --documents)" in run("check", "--as-of", NOW).output


@pytest.mark.parametrize(
    ("label", "name", "content", "why"),
    [
        ("a text that is not the one that was read", "a.txt", b"It has 40 men.", "(it changed)"),
        ("a text that is none", "a.txt", b"\xff", "(it was not read)"),
        ("no text there", "b.txt", b"", "(their documents name none that is there)"),
    ],
)
def test_why_quotes_are_not_checked_is_said(label: str, name: str, content: bytes, why: str, tmp_path: Path) -> None:
    run("init", tmp_path)
    for example in (tmp_path / "claims").glob("example-*.yaml"):
        example.unlink()
    claim = "{id: height, quote: 42 metres, subject: lighthouse, property: height, value: 42 m}"
    about = f"id: a, title: A, publisher: P, published: 2024, text: {{path: a.txt, sha256: {'0' * 64}}}"
    (tmp_path / "claims" / "a.yaml").write_text(f"document: {{{about}}}\nclaims: [{claim}]\n", "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / name).write_bytes(content)
    done = run("check", tmp_path / "claims", "--as-of", NOW, "--documents", tmp_path / "texts")
    assert f"1 quote not checked against a text {why}\n" in done.output.replace(" and 1 quote", "\n1 quote"), label


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text("# mine\n", "utf-8")
    refused = run("init", tmp_path)
    assert refused.exit_code == 2
    assert f"{tmp_path}/checker.toml is there already" in refused.output
    assert (tmp_path / "checker.toml").read_text("utf-8") == "# mine\n"
    assert not (tmp_path / "claims").exists()


DOCUMENTS = [
    (
        "a heading and a dated line of Markdown",
        "pier.md",
        "# The *pier*: a report\n\nPublished: 3 June 2021\n\nIt is 300 m long.\n",
        (),
        {"id": "the-pier-a-report", "title": "The pier: a report", "published": "3 June 2021"},
    ),
    (
        "the title of a page",
        "pier.html",
        "<html><head><title>The  pier</title></head><p>June 3, 2021</p></html>",
        (),
        {"id": "the-pier", "title": "The pier", "published": "June 3, 2021"},
    ),
    (
        "a document in German",
        "pier.txt",
        "Die Brücke\n3. Juni 2021\n",
        ("--language", "de"),
        {"id": "die-brücke", "title": "Die Brücke", "published": "3. Juni 2021", "language": "de"},
    ),
    (
        "what is given comes first",
        "pier.txt",
        "The pier\n3 June 2021\n",
        ("--id", "pier", "--title", "A pier", "--published", "2020"),
        {"id": "pier", "title": "A pier", "published": "2020"},
    ),
    (
        "a month is no day, a later day is taken",
        "pier.txt",
        "The pier\nJune 2021\nUpdated on 4 July 2021\n",
        (),
        {"id": "the-pier", "title": "The pier", "published": "4 July 2021"},
    ),
]


@pytest.mark.parametrize("name, text, more, head", [d[1:] for d in DOCUMENTS], ids=[d[0] for d in DOCUMENTS])
def test_what_a_text_tells_of_its_document(
    name: str, text: str, more: tuple[str, ...], head: dict[str, str], tmp_path: Path
) -> None:
    run("init", tmp_path)
    source, claims = tmp_path / name, tmp_path / "claims"
    source.write_text(text, "utf-8")
    added = run("add", "document", source, "--claims", claims, "--publisher", "Office: one", *more)
    assert added.exit_code == 0, added.output
    made = yaml.safe_load((claims / f"{head['id']}.yaml").read_text("utf-8"))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert made["document"] == {**head, "publisher": "Office: one", "text": {"sha256": digest, "path": name}}
    result = examine(Request(claims, NOW, documents=tmp_path))
    assert [fault for fault in result.faults if head["id"] in fault.mark.file] == []


@pytest.mark.parametrize(
    "title, name",
    [
        ("U.S. Relations With Japan", "us-relations-with-japan"),
        ("Überblick 2020: eins, zwei, drei, vier, fünf", "überblick-2020-eins-zwei-drei-vier"),
        ("日本の灯台", "日本の灯台"),
        ("…", ""),
        ("a" * 300, "a" * 192),
        ("灯" * 300, "灯" * 80),
    ],
)
def test_an_identifier_of_a_title(title: str, name: str) -> None:
    assert identifier(title) == name
