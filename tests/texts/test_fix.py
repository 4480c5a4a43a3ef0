"""`checker fix`: sums, prefixes and suffixes follow a text that changed; quotes, values and comments stay."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main

BEFORE = "The pier is 300 m long. It has 12 lamps.\nA rose here. The crane lifts 5 t.\n"
VOCABULARY = """entities: {pier: {label: pier}}
properties: {length: {label: length, datatype: quantity, kind: constant, unit: m}}
units: {lamp: {label: lamp, kind: count}}
"""
CLAIMS = """\
# kept
document:
  id: pier
  title: The pier
  publisher: P
  published: 2020-01-01
  text:
    sha256: {sha256}   # of the text
    path: {path}
claims:
  - id: length        # kept, too
    quote: The pier is 300 m long
    subject: pier
    property: length
    value: 300 m
  - id: crane
    quote: 'crane lifts 5 t'
    quote_prefix: rose here. The
    quote_suffix: '.'
    subject: pier
    property: length
    value: 5 m
    because: an example
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "claims" / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    write(tmp_path, BEFORE)
    return tmp_path


def write(folder: Path, text: str, claims: str = CLAIMS, path: str = "pier.txt") -> None:
    (folder / "texts" / path).write_text(text, "utf-8")
    filled = claims.replace("{sha256}", digest(BEFORE)).replace("{path}", path)
    (folder / "claims" / "pier.yaml").write_text(filled, "utf-8")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fix(folder: Path, *more: str) -> Result:
    arguments = ("fix", str(folder / "claims"), "--documents", str(folder / "texts"), *more)
    return CliRunner().invoke(main, list(arguments))


def test_a_text_that_is_as_it_was_leaves_nothing_to_fix(corpus: Path) -> None:
    done = fix(corpus)
    assert (done.exit_code, done.output.startswith("nothing to fix")) == (0, True)


AFTER = [
    ("words elsewhere", BEFORE + "Updated in 2024.\n", {"sha256"}),
    ("other line ends", BEFORE.replace("\n", "\r\n"), {"sha256"}),
    ("words before a quote", BEFORE.replace("A rose here", "A tulip there"), {"sha256", "quote_prefix"}),
    ("words after a quote", BEFORE.replace("5 t.", "5 t, and more."), {"sha256", "quote_suffix"}),
]


@pytest.mark.parametrize("text, fields", [case[1:] for case in AFTER], ids=[case[0] for case in AFTER])
def test_a_text_that_changed_around_its_quotes(corpus: Path, text: str, fields: set[str]) -> None:
    with (corpus / "texts" / "pier.txt").open("w", encoding="utf-8", newline="") as file:
        file.write(text)
    path = corpus / "claims" / "pier.yaml"
    before = path.read_text("utf-8")
    shown = fix(corpus, "--dry-run")
    assert shown.exit_code == 0
    assert path.read_text("utf-8") == before
    assert fix(corpus).exit_code == 0
    after = path.read_text("utf-8")
    differing = [(old, new) for old, new in zip(before.split("\n"), after.split("\n"), strict=True) if old != new]
    assert {old.split(":")[0].strip() for old, _ in differing} == fields
    assert all(f"-{old}" in shown.output and f"+{new}" in shown.output for old, new in differing)
    assert f"sha256: {digest(text)}   # of the text" in after
    assert fix(corpus).output.startswith("nothing to fix")
    checked = CliRunner().invoke(
        main, ["check", str(corpus / "claims"), "--documents", str(corpus / "texts"), "--as-of", "2026-01-01"]
    )
    assert "fault" not in checked.output


LEFT = [
    ("another digit", BEFORE.replace("300", "380"), "the numbers differ: 300 here, 380 there"),
    ("a quote that is gone", "Nothing is left of it.", '"crane lifts 5 t" does not stand in the text'),
    (
        "a quote in two places",
        BEFORE + "The pier is 300 m long.",
        '"The pier is 300 m long" stands in 2 places (line 1, line 3); say which by quote_prefix',
    ),
]


@pytest.mark.parametrize("text, message", [case[1:] for case in LEFT], ids=[case[0] for case in LEFT])
def test_what_only_the_author_can_tell_is_left_with_its_reason(corpus: Path, text: str, message: str) -> None:
    write(corpus, text)
    before = (corpus / "claims" / "pier.yaml").read_bytes()
    done = fix(corpus)
    assert done.exit_code == 2
    assert message in done.output
    assert (corpus / "claims" / "pier.yaml").read_bytes() == before


def test_the_sum_stays_while_a_claim_of_the_file_cannot_be_read(corpus: Path) -> None:
    write(corpus, BEFORE + "More.", CLAIMS + "  - id: odd\n    quote: gone\n    subjct: pier\n")
    before = (corpus / "claims" / "pier.yaml").read_bytes()
    done = fix(corpus)
    assert done.exit_code == 2
    assert "some claims of this file cannot be read" in done.output
    assert (corpus / "claims" / "pier.yaml").read_bytes() == before


def test_a_text_that_was_not_read_is_said(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(corpus, "<p>words", path="pier.html")
    monkeypatch.setitem(__import__("sys").modules, "justhtml", None)
    done = fix(corpus)
    assert done.exit_code == 3
    assert "pip install 'checker[documents]'" in done.output
    checked = CliRunner().invoke(
        main, ["check", str(corpus / "claims"), "--documents", str(corpus / "texts"), "--as-of", "2026-01-01"]
    )
    assert checked.exit_code == 3
    assert "text-not-read" in checked.output
    assert "pip install 'checker[documents]'" in checked.output


def test_a_text_that_is_not_there_is_said(corpus: Path) -> None:
    """Nothing is known of its quotes, so that it is not said that they stand."""
    (corpus / "texts" / "pier.txt").unlink()
    done = fix(corpus)
    assert done.exit_code == 3
    assert done.output == "not looked at: no text is there of 1 document: pier\n"


def test_documents_without_their_text_keep_no_other_from_being_fixed(corpus: Path) -> None:
    other = (corpus / "claims" / "pier.yaml").read_text("utf-8").replace("id: pier\n", "id: quay\n")
    (corpus / "claims" / "quay.yaml").write_text(other.replace("pier.txt", "quay.txt"), "utf-8")
    told = "not looked at: no text is there of 1 document: quay\n"
    nothing = "nothing to fix: every text that is there is the one that was read, and every quote stands in it\n"
    done = fix(corpus)
    assert (done.exit_code, done.stderr, done.stdout) == (0, told, nothing)
    text = corpus / "texts" / "pier.txt"
    text.write_text(f"{text.read_text('utf-8')}\nPrinted in 2021.\n", "utf-8")
    done = fix(corpus)
    assert (done.exit_code, done.stderr) == (0, told)
    assert "claims/pier.yaml: document: sha256" in done.stdout
    assert fix(corpus).stdout == nothing
    assert "nothing to fix" not in done.output


def test_without_a_folder_of_texts_nothing_can_be_fixed(corpus: Path) -> None:
    done = CliRunner().invoke(main, ["fix", str(corpus / "claims")])
    assert done.exit_code == 2
    assert "name their folder with --documents" in done.output


def test_the_folder_of_texts_may_stand_in_the_configuration(corpus: Path) -> None:
    (corpus / "checker.toml").write_text('documents = "texts"\n', "utf-8")
    done = CliRunner().invoke(main, ["fix", str(corpus / "claims")])
    assert (done.exit_code, done.output.startswith("nothing to fix")) == (0, True)
