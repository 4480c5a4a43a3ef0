"""Words and symbols of shares, rates and measures, each with one canonical spelling."""

from __future__ import annotations

from functools import lru_cache

from checker.literals.units.measures import AMBIGUOUS, DIFFERENCES, NAMES, SHORT_NAMES, SYMBOLS

SHARES = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "pc": "%", "percentage": "%", "٪": "%",
    "parts per hundred": "%",
    "‰": "‰", "per mille": "‰", "per mil": "‰", "permille": "‰", "parts per thousand": "‰", "part per thousand": "‰",
    "ppm": "ppm", "parts per million": "ppm", "part per million": "ppm",
    "ppb": "ppb", "parts per billion": "ppb", "part per billion": "ppb",
    "parts per trillion": "parts per trillion", "part per trillion": "parts per trillion",
    "basis point": "basis point", "basis points": "basis point", "bp": "basis point", "bps": "basis point",
    "percentage point": "percentage point", "percentage points": "percentage point",
    "percent point": "percentage point",
    "percent points": "percentage point", "per cent points": "percentage point", "pp": "percentage point",
    "pct point": "percentage point", "pct points": "percentage point",
    "pct pts": "percentage point", "%pts": "percentage point", "% pts": "percentage point", "%pt": "percentage point",
    "% points": "percentage point", "% point": "percentage point", "%-points": "percentage point",
    "percentage-point": "percentage point", "percentage-points": "percentage point",
}  # fmt: skip

RATES = {
    "annually": "year", "yearly": "year", "per annum": "year", "pa": "year", "annual": "year",
    "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour", "quarterly": "quarter",
}  # fmt: skip

_DEGREES = {"celsius": "°C", "centigrade": "°C", "c": "°C", "fahrenheit": "°F", "f": "°F", "kelvin": "K"}
PHRASES = {
    f"{degree}{gap}{scale}": symbol
    for degree in ("degree", "degrees", "deg", "°")
    for gap in (" ", "")
    for scale, symbol in _DEGREES.items()
}

_DIFFERENCE_AFTER = (" of difference", " of change", " difference", " differences", " change")
_DIFFERENCE_BEFORE = ("delta ", "delta-", "Δ", "Δ ", "difference of ", "change of ", "difference in ", "change in ")


@lru_cache(4096)
def spelling(part: str) -> str:
    """The canonical name of a share or a measure by any of its spellings; `""` where it is neither.

    Symbols keep their case: `MW` is no `mW`.
    """
    if part in AMBIGUOUS:
        return part
    folded = part.lower()
    known = SHARES.get(part) or SHARES.get(folded) or PHRASES.get(folded) or SYMBOLS.get(part) or NAMES.get(folded)
    return known or _several(folded) or _difference(part)


def _several(folded: str) -> str:
    """`tons` and `Tons` are as ambiguous as a `ton`, and a `gal` as a `gallon`."""
    return SHORT_NAMES.get(folded) or next(
        (name for name in (folded, folded.removesuffix("s")) if name in AMBIGUOUS and len(name) > 2), ""
    )


def _difference(part: str) -> str:
    """`°C difference`, `Δ°C`, `degrees Celsius of change`: a temperature difference, which has no zero of its own."""
    for after in _DIFFERENCE_AFTER:
        if part.endswith(after):
            return DIFFERENCES.get(spelling(part.removesuffix(after)), "")
    for before in _DIFFERENCE_BEFORE:
        if part.startswith(before):
            return DIFFERENCES.get(spelling(part.removeprefix(before)), "")
    return ""


def stem(name: str) -> tuple[str, int]:
    """The unit of a power, and the power: `km` and 2 of `km²`."""
    return (name[:-1], 2 if name[-1] == "²" else 3) if name[-1:] in ("²", "³") and len(name) > 1 else (name, 1)


def in_other_case(name: str) -> tuple[str, ...]:
    """Units whose symbol differs from a name by its case alone: `MW` and `mW` from `Mw`."""
    folded = name.casefold()
    return tuple(dict.fromkeys(unit for symbol, unit in SYMBOLS.items() if symbol.casefold() == folded))
