"""Commands of QuickStatements for statements that people ruled wrong: what is right is added with its source, what is
wrong is removed, or deprecated.

A correction of which any part cannot be said in a command is left out as a whole, and told.
Source: Wikidata, Help:QuickStatements, version 1 of its commands; ranks are those of QuickStatements 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker.model.claim import Claim
from checker.model.vocabulary import Vocabulary
from checker.report.safe import visible
from checker.wikibase.back import Quantity, Value, Words, value_said
from checker.wikibase.corrections import Correction, Passed, address
from checker.wikibase.ids import JULIAN, Ids
from checker.wikibase.snaks import ID
from checker.wikibase.times import Time, stamp, time_said
from checker.wikibase.values import LANGUAGE, shown_number

BETWEEN = re.compile(r"[\t\r\n]|\|\||/\*|\*/")
"""What parts commands, or their parts, or begins a comment: no value may have it."""
LONGEST_COMMENT = 200
REMOVE = "-STATEMENT"
DEPRECATED = "R-"


class Unsayable(ValueError):
    """No command says this; the message says what."""


def commands(
    found: Iterable[Correction], vocabulary: Vocabulary, ids: Ids, passed: Passed, *, deprecate: bool = False
) -> str:
    """The commands, a line each; additions before what they replace is taken away."""
    lines = []
    for one in found:
        try:
            lines += [*_of_correction(one, vocabulary, ids, deprecate)]
        except Unsayable as error:
            passed.add(f"statements without a command: {error}")
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))


def _of_correction(one: Correction, vocabulary: Vocabulary, ids: Ids, deprecate: bool) -> Iterator[str]:
    comment = _comment(one.decision.reason)
    lines = []
    if not one.is_there:
        lines = [_line(_addition(claim, vocabulary, ids), comment) for claim in one.right]
    if deprecate:
        lines.append(_line([one.item, one.wrong.property, *_value(one.wrong, vocabulary, ids), DEPRECATED], comment))
    else:
        lines.append(_line([REMOVE, one.wrong.id], comment))
    yield from lines


def _line(parts: Iterable[str], comment: str) -> str:
    return "\t".join((*parts, *([comment] if comment else ())))


def _comment(reason: str) -> str:
    words = " ".join(BETWEEN.sub(" ", visible(reason)).split())[:LONGEST_COMMENT]
    return f"/* {words} */" if words else ""


def _addition(claim: Claim, vocabulary: Vocabulary, ids: Ids) -> list[str]:
    if not ID.fullmatch(claim.subject) or not ID.fullmatch(claim.property):
        raise Unsayable("a subject or property that is none of the Wikibase")
    if claim.denies or claim.said_by:
        raise Unsayable("a denial, or what somebody else is reported to say")
    return [
        claim.subject,
        claim.property,
        *_value(claim, vocabulary, ids),
        *_qualifiers(claim, ids),
        *_source(claim, ids),
    ]


def _value(claim: Claim, vocabulary: Vocabulary, ids: Ids) -> list[str]:
    """The value, and that it is about so."""
    datatype = vocabulary.properties[claim.property].datatype
    said = value_said(claim.value, datatype, ids, claim.because, claim.note.partition(";")[0])
    if said is None:
        raise Unsayable("a value that a Wikibase cannot hold (a hedge, a range, a unit without an item)")
    value, about = said
    language = dict(claim.scope).get(LANGUAGE, "").removeprefix(f"{LANGUAGE}-")
    if isinstance(value, Words):
        value = Words(value.text, language)
    circa = [ids["sourcing circumstances"], ids["circa"]] if about else []
    return [written(value), *circa]


def written(value: Value) -> str:
    """A value as a command has it."""
    match value:
        case Quantity():
            unit = f"U{value.unit.removeprefix('Q')}" if value.unit else ""
            return f"{shown_number(value.amount)}{_bounds(value)}{unit}"
        case Time():
            return f"{stamp(value)}/{value.precision}{'/J' if value.calendar == JULIAN else ''}"
        case Words():
            if BETWEEN.search(value.text):
                raise Unsayable("a text with a tab, a line break, two bars or the marks of a comment")
            return f'{value.language}:"{value.text}"' if value.language else f'"{value.text}"'
        case _:
            return value


def _bounds(value: Quantity) -> str:
    if value.lower is None or value.upper is None:
        return ""
    above, below = value.upper - value.amount, value.amount - value.lower
    if above == below:
        return f"~{shown_number(above)}" if above else "~0"
    return f"[{shown_number(value.lower)},{shown_number(value.upper)}]"


def _qualifiers(claim: Claim, ids: Ids) -> Iterator[str]:
    if claim.as_of:
        yield from (ids["point in time"], _time(claim.as_of))
    if claim.during:
        start, _, end = claim.during.partition("/")
        for label, words in (("start time", start), ("end time", end)):
            yield from (ids[label], {"": "somevalue", "..": "novalue"}.get(words) or _time(words))
    if claim.definition:
        if not ID.fullmatch(claim.definition):
            raise Unsayable("a definition in words")
        yield from (ids["determination method or standard"], claim.definition)
    for dimension, member in claim.scope:
        if dimension != LANGUAGE:
            if not ID.fullmatch(dimension) or not ID.fullmatch(member):
                raise Unsayable("a scope that is no qualifier of the Wikibase")
            yield from (dimension, member)


def _time(words: str) -> str:
    time = time_said(words)
    if time is None:
        raise Unsayable("a time that a Wikibase cannot hold")
    return written(time)


def _source(claim: Claim, ids: Ids) -> Iterator[str]:
    """Where the right value stands: an address, with the title and date of the document."""
    document = claim.document
    if where := address(claim):
        yield from (_source_of(ids["reference URL"]), written(Words(where)))
    elif ID.fullmatch(document.id):
        yield from (_source_of(ids["stated in"]), document.id)
    else:
        return
    if not BETWEEN.search(document.title):
        yield from (_source_of(ids["title"]), written(Words(document.title, document.language or "en")))
    if (published := time_said(document.published)) is not None:
        yield from (_source_of(ids["publication date"]), written(published))


def _source_of(name: str) -> str:
    return f"S{name.removeprefix('P')}"
