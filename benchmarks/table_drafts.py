"""How much of the tables of a text `checker draft` finds, and binds: `python benchmarks/table_drafts.py [TABLES]`.

Tables in HTML and Markdown, made at random: a row for each country, a column for each year, a row for each year, a
table of one country, headings in two rows; with magnitudes and units in headings, hedges, notes, numbered rows, totals,
gaps and names of scores. Of each figure it is known what it says. Counts as found: a draft has its value in the
property's unit; as bound: it has a subject and a property; as right: those of the cell, and its time.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from checker.literals.boxes import normalise
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.value import Bounds
from checker.model.vocabulary import Entity, Property, Vocabulary
from checker.starting.drafts import drafts_of
from checker.texts.files import text_of

COUNTRIES = ("Japan", "France", "New Zealand", "Peru", "Ivory Coast", "Chad", "Oman", "Fiji", "Laos", "Malta")
_HEADINGS = """
population | people | state | Population = ; Population (thousands) = thousand; Population, millions = million
area | km² | constant | Area (km²) = km²; Area, sq mi = sq mi; Total area in hectares = hectares
output | USD | state | Output (US$ million) = million US$; Output, USD bn = billion USD; Output ($) = $
literacy | % | state | Literacy (%) = %; Literacy = %%; Literacy, per cent = per cent
rainfall | mm | state | Rainfall (mm) = mm; Rainfall [inches] = inches; Mean rainfall, mm = mm
"""
MEASURES = tuple(
    (*cells[:3], tuple(tuple(part.strip() for part in one.split("=")) for one in cells[3].split(";")))
    for cells in ([cell.strip() for cell in line.split("|")] for line in _HEADINGS.strip().splitlines())
)
"""Properties with their units, and headings of each with what they add to a figure; `%%`: it stands in the cell."""
HEDGES = ("", "", "", "", "c. ", "~", "over ", "<", "about ")
NOTES = ("", "", "", "[1]", "[b]")
YEARS = ("2001", "2011", "2021")
VOCABULARY = Vocabulary(
    entities={name.lower().replace(" ", "-"): Entity(name.lower().replace(" ", "-"), name) for name in COUNTRIES},
    properties={
        name: Property(
            name, label=name, datatype="quantity", kind="constant" if kind == "constant" else "state", unit=unit
        )
        for name, unit, kind, _ in MEASURES
    },
)
DOCUMENT = Document("d", "A table", "P", "2022", Mark("d.yaml"), language="en")
DRAFT = Claim("c", DOCUMENT, "a cell", Mark("d.yaml"), value="")


class Said(NamedTuple):
    """What a cell says."""

    subject: str
    property: str
    value: str
    as_of: str


Row = Sequence[tuple[str, bool]]
"""Cells, each with whether it is a heading."""


def table(random: Random) -> tuple[list[Row], list[Said], str]:
    """A table, what its cells say, and the heading above it."""
    said: list[Said] = []
    countries = random.sample(COUNTRIES, random.randint(3, 6))
    measures = [(*one[:3], random.choice(one[3])) for one in random.sample(MEASURES, random.randint(2, 4))]

    def cell(country: str, measure: tuple, as_of: str) -> tuple[str, bool]:
        name, _, kind, (_, added) = measure
        if random.random() < 0.08:
            return random.choice(("n/a", "–", "")), False
        number = f"{random.randint(11, 99_999):,}" if name != "literacy" else f"{random.randint(110, 990) / 10}"
        figure = random.choice(HEDGES) + number
        shown = f"{figure}%" if added == "%%" else figure
        value = shown if added == "%%" else f"{figure} {added}"
        said.append(Said(country.lower().replace(" ", "-"), name, value, as_of if kind == "state" else ""))
        return shown + random.choice(NOTES), False

    layout, first = random.choice(("rows", "years across", "years down", "one country", "two heads")), measures[0]
    label = first[3][0]
    if layout == "rows":
        numbered, total = random.random() < 0.5, random.random() < 0.3
        rows = [
            [("#", True)] * numbered + [("Country", True), *((one[3][0], True) for one in measures), ("Score", True)]
        ]
        for place, country in enumerate(countries, 1):
            own = [cell(country, one, "") for one in measures]
            rows.append([(str(place), False)] * numbered + [(country, False), *own, ("3:1", False)])
        rows += [[("", False)] * numbered + [("Total", False), *(("–", False) for _ in measures), ("", False)]] * total
        return rows, said, "Countries"
    if layout == "years across":
        rows = [[("Country", True), *((year, True) for year in YEARS)]]
        rows += [[(country, False), *(cell(country, first, year) for year in YEARS)] for country in countries]
        return rows, said, label
    if layout == "years down":
        rows = [[("Year", True), *((country, True) for country in countries)]]
        rows += [[(year, False), *(cell(country, first, year) for country in countries)] for year in YEARS]
        return rows, said, label
    if layout == "one country":
        rows = [[("", True), ("Value", True)]]
        rows += [[(one[3][0], False), cell(countries[0], one, "")] for one in measures]
        return rows, said, countries[0]
    rows = [[("Country", True), *((f"{one[3][0]} {year}", True) for one in measures for year in YEARS[:2])]]
    for country in countries:
        rows.append([(country, False), *(cell(country, one, year) for one in measures for year in YEARS[:2])])
    return rows, said, "Countries by year"


def written(rows: Sequence[Row], heading: str, form: str) -> str:
    if form == "md":
        lines = ["| " + " | ".join(words for words, _ in row) + " |" for row in rows]
        return "\n".join((f"# {heading}", "", lines[0], "|---" * len(rows[0]) + "|", *lines[1:], ""))
    cells = ("".join(f"<t{'h' if head else 'd'}>{words.replace('<', '&lt;')}" for words, head in row) for row in rows)
    return f"<h2>{heading}</h2><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def values(claim: Claim, prop: str, value: str) -> tuple[object, ...]:
    boxes, _ = normalise([replace(claim, subject="japan", property=prop, value=value)], VOCABULARY)
    return tuple((box.value.literal, box.value.possible) for box in boxes if isinstance(box.value, Bounds))


def counted(random: Random, form: str) -> Iterator[str]:
    rows, said, heading = table(random)
    text = text_of(written(rows, heading, form).encode(), f"a.{form}")
    drafts = [one for one in drafts_of(text, DOCUMENT, VOCABULARY) if one.because]
    left = list(drafts)
    for one in said:
        yield "figures"
        alike = [
            draft
            for draft in left
            if values(draft, one.property, draft.value) == values(draft, one.property, one.value)
        ]
        same = [draft for draft in alike if (draft.subject, draft.property) == (one.subject, one.property)]
        if not alike:
            continue
        draft = (same or alike)[0]
        left.remove(draft)
        yield "found"
        if draft.subject and draft.property:
            yield "bound"
            if (draft.subject, draft.property, draft.as_of) == (one.subject, one.property, one.as_of):
                yield "right"
    yield from ["drafts"] * len(drafts)
    yield from ["of no figure"] * len(left)


def main() -> None:
    number = int(sys.argv[1] if sys.argv[1:] else 400)
    for form in ("html", "md"):
        count = Counter(what for seed in range(number // 2) for what in counted(Random(f"{form} {seed}"), form))
        share = 100 * count["found"] / count["figures"]
        print(
            f"{form}: {count['found']} of {count['figures']} figures are found ({share:.1f} %); "
            f"of {count['drafts']} drafts {count['of no figure']} are of none; {count['bound']} are bound, "
            f"{count['right']} of them rightly"
        )


if __name__ == "__main__":
    main()
