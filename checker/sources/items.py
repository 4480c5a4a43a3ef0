"""Data items: what the sources of a corpus answer to one question at one time, each value with those who give it.

A source is what `independent` counts as one before anybody looks at values: the documents of one publisher, of one
text. What a claim only passes on (reported speech, what it declares to draw on) is no word of its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.literals.boxes import fold, order_of_places
from checker.literals.definitions import defined_as
from checker.literals.editions import appeared
from checker.model.box import Box, Key
from checker.model.claim import Document
from checker.model.groups import grouped, linked
from checker.model.interval import ALL, Interval
from checker.model.lists import items_of
from checker.model.value import Term
from checker.model.vocabulary import Vocabulary
from checker.reasons.agreement import origins_of_document
from checker.reasons.reconciler import Context


@dataclass(frozen=True, slots=True)
class Source:
    """One origin of claims: its name for people, its documents, and the days within which they were published."""

    name: str
    documents: tuple[Document, ...]
    published: Interval = ALL


@dataclass(frozen=True, slots=True)
class Value:
    """What sources give in the same words, or the same set of them: one box of each source, by its number, and what
    other boxes they have for it (`more`). `names`: of a list its elements, each as it is written.
    """

    content: Hashable
    boxes: Mapping[int, Box]
    more: tuple[Box, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        return next(iter(self.boxes.values()))


@dataclass(frozen=True, slots=True)
class Item:
    """One question at one time, with the different values that are given, those of most sources first."""

    key: Key
    values: tuple[Value, ...]

    @property
    def answers(self) -> set[int]:
        """The sources that answer."""
        return {source for value in self.values for source in value.boxes}

    @property
    def of_lists(self) -> bool:
        """Its values are lists."""
        return bool(self.values[0].names)


@dataclass(frozen=True, slots=True)
class Answers:
    """All sources and items of a corpus; sources are told by their places."""

    sources: tuple[Source, ...] = ()
    items: tuple[Item, ...] = ()


def answers(boxes: Iterable[Box], context: Context, aside: Container[str] = frozenset()) -> Answers:
    """The items that at least two sources answer, boxes of the names `aside` left out; all sources whose own claims
    have boxes.
    """
    own = [box for box in boxes if _own(box)]
    stood_for = [replace(box, claim=claim) for box in own for claim in _stood_for(box, context)]
    own += [box for box in stood_for if _own(box)]
    documents = {box.claim.document.id: box.claim.document for box in own}
    sources = _sources(documents.values(), context)
    number = {document.id: place for place, source in enumerate(sources) for document in source.documents}
    asked = (box for box in own if box.name not in aside)
    by_question = grouped(asked, lambda box: (box.key, defined_as(box.claim, context.vocabulary), order_of_places(box)))
    items: list[Item] = []
    for question in sorted(by_question):
        for cell in _at_one_time(by_question[question]):
            values = tuple(_values(cell, number, context.vocabulary))
            if len({source for value in values for source in value.boxes}) > 1:
                items.append(Item(question[0], values))
    return Answers(sources, tuple(items))


def _own(box: Box) -> bool:
    claim = box.claim
    return not (claim.said_by or claim.draws_on or claim.denies or claim.deprecated)


def _stood_for(box: Box, context: Context) -> Iterable:
    return context.unlisted[box.name].sources if box.name in context.unlisted else ()


def _sources(documents: Iterable[Document], context: Context) -> tuple[Source, ...]:
    ordered = sorted(documents, key=lambda document: (document.published, document.id))
    groups = linked(ordered, lambda document: origins_of_document(document, context))
    names = Counter(group[0].publisher or group[0].title for group in groups)
    made = (Source(_named(group[0], names), tuple(group), appeared(group, context.vocabulary)) for group in groups)
    return tuple(sorted(made, key=lambda source: (source.name, source.documents[0].id)))


def _named(document: Document, names: Mapping[str, int]) -> str:
    """A source by its publisher, or its title; where two have the same name, with its document."""
    name = document.publisher or document.title
    return name if names[name] == 1 else f"{name} ({document.id})"


def _at_one_time(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Boxes of one stated time, or of none, together; those that only their documents date, in connected stretches."""
    cells = grouped(boxes, _time)
    undated = sorted(cells.pop("undated", ()), key=lambda box: _start(box.time.reach))
    yield from (cells[time] for time in sorted(cells, key=str))
    cell: list[Box] = []
    stretch: Interval | None = None
    for box in undated:
        if stretch and not stretch.overlaps(box.time.reach):
            yield cell
            cell, stretch = [], None
        cell.append(box)
        stretch = stretch.hull(box.time.reach) if stretch else box.time.reach
    if cell:
        yield cell


def _time(box: Box) -> Hashable:
    if box.time.sort == "always":
        return ALL
    return box.time.extent if box.time.stated else "undated"


def _start(interval: Interval) -> tuple:
    return (interval.lo is not None, interval.lo or 0)


def _values(boxes: Iterable[Box], number: Mapping[str, int], vocabulary: Vocabulary) -> Iterator[Value]:
    """The values of an item. Of a property with many values, all that a source gives is one list."""
    by_source = grouped(boxes, lambda box: number[box.claim.document.id])
    values: dict[Hashable, dict[int, Box]] = {}
    more: dict[Hashable, list[Box]] = {}
    names: dict[Hashable, dict[str, str]] = {}
    for source in sorted(by_source):
        for given in _lists(by_source[source], vocabulary):
            named = _names(given, vocabulary)
            content = frozenset(named) if named else _content(given[0])
            first = values.setdefault(content, {}).setdefault(source, given[0])
            more.setdefault(content, []).extend(box for box in given if box is not first)
            names.setdefault(content, named)
    for content in sorted(values, key=lambda content: (-len(values[content]), _written(content))):
        yield Value(content, values[content], tuple(more[content]), names[content])


def _lists(boxes: Sequence[Box], vocabulary: Vocabulary) -> list[list[Box]]:
    """What a source gives, value by value: each box alone, of a property with many values all of them."""
    prop = vocabulary.properties.get(boxes[0].claim.property)
    return [list(boxes)] if prop and prop.many else [[box] for box in boxes]


def _names(boxes: Iterable[Box], vocabulary: Vocabulary) -> dict[str, str]:
    """The elements of a list, each as it is written; nothing for what is no list."""
    names: dict[str, str] = {}
    for box in boxes:
        prop = vocabulary.properties.get(box.claim.property)
        if not prop or not isinstance(box.value, Term):
            continue
        if prop.many:
            names.setdefault(box.value.name, box.value.text)
        elif prop.is_list:
            written = {fold(item): item for item, _ in items_of(box.claim.value)}
            for name, *_ in box.value.members:
                names.setdefault(name, vocabulary.label(name) if prop.datatype == "entity" else written.get(name, name))
    return names


def _content(box: Box) -> Hashable:
    return box.value.name if isinstance(box.value, Term) else box.value.literal


def _written(content: Hashable) -> str:
    return str(sorted(map(str, content))) if isinstance(content, frozenset) else str(content)


def fit(one: Value, other: Value) -> bool:
    """Both may be right: the same, one rounded or told with less detail, or one a part of the other list."""
    if isinstance(one.content, frozenset) and isinstance(other.content, frozenset):
        return one.content <= other.content or other.content <= one.content
    first, second = one.box.value, other.box.value
    if isinstance(first, Term) and isinstance(second, Term):
        return first.name in second.names or second.name in first.names
    if isinstance(first, Term) or isinstance(second, Term):
        return False
    return first.plausible.overlaps(second.plausible)
