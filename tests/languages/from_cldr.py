"""`python -m tests.languages.from_cldr` takes over what CLDR says of each language that has a table, and gathers the
words by which an English literal shows that it is none.

Why: developers need babel for it, users do not; and no table is loaded for a document that states no language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.languages import CODES, table_of
from checker.languages.cldr import FOLDER, TERRITORIES_FILE, Cldr
from checker.literals.dates.days import MONTHS
from checker.literals.foreign.phrasebook import folded
from checker.literals.foreign.reading import TELLTALES_FILE
from checker.literals.units.tidy import is_measure, tidy_unit
from checker.model.claim import ENGLISH

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CURRENCIES = [
    "AED",
    "ARS",
    "AUD",
    "BRL",
    "CAD",
    "CHF",
    "CLP",
    "CNY",
    "COP",
    "CZK",
    "DKK",
    "EGP",
    "EUR",
    "GBP",
    "HKD",
    "HUF",
    "IDR",
    "ILS",
    "INR",
    "JPY",
    "KRW",
    "MXN",
    "MYR",
    "NOK",
    "NZD",
    "PEN",
    "PHP",
    "PLN",
    "RUB",
    "SAR",
    "SEK",
    "SGD",
    "THB",
    "TRY",
    "TWD",
    "UAH",
    "USD",
    "VND",
    "ZAR",
]


def _from_babel(code: str) -> Cldr:
    from babel import Locale

    data, english = Locale.parse(code)._data, Locale.parse("en")._data
    months = {
        word: MONTHS[number - 1]
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, word in dict(data["months"][form].get(width, {})).items()
    }
    weekdays = {
        word: _WEEKDAYS[number]
        for width in ("wide", "abbreviated")
        for number, word in dict(data["days"]["format"].get(width, {})).items()
    }
    eras = {
        word: ("BC", "AD")[number]
        for width in ("abbreviated", "wide")
        for number, word in dict(data["eras"].get(width, {})).items()
        if number in (0, 1)
    }
    currencies = {}
    for currency in _CURRENCIES:
        names = [data["currency_names"].get(currency, ""), *data["currency_names_plural"].get(currency, {}).values()]
        currencies |= dict.fromkeys(filter(None, names), currency)
    marks, orders = _by_territory(code)
    return Cldr(marks, orders, months, weekdays, eras, dict(_units(data, english)), currencies)


def _units(data: Any, english: Any) -> Iterator[tuple[str, str]]:
    """The units that have a name in both languages and that the grammar knows."""
    for name, patterns in english["unit_patterns"].items():
        ours = re.fullmatch(r"\{0\}\s(.+)", dict(dict(patterns).get("long", {})).get("other", ""))
        theirs = dict(data["unit_patterns"].get(name, {})).get("long", {})
        if name == "mass-pound":
            continue  # in everyday use another mass, and money
        if not ours or name.endswith("-person") or name.startswith("angle-arc") or not is_measure(tidy_unit(ours[1])):
            continue
        for form, pattern in dict(theirs).items():
            if form != "per" and (unit := re.fullmatch(r"\{0\}\s?(.*[^\W\d_].*)", pattern)):
                yield unit[1].replace("\u00a0", " "), ours[1]


def _by_territory(code: str) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Marks and order of the language, and those of the territories that differ."""
    from babel import Locale, localedata

    marks: dict[str, tuple[str, str]] = {}
    orders: dict[str, str] = {}
    for name in sorted(localedata.locale_identifiers(), key=lambda name: (len(name), name)):
        language, *rest = name.split("_")
        if language != code or len(rest) > 1:
            continue
        locale, territory = Locale.parse(name), "".join(rest)
        symbols = locale.number_symbols["latn"]
        order = re.sub("[^dmy]", "", str(locale.date_formats["short"].pattern).lower())
        pair, order = (str(symbols["decimal"]), str(symbols["group"])), "".join(dict.fromkeys(order))
        if pair[0] != marks.get("", pair)[0] or not territory:
            marks[territory] = pair
        if order != orders.get("") or not territory:
            orders[territory] = order
    return marks, orders


def _territories() -> list[str]:
    """Codes of what has a name; not those for places that are unknown or made up for tests."""
    from babel import Locale

    return sorted(code for code in Locale.parse("en").territories if code not in ("ZZ", "XA", "XB"))


def written() -> dict[Path, str]:
    """Every file that is made here, with its text."""
    tables = {code: table_of(code) for code in CODES if code != ENGLISH}
    texts: dict[Path, Any] = {FOLDER / f"{code}.json": _from_babel(code)._asdict() for code in tables}
    texts[TELLTALES_FILE] = {
        code: [*map(folded if table.spaced else str.lower, table.telltale.split())] for code, table in tables.items()
    }
    texts[TERRITORIES_FILE] = _territories()
    return {path: json.dumps(value, ensure_ascii=False, indent=1) + "\n" for path, value in texts.items()}


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
