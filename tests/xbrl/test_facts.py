"""Periods, units and numbers are read as the Open Information Model and xBRL-CSV write them."""

from __future__ import annotations

import pytest

from checker.xbrl.facts import Unreadable, number, period, plain, rounding, unit
from checker.xbrl.names import unit_words
from tests.xbrl.reports import NAMESPACES

PERIODS = {
    "midnight ends the day before": ("2021-01-01T00:00:00", "2020-12-31"),
    "an instant within a day": ("2021-01-01T17:30:00", "2021-01-01"),
    "an instant with a time zone": ("2021-01-01T00:00:00Z", "2020-12-31"),
    "a year, in the form of xBRL-JSON": ("2020-01-01T00:00:00/2021-01-01T00:00:00", "2020-01-01/2020-12-31"),
    "a year": ("2020", "2020-01-01/2020-12-31"),
    "a half": ("2020H2", "2020-07-01/2020-12-31"),
    "a quarter": ("2020Q1", "2020-01-01/2020-03-31"),
    "a month of a leap year": ("2020-02", "2020-02-01/2020-02-29"),
    "a week, which may begin the year before": ("2020W01", "2019-12-30/2020-01-05"),
    "a day": ("2020-02-29", "2020-02-29/2020-02-29"),
    "from a day to a day, both counted": ("2020-01-15..2020-02-14", "2020-01-15/2020-02-14"),
    "the instant at which a quarter ends": ("2020Q4@end", "2020-12-31"),
    "the instant at which a year starts": ("2020@start", "2019-12-31"),
}


@pytest.mark.parametrize(("written", "claimed"), PERIODS.values(), ids=PERIODS.keys())
def test_a_period_is_read(written: str, claimed: str) -> None:
    assert period(written).words == claimed
    assert period(written).is_instant == ("/" not in claimed)


NO_PERIODS = {
    "no such day": "2021-02-29T00:00:00",
    "no such quarter": "2020Q5",
    "no such week": "2021W53",
    "an end before its start": "2021-01-01T00:00:00/2020-01-01T00:00:00",
    "days where instants are due": "2020-01-01/2020-12-31",
    "three ends": "2020-01-01..2020-02-01..2020-03-01",
    "an end of nothing": "@end",
    "a middle": "2020@middle",
    "a year that calendars do not have": "0000",
    "the last year that calendars have, which never ends": "9999",
    "digits of another script": "２０２０",
    "words": "last year",
}


@pytest.mark.parametrize("written", NO_PERIODS.values(), ids=NO_PERIODS.keys())
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="expected 2020-12-31T00:00:00"):
        period(written)


UNITS = {
    "a currency": ("iso4217:USD", "USD"),
    "an amount a share": ("iso4217:USD/xbrli:shares", "USD/shares"),
    "a pure number, which has no unit": ("xbrli:pure", ""),
    "a measure of the registry of units": ("utr:MWh", "MWh"),
}


@pytest.mark.parametrize(("written", "claimed"), UNITS.values(), ids=UNITS.keys())
def test_a_unit_is_read(written: str, claimed: str) -> None:
    assert unit_words(unit(written, NAMESPACES)) == claimed


def test_a_product_is_one_unit_in_any_order_and_unlike_every_other() -> None:
    one, same, other = (
        unit_words(unit(words, NAMESPACES))
        for words in ("(utr:kg*utr:m)/(utr:s*utr:s)", "(utr:m*utr:kg)/(utr:s*utr:s)", "(utr:kg*utr:m)/utr:s")
    )
    assert one == same != other


@pytest.mark.parametrize(
    "written", ["", "USD", "iso4217:USD/", "a:b/c:d/e:f", "iso4217:USD*", "nobody:USD", "((utr:m))"]
)
def test_what_is_no_unit_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        unit(written, NAMESPACES)


@pytest.mark.parametrize(
    ("written", "digits"), [("1230000", "1230000"), ("-1.50", "-1.50"), ("1.2E6", "1200000"), ("+.5e-3", "0.0005")]
)
def test_a_number_is_exact(written: str, digits: str) -> None:
    assert plain(number(written)) == digits


@pytest.mark.parametrize("written", ["", "1,000", "1e999999999", "NaN", "INF", "9" * 61, "0x10", "１２"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        number(written)


@pytest.mark.parametrize(("decimals", "half"), [(0, "0.5"), (-3, "500"), (2, "0.005"), (-60, "5" + 59 * "0")])
def test_decimals_are_half_a_unit_of_the_last_digit(decimals: int, half: str) -> None:
    assert plain(rounding(decimals)) == half
