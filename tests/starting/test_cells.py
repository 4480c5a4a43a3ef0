"""Cells of tables become drafts, each with what its headings say: subject, property, unit and time."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from benchmarks.table_drafts import counted
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Entity, Property, Vocabulary
from checker.starting.drafts import drafts_of
from checker.texts.files import text_of

VOCABULARY = Vocabulary(
    entities={name.lower(): Entity(name.lower(), name) for name in ("Nile", "Amazon", "Japan", "France")},
    properties={
        "length": Property("length", label="length", datatype="quantity", kind="constant", unit="km"),
        "people": Property("people", label="population", datatype="quantity", kind="state", unit="people"),
        "opened": Property("opened", label="opened", datatype="date", kind="event"),
    },
)
DOCUMENT = Document("d", "T", "P", "2022", Mark("d.yaml"), language="en")


def drafts(name: str, words: str) -> list[Claim]:
    return [one for one in drafts_of(text_of(words.encode(), name), DOCUMENT, VOCABULARY) if one.because]


def told(claim: Claim) -> str:
    about = f"{claim.subject or '-'}.{claim.property or '-'}"
    return f"{about} = {claim.value}{claim.as_of and f' ({claim.as_of})'}"


TWO_ROWS = """<table><caption>Rivers in 2019</caption>
<tr><th rowspan=2>River<th colspan=2>Length<th rowspan=2>Basin, thousand km²<tr><th>km<th>mi
<tr><td>Nile<td>c. 6,650<sup>[2]</sup><td>4,130<td>3,400<tr><td>Amazon<td colspan=2>n/a<td>7,000</table>"""
INFOBOX = """<h2>Japan</h2><table><tr><th>Capital<td>Tokyo<tr><th>Population (2020)<td>126,226,568<sup>1</sup>
<tr><th>Opened<td>5 May 1912<tr><th>Density<td>334/km<sup>2</sup> (866/sq mi)</table>"""
PARTS = """<table><tr><th>Year<th>Population<th>Change<tr><th colspan=3>Japan<tr><td>1950<td>83,199,637<td>—
<tr><td>1960<td>94,301,623<td>+13.3%<tr><th colspan=3>France<tr><td>1950<td>41,829,000<td>–</table>"""
SPANNED = "<table><tr><th>Land<th>Year<th>Population<tr><td rowspan=2>Japan<td>1950<td>83<tr><td>1960<td>94</table>"
YEARS_ACROSS = """# Population (millions)

|#|Land|2019|2020|
|-|-|-|-|
|1|Japan|126.2|125.8|
|2|France|~67||
|3|All|-|over 190|
"""
YEARS_DOWN = """# Population

Year | Japan | France
--- | --- | ---
2019 | about 126,200,000 | n/a
2020 | 125,800,000 | 67,100,000
"""
UNITS = """|River|Length|Unit|Boats|
|-|-|-|-|
|Nile|4,130|miles|12 (2018)|
|Amazon|6,400|km|over 7,000 (2019)|
"""
OTHERS = """# Population and others

|Land|Amplitude|W|Score|
|-|-|-|-|
|Japan|0.149|26|83:33|
|France|0.17|23|81:41|
"""
AGES = "|Age|Men|\n|-|-|\n|0–4|120|\n|5–9|130|\n"
LAID_OUT = f"<table><tr><td>40 men<td>{'It rained. ' * 9}<tr><td>50</table>"
CASES = [
    ("headings in two rows, a note, a magnitude", "a.html", TWO_ROWS, """
        nile.length = c. 6,650 km; nile.length = 4,130 mi; nile.- = 3,400 thousand km² (2019)
        amazon.- = 7,000 thousand km² (2019)"""),
    ("a table of one thing, under its heading", "a.html", INFOBOX, """
        japan.people = 126,226,568 (2020); japan.opened = 5 May 1912; japan.- = 334/km²; japan.- = 866/sq mi"""),
    ("parts of a table", "a.html", PARTS, """
        japan.people = 83,199,637 (1950); japan.people = 94,301,623 (1960); japan.- = +13.3% (1960)
        france.people = 41,829,000 (1950)"""),
    ("a heading of several rows", "a.html", SPANNED, "japan.people = 83 (1950); japan.people = 94 (1960)"),
    ("a column for each year, and numbered rows", "a.md", YEARS_ACROSS, """
        japan.people = 126.2 million (2019); japan.people = 125.8 million (2020); france.people = ~67 million (2019)
        -.- = over 190 million (2020)"""),
    ("a row for each year, without bars at the ends", "a.md", YEARS_DOWN, """
        japan.people = about 126,200,000 (2019); japan.people = 125,800,000 (2020)
        france.people = 67,100,000 (2020)"""),
    ("a column of units, and one with dates in brackets", "a.md", UNITS, """
        nile.length = 4,130 miles; nile.- = 12 (2018); amazon.length = 6,400 km; amazon.- = over 7,000 (2019)"""),
    ("a column that says something else than the table, scores, single letters", "a.md", OTHERS, """
        japan.- = 0.149; japan.- = 26; france.- = 0.17; france.- = 23"""),
    ("ages name rows", "a.md", AGES, "-.- = 120; -.- = 130"),
    ("a page that is laid out", "a.html", LAID_OUT, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_cell_is_drafted_with_what_its_headings_say(name: str, words: str, expected: str) -> None:
    wanted = [one.strip() for line in expected.splitlines() for one in line.split(";") if one.strip()]
    assert list(map(told, drafts(name, words))) == wanted


def test_a_draft_quotes_its_cell_and_says_which_it_is() -> None:
    first, *_, last = drafts("a.html", TWO_ROWS)
    assert (first.quote, first.because) == ("c. 6,650", "row: Nile; column: Length, km; table: Rivers in 2019; in km")
    assert (last.quote, last.quote_prefix) == ("7,000", "")
    again = drafts("a.md", "|Land|A|B|\n|-|-|-|\n|Japan|6|6|\n|France|7|6|\n")
    assert [(one.quote, one.quote_prefix) for one in again] == [
        ("6", "Japan"), ("6", "6"), ("7", ""), ("6", "7"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["html", "md"])
def test_figures_of_tables_that_are_made_at_random_are_found_and_bound_rightly(form: str) -> None:
    count = Counter(what for seed in range(30) for what in counted(Random(f"{form} test {seed}"), form))
    assert count["figures"] > 100
    assert count["figures"] == count["found"] == count["bound"] == count["right"] == count["drafts"]
