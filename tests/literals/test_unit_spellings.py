"""A reading rests on the figure, its hedge and the kind of its unit, never on how the unit is spelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.boxes import read_value
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.model.value import Bounds
from checker.model.vocabulary import Property, Unit, Vocabulary
from checker.request import Request
from checker.run import examine

NOTHING = Vocabulary()


def read(text: str, unit: str, vocabulary: Vocabulary = NOTHING) -> Bounds:
    bounds = read_value(text, Property("p", "p", "quantity", "constant", unit), vocabulary)
    assert isinstance(bounds, Bounds)
    return bounds


def ranges(bounds: Bounds) -> tuple[object, ...]:
    return bounds.literal, bounds.plausible, bounds.possible


WAYS = [
    # the property's unit, ways in which a figure is written in it
    ("km", ("{} km", "{}km", "{} kilometres", "{} kilometer", "{} Kilometers", "{} KM", "{} ㎞", "{}")),
    ("%", ("{} %", "{}%", "{} percent", "{} per cent", "{} pct", "{} ٪", "{}")),
    ("m", ("{} m", "{}m", "{} metres", "{} meters", "{}")),
    ("km²", ("{} km²", "{} km2", "{} km^2", "{} ㎢", "{} square kilometres", "{} sq. km", "{}")),
    ("kB", ("{} kB", "{} KB", "{}kB", "{} kilobytes", "{}")),
    ("B", ("{} B", "{}B", "{} bytes", "{}")),
    ("K", ("{} K", "{}K", "{} kelvin", "{}")),
    ("t", ("{} t", "{}t", "{} tonnes", "{} metric tons", "{}")),
    ("°C", ("{} °C", "{}°C", "{} ℃", "{} degrees Celsius", "{} deg C", "{}")),
    ("°C difference", ("{} °C difference", "{} °C", "{} Δ°C", "{} degrees Celsius", "{} K", "{}")),
    ("hour", ("{} h", "{} hours", "{} hrs", "{} hr", "{}")),
    ("km/h", ("{} km/h", "{} kmph", "{} kph", "{} kilometres per hour", "{} km an hour", "{}")),
    ("mmHg", ("{} mmHg", "{} mm Hg", "{}mmHg", "{}")),
    ("Mbit/s", ("{} Mbit/s", "{} Mbps", "{} megabits per second", "{}")),
    ("USD", ("${}", "$ {}", "US${}", "US ${}", "$US{}", "USD {}", "{} USD", "{} dollars", "{} US dollars", "{}")),
    ("CAD", ("C${}", "CA${}", "$C{}", "CAD {}", "{} CAD", "{} Canadian dollars", "{} C$", "{}")),
    ("deaths per 1,000",
     ("{} deaths per 1,000", "{} deaths per 1 000", "{} deaths per thousand", "{} per 1,000", "{} deaths/1000", "{}")),
    ("deaths per 100,000 people",
     ("{} deaths per 100,000 people", "{} deaths per 100 000 inhabitants", "{} deaths per hundred thousand people",
      "{}")),
    ("people", ("{} people", "{} persons", "{} person", "{} inhabitants", "{}")),
    ("US gallon", ("{} US gallons", "{} US gallon", "{} US gal", "{} U.S. gallons", "{}")),
]  # fmt: skip
FIGURES = st.one_of(
    st.integers(1, 10**6).map(str),
    st.integers(1, 10**9).map("{:,}".format),
    st.tuples(st.integers(0, 1000), st.integers(0, 99)).map(lambda ends: f"{ends[0]}.{ends[1]:02d}"),
    st.sampled_from(["5 million", "0", "100", "20", "85"]),
)
HEDGES = st.sampled_from(["", "about ", "over ", "at least ", "nearly ", "up to ", "under ", "exactly "])


@given(st.sampled_from(WAYS), HEDGES, FIGURES)
def test_no_spelling_of_a_unit_changes_a_reading(way: tuple[str, tuple[str, ...]], hedge: str, figure: str) -> None:
    unit, forms = way
    forms = tuple(form for form in forms if not figure[-1].isalpha() or not form.partition("}")[2][:1].isalpha())
    first, *others = (read(hedge + form.format(figure), unit) for form in forms)
    for other, form in zip(others, forms[1:], strict=True):
        assert ranges(other) == ranges(first), form


@given(st.sampled_from(["$", "US$", "C$", "€", "£", "¥", "NT$", "R$", "A$", "HK$", "USD", "CAD"]), HEDGES, FIGURES)
def test_a_currency_stands_before_its_hedge_or_behind_it(sign: str, hedge: str, figure: str) -> None:
    behind, before = read_quantity(f"{hedge}{sign}{figure}"), read_quantity(f"{sign} {hedge}{figure}")
    assert (behind.bounds, behind.unit) == (before.bounds, before.unit)


SIGNS = [
    # label, literal, unit of the property, the fault (none: it is read)
    ("Canada's dollar", "C$5 million", "USD",
     "`C$` does not fit the unit `USD`: `C$` is CAD, and currencies never convert; use a property with the unit `CAD`"),
    ("behind a hedge", "over C$5 million", "USD",
     "`C$` does not fit the unit `USD`: `C$` is CAD, and currencies never convert; use a property with the unit `CAD`"),
    ("before a hedge", "A$ about 5 million", "USD",
     "`A$` does not fit the unit `USD`: `A$` is AUD, and currencies never convert; use a property with the unit `AUD`"),
    ("circa with its stop", "c. $5 million", "USD", ""),
    ("circa with its stop, close", "ca.$5 million", "USD", ""),
    ("a small letter without a stop", "c$5 million", "USD",
     "`c$` may be Canadian dollars or circa; write `CA$` or `circa $`"),
    ("a capital that stands apart", "C $5 million", "USD",
     "`C $` may be Canadian dollars or circa; write `CA$` or `circa $`"),
    ("two signs that part", "C$5 million USD", "USD",
     "`C$` stands before the number and `USD` after it; expected one unit, as `5 million USD/year`"),
    ("a sign and its own name", "C$5 million Canadian dollars", "CAD", ""),
    ("a loss", "-C$5 million", "CAD", ""),
    ("two amounts", "between C$5 and C$6 million", "CAD", ""),
    ("a bare sign of another state", "$5", "CAD",
     ("`$` does not fit the unit `CAD`: `$` is USD, and currencies never convert; use a property with the unit `USD`, "
      "or declare the unit `CAD` with `$` in `also` where that is meant")),
]  # fmt: skip


@pytest.mark.parametrize("literal, unit, fault", [case[1:] for case in SIGNS], ids=[case[0] for case in SIGNS])
def test_signs_of_currencies_are_read_before_hedges(literal: str, unit: str, fault: str) -> None:
    if fault:
        with pytest.raises(LiteralError) as refused:
            read(literal, unit)
        assert refused.value.message == fault
    else:
        assert read(literal, unit).literal.lo


LETTERS = [
    ("bytes, no billions", "512 B or more", "kB", "512 bytes or more"),
    ("bytes with a figure close by", "at least 512B", "kB", "at least 512 bytes"),
    ("a range of bytes", "5 B to 6 B", "B", "5 to 6 bytes"),
    ("kelvins, no thousands", "about 300K", "°C", "about 300 kelvin"),
    ("tesla, no trillions", "5T", "T", "5 tesla"),
    ("money keeps its magnitudes", "$5 B", "USD", "5 billion USD"),
    ("counts keep theirs", "5 M", "people", "5 million people"),
    ("a noun keeps its magnitude", "5m people", "people", "5 million people"),
]


@pytest.mark.parametrize("literal, unit, same", [case[1:] for case in LETTERS], ids=[case[0] for case in LETTERS])
def test_a_letter_is_the_unit_where_it_converts_to_the_one_that_is_wanted(literal: str, unit: str, same: str) -> None:
    assert ranges(read(literal, unit)) == ranges(read(same, unit))


CASES = [
    ("millions or metres", "5 M", "m", "`M` may be a magnitude or the unit `m`"),
    ("millions or metres, close by", "about 5M", "km", "`M` may be a magnitude or the unit `m`"),
    ("thousands or kelvins", "300k", "K", "`k` may be a magnitude or the unit `K`"),
    ("thousands, or kilograms cut short", "5 k", "kg", "write `5 thousand kg`, or the unit that is meant"),
    ("thousands, or kilometres cut short", "about 5k", "km", "write `5 thousand km`"),
    ("at the end of a range", "5 to 6k", "km", "write `6 thousand km`"),
    ("before a hedge", "5k or more", "km/h", "may be a magnitude, or a unit cut short"),
    ("billions of watts", "5B", "W", "write `5 billion W`"),
    ("a unit follows", "5M km", "km", ""),
    ("no unit has the letter", "5M", "kg", "write `5 million kg`"),
    ("nothing is measured", "5M", "people", ""),
]


@pytest.mark.parametrize("literal, unit, fault", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_letter_that_only_its_case_tells_from_a_unit_is_refused(literal: str, unit: str, fault: str) -> None:
    if fault:
        with pytest.raises(LiteralError, match=fault):
            read(literal, unit)
    else:
        assert read(literal, unit).literal.lo == 5_000_000


KINDS = Vocabulary(
    units={
        unit.name: unit
        for unit in (
            Unit("bar", "bars", "count", ("pub",)),
            Unit("keg", "kegs", "measure", (), "15.5 US gallons"),
            Unit("crown", "crowns", "currency"),
            Unit("point", "points", "measure"),
        )
    }
)
EXACT = [
    # label, unit of the property, is a bare 85 exact
    ("no unit counts", "", True),
    ("a noun counts", "ships", True),
    ("a declared count counts, whatever its name is else", "bar", True),
    ("another name of it", "pub", True),
    ("a declared measure", "keg", False),
    ("a declared measure that equals nothing", "point", False),
    ("a declared currency", "crown", False),
    ("a rate of what is counted", "bar/year", False),
    ("a rate per many", "deaths per 1,000", False),
    ("a measure", "gigawatts", False),
    ("money", "EUR", False),
    ("a share", "%", False),
]


@pytest.mark.parametrize("unit, exact", [case[1:] for case in EXACT], ids=[case[0] for case in EXACT])
def test_only_a_whole_number_of_things_is_exact(unit: str, exact: bool) -> None:
    for text in ("85", f"85 {unit}".strip()):
        assert read(text, unit, KINDS).possible.is_point is exact, text


FLOORS = [
    ("money may be owed", "under 5 crowns", "crown", True),
    ("a temperature", "under 5 °C", "°C", True),
    ("a temperature on another scale", "under 5 °C", "K", True),
    ("kelvins", "under 5 K", "K", False),
    ("lengths", "under 5 km", "km", False),
    ("a bare length", "under 5", "km", False),
    ("bare money", "under 5", "USD", True),
    ("things", "under 5 people", "people", False),
    ("a net rate", "under 5 people per 1,000", "people per 1,000", True),
]


@pytest.mark.parametrize("literal, unit, below", [case[1:] for case in FLOORS], ids=[case[0] for case in FLOORS])
def test_nothing_is_below_0_only_where_nothing_can_be(literal: str, unit: str, below: bool) -> None:
    possible = read(literal, unit, KINDS).possible
    assert (possible.lo is None) is below


PAIRS = [
    # label, unit, one, other, verdict of what is found
    ("a space before the sign", "%", "100 %", "60 %", "contradiction"),
    ("no space before the sign", "%", "100%", "60%", "contradiction"),
    ("the sign in words", "%", "100 percent", "60 per cent", "contradiction"),
    ("kilobytes", "kB", "4 KB", "4 kB", "agreement"),
    ("kilobytes and kibibytes", "kB", "100.0 KB", "100.0 KiB", "contradiction"),
    ("a speed", "km/h", "100 kmph", "100 km/h", "agreement"),
    ("differences of temperatures", "°C difference", "exactly 9 °F", "exactly 5 °C", "agreement"),
    ("deaths per thousand", "deaths per 1,000", "5 deaths per thousand", "5 deaths per 1,000", "agreement"),
    ("deaths per many", "deaths per 1,000", "5 deaths per 1,000", "9 deaths per 1,000", "contradiction"),
]


@pytest.mark.parametrize("unit, one, other, verdict", [case[1:] for case in PAIRS], ids=[case[0] for case in PAIRS])
def test_two_claims_meet_whatever_their_spelling(unit: str, one: str, other: str, verdict: str, build) -> None:
    fields = {"label": "value", "datatype": "quantity", "kind": "constant", "unit": unit}
    result = examine(Request(build({"a": [{"value": one}], "b": [{"value": other}]}, {"value": fields}), "2026-11-22"))
    assert result.faults == ()
    assert [(finding.verdict, finding.reasons) for finding in result.findings] == [(verdict, ())]


BAD = [
    ("a number alone below, and more in the value", "deaths per 1,000", "5 deaths per 1,000 people"),
    ("digits that are badly grouped", "deaths per 1,000", "5 deaths per 1,00 people"),
    ("nothing below", "deaths per 1,000", "5 deaths per 0 people"),
    ("a unit that is ambiguous", "ton", "5 short tons"),
    ("digits without end", f"deaths per {'9' * 60}", "5 deaths per 1,000"),
    ("a pressure over another", "mmHg", "120 mmHg/80"),
    ("an ambiguous unit below", "USD/barrel", "5 USD/oil barrel"),
    ("a unit by its internal name", "tonne", "46,328 long_ton"),
]


@pytest.mark.parametrize("unit, literal", [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_unit_that_cannot_be_read_is_a_fault_at_its_place(unit: str, literal: str, build) -> None:
    fields = {"label": "value", "datatype": "quantity", "kind": "constant", "unit": unit}
    result = examine(
        Request(build({"a": [{"value": literal}], "b": [{"value": "4"}]}, {"value": fields}), "2026-11-22")
    )
    assert [(fault.code, fault.mark.file.rpartition("/")[2]) for fault in result.faults] == [("bad-value", "a.yaml")]
