"""Days that running texts write as no literal may: in words, as machines do, several at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

from checker.literals.dates.dates import read_moment
from checker.literals.dates.days import MONTH_NAMES
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import ORDINALS

_TENS = {"twenty": 20, "thirty": 30}
_DAYS = {word: day for word, day in ORDINALS.items() if day <= 30}
_DAYS |= {
    f"{tens}-{word}": number + day for tens, number in _TENS.items() for word, day in ORDINALS.items() if day < 10
}
_WORDS = "|".join(sorted(_DAYS, key=len, reverse=True))
_MONTH = rf"(?P<month>(?:{MONTH_NAMES})\b\.?)"
_YEAR = r"(?P<year>[12][0-9]{3})\b"
_I = re.IGNORECASE | re.ASCII


def _spelt(found: re.Match[str]) -> str:
    """`8 September 1951`, as wide as what it stands for."""
    day = found["day"].casefold()
    number = _DAYS.get(day) or int(re.sub("[^0-9]", "", day))
    rest = f"{found['month'].rstrip('.')} {found['year']}"
    return str(number) + rest.rjust(len(found[0]) - len(str(number)))


def _machine(found: re.Match[str]) -> str:
    return "-".join(found.groups()).ljust(len(found[0]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\b(?:the\s+)?(?P<day>{_WORDS})(?:\s+day)?(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}", _I), _spelt),
    (re.compile(rf"\b(?P<day>[0-9]{{1,2}})\.\s+{_MONTH},?\s+{_YEAR}", _I), _spelt),
    (re.compile(rf"\b(?P<day>[0-9]{{1,2}})-{_MONTH}-{_YEAR}", _I), _spelt),
    (re.compile(rf"\b{_MONTH}\s+(?:the\s+)?(?P<day>{_WORDS}),?\s+{_YEAR}", _I), _spelt),
    (re.compile(rf"\b{_MONTH}\s+the\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th),?\s+{_YEAR}", _I), _spelt),
    (
        re.compile(r"\b([12][0-9]{3})-([0-9]{2})-([0-9]{2})T[0-9]{2}:[0-9:.]*[0-9](?:Z|[+-][0-9]{2}:?[0-9]{2})?"),
        _machine,
    ),
    (re.compile(r"\b([12][0-9]{3})/([0-9]{2})/([0-9]{2})\b"), _machine),
)
"""Days that no literal may be written as, and what turns each into one that is."""


def plain(text: str) -> str:
    """A text with its days in the forms that literals have; places stay."""
    for pattern, form in _FORMS:
        text = pattern.sub(form, text)
    return text


_BESIDE = re.compile(r"\b(?:before|prior to|after|since|until|till|between|by|from)\s+(?:the\s+)?$", re.IGNORECASE)
_FIGURES = re.compile(r"\b([0-9]{1,2})(?P<mark>[/.-]) ?([0-9]{1,2})(?P=mark) ?([0-9]{4})\b", re.ASCII)
_DAY = r"(?:[0-9]{1,2}(?:st|nd|rd|th)?)"
_SEVERAL = rf"(?P<days>{_DAY}(?:,\s+{_DAY})*,?\s+(?:and|&)\s+(?:the\s+)?{_DAY})"
_LISTS = (
    re.compile(rf"\b{_MONTH}\s+{_SEVERAL},?\s+{_YEAR}", _I),
    re.compile(rf"\b{_SEVERAL}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}", _I),
)


def days_beside(text: str) -> Iterator[str]:
    """The days that are named together (`December 7 and 8, 1941`), and those that `01/05/2003` may be: whose order it
    is, one text does not tell.
    """
    for found in _FIGURES.finditer(text):
        if not _BESIDE.search(text, 0, found.start()):
            for month, day in ((found[1], found[3]), (found[3], found[1])):
                yield from _sound(f"{found[4]}-{int(month):02}-{int(day):02}")
    for pattern in _LISTS:
        for found in pattern.finditer(text):
            if not _BESIDE.search(text, 0, found.start()):
                for day in re.findall("[0-9]+", found["days"]):
                    yield from _sound(f"{day} {found['month'].rstrip('.')} {found['year']}")


def _sound(literal: str) -> Iterator[str]:
    with suppress(LiteralError):
        read_moment(literal)
        yield literal
