"""What the editions say against each other, as a page of the documentation: figures of one run, none of the texts.

    python examples/factbook/page.py FOLDER

checks what `encode.py` wrote to FOLDER and writes `docs/factbook.md` and `docs/factbook.svg`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import encode
from places import HERE

from checker.model.box import Box
from checker.model.disagreement import Disagreement
from checker.model.finding import OPEN, Finding
from checker.model.result import Result
from checker.report.figure import figure_of, sheet
from checker.report.pages.markdown import table
from checker.request import Request
from checker.run import examine

DOCS = HERE.parents[1] / "docs"
NOW = "2026-11-22"
PICTURED = ("border-argentina--paraguay", "length")
"""A quantity of which the two pages part in one edition."""

MOST = 25
"""Changes that the page lists, the largest first."""

OF_RULES: Mapping[tuple[str, str], str] = {
    ("contradiction", "value-conflict"): "two pages of one edition give figures that no rounding joins",
    ("contradiction", "date-conflict"): "two dates for one event, within a page or between editions",
    ("contradiction", "joint-conflict"): "a total that its parts do not make",
    ("tension", "value-conflict"): "one figure may be cut off, or one page alone says what it counts",
    ("tension", "date-conflict"): "one page alone says what it counts as independence",
    ("tension", "implausible-change"): "faster than a border or a country can change",
    ("tension", "joint-conflict"): "a sum that fits in one sense of an area only",
    ("reconciled", "value-conflict"): "by time, scope, definition or precision; or taken over an edition later",
    ("reconciled", "date-conflict"): "declared against recognized; of another power",
    ("reconciled", "category-conflict"): "a territory's status reworded in a later edition",
    ("reconciled", "reading-that-fits"): "a sum in one of the senses of its parts",
    ("agreement", "agreement"): "",
    ("agreement", "relation-holds"): "sums that add up",
}


FINDINGS = (
    """\
## Findings

Findings are pairs or smallest sets of claims, the evidence below the questions: where pages differ for years, each pair
of editions is one.
""".splitlines()
    + [""]
)

BORDERS = (
    """\
## Borders: two pages of one edition differ

Two lengths that no rounding joins. Where an edition comes between an old and a new measurement, some of its pages give
the new figure already, the others the old.
""".splitlines()
    + [""]
)

PICTURE = (
    """\
![The length of the border of Argentina and Paraguay by edition: in 2014 the two pages differ](factbook.svg)
""".splitlines()
    + [""]
)

CHANGES = (
    """\
## Changes faster than the ground

A border or an area hardly moves, but its figure does where an edition takes it from a new measurement: quantities that
move by more than 2 % (areas) or 10 % (lengths) from one edition of a page to the next.
""".splitlines()
    + [""]
)

LEFT = (
    """\
## What is not encoded

Remarks, and history told in sentences, are no claim; `examples/factbook/encode.py FOLDER --left` lists them.
""".splitlines()
    + [""]
)


def page(made: encode.Encoded, result: Result) -> str:
    """The whole page; the same corpus gives the same bytes."""
    parts = (_head(made, result), _verdicts(result), _borders(result), _others(result), _changes(result), _left(made))
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def picture(result: Result) -> str:
    """One quantity over all editions, as SVG."""
    figure = figure_of(*PICTURED, result, least=1)
    assert figure is not None
    return f"{sheet((figure,))}\n"


def _head(made: encode.Encoded, result: Result) -> Iterator[str]:
    editions = sorted({page.edition for page in made.pages.values()})
    open_ = [found for found in result.disagreements if found.open]
    verdicts = Counter(found.verdict for found in open_)
    alone = len(result.coverage.uncorroborated)
    yield from f"""\
# What the editions of a reference work say against each other

Made by `examples/factbook/page.py` from what it checks; do not edit. Where the texts are, a test makes it anew.

*The World Factbook*, editions of {editions[0]} to {editions[-1]}: {len(made.pages):,} pages became
{len(result.corpus.claims):,} claims about areas, land boundaries, coastlines and independence
([how](../examples/factbook/README.md)). Each country states its borders on its own page, so that an edition states
most of them twice. {alone} claims have nothing to be compared with. There is something to decide about
**{len(open_)} questions: {verdicts["contradiction"]} contradictions and {verdicts["tension"]} tensions**.
""".splitlines()
    yield ""
    claims = Counter(claim.document.published for claim in result.corpus.claims)
    pages = Counter(page.edition for page in made.pages.values())
    part = {verdict: Counter(edition for found in open_ if found.verdict == verdict for edition in _editions(found))
            for verdict in OPEN}  # fmt: skip
    rows = ((str(e), f"{pages[e]:,}", f"{claims[str(e)]:,}", *(str(part[v][str(e)]) for v in OPEN)) for e in editions)
    yield from table(("edition", "pages", "claims", "part of contradictions", "part of tensions"), rows)


def _editions(found: Disagreement) -> set[str]:
    return {claim.document.published for position in found.positions for claim in position.claims}


def _verdicts(result: Result) -> Iterator[str]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in result.findings:
        found[finding.verdict, finding.rule].append(finding.key)
    yield from FINDINGS
    rows = (
        (verdict, f"`{rule}`", f"{len(keys):,}", f"{len(set(keys)):,}", OF_RULES.get((verdict, rule), ""))
        for (verdict, rule), keys in sorted(found.items(), key=lambda item: _rank(item[0]))
    )
    yield from table(("verdict", "rule", "findings", "quantities", ""), rows)


def _rank(name: tuple[str, str]) -> tuple[int, str]:
    order = list(OF_RULES)
    return (order.index(name), "") if name in order else (len(order), str(name))


# --- borders


def _borders(result: Result) -> Iterator[str]:
    """Borders of which two pages of one edition differ: by edition, and each with its figures."""
    given: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for finding in _contradictions(result, borders=True):
        for box in finding.boxes:
            given[_name(box, result)][box.claim.as_of][_country(box)] = box.claim.value
    by_edition = Counter(edition for figures in given.values() for edition in figures)
    alone = Counter(next(iter(figures)) for figures in given.values() if len(figures) == 1)
    yield from BORDERS
    yield f"{len(given)} borders, or stretches of one:"
    yield ""
    rows = ((edition, str(count), str(alone[edition])) for edition, count in sorted(by_edition.items()))
    yield from table(("edition", "borders that differ", "in this edition only"), rows)
    yield from PICTURE
    yield "For several editions:"
    yield ""
    rows = ((name, *span) for name, figures in sorted(given.items()) if len(figures) > 1 for span in _spans(figures))
    yield from table(("border", "editions", "figures"), rows)
    yield "In one edition:"
    yield ""
    single = ((name, *next(iter(figures.items()))) for name, figures in sorted(given.items()) if len(figures) == 1)
    yield from table(
        ("border", "edition", "figures"), ((name, edition, _figures(said)) for name, edition, said in single)
    )


def _spans(figures: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Editions in a row that give the same figures, and those figures."""
    start, last = "", ""
    for edition in sorted(figures):
        if start and figures[edition] != figures[start]:
            yield _years(start, last), _figures(figures[start])
            start = ""
        start, last = start or edition, edition
    yield _years(start, last), _figures(figures[start])


def _years(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _figures(said: Mapping[str, str]) -> str:
    return " · ".join(f"{country} {value}" for country, value in sorted(said.items()))


def _name(box: Box, result: Result) -> str:
    """What a border is between, and which stretch of it."""
    vocabulary = result.corpus.vocabulary
    parts = (vocabulary.label(member) for _, member in box.key.scope)
    return ", ".join((vocabulary.label(box.key.subject).removeprefix("border of "), *parts))


def _country(box: Box) -> str:
    return re.sub(r" \(\d{4} edition\)$", "", box.claim.document.title)


# --- the rest


def _others(result: Result) -> Iterator[str]:
    """What else contradicts: totals and dates, each with its editions."""
    editions: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in _contradictions(result, borders=False):
        labels = sorted({_label(box, result) for box in finding.boxes}, key=lambda label: (len(label), label))
        said = sorted({claim.value or _sum(claim.readings[0]) for claim in finding.claims})
        editions[_together(labels), " · ".join(said)] |= {claim.document.published for claim in finding.claims}
    yield "## Totals and dates that contradict"
    yield ""
    rows = ((*key, _runs(sorted(years))) for key, years in sorted(editions.items()))
    yield from table(("quantities", "figures that do not fit", "editions"), rows)


def _sum(relation: object) -> str:
    """The terms of a sum that a page makes."""
    return " + ".join(re.findall(r'"([^"]*)"', str(relation)))


def _label(box: Box, result: Result) -> str:
    vocabulary = result.corpus.vocabulary
    names = (box.key.subject, box.key.property, *(member for _, member in box.key.scope))
    return ", ".join(map(vocabulary.label, names))


def _together(labels: list[str]) -> str:
    """Several quantities of one subject, which is named once."""
    subject, _, first = labels[0].partition(", ")
    return f"{subject}: {'; '.join((first, *(label.removeprefix(f'{subject}, ') for label in labels[1:])))}"


def _runs(years: list[str]) -> str:
    """Editions in words: those in a row by the first and the last."""
    runs: list[list[str]] = []
    for year in years:
        if runs and int(year) == int(runs[-1][-1]) + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(_years(run[0], run[-1]) for run in runs)


def _changes(result: Result) -> Iterator[str]:
    """Figures that move from one edition of a page to the next faster than the ground can."""
    steps: dict[tuple[str, int], tuple[Box, Box]] = {}
    for finding in result.of("tension"):
        if finding.rule != "implausible-change":
            continue
        old, new = sorted(finding.boxes, key=lambda box: box.claim.as_of)
        if int(new.claim.as_of) == int(old.claim.as_of) + 1 and _page(new) == _page(old):
            steps[_label(old, result), int(old.claim.as_of)] = (old, new)
    properties = sorted({old.key.property for old, _ in steps.values()})
    counts = Counter((year, old.key.property) for (_, year), (old, _) in steps.items())
    yield from CHANGES
    headings = ("step", *(result.corpus.vocabulary.label(name) for name in properties))
    years = sorted({year for year, _ in counts})
    rows = ((f"{year} to {year + 1}", *(str(counts[year, name]) for name in properties)) for year in years)
    yield from table(headings, rows)
    yield f"The {MOST} largest:"
    yield ""
    largest = sorted(steps.items(), key=lambda item: (-_factor(*item[1]), item[0]))[:MOST]
    rows = (
        (name, f"{year} to {year + 1}", f"{old.claim.value} to {new.claim.value}", f"{float(_factor(old, new)):.3g}")
        for (name, year), (old, new) in largest
    )
    yield from table(("quantity", "step", "figures", "factor"), rows)


def _page(box: Box) -> str:
    """The page of a claim, whichever edition's."""
    return box.claim.document.id.rpartition("-")[0]


def _factor(old: Box, new: Box) -> Fraction:
    """By how much the larger figure exceeds the smaller one."""
    one, other = sorted(Fraction(box.value.literal.lo or 0) for box in (old, new))
    return other / one if one else Fraction(0)


def _left(made: encode.Encoded) -> Iterator[str]:
    """What no claim encodes: by field and edition."""
    editions, counts = made.left_by_edition()
    yield from LEFT
    different = {(left.field, left.words) for left in made.left}
    yield f"{made.left.total()} stretches of text, {len(different)} different ones:"
    yield ""
    yield from table(("field", *map(str, editions)), ((name, *map(str, numbers)) for name, numbers in counts.items()))


def _contradictions(result: Result, borders: bool) -> Iterator[Finding]:
    """Those of two figures for one border, or all others."""
    for finding in result.of("contradiction"):
        if (finding.rule == "value-conflict" and finding.boxes[0].key.property == "length") is borders:
            yield finding


def main(arguments: list[str]) -> int:
    """Checks and writes; 2 where the folder or the texts are not there."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "claims").is_dir() or not encode.source().is_file():
        sys.stderr.write("name the folder that encode.py wrote, and the file of the texts in CHECKER_FACTBOOK\n")
        return 2
    folder = Path(arguments[0])
    result = examine(Request(folder / "claims", NOW, folder / "texts"))
    (DOCS / "factbook.md").write_text(page(encode.encode(encode.rows(encode.source())), result), "utf-8")
    (DOCS / "factbook.svg").write_text(picture(result), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
