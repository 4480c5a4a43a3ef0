"""The bulk example: each form of a phrase is read, in each layout; names are told apart; what is left out is told."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.examples.conftest import PAGES, check, encode, layouts, open_lines, page, places, row, told, world

PHRASES = Path(__file__).with_name("factbook_phrases.txt")

# --- phrases


def _cases() -> list[Any]:
    cases: list[Any] = []
    for section in re.split(r"^\[(?=[A-Z])", PHRASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        field, _, body = section.partition("]\n")
        for head, claims in re.findall(r"^(\S.*)\n((?: {4}.+\n)+)", body, re.MULTILINE):
            name, _, text = head.partition(" | ")
            expected = [] if claims.strip() == "-" else [line.strip() for line in claims.splitlines()]
            cases.append(pytest.param(field, text, expected, id=f"{field}: {name}"))
    return cases


@pytest.mark.parametrize("field, text, expected", _cases())
def test_a_phrase_becomes_claims(field: str, text: str, expected: list[str]) -> None:
    made = encode.encode(world(row("Northland", field, text)))
    assert [told(claim) for claim in made.claims["northland-2010"]] == expected
    assert not made.places.unknown


@pytest.mark.parametrize(
    "list_, name",
    [
        pytest.param("Atlantis 20 km", "Atlantis", id="a country without a page"),
        pytest.param("Southland (uphill) 20 km", "Southland (uphill)", id="a stretch that nobody declared"),
    ],
)
def test_an_unknown_name_is_told_and_makes_no_claim(list_: str, name: str) -> None:
    made = encode.encode(world(row("Northland", "Land boundaries", f"total: 20 km border countries: {list_}")))
    assert made.places.unknown == {(name, "Northland")}
    assert [claim["id"] for claim in made.claims["northland-2010"]] == ["land-boundaries", "sum"]
    assert any(f"unknown name: {name}, on the page of Northland" in line for line in encode.report(made))


# --- layouts

LAYOUTS: list[Any] = [
    pytest.param("total: 9 km | border countries (1): Southland 9 km", id="lines behind bars"),
    pytest.param(
        "<strong>total: </strong>9 km<br><br><strong>border countries (1): </strong>Southland 9 km", id="HTML"
    ),
    pytest.param(
        "<p>total&#58; 9&nbsp;km</p><p>border countries (1) : Southland 9&nbsp;km</p>", id="HTML with entities"
    ),
    pytest.param("total: 9 km ++ border countries (1): Southland 9 km", id="parts behind plus signs"),
    pytest.param({"total": {"text": "9 km"}, "border countries (1)": {"text": "Southland 9 km"}}, id="named parts"),
]


@pytest.mark.parametrize("text", LAYOUTS)
def test_each_layout_says_the_same(text: Any) -> None:
    made = encode.encode(world(row("Northland", "Land boundaries", text)))
    assert [told(claim) for claim in made.claims["northland-2010"]] == [
        "northland.land-boundaries 9 km",
        "border-northland--southland.length 9 km",
        "northland.neighbours 1",
        'northland.land-boundaries = "9 km"',
    ]
    assert made.left == {}


def test_a_note_among_named_parts_is_named_once() -> None:
    assert layouts.plain({"text": "9 km", "note": {"text": "note: <em>about</em> half"}}) == "9 km note: about half"


def test_a_sign_for_less_is_no_markup() -> None:
    assert layouts.plain("<1 km, or <b>less</b>") == "<1 km, or less"


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.jsonl.gz"])
def test_a_line_may_be_a_row_or_a_page(name: str, tmp_path: Path) -> None:
    fields = [{"name": "Area", "content": "<b>total: </b>9 sq km"}, {"name": "Coastline", "content": "3 km"}]
    lines = [
        {"edition": 2010, "country": "Northland", "field": "Area", "text": "total: 8 sq km"},
        {"edition": 2021, "name": "Northland", "categories": [{"title": "Geography", "fields": fields}]},
    ]
    path = tmp_path / name
    with (gzip.open if path.suffix == ".gz" else open)(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line)}\n" for line in lines)
    assert list(layouts.rows(path)) == [
        (2010, "Northland", "Area", "total: 8 sq km"),
        (2021, "Northland", "Area", "total: 9 sq km"),
        (2021, "Northland", "Coastline", "3 km"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("seals", id="no JSON"),
        pytest.param("[2010]", id="a list"),
        pytest.param('{"edition": 2010, "country": "Northland"}', id="a row without its text"),
        pytest.param('{"edition": "old", "country": "Northland", "field": "Area", "text": "9"}', id="no year"),
        pytest.param('{"edition": 2010, "country": "Northland", "field": "Area", "text": null}', id="an empty text"),
        pytest.param('{"edition": 2010, "name": "Northland", "categories": [{"fields": [9]}]}', id="a page of numbers"),
    ],
)
def test_a_line_that_is_neither_is_told_with_its_place(line: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = {"edition": 2010, "country": "Northland", "field": "Area", "text": "total: 8 sq km"}
    path.write_text(f"{json.dumps(good)}\n{line}\n", "utf-8")
    with pytest.raises(SystemExit, match=r"rows\.jsonl:2: .* is no row \(edition, country, field, text\) and no page"):
        list(layouts.rows(path))


# --- names

SAME = [
    ("Burma", "Burma (Myanmar)", "Myanmar"),
    ("Cabo Verde", "Cape Verde"),
    ("Congo, Democratic Republic of the", "Democratic Republic of the Congo", "Zaire"),
    ("Congo, Republic of the", "Republic of the Congo", "Congo"),
    ("Cote d'Ivoire", "Côte d’Ivoire"),
    ("Curacao", "Curaçao"),
    ("Czech Republic", "Czechia"),
    ("Falkland Islands (Islas Malvinas)", "Falkland Islands"),
    ("Gambia, The", "The Gambia"),
    ("Holy See (Vatican City)", "Holy See", "Vatican City"),
    ("Korea, North", "North Korea"),
    ("Macedonia", "North Macedonia", "Macedonia, The Former Yugoslav Republic of"),
    ("Micronesia, Federated States of", "Federated States of Micronesia"),
    ("Saint Helena", "Saint Helena, Ascension, and Tristan da Cunha"),
    ("Serbia and Montenegro", "Yugoslavia"),
    ("South Georgia and South Sandwich Islands", "South Georgia and the South Sandwich Islands"),
    ("Swaziland", "Eswatini"),
    ("Timor-Leste", "East Timor"),
    ("Turkey", "Turkey (Turkiye)", "Türkiye"),
    ("United States", "US"),
]

APART = [
    ("Congo, Democratic Republic of the", "Congo, Republic of the"),
    ("Congo (Brazzaville)", "Congo (Kinshasa)"),
    ("Dominica", "Dominican Republic"),
    ("Georgia", "South Georgia and the South Sandwich Islands"),
    ("Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea"),
    ("Korea, North", "Korea, South"),
    ("Netherlands", "Netherlands Antilles"),
    ("Niger", "Nigeria"),
    ("Saint Martin", "Sint Maarten"),
    ("Samoa", "American Samoa"),
    ("Serbia", "Serbia and Montenegro", "Montenegro"),
    ("Sudan", "South Sudan"),
    ("Virgin Islands", "British Virgin Islands"),
    ("Isle (North)", "Isle (South)", "Isle"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_one_place_under_several_names(names: tuple[str, ...]) -> None:
    """Each edition has one of them."""
    found = places.gather(enumerate(names))
    assert len({found.find(name) for name in names}) == 1
    assert found.find(names[0])


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_places_of_one_edition_are_never_one(names: tuple[str, ...]) -> None:
    found = places.gather((2010, name) for name in names)
    assert len({found.find(name) for name in names} - {""}) == len(names)


def test_what_two_titles_share_is_the_name_of_neither() -> None:
    assert places.gather([(2010, "Isle (North)"), (2010, "Isle (South)")]).find("Isle") == ""


def _subjects(*rows: Any) -> set[str]:
    made = encode.encode(rows)
    assert not made.places.unknown
    return {told(claim).split()[0] for claims in made.claims.values() for claim in claims}


def test_an_island_with_a_page_of_its_own_is_one_with_that_which_its_group_lists() -> None:
    listed = row("United States Pacific Island Wildlife Refuges", "Coastline", "Jarvis Island: 8 km Kingman Reef: 3 km")
    subjects = _subjects(listed, row("Jarvis Island", "Coastline", "8 km"))
    assert subjects == {"jarvis-island.coastline", "kingman-reef.coastline"}


def test_an_island_that_bears_the_name_of_anothers_page_stays_apart() -> None:
    listed = row("Kiribati", "Coastline", "Christmas Island: 8 km Tarawa: 3 km")
    subjects = _subjects(listed, row("Christmas Island", "Coastline", "138.9 km"))
    own, parts = "christmas-island.coastline", ("christmas-island", "tarawa")
    assert subjects == {own, *(f"kiribati.coastline[kiribati--{part}]" for part in parts)}


def test_no_part_bears_the_identifier_of_a_page() -> None:
    listed = row("Netherlands", "Coastline", "Antilles: 8 km")
    subjects = _subjects(listed, row("Netherlands Antilles", "Coastline", "364 km"))
    assert subjects == {"netherlands.coastline[netherlands--antilles]", "netherlands-antilles.coastline"}


def test_borders_of_a_part_that_is_a_place_are_its_own() -> None:
    text = (
        "metropolitan France - total: 5 km border countries: Spain 5 km "
        "French Guiana - total: 7 km border countries: Brazil 7 km"
    )
    subjects = _subjects(
        *(row(name, "Map", "-") for name in ("Spain", "Brazil")), row("France", "Land boundaries", text)
    )
    assert subjects == {
        "france.land-boundaries[france--metropolitan-france]",
        "france.land-boundaries[part=france--metropolitan-france]",
        "border-france--spain.length",
        "french-guiana.land-boundaries",
        "border-brazil--french-guiana.length",
    }


# --- what is told


def test_words_that_no_claim_encodes_are_told_by_field_and_edition() -> None:
    rows = [row("Northland", "Coastline", f"12 km; note - {count} seals live here", count) for count in (2010, 2012)]
    made = encode.encode(world(*rows, row("Northland", "Coastline", "12 km", 2011)))
    assert list(encode.report(made))[1:] == [
        "2 stretches of text are no claim, 2 different ones; 2 hold a figure",
        "13 texts of other fields are not read: Map",
        "                  2010  2011  2012",
        "Coastline            1     0     1",
        "     1 Coastline: note - 2010 seals live here",
        "     1 Coastline: note - 2012 seals live here",
    ]


def test_the_report_gives_some_examples_and_all_where_asked() -> None:
    rows = [row(name, "Coastline", f"12 km; note - {name} {'seals ' * 30}") for name in PAGES]
    made = encode.encode(rows)
    some, every = ([line for line in encode.report(made, all_) if "Coastline: note" in line] for all_ in (False, True))
    assert (len(some), len(every)) == (encode.EXAMPLES, len(PAGES))
    assert all(line.endswith("…") for line in some)
    assert all(line.endswith("seals") for line in every)


REFUSED = [
    pytest.param([row("Northland", "Coastline", "12 km"), row("Northland", "Coastline", "13 km")],
                 "Northland 2010 has two texts of Coastline; expected one", id="two texts of one field"),
    pytest.param([row("Turkey", "Coastline", "13 km")],
                 "Turkey and Turkiye are one place in 2010; expected one page", id="two pages of one place"),
]  # fmt: skip


@pytest.mark.parametrize("rows, expected", REFUSED)
def test_what_the_source_gives_twice_is_left_out_and_told_and_the_rest_goes_on(rows: list[Any], expected: str) -> None:
    made = encode.encode(world(*rows, row("Westland", "Coastline", "5 km")))
    assert f"left out: {expected}" in encode.report(made)
    assert [told(claim) for claim in made.claims["westland-2010"]] == ["westland.coastline 5 km"]
    assert "13 km" not in {claim.get("value") for claims in made.claims.values() for claim in claims}


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    made = encode.encode(world(row("Northland", "Coastline", "12 km")))
    encode.write(made, tmp_path, "yaml")
    with pytest.raises(SystemExit, match="is in the way; name an empty folder"):
        encode.write(made, tmp_path, "yaml")


# --- the check


TWO = {
    "Northland": {
        "Area": "total: 1,234 sq km land: 1,223 sq km water: 11 sq km",
        "Land boundaries": "total: 33 km border countries: Southland 21 km, Westland 12 km",
        "Coastline": "98 km (mainland 77 km, islands 21 km)",
        "Independence": "4 July 1976 (from Southland)",
    },
    "Southland": {"Land boundaries": "total: 21 km border countries: Northland 21 km"},
    "Westland": {"Land boundaries": "total: 12 km border countries: Northland 12 km"},
}

PLANTS = [
    pytest.param("Southland", "Northland 21 km", "Northland 27 km",
                 ["contradiction joint-conflict southland.land-boundaries 2011",
                  "contradiction value-conflict border-northland--southland.length 2011",
                  "tension implausible-change border-northland--southland.length 2010/2011"],
                 id="one side of a border"),
    pytest.param("Northland", "total: 33 km", "total: 37 km",
                 ["contradiction joint-conflict northland.land-boundaries 2011"], id="a total of borders"),
    pytest.param("Northland", "land: 1,223", "land: 1,232",
                 ["contradiction joint-conflict northland.area, northland.land-area, northland.water-area 2011"],
                 id="two digits of a land area"),
    pytest.param("Northland", "98 km", "89 km", ["contradiction joint-conflict northland.coastline 2011"],
                 id="parts longer than the whole"),
    pytest.param("Northland", "98 km", "980 km", ["tension implausible-change northland.coastline 2010/2011"],
                 id="a coast ten times as long a year later"),
    pytest.param("Northland", "4 July", "5 July", ["contradiction date-conflict northland.independence 2010/2011"],
                 id="a day of independence"),
]  # fmt: skip


def _two_editions() -> list[Any]:
    return [
        row(country, field, text, edition)
        for edition in (2010, 2011)
        for country, fields in TWO.items()
        for field, text in fields.items()
    ]


@pytest.mark.parametrize("form", ["yaml", "tables"])
def test_pages_that_agree_are_quiet(form: str, tmp_path: Path) -> None:
    result = check(_two_editions(), tmp_path, form)
    assert open_lines(result) == []
    assert result.faults == ()
    assert result.coverage.unchecked == ()
    assert len(result.of("agreement")) > len(TWO)


@pytest.mark.parametrize("country, old, new, expected", PLANTS)
def test_a_planted_edit_is_found_and_nothing_else(
    country: str, old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    rows = _two_editions()
    edited = [
        one._replace(text=re.sub(rf"(?<!\d){re.escape(old)}", new, one.text, count=1))
        if (one.country, one.edition) == (country, 2011) else one
        for one in rows
    ]  # fmt: skip
    assert sum(one != other for one, other in zip(rows, edited, strict=True)) == 1
    found = [line for line in open_lines(check(edited, tmp_path)) if "tension joint" not in line]
    assert found == expected


# --- the page


def test_the_page_tells_what_was_checked(tmp_path: Path) -> None:
    rows = [
        one._replace(text=one.text.replace("Northland 21 km", "Northland 27 km")) if one.edition == 2011 else one
        for one in _two_editions()
    ]
    made = encode.encode([*rows, row("Westland", "Coastline", "0 km; note - seals live here")])
    text = page.page(made, check([*rows, row("Westland", "Coastline", "0 km")], tmp_path))
    lines = text.splitlines()
    assert "| 2011 | 3 | 17 | 2 | 0 |" in lines
    assert "| Northland and Southland | 2011 | Northland 21 km · Southland 27 km |" in lines
    assert "| Southland: land boundaries | 21 km · 27 km | 2011 |" in lines
    assert "| border of Northland and Southland, length | 2010 to 2011 | 21 km to 27 km | 1.29 |" in lines
    assert "| Coastline | 1 | 0 |" in lines
    assert "seals" not in text


@pytest.mark.parametrize(
    "years, words",
    [
        (["2010"], "2010"),
        (["2010", "2011"], "2010 to 2011"),
        (["2008", "2010", "2011", "2012", "2017"], "2008, 2010 to 2012, 2017"),
    ],
)
def test_editions_in_a_row_are_named_by_the_first_and_the_last(years: list[str], words: str) -> None:
    assert page._runs(years) == words
