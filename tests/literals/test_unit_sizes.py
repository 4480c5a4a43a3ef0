"""Sizes of units are those of published tables, in singular and plural alike.

Source: NIST Special Publication 811 (2008), appendices B.8 and B.9, where factors in bold are exact; NIST Handbook 44,
appendix C, for units of volume and the survey foot; the Weights and Measures Act 1985 (United Kingdom) for imperial
ones. `pint`, a library with tables of its own, is a second oracle: where it parts, it is said why.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.literals.units.measures import AMBIGUOUS, GLUED, MEASURES, NAMES, PAIRS, SYMBOLS
from checker.literals.units.spellings import spelling, stem
from checker.literals.units.tidy import tidy_unit
from checker.literals.units.units import convert
from checker.model.interval import point
from checker.model.value import exactly
from checker.model.vocabulary import Vocabulary

NOTHING = Vocabulary()

PUBLISHED = [
    # unit, plural, size, in
    ("inch", "inches", "0.0254", "m"),
    ("foot", "feet", "0.3048", "m"),
    ("yard", "yards", "0.9144", "m"),
    ("mile", "miles", "1609.344", "m"),
    ("nautical mile", "nautical miles", "1852", "m"),
    ("fathom", "fathoms", "1.8288", "m"),
    ("rod", "rods", "5.0292", "m"),
    ("chain", "chains", "20.1168", "m"),
    ("furlong", "furlongs", "201.168", "m"),
    ("statute league", "statute leagues", "4828.032", "m"),
    ("US survey foot", "US survey feet", "1200/3937", "m"),
    ("survey foot", "survey feet", "1200/3937", "m"),
    ("US survey mile", "US survey miles", "6336000/3937", "m"),
    ("angstrom", "angstroms", "1e-10", "m"),
    ("astronomical unit", "astronomical units", "149597870700", "m"),
    ("light year", "light years", "9460730472580800", "m"),
    ("hectare", "hectares", "10000", "m²"),
    ("acre", "acres", "4046.8564224", "m²"),
    ("US survey acre", "US survey acres", "62726400000/15499969", "m²"),
    ("square inch", "square inches", "0.00064516", "m²"),
    ("square foot", "square feet", "0.09290304", "m²"),
    ("square yard", "square yards", "0.83612736", "m²"),
    ("square mile", "square miles", "2589988.110336", "m²"),
    ("cubic inch", "cubic inches", "0.000016387064", "m³"),
    ("cubic foot", "cubic feet", "0.028316846592", "m³"),
    ("cubic yard", "cubic yards", "0.764554857984", "m³"),
    ("acre-foot", "acre-feet", "1233.48183754752", "m³"),
    ("litre", "liters", "0.001", "m³"),
    ("US gallon", "US gallons", "3.785411784", "l"),
    ("US quart", "US quarts", "0.946352946", "l"),
    ("US pint", "US pints", "0.473176473", "l"),
    ("US fluid ounce", "US fluid ounces", "0.0295735295625", "l"),
    ("US bushel", "US bushels", "35.23907016688", "l"),
    ("imperial gallon", "imperial gallons", "4.54609", "l"),
    ("imperial quart", "imperial quarts", "1.1365225", "l"),
    ("imperial pint", "imperial pints", "0.56826125", "l"),
    ("imperial fluid ounce", "imperial fluid ounces", "0.0284130625", "l"),
    ("oil barrel", "barrels of oil", "158.987294928", "l"),
    ("ounce", "ounces", "28.349523125", "g"),
    ("pound", "pounds", "0.45359237", "kg"),
    ("lb", "lbs", "0.45359237", "kg"),
    ("troy ounce", "troy ounces", "31.1034768", "g"),
    ("stone", "stones", "6.35029318", "kg"),
    ("short hundredweight", "short hundredweights", "45.359237", "kg"),
    ("long hundredweight", "long hundredweights", "50.80234544", "kg"),
    ("short ton", "short tons", "907.18474", "kg"),
    ("long ton", "long tons", "1016.0469088", "kg"),
    ("tonne", "metric tons", "1000", "kg"),
    ("mph", "miles per hour", "0.44704", "m/s"),
    ("knot", "knots", "463/900", "m/s"),
    ("°F difference", "degrees Fahrenheit difference", "5/9", "K difference"),
    ("kilogram-force", "kilograms-force", "9.80665", "N"),
    ("pound-force", "pounds-force", "4.4482216152605", "N"),
    ("atm", "standard atmospheres", "101325", "Pa"),
    ("bar", "bars", "100000", "Pa"),
    ("mmHg", "mm Hg", "133.322387415", "Pa"),
    ("torr", "Torr", "20265/152", "Pa"),
    ("psi", "pounds per square inch", "8896443230521/1290320000", "Pa"),
    ("kilowatt hour", "kilowatt-hours", "3600000", "J"),
    ("small calorie", "small calories", "4.184", "J"),
    ("kilocalorie", "kilocalories", "4184", "J"),
    ("Btu", "British thermal units", "1055.05585262", "J"),
    ("electronvolt", "electronvolts", "1.602176634e-19", "J"),
    ("ton of TNT", "tons of TNT", "4.184e9", "J"),
    ("horsepower", "hp", "745.69987158227022", "W"),
    ("metric horsepower", "PS", "735.49875", "W"),
    ("curie", "curies", "3.7e10", "Bq"),
    ("byte", "bytes", "8", "bit"),
    ("kilobyte", "kilobytes", "1000", "byte"),
    ("kibibyte", "kibibytes", "1024", "byte"),
    ("minute", "minutes", "60", "second"),
    ("fortnight", "fortnights", "14", "day"),
    ("year", "years", "365.2425", "day"),
    ("century", "centuries", "100", "year"),
    ("arcsecond", "seconds of arc", "1/3600", "degrees"),
]


@pytest.mark.parametrize("one, several, size, base", PUBLISHED, ids=[case[0] for case in PUBLISHED])
def test_a_unit_has_its_published_size_in_singular_and_plural(one: str, several: str, size: str, base: str) -> None:
    for name in (one, several):
        assert convert(exactly(point(Fraction(1))), name, base, NOTHING).literal == point(Fraction(size)), name


def test_every_length_and_area_is_held_against_the_published_table() -> None:
    """Prefixes are tried by the other oracle."""
    tried = {tidy_unit(one) for one, *_ in PUBLISHED}
    own = [name for name, unit in MEASURES.items() if unit.dimension in ("m", "m2") and name in SYMBOLS]
    pairs = {name for names in PAIRS.values() for name in names}
    assert set(own) - tried - pairs == {"m", "nautical league"}


PARTED = {
    **dict.fromkeys(("acre", "acre-foot", "fathom", "rod", "chain", "furlong"), "rests on the survey foot there"),
    **dict.fromkeys(("year", "month", "century", "millennium"), "rests on the Julian year of 365.25 days there"),
    "Btu": "is rounded there",
}
"""Where the library means another unit by a name, or rounds: by the unit without its prefix."""

BASES = {"m": "meter", "kg": "kilogram", "s": "second", "A": "ampere", "K": "kelvin", "mol": "mole", "cd": "candela"}


def _of_library(name: str, dimension: str) -> Fraction | None:
    """The library's size of a unit; none where it knows no such name, or another thing by it."""
    import pint

    registry = _registry()
    base = registry.parse_units("")
    for factor in dimension.split():
        symbol = factor.rstrip("-0123456789")
        base = base * registry.parse_units(BASES[symbol]) ** int(factor.removeprefix(symbol) or 1)
    try:
        unit = registry.parse_units(name.replace(" ", "_").replace("-", "_"))
        return Fraction(registry.Quantity(Fraction(1), unit).to(base).magnitude)
    except (pint.PintError, AttributeError, ValueError, TypeError):
        return None


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(non_int_type=Fraction)


def test_another_library_has_the_same_sizes() -> None:
    compared, parted = 0, set()
    for word, name in {**SYMBOLS, **NAMES}.items():
        measure = MEASURES.get(name)
        bases = {factor.rstrip("-0123456789") for factor in measure.dimension.split()} if measure else {""}
        scale = name.endswith(("K", "°C", "°F"))  # a point on it has no size
        if measure is None or bases - BASES.keys() or scale:
            continue
        size = _of_library(word, measure.dimension)
        compared += size is not None
        if size is not None and size != measure.size:
            parted.add("year" if name.endswith(("year", "yr")) else name)
    assert parted == PARTED.keys()
    assert compared > 400


PROPOSALS = [(name, choice) for name, choices in AMBIGUOUS.items() for choice in choices]


@pytest.mark.parametrize("name, choice", PROPOSALS, ids=[" → ".join(pair) for pair in PROPOSALS])
def test_what_is_proposed_for_an_ambiguous_name_is_read(name: str, choice: str) -> None:
    quantity = read_quantity(f"exactly 46,328 {choice}")
    head = quantity.unit.partition("/")[0]
    assert stem(head)[0] in MEASURES or head in {"‰", "parts per trillion", "percentage point"}
    assert quantity.bounds.literal.lo in {46_328, 46_328_000, 46_328_000_000, 46_328 * 10**9}
    assert name not in quantity.unit.split("/")


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_an_ambiguous_name_is_refused_in_singular_and_plural(name: str) -> None:
    for word in (name, f"{name}s") if len(name) > 2 and name.islower() else (name,):
        with pytest.raises(LiteralError, match="is ambiguous; write `"):
            convert(exactly(point(Fraction(1))), word, "m", NOTHING)


@pytest.mark.parametrize("prefix", GLUED)
def test_a_prefix_that_nobody_writes_so_is_refused_with_a_repair_that_is_read(prefix: str) -> None:
    for unit in ("hp", "acre", "ft³", "lbs"):
        name = prefix + unit
        if spelling(name):
            continue
        with pytest.raises(LiteralError, match="may be") as refused:
            convert(exactly(point(Fraction(1))), name, "km", NOTHING)
        for repair in refused.value.message.rpartition("write the number out, as ")[2].split(" or "):
            assert read_quantity(repair.strip("`")).unit == tidy_unit(unit)
