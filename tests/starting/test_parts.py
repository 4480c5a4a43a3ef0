"""What is drafted of a text, and what is told to be left out: tables without headings, and sentences of numbers."""

from __future__ import annotations

import pytest

from checker.starting.english import looks_english
from checker.starting.parts import LeftOut, parts
from checker.texts.files import text_of

MARKDOWN = "# A\n\nBefore 40.\n\n| Town | Rain |\n|---|---|\n| A | 40 mm |\n| B | 50 mm |\n\nAfter 60.\n"
HTML = (
    "<p>Before 40.</p><table><tr><th>Town<th>Rain</tr><tr><td>A<td>40</tr><tr><td>B<td>50</tr></table><p>After 60.</p>"
)
ROWS = "Town   Rain\nA      40\nB      50"
CASES = [
    ("a table in Markdown", "a.md", MARKDOWN, []),
    ("a table in HTML", "a.html", HTML, []),
    (
        "rows without a head",
        "a.md",
        "Before 40.\n\n| 1 | 40 mm |\n| 2 | 50 mm |\n\nAfter 60.\n",
        ["a table of 2 rows: 1 40 mm 2 50 mm"],
    ),
    (
        "figures alone",
        "a.html",
        f"<p>Before 40.</p><table>{'<tr><td>4<td>5' * 3}</table><p>After 60.</p>",
        ["a table of 6 cells: 4 5 4 5 4 5"],
    ),
    ("wide spaces", "a.txt", f"Before 40.\n\n{ROWS}\n\nAfter 60.", ["a table of 3 rows: Town Rain A 40 B 50"]),
    ("tabs", "a.txt", "Before 40.\nTown\tRain\nA\t40\nB\t$50\nAfter 60.", ["a table of 3 rows: Town Rain A 40 B $50"]),
    ("two rows", "a.txt", "Before 40.\n\nPhone   555\nFax   556\n\nAfter 60.", []),
    ("prose with wide spaces", "a.txt", "Before 40.\n\n" + "It   rained   on\n" * 4 + "\nAfter 60.", []),
    (
        "a page laid out by a table",
        "a.html",
        f"<table><td>Before 40.<td>{'It rained. ' * 9}</table><p>After 60.</p>",
        [],
    ),
    (
        "a sentence of numbers",
        "a.txt",
        f"Before 40.\n\nIn {', '.join(map(str, range(41)))}.\n\nAfter 60.",
        [f"a sentence of 41 numbers: In {', '.join(map(str, range(41)))}"],
    ),
]


@pytest.mark.parametrize(("name", "words", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_left_out_is_told_and_all_else_is_drafted(name: str, words: str, expected: list[str]) -> None:
    found = list(parts(text_of(words.encode(), name)))
    assert [f"{one.what}: {one.words}" for one in found if isinstance(one, LeftOut)] == expected
    assert [one for one in found if one in ("Before 40", "After 60")] == ["Before 40", "After 60"]


LANGUAGES = [
    ("English", "The wall of the town was built by order of the king and fell in the war that came then. " * 2, True),
    ("too few words to tell", "40 Boote sanken.", True),
    ("German", "Die Mauer der Stadt wurde auf Befehl des Königs gebaut und fiel im Krieg, der dann kam. " * 2, False),
    ("French", "Le mur de la ville fut construit par ordre du roi et tomba pendant la guerre qui suivit. " * 2, False),
    ("Japanese", "町の壁は王の命令で築かれ、その後の戦争で崩れた。千人が働いた。" * 2, False),
]


@pytest.mark.parametrize(("words", "expected"), [case[1:] for case in LANGUAGES], ids=[case[0] for case in LANGUAGES])
def test_whether_a_text_is_english(words: str, expected: bool) -> None:
    assert looks_english(words) is expected
