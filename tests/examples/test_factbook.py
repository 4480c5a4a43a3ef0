"""The bulk example: each form of a phrase is read; on the real texts the check finds what plain arithmetic finds."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checker.model.finding import Finding
from checker.model.result import Result
from checker.request import Request
from checker.run import examine

FACTBOOK = Path(__file__).parents[2] / "examples/factbook"
NOW = "2026-11-22"
PHRASES = Path(__file__).with_name("factbook_phrases.txt")


def _imported(name: str) -> ModuleType:
    sys.path.insert(0, str(FACTBOOK))
    try:
        return import_module(name)
    finally:
        sys.path.remove(str(FACTBOOK))


encode = _imported("encode")
said = _imported("said")


# --- phrases

PAGES = ("Northland", "Southland", "Westland", "Korea, South", "Islands, The", "Eswatini", "United States", "Morocco",
         "Russia", "Azerbaijan", "United Kingdom")  # fmt: skip


def _cases() -> list[Any]:
    cases: list[Any] = []
    for section in re.split(r"^\[(?=[A-Z])", PHRASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        field, _, body = section.partition("]\n")
        for head, claims in re.findall(r"^(\S.*)\n((?: {4}.+\n)+)", body, re.MULTILINE):
            name, _, text = head.partition(" | ")
            expected = [] if claims.strip() == "-" else [line.strip() for line in claims.splitlines()]
            cases.append(pytest.param(field, text, expected, id=f"{field}: {name}"))
    return cases


def _row(country: str, field: str, text: str, edition: int = 2010) -> dict:
    return {"edition": edition, "country": country, "field": field, "text": text}


def _world(*rows: dict) -> list[dict]:
    """The rows, on pages that exist for every country."""
    return [*(_row(country, "Map", "-") for country in PAGES), *rows]


def _told(claim: Mapping[str, Any]) -> str:
    """A claim on one line: its quantity, value and definition, or its readings."""
    if "subject" not in claim:
        return " or ".join(claim.get("readings") or [claim["relation"]])
    scope = f"[{'/'.join(claim['scope'].values())}]" if "scope" in claim else ""
    about = f" ({claim['definition']})" if "definition" in claim else ""
    return f"{claim['subject']}.{claim['property']}{scope} {claim['value']}{about}"


@pytest.mark.parametrize("field, text, expected", _cases())
def test_a_phrase_becomes_claims(field: str, text: str, expected: list[str]) -> None:
    made = encode.encode(_world(_row("Northland", field, text)))
    assert [_told(claim) for claim in made.claims["northland-2010"]] == expected
    assert not made.places.unknown


@pytest.mark.parametrize(
    "list_, name",
    [
        pytest.param("Atlantis 20 km", "Atlantis", id="a country without a page"),
        pytest.param("Southland (uphill) 20 km", "Southland (uphill)", id="a stretch that nobody declared"),
    ],
)
def test_an_unknown_name_is_told_and_makes_no_claim(list_: str, name: str) -> None:
    made = encode.encode(_world(_row("Northland", "Land boundaries", f"total: 20 km border countries: {list_}")))
    assert made.places.unknown == {(name, "Northland")}
    assert [claim["id"] for claim in made.claims["northland-2010"]] == ["land-boundaries", "sum"]
    assert any(f"unknown name: {name}, on the page of Northland" in line for line in encode.report(made))


def test_words_that_no_claim_encodes_are_counted() -> None:
    made = encode.encode(_world(_row("Northland", "Coastline", "12 km; note - seals live here")))
    assert made.left["Coastline", "note - seals live here"] == 1


def test_two_texts_of_one_field_are_refused() -> None:
    rows = [_row("Northland", "Coastline", "12 km"), _row("Northland", "Coastline", "13 km")]
    with pytest.raises(SystemExit, match="Northland 2010 has two texts of Coastline; expected one"):
        encode.encode(rows)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    made = encode.encode(_world(_row("Northland", "Coastline", "12 km")))
    encode.write(made, tmp_path, "yaml")
    with pytest.raises(SystemExit, match="is in the way; name an empty folder"):
        encode.write(made, tmp_path, "yaml")


# --- the check


def _check(rows: Sequence[Mapping[str, Any]], folder: Path, form: str = "tables") -> Result:
    made = encode.encode(rows)
    encode.write(made, folder, form)
    return examine(Request(folder / "claims", NOW, folder / "texts"))


def _open(result: Result) -> list[str]:
    """Contradictions and tensions on one line each: rule, quantity, editions."""
    return sorted({_line(finding) for finding in result.of("contradiction", "tension", "unchecked")})


def _line(finding: Finding) -> str:
    return f"{finding.verdict} {finding.rule} {finding.key} {'/'.join(sorted(_editions(finding)))}"


def _editions(finding: Finding) -> set[str]:
    return {claim.document.published for claim in finding.claims}


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


def _two_editions() -> list[dict]:
    return [
        _row(country, field, text, edition)
        for edition in (2010, 2011)
        for country, fields in TWO.items()
        for field, text in fields.items()
    ]


@pytest.mark.parametrize("form", ["yaml", "tables"])
def test_pages_that_agree_are_quiet(form: str, tmp_path: Path) -> None:
    result = _check(_two_editions(), tmp_path, form)
    assert _open(result) == []
    assert result.faults == ()
    assert result.coverage.unchecked == ()
    assert len(result.of("agreement")) > len(TWO)


@pytest.mark.parametrize("country, old, new, expected", PLANTS)
def test_a_planted_edit_is_found_and_nothing_else(
    country: str, old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    rows = _two_editions()
    changed = [row for row in rows if row["country"] == country and row["edition"] == 2011 and old in row["text"]]
    assert len(changed) == 1
    changed[0]["text"] = re.sub(rf"(?<!\d){re.escape(old)}", new, changed[0]["text"], count=1)
    found = [line for line in _open(_check(rows, tmp_path)) if "tension joint" not in line]
    assert found == expected


# --- the real texts


@pytest.fixture(scope="module")
def texts() -> list[dict]:
    if not encode.source().is_file():
        pytest.skip("no texts: name their file in CHECKER_FACTBOOK")
    return list(encode.rows(encode.source()))


@pytest.fixture(scope="module")
def made(texts: list[dict]) -> Any:
    return encode.encode(texts)


@pytest.fixture(scope="module")
def result(made: Any, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("factbook")
    encode.write(made, folder, "tables")
    return examine(Request(folder / "claims", NOW, folder / "texts"))


def test_every_name_is_known(made: Any) -> None:
    assert made.places.unknown == set()


def test_every_figure_is_claimed_but_for_a_few_remarks(made: Any) -> None:
    left = {words for (_, words) in made.left if re.search(r"\d (?:sq )?km", words)}
    remarks = ("approximately", "the archipelago", "includes Tristan", "an additional")
    assert {words for words in left if not any(remark in words for remark in remarks)} == set()


def test_no_claim_is_lost_and_every_quote_stands_in_its_text(made: Any, result: Result) -> None:
    assert len(result.corpus.claims) == sum(map(len, made.claims.values()))
    assert result.corpus.lost == ()
    assert result.faults == ()
    assert result.coverage.unchecked == ()
    assert all(len(claim.quote.split()) <= said.MOST_WORDS for claim in result.corpus.claims)
    assert result.of("unchecked") == ()


def test_pages_disagree_exactly_where_their_figures_do(made: Any, result: Result) -> None:
    """The same asked by other means: figures of one quantity and edition, in one sense, whose roundings do not meet."""
    given: dict[tuple, list[tuple[Fraction, Fraction, str]]] = defaultdict(list)
    for claims in made.claims.values():
        for claim in claims:
            if span := _span(claim):
                scope = tuple(sorted(claim.get("scope", {}).items()))
                definition = claim.get("definition", "")
                given[claim["subject"], claim["property"], scope, claim["as_of"]].append((*span, definition))
    parted = {
        (subject, property, scope, edition)
        for (subject, property, scope, edition), spans in given.items()
        if any(a[0] >= b[1] and a[2] == b[2] for a in spans for b in spans)
    }
    told = {
        (box.key.subject, box.key.property, box.key.scope, box.claim.as_of)
        for finding in result.findings
        if finding.rule == "value-conflict" and finding.verdict == "contradiction"
        for box in finding.boxes
    }
    assert told == parted


def _span(claim: Mapping[str, Any]) -> tuple[Fraction, Fraction] | None:
    """What the plain figure of a claim may be rounded or cut off from; the upper end is left out."""
    found = re.fullmatch(r"([\d,]+)(\.\d+)?( million)? (?:sq )?km", claim.get("value", ""))
    if not found:
        return None
    whole, decimals = found[1].replace(",", ""), (found[2] or "")[1:]
    scale = 10**6 if found[3] else 1
    value = Fraction(f"{whole}{found[2] or ''}") * scale
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals and value else 0
    grain = Fraction(10) ** (zeros - len(decimals)) * scale
    most = value / 10 or grain / 2
    return value - min(grain / 2, most), value + min(grain, most)


def test_totals_fail_exactly_where_their_parts_do_not_add_up(made: Any, result: Result) -> None:
    wrong = set()
    for page, claims in made.claims.items():
        own = [claim for claim in claims if claim.get("subject") == made.pages[page].subject and "scope" not in claim]
        spans = {claim["property"]: _span(claim) for claim in own}
        area, land, water = (spans.get(name) for name in ("area", "land-area", "water-area"))
        if area and land and water and (land[0] + water[0] >= area[1] or land[1] + water[1] <= area[0]):
            wrong.add(page)
    told = {
        finding.claims[0].document.id
        for finding in result.of("contradiction")
        if finding.rule == "joint-conflict" and ".water-area" in finding.key and len(_documents(finding)) == 1
    }
    assert told == wrong
    assert {"colombia-2009", "tajikistan-2014", "british-indian-ocean-territory-2016"} <= wrong


def _documents(finding: Finding) -> set[str]:
    return {claim.document.id for claim in finding.claims}


DISAGREE = [
    "contradiction value-conflict border-bosnia-and-herzegovina--serbia.length 2008",
    "contradiction value-conflict border-brazil--french-guiana.length 2013",
    "contradiction value-conflict border-czechia--germany.length 2010",
    "contradiction value-conflict border-romania--ukraine.length[segment=romania-ukraine-east] 2014",
    "tension value-conflict palmyra-atoll.land-area 2013",
    "contradiction joint-conflict kyrgyzstan.land-boundaries 2008",
    "contradiction joint-conflict honduras.coastline 2016",
    "contradiction date-conflict bangladesh.independence 2008",
    "contradiction date-conflict zanzibar.independence 2008/2013",
    "tension implausible-change oman.area 2008/2009",
    "tension implausible-change puerto-rico.area 2008/2017",
    "tension implausible-change sint-maarten.coastline 2010/2015",
]


@pytest.mark.parametrize("line", DISAGREE)
def test_a_known_disagreement_is_found(line: str, result: Result) -> None:
    assert line in _open(result)


def test_the_counts_of_the_readme_are_those_of_the_check(made: Any, result: Result) -> None:
    readme = (FACTBOOK / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+) \| `([a-z-]+)` \| ([\d,]+) \| ([\d,]+) \|", readme, re.MULTILINE)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in result.findings:
        found[finding.verdict, finding.rule].append(finding.key)
    told = {(verdict, rule): (_number(count), _number(keys)) for verdict, rule, count, keys in rows}
    assert told == {name: (len(keys), len(set(keys))) for name, keys in found.items()}
    open_ones = Counter(one.verdict for one in result.disagreements if one.open)
    assert f"{open_ones['contradiction']} contradictions and {open_ones['tension']} tensions" in readme
    assert f"about {open_ones.total()} questions" in readme
    assert f"{len(made.pages):,} pages" in readme
    assert f"{len(result.corpus.claims):,} claims" in readme


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


def test_edits_planted_in_real_pages_are_found_and_nothing_else(texts: list[dict], tmp_path: Path) -> None:
    """In one edition a border figure on every tenth page that has one is raised by a third."""
    rows = [dict(row) for row in texts if row["edition"] == 2016]
    whole = encode.encode(rows)
    before = _check(rows, tmp_path / "before")
    pages = sorted(
        (row for row in rows if row["field"] == "Land boundaries" and "border countries (" in row["text"]),
        key=lambda row: row["country"],
    )[::10]
    for row in pages:
        row["text"] = re.sub(r"(border countries \(\d+\): [^,|\d]*?)([\d,.]+)(?= km)", _raised, row["text"], count=1)
    edited = encode.encode(rows)
    after = _check(rows, tmp_path / "after")
    expected: set[str] = set()
    sides = Counter(_quantity(claim) for claims in whole.claims.values() for claim in claims)
    for id, claims in edited.claims.items():
        for claim in claims:
            if claim not in whole.claims[id]:
                if claim.get("property") == "length" and sides[_quantity(claim)] > 1:
                    expected.add(f"contradiction value-conflict {_quantity(claim)} 2016")
                elif "relation" in claim:
                    expected.add(f"contradiction joint-conflict {claim['relation'].partition(' =')[0]} 2016")
    assert len(pages) >= 15
    assert len(expected) >= 2 * len(pages) - 2  # the European Union's border figures stand on its own page only
    assert set(_open(after)) - set(_open(before)) == expected


def _quantity(claim: Mapping[str, Any]) -> str:
    """The key of a claim as findings show it; nothing for a relation."""
    scope = ",".join(f"{name}={member}" for name, member in claim.get("scope", {}).items())
    return f"{claim.get('subject')}.{claim.get('property')}" + (f"[{scope}]" if scope else "")


def _raised(found: re.Match[str]) -> str:
    return f"{found[1]}{Fraction(found[2].replace(',', '')) * 4 // 3 + 3}"


@pytest.mark.parametrize("form", ["yaml", "tables"])
def test_the_same_source_gives_the_same_bytes(form: str, texts: list[dict], tmp_path: Path) -> None:
    rows = [row for row in texts if row["edition"] == 2009 and str(row["country"]) < "D"]
    for name in ("one", "two"):
        encode.write(encode.encode(rows), tmp_path / name, form)
    one, two = (
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*.*")} for n in ("one", "two")
    )
    assert one == two


def test_tables_hold_what_files_hold(texts: list[dict], tmp_path: Path) -> None:
    rows = [row for row in texts if row["edition"] in (2013, 2014) and str(row["country"]) < "C"]
    found = [_check(rows, tmp_path / form, form) for form in ("yaml", "tables")]
    one, two = ([(f.id, f.verdict, f.refs, f.message) for f in result.findings] for result in found)
    assert one == two


def test_the_program_says_what_it_made(texts: list[dict], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert texts
    assert encode.main([str(tmp_path / "out"), "--left"]) == 0
    told = capsys.readouterr().out
    assert re.match(r"[\d,]+ pages, [\d,]+ claims; \d+ rows say again what another row says\n", told)
    assert json.loads((tmp_path / "out/claims/documents.jsonl").read_text("utf-8").splitlines()[0])["published"]


def test_without_the_texts_the_program_says_where_they_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHECKER_FACTBOOK", str(tmp_path / "nowhere.gz"))
    assert encode.main([str(tmp_path / "out")]) == 2
    assert "nowhere.gz is not there; name the file of the texts in CHECKER_FACTBOOK" in capsys.readouterr().err
