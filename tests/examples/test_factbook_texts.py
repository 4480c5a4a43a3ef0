"""The bulk example on the real texts: the check finds what plain arithmetic finds, and the page tells that."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checker.model.finding import Finding
from checker.model.result import Result
from tests.examples.conftest import FACTBOOK, check, encode, layouts, open_lines, page, said


def test_every_name_is_known(made: Any) -> None:
    assert made.places.unknown == set()


def test_every_figure_is_claimed_but_for_a_few_remarks(made: Any) -> None:
    left = {one.words for one in made.left if re.search(r"\d (?:sq )?km", one.words)}
    assert {words for words in left if "excludes" not in words and "the archipelago" not in words} == set()


NEWER = {
    "North Korea": "Korea, North",
    "South Korea": "Korea, South",
    "Democratic Republic of the Congo": "Congo, Democratic Republic of the",
    "Republic of the Congo": "Congo, Republic of the",
    "The Gambia": "Gambia, The",
    "Turkey": "Turkey (Turkiye)",
}
"""How border lists name countries since 2021."""


def test_an_edition_in_the_newer_layout_says_the_same(texts: list[Any]) -> None:
    rows = [row for row in texts if row.edition == 2017]
    newer = [row._replace(text=layouts.plain(_newer(row))) for row in rows]
    assert sum(one != other for one, other in zip(rows, newer, strict=True)) > 100
    one, other = (
        {(page, claim["id"]): {name: claim[name] for name in claim if not name.startswith("quote")}
         for page, claims in encode.encode(source).claims.items() for claim in claims}
        for source in (rows, newer)
    )  # fmt: skip
    assert one == other


def _newer(row: Any) -> str:
    """The text of a row as the layout since 2021 has it: HTML, semicolons between borders, names turned round."""
    text = row.text
    if row.field == "Land boundaries":
        for old, new in NEWER.items():
            text = re.sub(rf"(?<!of the ){old}(?= \d)", new, text)
        text = re.sub(r"(km(?: \([^()]*\))?), (?=[A-Z])", r"\1; ", text)
    return re.sub(r" ?\b(total|land|water|note|border countries \(\d+\)): ", r"<br><br><strong>\1: </strong>", text)


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
        if finding.rule == "value-conflict" and (finding.verdict == "contradiction" or _staggered(finding))
        for box in finding.boxes
    }
    assert told == parted


def _staggered(finding: Finding) -> bool:
    """No reading lets both hold, and one page has a figure that the other one gave in another edition."""
    said = {one.reason for one in finding.explanations if one.status != "ruled-out"}
    return "staggered-update" in said and finding.why.startswith("read at the widest")


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
    for id, claims in made.claims.items():
        own = [claim for claim in claims if claim.get("subject") == made.pages[id].subject and "scope" not in claim]
        spans = {claim["property"]: _span(claim) for claim in own}
        area, land, water = (spans.get(name) for name in ("area", "land-area", "water-area"))
        if area and land and water and (land[0] + water[0] >= area[1] or land[1] + water[1] <= area[0]):
            wrong.add(id)
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
    assert line in open_lines(result)


def test_the_page_is_what_the_check_finds(made: Any, result: Result) -> None:
    """Both are made anew by `python examples/factbook/page.py FOLDER`."""
    assert page.page(made, result) == (page.DOCS / "factbook.md").read_text("utf-8")
    assert page.picture(result) == (page.DOCS / "factbook.svg").read_text("utf-8")


def test_the_readme_counts_what_the_check_finds(made: Any, result: Result) -> None:
    readme = (FACTBOOK / "README.md").read_text("utf-8")
    open_ones = Counter(one.verdict for one in result.disagreements if one.open)
    left = {(one.field, one.words) for one in made.left}
    assert f"{len(made.pages):,} pages, {len(result.corpus.claims):,} claims" in readme
    assert f"about {open_ones.total()} questions" in readme
    assert f"{open_ones['contradiction']} contradictions and {open_ones['tension']} tensions" in readme
    assert f"{made.left.total()} stretches of text, {len(left)} different ones" in readme


def test_edits_planted_in_real_pages_are_found_and_nothing_else(texts: list[Any], tmp_path: Path) -> None:
    """In one edition a border figure on every tenth page that has one is raised by a third."""
    rows = [row for row in texts if row.edition == 2016]
    whole = encode.encode(rows)
    before = check(rows, tmp_path / "before")
    pages = sorted(
        (row for row in rows if row.field == "Land boundaries" and "border countries (" in row.text),
        key=lambda row: row.country,
    )[::10]
    figure = re.compile(r"(border countries \(\d+\): [^,|\d]*?)([\d,.]+)(?= km)")
    rows = [row._replace(text=figure.sub(_raised, row.text, count=1)) if row in pages else row for row in rows]
    edited = encode.encode(rows)
    after = check(rows, tmp_path / "after")
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
    assert set(open_lines(after)) - set(open_lines(before)) == expected


def _quantity(claim: Mapping[str, Any]) -> str:
    """The key of a claim as findings show it; nothing for a relation."""
    scope = ",".join(f"{name}={member}" for name, member in claim.get("scope", {}).items())
    return f"{claim.get('subject')}.{claim.get('property')}" + (f"[{scope}]" if scope else "")


def _raised(found: re.Match[str]) -> str:
    return f"{found[1]}{Fraction(found[2].replace(',', '')) * 4 // 3 + 3}"


@pytest.mark.parametrize("form", ["yaml", "tables"])
def test_the_same_source_gives_the_same_bytes(form: str, texts: list[Any], tmp_path: Path) -> None:
    rows = [row for row in texts if row.edition == 2009 and row.country < "D"]
    for name in ("one", "two"):
        encode.write(encode.encode(rows), tmp_path / name, form)
    one, two = (
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*.*")} for n in ("one", "two")
    )
    assert one == two


def test_tables_hold_what_files_hold(texts: list[Any], tmp_path: Path) -> None:
    rows = [row for row in texts if row.edition in (2013, 2014) and row.country < "C"]
    found = [check(rows, tmp_path / form, form) for form in ("yaml", "tables")]
    one, two = ([(f.id, f.verdict, f.refs, f.message) for f in result.findings] for result in found)
    assert one == two


def test_the_page_is_written_by_one_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert page.main([str(tmp_path)]) == 2
    assert "name the folder that encode.py wrote" in capsys.readouterr().err


def test_the_program_says_what_it_made(texts: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
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
