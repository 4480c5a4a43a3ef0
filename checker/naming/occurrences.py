"""Every place at which a name of the vocabulary stands in a file: in the vocabulary itself, in a claim, in a map.

Whoever counts names, finds them or writes others goes by this, so that all of them know the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from checker.model.fault import Mark
from checker.model.fields import FIELDS, FieldKind
from checker.model.lists import items_of
from checker.model.vocabulary import Vocabulary
from checker.naming.spans import UNKNOWN, FileText
from checker.readers.constraints import BUILT_IN
from checker.readers.vocabulary import REFERENCES
from checker.readers.yaml import Entry, FieldPath, Fields, Items, Node, Scalar, child
from checker.relations.names import SECTION_OF, Named, NameSort, names_each, names_in

SORT_OF: Mapping[str, NameSort] = {section: sort for sort, section in SECTION_OF.items()}
KINDS: Mapping[str, FieldKind] = {field.name: field.kind for field in FIELDS}
TYPES = ("type", "types")
"""Fields that hold types; a type may be an entity itself, and is written anew with it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name at its place. `holder` is the value or the field in which it begins at character `first`; `path` is where
    that stands below the root of the file. `declares`: the entry of the vocabulary begins here.
    """

    sort: NameSort
    name: str
    holder: Scalar | Entry
    path: FieldPath
    first: int = 0
    declares: bool = False

    @property
    def mark(self) -> Mark:
        return self.holder.mark.within(self.first) if isinstance(self.holder, Scalar) else self.holder.mark

    @property
    def word(self) -> tuple[NameSort, str]:
        return self.sort, self.name

    def start(self, text: FileText) -> int:
        """The character of the file at which it begins; `spans.UNKNOWN` where it is written with escapes."""
        if isinstance(self.holder, Entry):
            begins = text.of_key(self.holder)
            return begins + self.first if begins != UNKNOWN else UNKNOWN
        return text.of_scalar(self.holder, self.first, self.first + len(self.name))


# --- the vocabulary


def in_vocabulary(root: Node, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    """The names in a vocabulary, as the values in it are known to be of names in `vocabulary`."""
    for section, sort in SORT_OF.items():
        for entry in _entries(child(root, section)):
            path: FieldPath = (section, entry.key)
            yield Occurrence(sort, entry.key, entry, path, declares=True)
            for field in _entries(entry.value):
                yield from _of_entry(field, (*path, field.key), entry.key, vocabulary)
    relations = child(root, "relations")
    for index, item in enumerate(relations.nodes if isinstance(relations, Items) else ()):
        each = child(item, "for_each")
        words = each.text if isinstance(each, Scalar) else ""
        at: FieldPath = ("relations", index)
        yield from _of_relation(child(item, "relation"), (*at, "relation"), vocabulary, " ".join(words.split()))
        if isinstance(each, Scalar):
            yield from _located(names_each(words, vocabulary), each, (*at, "for_each"))


def _of_entry(field: Entry, path: FieldPath, owner: str, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    if field.key in REFERENCES:
        yield from _texts(field.value, SORT_OF[REFERENCES[field.key]], path)
    elif field.key in TYPES:
        yield from _known(field.value, "entity", path, vocabulary)
    elif field.key == "constraints" and isinstance(field.value, Items):
        for index, item in enumerate(field.value.nodes):
            yield from _of_constraint(item, (*path, index), owner, vocabulary)


def _of_constraint(node: Node, path: FieldPath, owner: str, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    named = child(node, "property")
    of_values = named.text if isinstance(named, Scalar) else owner
    for field in _entries(node):
        at = (*path, field.key)
        match field.key:
            case "property" | "lifetimes":
                yield from _texts(field.value, "property", at)
            case "separators" | "qualifiers":
                known = (one for one in _texts(field.value, "scope", at) if one.name not in BUILT_IN[field.key])
                yield from known
            case "types":
                yield from _known(field.value, "entity", at, vocabulary)
            case "values" if _holds_entities(of_values, vocabulary):
                yield from _texts(field.value, "entity", at)
            case "exceptions" if isinstance(field.value, Items):
                for index, item in enumerate(field.value.nodes):
                    yield from _texts(child(item, "subject"), "entity", (*at, index, "subject"))


# --- claims


def in_claims(root: Node, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    """The names in the claims of a claim file."""
    claims = child(root, "claims")
    for index, node in enumerate(claims.nodes if isinstance(claims, Items) else ()):
        yield from in_claim(node, vocabulary, ("claims", index))


def in_claim(node: Node, vocabulary: Vocabulary, path: FieldPath = ()) -> Iterator[Occurrence]:
    """The names in one claim, or in one row of a table."""
    named = child(node, "property")
    holds = _holds_entities(named.text if isinstance(named, Scalar) else "", vocabulary)
    for field in _entries(node):
        yield from _of_field(field, (*path, field.key), holds, vocabulary)


def _of_field(field: Entry, path: FieldPath, holds_entities: bool, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    match KINDS.get(field.key):
        case "entity" | "property" as sort:
            yield from _texts(field.value, sort, path)
        case "literal" if field.key == "value" and holds_entities:
            for scalar, at in _scalars(field.value, path):
                yield from (Occurrence("entity", item, scalar, at, first) for item, first in items_of(scalar.text))
        case "scope":
            for entry in _entries(field.value):
                yield Occurrence("scope", entry.key, entry, (*path, entry.key))
                yield from _texts(entry.value, "entity", (*path, entry.key))
        case "sources":
            yield from _known(field.value, "entity", path, vocabulary)
        case "relation" | "relations":
            yield from _of_relation(field.value, path, vocabulary)


# --- maps of imports


def in_map(root: Node, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    """The names in the map of an import: fields are those of a claim, with a dimension behind a full stop."""
    constants, words = child(root, "constants"), child(root, "words")
    groups: list[tuple[FieldPath, Node | None]] = [((name,), child(root, name)) for name in ("columns", "constants")]
    per_column = child(child(root, "unpivot"), "columns")
    groups += [(("unpivot", "columns", one.key), one.value) for one in _entries(per_column)]
    for section, group in (*groups, (("words",), words)):
        named = child(group, "property") or child(constants, "property")
        holds = _holds_entities(named.text if isinstance(named, Scalar) else "", vocabulary)
        for field in _entries(group):
            path: FieldPath = (*section, field.key)
            kind, point, dimension = field.key.partition(".")
            scoped = bool(point) and kind == "scope"
            if scoped:
                yield Occurrence("scope", dimension, field, path, len(kind) + 1)
            about = replace(field, key="said_by" if scoped else field.key)  # a member of a scope is an entity too
            if section == ("words",):
                for word in _entries(field.value):
                    yield from _of_field(replace(about, value=word.value), (*path, word.key), holds, vocabulary)
            elif section != ("columns",):
                yield from _of_field(about, path, holds, vocabulary)


# --- what the parts share


def _entries(node: Node | None) -> tuple[Entry, ...]:
    return node.entries if isinstance(node, Fields) else ()


def _scalars(node: Node | None, path: FieldPath) -> Iterator[tuple[Scalar, FieldPath]]:
    """A value, or each of a list of values."""
    if isinstance(node, Scalar):
        yield node, path
    elif isinstance(node, Items):
        yield from ((item, (*path, index)) for index, item in enumerate(node.nodes) if isinstance(item, Scalar))


def _texts(node: Node | None, sort: NameSort, path: FieldPath) -> Iterator[Occurrence]:
    for scalar, at in _scalars(node, path):
        if name := scalar.text.strip():
            yield Occurrence(sort, name, scalar, at, scalar.text.index(name))


def _known(node: Node | None, sort: NameSort, path: FieldPath, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    """Texts that may be something else: those that the vocabulary declares."""
    known = getattr(vocabulary, SECTION_OF[sort])
    yield from (one for one in _texts(node, sort, path) if one.name in known)


def _of_relation(node: Node | None, path: FieldPath, vocabulary: Vocabulary, each: str = "") -> Iterator[Occurrence]:
    for scalar, at in _scalars(node, path):
        yield from _located(names_in(scalar.text, vocabulary, each), scalar, at)


def _located(found: Iterable[Named], scalar: Scalar, path: FieldPath) -> Iterator[Occurrence]:
    yield from (Occurrence(sort, name, scalar, path, first) for sort, name, first in found)


def _holds_entities(property: str, vocabulary: Vocabulary) -> bool:
    """The values of a property are identifiers of entities."""
    known = vocabulary.properties.get(property)
    return known is not None and known.datatype == "entity"
