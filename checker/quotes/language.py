"""Quotes that can be read: in English or in figures alone; of other languages the amounts, put into English."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache

from checker.languages import CODES, table_of
from checker.literals.foreign.marks import code_of
from checker.literals.foreign.translate import in_english_of
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.model.claim import ENGLISH, Claim
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.phrase import Phrase
from checker.quotes.said_amount import amount_held


def is_readable(claim: Claim) -> bool:
    """The document states no other language than English, and the quote is not mostly in another script."""
    return claim.document.read_in == ENGLISH and (claim.quote.isascii() or not _in_other_script(claim.quote))


@lru_cache(1024)
def _in_other_script(quote: str) -> bool:
    letters = [unicodedata.name(letter, "").removeprefix("FULLWIDTH ") for letter in quote if letter.isalpha()]
    others = sum(not name.startswith(("LATIN", "GREEK", "MICRO", "OHM", "KELVIN")) for name in letters)
    return 2 * others > len(letters)


def other_amounts(claim: Claim, prop: Property, vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    """The amounts of a quote in another language where none of them is near the claim's value; none where one is, and
    where it cannot be told: where words are not set apart, hedges stand behind verbs that no table has.
    """
    language = claim.document.language
    code = code_of(language)
    if code == ENGLISH or code not in CODES or not table_of(code).spaced:
        return ()
    try:
        quote = in_english_of(claim.quote, language, "value", running=True)
        value = in_english_of(claim.value, language, "value").text
        document = replace(claim.document, language=ENGLISH)
        answered = amount_held(replace(claim, quote=quote.text, value=value, document=document), prop, vocabulary)
        if answered.answer != "contradicted" or any(_meet(phrase.literal, value) for phrase in answered.found):
            return ()
    except LiteralError:
        return ()
    spans = [quote.span(phrase.start, phrase.end) for phrase in answered.found]
    return tuple(
        replace(phrase, literal=claim.quote[start:end], start=start, end=end)
        for phrase, (start, end) in zip(answered.found, spans, strict=True)
    )


def _meet(one: str, other: str) -> bool:
    """Two literals in English may say the same, whatever their units are."""
    ours, theirs = (read_quantity(text, language=ENGLISH).bounds.plausible for text in (one, other))
    return ours.overlaps(theirs)
