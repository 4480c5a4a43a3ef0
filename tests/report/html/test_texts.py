"""The texts on the page: only on request, every word of them, claims marked by what is known of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.report.html import material, write
from checker.report.options import Options
from checker.request import Request
from checker.run import examine

SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
TEXTS = {
    "one": "# The <b>mill</b>\n\nIts size was 10, and 20 visitors came.\n\n- an item & more\n",
    "two": "# Another\n\nIts size was 14.\n\n    code  kept\n",
}


@pytest.fixture
def corpus(build: Callable[..., Path], tmp_path: Path) -> tuple[Path, Path]:
    folder = tmp_path / "texts"
    folder.mkdir()
    documents = {}
    for name, words in TEXTS.items():
        (folder / f"{name}.md").write_text(words, encoding="utf-8")
        text = {"sha256": hashlib.sha256(words.encode()).hexdigest(), "path": f"{name}.md"}
        value = words[words.index("was ") + 4 :][:2]
        documents[name] = [{"value": value, "quote": f"Its size was {value}", "text": text}]
    return build(documents, SIZE), folder


def page(corpus: tuple[Path, Path], whole: bool = True) -> str:
    result = examine(Request(corpus[0], "2026-11-22", corpus[1]))
    assert not result.faults
    return write(result, Options(texts=corpus[1], whole_texts=whole))


def test_texts_keep_their_structure_and_mark_what_is_claimed(corpus: tuple[Path, Path]) -> None:
    text = page(corpus)
    section = text[text.index("<section id=texts") : text.index("<section id=alone")]
    assert "<h4 dir=auto>" in section
    assert "<li dir=auto>an item &amp; more</li>" in section
    assert re.search(r'<a class="cl co z" href="#f-[^"]+" title="contradiction: [^"]+">Its size was 10</a>', section)
    assert '<span class="fi" title="no claim">20 visitors</span>' in section or ">20</span> visitors" in section
    assert "<b>mill" not in section
    words = unescape(re.sub("<[^>]+>", "", section))
    assert "Its size was 10, and 20 visitors came." in words


def test_every_link_leads_somewhere_and_no_anchor_stands_twice(corpus: tuple[Path, Path]) -> None:
    text = page(corpus)
    anchors = re.findall(r' id="?([^"\s>]+)', text)
    assert len(anchors) == len(set(anchors))
    links = set(re.findall(r'href="#((?:t|x|f|c)-[^"]+)"', text))
    assert any(link.startswith("t-") for link in links)
    assert links <= set(anchors)


def test_two_documents_side_by_side(corpus: tuple[Path, Path]) -> None:
    fold = re.search(r"<details class=bs>.*?</details>", page(corpus), re.DOTALL)
    assert fold
    assert fold[0].count("<div class=tx>") == 2
    assert "Its size was 10" in fold[0]
    assert "Its size was 14" in fold[0]
    assert fold[0].count(" here") == 2


def test_without_a_wish_no_text_is_on_the_page(corpus: tuple[Path, Path]) -> None:
    text = page(corpus, whole=False)
    assert "visitors came" in text, "the sentence of the quote"
    assert "an item" not in text
    assert "id=texts" not in text


def test_a_long_text_is_cut_and_says_so(corpus: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(material, "MOST_OF_A_TEXT", 30)
    text = page(corpus)
    assert "more characters are not shown" in text
    assert "an item" not in text


def test_the_same_bytes(corpus: tuple[Path, Path]) -> None:
    assert page(corpus) == page(corpus)


@pytest.mark.parametrize("flags", [["--texts"], ["--texts", "--no-context", "--documents", "."]])
def test_texts_need_their_folder(flags: list[str], corpus: tuple[Path, Path], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["report", str(corpus[0]), "--output", str(tmp_path / "page.html"), *flags])
    assert done.exit_code == 2
    assert "--documents" in done.output
