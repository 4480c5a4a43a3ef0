"""A change that takes the text of a document away, and with it the check of its quotes, is told."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.history.conftest import Git, new_since

TEXT = "the plant has 4,000 workers"
WAYS = [
    ("the text is deleted", "delete", "text texts/a.txt"),
    ("its document no longer names it", "unname", "text texts/a.txt"),
    ("its document names one that is not there", "rename", "text texts/a.txt"),
    ("the text has another name", "move", ""),
    ("nothing of it changes", "", ""),
]


def write(claims: Path, path: str, figure: str, text: str = TEXT) -> None:
    about = {"id": "three", "title": "T", "publisher": "P", "published": "2024-01-01"}
    if path:
        about["text"] = {"sha256": hashlib.sha256(text.encode()).hexdigest(), "path": path}
    quote = f"the plant has {figure} workers"
    claim = {"id": "c", "quote": quote, "subject": "thing", "property": "staff", "value": figure, "as_of": "1900"}
    (claims / "three.yaml").write_text(json.dumps({"document": about, "claims": [claim]}), "utf-8")


@pytest.mark.parametrize("way, line", [case[1:] for case in WAYS], ids=[case[0] for case in WAYS])
def test_what_is_told_of_a_text(way: str, line: str, based: Path, git: Git) -> None:
    texts = based.parent / "texts"
    git("checkout", "--quiet", "main")
    texts.mkdir()
    (texts / "a.txt").write_text(TEXT, "utf-8")
    write(based, "a.txt", "4,000")
    git("commit")
    git("checkout", "--quiet", "-B", "change")
    if way == "delete":
        (texts / "a.txt").unlink()
    elif way == "move":
        (texts / "a.txt").rename(texts / "b.txt")
    path = {"unname": "", "rename": "no.txt", "move": "b.txt"}.get(way, "a.txt")
    write(based, path, "9,000" if line else "4,000")
    git("commit")
    done = new_since("main", based, "--documents", texts, "--fail-on-removed")
    assert ("gone since main: 1 text" in done.output) is bool(line), done.output
    assert line in done.output
    assert done.exit_code == (1 if way else 0), done.output  # another name is told as a redefined document


PAGE = "<html><body><main><p>{main}</p></main><footer><p>{foot}</p></footer></body></html>"
MOVES = [
    ("a quote goes into the foot of the page", (TEXT, "contact"), ("it is closed", TEXT), True),
    ("it stands in the foot too", (TEXT, "contact"), (TEXT, TEXT), False),
    ("it always stood in the foot", ("it is open", TEXT), ("it is closed", TEXT), False),
    ("it goes from the foot into the document", ("it is open", TEXT), (TEXT, "contact"), False),
    ("the foot alone is another one", (TEXT, "contact"), (TEXT, "write to us"), False),
]


@pytest.mark.parametrize("before, after, line", [case[1:] for case in MOVES], ids=[case[0] for case in MOVES])
def test_a_quote_that_is_moved_out_of_its_document_is_told(
    before: tuple[str, str], after: tuple[str, str], line: bool, based: Path, git: Git
) -> None:
    texts = based.parent / "texts"
    git("checkout", "--quiet", "main")
    texts.mkdir()
    for main, foot in (before, after):
        page = PAGE.format(main=main, foot=foot)
        (texts / "a.html").write_text(page, "utf-8")
        write(based, "a.html", "4,000", page)
        git("commit")
        git("checkout", "--quiet", "-B", "change")
    done = new_since("main", based, "--documents", texts, "--fail-on-removed")
    assert ("claim three#c: quote: in the document → in the page's foot" in done.output) is line, done.output
    assert done.exit_code == 1, done.output  # another text is a redefined document either way
