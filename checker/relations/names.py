"""The names in a relation, each with the place at which it begins; the grammar of relations says what is a quantity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from checker.literals.literal import LiteralError
from checker.model.vocabulary import Vocabulary
from checker.relations.classes import SCOPE, TYPE, read_each
from checker.relations.grammar import operands, parse
from checker.relations.operand import AT, ENDS, is_operand, scope_parts
from checker.relations.tokens import Token, tokens

NameSort = Literal["entity", "property", "scope"]
SECTION_OF: Mapping[NameSort, str] = {"entity": "entities", "property": "properties", "scope": "scopes"}
"""Sort of a name, and the section of the vocabulary that declares it."""

Named = tuple[NameSort, str, int]
"""A name, and the character of the relation at which it begins."""


def names_in(relation: str, vocabulary: Vocabulary, each: str = "") -> Iterator[Named]:
    """Every name in a relation, from left to right; of one that cannot be read those that its form tells. `each` as in
    `grammar.parse`.
    """
    try:
        row = tokens(relation)
    except LiteralError:
        return
    try:
        starts = {operand.column for operand in operands(parse(relation, vocabulary, each))}
    except LiteralError:
        starts = {token.start for token in row if token.kind == "word" and is_operand(token.text)}
    for i, token in enumerate(row):
        if token.start in starts and token.kind == "word":
            yield from _of_quantity(token, vocabulary, each)
            if row[i + 1].kind == "scope":
                yield from _of_scope(row[i + 1])
        elif token.text == "over" and token.kind == "word" and _sums(row, i, starts):
            yield "scope", row[i + 1].text, row[i + 1].start


def names_each(for_each: str, vocabulary: Vocabulary) -> Iterator[Named]:
    """The name in what a relation holds for: a dimension, or a type that is an entity itself."""
    try:
        each = read_each(for_each, vocabulary)
    except LiteralError:
        return
    words = for_each.split()
    name = words[-1] if len(words) > 1 and words[0] in (SCOPE, TYPE) else for_each.strip()
    if each.dimension:
        yield "scope", each.dimension, for_each.rindex(name)
    elif each.types and name in vocabulary.entities:
        yield "entity", name, for_each.rindex(name)


def _of_quantity(token: Token, vocabulary: Vocabulary, each: str) -> Iterator[Named]:
    subject, point, rest = token.text.partition(".")
    if each and (alone := _property(token.text, vocabulary)):
        yield "property", alone, token.start
        return
    if not point:  # the end of the only interval that there is
        return
    yield "entity", subject, token.start
    if name := _property(rest, vocabulary):
        yield "property", name, token.start + len(subject) + 1


def _property(text: str, vocabulary: Vocabulary) -> str:
    """The property that stands in the text, with its end or without; `""` where none does."""
    first, _, end = text.rpartition(".")
    name = first if end in ENDS and first else text
    return name if name in vocabulary.properties else ""


def _of_scope(token: Token) -> Iterator[Named]:
    for start, part in scope_parts(token):
        name, _, value = part.partition("=")
        if name.strip() != AT:
            yield "scope", name.strip(), start
            yield "entity", value.strip(), start + len(name) + 1 + len(value) - len(value.lstrip())


def _sums(row: tuple[Token, ...], i: int, starts: set[int]) -> bool:
    """The word stands behind a whole whose parts are added."""
    whole = i - 2 if row[i - 1].kind == "scope" else i - 1
    return whole > 0 and row[whole].start in starts and row[whole - 1].text == "of"
