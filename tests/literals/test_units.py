"""Units: one spelling each, exact conversion, and a message where there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.literals.units.tidy import is_measure, may_be_negative
from checker.literals.units.units import convert, tidy_unit
from checker.model.interval import point
from checker.model.value import exactly
from checker.model.vocabulary import Unit, Vocabulary

NOTHING = Vocabulary()
DECLARED = Vocabulary(
    units={
        unit.name: unit
        for unit in (
            Unit("USD", "US dollars", "currency", ("$", "dollars", "US$")),
            Unit("JPY", "Japanese yen", "currency", ("¥", "yen")),
            Unit("facility", "facilities", "count", ("sites",)),
            Unit("person", "people", "count", ("troops", "service members")),
            Unit("gallon", "US gallons", "measure", ("gal",), "3.785411784 liter"),
            Unit("keg", "kegs", "measure", (), "15.5 gallons"),
            Unit("tsubo", "tsubo", "measure", (), "400/121 m²"),
            Unit("loop", "loop", "measure", (), "2 noose"),
            Unit("noose", "noose", "measure", (), "2 loop"),
            Unit("lump", "lump", "measure", (), "some"),
        )
    }
)
AUSTRALIA = Vocabulary(units={"AUD": Unit("AUD", "Australian dollars", "currency", ("$",))})

SPELLINGS = [
    ("a rate with per", "USD per year", "USD/year"),
    ("a rate with an article", "dollars a year", "dollars/year"),
    ("a rate as an adverb", "USD annually", "USD/year"),
    ("per annum", "% per annum", "%/year"),
    ("a rate before its noun", "daily flights", "flights/day"),
    ("a rate alone", "per year", "/year"),
    ("a rate alone, with an article", "a year", "/year"),
    ("two rates", "USD per person per year", "USD/person/year"),
    ("per cent divides by nothing", "per cent", "%"),
    ("percent", "percent", "%"),
    ("pct", "pct", "%"),
    ("percent of something", "percent of GDP", "%"),
    ("percentage points", "percentage points", "percentage point"),
    ("pp", "pp", "percentage point"),
    ("parts per million", "parts per million", "ppm"),
    ("per million people", "deaths per million people", "deaths/1000000 people"),
    ("per many", "deaths per 100,000 people", "deaths/100000 people"),
    ("basis points", "bps", "basis point"),
    ("square in words", "square kilometres", "km²"),
    ("sq", "sq km", "km²"),
    ("sq. with a stop", "sq. mi.", "mi²"),
    ("a digit as power", "km2", "km²"),
    ("a caret", "km^2", "km²"),
    ("two stars", "km**2", "km²"),
    ("a raised digit", "km²", "km²"),
    ("cubic", "cubic metres", "m³"),
    ("squared", "feet squared", "ft²"),
    ("a slash", "km/h", "km/hour"),
    ("mph", "mph", "mi/hour"),
    ("a per mixed with a slash", "kWh/m2 per year", "kWh/m²/year"),
    ("a for year", "kWh/a", "kWh/year"),
    ("degrees", "degrees Celsius", "°C"),
    ("full stops go", "U.S. dollars", "US dollars"),
    ("a currency sign stays", "US$", "US$"),
    ("nouns stay as they are", "facilities", "facilities"),
    ("of goes", "of troops", "troops"),
    ("nothing", "", ""),
    ("names in any case", "Kilometres", "km"),
    ("symbols keep their case", "mw", "mw"),
    ("a hyphen in a name", "kilowatt-hours", "kWh"),
    ("a unit made of two", "passenger-kilometres", "passenger-km"),
    ("a share of thousands", "parts per thousand", "‰"),
    ("a number alone below", "deaths per 1,000", "deaths/1000"),
    ("grouped by a space", "deaths per 1 000", "deaths/1000"),
    ("grouped by a thin space", "deaths per 100\u2009000 people", "deaths/100000 people"),
    ("in words", "deaths per thousand", "deaths/1000"),
    ("two magnitudes", "deaths per hundred thousand people", "deaths/100000 people"),
    ("ten of a magnitude", "cases per ten thousand inhabitants", "cases/10000 inhabitants"),
    ("a dozen", "USD per dozen", "USD/12"),
    ("a number and nothing above", "per 10,000", "/10000"),
    ("badly grouped digits are left alone", "deaths per 1,00 people", "deaths/1,00 people"),
    ("a decimal keeps its point", "deaths per 1.5 people", "deaths/1.5 people"),
    ("a short name that is as ambiguous", "bbl", "barrel"),
    ("gallons", "gals", "gallon"),
    ("degrees of change", "degrees Celsius of change", "°C difference"),
    ("KB is the kilobyte", "KB", "kB"),
    ("KiB is another", "KiB", "KiB"),
    ("a well-known spelling", "kmph", "km/hour"),
    ("a unit in one sign", "㎞", "km"),
    ("a power in one sign", "㎡", "m²"),
    ("the litre's sign", "ℓ", "l"),
    ("a scale in one sign", "℃", "°C"),
    ("millimetres of mercury", "mm Hg", "mmHg"),
    ("a difference of temperatures", "degrees Celsius difference", "°C difference"),
    ("a difference by its sign", "Δ°F", "°F difference"),
]


@pytest.mark.parametrize("written, tidy", [case[1:] for case in SPELLINGS], ids=[c[0] for c in SPELLINGS])
def test_unit_has_one_spelling(written: str, tidy: str) -> None:
    assert tidy_unit(written) == tidy
    assert tidy_unit(tidy) == tidy


CONVERSIONS = [
    # label, literal, wanted unit, vocabulary, number
    ("no unit is taken as the wanted one", "5", "km", NOTHING, "5"),
    ("the same unit", "5 km", "km", NOTHING, "5"),
    ("another spelling", "5 kilometres", "km", NOTHING, "5"),
    ("miles", "5 miles", "km", NOTHING, "8.04672"),
    ("the acre is the international one", "1 acre", "m²", NOTHING, "4046.8564224"),
    ("hectares", "100 hectares", "km2", NOTHING, "1"),
    ("square feet", "5 square feet", "m²", NOTHING, "0.4645152"),
    ("tonnes", "5 metric tons", "kg", NOTHING, "5000"),
    ("short tons", "5 short tons", "kg", NOTHING, "4535.92370"),
    ("nautical miles", "5 nautical miles", "km", NOTHING, "9.26"),
    ("pounds of mass", "5 pounds", "kg", NOTHING, "2.26796185"),
    ("watt hours", "5 MWh", "J", NOTHING, "18000000000"),
    ("Celsius to Fahrenheit moves the zero", "10 °C", "°F", NOTHING, "50"),
    ("Fahrenheit to Celsius", "50 degrees Fahrenheit", "°C", NOTHING, "10"),
    ("kelvin to Celsius", "300 K", "°C", NOTHING, "26.85"),
    ("a rate of temperatures keeps the zero", "2 degrees Celsius per decade", "°F/year", NOTHING, "0.36"),
    ("speeds", "60 mph", "km/h", NOTHING, "96.56064"),
    ("a decade is ten years", "2 decades", "year", NOTHING, "20"),
    ("half a century", "half a century", "year", NOTHING, "50"),
    ("a quarter of a year", "1 quarter", "month", NOTHING, "3"),
    ("a percentage as a ratio", "86 %", "ratio", NOTHING, "0.86"),
    ("a percentage as a bare share", "86 %", "1", NOTHING, "0.86"),
    ("a share as a percentage", "half", "%", NOTHING, "50"),
    ("a share without a unit", "half", "", NOTHING, "0.5"),
    ("per mille", "5 ‰", "%", NOTHING, "0.5"),
    ("ppm", "30 ppm", "%", NOTHING, "0.003"),
    ("basis points to percent", "25 basis points", "%", NOTHING, "0.25"),
    ("basis points to percentage points", "25 basis points", "percentage points", NOTHING, "0.25"),
    ("a dollar sign is USD where nothing is declared", "$5", "USD", NOTHING, "5"),
    ("a euro sign", "€5", "EUR", NOTHING, "5"),
    ("a pound sign", "£5", "GBP", NOTHING, "5"),
    ("pounds of money", "5 pounds", "GBP", NOTHING, "5"),
    ("a yen sign", "¥5", "JPY", NOTHING, "5"),
    ("the same sign is yuan where yuan is wanted", "¥5", "CNY", NOTHING, "5"),
    ("a declared sign", "$5", "USD", DECLARED, "5"),
    ("a declared sign of another dollar", "$5", "AUD", AUSTRALIA, "5"),
    ("a country's dollar", "U.S.$5", "USD", DECLARED, "5"),
    ("declared words", "5 million dollars", "USD", DECLARED, "5000000"),
    ("money a month, by the year", "$5 a month", "USD/year", DECLARED, "60"),
    ("a rate leaves its unit out", "5 a year", "USD/year", DECLARED, "5"),
    ("a count in the plural", "85 facilities", "facility", DECLARED, "85"),
    ("a count by another name", "85 sites", "facility", DECLARED, "85"),
    ("a count in other case", "85 Sites", "facility", DECLARED, "85"),
    ("a count of two words", "85 service members", "person", DECLARED, "85"),
    ("an undeclared count in the plural", "85 facilities", "facility", NOTHING, "85"),
    ("a density", "100 people per sq km", "people/sq mi", NOTHING, "258.9988110336"),
    ("a density of a declared count", "100 troops per km2", "person/km²", DECLARED, "100"),
    ("money per head", "$5 per capita", "USD/person", DECLARED, "5"),
    ("per 1,000 to a percentage", "5 per 1,000", "%", NOTHING, "0.5"),
    ("per 100 to a percentage", "5 per 100", "%", NOTHING, "5"),
    ("per million to parts per million", "5 per million", "ppm", NOTHING, "5"),
    ("per thousand to per mille", "5 per thousand", "‰", NOTHING, "5"),
    ("per 1,000 to a ratio", "5 per 1,000", "1", NOTHING, "0.005"),
    ("per 1,000 of what is wanted", "5 per 1,000", "deaths per 100,000", NOTHING, "500"),
    ("per year of what is wanted", "5 a year", "USD/year", NOTHING, "5"),
    ("per 100,000 to per 1,000", "12 deaths per 100,000 people", "deaths per 1,000 people", NOTHING, "0.12"),
    ("flights", "5 flights daily", "flights/week", NOTHING, "35"),
    ("a declared measure", "5 gallons", "liter", DECLARED, "18.92705892"),
    ("a declared measure by another name", "5 gal", "liter", DECLARED, "18.92705892"),
    ("a declared measure on another", "2 kegs", "gallon", DECLARED, "31"),
    ("a declared measure of a fraction", "121 tsubo", "m²", DECLARED, "400"),
    ("deaths per many, both without a noun", "5 deaths per 1,000", "deaths per 100,000", NOTHING, "500"),
    ("a share is so many per thousand", "0.5 %", "per 1,000", NOTHING, "5"),
    ("per thousand leaves its unit out", "5 per 1 000", "deaths per 1,000", NOTHING, "5"),
    ("a consumption", "7 l/100 km", "l/km", NOTHING, "0.07"),
    ("a difference of temperatures", "9 °F difference", "°C difference", NOTHING, "5"),
    ("degrees where a difference is wanted", "9 °F", "°C difference", NOTHING, "5"),
    ("kelvins where a difference is wanted", "5 K", "°F difference", NOTHING, "9"),
    ("a difference in a rate", "5 °C difference per decade", "°F/year", NOTHING, "0.9"),
    ("degrees per head have no zero", "5 °C per person", "°F/person", NOTHING, "9"),
    ("a thousand is a kilo", "4 KB", "byte", NOTHING, "4000"),
    ("bits are no bytes", "4 Mbit", "kB", NOTHING, "500"),
    ("bits in a second", "8 Mbps", "MB/s", NOTHING, "1"),
    ("kmph", "100 kmph", "km/h", NOTHING, "100"),
    ("an angle", "30 arcminutes", "degrees", NOTHING, "0.5"),
    ("the same ambiguous unit in a rate", "12 tons a year", "ton/month", NOTHING, "1"),
]  # fmt: skip


@pytest.mark.parametrize(
    "literal, wanted, vocabulary, number", [case[1:] for case in CONVERSIONS], ids=[c[0] for c in CONVERSIONS]
)
def test_number_moves_exactly(literal: str, wanted: str, vocabulary: Vocabulary, number: str) -> None:
    quantity = read_quantity(f"exactly {literal}")
    assert convert(quantity.bounds, quantity.unit, wanted, vocabulary).literal == point(Fraction(number))


ERRORS = [
    # label, written, wanted, vocabulary, message
    ("another currency", "€", "USD", DECLARED,
     ("`€` does not fit the unit `USD`: `€` is EUR, and currencies never convert; use a property with the unit `EUR`")),
    ("a dollar sign for an undeclared dollar", "$", "AUD", NOTHING,
     ("`$` does not fit the unit `AUD`: `$` is USD, and currencies never convert; use a property with the unit `USD`, "
      "or declare the unit `AUD` with `$` in `also` where that is meant")),
    ("another state's dollar", "C$/year", "USD/year", NOTHING,
     ("`C$/year` does not fit the unit `USD/year`: `C$` is CAD, and currencies never convert; "
      "use a property with the unit `CAD/year`")),
    ("a code", "EUR", "USD", NOTHING,
     "`EUR` does not fit the unit `USD`: currencies never convert; use a property with the unit `EUR`"),
    ("another count", "troops", "facility", DECLARED,
     ("`troops` does not fit the unit `facility`: counts never convert; use a property that has the unit `troops`")),
    ("an unknown noun", "facilites", "facility", DECLARED,
     ("`facilites` does not fit the unit `facility`: `facilites` is not known as a unit (nearest known: `facilities`); "
     "if it counts the same, add it to `also` of the unit `facility`")),
    ("an unknown noun for a measure", "widgets", "km", DECLARED,
     ("`widgets` does not fit the unit `km`: `widgets` is not known as a unit; declare it in units")),
    ("a count for a measure", "troops", "km", DECLARED,
     ("`troops` does not fit the unit `km`: one of them is a count, a currency or unknown; declare it in units, "
     "or write the value in `km`")),
    ("a measure for money", "km", "USD", DECLARED,
     ("`km` does not fit the unit `USD`: one of them is a count, a currency or unknown; declare it in units, "
     "or write the value in `USD`")),
    ("another dimension", "km", "kg", NOTHING,
     ("`km` does not convert to `kg`: they measure different things; write the value in `kg`")),
    ("an ambiguous ton", "ton", "kg", NOTHING,
     ("`ton` is ambiguous; write `short tons`, `long tons` or `tonnes`, or declare `ton` in units with `equals`")),
    ("an ambiguous barrel", "barrels", "liter", NOTHING,
     ("`barrel` is ambiguous; write `oil barrels`, `US beer barrels` or `imperial barrels`, or declare `barrel` in "
      "units with `equals`")),
    ("a measure for what is ambiguous", "short tons", "tons", NOTHING,
     ("`short ton` does not fit the unit `ton`, which is ambiguous; declare `ton` in units with `equals`")),
    ("a prefix glued to a name", "mha", "km²", NOTHING,
     ("`mha` may be thousandths or millions of ha: the prefix is seldom written so; write the number out, as "
      "`0.005 ha` or `5 million ha`")),
    ("a prefix glued to a power", "Mm3", "m³", NOTHING,
     ("`Mm³` may be millions of m³, or a power of Mm: the prefix is seldom written so; write the number out, as "
      "`5 million m³`")),
    ("a difference for a temperature", "°C difference", "°F", NOTHING,
     ("`°C difference` does not fit the unit `°F`: a difference of temperatures is no temperature; use a property with "
      "the unit `°F difference`")),
    ("whose deaths, the property leaves open", "deaths per 1,000 people", "deaths per 1,000", NOTHING,
     ("`deaths/1000 people` does not fit the unit `deaths/1000`: only one of them is per `person`; write the value in "
      "`deaths per 1000`, or give the property its unit")),
    ("percentage points for a percentage", "percentage points", "%", NOTHING,
     ("`percentage point` does not fit the unit `%`: a percentage point is a difference of percentages; "
     "use a property with the unit `percentage point`")),
    ("a unit for a property without one", "%", "", NOTHING,
     ("`%` is written here, but the property has no unit; declare `unit: %` for it")),
    ("declared units in a circle", "loop", "m", DECLARED,
     "the units go in a circle at `loop`; `equals` must end in a unit that needs none"),
    ("a declared measure without a number", "lump", "m", DECLARED,
     ("unit `lump` equals `some`; expected a number and a unit, as `3.785411784 liter`")),
    (
        "a sign that is no unit",
        "¼",
        "km",
        NOTHING,
        "`¼` does not fit the unit `km`: `¼` is not known as a unit; declare it in units",
    ),
    ("a scale that is no product", "dB", "W", NOTHING,
     ("`dB` does not convert to `W`: they measure different things; write the value in `W`")),
]  # fmt: skip


@pytest.mark.parametrize(
    "written, wanted, vocabulary, message", [case[1:] for case in ERRORS], ids=[c[0] for c in ERRORS]
)
def test_error_tells_what_to_do(written: str, wanted: str, vocabulary: Vocabulary, message: str) -> None:
    with pytest.raises(LiteralError) as caught:
        convert(exactly(point(Fraction(5))), written, wanted, vocabulary)
    assert caught.value.message == message


def test_declared_ton_is_no_longer_ambiguous() -> None:
    tons = Vocabulary(units={"ton": Unit("ton", "tons", "measure", (), "1000 kg")})
    assert convert(exactly(point(Fraction(2))), "tons", "kg", tons).literal == point(Fraction(2000))


def test_exact_spelling_comes_before_another_case() -> None:
    both = Vocabulary(units={name: Unit(name, f"{name} thing", "count") for name in ("Mw", "mw")})
    number = exactly(point(Fraction(1)))
    assert convert(number, "mw", "mw thing", both) == number
    with pytest.raises(LiteralError):
        convert(number, "Mw", "mw thing", both)


MEASURED = [
    # unit, is it measured, may it be negative
    ("km", True, False), ("km²", True, False), ("square miles", True, False), ("sq ft", True, False),
    ("nautical miles", True, False), ("kg", True, False), ("years", True, False), ("kelvins", True, False),
    ("person-years", True, False), ("tonne-kilometres", True, False), ("long tons", True, False),
    ("gallons", True, False), ("mha", True, False), ("tonnes of coal", True, False), ("KB", True, False),
    ("gigawatts", True, True), ("MWh", True, True), ("hp", True, True), ("volts", True, True), ("dB", True, True),
    ("degrees", True, True), ("°C", True, True), ("degrees Fahrenheit", True, True), ("K difference", True, True),
    ("%", True, True), ("percentage points", True, True), ("ppm", True, True), ("ratio", True, True),
    ("USD", True, True), ("$", True, True), ("million euros", True, True), ("USD/year", True, True),
    ("/year", True, True), ("deaths per 100,000 people", True, True), ("people/km²", True, True),
    ("thousand people", True, False),
    ("people", False, False), ("ships", False, False), ("aircraft", False, False), ("facilities", False, False),
    ("", False, False),
]  # fmt: skip


@pytest.mark.parametrize("unit, measured, negative", MEASURED, ids=[case[0] for case in MEASURED])
def test_what_is_measured_is_told_from_what_is_counted(unit: str, measured: bool, negative: bool) -> None:
    assert is_measure(unit) is measured
    assert may_be_negative(unit) is negative


@pytest.mark.parametrize("equals", ["1000 B", "1,000 B", "1 thousand B", "1000 byte"])
def test_a_declared_unit_goes_before_a_magnitude_of_its_letter(equals: str) -> None:
    units = {"B": Unit("B", "byte", "measure"), "kB": Unit("kB", "kilobyte", "measure", equals=equals)}
    assert convert(exactly(point(Fraction(2))), "kB", "B", Vocabulary(units=units)).literal == point(Fraction(2000))


def test_a_magnitude_alone_is_no_unit() -> None:
    units = {"pack": Unit("pack", "pack", "measure", equals="2 million")}
    with pytest.raises(LiteralError, match="expected a number and a unit"):
        convert(exactly(point(Fraction(2))), "pack", "m", Vocabulary(units=units))
