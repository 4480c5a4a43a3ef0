"""The badge says what is open in words and loads nothing; the dashboard has its schema and counts alike."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from checker.model.corpus import Corpus
from checker.model.result import Coverage, Result
from checker.readers.files.dashboard import Dashboard
from checker.report.formats import format_of
from checker.report.html.material import is_open
from checker.report.options import Options
from checker.report.trend import trend
from tests.report.test_history import run

AS_OF = "2026-11-22"
EMPTY = Result(Corpus(), AS_OF, (), (), (), Coverage(0, 0, (), ()))
SVG = "{http://www.w3.org/2000/svg}"


def badge(result: Result) -> ET.Element:
    return ET.fromstring(format_of("badge").write(result, Options()))


def clean(result: Result) -> Result:
    return replace(result, findings=result.of("agreement"), disagreements=(), faults=())


@pytest.mark.parametrize(
    ("label", "change", "expected"),
    [
        ("nothing was there", lambda _: EMPTY, "nothing was checked"),
        ("all fits", clean, "nothing open"),
        ("a fault may hide more", lambda r: replace(clean(r), faults=r.faults), "1 fault"),
        ("open and unchecked", lambda r: replace(r, faults=()), "2 contradictions, 1 tension, 2 unchecked"),
    ],
)
def test_what_it_says(label: str, change, expected: str, plain: Result) -> None:
    made = badge(change(plain))
    assert expected in (made.findtext(f"{SVG}title") or ""), label
    assert made.get("role") == "img"
    assert made.get("aria-label") == made.findtext(f"{SVG}title")
    (colour,) = (path.get("fill") for path in made.iter(f"{SVG}path"))
    assert (colour == "#1f6b3c") == (label == "all fits"), "green only where everything was checked and nothing is open"


def test_it_loads_nothing(plain: Result) -> None:
    text = format_of("badge").write(plain, Options())
    assert "href" not in text
    assert "url(" not in text
    assert text.count("http") == text.count('xmlns="http://www.w3.org/2000/svg"')


def test_the_dashboard_has_its_schema_and_counts(plain: Result) -> None:
    shown = [one for one in plain.disagreements if is_open(one)]
    known = trend([run("2026-01-01", shown[0].id), run(AS_OF, *(one.id for one in shown))], AS_OF)
    told = Dashboard.model_validate_json(format_of("dashboard").write(plain, Options(trend=known)))
    assert told.as_of == AS_OF
    assert told.verdicts.contradiction + told.verdicts.tension + told.verdicts.unchecked == len(told.open)
    assert told.verdicts.decided == 1
    totals = [sum(getattr(s.verdicts, name) for s in told.subjects) for name in ("contradiction", "agreement")]
    assert totals == [told.verdicts.contradiction, told.verdicts.agreement]
    assert sum((told.severities.error, told.severities.warning, told.severities.info)) == len(told.open)
    since = {entry.id: entry.since for entry in told.open}
    assert since[shown[0].id] == "2026-01-01"
    assert {since[one.id] for one in shown[1:]} == {AS_OF}
    assert [(day.as_of, day.new) for day in told.runs] == [("2026-01-01", 0), (AS_OF, len(shown) - 1)]


def test_hostile_words_keep_its_form(canary: str, spoiled) -> None:
    Dashboard.model_validate(json.loads(format_of("dashboard").write(spoiled(canary), Options())))
    badge(spoiled(canary))
