"""`checker read` shows what a literal is read as, or where and why it is not."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main


def read(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["read", *arguments])


def lines(result: Result) -> dict[str, str]:
    assert result.exit_code == 0, result.output
    return {line[:22].strip(): line[23:] for line in result.stdout.splitlines()}


READ = [
    (
        "a limit in another unit",
        ("up to 26 mph", "--unit", "km/h"),
        {
            "hedge": "up to",
            "unit": "mi/hour → km/h",
            "bare words": "37.6586496 to 41.842944 km/h",
            "at the widest": "less than 43.452288 km/h",
        },
    ),
    (
        "a bare figure",
        ("55,000",),
        {
            "hedge": "none",
            "unit": "none",
            "bare words": "55,000",
            "what a reader expects": "54,500 to less than 55,500",
            "at the widest": "54,500 to less than 56,000",
            "how wide": "±500 expected, -500 to +1,000 at the widest: rounded or cut off",
        },
    ),
    ("a point in a document that states English", ("40.125 km", "--language", "en-GB"), {"bare words": "40.125 km"}),
    ("of a property that is exact", ("55,000", "--exact"), {"at the widest": "55,000"}),
    ("words that are a share", ("a majority",), {"unit": "%", "at the widest": "more than 50 up to 100 %"}),
    ("a date", ("1951-09", "--date"), {"date": "known to the month", "at the widest": "1951-09"}),
    ("a stretch", ("1945/..", "--interval"), {"start": "known to the year", "end": "open"}),
    ("a part of a decade", ("early 1990s", "--date"), {"date": "one of several days", "at the widest": "1990/1994"}),
    ("below zero", ("-5 °C",), {"bare words": "-5 °C"}),
    ("what is counted", ("40 ships",), {"unit": "ships (not known as a unit: taken for what is counted)"}),
    (
        "words that are no unit",
        ("one person in five",),
        {"unit": "person in five (not known as a unit: taken for what is counted)"},
    ),
    ("a share of something", ("half of all households",), {"unit": "1 (a share of all households)"}),
    (
        "a share in percent",
        ("a fifth", "--unit", "%"),
        {"how wide": "±2 points: half a step between rough fractions", "unit": "1 → %"},
    ),
    ("below zero, before an option", ("-5", "--unit", "°C"), {"bare words": "-5 °C"}),
    ("a rank", ("among the five largest", "--rank"), {"at the widest": "1 to 5"}),
    (
        "a property of the corpus",
        ("over 40,000", "--property", "personnel", "--claims", "claims"),
        {"at the widest": "more than 38,000"},
    ),
]


@pytest.mark.parametrize(("arguments", "expected"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_all_readings_are_shown(arguments: tuple[str, ...], expected: dict[str, str]) -> None:
    shown = lines(read(*arguments))
    assert {head: shown.get(head) for head in expected} == expected


REFUSED = [
    ("no value", ("banana",), "no number is found in `banana`", "    ^"),
    ("a place inside", ("over infinity",), "`infinity` is no number", "         ^"),
    ("a date without the flag", ("1951-09",), "With --date it is read.", ""),
    ("an option that does not exist", ("5", "--dat"), "No such option '--dat'", ""),
    ("a point that may group thousands", ("40.125 km",), "is 40,125 in some languages and 40.125 in English", ""),
    ("a language without a table", ("40", "--language", "pt"), "there are tables for de, en, es, fr, ja", ""),
    ("two ways to say the unit", ("5", "--property", "personnel", "--exact"), "leave the other options out", ""),
    ("a month for a unit", ("40,000 in July",), "`in July` is no unit; write the amount alone", "           ^"),
    ("a year for a unit", ("40,000 last year",), "`last year` is no unit", ""),
    ("a part of a part", ("a third of a third of a third",), "is not understood here", ""),
    ("a unit in letters of other cases", ("5 Ha", "--unit", "ha"), "`Ha` is not known as a unit; write `ha`", ""),
    ("a unit of which case decides", ("5 Mw", "--unit", "MW"), "`Mw` is not known as a unit; write `MW` or `mW`", ""),
    ("a unit of another kind", ("5 Ha", "--unit", "kg"), "`Ha` is not known as a unit; declare it in units", ""),
    ("millions of cubic metres", ("5 mcm", "--unit", "m³"), "write `million cubic metres` or `thousand cubic", ""),
    ("another unit", ("5 km", "--unit", "kg"), "`km` does not convert to `kg`", ""),
    ("no such property", ("5", "--property", "personel", "--claims", "claims"), "did you mean personnel?", ""),
]


@pytest.mark.parametrize(
    ("arguments", "message", "marker"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_refused_says_where_and_what_to_do(arguments: tuple[str, ...], message: str, marker: str) -> None:
    result = read(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not marker or marker in result.stderr.splitlines()
    assert not result.stdout
