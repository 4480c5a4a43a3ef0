"""What is missing, at fault or in the way is one line, and then nothing at all is written."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.starting import files

PIER = b"The pier\n3 June 2021\nIt is 300 m long.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def everything(folder: Path) -> list[tuple[str, bytes]]:
    """What is below a folder, hidden files as well."""
    paths = sorted(path for path in folder.rglob("*"))
    return [(str(path), path.read_bytes() if path.is_file() else b"") for path in paths]


def one_line(result: Result, code: int, message: str, folder: Path) -> None:
    assert result.exit_code == code, result.output
    assert message in result.output.replace(f"{folder}/", "")
    assert "Traceback" not in result.output
    lines = result.output.splitlines()
    assert len(lines) == 1 or lines[0].startswith("Usage: "), "one line, or how the command is used and one line"


NAMES = ["", ".", "..", "../x", "/x", "a/b", "a\\b", ".x", "a b", "a;b", "$(a)", "x.toml", "-x"]


@pytest.mark.parametrize("name", NAMES)
def test_the_folder_of_the_claims_is_one_plain_name(name: str, tmp_path: Path) -> None:
    refused = run("init", tmp_path / "new", f"--claims={name}")
    one_line(refused, 2, "expected the name of one folder: letters, digits, hyphens and underscores", tmp_path)
    assert everything(tmp_path) == []


def in_the_way(path: Path, sort: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match sort:
        case "a file":
            path.write_text("mine", "utf-8")
        case "a link to nowhere":
            path.symlink_to("nowhere")
        case "a link to a folder":
            (path.parent / "else").mkdir()
            path.symlink_to("else")
        case "links in a circle":
            path.symlink_to(path.name)


WAYS = [
    ("a file for a folder", "new/claims", "a file", "new/claims is no folder; expected a folder or nothing"),
    ("a file above FOLDER", "new", "a file", "is a file."),
    ("a link to nowhere for FOLDER", "new", "a link to nowhere", "new is a link that leads to no folder"),
    ("a link to nowhere for a folder", "new/schemas", "a link to nowhere", "new/schemas is a link; expected a folder"),
    ("a link to a folder", "new/schemas", "a link to a folder", "new/schemas is a link; expected a folder or nothing"),
    ("a link above a folder", "new/.github", "a link to a folder", "new/.github is a link; expected a folder or"),
    ("links in a circle", "new/claims", "links in a circle", "new/claims is a link; expected a folder or nothing"),
    ("a file", "new/claims/vocabulary.yaml", "a file", "new/claims/vocabulary.yaml is there already; move it away"),
    ("a link for a file", "new/checker.toml", "a link to nowhere", "new/checker.toml is there already; move it away"),
]


@pytest.mark.parametrize("where, sort, message", [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_what_is_in_the_way_of_a_corpus(where: str, sort: str, message: str, tmp_path: Path) -> None:
    in_the_way(tmp_path / where, sort)
    before = everything(tmp_path)
    one_line(run("init", tmp_path / "new", "--ci", "github"), 2, message, tmp_path)
    assert everything(tmp_path) == before


def test_a_corpus_begins_behind_a_link_that_is_named(tmp_path: Path) -> None:
    in_the_way(tmp_path / "new", "a link to a folder")
    assert run("init", tmp_path / "new").exit_code == 0
    assert (tmp_path / "else" / "claims" / "vocabulary.yaml").is_file()


LONG = "x" * 300


@pytest.mark.parametrize("arguments", [("{}/" + LONG,), ("{}", "--claims", LONG), ("{}" + 30 * ("/" + 250 * "x"),)])
def test_a_name_that_is_too_long(arguments: tuple[str, ...], tmp_path: Path) -> None:
    refused = run("init", *(word.replace("{}", str(tmp_path)) for word in arguments))
    assert refused.exit_code == 2, refused.output
    assert "more than the 255 that a file's name may have" in refused.output or "File name too long" in refused.output
    assert everything(tmp_path) == []


@pytest.mark.parametrize(
    "command", [("init", "new"), ("draft", "pier.txt", "--claims", "new/claims", "--publisher", "O")]
)
def test_a_folder_in_which_nothing_may_be_written(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs the tests may be allowed everything."""
    monkeypatch.chdir(tmp_path)
    Path("pier.txt").write_bytes(PIER)
    Path("new").mkdir()
    monkeypatch.setattr(files.os, "access", lambda path, _: path != Path("new"))
    one_line(run(*command), 2, "Error: nothing may be written in the folder new; ", tmp_path)
    assert everything(Path("new")) == []


def test_a_disk_that_is_full_leaves_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stands for it: the schemas are larger, and are written last."""
    done = subprocess.run(
        [sys.executable, "-B", "-m", "checker", "init", "new"],  # bytecode would be cut, for whoever imports it next
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)),
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Error: new/schemas/claims.schema.json cannot be written (")
    assert done.stderr.endswith("); nothing was written\n")
    assert everything(tmp_path) == []


def test_what_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    texts = {tmp_path / "new" / "a": "A", tmp_path / "new" / "b": "B"}
    seen: list[Path] = []

    def then(path: Path) -> bool:
        seen.append(path)
        if path.name == "b" and not path.exists():
            path.write_text("mine", "utf-8")
        return path.exists()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_is_there", then)
        with pytest.raises(FileExistsError):
            files.create(texts)
    assert [path.name for path in seen] == ["a", "b"]
    assert everything(tmp_path / "new") == [(str(tmp_path / "new" / "b"), b"mine")]


TEXTS = [
    (
        "no day in it",
        b"The pier\n",
        (),
        "give it with --published",
    ),
    (
        "another encoding",
        b"\xff\xfeT\x00",
        (),
        "Error: pier.txt is UTF-16, expected UTF-8; convert it: iconv -f UTF-16 -t UTF-8",
    ),
    (
        "no text",
        b"\x89PNG\r\n",
        (),
        "Error: pier.txt is not UTF-8 (line 1, column 1); convert it",
    ),
    (
        "a NUL",
        b"The\npi\0er",
        (),
        "Error: pier.txt:2:3: control-character: found the character U+0000, which does not show",
    ),
    ("an escape", b"The \x1b[1mpier", (), "Error: pier.txt:1:5: control-character: found the character U+001B"),
    ("no publisher", PIER, ("--publisher", ""), "Error: --publisher: nothing stands here; expected who published it"),
    ("a publisher of spaces", PIER, ("--publisher", " "), "Error: --publisher: only spaces stand here; expected who"),
    ("a day that is none", PIER, ("--published", "noon"), "Error: --published: "),
    ("a day with two readings", PIER, ("--published", "03/04/2019"), "Error: --published: "),
    (
        "an identifier that is a path",
        PIER,
        ("--id", "../x"),
        "Error: --id: found '../x', expected an identifier: letters",
    ),
    ("an identifier of spaces", PIER, ("--id", "a b"), "Error: --id: found 'a b', expected an identifier: letters"),
    ("an identifier not composed", PIER, ("--id", "e\u0301"), "Error: --id: e\u0301 is written with separate accents"),
    (
        "an identifier that is too long",
        PIER,
        ("--id", "x" * 201),
        "Error: --id: found 201 characters, expected at most 200",
    ),
    (
        "one of too many bytes",
        PIER,
        ("--id", "灯" * 90),
        "has 275 bytes, more than the 255 that a file's name may have; give",
    ),
    (
        "that of another file",
        PIER,
        ("--id", "other"),
        "Error: a document other is there already, in claims/deep/x.yaml; give",
    ),
    ("a file of the name", PIER, ("--id", "empty"), "Error: claims/empty.yaml is there already; give another --id"),
    (
        "that of the vocabulary",
        PIER,
        ("--id", "vocabulary"),
        "Error: the file vocabulary.yaml is that of the vocabulary; give",
    ),
    ("a title that makes none", PIER, ("--title", "…"), ""),
    ("a half of a character", PIER, ("--title", "\udc80"), "Error: not-utf8: the byte 0xed is not UTF-8 here"),
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the claims, here: a document declared in a file of another name, and a file that says nothing."""
    monkeypatch.chdir(tmp_path)
    Path("claims/deep").mkdir(parents=True)
    Path("claims/vocabulary.yaml").write_text("entities: {}\nproperties: {}\n", "utf-8")
    Path("claims/deep/x.yaml").write_text(
        "document: {id: other, title: O, publisher: O, published: 2020}\nclaims: []\n", "utf-8"
    )
    Path("claims/empty.yaml").write_text("", "utf-8")
    return Path("claims")


@pytest.mark.parametrize("command", [("add", "document"), ("draft",)], ids=" ".join)
@pytest.mark.parametrize("raw, more, message", [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_a_text_that_is_refused(
    command: tuple[str, ...], raw: bytes, more: tuple[str, ...], message: str, corpus: Path
) -> None:
    Path("pier.txt").write_bytes(raw)
    before = everything(corpus)
    done = run(*command, "pier.txt", "--publisher", "Office", *more)
    if not message:  # the name of the file serves
        assert done.exit_code == 0, done.output
        assert (corpus / "pier.yaml").is_file()
        return
    one_line(done, 2, message, Path.cwd())
    assert everything(corpus) == before


@pytest.mark.usefixtures("corpus")
def test_neither_title_nor_file_makes_an_identifier() -> None:
    Path("….txt").write_text("—\n3 June 2021\n", "utf-8")
    done = run("add", "document", "….txt", "--publisher", "O", "--title", "!")
    one_line(done, 2, "Error: the title of ….txt makes no identifier; rename the file or give --id", Path.cwd())
    assert run("add", "document", "….txt", "--publisher", "O", "--title", "!", "--id", "dash").exit_code == 0


FAULTS: list[tuple[str, Callable[[], object], str]] = [
    (
        "a field of the vocabulary",
        lambda: Path("claims/vocabulary.yaml").write_text("entities: {}\nproperties: {}\nunit: {}\n", "utf-8"),
        "Error: claims/vocabulary.yaml:3:1: unknown-field (unit): there is no field unit here; did you mean",
    ),
    (
        "no YAML",
        lambda: Path("claims/vocabulary.yaml").write_text("entities: [", "utf-8"),
        "Error: claims/vocabulary.yaml:2:1: yaml-syntax: ",
    ),
    (
        "no text",
        lambda: Path("claims/vocabulary.yaml").write_bytes(b"\xff"),
        "Error: claims/vocabulary.yaml:1:1: not-utf8: ",
    ),
    (
        "the configuration",
        lambda: Path("checker.toml").write_text("claims = 1\n", "utf-8"),
        "checker.toml:1:",
    ),
    ("a file for the folder", lambda: (Path("claims").rename("old"), Path("claims").write_text("")), ""),
]


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("command", [("add", "document"), ("draft",)], ids=" ".join)
@pytest.mark.parametrize("make, message", [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_what_is_at_fault_beside_it(command: tuple[str, ...], make: Callable[[], object], message: str) -> None:
    Path("pier.txt").write_bytes(PIER)
    make()
    before = everything(Path())
    one_line(run(*command, "pier.txt", "--publisher", "Office"), 2, message, Path.cwd())
    assert everything(Path()) == before


SCALARS = [
    "null",
    "true",
    "Null",
    "~",
    "2021",
    "1e5",
    "a: b",
    "- a",
    "#a",
    "a #b",
    "'a'",
    '"a\\',
    "O",
    "ß",
    "日本",
    "\u202ea",
]


@pytest.mark.parametrize("words", SCALARS)
def test_what_is_given_is_read_as_it_was_given(words: str, corpus: Path) -> None:
    Path("pier.txt").write_bytes(PIER)
    done = run("add", "document", "pier.txt", "--publisher", words, "--title", words, "--id", "pier")
    assert done.exit_code == 0, done.output
    from checker.readers.load import load

    (document,) = (one for one in load(corpus).documents if one.id == "pier")
    assert (document.title, document.publisher) == (words, words)


def test_a_folder_without_a_vocabulary_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pier.txt").write_bytes(PIER)
    done = run("add", "document", "pier.txt", "--publisher", "O", "--claims", "my corpus/facts")
    assert done.exit_code == 0, done.output
    assert done.output.endswith(
        "Next: write its claims, then checker check 'my corpus/facts' --documents .\n"
        "      checker init 'my corpus' --claims facts adds the vocabulary, which is not there yet.\n"
    )
    assert run("init", "my corpus", "--claims", "facts").exit_code == 0
    again = run("draft", "pier.txt", "--publisher", "O", "--claims", "my corpus/facts", "--id", "b")
    assert (again.exit_code, "adds the vocabulary" in again.output) == (0, False)
