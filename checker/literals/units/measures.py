"""Words and symbols of measures, shares and currencies that everybody shares, each with one canonical spelling."""

from __future__ import annotations

_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG DEM FRF ITL ESP NLG
    BEF ATS FIM IEP PTE GRD SUR
"""
CURRENCIES = frozenset(_CODES.split())
"""Source: ISO 4217, with the codes that the euro and the rouble replaced, which older documents use."""

CURRENCY_SIGNS = {
    "$": ("USD",), "US$": ("USD",), "US dollar": ("USD",), "dollar": ("USD",), "American dollar": ("USD",),
    "A$": ("AUD",), "AU$": ("AUD",), "Australian dollar": ("AUD",), "C$": ("CAD",), "CA$": ("CAD",),
    "Canadian dollar": ("CAD",), "NZ$": ("NZD",), "New Zealand dollar": ("NZD",), "HK$": ("HKD",), "S$": ("SGD",),
    "NT$": ("TWD",), "R$": ("BRL",), "€": ("EUR",), "euro": ("EUR",), "£": ("GBP",), "pound sterling": ("GBP",),
    "sterling": ("GBP",), "British pound": ("GBP",), "pound": ("GBP",), "¥": ("JPY", "CNY"), "yen": ("JPY",),
    "円": ("JPY",),
    "Japanese yen": ("JPY",), "yuan": ("CNY",), "renminbi": ("CNY",), "RMB": ("CNY",), "CN¥": ("CNY",), "JP¥": ("JPY",),
    "₩": ("KRW",), "South Korean won": ("KRW",), "₹": ("INR",), "Indian rupee": ("INR",), "₽": ("RUB",),
    "rouble": ("RUB",),
    "ruble": ("RUB",), "₺": ("TRY",), "₴": ("UAH",), "₫": ("VND",), "₱": ("PHP",), "₪": ("ILS",), "฿": ("THB",),
    "Swiss franc": ("CHF",), "Deutschmark": ("DEM",), "Deutsche Mark": ("DEM",),
}  # fmt: skip
"""What the signs and names stand for where the vocabulary says nothing. Names that many states use stay out
(peso, krone, rupee, franc, won); `$` alone is the US dollar's only where nothing else is declared."""

SHARES = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "pc": "%", "percentage": "%", "٪": "%",
    "‰": "‰", "per mille": "‰", "per mil": "‰", "permille": "‰",
    "ppm": "ppm", "parts per million": "ppm", "part per million": "ppm",
    "ppb": "ppb", "parts per billion": "ppb", "part per billion": "ppb",
    "basis point": "basis point", "basis points": "basis point", "bp": "basis point", "bps": "basis point",
    "percentage point": "percentage point", "percentage points": "percentage point",
    "percent point": "percentage point",
    "percent points": "percentage point", "per cent points": "percentage point", "pp": "percentage point",
    "ppt": "percentage point", "pct point": "percentage point", "pct points": "percentage point",
    "% points": "percentage point", "% point": "percentage point", "%-points": "percentage point",
    "percentage-point": "percentage point", "percentage-points": "percentage point",
}  # fmt: skip

RATES = {
    "annually": "year", "yearly": "year", "per annum": "year", "pa": "year", "annual": "year",
    "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour", "quarterly": "quarter",
}  # fmt: skip

_SPELLINGS = {
    "km": "kilometre kilometres kilometer kilometers kms",
    "m": "metre metres meter meters",
    "cm": "centimetre centimetres centimeter centimeters",
    "mm": "millimetre millimetres millimeter millimeters",
    "mi": "mile miles",
    "yd": "yard yards yds",
    "ft": "foot feet",
    "in": "inch inches",
    "nautical mile": "nautical-mile nautical-miles nmi",
    "ha": "hectare hectares",
    "acre": "acres ac",
    "l": "litre litres liter liters L",
    "kg": "kilogram kilograms kilogramme kilogrammes kilo kilos",
    "g": "gram grams gramme grammes",
    "lb": "lbs",
    "oz": "ounce ounces",
    "tonne": "tonnes",
    "short ton": "short-ton short-tons",
    "long ton": "long-ton long-tons",
    "metric ton": "metric-ton metric-tons",
    "year": "years yr yrs year-long",
    "month": "months",
    "week": "weeks wk wks",
    "day": "days",
    "hour": "hours hr hrs h",
    "minute": "minutes min mins",
    "second": "seconds sec secs s",
    "quarter": "quarters",
    "decade": "decades",
    "century": "centuries",
    "°C": "℃ degC celsius Celsius centigrade",
    "°F": "℉ degF fahrenheit Fahrenheit",
    "K": "kelvin kelvins Kelvin",
    "mi/hour": "mph",
    "km/hour": "kph kmh",
    "knot": "knots kn",
}
SPELLINGS = {other: name for name, others in _SPELLINGS.items() for other in others.split()}
"""Plain spellings of one unit. Symbols keep their case: `MW` is no `mW`."""

_DEGREES = {"celsius": "°C", "centigrade": "°C", "c": "°C", "fahrenheit": "°F", "f": "°F", "kelvin": "K"}
PHRASES = {
    **{f"{degree}{gap}{scale}": symbol for degree in ("degree", "degrees", "deg", "°") for gap in (" ", "")
       for scale, symbol in _DEGREES.items()},
    "nautical miles": "nautical mile", "short tons": "short ton", "long tons": "long ton", "metric tons": "tonne",
    "metric ton": "tonne", "statute mile": "mi", "statute miles": "mi",
}  # fmt: skip

PINT = {
    "mi": "mile", "yd": "yard", "ft": "foot", "in": "inch", "ha": "hectare", "l": "liter", "lb": "pound", "oz": "ounce",
    "°C": "degC", "°F": "degF", "K": "kelvin", "acre": "exact_acre", "fathom": "exact_fathom", "decade": "exact_decade",
    "century": "exact_century", "quarter": "quarter_year",
}  # fmt: skip
DEFINITIONS = (
    "exact_acre = 4046.8564224 * meter ** 2",
    "exact_fathom = 1.8288 * meter",
    "exact_decade = 10 * year",
    "exact_century = 100 * year",
    "quarter_year = 3 * month",
)
"""Where the library means another unit by the name: its acre and fathom rest on the survey foot, its quarter is a mass.
Source: International Yard and Pound Agreement, 1959."""

AMBIGUOUS = {
    **dict.fromkeys(("ton", "tons"), ("short_ton", "long_ton", "tonne")),
    **dict.fromkeys(("barrel", "barrels", "bbl"), ("oil_barrel", "beer_barrel")),
    "kt": ("kilotonne", "knot"),
    **dict.fromkeys(("kiloton", "kilotons", "megaton", "megatons"), ("kilotonne", "megatonne")),
}
"""Names that stand for units of different size: never guessed."""

_PREFIXES = ("", "k", "M", "G", "T", "P", "m", "c", "d", "h", "μ", "n")
_SYMBOLS = (
    "m",
    "g",
    "W",
    "Wh",
    "V",
    "A",
    "Hz",
    "J",
    "Pa",
    "N",
    "t",
    "l",
    "B",
    "bit",
    "cal",
    "eV",
    "Sv",
    "Gy",
    "Bq",
    "bar",
)
_LONG_PREFIXES = ("", "kilo", "mega", "giga", "tera", "milli", "centi", "micro", "nano", "hecto")
_LONG = (
    "watt",
    "watt-hour",
    "watt hour",
    "volt",
    "ampere",
    "hertz",
    "joule",
    "pascal",
    "newton",
    "byte",
    "calorie",
    "tonne",
)
MEASURES = (
    frozenset(_SPELLINGS)
    | frozenset(prefix + symbol for prefix in _PREFIXES for symbol in _SYMBOLS)
    | frozenset(prefix + word + plural for prefix in _LONG_PREFIXES for word in _LONG for plural in ("", "s"))
    | frozenset(AMBIGUOUS)
    | frozenset(("gallon", "gallons", "pint", "pints", "quart", "quarts", "psi", "horsepower", "hp", "dB", "stone"))
    | frozenset(("fathom", "fathoms", "pound", "pounds"))
    | frozenset(("light year", "light years", "acre-foot", "acre-feet", "person-year", "person-years"))
)
"""Names of measures that are known without a vocabulary: their numbers are rounded, where counts are exact."""

IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "servicemen": "serviceman",
    "servicewomen": "servicewoman", "children": "child", "feet": "foot", "lives": "life", "halves": "half",
    "wives": "wife", "mice": "mouse", "geese": "goose", "data": "datum", "criteria": "criterion",
    "analyses": "analysis",
    "crises": "crisis", "bases": "base", "buses": "bus", "capita": "person", "head": "person", "inhabitant": "person",
    "inhabitants": "person", "aircraft": "aircraft", "series": "series", "species": "species",
}  # fmt: skip


def singular(word: str) -> str:
    """The word without its English plural, for comparing only: `facilities` and `facility` give the same."""
    head, gap, last = word.rpartition(" ")
    if last in IRREGULAR:
        return f"{head}{gap}{IRREGULAR[last]}"
    if last.endswith("ies") and len(last) > 4:
        return f"{head}{gap}{last[:-3]}y"
    if last.endswith(("sses", "xes", "ches", "shes", "zes")):
        return f"{head}{gap}{last[:-2]}"
    if last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 2:
        return f"{head}{gap}{last[:-1]}"
    return word
