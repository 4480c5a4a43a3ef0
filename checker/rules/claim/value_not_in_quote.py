"""The quote of a claim does not say its value.

Why: the value is what is compared, and the quote is what people read; where they part, a slip, or a hurried hand, makes
false findings or hides true ones.
Quiet: where the claim says in `because` what its value rests on besides its quote (a date told from another one, a sum
of the quote's figures, a heading); it excuses no figure that the quote has otherwise. A claim may say less than its
quote: a wider hedge, the year of a day. Names, texts, truth values, ranks and relations are held only to what denies
them and to who speaks. A time that the claim states is held to the one date that opens the quote or stands behind its
figure. Of documents in other languages amounts alone are held, where words are set apart, and only those that are far
from all of the quote; other quotes, and figures that the grammar cannot read, count as unread.
Units: both are read in the property's unit; units that convert exactly are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from checker.literals.boxes import published
from checker.literals.dates.dates import read_extent, read_moment
from checker.literals.literal import LiteralError
from checker.literals.phrase import listed, show_written
from checker.literals.words import LONGEST_LITERAL
from checker.model.claim import Claim
from checker.model.vocabulary import Datatype, Property, Vocabulary
from checker.quotes.aside import of_before, of_the_rest, stands_instead
from checker.quotes.held import held
from checker.quotes.language import is_readable, other_amounts
from checker.quotes.phrase import Answered, Phrase
from checker.quotes.plain import plainly_said
from checker.quotes.said_time import other_time
from checker.quotes.voice import (
    NEAR,
    denies,
    denies_behind,
    is_change,
    is_level,
    may_be_false,
    may_deny,
    plans,
    refuses,
    says_the_opposite,
    speaks_of_changes,
    speaks_of_denials,
    speaks_of_plans,
    speech,
)
from checker.readers.folder import is_table
from checker.readers.names import in_words
from checker.rules.rule import Doubt, Example, Rule, Unread, example_property

ID = "value-not-in-quote"
LEAST_LETTERS = 4
"""Letters of a word that tells a name: not those of `the`."""
MOST_SHOWN = 3
"""Figures of a quote that a message names."""

FIGURES = ("quantity", "date", "interval")
BECAUSE = "or say in `because` what it rests on"


def check(claim: Claim, vocabulary: Vocabulary) -> Iterator[Doubt | Unread]:
    if claim.value and not claim.denies and claim.quote.strip() == claim.value.strip():
        return
    if len(claim.quote) > LONGEST_LITERAL:  # no phrase, and a fault of its own; nothing is read in it
        yield Unread()
        return
    prop = vocabulary.properties.get(claim.property)
    if not is_readable(claim):
        amounts = other_amounts(claim, prop, vocabulary) if prop and prop.datatype == "quantity" else ()
        yield from _told(claim, Answered("contradicted", found=amounts) if amounts else Answered("unread"))
        return
    answered = Answered("entailed")
    if prop is None:
        yield from _voices(claim, None, answered, vocabulary)
        return
    if prop.datatype in FIGURES:
        cell = claim.value.replace("exactly ", "") if is_table(claim.mark.file) else claim.value
        if not claim.denies and plainly_said(claim.quote, cell):
            return
        try:
            answered = held(claim, prop, vocabulary)
        except LiteralError:
            return  # a fault, which is told where the value is read
        yield from _told(claim, answered)
    yield from _voices(claim, prop, answered, vocabulary)


def _told(claim: Claim, answered: Answered) -> Iterator[Doubt | Unread]:
    value = show_written(claim)
    match answered.answer:
        case "unread":
            yield Unread()
        case "silent":
            message = f'the quote has no figure or date for the value {value}: "{claim.quote}"'
            yield Doubt(message, f"quote the words that say it, {BECAUSE} (a date told from another, a sum, a heading)")
        case "contradicted":
            message = f"the quote says {_shown(answered.found)}, the value {value}"
            rest = "" if claim.because else f", {BECAUSE} (a sum of the quote's figures, a date told from another)"
            step = f"no figure of the quote says as much; correct the value or the quote{rest}"
            yield Doubt(message, step, not answered.near)


def _shown(phrases: tuple[Phrase, ...]) -> str:
    words = [phrase.literal for phrase in phrases[:MOST_SHOWN]]
    more = len(phrases) - MOST_SHOWN
    return listed([*words, f"{more} more"] if more > 0 else words)


def _voices(claim: Claim, prop: Property | None, answered: Answered, vocabulary: Vocabulary) -> Iterator[Doubt]:
    """What a quote says and its claim does not: that it is not so, that somebody says so, that it is to be."""
    phrase, other_figure = answered.phrase, answered.answer == "contradicted" and not answered.near
    quote, datatype = claim.quote, prop.datatype if prop else ""
    negative = claim.denies != (datatype == "boolean" and claim.value.strip().casefold() == "false")
    words = f"{quote} {claim.because}"
    if negative and not (may_deny(words) if claim.denies else may_be_false(words)):
        says = "denies it" if claim.denies else "says false"
        yield Doubt(f'the claim {says}, the quote does not: "{quote}"', f"correct the claim or the quote, {BECAUSE}")
    if claim.because:
        return
    if datatype not in ("date", "interval") and (when := other_time(claim, phrase, vocabulary)):
        stated = f"as_of: {claim.as_of}" if claim.as_of else f"during: {claim.during}"
        step = f"correct the time or the quote, {BECAUSE}"
        yield Doubt(f'the quote says "{when.literal}", the claim {stated}: "{quote}"', step)
    if not negative and not other_figure and (says_not := _says_not(claim, prop, phrase)):
        step = "write `denies: true` if the document denies the claim, or correct the value"
        sure = says_not == "denied" and datatype in (*FIGURES, "boolean") and not denies_behind(quote, phrase)
        yield Doubt(f'the quote says that it is not so, the claim that it is: "{quote}"', step, sure)
    if (speaker := speech(quote, phrase)) and (doubt := _speaker(claim, speaker, vocabulary)):
        yield doubt
    if prop and prop.datatype in FIGURES:
        names = (*_names(claim, vocabulary), prop.label, prop.name, claim.definition)
        before = quote[: phrase.start] if phrase and prop.datatype != "quantity" else quote
        if (plan := plans(before)) and not speaks_of_plans(names) and not _lies_ahead(claim, prop, vocabulary):
            step = "say in `definition` that it is a plan, give the day that is meant as `as_of`"
            yield Doubt(f'the quote tells of what is to come ("{plan}"), the claim of what is', f"{step}, {BECAUSE}")
        if phrase and prop.datatype == "quantity":
            yield from _direction(quote, phrase, names)
            yield from _aside(claim, prop, phrase, names)


def _says_not(claim: Claim, prop: Property | None, phrase: Phrase | None) -> Literal["", "denied", "refused"]:
    """How the quote denies what the claim says, unless the value or the property itself says that there is none."""
    names = (prop.label or prop.name,) if prop else ()  # a definition may say what is left out
    if prop and prop.datatype == "boolean" and says_the_opposite(claim.quote, (prop.label, prop.name)):
        return "denied"
    none = prop and prop.datatype == "quantity" and claim.value.strip().casefold().startswith(("0", "no", "none"))
    quote = claim.quote.replace(claim.value, " ") if prop and prop.datatype == "text" else claim.quote
    if none or (prop and prop.datatype in (*FIGURES, "boolean") and speaks_of_denials(names)):
        return ""
    return "denied" if denies(quote, phrase) else "refused" if refuses(quote, phrase) else ""


def _aside(claim: Claim, prop: Property, phrase: Phrase, names: tuple[str, ...]) -> Iterator[Doubt]:
    """A figure that the quote names beside that of its sentence, claimed as if it were that."""
    if not (claim.as_of or claim.during) and of_before(claim.quote, phrase, names[1], names):
        step = f"give the time of the figure as `as_of` or `during`, {BECAUSE}"
        yield Doubt(f"{phrase.literal} is what the quote compares with, the value how much there is", step)
    elif stands_instead(claim.quote, phrase) and not speaks_of_plans(names):
        step = f"correct the value, or say in `definition` what it is of, {BECAUSE}"
        yield Doubt(f"{phrase.literal} is what the quote says is not so, the value how much there is", step)
    elif of_the_rest(claim.quote, phrase, (prop.label, prop.name, claim.definition)):
        step = f"claim the part, or the whole for a property of its own, {BECAUSE}"
        yield Doubt(f"{phrase.literal} is not the part of which the quote says it, the value is", step)


def _names(claim: Claim, vocabulary: Vocabulary) -> tuple[str, ...]:
    return claim.subject, vocabulary.label(claim.subject)


def _direction(quote: str, phrase: Phrase, names: tuple[str, ...]) -> Iterator[Doubt]:
    of_change = speaks_of_changes(names)
    if not of_change and is_change(quote, phrase):
        step = "quote the figure itself, or claim it for a property whose label says that it is a change"
        yield Doubt(f"{phrase.literal} is by how much something changes, the value how much there is", step)
    elif of_change and is_level(quote, phrase):
        step = "quote by how much it changed, or claim it for a property that says how much there is"
        yield Doubt(f"{phrase.literal} is to what something changed, the value by how much", step)


def _speaker(claim: Claim, words: str, vocabulary: Vocabulary) -> Doubt | None:
    """Somebody is reported to say so, and the claim names nobody, or somebody else whom the vocabulary knows."""
    if not claim.said_by:
        if claim.draws_on:
            return None
        step = f"name the speaker as `said_by`, or the source as `draws_on`, {BECAUSE}"
        return Doubt(f'the quote reports what somebody says, the claim names no speaker: "{claim.quote}"', step)
    if _named(claim.said_by, words, vocabulary):
        return None
    others = (name for name in vocabulary.entities if name != claim.said_by and _named_in_full(name, words, vocabulary))
    other = next(others, "")
    if not other or claim.said_by in vocabulary.wholes(other) or other in vocabulary.wholes(claim.said_by):
        return None
    return Doubt(
        f"the quote names {vocabulary.label(other)} as its speaker, the claim {vocabulary.label(claim.said_by)}",
        "correct `said_by`, or say in `because` how the speaker is known",
    )


def _spellings(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    entity = vocabulary.entities[name]
    return entity.label, *entity.also, in_words(name)


def _named(name: str, words: str, vocabulary: Vocabulary) -> bool:
    """Some word of a name stands among the words."""
    there = set(words.casefold().replace("’s", "").replace("'s", "").split())
    parts = {part for text in _spellings(name, vocabulary) for part in text.casefold().split()}
    return any(part in there for part in parts if len(part) >= LEAST_LETTERS) or _named_in_full(name, words, vocabulary)


def _named_in_full(name: str, words: str, vocabulary: Vocabulary) -> bool:
    there = f" {words.casefold().replace('’s', '')} "
    spellings = (text.casefold().split() for text in _spellings(name, vocabulary))
    return any(f" {' '.join(part)} " in there for words_of in spellings for part in _ends(words_of) if part)


def _ends(name: list[str]) -> tuple[list[str], ...]:
    """A name; of one that is longer than what is read beside a verb of saying its first and its last words."""
    return (name,) if len(name) <= NEAR else (name[:NEAR], name[-NEAR:])


def _lies_ahead(claim: Claim, prop: Property, vocabulary: Vocabulary) -> bool:
    """The claim itself speaks of a day that its document had not seen."""
    try:
        spoke = published(claim.document, vocabulary)
        if prop.datatype == "quantity":
            written = claim.as_of or claim.during
            days = read_extent(written, vocabulary.fiscal_years) if written else None
        else:
            days = read_moment(claim.value, vocabulary.fiscal_years).bounds.possible
    except LiteralError:
        return True
    return days is not None and (days.hi is None or (spoke.lo is not None and days.hi > spoke.lo))


def _one(name: str, datatype: Datatype, **more) -> dict:
    return example_property(name, datatype, "constant", **more)


ABOARD = _one("aboard", "quantity", label="people aboard")
LENGTH = _one("length", "quantity", unit="km")
SIGNED = example_property("signed", "date", "event")
PERIOD = example_property("period", "interval", "event")
SENT = _one("sent-troops", "boolean")
SEAT = _one("seat", "entity")
PEOPLE = {"ministry": {"label": "the ministry"}, "kyoto": {"label": "Kyoto"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("other digits", ({"quote": "It carried 2,223 people", "value": "2,232"},), "contradiction", ABOARD),
        Example("a hedge is lost", ({"quote": "over 2,200 people", "value": "2,200"},), "contradiction", ABOARD),
        Example("a magnitude", ({"quote": "2 million people", "value": "2 thousand"},), "contradiction", ABOARD),
        Example("another unit", ({"quote": "it is 12 miles long", "value": "12 km"},), "contradiction", LENGTH),
        Example("another day", ({"quote": "signed Sept. 8, 1951", "value": "1951-09-18"},), "contradiction", SIGNED),
        Example("another end", ({"quote": "from 1945 to 1951", "value": "1945/1952"},), "contradiction", PERIOD),
        Example(
            "another day because",
            ({"quote": "signed Sept. 8, 1951", "value": "1951-09-18", "because": "so it is"},),
            "contradiction",
            SIGNED,
        ),
        Example("no figure at all", ({"quote": "they signed it then", "value": "1951"},), "tension", SIGNED),
        Example("it is denied", ({"quote": "did not send troops", "value": "true"},), "contradiction", SENT),
        Example(
            "a denial that nobody made",
            ({"quote": "sits in Kyoto", "value": "kyoto", "denies": True},),
            "tension",
            SEAT,
            PEOPLE,
        ),
        Example(
            "somebody says so",
            ({"quote": "the ministry said that 50 were aboard", "value": "50"},),
            "tension",
            ABOARD,
            PEOPLE,
        ),
        Example("a plan", ({"quote": "it will carry 50 people", "value": "50"},), "tension", ABOARD),
        Example("by how much", ({"quote": "the number rose by 50", "value": "50"},), "tension", ABOARD),
        Example(
            "another time",
            ({"quote": "it carried 50 people in 1951", "value": "50", "as_of": "1950"},),
            "tension",
            ABOARD,
        ),
        Example("in words", ({"quote": "two thousand and three people", "value": "2,003"},), None, ABOARD),
        Example("a wider hedge", ({"quote": "2,200 people", "value": "about 2,200"},), None, ABOARD),
        Example("the year of a day", ({"quote": "signed Sept. 8, 1951", "value": "1951"},), None, SIGNED),
        Example("a unit that converts", ({"quote": "it is 12 km long", "value": "12,000 m"},), None, LENGTH),
        Example(
            "the speaker is named",
            ({"quote": "the ministry said that 50 were aboard", "value": "50", "said_by": "ministry"},),
            None,
            ABOARD,
            PEOPLE,
        ),
        Example(
            "what it rests on is said",
            ({"quote": "they signed it then", "value": "1951", "because": "the year of the sentence before"},),
            None,
            SIGNED,
        ),
        Example(
            "a sum of the quote's figures",
            ({"quote": "899 crew and 1,324 passengers", "value": "2,223", "because": "the sum of both"},),
            None,
            ABOARD,
        ),
    ),
    claim=check,
)
