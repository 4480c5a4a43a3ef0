"""Numbers, places and dates of Japanese, worked out: what its table reads by rule.

Source of the eras: the calendar in use since 1873; earlier dates of an era are of the lunar calendar, and so only the
years of them are taken over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from checker.languages.language import Unreadable, ordinal

DIGITS = "〇一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
_ENGLISH = {"兆": "trillion", "千": "thousand", "百": "hundred"}
_FIRST_YEARS = {"明治": (1868, 45), "大正": (1912, 15), "昭和": (1926, 64), "平成": (1989, 31), "令和": (2019, 99)}
"""The first year of each era, and how many years it counts."""
_LUNAR = 5
"""Years of Meiji whose months are of the lunar calendar."""

_SHORT_YEAR = 2
"""Digits of a year that is one of an era, or cut short, where nothing else is said."""

NUMBER = rf"[0-9{DIGITS}零十百千][0-9{DIGITS}零十百千万億兆,.]*"
SHARE = rf"(?:[0-9]+(?:\.[0-9]+)?|[{DIGITS}十]+)"
_ONE_POWER = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([百千万億兆])")
_ERA = r"(?P<era>明治|大正|昭和|平成|令和)(?P<count>元|[0-9]{1,2}|[一二三四五六七八九十]{1,3})年"
JOINT = "(?:から|〜|～|~|–|-)"
YEAR = rf"(?:(?:西暦)?(?P<year>[0-9]{{1,4}}|[{DIGITS}]{{4}})年|{_ERA})"
MONTH = rf"{YEAR} ?(?P<month>[0-9]{{1,2}}|[{DIGITS}十]{{1,2}})月"
DAY = rf"{MONTH} ?(?P<day>[0-9]{{1,2}}|[{DIGITS}十]{{1,3}})日"


def figure(match: re.Match[str]) -> str:
    """In digits; one power after digits is kept apart, as a range shares it: 5〜6万."""
    text = match[0].rstrip(",.")
    if one := _ONE_POWER.fullmatch(text):
        return f"{one[1]} {_ENGLISH.get(one[2], one[2])}"
    if re.fullmatch("[0-9,.]+", text):
        return text
    if "." in text:
        raise Unreadable(f"`{text}` has decimals before more digits; write the number in digits", match.start())
    value, rest = 0, text.replace(",", "")
    for name, size in _LARGE.items():
        head, found, tail = rest.partition(name)
        if found:
            value, rest = value + _below_ten_thousand(head, match) * size, tail
    value += _below_ten_thousand(rest, match) if rest else 0
    return f"{value:,}" if value >= 10_000 else str(value)


def _below_ten_thousand(text: str, match: re.Match[str]) -> int:
    """`三百二十`, `5千`, `二〇二三`."""
    plain = "".join(str(DIGITS.index(char)) if char in DIGITS else char for char in text.replace("零", "〇"))
    if plain.isdigit():
        return int(plain)
    parts = re.fullmatch(r"(?:([0-9]*)千)?(?:([0-9]*)百)?(?:([0-9]*)十)?([0-9]*)", plain)
    if not parts or not plain:
        raise Unreadable(f"`{match[0]}` is not a number; write it in digits", match.start())
    counts = [int(count or (count is not None)) for count in parts.groups()[:3]]
    return sum(count * size for count, size in zip(counts, (1000, 100, 10), strict=True)) + int(parts[4] or 0)


def tenths(match: re.Match[str]) -> str:
    """`3割5分`: in tenths, hundredths and thousandths."""
    parts = {name: _in_tenths(match[name] or "0", match) for name in ("tenths", "hundredths", "thousandths")}
    value = parts["tenths"] + parts["hundredths"] / 10 + parts["thousandths"] / 100
    return f"{value.normalize():f} %"


def two_tenths(match: re.Match[str]) -> str:
    """`2〜3割`: both are tenths."""
    low, high = (_in_tenths(match[name], match) for name in ("low", "high"))
    return f"{low.normalize():f} to {high.normalize():f} %"


def _in_tenths(text: str, match: re.Match[str]) -> Decimal:
    number = Decimal(text) if text.replace(".", "", 1).isascii() else Decimal(_below_ten_thousand(text, match))
    return 10 * number


def neighbours(match: re.Match[str]) -> str:
    """`2、3`: two or three; `四、五十`: 40 or 50."""
    first, second = (_below_ten_thousand(match[group], match) for group in (1, 2))
    if second != first + 1:
        raise Unreadable(f"`{match[0]}` is not a number; write it in digits", match.start())
    size = 1
    for sign in match[3]:
        size *= {**_SMALL, **_LARGE}[sign]
    return f"{first * size:,} or {second * size:,}"


def and_some(match: re.Match[str]) -> str:
    """`二十数`: 20 to 29; `百数十`: 110 to 190."""
    number = _below_ten_thousand(match[1], match)
    step = _SMALL[match[2]] if match[2] else 1
    last = _SMALL[match[1][-1]]
    if last == _SMALL["十"] and step == 1:
        return f"{number} to {number + 9}"
    step = step if match[2] else last // 10
    return f"{number + step:,} to {number + 9 * step:,}"


def nth(match: re.Match[str]) -> str:
    return ordinal(_below_ten_thousand(match[1], match))


def nth_of(match: re.Match[str]) -> str:
    return f"{ordinal(_below_ten_thousand(match[2], match))} of {_below_ten_thousand(match[1], match)}"


def _plain(text: str, match: re.Match[str]) -> int:
    return 1 if text == "元" else _below_ten_thousand(text, match)


def calendar_date(match: re.Match[str]) -> str:
    """The day, month or year in the form of ISO 8601."""
    named = match.groupdict()
    if era := named.get("era"):
        first, most = _FIRST_YEARS[era]
        count = _plain(named["count"], match)
        if not 1 <= count <= most:
            raise Unreadable(f"{era} has the years 1 to {most}; found {count}", match.start())
        if era == "明治" and count <= _LUNAR and named.get("month"):
            raise Unreadable(
                f"up to {era}{_LUNAR}年 months are those of the lunar calendar; write the year alone, or the date of "
                "the Gregorian calendar",
                match.start(),
            )
        year = first + count - 1
    else:
        year = _plain(named["year"], match)
        if len(named["year"]) <= _SHORT_YEAR and match.string[: match.start("year")][-2:] != "西暦":
            short = named["year"]
            raise Unreadable(
                f"`{match[0]}` does not tell the era or century of its year; write the era, as `昭和{short}年`, or "
                f"all digits of the year, as `19{int(short):02}年`",
                match.start("year"),
            )
    parts = [_plain(named[part], match) for part in ("month", "day") if named.get(part)]
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in parts)])


def part_of(words: str) -> Callable[[re.Match[str]], str]:
    """`early` and the like before the date."""
    return lambda match: f"{words} {calendar_date(match)}"


def until(part: str) -> Callable[[re.Match[str]], str]:
    """A stretch within a month or a year, whose end is named by its day or month alone."""

    def stretch(match: re.Match[str]) -> str:
        start = calendar_date(match)
        whole = start.rsplit("-", 1)[0]
        return f"{start} to {whole}-{_plain(match[part], match):02d}"

    return stretch


def or_day(match: re.Match[str]) -> str:
    start = calendar_date(match)
    return f"{start} or {start.rsplit('-', 1)[0]}-{_plain(match['last'], match):02d}"


def to_day(match: re.Match[str]) -> str:
    """A stretch to a day of another month of the year."""
    start = calendar_date(match)
    return f"{start} to {start[:4]}-{_plain(match['other'], match):02d}-{_plain(match['last'], match):02d}"


def said_twice(match: re.Match[str]) -> str:
    """`昭和26年(1951年)9月8日`: the year in both counts."""
    year = calendar_date(match)
    same = re.fullmatch(YEAR, match["same"])
    if not same or calendar_date(same) != year:
        raise Unreadable(f"`{match['same']}` is not the year {int(year)}; write one of the two", match.start("same"))
    rest = match[match.re.groups]
    parts = re.fullmatch(r" ?(?:(?P<month>[0-9]{1,2})月 ?(?:(?P<day>[0-9]{1,2})日)?)?", rest)
    if not parts:
        raise Unreadable(f"`{rest}` is no month and day; write the year once, as `{int(year)}年{rest}`", match.start())
    return "-".join([year, *(f"{int(part):02d}" for part in parts.groups() if part)])


_WEEKDAYS: dict[str, str] = dict(
    zip("月火水木金土日", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], strict=True)
)


def weekday(match: re.Match[str]) -> str:
    return f"({_WEEKDAYS[match[1] or match[2]]})"


def long_ago(match: re.Match[str]) -> str:
    number = figure(re.fullmatch(NUMBER, match[1]) or match).replace("万", "0,000").replace(" ", "")
    return f"{int(number.replace(',', '')):,} years ago"


def quarter(match: re.Match[str]) -> str:
    return f"Q{match['quarter']} {calendar_date(match)}"
