"""The names of now with the meaning that they had before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from checker.history.names import FIELDS, Names, NameSort, named, property_of_now, relation_of_now
from checker.model.claim import Document
from checker.model.vocabulary import Constraint, Entity, Property, StatedRelation, Vocabulary


def vocabulary_of_before(now: Vocabulary, before: Vocabulary, names: Names) -> Vocabulary:
    """Every name that was declared before as it was then, under what it is called now; what was not is as it is."""
    relations = tuple(_relation(one, names) for one in before.relations)
    stated = {(one.for_each, one.relation) for one in relations}
    added = (one for one in now.relations if (one.for_each, one.relation) not in stated)
    return Vocabulary(
        {**now.entities, **_words(before.entities, "entity", names)},
        {**now.properties, **_words(before.properties, "property", names)},
        {**now.scopes, **{named(name, names.scopes): label for name, label in before.scopes.items()}},
        {**now.units, **before.units},
        {**now.fiscal_years, **before.fiscal_years},
        (*relations, *added),
    )


TIES: Mapping[type, Mapping[str, Any]] = {
    Entity: {"part_of": (), "overlaps": ()},
    Property: {"is_a": "", "after": (), "start": "", "end": "", "lasts": "", "within": "", "ranks": ""},
}
"""Fields that tie a word to others, and what they are without."""


def ties_of(entry: Entity | Property) -> bool:
    """Whether it is tied to others, or one of a type, so that what is said of these may mean something else beside it:
    a whole that holds all others of its type is one no more.
    """
    return any(
        getattr(entry, field) for field in (*TIES[type(entry)], *(("type",) if isinstance(entry, Entity) else ()))
    )


def without_ties(now: Vocabulary, used: Collection[tuple[NameSort, str]]) -> Vocabulary:
    """The words of now that claims use, each by itself: none of them ties others, reads a figure or names a time."""

    def alone(entry: Any) -> Any:
        return replace(entry, **TIES[type(entry)])

    return replace(
        now,
        entities={name: alone(entry) for name, entry in now.entities.items() if ("entity", name) in used},
        properties={name: alone(entry) for name, entry in now.properties.items() if ("property", name) in used},
        units={},
        fiscal_years={},
    )


def document_of_before(now: Document, before: Document, names: Names) -> Document:
    """A document with the date, publisher, language and editions that it had."""
    revises = tuple(named(other, names.documents) for other in before.revises)
    return replace(
        now, publisher=before.publisher, published=before.published, language=before.language, revises=revises
    )


def _words(section: Mapping[str, Any], sort: NameSort, names: Names) -> dict[str, Any]:
    if names.unchanged:
        return dict(section)
    return {named(name, names.of(sort)): _word(entry, sort, names) for name, entry in section.items()}


def _word(entry: Any, sort: NameSort, names: Names) -> Any:
    made: dict[str, Any] = {"name": named(entry.name, names.of(sort))}
    for field, of in FIELDS[sort].items():
        value, known = getattr(entry, field), names.of(of)
        made[field] = tuple(named(one, known) for one in value) if isinstance(value, tuple) else named(value, known)
    if sort == "property":
        made["constraints"] = tuple(_constraint(one, names) for one in entry.constraints)
    return replace(entry, **made)


def _constraint(one: Constraint, names: Names) -> Constraint:
    """Parameters are texts, some of them names: whole texts only are taken for one."""
    known = {**names.scopes, **names.entities, **names.properties}
    parameters = tuple((name, tuple(named(text, known) for text in texts)) for name, texts in one.parameters)
    exempt = tuple(replace(each, subject=named(each.subject, names.entities)) for each in one.exempt)
    return replace(one, property=property_of_now(one.property, names), parameters=parameters, exempt=exempt)


def _relation(one: StatedRelation, names: Names) -> StatedRelation:
    each = named(one.for_each, {**names.entities, **names.scopes})
    return replace(one, relation=relation_of_now(one.relation, names, bool(each)), for_each=each)
