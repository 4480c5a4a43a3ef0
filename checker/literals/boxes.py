"""Claims become boxes: values and times read, units made one, intervals split into their ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from checker.literals.dates.dates import read_extent, read_moment, read_span
from checker.literals.literal import LiteralError
from checker.literals.numbers.allowance import cut
from checker.literals.numbers.rank import order_named
from checker.literals.quantity import read_denied, read_quantity, read_rank
from checker.literals.units.tidy import is_measure, is_share
from checker.literals.units.units import convert, letters_of_units, of_one_kind
from checker.model.box import Box, Key, Time, all_of
from checker.model.claim import Claim, Document
from checker.model.fault import Fault
from checker.model.interval import ALL, Interval
from checker.model.lists import is_complete, items_of
from checker.model.value import Bounds, Moment, Quantity, Span, Term, exactly
from checker.model.vocabulary import Property, Unit, Vocabulary
from checker.readers.names import aliases, did_you_mean, in_words, nearest, shown
from checker.readers.numerals import as_people_write

MOST_FOLDED = 2**12
"""Texts kept as `fold` leaves them: publishers and definitions are few, and asked about for each claim."""

Normal = tuple[tuple[Box, ...], tuple[Fault, ...]]


def normalise(claims: Iterable[Claim], vocabulary: Vocabulary) -> Normal:
    """The boxes of all claims, and a fault for each literal that cannot be read.

    A claim that states a relation makes no box; a claim with an unreadable literal makes none either.
    """
    claims = tuple(claims)
    boxes: list[Box] = []
    faults = [*undated((claim.document for claim in claims), vocabulary)]
    for claim in claims:
        if not claim.readings:
            claim_boxes, claim_faults = _boxes(claim, vocabulary)
            boxes += claim_boxes
            faults += claim_faults
    return tuple(boxes), tuple(faults)


def order_of_places(box: Box) -> str:
    """The order in which a rank is a place; `""` where it names none, as for all that is no rank."""
    return order_named(box.claim) if box.datatype == "rank" else ""


def _boxes(claim: Claim, vocabulary: Vocabulary) -> tuple[list[Box], list[Fault]]:
    faults: list[Fault] = []
    prop = vocabulary.properties[claim.property]
    time, values = Time(), []
    try:
        time = _time(claim, prop, vocabulary)
    except Undated:
        return [], []
    except LiteralError as error:
        faults.append(wrong_time(claim, error))
    try:
        values = list(_values(claim, prop, vocabulary))
    except Undated:
        return [], faults
    except LiteralError as error:
        faults.append(_fault(claim, "value", "bad-value", error))
    if faults:
        return [], faults
    boxes = []
    for name, facet, value in values:
        key = Key(claim.subject, name, claim.scope)
        datatype = "date" if prop.datatype == "interval" else prop.datatype
        boxes.append(Box(claim, key, vocabulary.root(name), datatype, value, time, prop.unit, facet))
    return boxes, []


def _fault(claim: Claim, field: str, code: str, error: LiteralError) -> Fault:
    mark = claim.mark_of(field).within(error.offset)
    return Fault(mark, code, f"{claim.id}.{field}", error.message, meant=error.meant)


class Undated(LiteralError):
    """A claim leans on its document's date, which cannot be read: a fault of the document, told once."""


def published(document: Document, vocabulary: Vocabulary) -> Interval:
    try:
        return read_extent(document.published, vocabulary.fiscal_years, document.language)
    except LiteralError as error:
        raise Undated(error.message, error.offset) from None


def undated(documents: Iterable[Document], vocabulary: Vocabulary) -> Iterator[Fault]:
    """A fault for each document whose date cannot be read, also where no claim of it leans on that date."""
    for document in {document.id: document for document in documents}.values():
        try:
            published(document, vocabulary)
        except Undated as error:
            at = document.published_mark.within(error.offset)
            yield Fault(at, "bad-date", "document.published", error.message)


def spoken(claim: Claim, vocabulary: Vocabulary) -> Interval:
    """The days of which a claim speaks: those that it states, else when its document spoke."""
    written = claim.as_of or claim.during
    return _extent(written, claim, vocabulary) if written else published(claim.document, vocabulary)


def _extent(written: str, claim: Claim, vocabulary: Vocabulary) -> Interval:
    return read_extent(written, vocabulary.fiscal_years, claim.document.language)


def wrong_time(claim: Claim, error: LiteralError) -> Fault:
    """The fault of a time that the claim itself states."""
    return _fault(claim, "as_of" if claim.as_of else "during", "bad-date", error)


def _time(claim: Claim, prop: Property, vocabulary: Vocabulary) -> Time:
    """An event or a constant holds always; what changes at the time that its claim speaks of."""
    written = claim.as_of or claim.during
    if prop.changes:
        return time_spoken_of(claim, (prop,), vocabulary)
    if written:
        _extent(written, claim, vocabulary)  # what cannot be read is a fault all the same
    return Time(text=written)


def time_spoken_of(claim: Claim, props: Iterable[Property], vocabulary: Vocabulary) -> Time:
    """When that holds which a claim says of properties that change: at the moment or throughout the stretch stated,
    else when its document spoke; of what stands until it is replaced, from then on.
    """
    standing = all(prop.kind == "standing" for prop in props)
    if written := claim.as_of or claim.during:
        extent = _extent(written, claim, vocabulary)
        if claim.as_of:
            return Time(extent, "moment", text=written)
        held = _held(written, vocabulary, claim.document.language)
        if not standing or extent.hi is not None:
            return Time(extent, "throughout", text=written, held=held)
        return _until_replaced(extent, held, published(claim.document, vocabulary), written)
    document, spoken_on = claim.document, published(claim.document, vocabulary)
    if standing:
        return Time(Interval(spoken_on.lo, None), "throughout", document.id, document.published)
    near = max(0, *(prop.settles.days - 1 for prop in props))
    until = None if spoken_on.hi is None else spoken_on.hi + near
    return Time(spoken_on, "moment", document.id, document.published, until=until)


def _held(written: str, vocabulary: Vocabulary, language: str) -> Interval | None:
    """The points of time at which what is said of a stretch surely holds; nothing where there is no such time.

    A stretch that starts in 1945 and ends in 1952 has started by the end of 1945, and may be over when 1952 starts. One
    date is all of its days.
    """
    try:
        span = read_span(written, vocabulary.fiscal_years, language)
        whole = read_moment(written, vocabulary.fiscal_years, language).precision != "interval"
    except LiteralError:  # several dates at once
        return None
    if "unknown" in (span.start_kind, span.end_kind):
        return None
    start = span.start.bounds.possible if span.start else ALL
    end = span.end.bounds.possible if span.end else ALL
    if whole and start.is_point and end.is_point:
        return all_of(Interval(start.lo, end.hi))
    lo = None if start.hi is None else start.hi + 1
    return None if lo is not None and end.lo is not None and end.lo < lo else Interval(lo, end.lo)


def _until_replaced(extent: Interval, held: Interval | None, spoken_on: Interval, written: str) -> Time:
    """What holds from a day on until it is replaced: its document says so up to its own date, and of later days only
    that nothing had replaced it yet.
    """
    if spoken_on.hi is None or (extent.lo is not None and spoken_on.hi < extent.lo):
        return Time(extent, "throughout", text=written, held=held)
    if held is not None and spoken_on.lo is not None:
        started = held.lo is None or held.lo <= spoken_on.lo
        held = Interval(held.lo, spoken_on.lo) if started else None
    return Time(extent, "throughout", text=written, held=held, until=spoken_on.hi)


Facet = Literal["", "start", "end"]


def _values(claim: Claim, prop: Property, vocabulary: Vocabulary) -> Iterator[tuple[str, Facet, Bounds | Term]]:
    """Triples of property name, facet and value: one, or one for each stated end of an interval."""
    if prop.datatype == "interval":
        yield from _ends(
            read_span(claim.value, vocabulary.fiscal_years, claim.document.language), claim, prop, vocabulary
        )
    else:
        yield prop.name, "", read_value(claim.value, prop, vocabulary, claim.document.language)


def read_value(text: str, prop: Property, vocabulary: Vocabulary, language: str = "") -> Bounds | Term:
    """The value of a literal for a property that is no interval; raises `LiteralError` where it cannot be read."""
    text = text if prop.datatype == "quantity" else as_people_write(text)
    if prop.is_list:
        return _list(text, prop, vocabulary)
    match prop.datatype:
        case "quantity":
            bounds = _quantity(text, prop, vocabulary, language)
            least = bounds.literal.lo
            if least is not None and least < 0 and not may_lie_below_0(prop, vocabulary):
                raise LiteralError(
                    f"`{text.strip()}` is below 0, and nothing is counted so; write how many there are, or claim it "
                    "for a property that its label calls a change, a difference or a balance"
                )
            return _in_whole_numbers(_in_range(bounds, prop, vocabulary), prop, vocabulary)
        case "rank":
            return read_rank(text, language).bounds
        case "date":
            return read_moment(text, vocabulary.fiscal_years, language).bounds
        case "entity":
            return _entity(text, vocabulary)
        case "boolean":
            return _boolean(text)
        case "text":
            return Term((fold(text),), text)
        case _:
            raise LiteralError(f"{prop.name} has the datatype {prop.datatype}, which has two values: its ends")


def _quantity(text: str, prop: Property, vocabulary: Vocabulary, language: str) -> Bounds:
    """The bounds in the property's unit. Its kind tells how the figure is read, however the unit is written."""
    bounds = _read_as(read_quantity, text, prop, vocabulary, language)
    assert bounds  # every literal says something
    return bounds


def _read_as(
    read: Callable[..., Quantity | None], text: str, prop: Property, vocabulary: Vocabulary, language: str
) -> Bounds | None:
    unit = of_one_kind(prop.unit, vocabulary)
    letters = letters_of_units(_WORD.findall(text), prop.unit, vocabulary)
    measured = is_measure(unit) if unit else None
    quantity = read(text, prop.tolerance, measured=measured, unit=unit, letters=letters, language=language)
    if quantity is None:
        return None
    if quantity.whole and not measured:
        share = "or claim the share for a property with `unit: %`"
        raise LiteralError(f"`{text.strip()}` is a share, and no count of anything; write how many it is, {share}")
    nouns = not any(map(is_measure, (quantity.unit, *quantity.unit.split())))
    of_things = quantity.whole and is_share(unit) and nouns  # one in five people
    return convert(quantity.bounds, "1" if of_things else quantity.unit, prop.unit, vocabulary)


def negation(box: Box, vocabulary: Vocabulary) -> Bounds | None:
    """What is left where a claim denies a value that lies on one side of a figure or a day: `not over 40,000` is at
    most 40,000, rounded as that is. Nothing where the value has two sides, or is a name.

    Why: a denial says no more than its words.
    """
    if box.datatype == "quantity":
        prop = vocabulary.properties[box.claim.property]
        rest = _read_as(read_denied, box.claim.value, prop, vocabulary, box.claim.document.language)
        return rest and _in_whole_numbers(rest, prop, vocabulary)
    days = box.value.literal if box.datatype == "date" and isinstance(box.value, Bounds) else ALL
    if (days.lo is None) == (days.hi is None):
        return None
    later, earlier = Interval(days.hi, None, not days.hi_open), Interval(None, days.lo, False, not days.lo_open)
    return exactly(later if days.lo is None else earlier)


_WORD = re.compile(r"[^\W\d_]+")
_CHANGES = re.compile(
    r"\b(?:net|change|difference|balance|growth|gain|loss|surplus|deficit|migration|increase|decrease|anomaly|deviation"
    r"|score|index|level|coordinate|latitude|longitude|offset|error|margin|lead|year)s?\b",
    re.IGNORECASE,
)
"""What a label says of a number that may lie below 0."""


def may_lie_below_0(prop: Property, vocabulary: Vocabulary) -> bool:
    """The property counts nothing that has a name, or its label or its own range says that it goes below 0."""
    ranges = [constraint for constraint in prop.constraints if constraint.rule == RANGE and constraint.text("min")]
    unit = of_one_kind(prop.unit, vocabulary)
    if ranges or unit in ("", "ratio") or is_measure(unit):
        return True
    return bool(_CHANGES.search(in_words(f"{prop.label} {prop.name}")))


def _in_range(bounds: Bounds, prop: Property, vocabulary: Vocabulary) -> Bounds:
    """The readings without what the property cannot be by its own range: over 95 % of a whole is at most all of it.

    What a reader expects outside of the range stays as it is: there is something wrong with it, and a rule says so.
    """
    for constraint in prop.constraints:
        if constraint.rule == RANGE:
            texts = constraint.text("min"), constraint.text("max")
            limits = _limits(*texts, prop.unit, tuple(vocabulary.units.values()))
            if bounds.plausible.overlaps(limits):
                bounds = cut(bounds, limits.lo, limits.hi) or bounds
    return bounds


def _in_whole_numbers(bounds: Bounds, prop: Property, vocabulary: Vocabulary) -> Bounds:
    """The readings of a bound or a range without what lies between whole numbers, where nothing else is counted: over 4
    is at least 5. As widely as it can be read only where nothing else can be at all.
    """
    weights = [one.weight for one in prop.constraints if one.rule == INTEGER and one.weight != "suggestion"]
    exempt = any(one.exempt for one in prop.constraints if one.rule == INTEGER)
    if not weights or exempt or bounds.literal.is_point or is_measure(of_one_kind(prop.unit, vocabulary)):
        return bounds
    literal, plausible, possible = (r.whole() for r in (bounds.literal, bounds.plausible, bounds.possible))
    if literal is None or plausible is None or possible is None:
        return bounds
    return Bounds(literal, plausible, possible if "mandatory" in weights else bounds.possible, bounds.tolerance)


@lru_cache(1024)
def _limits(least: str, most: str, unit: str, units: tuple[Unit, ...]) -> Interval:
    """From one limit to the other; everything where they cannot be read, which is a fault of the vocabulary."""
    prop, vocabulary = Property("", "", "quantity", "constant", unit), Vocabulary(units={u.name: u for u in units})
    with suppress(LiteralError, ValueError):
        low, high = (_quantity(text, prop, vocabulary, "en").literal if text else ALL for text in (least, most))
        return Interval(low.lo, high.hi)
    return ALL


RANGE, INTEGER = "value-range", "integer"
"""The constraints that say what a property can be."""


def _ends(
    span: Span, claim: Claim, prop: Property, vocabulary: Vocabulary
) -> Iterator[tuple[str, Facet, Bounds | Term]]:
    names = end_names(prop)
    if span.start:
        yield names[0], "start", span.start.bounds
    if span.end:
        yield names[1], "end", span.end.bounds
    elif span.end_kind == "open":
        yield names[1], "end", _goes_on(span.start, claim, vocabulary)


def end_names(prop: Property) -> tuple[str, str]:
    """The date properties that the two ends of an interval property are."""
    return prop.start or f"{prop.name}.start", prop.end or f"{prop.name}.end"


def _goes_on(start: Moment | None, claim: Claim, vocabulary: Vocabulary) -> Bounds:
    """An open end says that the thing had not ended when the document spoke (or, at the least, had begun)."""
    spoke = published(claim.document, vocabulary).lo
    began = start.bounds.possible.lo if start else None
    known = [day for day in (spoke, began) if day is not None]
    return exactly(Interval(max(known) if known else None, None))


def _list(text: str, prop: Property, vocabulary: Vocabulary) -> Term:
    """The items of a list, in whatever order they stand."""
    items = items_of(text)
    if not items:
        raise LiteralError(f"found {shown(text)!r}, expected the items of a list, with semicolons between them")
    single = replace(prop, is_list=False)
    terms = [one for item, _ in items if isinstance(one := read_value(item, single, vocabulary), Term)]
    texts = {one.names: one.text for one in terms}
    members = tuple(sorted(texts))
    name = "; ".join(names[0] for names in members)
    names = dict.fromkeys((name, *(one for names in members for one in names)))
    complete = is_complete(text)
    shown_items = "; ".join(texts[names] for names in members)
    return Term(tuple(names), f"only {shown_items}" if complete else shown_items, members, complete)


def _entity(text: str, vocabulary: Vocabulary) -> Term:
    name = text.strip()
    if name not in vocabulary.entities:
        known = aliases({entity.name: (entity.label, *entity.also) for entity in vocabulary.entities.values()})
        near = nearest(name, known)
        hint = did_you_mean(name, near, "declare it under entities in the vocabulary")
        raise LiteralError(f"found {shown(name)!r}, expected an entity of the vocabulary; {hint}", meant=near)
    return Term((name, *vocabulary.wholes(name)), vocabulary.label(name))


def _boolean(text: str) -> Term:
    if (folded := text.strip().lower()) not in ("true", "false"):
        raise LiteralError(f"found {text!r}, expected true or false")
    return Term((folded,), text)


@lru_cache(maxsize=MOST_FOLDED)
def fold(text: str) -> str:
    """Text without what never changes its meaning: case, width, and how white space and punctuation are set."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(" " if unicodedata.category(c)[0] in "PZC" else c for c in folded).split())
