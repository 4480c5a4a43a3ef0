"""The measures that everybody shares: one canonical name, an exact size, and each way in which it is written.

Why a table: a library of units reads any prefix before any unit (`mha` as thousandths of a hectare, `mt` as thousandths
of a tonne) and takes some names for units of the survey foot. Here a prefix counts only beside the units that people
write it with.

Units: sizes are in metre, kilogram, second, ampere, kelvin, mole, candela, bit and degree, and in what never converts.
Source: The International System of Units (SI Brochure), 9th edition; NIST Special Publication 811 (2008), appendix B;
the International Yard and Pound Agreement, 1959; the mean Gregorian year of 365.2425 days; IEC 80000-13.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from checker.literals.units.money import CURRENCIES


@dataclass(frozen=True, slots=True)
class Measure:
    """`size` in products of the base units; `dimension` has their powers: `kg m2 s-3`."""

    size: Fraction
    dimension: str


_ENERGY, _POWER, _PRESSURE, _FORCE = "kg m2 s-2", "kg m2 s-3", "kg m-1 s-2", "kg m s-2"
_POINTS = ("°C", "°F", "K")
DIFFERENCES = {point: f"{point} difference" for point in _POINTS}
"""Temperature scales, whose zero moves, and the units of their differences, whose zero does not."""
OFFSETS = {"°C": Fraction("273.15"), "°F": Fraction("459.67") * Fraction(5, 9), "K": Fraction(0)}
"""Kelvins from the absolute zero to the zero of a scale."""

_TABLE: str = f"""
    # canonical | size | dimension | prefixes | symbols | names
    m | 1 | m | k h d c m μ n | m | metre, meter
    in | 0.0254 | m | | in | inch/inches
    ft | 0.3048 | m | | ft FT Ft | foot/feet
    yd | 0.9144 | m | | yd yds YD | yard
    mi | 1609.344 | m | | mi MI | mile, statute mile, international mile
    nautical mile | 1852 | m | | nmi NM | nautical mile, nautical-mile
    fathom | 1.8288 | m | | | fathom
    rod | 5.0292 | m | | | rod
    chain | 20.1168 | m | | | chain
    furlong | 201.168 | m | | | furlong
    statute league | 4828.032 | m | | | statute league
    nautical league | 5556 | m | | | nautical league, marine league
    survey foot | 1200/3937 | m | | | survey foot/survey feet, US survey foot/US survey feet
    survey mile | 5280*1200/3937 | m | | | survey mile, US survey mile
    angstrom | 0.0000000001 | m | | Å | angstrom, ångström
    astronomical unit | 149597870700 | m | | AU au | astronomical unit
    light year | 9460730472580800 | m | | ly | light year, light-year
    parsec | 1 | parsec | k M | pc | parsec
    ha | 10000 | m2 | k M | ha | hectare
    acre | 4046.8564224 | m2 | | ac | acre, international acre
    survey acre | 43560*1200*1200/3937/3937 | m2 | | | survey acre, US survey acre
    l | 0.001 | m3 | h d c m μ k M G | l L | litre, liter
    US gallon | 0.003785411784 | m3 | | | US gallon, US liquid gallon, US gal
    imperial gallon | 0.00454609 | m3 | | | imperial gallon, UK gallon, imp gal, imp gallon, imperial gal, UK gal
    US quart | 0.000946352946 | m3 | | | US quart, US liquid quart, US qt
    imperial quart | 0.0011365225 | m3 | | | imperial quart, UK quart, imp quart
    US pint | 0.000473176473 | m3 | | | US pint, US liquid pint, US pt
    imperial pint | 0.00056826125 | m3 | | | imperial pint, UK pint, imp pint
    US fluid ounce | 0.0000295735295625 | m3 | | | US fluid ounce, US fl oz/US fl oz
    imperial fluid ounce | 0.0000284130625 | m3 | | | imperial fluid ounce, UK fluid ounce, imp fl oz/imp fl oz
    US bushel | 0.03523907016688 | m3 | | | US bushel
    imperial bushel | 0.03636872 | m3 | | | imperial bushel, UK bushel
    oil barrel | 0.158987294928 | m3 | | | oil barrel, barrel of oil/barrels of oil
    US beer barrel | 0.117347765304 | m3 | | | US beer barrel
    imperial barrel | 0.16365924 | m3 | | | imperial barrel, imperial beer barrel, UK beer barrel
    acre-foot | 1233.48183754752 | m3 | | | acre-foot/acre-feet, acre foot/acre feet
    g | 0.001 | kg | k d c m μ n p M G T P | g | gram, gramme
    tonne | 1000 | kg | M G | t | tonne, metric ton, metric-ton
    lb | 0.45359237 | kg | | lb lbs LB LBS Lb Lbs | avoirdupois pound, pound avoirdupois/pounds avoirdupois
    pound | 0.45359237 | kg | | | pound
    oz | 0.028349523125 | kg | | oz OZ Oz | ounce, avoirdupois ounce
    troy ounce | 0.0311034768 | kg | | ozt | troy ounce, troy oz/troy oz, oz t/oz t
    stone | 6.35029318 | kg | | | stone
    short ton | 907.18474 | kg | | | short ton, short-ton, US ton, US short ton
    long ton | 1016.0469088 | kg | | | long ton, long-ton, imperial ton, UK long ton, UK ton
    short hundredweight | 45.359237 | kg | | | short hundredweight, US hundredweight, short cwt/short cwt, US cwt/US cwt
    long hundredweight | 50.80234544 | kg | | | long hundredweight, imperial hundredweight, long cwt/long cwt
    second | 1 | s | m μ n | s sec secs SEC Sec | second
    minute | 60 | s | | min mins MIN Min | minute
    hour | 3600 | s | | h hr hrs HR Hr HRS Hrs | hour
    day | 86400 | s | | | day
    week | 604800 | s | | wk wks | week
    fortnight | 1209600 | s | | | fortnight
    month | 2629746 | s | | | month
    quarter | 7889238 | s | | | quarter
    year | 31556952 | s | k M G | yr yrs YR Yr YRS Yrs | year, year-long/year-long
    decade | 315569520 | s | | | decade
    century | 3155695200 | s | | | century/centuries
    millennium | 31556952000 | s | | | millennium/millennia
    K | 1 | K | m μ n | K | kelvin
    °C | 1 | K | | °C degC | celsius/celsius, centigrade/centigrade
    °F | 5/9 | K | | °F degF | fahrenheit/fahrenheit
    K difference | 1 | K | | |
    °C difference | 1 | K | | |
    °F difference | 5/9 | K | | |
    A | 1 | A | k m μ n | A | ampere, amp
    Ah | 3600 | s A | k m | Ah | ampere-hour, ampere hour, amp-hour, amp hour
    V | 1 | {_POWER} A-1 | k M m μ | V | volt
    Ω | 1 | {_POWER} A-2 | k M G m | Ω | ohm
    farad | 1 | kg-1 m-2 s4 A2 | m μ n p | F | farad
    coulomb | 1 | s A | m μ n | C | coulomb
    T | 1 | kg s-2 A-1 | m μ n | T | tesla
    W | 1 | {_POWER} | k M G T P m μ n | W | watt
    hp | 550*0.3048*4.4482216152605 | {_POWER} | | hp HP | horsepower/horsepower, mechanical horsepower/horsepowers
    metric horsepower | 735.49875 | {_POWER} | | PS | metric horsepower/metric horsepower
    VA | 1 | VA | k M | VA | volt-ampere, volt ampere
    Wh | 3600 | {_ENERGY} | k M G T P m | Wh | watt-hour, watt hour, watthour
    J | 1 | {_ENERGY} | k M G T P E m μ | J | joule
    eV | 0.0000000000000000001602176634 | {_ENERGY} | k M G T m | eV | electronvolt, electron volt, electron-volt
    cal | 4.184 | {_ENERGY} | | cal | small calorie, gram calorie
    kcal | 4184 | {_ENERGY} | | kcal | kilocalorie, large calorie, food calorie
    Btu | 1055.05585262 | {_ENERGY} | | Btu BTU btu | British thermal unit
    MMBtu | 1055055852.62 | {_ENERGY} | | MMBtu MMBTU mmBtu mmbtu |
    toe | 41868000000 | {_ENERGY} | k M | toe | tonne of oil equivalent/tonnes of oil equivalent
    ton of TNT | 4184000000 | {_ENERGY} | | | ton of TNT/tons of TNT, tonne of TNT/tonnes of TNT
    kiloton of TNT | 4184000000000 | {_ENERGY} | | | kiloton of TNT/kilotons of TNT
    megaton of TNT | 4184000000000000 | {_ENERGY} | | | megaton of TNT/megatons of TNT
    N | 1 | {_FORCE} | k M m μ | N | newton
    kgf | 9.80665 | {_FORCE} | | kgf | kilogram-force/kilograms-force
    lbf | 4.4482216152605 | {_FORCE} | | lbf | pound-force/pounds-force
    Pa | 1 | {_PRESSURE} | k M G h m | Pa | pascal
    bar | 100000 | {_PRESSURE} | k m | bar | bar
    atm | 101325 | {_PRESSURE} | | atm | standard atmosphere
    psi | 4.4482216152605/0.00064516 | {_PRESSURE} | | psi PSI | pound per square inch/pounds per square inch
    mmHg | 133.322387415 | {_PRESSURE} | | mmHg mmhg | mm Hg/mm Hg
    inHg | 3386.388640341 | {_PRESSURE} | | inHg | in Hg/in Hg
    torr | 101325/760 | {_PRESSURE} | | Torr | torr/torr
    Hz | 1 | s-1 | k M G T m | Hz | hertz/hertz
    knot | 1852/3600 | m s-1 | | kn kts | knot
    mol | 1 | mol | k m μ n p | mol |
    cd | 1 | cd | m | cd | candela
    lm | 1 | lm | k | lm | lumen
    lx | 1 | lx | k | lx | lux/lux
    Bq | 1 | Bq | k M G T P | Bq | becquerel
    Ci | 37000000000 | Bq | m μ k M | Ci | curie
    Gy | 1 | Gy | m μ k | Gy |
    Sv | 1 | Sv | m μ n | Sv | sievert
    bit | 1 | bit | k M G T | bit | bit
    B | 8 | bit | k M G T P E | B | byte
    KiB | 8*1024 | bit | | KiB kiB | kibibyte
    MiB | 8*1024*1024 | bit | | MiB | mebibyte
    GiB | 8*1024*1024*1024 | bit | | GiB | gibibyte
    TiB | 8*1024*1024*1024*1024 | bit | | TiB | tebibyte
    PiB | 8*1024*1024*1024*1024*1024 | bit | | PiB | pebibyte
    ° | 1 | ° | | ° deg | degree
    arcminute | 1/60 | ° | | arcmin | arcminute, minute of arc/minutes of arc
    arcsecond | 1/3600 | ° | | arcsec | arcsecond, second of arc/seconds of arc
    dB | 1 | dB | | dB db | decibel
"""
_PREFIXES = {
    "E": ("exa", 18), "P": ("peta", 15), "T": ("tera", 12), "G": ("giga", 9), "M": ("mega", 6), "k": ("kilo", 3),
    "h": ("hecto", 2), "d": ("deci", -1), "c": ("centi", -2), "m": ("milli", -3), "μ": ("micro", -6),
    "n": ("nano", -9), "p": ("pico", -12),
}  # fmt: skip

VARIANTS = {
    "kg": "kgs kilo kilos KG Kg", "km": "kms KM Km Kms KMS", "cm": "cms CM Cm", "mm": "mms", "μg": "mcg", "μm": "μ",
    "kB": "KB",
    "kW": "KW Kw kw", "kWh": "KWH KWh Kwh kwh", "MWh": "Mwh", "GWh": "Gwh", "TWh": "Twh",
    "kHz": "KHz KHZ khz", "MHz": "Mhz MHZ", "GHz": "Ghz GHZ", "kPa": "KPa kpa", "hPa": "hpa", "cm³": "cc ccm",
    "m²": "sqm", "km²": "sqkm", "cm²": "sqcm", "mm²": "sqmm", "ft²": "sqft", "in²": "sqin", "yd²": "sqyd",
    "mi²": "sqmi", "m³": "cbm",
    "kyr": "ka", "Myr": "Ma", "Gyr": "Ga",
    "mi/hour": "mph MPH Mph", "km/hour": "kph kmh kmph KPH KMH Kph Kmh Kmph", "revolutions/minute": "rpm RPM",
    "kbit/second": "kbps Kbps", "Mbit/second": "Mbps", "Gbit/second": "Gbps gbps", "Tbit/second": "Tbps",
    "kB/second": "kBps KBps", "MB/second": "MBps", "GB/second": "GBps",
}  # fmt: skip
"""Ways to write what has a prefix that are not the prefix and the unit, and mean nothing else. `KB` is the kilobyte of
1,000 bytes, as `MB` is a million; 1,024 bytes are `KiB`."""

_BITS = {f"{prefix}b": (f"{big}bit", f"{big}B") for prefix, big in zip("kKMGTgt", "kkMGTGT", strict=True)}
AMBIGUOUS = {
    "ton": ("short tons", "long tons", "tonnes"),
    "barrel": ("oil barrels", "US beer barrels", "imperial barrels"),
    "kt": ("kilotonnes", "knots"),
    "kiloton": ("kilotonnes", "thousand short tons", "kilotons of TNT"),
    "megaton": ("megatonnes", "million short tons", "megatons of TNT"),
    **dict.fromkeys(("mt", "MT"), ("tonnes", "million tonnes")),
    **dict.fromkeys(("mmt", "MMT", "MMt"), ("million tonnes", "million short tons")),
    "gallon": ("US gallons", "imperial gallons"),
    "quart": ("US quarts", "imperial quarts"),
    **dict.fromkeys(("pint", "pt"), ("US pints", "imperial pints")),
    "fluid ounce": ("US fluid ounces", "imperial fluid ounces"),
    "bushel": ("US bushels", "imperial bushels"),
    "hundredweight": ("short hundredweights", "long hundredweights"),
    "mpg": ("miles per US gallon", "miles per imperial gallon"),
    **dict.fromkeys(("mcm", "Mcm", "MCM"), ("million cubic metres", "thousand cubic metres")),
    **dict.fromkeys(("mmcm", "MMcm", "MMCM"), ("million cubic metres", "billion cubic metres")),
    "league": ("statute leagues", "nautical leagues"),
    "ppt": ("parts per thousand", "parts per trillion", "percentage points"),
    "nm": ("nanometres", "nautical miles"),
    **dict.fromkeys(("calorie", "Cal"), ("small calories", "kilocalories")),
    "F": ("°F", "farads"),
    "C": ("°C", "coulombs"),
    "mw": ("MW", "mW"),
    **dict.fromkeys(("mwh", "MWH"), ("MWh", "mWh")),
    "mb": ("mbar", "Mbit", "MB"),
    **dict.fromkeys(("mbps", "MBPS"), ("Mbit/s", "MB/s")),
    **_BITS,
}
"""Names that stand for units of different size, each with what to write instead: never guessed."""
SHORT_NAMES = {
    **dict.fromkeys(("bbl", "bbls"), "barrel"), **dict.fromkeys(("gal", "gals"), "gallon"),
    **dict.fromkeys(("qt", "qts"), "quart"), **dict.fromkeys(("fl oz", "fluid oz"), "fluid ounce"),
    **dict.fromkeys(("cwt", "cwts"), "hundredweight"), "bu": "bushel",
}  # fmt: skip
"""How the ambiguous are written short, in lower case."""

GLUED = {
    **dict.fromkeys(("k", "K"), ("thousands", "`5,000 {}`")),
    **dict.fromkeys(("MM", "mm"), ("millions", "`5 million {}`")),
    "M": ("millions", "`5 million {}`"), "G": ("billions", "`5 billion {}`"), "T": ("trillions", "`5 trillion {}`"),
    "m": ("thousandths or millions", "`0.005 {0}` or `5 million {0}`"), "c": ("hundredths", "`0.05 {}`"),
    "d": ("tenths", "`0.5 {}`"), "h": ("hundreds", "`500 {}`"),
    **dict.fromkeys(("μ", "u"), ("millionths", "`0.000005 {}`")),
}  # fmt: skip
"""Prefixes as people glue them to any unit: what each may say, and how a number with it is written out."""


def _number(text: str) -> Fraction:
    """`5280*1200/3937`, exactly."""
    above, *below = text.split("/")
    number = Fraction(1)
    for factor in above.split("*"):
        number *= Fraction(factor)
    for divisor in below:
        number /= Fraction(divisor)
    return number


@dataclass(frozen=True, slots=True)
class _Table:
    """Measures by canonical name; canonical names by symbol, and by name in lower case; pairs by what has a prefix."""

    measures: dict[str, Measure]
    symbols: dict[str, str]
    names: dict[str, str]
    pairs: dict[str, tuple[str, ...]]


def _read() -> _Table:
    table = _Table({}, {}, {}, {})
    for line in _TABLE.strip().splitlines()[1:]:
        canonical, size, dimension, prefixes, symbols, names = (cell.strip() for cell in line.split("|"))
        measure = Measure(_number(size), dimension)
        forms = [form.partition("/") for form in filter(None, names.lower().split(", "))]
        spelt = [form for one, slash, many in forms for form in (one, many if slash else f"{one}s")]
        table.measures[canonical] = measure
        table.symbols.update(dict.fromkeys((canonical, *symbols.split()), canonical))
        table.names.update(dict.fromkeys(spelt, canonical))
        if prefixes:
            _add_pairs(table, canonical, measure, prefixes.split(), symbols.split(), spelt)
    table.symbols.update({symbol: name for name, others in VARIANTS.items() for symbol in others.split()})
    for name in (*AMBIGUOUS, *CURRENCIES):  # MYR is no million years
        table.symbols.pop(name, "")
    return table


def _add_pairs(
    table: _Table, canonical: str, measure: Measure, prefixes: list[str], symbols: list[str], spelt: list[str]
) -> None:
    """Symbols with the prefixes that are listed for them, names with every prefix: `megametre` can be nothing else."""
    pairs = []
    for prefix, (word, power) in _PREFIXES.items():
        short = f"{prefix}{symbols[0]}"
        listed = prefix in prefixes and short not in AMBIGUOUS
        if not listed and not spelt:
            continue
        name = short if listed else f"{word}{spelt[0]}"
        table.measures[name] = Measure(measure.size * Fraction(10) ** power, measure.dimension)
        table.names.update({f"{word}{form}": name for form in spelt})
        if listed:
            letters = (prefix, "u") if prefix == "μ" else (prefix,)
            table.symbols.update({f"{letter}{symbol}": name for letter in letters for symbol in symbols})
            pairs.append(name)
    table.pairs[canonical] = tuple(pairs)


_READ = _read()
MEASURES, SYMBOLS, NAMES, PAIRS = _READ.measures, _READ.symbols, _READ.names, _READ.pairs

NEVER_NEGATIVE = frozenset({"m", "m2", "m3", "kg", "s", "K", "bit", "mol", "cd", "lm", "lx", "Bq", "Gy", "Sv", "s-1"})
"""Dimensions of what is nothing at 0: lengths, masses, durations. Potentials, powers, angles and levels go below."""


def glued(name: str) -> tuple[str, str]:
    """The prefix and the unit of a pair that is not listed, as `mha`; both empty where it is no such pair."""
    for prefix in sorted(GLUED, key=len, reverse=True):
        unit = name.removeprefix(prefix)
        if unit != name and unit in SYMBOLS and unit not in {"in", "au", "ac"}:
            return prefix, unit
    return "", ""
