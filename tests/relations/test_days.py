"""Days in relations: what is before, how many days lie between, and no time at all."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checker.model.finding import Finding
from checker.relations.findings import CONFLICT
from checker.request import Request
from checker.run import examine

NOW = "2026-11-22"
PROPERTIES = {
    "opened": {"label": "opened", "datatype": "date", "kind": "event"},
    "closed": {"label": "closed", "datatype": "date", "kind": "event"},
    "length": {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "day"},
    "years": {"label": "length in years", "datatype": "quantity", "kind": "constant", "unit": "year"},
    "months": {"label": "length in months", "datatype": "quantity", "kind": "constant", "unit": "month"},
    "run": {"label": "run", "datatype": "interval", "kind": "event", "lasts": "length"},
}


def conflicts(build, relation: str, values: Mapping[str, str]) -> list[Finding]:
    """The joint findings on some values, each in a document of its own, that a relation by definition ties."""
    documents = {f"paper-{name}": [{"property": name, "value": value}] for name, value in values.items()}
    relations = [{"relation": relation, "because": "it is so"}] if relation else []
    result = examine(Request(build(documents, PROPERTIES, relations=relations), NOW))
    assert not result.faults
    return [finding for finding in result.findings if finding.rule == CONFLICT]


MAY_5, MAY_6 = {"opened": "2020-05-05"}, {"opened": "2020-05-06"}
BEFORE, LENGTH = "thing.opened before thing.closed", "thing.closed - thing.opened = thing.length"
SPILL = {"opened": "2010-04-20", "closed": "2010-07-15"}


@pytest.mark.parametrize(
    ("relation", "values", "verdict"),
    [
        pytest.param(BEFORE, {**MAY_5, "closed": "2020-05-05"}, "tension", id="before, on one day"),
        pytest.param(BEFORE, {**MAY_6, "closed": "2020-05-05"}, "contradiction", id="before, a day too late"),
        pytest.param(BEFORE, {**MAY_5, "closed": "2020-05-06"}, None, id="before, by a day"),
        pytest.param(BEFORE, {"opened": "2020", "closed": "2020"}, None, id="before, within a year"),
        pytest.param(
            "thing.closed after thing.opened", {**MAY_5, "closed": "2020-05-05"}, "tension", id="after, on one day"
        ),
        pytest.param(
            "thing.opened < thing.closed", {**MAY_5, "closed": "2020-05-05"}, "tension", id="smaller, on one day"
        ),
        pytest.param(LENGTH, {**SPILL, "length": "exactly 86 days"}, None, id="as many days as lie between"),
        pytest.param(LENGTH, {**SPILL, "length": "exactly 87 days"}, None, id="both ends count"),
        pytest.param(LENGTH, {**SPILL, "length": "exactly 85 days"}, None, id="neither end counts"),
        pytest.param(LENGTH, {**SPILL, "length": "exactly 88 days"}, "contradiction", id="more than both ends"),
        pytest.param(
            LENGTH, {**SPILL, "length": "exactly 84 days"}, "contradiction", id="fewer than without both ends"
        ),
        pytest.param(
            "thing.closed = thing.opened + thing.length",
            {**SPILL, "length": "exactly 87 days"},
            None,
            id="a date and so many days, both ends counted",
        ),
        pytest.param(
            "thing.closed = thing.opened + thing.length",
            {**SPILL, "length": "exactly 88 days"},
            "contradiction",
            id="a date and too many days",
        ),
        pytest.param(
            "", {"run": "2010-04-20/2010-07-15", "length": "exactly 87 days"}, None, id="what an interval lasts"
        ),
        pytest.param(
            "",
            {"run": "2010-04-20/2010-07-15", "length": "exactly 88 days"},
            "contradiction",
            id="more than an interval lasts",
        ),
        pytest.param(
            "thing.closed within 1 day of thing.opened",
            {**MAY_5, "closed": "2020-05-07"},
            None,
            id="within a day, which may be two",
        ),
        pytest.param(
            "thing.closed within 1 day of thing.opened",
            {**MAY_5, "closed": "2020-05-08"},
            "contradiction",
            id="three days are not within one",
        ),
        pytest.param(
            "thing.closed - thing.opened >= 0 days",
            {**MAY_6, "closed": "2020-05-05"},
            "contradiction",
            id="not even a day less than none",
        ),
        pytest.param(
            "thing.closed - thing.opened >= 0 years",
            {**MAY_6, "closed": "2020-05-05"},
            "contradiction",
            id="no years are no days",
        ),
        pytest.param(
            "0 years <= thing.closed - thing.opened",
            {**MAY_6, "closed": "2020-05-05"},
            "contradiction",
            id="no years, on the other side",
        ),
        pytest.param(
            "thing.closed = thing.opened + 0 days",
            {**MAY_5, "closed": "2020-05-06"},
            "contradiction",
            id="no days later",
        ),
        pytest.param(
            "thing.closed - thing.opened = thing.years",
            {"opened": "2000-01-01", "closed": "2010-01-01", "years": "exactly 10 years"},
            None,
            id="years of the calendar",
        ),
    ],
)
def test_days_are_counted_either_way(build, relation: str, values: Mapping[str, str], verdict: str | None) -> None:
    assert [finding.verdict for finding in conflicts(build, relation, values)] == ([verdict] if verdict else [])


LATER = "thing.closed = thing.opened + 1 month"
MONTHS = "thing.closed - thing.opened = thing.months"
CALENDAR = [
    ("from one day of February to that of March", LATER, "1990-02-15", "1990-03-15", "", None),
    ("from the last of January to the last of February", LATER, "1990-01-31", "1990-02-28", "", None),
    ("both ends of the month count", LATER, "1990-02-01", "1990-02-28", "", None),
    ("two days more than the longest month", LATER, "1990-02-15", "1990-03-20", "", "contradiction"),
    ("two months for one", LATER, "1990-02-15", "1990-04-15", "", "contradiction"),
    ("a month on the other side", "1 month = thing.closed - thing.opened", "1990-02-15", "1990-03-15", "", None),
    ("no month on the other side", "1 month = thing.closed - thing.opened", "1990-02-15", "1990-03-20", "",
     "contradiction"),
    ("within a month", "thing.closed within 1 month of thing.opened", "1990-07-15", "1990-08-15", "", None),
    ("not within a month", "thing.closed within 1 month of thing.opened", "1990-07-15", "1990-08-20", "",
     "contradiction"),
    ("three months", MONTHS, "1990-02-15", "1990-05-15", "exactly 3 months", None),
    ("a month that a claim states", MONTHS, "1990-02-15", "1990-03-15", "exactly 1 month", None),
    ("to the last of February, as a claim states", MONTHS, "1990-01-31", "1990-02-28", "exactly 1 month", None),
    ("two months that a claim states as one", MONTHS, "1990-02-15", "1990-04-15", "exactly 1 month", "contradiction"),
    ("a century without a leap day", "thing.closed = thing.opened + 108 years", "1796-03-01", "1904-03-01", "", None),
    ("a year and a week for a year", "thing.closed = thing.opened + 1 year", "1990-03-01", "1991-03-08", "",
     "contradiction"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "opened", "closed", "months", "verdict"), [pytest.param(*rest, id=label) for label, *rest in CALENDAR]
)
def test_months_and_years_are_those_of_the_calendar(build, relation, opened, closed, months, verdict) -> None:
    values = {"opened": opened, "closed": closed, **({"months": months} if months else {})}
    found = conflicts(build, relation, values)
    assert [(finding.verdict, finding.reasons) for finding in found] == ([(verdict, ())] if verdict else [])


def test_two_figures_that_the_same_dates_allow_are_no_error(build) -> None:
    """86 days between and 87 with both ends: what one rule lets pass is no error of another."""
    documents = {f"paper-{name}": [{"property": name, "value": value}] for name, value in SPILL.items()}
    documents |= {f"paper-{n}": [{"property": "length", "value": f"{n} days"}] for n in (86, 87)}
    relations = [{"relation": LENGTH, "because": "it is so"}]
    result = examine(Request(build(documents, PROPERTIES, relations=relations), NOW))
    assert not result.of("contradiction")
