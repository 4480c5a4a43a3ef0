"""A value is held against the figures and dates that its quote says: may it be encoded so?

A claim may say less than its quote, never more: the same figure under a wider hedge, the year of a day, one end of a
range. What a claim says in `because` counts like its quote.
"""

from __future__ import annotations

from checker.model.claim import Claim
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.phrase import Answered
from checker.quotes.said_amount import amount_held
from checker.quotes.said_date import date_held


def held(claim: Claim, prop: Property, vocabulary: Vocabulary) -> Answered:
    """Whether the quote of a claim says its value, an amount, a date or a stretch of time. Raises `LiteralError` where
    the value cannot be read.
    """
    if prop.datatype == "quantity":
        return amount_held(claim, prop, vocabulary)
    return date_held(claim, prop, vocabulary.fiscal_years)
