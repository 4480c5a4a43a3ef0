"""What follows from relations stands on one line with what is stated, and the gap between them is marked."""

from __future__ import annotations

import pytest

from checker.model.result import Result
from checker.report.figure import Figure, line_of, lines, svg
from checker.request import Request
from checker.run import examine

PROPERTIES = {
    "share": {"label": "share", "datatype": "quantity", "kind": "constant", "unit": "%"},
    "cost": {"label": "cost", "datatype": "quantity", "kind": "constant", "unit": "USD"},
    "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    "staff": {"label": "staff", "datatype": "quantity", "kind": "constant", "adds_over": "place"},
}
ENTITIES = {
    "ours": {"label": "our cost"},
    "theirs": {"label": "their cost"},
    "north": {"label": "North", "part_of": "land"},
    "south": {"label": "South", "part_of": "land"},
    "land": {"label": "Land"},
}
SHARE = {"relation": "thing.share = ours.cost / (ours.cost + theirs.cost)", "because": "The two of us pay everything."}
SUM = {"relation": "sum of parts of thing.staff[place=land] = thing.staff[place=land]", "because": "All are counted."}
LATER = {"relation": "theirs.opened - ours.opened = 10 years", "because": "Theirs opened ten years after ours."}


def line(result: Result, **letters: str) -> Figure:
    (finding,) = (finding for finding in result.findings if finding.derived)
    made = line_of(finding, result, letters or None)
    assert made is not None
    return made


CASES = {
    "a share of sums": (
        [
            {"value": "86 %", "said_by": "theirs"},
            {"subject": "ours", "property": "cost", "value": "20 USD"},
            {"subject": "theirs", "property": "cost", "value": "20 USD"},
        ],
        SHARE,
        (
            "86 %",
            "by the other figures: 47.5 to 52.5 %, at the widest 45 to 55 %",
            "33 percentage points apart",
        ),
    ),
    "parts that exceed their whole": (
        [
            {"property": "staff", "value": "30", "scope": {"place": "land"}},
            {"property": "staff", "value": "20", "scope": {"place": "north"}},
            {"property": "staff", "value": "25", "scope": {"place": "south"}},
        ],
        SUM,
        None,
    ),
    "dates that a relation ties": (
        [
            {"subject": "ours", "property": "opened", "value": "1951-03-04"},
            {"subject": "theirs", "property": "opened", "value": "1975-03-04"},
        ],
        LATER,
        None,
    ),
}


def _result(build, claims, relation) -> Result:
    documents = {f"d{number}": [claim] for number, claim in enumerate(claims)}
    return examine(Request(build(documents, PROPERTIES, ENTITIES, relations=[relation]), "2026-11-22"))


@pytest.mark.parametrize(("claims", "relation", "expected"), list(CASES.values()), ids=list(CASES))
def test_what_follows_stands_below_what_is_stated(build, claims, relation, expected) -> None:
    made = line(_result(build, claims, relation))
    stated, follows = made.marks
    assert (stated.derived, follows.derived) == (False, True)
    assert stated.possible.x.hi <= follows.possible.x.lo or follows.possible.x.hi <= stated.possible.x.lo
    (gap,) = made.bands
    assert gap.area is not None
    assert gap.area.x.lo < gap.area.x.hi
    assert made.rows[1].label.startswith("by the other figures: ")
    assert not any(part in row.label for row in made.rows for part in ("/19", "-03-", "thing."))
    if expected:
        assert (made.rows[0].label.partition("  ")[2], made.rows[1].label, gap.words) == expected
    drawn = svg(made)
    assert 'class="dv"' in drawn
    assert "by the other figures" in "\n".join(lines(made))


def test_letters_are_those_of_the_card(build) -> None:
    claims, relation, _ = CASES["a share of sums"]
    result = _result(build, claims, relation)
    against = next(finding.derived.against.ref for finding in result.findings if finding.derived)
    assert line(result, **{against: "C2"}).rows[0].label.startswith("C2  ")


def test_where_nothing_follows_there_is_no_line(build) -> None:
    result = _result(build, [{"value": "86 %"}, {"value": "40 %"}], SHARE)
    assert result.findings
    assert [line_of(finding, result) for finding in result.findings] == [None] * len(result.findings)
