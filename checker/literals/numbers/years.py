"""A year beside a figure says of when it is: `40,000 in 2015`, `1,200 (2015 est.)`, `$5 million in 2015 dollars`.

Why: it is no part of the value, and `in` also makes shares of a whole (`1 in 2,000`).
Quiet: a number of the size of a year that is grouped (`2,015`), or that nothing but a hedge stands before.
"""

from __future__ import annotations

import re

from checker.literals.dates.days import MONTH_NAMES
from checker.literals.literal import LiteralError

_I = re.IGNORECASE | re.ASCII
_YEAR = r"(?P<year>1[4-9][0-9]{2}|20[0-9]{2}|21[0-9]{2})(?:[-–/](?P<next>[0-9]{2}|[0-9]{4})|s)?(?![0-9]|[,.'_][0-9])"
"""Four digits that documents of this age write for a year, rather than for a number of things."""
_PART = (
    rf"(?:(?:(?:the|early|mid|late|end|start|beginning|spring|summer|autumn|fall|winter|fiscal|financial|calendar|year|of"
    rf"|[qh][1-4]|[0-9]{{1,2}}(?:st|nd|rd|th)?|{MONTH_NAMES})\b[.,]?[ -]*|[fc]y *){{0,4}})"
)
_WHEN = rf"(?P<when>{_PART}{_YEAR})"
_ESTIMATED = r"(?:(?:est|estimate|estimated|circa|ca|c|projected|forecast|as +of)\b[.:,]? *)?"
_MONEY = re.compile(
    rf"(?P<at>[\[(]|\b(?:in|at)\b) *(?:(?:constant|current|real|nominal|the) +)*(?P<years>{_YEAR}) *"
    r"(?P<money>(?:U\.?S\.?|[A-Z])? ?[$€£¥]|[A-Z]{3}\b"
    r"|(?:\w+ +)?(?:dollars?|prices?|money|terms|euros?|pounds?|yen|values?)\b)",
    re.ASCII,
)
_BESIDE = re.compile(
    rf"(?<=[^\s(]) +(?P<at>(?:in|as +of|as +at|by|since|during|until|till|throughout|at(?= +[a-z])) +){_WHEN}"
    rf"|(?<=\S) *(?P<bracket>[\[(]) *{_ESTIMATED}"
    + _WHEN.replace("<when>", "<within>").replace("<year>", "<of>").replace("<next>", "<later>")
    + rf",? *{_ESTIMATED}[\])]",
    _I,
)

_FISCAL = re.compile(r"fy *[0-9]|(?:fiscal|financial) +year\b", _I)
"""A year that the vocabulary must declare."""

_SMALL = re.compile(r"(?:^|[^0-9.,])(?:[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)$", _I)
"""What may be so many of the whole that follows."""


def refuse_year(source: str) -> None:
    """Raises where a year stands after a figure."""
    if money := _MONEY.search(source, 1):
        raise LiteralError(
            f"`{money[0].lstrip('([')}` is money of one year's worth; write the amount alone, and "
            f"`definition: in {money['years']} {money['money']}` beside it",
            money.start(),
        )
    if not (beside := _BESIDE.search(source)):
        return
    when = beside["when"] or beside["within"]
    if later := beside["next"] or beside["later"]:
        year = beside["year"] or beside["of"]
        when = f"{year}/{year[: 4 - len(later)]}{later}"
    before = source[: beside.start()].strip()
    share = ""
    if beside["at"] and beside["at"].strip().lower() == "in" and when == beside["year"] and _SMALL.search(before):
        share = f"; a share is written `{before} in {int(when):,}{source[beside.end() :].rstrip()}`"
    raise LiteralError(
        f"`{beside[0].strip()}` says of when the figure is; write {_as_of(when)} beside the value{share}",
        beside.start() + len(beside[0]) - len(beside[0].lstrip()),
    )


def _as_of(when: str) -> str:
    """The field to write, with its time where a date says it so."""
    from checker.literals.dates.dates import read_extent

    when = re.sub("^the +", "", when, flags=_I)
    try:
        read_extent(when, {})
    except LiteralError:
        return f"`as_of: {when}`" if _FISCAL.match(when) else "`as_of`"
    return f"`as_of: {when}`"
