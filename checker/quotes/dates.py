"""A running text is scanned for dates: the longest phrases about a year that the readers of dates read.

Quiet: a day without its year is no date by itself, nor is one that is told from another (`two years later`): these are
`partial`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.literals.dates.dates import NO_FISCAL_YEARS, read_extent
from checker.literals.dates.days import MONTH_NAMES
from checker.literals.dates.fiscal import FiscalYears
from checker.literals.literal import LiteralError
from checker.quotes.days import plain
from checker.quotes.phrase import Phrase

MOST_BESIDE = 9
"""Words of a date before or after its year: `from the beginning of the second half of`."""

_TOKEN = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?|[–—−/~-]|,|\(|\)|[^\w\s]")
_WORD = re.compile(
    rf"(?:{MONTH_NAMES})\.?|[0-9]{{1,2}}(?:st|nd|rd|th)?|[0-9]{{1,4}}|[0-9]{{3}}0s|[0-9]0s|q[1-4]|h[12]"
    r"|early|mid|middle|late|beginning|start|end|close|turn|first|second|third|fourth|last|half|quarter|of|in|on|the|year"
    r"|since|from|between|and|to|until|till|through|before|prior|after|by|during|circa|ca\.?|c\.?|about|around"
    r"|approximately|roughly|probably|possibly|perhaps|spring|summer|autumn|fall|winter|fiscal|financial|fy"
    r"|b\.?c\.?e?\.?|a\.?d\.?|c\.?e\.?|onwards?|present|day|now|or|not?|later|earlier|than|up"
    r"|centur(?:y|ies)|millenni(?:um|a)|[ivxl]+|(?:[a-z]+-)?[a-z]+(?:eenth|ieth|first)|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|thousand|million|billion|years?|ago|bp"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[–—−/~-]|,",
    re.IGNORECASE,
)
_CORE = re.compile(r"[12][0-9]{3}|[0-9]{3}0s", re.ASCII)
"""Four digits that are a year in most texts of this age."""
_SURE = re.compile(r"centur(?:y|ies)|millennium|b\.?c\.?e?\.?|a\.?d\.?|ago|bp", re.IGNORECASE)
"""Words that make a date of what stands beside them."""
_MAY_BE = re.compile(rf"[0-9]{{3}}|(?<![^\W_])(?:{_SURE.pattern})(?![^\W_])", re.IGNORECASE)
"""With what the word of a date begins about which the others stand: most texts have none."""
_EARLY = re.compile(r"(?<![\w.,-])[1-9][0-9]{2}(?=[\s.;)]*(?:$|[(;.]))", re.ASCII)
_SHORT = re.compile(r"\b([0-9]{4})\s*[-–—−/]\s*([0-9]{2})$")
"""`1990–91`, which as a literal is refused for `1990/1991`."""
_MONTH_BEFORE = re.compile(rf"\b(?:{MONTH_NAMES})\.?(?: [0-9]{{1,2}},?)? $", re.I)
_EDGE = frozenset((",", "and", "or", "to", "of", "the", "-", "–", "—", "in", "on", "/"))
_MONTHS = re.compile(rf"\b(?:{MONTH_NAMES})\b", re.ASCII)
WITHIN_A_YEAR = "(?:hour|night|evening|morning|weekend|day|week|month|spring|summer|autumn|fall|winter|season)"
_UNIT = f"(?:{WITHIN_A_YEAR}|year|decade|centur(?:y|ie))"
_NO_YEAR = re.compile(
    rf"\b(?:(?:the\s+)?[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+)?(?:{MONTH_NAMES})\b\.?(?:\s+(?:the\s+)?[0-9]{{1,2}}"
    r"(?:st|nd|rd|th)?)?\b",
    re.ASCII,
)
_RELATIVE = re.compile(
    rf"\b(?:(?:the\s+)?(?:following|next|same|previous|preceding|last|past|this)\s+(?:\w+\s+)?{_UNIT}s?"
    rf"|{_UNIT}s?\s+(?:later|earlier|ago|before|after|since|that\s+follow(?:s|ed))"
    r"|today|yesterday|tomorrow|now|then|currently|recently|since\s+then)\b",
    re.IGNORECASE,
)


def dates(text: str, fiscal_years: FiscalYears = NO_FISCAL_YEARS) -> Iterator[Phrase]:
    """The dates and stretches of time of a text, in order; none lies in another. Where there is none, a number of three
    digits alone may be a year.
    """
    if not _MAY_BE.search(text):
        return
    found = list(_dates(plain(text), fiscal_years))
    yield from found or _early_years(text)


def _early_years(text: str) -> Iterator[Phrase]:
    for year in _EARLY.finditer(text):
        yield Phrase("date", f"0{year[0]}", *year.span(), vague=True)


def _dates(text: str, fiscal_years: FiscalYears) -> Iterator[Phrase]:
    words = [m.span() for m in _TOKEN.finditer(text)]
    may_be = may_be_years(text)
    own = _own_words(fiscal_years)
    past = 0
    for k, (start, end) in enumerate(words):
        if start not in may_be or start < past or not is_year_word(text, start, end):
            continue
        phrase = _longest(text, words, k, past, own, fiscal_years)
        if phrase:
            past = phrase.end
            yield phrase


def is_partial(text: str) -> bool:
    """The text, without its full dates, names a day without a year, or a time by another one."""
    return bool(_MONTHS.search(text) or _RELATIVE.search(text))


def relative_times(text: str) -> list[str]:
    """The words by which a text tells a time from another one: `the following spring`, `years later`."""
    return [found[0].casefold() for found in _RELATIVE.finditer(text)]


def partial_dates(text: str) -> list[str]:
    """The months, with a day or without, that a text without its full dates names."""
    return [found[0] for found in _NO_YEAR.finditer(text)]


def may_be_years(text: str) -> frozenset[int]:
    """Where the words begin that may be what `is_year_word` says: of most words it need not be asked."""
    return frozenset(found.start() for found in _MAY_BE.finditer(text))


def is_year_word(text: str, start: int, end: int) -> bool:
    """The word makes a date of those about it: it is a year, or a word as `century` and `BC`."""
    word = text[start:end].rstrip(".")
    if _SURE.fullmatch(word):
        return True
    if not _CORE.fullmatch(word):
        return bool(re.fullmatch("[1-9][0-9]{2}", word) and _MONTH_BEFORE.search(text, 0, start))
    glued = text[max(0, start - 2) : start]
    if (
        glued[-1:] == "-"
        and glued[:1].isalpha()
        and not re.search(r"\b(?:mid|early|late|pre|post)-$", text[:start], re.I)
    ):
        return False  # the model PC-1990
    return not re.match(r"[.,]?[0-9]", text[end : end + 2]) and text[start - 1 : start] not in (
        "$",
        "€",
        "£",
        "¥",
        ".",
        ",",
    )


def _own_words(fiscal_years: FiscalYears) -> frozenset[str]:
    names = (name for year in fiscal_years.values() for name in (year.name, year.label) if name)
    return frozenset(word.casefold() for name in names for word in name.split())


def _longest(
    text: str, words: list[tuple[int, int]], k: int, past: int, own: frozenset[str], fiscal_years: FiscalYears
) -> Phrase | None:
    """The longest phrase about word `k` that is a date."""

    def fits(at: int) -> bool:
        word = text[slice(*words[at])]
        return bool(_WORD.fullmatch(word)) or word.casefold() in own

    first, last = k, k
    while first and k - first < MOST_BESIDE and words[first - 1][0] >= past and fits(first - 1):
        first -= 1
    while last + 1 < len(words) and last - k < MOST_BESIDE and fits(last + 1):
        last += 1
    spans = ((a, b) for a in range(first, k + 1) for b in range(last, k - 1, -1))
    for a, b in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        begin, end = words[a][0], words[b][1]
        literal = " ".join(text[begin:end].rstrip(",").split())
        if a != b and (
            text[slice(*words[a])].casefold() in _EDGE - {"in"} or text[slice(*words[b])].casefold() in _EDGE
        ):
            continue
        literal = _SHORT.sub(_both_years, literal)
        if literal.endswith(".") and not _reads(literal, tuple(fiscal_years.items())):
            literal = literal[:-1]  # the end of a sentence
        if (text[begin - 1 : begin] == "-" and not _joined(text, begin)) or not _reads(
            literal, tuple(fiscal_years.items())
        ):
            continue
        return Phrase("date", literal, begin, begin + len(text[begin:end].rstrip(",")))
    return None


def _both_years(years: re.Match[str]) -> str:
    return f"{years[1]}/{years[1][:2]}{years[2]}"


def _joined(text: str, begin: int) -> bool:
    return bool(re.search(r"[0-9]-$", text[:begin]))


@lru_cache(4096)
def _reads(literal: str, fiscal_years: tuple) -> bool:
    try:
        read_extent(literal, dict(fiscal_years), "en")
    except LiteralError:
        return False
    return True
