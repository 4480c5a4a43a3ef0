"""What a Wikibase says becomes words of a claim, and the words go back to what it said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.dates.dates import read_moment
from checker.literals.dates.days import civil, day_number, show_day
from checker.wikibase.back import Quantity, Words, value_said
from checker.wikibase.ids import GREGORIAN, JULIAN, Ids
from checker.wikibase.quickstatements import written
from checker.wikibase.snaks import Misshapen, NoCounterpart, snak
from checker.wikibase.times import Time, date_words, days_of, julian_day, stamp, time_of, time_said
from checker.wikibase.values import DATATYPES, hedged, said
from tests.wikibase import dumps
from tests.wikibase.dumps import quantity, time

IDS = Ids()
JULIAN_ADDRESS = dumps.JULIAN

SAYS = {
    "a day": (time("+1952-04-28"), "1952-04-28"),
    "a month": (time("+1952-04-00", 10), "1952-04"),
    "a year": (time("+1952-00-00", 9), "1952"),
    "a year with a month that its precision leaves open": (time("+1952-01-01", 9), "1952"),
    "a decade": (time("+1957-00-00", 8), "195X"),
    "a century by its last year": (time("+1900-00-00", 7), "19th century"),
    "a century by a year within": (time("+1901-00-00", 7), "20th century"),
    "a millennium": (time("+2000-00-00", 6), "2nd millennium"),
    "a day before our era": (time("-0044-03-15"), "-0043-03-15"),
    "a century before our era": (time("-0500-00-00", 7), "[-0499..-0400]"),
    "a year of five digits": (time("+12000-00-00", 9), "Y12000"),
    "a Julian day": (time("+1582-10-04", 11, JULIAN_ADDRESS), "1582-10-14"),
    "a Julian month is a stretch of days": (time("+1582-09-00", 10, JULIAN_ADDRESS), "[1582-09-11..1582-10-10]"),
    "a Julian leap day that ours has not": (time("+1900-02-29", 11, JULIAN_ADDRESS), "1900-03-13"),
    "a Julian decade is left as it is": (time("+1400-00-00", 8, JULIAN_ADDRESS), "140X"),
    "an amount": (quantity("+12000"), "12000"),
    "an amount keeps its digits": (quantity("+18.20", "Q828224"), "18.20 km"),
    "bounds": (quantity("+12", "Q11573", "+11.5", "+12.5"), "12 ± 0.5 m"),
    "bounds at the amount": (quantity("+12", "Q11573", "+12", "+12"), "exactly 12 m"),
    "uneven bounds": (quantity("+100", "", "+98", "+105"), "exactly 98 to 105"),
    "a unit that nothing here knows": (quantity("-3", "Q8142"), "-3 Q8142"),
    "an item": ("Q42", "Q42"),
    "a property": ("P31", "P31"),
    "a text": ("words, as they stand", "words, as they stand"),
    "a text in a language": ({"text": "Guten Tag", "language": "de"}, "Guten Tag"),
}


@pytest.mark.parametrize(("value", "words"), SAYS.values(), ids=SAYS)
def test_says(value: Any, words: str) -> None:
    assert said(snak(dumps.snak("P1", value)), IDS).value == words


@pytest.mark.parametrize(
    ("value", "because"),
    [
        (time("+1582-10-04", 11, JULIAN_ADDRESS), "1582-10-04 in the Julian calendar"),
        (time("+1500-00-00", 9, JULIAN_ADDRESS), "1500 in the Julian calendar"),
        (time("+1582-10-04"), ""),
    ],
)
def test_a_conversion_is_told(value: Any, because: str) -> None:
    assert said(snak(dumps.snak("P1", value)), IDS).because == because


NONE = {
    "some value": ("somevalue", "an unknown value (somevalue)"),
    "no value": ("novalue", "no value (novalue)"),
    "a place on the globe": ({"latitude": 1, "longitude": 2, "precision": 1}, "the datatype globe-coordinate"),
    "a time of day": (time("+1952-04-28T10:00:00Z"), "a time of day"),
    "a time of day by precision": (time("+1952-04-28", 14), "a time of day"),
    "ten thousand years": (time("-10000-00-00", 5), "a time known to ten thousand years or less"),
    "too long ago": (time("-13000000000-00-00", 9), "a time more than a million years away"),
    "a year 0": (time("+0000-00-00", 9), "a year 0, which neither calendar has"),
    "a day that the calendar lacks": (time("+1900-02-29"), "a day or month that the calendar does not have"),
    "a day without its month": (time("+1900-00-05"), "a day or month that the calendar does not have"),
    "an uncertain time": (time("+1952-00-00", 9, after=2), "a time with an uncertainty before or after"),
    "another calendar": (
        time("+1952-00-00", 9, "http://x.example/Q1"),
        "a calendar other than the Gregorian and the Julian",
    ),
    "bounds that leave the amount out": (quantity("+5", "", "+6", "+7"), "a quantity outside of its own bounds"),
    "a long text": ("x" * 501, "a text of more than 500 characters"),
    "a text of spaces": ("  ", "an empty text"),
    "a text with a control character": ("a\u0007b", "a text with control characters"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "why"), NONE.values(), ids=NONE)
def test_has_no_counterpart(value: Any, why: str) -> None:
    with pytest.raises(NoCounterpart) as error:
        said(snak(dumps.snak("P1", value)), IDS)
    assert str(error.value) == why


WRONG = {
    "an exponent": quantity("+1e9"),
    "no sign": quantity("12"),
    "half of the bounds": {**quantity("+1"), "upperBound": "+2"},
    "a unit that is none": {**quantity("+1"), "unit": "metre"},
    "a time that is none": {**time("+1952-04-28"), "time": "28 April 1952"},
    "a precision that there is not": time("+1952-04-28", 15),
    "a precision in words": {**time("+1952-04-28"), "precision": "day"},
    "a language that is none": {"text": "x", "language": "a b"},
}


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)
def test_is_misshapen(value: Any) -> None:
    with pytest.raises(Misshapen):
        said(snak(dumps.snak("P1", value)), IDS)


YEARS = st.integers(-9999, 9999).filter(bool) | st.integers(-999_000, 999_000).filter(bool)


@st.composite
def times(draw: st.DrawFn) -> dict[str, Any]:
    year, precision = draw(YEARS), draw(st.integers(6, 11))
    month = draw(st.integers(1, 12)) if precision >= 10 else 0
    day = draw(st.integers(1, 28)) if precision == 11 else 0
    calendar = draw(st.sampled_from((dumps.GREGORIAN, dumps.JULIAN)))
    return time(f"{'+' if year > 0 else '-'}{abs(year):04d}-{month:02d}-{day:02d}", precision, calendar)


AMOUNTS = st.decimals(-(10**12), 10**12, places=4) | st.integers(-(10**30), 10**30).map(Decimal)


@st.composite
def quantities(draw: st.DrawFn) -> dict[str, Any]:
    amount, unit = draw(AMOUNTS), draw(st.sampled_from(("", "Q11573", "Q11229", "Q4917", "Q25267", "Q987654")))
    if not draw(st.booleans()):
        return quantity(f"{amount:+f}", unit)
    below, above = (draw(st.decimals(0, 1000, places=2)) for _ in range(2))
    return quantity(f"{amount:+f}", unit, f"{amount - below:+f}", f"{amount + above:+f}")


@given(times())
def test_a_time_goes_there_and_back(value: dict[str, Any]) -> None:
    there = time_of(value)
    words, because = date_words(there)
    back = time_said(words, because)
    assert back is not None
    assert (back.precision, back.calendar, days_of(back)) == (there.precision, there.calendar, days_of(there))
    if there.precision >= 9:
        assert stamp(back) == value["time"]


@given(times())
def test_a_date_of_a_claim_is_that_stretch_of_days(value: dict[str, Any]) -> None:
    there = time_of(value)
    literal = read_moment(date_words(there)[0]).bounds.literal
    assert (literal.lo, literal.hi) == days_of(there)


@given(quantities())
def test_a_quantity_goes_there_and_back(value: dict[str, Any]) -> None:
    found = said(snak(dumps.snak("P1", value)), IDS)
    back = value_said(found.value, "quantity", IDS, found.because, found.note)
    bounds = [Decimal(value[name]) if name in value else None for name in ("lowerBound", "upperBound")]
    unit = "" if value["unit"] == "1" else value["unit"].rpartition("/")[2]
    assert back == (Quantity(Decimal(value["amount"]), *bounds, unit), False)


@given(times() | quantities())
def test_circa_goes_there_and_back_or_is_left_out(value: dict[str, Any]) -> None:
    one = snak(dumps.snak("P1", value))
    datatype = DATATYPES[one.datatype]
    about = hedged(plain := said(one, IDS), datatype)
    if about:
        back, same = value_said(about.value, datatype, IDS), value_said(plain.value, datatype, IDS)
        assert back is not None
        assert same is not None
        assert back == (same[0], True)


@given(st.integers(-(10**8), 10**8))
def test_every_day_has_one_julian_day(day: int) -> None:
    """The Julian calendar counts on: the day after has the next number, whatever month ends."""
    year, month, of_month = civil(day)
    if of_month <= 28:
        julian = Time(year, month, of_month, 11, JULIAN)
        assert days_of(julian)[0] == julian_day(year, month, of_month)
        assert time_said(*date_words(julian)) == julian


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), "1582-10-15"),
        ((1752, 9, 3), "1752-09-14"),
        ((1918, 2, 1), "1918-02-14"),
        ((200, 3, 1), "0200-03-01"),
    ],
)
def test_known_days_of_both_calendars(julian: tuple[int, int, int], gregorian: str) -> None:
    """Source: the days on which Rome, London and Moscow changed; both agree from March 200 to February 300."""
    assert show_day(julian_day(*julian)) == gregorian


def test_leap_days_of_both_calendars() -> None:
    assert julian_day(300, 3, 1) - julian_day(300, 2, 28) == 2
    assert day_number(300, 3, 1) - day_number(300, 2, 28) == 1


COMMANDS = {
    "a day": (Time(1967, 1, 17, 11, GREGORIAN), "+1967-01-17T00:00:00Z/11"),
    "a Julian year": (Time(1500, 0, 0, 9, JULIAN), "+1500-00-00T00:00:00Z/9/J"),
    "a year before our era": (Time(-43, 0, 0, 9), "-0044-00-00T00:00:00Z/9"),
    "an amount": (Quantity(Decimal(10), None, None, ""), "10"),
    "even bounds": (Quantity(Decimal(10), Decimal(8), Decimal(12), ""), "10~2"),
    "uneven bounds": (Quantity(Decimal(10), Decimal(8), Decimal(13), "Q11573"), "10[8,13]U11573"),
    "a text": (Words("some words"), '"some words"'),
    "a text in a language": (Words("mots", "fr"), 'fr:"mots"'),
    "an item": ("Q42", "Q42"),
}


@pytest.mark.parametrize(("value", "words"), COMMANDS.values(), ids=COMMANDS)
def test_a_value_as_a_command_has_it(value: Any, words: str) -> None:
    assert written(value) == words


@pytest.mark.parametrize(
    "words", ["over 40,000", "nearly 5 km", "12 furlongs", "10 to 12", "about 12 ± 3 km 4", "dozens"]
)
def test_a_hedge_or_an_unknown_unit_has_no_way_back(words: str) -> None:
    assert value_said(words, "quantity", IDS) is None


@pytest.mark.parametrize("words", ["early 1990s", "1951 or 1952", "[1951..1953]", "1952-13", "summer 1952"])
def test_a_date_that_no_precision_covers_has_no_way_back(words: str) -> None:
    assert value_said(words, "date", IDS) is None
