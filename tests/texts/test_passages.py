"""Quotes stand in whole sentences, in any script, and long texts stay quick."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.readers.load import load
from checker.texts.anchors import locate_quote, spaced
from checker.texts.files import text_of
from checker.texts.passages import LONGEST, passage, texts_of

MARK = Mark("claims/d.yaml")
DOCUMENT = Document("d", "D", "P", "2020-01-01", MARK)


def claim(quote: str, **fields: str) -> Claim:
    return Claim("c", DOCUMENT, quote, MARK, **fields)


def shown(text: str, quote: str, sentences: int = 1) -> str | None:
    found = passage(text, claim(quote), sentences)
    return found and f"{found.before}[{found.quote}]{found.after}"


@pytest.mark.parametrize(
    ("text", "quote", "told"),
    [
        pytest.param("One. Two has words. Three.", "has", "Two [has] words.", id="the sentence around a quote"),
        pytest.param("One. Two has words. Three.", "One", "[One].", id="the first sentence"),
        pytest.param("One. Two has words. Three", "Three", "[Three]", id="a text that ends without a point"),
        pytest.param("One. Two words. Three.", "Two words.", "[Two words.]", id="a quote with its point"),
        pytest.param("One. Two. Three. Four.", "Two. Three", "[Two. Three].", id="a quote of two sentences"),
        pytest.param("The U.S. Army left. It went.", "left", "The U.S. Army [left].", id="letters with points"),
        pytest.param(
            "Met Dr. J. Smith in Sept. 1951. Then.", "Smith", "Met Dr. J. [Smith] in Sept. 1951.", id="short forms"
        ),
        pytest.param("It cost 1.5 billion. Then.", "cost", "It [cost] 1.5 billion.", id="a decimal point"),
        pytest.param("He said “no.” Then he left.", "said", "He [said] “no.”", id="a closing quotation mark"),
        pytest.param("It … goes on. Then.", "goes", "It … [goes] on.", id="dots within a sentence"),
        pytest.param("Really? Yes it is! So.", "Yes", "[Yes] it is!", id="questions and calls"),
        pytest.param("A title\n\nThe text goes on.", "text", "The [text] goes on.", id="an empty line"),
        pytest.param("A title\r\n \r\nThe text.\r\n", "text", "The [text].", id="an empty line of CRLF"),
        pytest.param("Wrapped\nover   two\nlines. So.", "two", "Wrapped over [two] lines.", id="wrapped lines"),
        pytest.param("List:\n- one\n- two", "one", "- [one]", id="items of a list"),
        pytest.param("List:\n 1. one\n 2. two", "two", "2. [two]", id="numbered items"),
        pytest.param("港です。岸壁は長い。職員です。", "長", "岸壁は[長]い。", id="Japanese"),
        pytest.param("題\n\u3000港は長い。次", "長", "港は[長]い。", id="a Japanese paragraph"),
        pytest.param("هل وصل؟ نعم وصل اليوم۔ ثم", "وصل اليوم", "نعم [وصل اليوم]۔", id="Arabic and Urdu"),
        pytest.param("यह एक है। वह दो है। अन्त", "दो", "वह [दो] है।", id="Hindi"),
        pytest.param("ይህ አንድ ነው። ያ ሁለት ነው። ሌላ", "ሁለት", "ያ [ሁለት] ነው።", id="Amharic"),
    ],
)
def test_a_quote_stands_in_its_sentence(text: str, quote: str, told: str) -> None:
    assert shown(text, quote) == told


def test_more_sentences_on_request() -> None:
    text = "One. Two. Three. Four. Five."
    assert shown(text, "Three", 2) == "Two. [Three]. Four."
    assert shown(text, "Three", 9) == "One. Two. [Three]. Four. Five."
    assert shown(text, "Three", 0) == "[Three]."


def test_the_line_is_that_of_the_quote() -> None:
    found = passage("one\r\ntwo\rthree\n\nfour five", claim("four"))
    assert found is not None
    assert found.line == 5


@pytest.mark.parametrize("text", ["", "other words", "twice and twice"])
def test_a_quote_that_has_no_one_place_has_no_passage(text: str) -> None:
    assert passage(text, claim("twice")) is None


@pytest.mark.parametrize(
    "name, content, told",
    [
        ("a.md", "# A title\n- one 1\n- two 2\n- three 3\n", "[two] 2"),
        ("a.html", "<h1>A title</h1><ul><li>one 1<li>two 2<li>three 3</ul>", "[two] 2"),
        ("a.html", "<table><tr><td>one 1<td>two 2<td>three 3</table>", "[two] 2"),
    ],
)
def test_a_sentence_ends_with_its_block(name: str, content: str, told: str) -> None:
    found = passage(spaced(text_of(content.encode(), name)), claim("two"))
    assert found is not None
    assert f"{found.before}[{found.quote}]{found.after}" == told


def test_it_is_known_of_a_quote_that_it_stands_in_the_furniture_only() -> None:
    text = spaced(text_of(b"<nav>a rose</nav><p>He has a rose.</p><footer>a tulip</footer>", "a.html"))
    found = {quote: passage(text, claim(quote)) for quote in ("a rose", "a tulip")}
    assert {quote: one.furniture for quote, one in found.items() if one} == {"a rose": False, "a tulip": True}


def test_the_prefix_tells_which_place() -> None:
    found = passage("One rose here. Two rose there.", claim("rose", quote_prefix="Two"))
    assert found is not None
    assert found.after == " there."


@pytest.mark.parametrize("filler", ["word ", "語"], ids=["words", "a script without spaces"])
def test_a_sentence_without_end_is_cut(filler: str) -> None:
    found = passage(filler * 9_000 + "HERE " + filler * 9_000, claim("HERE"))
    assert found is not None
    assert found.before.startswith("… ")
    assert found.after.endswith(" …")
    for side in (found.before, found.after):
        assert LONGEST - len(filler) <= len(side) <= LONGEST + 2
        assert set(side.split()) <= {"…", *filler.split()} or "語" in filler


def test_a_prepared_text_gives_the_same() -> None:
    text = "One.  Two\nhas words. Three."
    assert passage(spaced(text), claim("has")) == passage(text, claim("has"))


PIECES = st.lists(
    st.sampled_from(["a", "B", "7", ".", "。", "?", "”", " ", "\n", "\r\n", "\u3000", "-", "…", "U.S.", "語"]),
    max_size=40,
)


@given(PIECES, PIECES, st.integers(0, 4))
def test_words_are_never_changed(before: list[str], after: list[str], sentences: int) -> None:
    """Whatever stands around a quote: what is shown stands so in the text, the quote where it was found."""
    text = f"{''.join(before)} QUOTE of it {''.join(after)}"
    found = passage(text, claim("QUOTE of it"), sentences)
    assert found is not None
    words = " ".join(text.split())
    assert f"{found.before}{found.quote}{found.after}" in words
    assert found.quote == "QUOTE of it"
    more = passage(text, claim("QUOTE of it"), sentences + 1)
    assert more is not None
    assert more.before.endswith(found.before)
    assert more.after.startswith(found.after)
    assert locate_quote(text, claim("QUOTE of it")) is not None


def test_texts_that_are_absent_or_changed_are_missing(build, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "there.txt").write_bytes(b"words 1")
    (texts / "changed.txt").write_bytes(b"other words")
    sha256 = hashlib.sha256(b"words 1").hexdigest()
    names = ("there", "changed", "absent")
    root = build(
        {name: [{"value": "1", "text": {"sha256": sha256, "path": f"{name}.txt"}}] for name in names}
        | {"none": [{"value": "1"}]},
        {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}},
    )
    corpus = load(root)
    assert {name: text.original for name, text in texts_of(corpus, texts).items()} == {"there": "words 1"}
    assert texts_of(corpus, None) == {}


def test_every_quote_of_the_documents_has_a_passage(root: Path, documents: Path) -> None:
    corpus = load(root / "claims")
    texts = texts_of(corpus, documents)
    missing = [one.ref for one in corpus.claims if passage(texts[one.document.id], one) is None]
    assert missing == []
