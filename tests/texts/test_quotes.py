"""Quotes are looked for word for word; digits count exactly; no path leads out of the folder of texts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault, Mark
from checker.texts.anchors import locate_quote
from checker.texts.quotes import check_quotes

TEXT = "The treaty ended it.\r\n  Over 40,000 are in\tJapan;\n12 over 40,000,000 yen. It was signed.\nIt was signed.\n"


def made(folder: Path, quote: str, text: str | bytes = TEXT, path: str = "a.txt", **fields: str) -> Corpus:
    raw = text.encode() if isinstance(text, str) else text
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_bytes(raw)
    mark = Mark("claims/a.yaml")
    document = Document("a", "T", "P", "2025", mark, sha256=hashlib.sha256(raw).hexdigest(), path=path)
    claim = Claim("x", document, quote, mark, **fields)  # type: ignore[arg-type]
    return Corpus((document,), (claim,))


def quotes_of(corpus: Corpus, folder: Path) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    found = check_quotes(corpus, folder)
    return found.faults, found.unchecked


@pytest.mark.parametrize(
    "quote, fields, codes",
    [
        ("Over 40,000 are in Japan", {}, []),
        ("ended it. Over 40,000", {}, []),
        ("over 40,000", {}, ["quote-not-found"]),
        ("over 40,000,000 yen", {}, []),
        ("000 are in Japan", {}, ["quote-not-found"]),
        ("2 over", {}, ["quote-not-found"]),
        ("Over 48,000 are in Japan", {}, ["quote-not-found"]),
        ("over 40,000 are in Japan", {}, ["quote-not-found"]),
        ("It was signed.", {}, ["quote-ambiguous"]),
        ("It was signed.", {"quote_prefix": "yen."}, []),
        ("It was signed.", {"quote_prefix": "000,000  yen."}, []),
        ("It was signed.", {"quote_suffix": "It was"}, []),
        ("It was signed.", {"quote_prefix": "Japan;"}, ["quote-not-found"]),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value),
)
def test_a_quote_stands_in_one_place_or_a_fault_says_why(
    tmp_path: Path, quote: str, fields: dict[str, str], codes: list[str]
) -> None:
    corpus = made(tmp_path / "texts", quote, **fields)
    faults, unchecked = quotes_of(corpus, tmp_path / "texts")
    assert ([fault.code for fault in faults], unchecked) == (codes, ())
    assert (locate_quote(TEXT, corpus.claims[0]) is None) == bool(codes)


def test_digits_that_differ_are_named(tmp_path: Path) -> None:
    ((fault,), _) = quotes_of(made(tmp_path / "texts", "Over 48,000 are in Japan"), tmp_path / "texts")
    assert "the numbers differ: 48,000 here, 40,000 there" in fault.message
    assert "line 2" in fault.message


def test_digits_that_are_the_same_are_not_named(tmp_path: Path) -> None:
    text = "In 2024 it had 41,300 patients on 31 wards.\n"
    ((fault,), _) = quotes_of(made(tmp_path / "texts", "In 2024 it had 41,200 patients", text), tmp_path / "texts")
    assert "the numbers differ: 41,200 here, 41,300 there;" in fault.message


def test_the_place_of_a_quote_is_that_in_the_original(tmp_path: Path) -> None:
    corpus = made(tmp_path / "texts", "Over 40,000 are in Japan")
    place = locate_quote(TEXT, corpus.claims[0])
    assert place is not None
    assert TEXT[slice(*place)] == "Over 40,000 are in\tJapan"


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/hostname", "sub/../../secret.txt", "link.txt", "away/secret.txt", "..\\secret.txt"]
)
def test_a_text_outside_the_folder_is_refused_and_never_echoed(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("hunter2", "utf-8")
    corpus = made(tmp_path / "texts", "hunter2", path=path)
    (tmp_path / "texts" / "link.txt").symlink_to("../secret.txt")
    (tmp_path / "texts" / "away").symlink_to("..")
    faults, unchecked = quotes_of(corpus, tmp_path / "texts")
    assert ([fault.code for fault in faults], unchecked) == (["path-outside"], ("a#x",))
    assert "hunter2" not in faults[0].message


def test_a_changed_text_is_one_fault_and_its_claims_are_unchecked(tmp_path: Path) -> None:
    corpus = made(tmp_path / "texts", "not there")
    (tmp_path / "texts" / "a.txt").write_text(TEXT + "more", "utf-8")
    faults, unchecked = quotes_of(corpus, tmp_path / "texts")
    assert ([fault.code for fault in faults], unchecked) == (["text-changed"], ("a#x",))


def test_a_text_that_is_not_there_leaves_claims_unchecked(tmp_path: Path) -> None:
    assert quotes_of(made(tmp_path / "texts", "x", path="b.txt"), tmp_path / "texts") == ((), ("a#x",))
    assert quotes_of(made(tmp_path / "texts", "x", path=""), tmp_path / "texts") == ((), ("a#x",))
    assert quotes_of(made(tmp_path / "texts", "x"), tmp_path / "elsewhere") == ((), ("a#x",))


@pytest.mark.parametrize("path", ["a" * 5000, "a/" * 5000], ids=["one name", "many folders"])
def test_a_path_that_the_system_refuses_is_a_fault_and_its_claims_are_unchecked(tmp_path: Path, path: str) -> None:
    faults, unchecked = quotes_of(made(tmp_path / "texts", "It was signed.", path=path), tmp_path / "texts")
    assert ([fault.code for fault in faults], unchecked) == (["unreadable-file"], ("a#x",))


def test_a_text_that_is_not_utf8_is_a_fault(tmp_path: Path) -> None:
    faults, unchecked = quotes_of(made(tmp_path / "texts", "caf", text=b"one\ncaf\xe9"), tmp_path / "texts")
    assert ([fault.code for fault in faults], unchecked) == (["not-utf8"], ("a#x",))
    assert "line 2, column 4" in faults[0].message


WORDS = st.lists(st.sampled_from(["leak", "fell", "to", "18.2", "%", "Over", "40,000", "日本に", "𝒳"]), min_size=1)
SPACES = st.text(st.sampled_from(" \n\r\t\u00a0"), min_size=1, max_size=3)


@given(before=WORDS, quote=WORDS, after=WORDS, data=st.data())
def test_any_quote_of_whole_words_is_found_whatever_the_spaces(
    before: list[str], quote: list[str], after: list[str], data: st.DataObject
) -> None:
    def spread(words: list[str]) -> str:
        return "".join(word + data.draw(SPACES) for word in words)

    marked = " ".join(("«", *quote, "»"))
    text = spread(before) + spread(marked.split(" ")) + spread(after)
    claim = Claim("x", Document("a", "T", "P", "2025", Mark("")), marked, Mark(""))
    place = locate_quote(text, claim)
    assert place is not None
    assert text[slice(*place)].split() == marked.split()


@given(st.integers(1, 29), st.sampled_from("0123456789xé "))
def test_one_character_changed_and_the_quote_is_not_found(place: int, character: str) -> None:
    quote = "leakage fell to 18.2 % in 2024!"
    changed = quote[:place] + character + quote[place + 1 :]
    claim = Claim("x", Document("a", "T", "P", "2025", Mark("")), changed, Mark(""))
    found = locate_quote(f"So {quote} Then.", claim) is not None
    assert found == (changed.split() == quote.split())
