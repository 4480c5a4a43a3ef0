"""The one date that a quote gives for when its figure holds.

Why: a figure of 2024 that is claimed as of 2023 is compared with the wrong ones.
Quiet: where a quote has several dates or figures, tells what somebody says, or tells the date from another one; and
where the date may be that of something else in it (`50 of the ships built in 1951`). It has to open the quote, or to
stand right behind the figure.
"""

from __future__ import annotations

import re

from checker.literals.dates.dates import read_extent
from checker.literals.literal import LiteralError
from checker.model.claim import Claim
from checker.model.vocabulary import Vocabulary
from checker.quotes.amounts import amounts
from checker.quotes.dates import dates, is_partial
from checker.quotes.phrase import Phrase, cut_out
from checker.quotes.voice import speech

MOST_BETWEEN = 2
"""Words between a figure and its date: those of what is counted."""

_WHEN = re.compile(r"(?:in|during|as of|as at|at|on)\b", re.IGNORECASE)
_OPENING = re.compile(r"[\"“(\s]*$")
_OF_ANOTHER = re.compile(
    r"(?:\w+(?:ed|en|ing)|built|made|begun|set|sent|held|born|found|bought|sold|won|lost|laid|led|left|put|cut|hit|that"
    r"|which|who|from|of|to|by|than|and|or)",
    re.IGNORECASE,
)
"""Words behind a figure to which a date may belong: `50 built in 1951`."""


def other_time(claim: Claim, figure: Phrase | None, vocabulary: Vocabulary) -> Phrase | None:
    """The date of a quote where it surely shares no day with what its claim states as `as_of` or `during`. `figure` is
    the phrase that says the value.
    """
    stated = claim.as_of or claim.during
    said = tuple(dates(claim.quote, vocabulary.fiscal_years)) if stated else ()
    if len(said) != 1 or said[0].vague or not _WHEN.match(said[0].literal):
        return None
    (date,) = said
    if is_partial(cut_out(claim.quote, said)) or speech(claim.quote, figure) or not _of_figure(claim, figure, date):
        return None
    try:
        ours = read_extent(stated, vocabulary.fiscal_years, claim.document.language)
        return None if ours.overlaps(read_extent(date.literal, vocabulary.fiscal_years)) else date
    except LiteralError:
        return None


def _of_figure(claim: Claim, figure: Phrase | None, date: Phrase) -> bool:
    """The date opens the quote, or stands right behind its only figure."""
    said = amounts(claim.quote, claim.document.language)
    if others := [one for one in said if one.start < date.start or date.end <= one.start]:
        if figure is None or any(one.start != figure.start for one in others):
            return False
    if _OPENING.match(claim.quote[: date.start]):
        return True
    if figure is None or figure.end > date.start:
        return False
    between = re.findall(r"[^\W\d]+", claim.quote[figure.end : date.start])
    return len(between) <= MOST_BETWEEN and not any(map(_OF_ANOTHER.fullmatch, between))
