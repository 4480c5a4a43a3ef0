"""A quote is found whatever type and layout make of its words; letters and digits count exactly."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.texts.anchors import anchor, folded, spaced
from checker.texts.files import text_of

DOCUMENT = Document("d", "D", "P", "2020", Mark(""))


def claim(quote: str, **fields: str) -> Claim:
    return Claim("c", DOCUMENT, quote, Mark(""), **fields)


CASES = [
    ("the words as they stand", "He said 40,000 men.", "40,000 men", "found", "40,000 men"),
    (
        "curly quotes in the text",
        "Its “three keepers’” rule",
        '"three keepers\'" rule',
        "found",
        "“three keepers’” rule",
    ),
    ("curly quotes in the quote", 'Its "three" rule', "“three” rule", "found", '"three" rule'),
    ("dashes", "from 1945–1952 — seven", "1945-1952 - seven", "found", "1945–1952 — seven"),
    ("a minus sign", "it fell to −5 °C", "to -5 °C", "found", "to −5 °C"),
    (
        "any space",
        "some 40\u202f000\u2003men\u00a0there",
        "40 000 men there",
        "found",
        "40\u202f000\u2003men\u00a0there",
    ),
    ("accents apart in the text", "the cafe\u0301 of 40 men", "café of 40", "found", "cafe\u0301 of 40"),
    ("accents apart in the quote", "the café of 40 men", "cafe\u0301 of 40", "found", "café of 40"),
    ("an accent apart at the end", "at the cafe\u0301, 40 men", "the café", "found", "the cafe\u0301"),
    ("soft hyphens", "the occu\u00adpation ended", "occupation ended", "found", "occu\u00adpation ended"),
    ("a soft hyphen in the quote", "the occupation ended", "occu\u00adpation ended", "found", "occupation ended"),
    ("a space without width", "the occu\u200bpation", "occupation", "found", "occu\u200bpation"),
    ("ligatures", "the ﬁrst eﬃcient", "first efficient", "found", "ﬁrst eﬃcient"),
    ("a quote that begins within a ligature", "the eﬃcient", "icient", "found", "ﬃcient"),
    (
        "a word parted at the end of a line",
        "the occu-\n  pation ended",
        "occupation ended",
        "found",
        "occu-\n  pation ended",
    ),
    ("a hyphen of its own at the end of a line", "a well-\nknown man", "well-known man", "found", "well-\nknown man"),
    (
        "both in one quote",
        "a well-\nknown occu-\npation",
        "well-known occupation",
        "found",
        "well-\nknown occu-\npation",
    ),
    ("a parted word as it was copied", "the occu-\npation ended", "occu- pation ended", "found", "occu-\npation ended"),
    ("a hyphen that no line end brings", "they re-sign it", "resign", "changed", None),
    ("a word that the quote alone parts", "they resign it", "re-sign", "changed", None),
    ("digits parted at the end of a line", "some 40-\n000 men", "40000 men", "changed", None),
    ("another digit", "over 40,000 are in Japan", "over 48,000 are in Japan", "changed", None),
    ("a digit more in the text", "over 40,000,000 yen", "over 40,000", "changed", None),
    ("a raised digit after a figure", "over 40,000¹ men", "over 40,000", "found", "over 40,000"),
    ("another letter", "the treaties ended", "the treatise ended", "changed", None),
    ("a capital", "The treaty ended", "the treaty ended", "changed", None),
    ("nothing like it", "words", "40,000 men in Okinawa", "lost", None),
    ("two places", "a rose, a rose", "a rose", "ambiguous", None),
    ("an empty text", "", "words", "lost", None),
    ("a text of spaces", " \n ", "words", "lost", None),
]


@pytest.mark.parametrize("text, quote, status, stands", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_where_a_quote_stands(text: str, quote: str, status: str, stands: str | None) -> None:
    found = anchor(spaced(text), claim(quote))
    assert found.status == status
    assert (found.span and text[slice(*found.span)]) == stands


@pytest.mark.parametrize(
    "fields, changed, status, beside",
    [
        pytest.param({"quote_prefix": "One"}, False, "found", True, id="the prefix says which"),
        pytest.param({"quote_suffix": "there.”"}, False, "found", True, id="the suffix says which, in curly quotes"),
        pytest.param({"quote_prefix": "Some"}, False, "ambiguous", False, id="a prefix that stands nowhere"),
        pytest.param({"quote_prefix": "One"}, True, "moved", True, id="in a text that changed"),
        pytest.param({}, True, "ambiguous", True, id="two places in a text that changed"),
    ],
)
def test_prefix_and_suffix(fields: dict[str, str], changed: bool, status: str, beside: bool) -> None:
    text = spaced('One rose here. Two "rose there."')
    found = anchor(text, claim("rose", **fields), changed=changed)
    assert (found.status, found.beside) == (status, beside)


def test_a_quote_with_a_prefix_that_no_longer_stands_there_moved() -> None:
    found = anchor(spaced("Two roses."), claim("roses", quote_prefix="One"))
    assert (found.status, found.beside, found.span) == ("moved", False, (4, 9))


def test_what_stands_in_the_document_goes_before_what_surrounds_it() -> None:
    text = spaced(text_of(b"<nav>a rose</nav><p>He has a rose.</p><footer>a rose; a tulip</footer>", "a.html"))
    rose, tulip = anchor(text, claim("a rose")), anchor(text, claim("a tulip"))
    assert (rose.status, rose.furniture) == ("found", False)
    assert (tulip.status, tulip.furniture) == ("found", True)
    assert rose.span
    assert text.original[rose.span[0] - 7 : rose.span[1]] == "He has a rose"


TYPED = {"'": "‘’'", '"': '“”"', "-": "-–—−", " ": [" ", "  ", "\n", "\u00a0", " \r\n "], "fi": ["fi", "ﬁ", "f\u00adi"]}
WORD = st.sampled_from(["fifty", "40,000", "it's", '"men"', "1945-1952", "of", "well-known", "日本", "café", "18.2"])


@given(st.lists(WORD, min_size=1, max_size=6), st.lists(WORD, max_size=4), st.data())
def test_any_quote_is_found_whatever_type_and_layout_make_of_it(
    quote: list[str], around: list[str], data: st.DataObject
) -> None:
    def printed(words: str) -> str:
        for plain, forms in TYPED.items():
            parts = words.split(plain)
            joints = [data.draw(st.sampled_from(list(forms))) for _ in parts[1:]]
            words = "".join(map("".join, zip(parts, [*joints, ""], strict=True)))
        return words

    marked = " ".join(("START", *quote, "END"))
    text = f"{' '.join(around)} {printed(marked)} {' '.join(around)}"
    found = anchor(spaced(text), claim(marked))
    assert found.status == "found"
    assert found.span
    assert folded(text[slice(*found.span)]).words == folded(marked).words


@given(st.lists(st.sampled_from([*"aéőệçÅйϊがば각한9-", "का", "ো"]), min_size=1, max_size=9), st.booleans())
def test_letters_and_their_marks_may_be_one_character_or_several(letters: list[str], parted: bool) -> None:
    one, several = (normalize(form, "".join(letters)) for form in ("NFC", "NFD"))
    words, quote = (several, one) if parted else (one, several)
    found = anchor(spaced(f"40 x{words}. Then ﬁ\n\n{words} z"), claim(f"x{quote}"))
    assert (found.status, found.spans) == ("found", ((3, 4 + len(words)),))


@pytest.mark.parametrize(
    ("text", "quote"),
    [("4\u0301 men", "4 men"), ("m² of land", "m2 of land"), ("cafe\u0301s", "cafes"), ("caf\u00e9s", "cafes")],
)
def test_no_letter_digit_or_mark_is_forgiven(text: str, quote: str) -> None:
    assert anchor(spaced(text), claim(quote), near=False).status == "lost"


@given(st.integers(0, 33), st.sampled_from("0123456789"), st.sampled_from(["", "-\n", "\u00ad", " "]))
def test_no_digit_is_ever_forgiven(place: int, digit: str, more: str) -> None:
    quote = "over 40,000 of 1,234 in 1945-1952!"
    assume(quote[place].isdigit() and quote[place] != digit)
    changed = quote[:place] + digit + more + quote[place + 1 :]
    for ours, theirs in ((changed, quote), (quote, changed)):
        assert anchor(spaced(f"So {theirs} Then."), claim(ours)).span is None


@given(
    st.text(st.sampled_from("ab- \n\u00adﬁ“1"), max_size=30), st.text(st.sampled_from("ab- \n\u00adﬁ“1"), max_size=30)
)
def test_words_around_a_quote_change_its_place_only(before: str, after: str) -> None:
    text = f"{before}\n\nHere 40,000 men stood.\n\n{after}"
    found = anchor(spaced(text), claim("Here 40,000 men stood."))
    at = len(before) + 2
    assert found.span == (at, at + len("Here 40,000 men stood."))
