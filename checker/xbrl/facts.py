"""Facts of a report, and the forms in which the Open Information Model writes values, periods, units and names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext

from checker.model.fault import Mark
from checker.xbrl.places import Misshapen

NUMBER = re.compile(r"[+-]?([0-9]{1,60}(\.[0-9]{0,60})?|\.[0-9]{1,60})([eE][+-]?[0-9]{1,2})?")
"""A number, of at most 60 digits on either side of its point."""
MOST_DECIMALS = 60
QNAME = re.compile(r"[^\s:/*()]{1,100}:[^\s:/*()]{1,300}")
CORE = ("concept", "entity", "period", "unit", "language", "noteId")
"""Source: Open Information Model 1.0, section 4: the dimensions that every taxonomy has."""
NOTE = "xbrl:note"


class Unreadable(ValueError):
    """A value that has not the form that its sort has: what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day; of an instant the day at whose end it lies. `()`: at any time (forever)."""

    days: tuple[date, ...] = ()

    @property
    def is_instant(self) -> bool:
        return len(self.days) == 1

    @property
    def words(self) -> str:
        """The period as claims write it."""
        return "/".join(day.isoformat() for day in self.days)


@dataclass(frozen=True, slots=True)
class Unit:
    """The measures above and below the line, each a name with a prefix; without any it is a pure number."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `value` is nothing where it is nil; `decimals` nothing where the number is exact, or where it is none.

    `dimensions`: those that a taxonomy defines, sorted, with the member or the typed value; `""` where that is nil.
    """

    id: str
    mark: Mark
    concept: str
    entity: str
    period: Period
    unit: Unit
    language: str
    dimensions: tuple[tuple[str, str], ...]
    value: str | None
    decimals: int | None
    is_numeric: bool
    """Its unit or its decimals say that it is a number. Why not its digits: postal codes have them, too."""


def number(words: str) -> Decimal:
    """A number exactly; raises `Unreadable`."""
    if not NUMBER.fullmatch(words.strip()):
        raise Unreadable(f"found {words[:60]!r}, expected a number such as 1230000 or -12.5")
    with localcontext(prec=400):
        return Decimal(words.strip())


def plain(value: Decimal) -> str:
    """A number in digits, without a power of ten."""
    return format(value, "f").removeprefix("+")


def rounding(decimals: int) -> Decimal:
    """How far the true value may lie to either side: half a unit of the last digit that is stated.

    Source: Calculations 1.1, section 4: the closed interval v ± 0.5 × 10^−decimals, rounded to nearest.
    """
    with localcontext(prec=400):
        return Decimal(5).scaleb(-decimals - 1)


def qname(words: str, prefixes: Collection[str]) -> str:
    """A name with a prefix that the report declares; raises `Unreadable`."""
    if not QNAME.fullmatch(words):
        raise Unreadable(f"found {words[:60]!r}, expected a name with a prefix, such as eg:Assets")
    prefix = words.partition(":")[0]
    if prefix not in prefixes:
        raise Unreadable(f"the prefix {prefix!r} of {words[:60]!r} is not declared; add it to documentInfo.namespaces")
    return words


UNIT = re.compile(r"(?P<above>[^/()]+|\([^()]+\))(/(?P<below>[^/()]+|\([^()]+\)))?")


def unit(words: str, prefixes: Collection[str]) -> Unit:
    """`iso4217:USD`, `iso4217:USD/xbrli:shares`, `(a:b*c:d)/(e:f*g:h)`; raises `Unreadable`.

    Source: Open Information Model 1.0, section 5.3, the string representation of units.
    """
    match = UNIT.fullmatch(words) if len(words) <= 1000 else None
    if match is None:
        raise Unreadable(f"found {words[:60]!r}, expected a unit such as iso4217:USD or iso4217:USD/xbrli:shares")
    sides = (side.strip("()").split("*") if side else () for side in (match["above"], match["below"]))
    above, below = (tuple(sorted(qname(one, prefixes) for one in side)) for side in sides)
    if above == ("xbrli:pure",) and not below:
        return Unit()
    return Unit(above, below)


DAY = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
TIME = re.compile(rf"{DAY}T([0-9]{{2}}):([0-9]{{2}}):([0-9]{{2}})(?:\.[0-9]{{1,9}})?(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?")
SHORT = re.compile(r"([0-9]{4})(?:-([0-9]{2})|Q([1-4])|H([12])|W([0-9]{2}))?")


def period(words: str) -> Period:
    """An instant or a stretch of time, in the form of xBRL-JSON or one of those that xBRL-CSV has besides; raises
    `Unreadable`.

    Source: Open Information Model 1.0, section 5.4; xBRL-CSV 1.0, section 4.7: abbreviated periods, whose ends are
    their first and last day. What lies at midnight ends the day before.
    """
    base, at, end = words.partition("@")
    try:
        if at and end not in ("start", "end"):
            raise ValueError(words)
        days = _days(base)
    except (ValueError, OverflowError):
        step = "expected 2020-12-31T00:00:00, one such instant / another one, or a form of xBRL-CSV such as 2020Q4"
        raise Unreadable(f"found {words[:60]!r}, {step}") from None
    if at:  # the instant at which the stretch starts or ends
        return Period((days[0] - timedelta(1) if end == "start" else days[-1],))
    return Period(days)


def _days(words: str) -> tuple[date, ...]:
    if ".." in words:
        first, last = (_day(one) for one in words.split(".."))
        return _ordered(first, last)
    if "/" in words:
        start, end = (_instant(one) for one in words.split("/"))
        return _ordered(start[0], end[0] - timedelta(1) if end[1] else end[0])
    if "T" in words:
        day, midnight = _instant(words)
        return (day - timedelta(1) if midnight else day,)
    if re.fullmatch(DAY, words):  # a day is a stretch of time
        return _day(words), _day(words)
    match = SHORT.fullmatch(words)
    if match is None:
        raise ValueError(words)
    year, month, quarter, half, week = (int(part) if part else 0 for part in match.groups())
    if week:
        first = date.fromisocalendar(year, week, 1)
        return first, first + timedelta(6)
    size = 1 if month else 3 if quarter else 6 if half else 12
    start = month or (quarter - 1) * 3 + 1 if month or quarter else (half - 1) * 6 + 1 if half else 1
    after = year * 12 + start - 1 + size
    return date(year, start, 1), date(after // 12, after % 12 + 1, 1) - timedelta(1)


def _day(words: str) -> date:
    match = re.fullmatch(DAY, words)
    if match is None:
        raise ValueError(words)
    return date(int(match[1]), int(match[2]), int(match[3]))


def _instant(words: str) -> tuple[date, bool]:
    """The day of an instant, and whether it lies at its beginning."""
    match = TIME.fullmatch(words)
    if match is None:
        raise ValueError(words)
    year, month, day, *clock = match.groups()
    return date(int(year), int(month), int(day)), not any(map(int, clock))


def _ordered(first: date, last: date) -> tuple[date, date]:
    if last < first:
        raise ValueError("the end lies before the start")
    return first, last


@dataclass(frozen=True, slots=True)
class Stated:
    """What a report states of one fact, each part in its words. `dimensions` has the core ones and those of the
    taxonomy; a member that is nothing is a typed one that is nil. `decimals` is `""` where the number is exact.
    """

    id: str
    mark: Mark
    dimensions: Mapping[str, str | None]
    value: str | None
    decimals: str = ""


def read_fact(stated: Stated, prefixes: Collection[str]) -> Fact:
    """The fact, each part of the form that it must have. Raises `Misshapen` with the part at fault."""

    def part(name: str) -> str:
        return stated.dimensions.get(name) or ""

    reading = ""
    try:
        reading = "concept"
        concept = part("concept")
        if not concept:
            raise Unreadable("the concept is missing; every fact has one")
        if concept != NOTE:
            qname(concept, prefixes)
        reading = "entity"
        entity = qname(part("entity"), prefixes) if part("entity") else ""
        reading = "period"
        when = period(part("period")) if part("period") else Period()
        reading = "unit"
        measured = unit(part("unit"), prefixes) if part("unit") else Unit()
        reading = "language"
        language = part("language").casefold()
        if language and not re.fullmatch("[a-z]{1,8}(-[a-z0-9]{1,8}){0,4}", language):
            raise Unreadable(f"found {language[:40]!r}, expected a language such as en or de-ch")
        members = []
        for reading, member in sorted(stated.dimensions.items()):
            if reading not in CORE:
                members.append((qname(reading, prefixes), (member or "")[:1000]))
        reading = "decimals"
        decimals = None
        if stated.decimals not in ("", "INF"):
            if not re.fullmatch("-?[0-9]{1,2}", stated.decimals) or abs(int(stated.decimals)) > MOST_DECIMALS:
                step = (
                    f"expected a whole number from -{MOST_DECIMALS} to {MOST_DECIMALS}, or nothing for an exact value"
                )
                raise Unreadable(f"found {stated.decimals[:40]!r}, {step}")
            decimals = int(stated.decimals)
        reading = "value"
        is_numeric = bool(part("unit") or stated.decimals)
        if is_numeric and stated.value is not None:
            number(stated.value)
    except Unreadable as error:
        path = (reading,) if reading in ("value", "decimals") else ("dimensions", reading)
        raise Misshapen(path, str(error)) from None
    known = (concept, entity, when, measured, language, tuple(members))
    return Fact(stated.id, stated.mark, *known, stated.value, decimals, is_numeric)
