"""Value literals against the table of the design's section 4, and the messages of those that cannot be read."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity, read_rank
from checker.model.vocabulary import Tolerance
from tests.literals.writing import span

CASES = [
    # label, literal, possible, plausible ("" as possible), unit
    ("a count without trailing zeros is exact", "85", "85", "", ""),
    ("a count with its noun is exact", "85 facilities", "85", "", "facilities"),
    ("zero is exact", "0", "0", "", ""),
    ("a round number is known to its last significant digit", "55,000", "[54500, 56000)", "[54500, 55500)", ""),
    ("a round number with its noun", "55,000 troops", "[54500, 56000)", "[54500, 55500)", "troops"),
    ("one significant digit", "100,000", "[90000, 110000)", "[95000, 105000)", ""),
    ("tens", "40", "[36, 44)", "[38, 42)", ""),
    ("decimals are known to the last digit written", "18.2", "[18.15, 18.3)", "[18.15, 18.25)", ""),
    ("a written zero after the point counts", "18.20", "[18.195, 18.21)", "[18.195, 18.205)", ""),
    ("nothing before the point", ".5", "[0.45, 0.55)", "[0.475, 0.525)", ""),
    ("a full stop that ends a sentence", "85.", "85", "", ""),
    ("thin spaces group", "55\u2009000", "[54500, 56000)", "[54500, 55500)", ""),
    ("no-break spaces group", "12\u00a0345\u00a0678", "12345678", "", ""),
    ("plain spaces group", "12 345", "12345", "", ""),
    ("underscores group", "12_345", "12345", "", ""),
    ("apostrophes group", "12'345", "12345", "", ""),
    ("typographic apostrophes group", "12’345", "12345", "", ""),
    ("Indian grouping", "12,34,567", "1234567", "", ""),
    ("a hyphen as a sign", "-5", "-5", "", ""),
    ("a minus sign", "−5", "-5", "", ""),
    ("a sign in words", "minus five", "-5", "", ""),
    ("a plus sign", "+5", "5", "", ""),
    ("Arabic-Indic digits and separators", "٥٥٬٠٠١", "55001", "", ""),
    ("Arabic decimal point", "١٨٫٢", "[18.15, 18.3)", "[18.15, 18.25)", ""),
    ("Devanagari digits", "५५", "55", "", ""),
    ("full-width digits", "５５，００１", "55001", "", ""),
    ("number words", "eighty-five", "85", "", ""),
    ("number words round like digits", "fifty-four thousand", "[53500, 55000)", "[53500, 54500)", ""),
    ("number words with and", "a hundred and five", "105", "", ""),
    ("long number words",
     "five hundred and sixty-two million three hundred and four thousand and one", "562304001", "", ""),
    ("trillions in words", "two trillion three hundred billion",
     "[2250000000000, 2400000000000)", "[2250000000000, 2350000000000)", ""),
    ("trillions and one", "one trillion and one", "1000000000001", "", ""),
    ("an article for one", "a hundred", "[90, 110)", "[95, 105)", ""),
    ("a number repeated in brackets", "fifteen (15) aircraft", "15", "", "aircraft"),
    ("a half", "half", "[0.45, 0.55)", "", "1"),
    ("a third", "a third", "[0.3, 11/30)", "", "1"),
    ("two-thirds", "two-thirds", "[19/30, 0.7)", "", "1"),
    ("three quarters", "three quarters", "[0.725, 0.775)", "", "1"),
    ("a vulgar fraction", "½", "[0.45, 0.55)", "", "1"),
    ("a fraction with a line", "3/4", "[0.725, 0.775)", "", "1"),
    ("one in five", "one in five", "[0.18, 0.22)", "", "1"),
    ("three out of ten", "3 out of 10", "[0.29, 0.31)", "", "1"),
    ("what a share is of does not matter", "two-thirds of the cost", "[19/30, 0.7)", "", "1"),
    ("a fraction of a unit", "two-thirds of a mile", "[19/30, 0.7)", "", "mi"),
    ("half a unit", "half a century", "[0.45, 0.55)", "", "century"),
    ("half a million", "half a million", "[450000, 550000)", "", ""),
    ("a quarter of a million", "a quarter of a million", "[225000, 275000)", "", ""),
    ("a mixed number in words", "one and a half million", "[1450000, 1550000)", "", ""),
    ("a mixed number after its magnitude", "a million and a half", "[1450000, 1550000)", "", ""),
    ("a mixed number in signs", "2½ km", "[2.45, 2.55)", "", "km"),
    ("a mixed number in digits", "2 1/2 km", "[2.45, 2.55)", "", "km"),
    ("a dozen is rounder than twelve", "a dozen", "[10, 14)", "", ""),
    ("two dozen", "two dozen", "[22, 26)", "", ""),
    ("half a dozen", "half a dozen", "[4, 8)", "", ""),
    ("million", "2 million", "[1800000, 2200000)", "[1900000, 2100000)", ""),
    ("billion is a thousand million", "1.25 billion", "[1245000000, 1260000000)", "[1245000000, 1255000000)", ""),
    ("trillion", "1.5 trillion", "[1450000000000, 1600000000000)", "[1450000000000, 1550000000000)", ""),
    ("bn", "3.2bn", "[3150000000, 3300000000)", "[3150000000, 3250000000)", ""),
    ("k joined to the digits", "12k", "[11500, 13000)", "[11500, 12500)", ""),
    ("K joined to the digits", "12K troops", "[11500, 13000)", "[11500, 12500)", "troops"),
    ("K apart is kelvin", "301 K", "[300.5, 302)", "[300.5, 301.5)", "K"),
    ("m is metre", "5 m", "[4.5, 5.5)", "[4.75, 5.25)", "m"),
    ("m with money is million", "$5m", "[4500000, 5500000)", "[4750000, 5250000)", "$"),
    ("m before money is million", "5m USD", "[4500000, 5500000)", "[4750000, 5250000)", "USD"),
    ("m before a noun is million", "5m people", "[4500000, 5500000)", "[4750000, 5250000)", "people"),
    ("lac", "3 lac", "[270000, 330000)", "[285000, 315000)", ""),
    ("lakh", "3 lakh", "[270000, 330000)", "[285000, 315000)", ""),
    ("crore", "1.2 crore", "[11500000, 13000000)", "[11500000, 12500000)", ""),
    ("an exponent", "1.2e6", "[1150000, 1300000)", "[1150000, 1250000)", ""),
    ("a negative exponent", "1.2e-3", "[0.00115, 0.0013)", "[0.00115, 0.00125)", ""),
    ("times a power of ten", "1.2 × 10^6 km", "[1150000, 1300000)", "[1150000, 1250000)", "km"),
    ("times a raised power of ten", "1.2×10⁶", "[1150000, 1300000)", "[1150000, 1250000)", ""),
    ("a currency sign before", "$23.11 billion", "[23105000000, 23120000000)", "[23105000000, 23115000000)", "$"),
    ("a currency code before", "USD 5 million", "[4500000, 5500000)", "[4750000, 5250000)", "USD"),
    ("a currency in words after", "5 million dollars", "[4500000, 5500000)", "[4750000, 5250000)", "dollars"),
    ("a country's currency sign", "US$5", "[4.5, 5.5)", "[4.75, 5.25)", "US$"),
    ("a sign with words after it", "US$5 million dollars", "[4500000, 5500000)", "[4750000, 5250000)", "dollars"),
    ("negative money", "-$5", "(-5.5, -4.5]", "(-5.25, -4.75]", "$"),
    ("a percentage is measured", "86 %", "[85.5, 87)", "[85.5, 86.5)", "%"),
    ("a percentage of something", "86 percent of the total cost", "[85.5, 87)", "[85.5, 86.5)", "%"),
    ("a percentage is known to ten points at least", "100 per cent", "100", "", "%"),
    ("percentage points", "2.5 percentage points", "[2.45, 2.6)", "[2.45, 2.55)", "percentage point"),
    ("a rate with per", "85 per year", "[84.5, 86)", "[84.5, 85.5)", "/year"),
    ("a rate with an article", "$5.1 billion a year", "[5050000000, 5200000000)", "[5050000000, 5150000000)", "$/year"),
    ("a rate as an adverb", "85 flights daily", "[84.5, 86)", "[84.5, 85.5)", "flights/day"),
    ("a rate per head", "$512 per capita", "[511.5, 513)", "[511.5, 512.5)", "$/capita"),
    ("a rate per many", "12 deaths per 100,000 people", "[11.5, 13)", "[11.5, 12.5)", "deaths/100000 people"),
    ("a rate per million", "12 deaths per million people", "[11.5, 13)", "[11.5, 12.5)", "deaths/1000000 people"),
    ("a squared unit", "12 square kilometres", "[11.5, 13)", "[11.5, 12.5)", "km²"),
    ("a raised unit", "12 km2", "[11.5, 13)", "[11.5, 12.5)", "km²"),
    ("a speed", "61 miles per hour", "[60.5, 62)", "[60.5, 61.5)", "mi/hour"),
    ("a hyphen before the unit", "11-foot", "[10.5, 12)", "[10.5, 11.5)", "ft"),
    ("a temperature below zero", "−5 °C", "(-5.5, -4.5]", "(-5.25, -4.75]", "°C"),
    ("about", "about 54,000", "[48600, 59400]", "[51300, 56700]", ""),
    ("approximately, in words", "approximately fifty-four thousand", "[48600, 59400]", "[51300, 56700]", ""),
    ("some before a number", "some 54,000", "[48600, 59400]", "[51300, 56700]", ""),
    ("roughly", "roughly 54,000", "[48600, 59400]", "[51300, 56700]", ""),
    ("an estimated", "an estimated 54,000 troops", "[48600, 59400]", "[51300, 56700]", "troops"),
    ("a tilde", "~54,000", "[48600, 59400]", "[51300, 56700]", ""),
    ("circa, abbreviated", "c. 54,000", "[48600, 59400]", "[51300, 56700]", ""),
    ("ca.", "ca. 54,000", "[48600, 59400]", "[51300, 56700]", ""),
    ("on the order of", "on the order of 54,000", "[48600, 59400]", "[51300, 56700]", ""),
    ("or so after the number", "54,000 or so", "[48600, 59400]", "[51300, 56700]", ""),
    ("or so before the noun", "54,000 or so troops", "[48600, 59400]", "[51300, 56700]", "troops"),
    ("estimated to be", "estimated to be 54,000", "[48600, 59400]", "[51300, 56700]", ""),
    ("est. after the number", "54,000 est.", "[48600, 59400]", "[51300, 56700]", ""),
    ("estimated after the noun", "54,000 troops estimated", "[48600, 59400]", "[51300, 56700]", "troops"),
    ("max after the number", "54 max", "[0, 54]", "[48.6, 54]", ""),
    ("-ish", "54,000-ish", "[48600, 59400]", "[51300, 56700]", ""),
    ("about is never tighter than rounding", "about 40", "[32, 48]", "[36, 44]", ""),
    ("about one", "about 86 %", "[77.4, 94.6]", "[81.7, 90.3]", "%"),
    ("nearly", "nearly 2 billion USD/year", "[1600000000, 2200000000)", "[1800000000, 2000000000)", "USD/year"),
    ("nearly goes down a digit", "nearly 85", "[76.5, 85]", "[80.75, 85)", ""),
    ("almost half", "almost half", "[0.4, 0.55)", "[0.45, 0.5)", "1"),
    ("just under", "just under 85", "[76.5, 85]", "[80.75, 85)", ""),
    ("close to", "close to 85", "[76.5, 93.5]", "[80.75, 89.25]", ""),
    ("nearly, below zero", "nearly -20", "(-22, -16]", "(-20, -18]", ""),
    ("over", "over 40,000", "(38000, )", "(40000, 50000]", ""),
    ("more than, in words", "more than eighty", "(76, )", "(80, 90]", ""),
    ("over two digits goes to the next ten", "over 85", "(84.5, )", "(85, 93.5]", ""),
    ("over decimals goes to the next whole", "over 12.5 billion", "(12450000000, )", "(12500000000, 13750000000]", ""),
    ("above", "above 40,000", "(38000, )", "(40000, 50000]", ""),
    ("exceeding", "exceeding 40,000", "(38000, )", "(40000, 50000]", ""),
    ("upwards of", "upwards of 40,000", "(38000, )", "(40000, 50000]", ""),
    ("a greater-than sign", ">40,000", "(38000, )", "(40000, 50000]", ""),
    ("well over", "well over 40,000", "(38000, )", "(40000, 50000]", ""),
    ("over a dozen", "over a dozen", "(10, )", "(12, 24]", ""),
    ("over two-thirds", "over two-thirds", "(19/30, 1]", "(2/3, 11/15]", "1"),
    ("over zero", "over 0", "[0, )", "(0, 1]", ""),
    ("at least", "at least 40,000", "[36000, )", "[40000, 50000]", ""),
    ("no fewer than", "no fewer than 85", "[85, )", "[85, 93.5]", ""),
    ("not less than", "not less than 85", "[85, )", "[85, 93.5]", ""),
    ("or more", "85 or more", "[85, )", "[85, 93.5]", ""),
    ("a plus after the number holds the number", "90+", "[85, )", "[90, 100]", ""),
    ("a plus before the noun", "90+ aircraft", "[85, )", "[90, 100]", "aircraft"),
    ("a plus before the magnitude", "5+ million people", "[4500000, )", "[5000000, 6000000]", "people"),
    ("a greater-or-equal sign", "≥ 85", "[85, )", "[85, 93.5]", ""),
    ("greater-or-equal in two signs", ">= 85", "[85, )", "[85, 93.5]", ""),
    ("a minimum of", "a minimum of 85", "[85, )", "[85, 93.5]", ""),
    ("up to", "up to 105", "[0, 105]", "[94.5, 105]", ""),
    ("at most", "at most 105", "[0, 105]", "[94.5, 105]", ""),
    ("no more than", "no more than 105", "[0, 105]", "[94.5, 105]", ""),
    ("as many as", "as many as 105 aircraft", "[0, 105]", "[94.5, 105]", "aircraft"),
    ("or fewer", "105 or fewer", "[0, 105]", "[94.5, 105]", ""),
    ("a maximum of", "a maximum of 105", "[0, 105]", "[94.5, 105]", ""),
    ("at most, of something that may be negative", "at most 5 %", "( , 5.5)", "[4, 5]", "%"),
    ("under", "under 40,000", "[0, 44000)", "[30000, 40000)", ""),
    ("fewer than", "fewer than 85", "[0, 85)", "[76.5, 85)", ""),
    ("a less-than sign", "<85", "[0, 85)", "[76.5, 85)", ""),
    ("under a temperature", "below 5 °C", "( , 5.5)", "[4, 5)", "°C"),
    ("under a negative number", "under -20", "( , -19)", "[-30, -20)", ""),
    ("exactly takes a round number at its word", "exactly 55,000", "55000", "", ""),
    ("precisely", "precisely 86 %", "86", "", "%"),
    ("a one-sided hedge of an approximate number", "at least about 40", "[32, )", "[36, 50]", ""),
    ("between", "between 40 and 50 %", "[36, 55)", "[38, 52.5)", "%"),
    ("to, with a shared magnitude",
     "1.7 to 2.1 billion USD/year", "[1650000000, 2200000000)", "[1650000000, 2150000000)", "USD/year"),
    ("from … to", "from 5 to 7", "[5, 7]", "", ""),
    ("an en dash", "5–7 km", "[4.5, 7.7)", "[4.75, 7.35)", "km"),
    ("a hyphen", "5-7", "[5, 7]", "", ""),
    ("either of two", "five or six", "[5, 6]", "", ""),
    ("a range over zero", "−5 to 5 °C", "(-5.5, 5.5)", "(-5.25, 5.25)", "°C"),
    ("units at both ends", "5 km to 7 km", "[4.5, 7.7)", "[4.75, 7.35)", "km"),
    ("money at both ends", "$1.5 million to $2.5 million", "[1450000, 2600000)", "[1450000, 2550000)", "$"),
    ("money at one end", "$1.7–2.1 billion", "[1650000000, 2200000000)", "[1650000000, 2150000000)", "$"),
    ("between, with and inside numbers",
     "between one hundred and five and two hundred and ten", "[105, 220)", "[105, 215)", ""),
    ("words share their magnitude", "one to two hundred thousand", "[90000, 220000)", "[95000, 210000)", ""),
    ("hundreds share a thousand", "one hundred to two hundred thousand", "[90000, 220000)", "[95000, 210000)", ""),
    ("no magnitude is shared where the range would run down", "800 to 1.5 thousand", "[750, 1600)", "[760, 1550)", ""),
    ("an approximate range",
     "approximately 1.7 to 2.1 billion", "[1530000000, 2310000000]", "[1615000000, 2205000000]", ""),
    ("a range per year", "$5 to $6 million a year", "[4500000, 6600000)", "[4750000, 6300000)", "$/year"),
    ("over … but under", "over 40,000 but under 50,000", "(38000, 55000)", "(40000, 50000)", ""),
    ("more than … and fewer than", "more than 40 and fewer than 50 ships", "(38, 55)", "(40, 50)", "ships"),
    ("at most … and at least, upside down", "at most 50 but at least 40", "[36, 55)", "[40, 50]", ""),
    ("a margin", "18.2 ± 0.3 km", "[17.9, 18.5]", "", "km"),
    ("a margin in words", "18 plus or minus 2", "[16, 20]", "", ""),
    ("a margin in plain signs", "18 +/- 2", "[16, 20]", "", ""),
    ("a margin in brackets", "18.2 (±0.3) km", "[17.9, 18.5]", "", "km"),
    ("a relative margin", "20 km ± 10 %", "[18, 22]", "", "km"),
    ("dozens", "dozens", "[12, 1200)", "[24, 120)", ""),
    ("hundreds", "hundreds of troops", "[100, 10000)", "[200, 1000)", "troops"),
    ("thousands", "thousands", "[1000, 100000)", "[2000, 10000)", ""),
    ("tens of thousands", "tens of thousands", "[10000, 1000000)", "[20000, 100000)", ""),
    ("hundreds of thousands", "hundreds of thousands", "[100000, 10000000)", "[200000, 1000000)", ""),
    ("millions", "millions of dollars", "[1000000, 100000000)", "[2000000, 10000000)", "dollars"),
    ("several", "several", "[2, 20]", "[3, 9]", ""),
    ("a few", "a few ships", "[2, 10]", "[3, 5]", "ships"),
    ("a handful", "a handful", "[2, 10]", "[3, 6]", ""),
    ("a couple", "a couple", "[2, 3]", "2", ""),
    ("several hundred", "several hundred", "[200, 2000]", "[300, 900]", ""),
    ("a majority", "a majority", "(50, 100]", "", "%"),
    ("most", "most of the seats", "(50, 100]", "", "%"),
    ("an overwhelming majority", "an overwhelming majority", "(50, 100]", "[67, 100]", "%"),
    ("a minority", "a minority", "[0, 50)", "", "%"),
    ("almost all is one word", "almost all", "[75, 100]", "[90, 100]", "%"),
    ("all", "all", "100", "", "%"),
    ("none", "none", "0", "", ""),
    ("no before a noun", "no troops", "0", "", "troops"),
    ("fewer than several", "fewer than several", "[0, 20)", "[0, 3)", ""),
    ("more than several", "more than several", "(2, )", "(9, 18]", ""),
    ("more than a few", "more than a few ships", "(2, )", "(5, 10]", "ships"),
    ("over dozens", "over dozens", "(12, )", "[120, 240]", ""),
    ("up to several", "up to several", "[0, 20]", "[3, 9]", ""),
    ("less than a majority", "less than a majority", "(, 50]", "(, 50]", "%"),
    ("more than a minority", "more than a minority", "[50, )", "[50, 100]", "%"),
    ("over a majority", "over a majority", "(50, )", "(50, 100]", "%"),
    ("at least several hundred", "at least several hundred", "[200, )", "[300, 900]", ""),
]  # fmt: skip


@pytest.mark.parametrize("literal, possible, plausible, unit", [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_literal_is_read(literal: str, possible: str, plausible: str, unit: str) -> None:
    quantity = read_quantity(literal)
    assert quantity.bounds.possible == span(possible)
    assert quantity.bounds.plausible == span(plausible or possible)
    assert quantity.unit == unit
    assert quantity.text == literal


def test_labels_are_all_different() -> None:
    assert len({case[0] for case in CASES}) == len({case[1] for case in CASES}) == len(CASES)


TOLERANCES = [
    ("a count", "85", "none: an exact count"),
    ("a round number", "55,000", "±500 expected, -500 to +1,000 at the widest: rounded or cut off"),
    ("a round number whose last digit is coarse", "$1 billion",
     "±$50,000,000 expected, ±$100,000,000 at the widest: rounded or cut off"),
    ("a negative one, mirrored", "-55 °C", "±0.5 °C expected, -1 °C to +0.5 °C at the widest: rounded or cut off"),
    ("the whole", "100 %", "none: nothing and the whole are exact"),
    ("a percentage", "85 %", "±0.5 points expected, -0.5 points to +1 point at the widest: rounded or cut off"),
    ("one of a unit", "about 10 km", "±1 km expected, ±2 km at the widest: `approximately`"),
    ("one of a unit that has a plural", "10 acres", "±0.5 acres expected, ±1 acre at the widest: rounded or cut off"),
    ("about", "about 54,000", "±2,700 expected, ±5,400 at the widest: `approximately`"),
    ("about a small count", "about 5", "±1: `approximately`"),
    ("nearly", "nearly 85", "-4.25 expected, -8.5 at the widest: `nearly`"),
    ("just over", "just over 18.2 km", "+0.91 km expected, -0.05 km to +1.82 km at the widest: `just over`"),
    ("over", "over 40,000", "+10,000 expected, from -2,000 up at the widest: `over`"),
    ("up to", "up to 105", "-10.5 expected, from 0 down at the widest: `at most`"),
    ("below a temperature", "below 5 °C", "-1 °C expected, from +0.5 °C down at the widest: `under`"),
    ("exactly", "exactly 55,000", "none: `exactly`"),
    ("a limit that is exact", "at least exactly 40", "from 0 up: `at least exactly`"),
    ("a range", "1.7 to 2.1 km",
     "±0.05 km expected, -0.05 km to +0.1 km at the widest: rounded or cut off"),
    ("a range whose ends are not known alike", "40 to 50 km",
     ("40: ±2 km expected, ±4 km at the widest: rounded or cut off; "
      "50: ±2.5 km expected, ±5 km at the widest: rounded or cut off")),
    ("a range of counts", "5 to 7", "none: an exact count"),
    ("a fraction", "two-thirds", "±1/30: half a step between rough fractions"),
    ("a margin", "18 ± 2", "±2: as the document says"),
    ("about a margin", "about 40 ± 2", "±2 expected, ±8 at the widest: as the document says, and `approximately`"),
    ("about a margin that is wider", "about 40 ± 9", "±9: as the document says, and `approximately`"),
    ("over about", "over about 40",
     "-4 to +10 expected, from -8 up at the widest: `over approximately`"),
    ("more than a vague word", "more than a majority", "more than half; no upper limit"),
    ("two limits", "over 40 but under 50", "both limits are given, and rounded"),
    ("two exact limits", "over exactly 40 but under exactly 50", "none: both limits are given"),
    ("a vague word", "a majority", "more than half"),
]  # fmt: skip


@pytest.mark.parametrize("literal, words", [case[1:] for case in TOLERANCES], ids=[c[0] for c in TOLERANCES])
def test_tolerance_is_told(literal: str, words: str) -> None:
    assert read_quantity(literal).bounds.tolerance == words


HEDGES = [
    ("none", "85", ""),
    ("before", "Over 40,000", "over"),
    ("after", "85 or more", "or more"),
    ("stacked", "at least about 40", "at least about"),
    ("both sides", "over 40 but under 50", "over but under"),
    ("vague", "several hundred", "several hundred"),
    ("joined by a hyphen", "40-ish", "-ish"),
    ("in signs", ">= 40", ">="),
]


@pytest.mark.parametrize("literal, hedge", [case[1:] for case in HEDGES], ids=[c[0] for c in HEDGES])
def test_hedge_is_kept_as_written(literal: str, hedge: str) -> None:
    assert read_quantity(literal).hedge == hedge


LITERAL_READINGS = [
    ("the bare wording of about is the number", "about 54,000", "54000"),
    ("of a round number too", "55,000", "55000"),
    ("of a range what is plausible", "1.7 to 2.1 km", "[1.65, 2.15)"),
    ("of nearly what is plausible", "nearly 85", "[80.75, 85)"),
    ("of over what is plausible", "over 40,000", "(40000, 50000]"),
    ("of a vague word what is plausible", "several", "[3, 9]"),
    ("of a margin what is plausible", "18 ± 2", "[16, 20]"),
]


@pytest.mark.parametrize("text, literal", [case[1:] for case in LITERAL_READINGS], ids=[c[0] for c in LITERAL_READINGS])
def test_literal_reading(text: str, literal: str) -> None:
    assert read_quantity(text).bounds.literal == span(literal)


def test_a_measured_property_rounds_bare_numbers() -> None:
    assert read_quantity("85", measured=True).bounds.possible == span("[84.5, 86)")
    assert read_quantity("85").bounds.possible == span("85")


OWN_WIDTHS = [
    # label, tolerance, literal, plausible, possible
    ("approximately", Tolerance(approximately=Fraction(1, 100)), "about 54,321", "[53777.79, 54864.21]", ""),
    ("approximately, never narrower than the bare figure",
     Tolerance(approximately=Fraction(1, 100)), "about 54,000", "[53460, 54540]", "[53000, 55000]"),
    ("what is expected of approximately",
     Tolerance(approximately_plausible=Fraction(1, 50)), "about 54,321", "[53234.58, 55407.42]", "[48888.9, 59753.1]"),
    ("nearly", Tolerance(nearly=Fraction(1, 50)), "nearly 101", "[98.98, 101)", "[98.98, 101]"),
    ("just over", Tolerance(nearly=Fraction(1, 50)), "just over 101", "(101, 103.02]", "[101, 103.02]"),
    ("rounding", Tolerance(rounded=Fraction(2)), "54,000", "[52000, 56000)", ""),
    ("exact: a bare figure", Tolerance(rounded=Fraction(0)), "55,000", "55000", ""),
    ("exact: a bound", Tolerance(rounded=Fraction(0)), "over 40,000", "(40000, 50000]", "(40000, )"),
    ("exact: a limit", Tolerance(rounded=Fraction(0)), "up to 40,000", "[30000, 40000]", "[0, 40000]"),
    ("exact: the ends of a range", Tolerance(rounded=Fraction(0)), "40,000 to 50,000", "[40000, 50000]", ""),
    ("exact: a hedge keeps its width", Tolerance(rounded=Fraction(0)), "about 54,321", "[51604.95, 57037.05]",
     "[48888.9, 59753.1]"),
]  # fmt: skip


@pytest.mark.parametrize(
    "tolerance, literal, plausible, possible", [case[1:] for case in OWN_WIDTHS], ids=[c[0] for c in OWN_WIDTHS]
)
def test_a_property_sets_its_own_widths(tolerance: Tolerance, literal: str, plausible: str, possible: str) -> None:
    bounds = read_quantity(literal, tolerance).bounds
    assert (bounds.plausible, bounds.possible) == (span(plausible), span(possible or plausible))


ERRORS = [
    ("nothing", "   ", "nothing is written here; expected a value", 0),
    ("no number", "banana", "no number is found in `banana`; expected a value such as `over 40,000`", 0),
    ("a hedge alone", "about", "no number is found after `about`", 5),
    ("digits grouped by two",
     "4,00", "`4,00` does not group its digits by thousands; write 400 for the whole number", 0),
    ("a group of four", "1,2345", "`1,2345` does not group its digits by thousands; write 12,345", 0),
    ("a decimal comma", "3,5", "and a point for decimals", 0),
    ("two points", "1.234.567", "`1.234.567` is not a number in English writing; a point is for decimals", 0),
    ("mixed separators", "1,234'567", "does not group its digits by thousands", 0),
    ("a group after zero", "0,500", "does not group its digits by thousands", 0),
    ("not", "not 40", "`not` is no part of a value; write the value and `denies: true` beside it", 0),
    ("many", "many", "`many` tells no number; encode a claim only where the document gives an amount", 0),
    ("a number of", "a number of ships", "`a number` tells no number", 0),
    ("not a number", "NaN", "`NaN` is no number", 0),
    ("infinity", "over infinity", "`infinity` is no number; write the largest value that the document allows", 5),
    ("a large exponent", "1e5000", "the exponent is larger than 999", 2),
    ("an enormous exponent", "1e200000000", "the exponent is larger than 999", 2),
    ("too many digits", "1" * 65, "the number has more than 64 digits", 0),
    ("too long", "1 " * 251, "the literal has 502 characters, at most 500 are read", 500),
    ("a range that runs down", "40 to 30", "the range runs down, from 40 to 30; write the smaller end first", 0),
    ("half a range", "between 40", "`between` needs two values, as `between 40 and 50`; found `between 40`", 0),
    ("two units", "5 m to 10 km", "`m` and `km` are different units; write both ends in one unit", 4),
    ("two currencies",
     "$5 million euros", "`$` stands before the number and `euros` after it; expected one unit", None),
    ("words in disorder", "twenty twenty", "`twenty twenty` is not a number in words", 0),
    ("two nouns", "5 people and planes", "`and planes` is not understood here", 9),
    ("two measures of two sorts", "5 feet 3 pounds", "`3 pounds` is not understood here", 7),
    ("a hedge before a range", "over 40 to 50", "`over` does not go with a range; write one value after `over`", 0),
    ("two hedges", "over at least 40", "`over … at least` are hedges that do not go together; keep one of them", 0),
    ("the same side twice", "over 40 and at least 50", "two hedges limit one value from two sides", 8),
    ("limits the wrong way round", "over 50 but under 40", "nothing lies over 50 and under 40", 0),
    ("a hedge before a majority",
     "nearly a majority", "`nearly` does not go with `a majority`; write one of the two", 7),
    ("less than a minority", "less than a minority", "`less than` does not go with `a minority`", 10),
    ("over all", "over all", "`over` does not go with `all`", 5),
    ("a division by zero", "1/0", "`1/0` divides by zero; expected a fraction such as `1/2`", 0),
    ("a power of another number", "5^3", "only powers of ten are read; write the number that `5^3` is", 0),
    ("a negative margin", "5 ± -1", "after ± a positive number is expected", 4),
    ("money and a measure", "$5 km", "`$` stands before the number and `km` after it; expected one unit", None),
    ("a mark after the number", "40!", "`!` is not understood here", 2),
]  # fmt: skip


@pytest.mark.parametrize("literal, message, offset", [c[1:] for c in ERRORS], ids=[c[0] for c in ERRORS])
def test_error_tells_what_to_do(literal: str, message: str, offset: int | None) -> None:
    with pytest.raises(LiteralError) as caught:
        read_quantity(literal)
    assert message in caught.value.message
    assert offset is None or caught.value.offset == offset


RANKS = [
    ("an ordinal in words", "first", "1", "1", ""),
    ("an ordinal in digits", "2nd", "2", "2", ""),
    ("twenty-first", "the twenty-first", "21", "21", ""),
    ("a plain number", "3", "3", "3", ""),
    ("number one", "number one", "1", "1", ""),
    ("a hash", "#3", "3", "3", ""),
    ("a superlative alone", "largest", "1", "1", "largest"),
    ("an ordinal and a superlative", "second-largest", "2", "2", "largest"),
    ("parted by a space", "second largest base in the region", "2", "2", "largest"),
    ("of how many", "third oldest of 12", "3", "3", "oldest"),
    ("with most", "4th most populous city", "4", "4", "most populous"),
    ("the smallest counts from the other end", "smallest", "-1", "-1", "smallest"),
    ("so does the second-smallest", "second-smallest", "-2", "-2", "smallest"),
    ("the last", "last", "-1", "-1", "last"),
    ("the youngest", "the youngest", "-1", "-1", "youngest"),
    ("the least of something", "least populous", "-1", "-1", "least populous"),
    ("among the smallest", "among the smallest", "[-10, -1]", "[-5, -1]", "smallest"),
    ("a place in many words", "one hundred and twenty-fifth", "125", "125", ""),
    ("one of the largest", "one of the largest", "[1, 10]", "[1, 5]", "largest"),
    ("one of five", "one of the five largest", "[1, 5]", "[1, 5]", "largest"),
    ("the five", "the five largest", "[1, 5]", "[1, 5]", "largest"),
    ("top ten", "top 10", "[1, 10]", "[1, 10]", "top"),
    ("top ten, with a hyphen", "top-ten", "[1, 10]", "[1, 10]", "top"),
    ("top ten of something", "top 10 universities worldwide", "[1, 10]", "[1, 10]", "top"),
    ("the best two", "best two", "[1, 2]", "[1, 2]", "best"),
    ("the largest three of something", "the largest three cities", "[1, 3]", "[1, 3]", "largest"),
    ("the most populous three", "most populous three", "[1, 3]", "[1, 3]", "most populous"),
    ("a dozen", "top dozen", "[1, 12]", "[1, 12]", "top"),
    ("the last three", "last three", "[-3, -1]", "[-3, -1]", "last"),
    ("the bottom three of so many", "bottom three of 20", "[-3, -1]", "[-3, -1]", "bottom"),
    ("the worst five", "worst 5", "[-5, -1]", "[-5, -1]", "worst"),
    ("the largest one", "largest one", "1", "1", "largest"),
    ("a hundred in two words", "top one hundred", "[1, 100]", "[1, 100]", "top"),
    ("the easternmost", "easternmost point", "1", "1", "easternmost"),
]


@pytest.mark.parametrize("text, possible, plausible, unit", [case[1:] for case in RANKS], ids=[c[0] for c in RANKS])
def test_rank_is_read(text: str, possible: str, plausible: str, unit: str) -> None:
    quantity = read_rank(text)
    assert (quantity.bounds.possible, quantity.bounds.plausible) == (span(possible), span(plausible))
    assert quantity.unit == unit


@pytest.mark.parametrize(
    "text, message",
    [
        ("banana", "`banana` names no rank; expected `first`, `2nd`, `third-largest`, `largest` or `3`"),
        ("the", "`the` names no rank"),
        ("0", "0 is no rank; expected a whole number from 1"),
        ("1.5", "1.5 is no rank; expected a whole number from 1"),
        ("3rd of 2", "a rank of 3 of 2 cannot be; check the two numbers"),
        ("first and second", "`and` is not understood in a rank"),
        ("largest or oldest", "`or` is not understood in a rank"),
        ("last but one", "`but` is not understood in a rank"),
        ("1nd", "`1nd` is written 1st; check the number"),
        ("top quartile", "`top quartile` tells no number of places; write the place, as `third-largest`, or how many"),
        ("bottom half", "`bottom half` tells no number of places"),
        ("top few", "`top few` tells no number of places"),
        ("top ten percent", "`top ten percent` tells no number of places"),
        ("bottom 10 %", "`bottom 10 %` tells no number of places"),
        ("richest one percent", "`richest one percent` tells no number of places"),
        ("largest 12 m telescope", "may be one place, or so many; write `largest`, or `the 12 largest`"),
        ("third largest three", "has two numbers; write the one place, or how many places"),
        ("40.000", "40.000 is no rank; expected a whole number from 1"),
        ("1.000", "1.000 is no rank"),
    ],
    ids=[
        "no rank",
        "an article alone",
        "zero",
        "a decimal",
        "more than there are",
        "two ranks",
        "two superlatives",
        "the one before the last",
        "a wrong ending",
        "a quarter of the order",
        "half of the order",
        "a few",
        "a percentage in words",
        "a percentage",
        "one percent in words",
        "a size of what is ranked",
        "a place and a number of places",
        "thousands with a point",
        "one with decimals",
    ],
)
def test_rank_error_tells_what_to_do(text: str, message: str) -> None:
    with pytest.raises(LiteralError) as caught:
        read_rank(text)
    assert message in caught.value.message
