"""The interval in which an undated document was published, as its own words allow it, with the words.

Not before the latest date that it tells of as past; not after the earliest later date that it tells of as still ahead.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.literals.dates.dates import read_extent
from checker.literals.dates.days import civil
from checker.model.interval import Interval
from checker.model.vocabulary import Vocabulary
from checker.quotes.phrase import Phrase
from checker.quotes.text_figures import figures
from checker.texts.passages import sentences

MOST_BESIDE = 5
"""Words beside a date that are quoted with it."""
MOST_DAYS = 366
"""Of a date that is near enough to tell anything: a year."""
_MONTH_DAYS = 31

_WORD = re.compile(r"\S+")
_AHEAD = re.compile(
    r"\b(?:will|shall|would|plan(?:s|ned|ning)?|intend\w*|aim(?:s|ed|ing)?|expect\w*|schedul\w+|propos\w+|pledg\w+|project\w*"
    r"|forecast\w*|due|goals?|targets?|by the end of|set to|next|future"
    r"|upcoming|deadlines?|through|until|by|if|(?-i:may)|could)\b",
    re.IGNORECASE,
)
"""Words beside which a date may lie ahead."""
_SURELY = re.compile(
    r"\b(?:will|plan(?:s|ned)?\s+(?:to|for|by)|aims?\s+(?:to|for|at)"
    r"|is expected|are expected|is due|are due|intends?\s+to)\b",
    re.I,
)
_LIMIT = re.compile(r"\b(?:through|by)\s+(?:the end of\s+)?$|^(?:by|through)\b", re.IGNORECASE)


class Named(NamedTuple):
    """A date that a text names, and the words in which it does."""

    days: Interval
    words: str


def publication(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The interval and the reason for it, in EDTF and in words; two empty texts where no date is named as past."""
    past, ahead = [], []
    for sentence in sentences(text):
        for phrase in figures(sentence, vocabulary, "en"):
            if phrase.sort == "date" and (named := _named(sentence, phrase, vocabulary)):
                if _may_lie_ahead(sentence, phrase):
                    ahead += [named] if _lies_ahead(sentence, phrase) else []
                else:
                    past.append(named)
    if not past:
        return "", ""
    latest = max(past, key=lambda one: (one.days.lo or 0, -(one.days.hi or 0)))
    later = [one for one in ahead if (one.days.hi or 0) > (latest.days.hi or 0)]
    because = f'The text is undated. It tells of "{latest.words}" as past'
    if not later:
        return f"{_text(latest.days)}/..", f"{because}; nothing in it says by when it was written."
    nearest = min(later, key=lambda one: one.days.hi or 0)
    end = _text(Interval(nearest.days.hi, nearest.days.hi) if _days(nearest.days) > _MONTH_DAYS else nearest.days)
    end = end[:7] if _days(nearest.days) > _MONTH_DAYS else end
    return f"{_text(latest.days)}/{end}", f'{because}, and of "{nearest.words}" as still ahead.'


def _named(sentence: str, phrase: Phrase, vocabulary: Vocabulary) -> Named | None:
    days = read_extent(_without_lead(phrase.literal), vocabulary.fiscal_years, "en")
    if days.lo is None or days.hi is None:
        return None
    if _days(days) > MOST_DAYS:  # a stretch: only that it began is sure
        days = Interval(days.lo, days.lo + MOST_DAYS - 1)
    before = [word.start() for word in _WORD.finditer(sentence, 0, phrase.start)][-MOST_BESIDE:]
    after = [word.end() for word in _WORD.finditer(sentence, phrase.end)][:MOST_BESIDE]
    return Named(days, sentence[before[0] if before else phrase.start : after[-1] if after else phrase.end])


def _without_lead(literal: str) -> str:
    return re.sub(r"^(?:since|from|by|through|until|till|before|after|in|on)\s+", "", literal, flags=re.IGNORECASE)


def _may_lie_ahead(sentence: str, phrase: Phrase) -> bool:
    return bool(_AHEAD.search(sentence[max(0, phrase.start - 100) : phrase.end + 60]))


def _lies_ahead(sentence: str, phrase: Phrase) -> bool:
    beside = sentence[max(0, phrase.start - 100) : phrase.end + 60]
    return bool(_SURELY.search(beside) or _LIMIT.search(sentence[: phrase.start]) or _LIMIT.match(phrase.literal))


def _days(days: Interval) -> int:
    return int(days.hi - days.lo) + 1 if days.lo is not None and days.hi is not None else 0


def _text(days: Interval) -> str:
    """The days in EDTF, as finely as they are known: a day, a month, a year."""
    year, month, day = civil(int(days.lo or 0))
    size = _days(days)
    return (
        f"{year:04}-{month:02}-{day:02}"
        if size == 1
        else f"{year:04}-{month:02}"
        if size <= _MONTH_DAYS
        else f"{year:04}"
    )
