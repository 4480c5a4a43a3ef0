"""One map from the names of before to those of now, and whatever holds names under it.

Source: the design, section 6a: renaming identifiers one to one is no change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from checker.literals.fingerprint import said_by_box
from checker.model.box import Box, Key, Scope
from checker.model.claim import Claim
from checker.model.lists import items_of, with_items
from checker.model.value import Term
from checker.model.vocabulary import Vocabulary

NameSort = Literal["document", "entity", "property", "scope"]

NAME = r"[\w-]+"
OPERANDS = re.compile(
    rf'"[^"]*"|\[(?P<scope>[^\]]*)\]|\bover (?P<over>{NAME})|(?P<operand>{NAME}(?:\.{NAME})+)|(?P<word>{NAME})'
)
"""What of a relation holds names: scopes, a dimension that is summed over, and quantities; no text in quotes. A
word alone is a property where the relation holds for each of many subjects."""
MEMBER = re.compile(rf"(?P<dimension>{NAME})\s*=\s*(?P<member>{NAME})")
ENDS = (".start", ".end")


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called now that had another name before; all others have the name that they had."""

    documents: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    scopes: Mapping[str, str] = field(default_factory=dict)

    def of(self, sort: NameSort) -> Mapping[str, str]:
        match sort:
            case "document":
                return self.documents
            case "entity":
                return self.entities
            case "property":
                return self.properties
            case "scope":
                return self.scopes

    @property
    def unchanged(self) -> bool:
        return not (self.documents or self.entities or self.properties or self.scopes)


SAME = Names()
"""Everything has the name that it had."""


def named(name: str, names: Mapping[str, str]) -> str:
    return names.get(name, name)


def key_of_now(key: Key, names: Names) -> Key:
    return Key(named(key.subject, names.entities), property_of_now(key.property, names), _scope(key.scope, names))


def _scope(scope: Scope, names: Names) -> Scope:
    return tuple(sorted((named(dimension, names.scopes), named(member, names.entities)) for dimension, member in scope))


def property_of_now(name: str, names: Names) -> str:
    """A property, or the end of an interval that no property of its own stands for."""
    for end in ENDS:
        if name not in names.properties and name.endswith(end):
            return named(name.removesuffix(end), names.properties) + end
    return named(name, names.properties)


def ref_of_now(ref: str, names: Names) -> str:
    """What a claim draws on, or a claim's reference as far as its document goes."""
    document, sign, claim = ref.partition("#")
    if not sign and ref in names.entities:
        return names.entities[ref]
    return f"{named(document, names.documents)}{sign}{claim}"


def relation_of_now(text: str, names: Names, each: bool = False) -> str:
    """A relation whose quantities have the names of now; everything else in it stands as it was written. `each`: it
    holds for each of many subjects, and a property that stands alone is theirs.
    """
    return OPERANDS.sub(lambda found: _part(found, names, each), text)


def said_now(box: Box, names: Names) -> str:
    """`said_by_box` under the names of now."""
    value = box.value
    if box.datatype == "entity" and isinstance(value, Term):
        value = _term_of_now(value, names)
    return said_by_box(replace(box, key=key_of_now(box.key, names), value=value))


def _term_of_now(value: Term, names: Names) -> Term:
    """A term under the names of now; a list is called after its items, in their order of now."""
    now = tuple(named(name, names.entities) for name in value.names)
    if not value.members:
        return replace(value, names=now)
    members = tuple(sorted(tuple(named(name, names.entities) for name in one) for one in value.members))
    return replace(value, names=("; ".join(one[0] for one in members), *now[1:]), members=members)


def claim_of_now(claim: Claim, vocabulary: Vocabulary, names: Names) -> Claim:
    """A claim under the names of now. `vocabulary` is that of the claim."""
    if names.unchanged:
        return claim
    entity = _is_entity(claim, vocabulary)
    return replace(
        claim,
        document=replace(claim.document, id=named(claim.document.id, names.documents)),
        subject=named(claim.subject, names.entities),
        property=property_of_now(claim.property, names),
        value=with_items(claim.value, lambda item: named(item, names.entities)) if entity else claim.value,
        scope=_scope(claim.scope, names),
        readings=tuple(relation_of_now(text, names) for text in claim.readings),
        said_by=named(claim.said_by, names.entities),
        draws_on=tuple(ref_of_now(ref, names) for ref in claim.draws_on),
    )


def word_content_of_now(content: Mapping[str, Any], sort: NameSort, names: Names) -> dict:
    """All that a file says of a document or a word of the vocabulary, under the names of now."""
    of_field = FIELDS[sort]
    made = {
        name: _under(plain, of_field[name], names) if name in of_field else plain for name, plain in content.items()
    }
    if "constraints" in made:
        made["constraints"] = [_constraint(one, names) for one in made["constraints"]]
    return made


FIELDS: Mapping[NameSort, Mapping[str, NameSort]] = {
    "document": {"revises": "document"},
    "entity": {"part_of": "entity", "distinct_from": "entity", "overlaps": "entity", "type": "entity"},
    "property": {
        "is_a": "property",
        "after": "property",
        "start": "property",
        "end": "property",
        "lasts": "property",
        "within": "property",
        "ranks": "property",
        "adds_over": "scope",
    },
    "scope": {},
}
"""The fields that hold names, and of what sort these are."""


def mentioned(claim: Claim, vocabulary: Vocabulary) -> set[tuple[NameSort, str]]:
    """All names in a claim, those of its document and of what it draws on among them."""
    documents = {claim.document.id, *(ref.partition("#")[0] for ref in claim.draws_on)}
    entities = {claim.subject, claim.said_by, *(member for _, member in claim.scope), *claim.draws_on}
    properties = {claim.property}
    scopes = {dimension for dimension, _ in claim.scope}
    if _is_entity(claim, vocabulary):
        entities.update(item for item, _ in items_of(claim.value))
    for text in claim.readings:
        for part in OPERANDS.finditer(text):
            if part["operand"]:
                subject, _, rest = part["operand"].partition(".")
                entities.add(subject)
                properties |= {rest, rest.removesuffix(ENDS[0]).removesuffix(ENDS[1])}
            elif part["over"]:
                scopes.add(part["over"])
            for member in MEMBER.finditer(part["scope"] or ""):
                scopes.add(member["dimension"])
                entities.add(member["member"])
    by_sort: dict[NameSort, set[str]] = {
        "document": documents,
        "entity": entities,
        "property": properties,
        "scope": scopes,
    }
    return {(sort, name) for sort, names in by_sort.items() for name in names if name}


def _is_entity(claim: Claim, vocabulary: Vocabulary) -> bool:
    known = vocabulary.properties.get(claim.property)
    return known is not None and known.datatype == "entity"


def _part(found: re.Match[str], names: Names, each: bool) -> str:
    if found["over"]:
        return f"over {named(found['over'], names.scopes)}"
    if found["scope"] is not None:
        return f"[{MEMBER.sub(lambda part: _member(part, names), found['scope'])}]"
    if found["operand"]:
        subject, _, rest = found["operand"].partition(".")
        if each and f".{rest}" in ENDS:
            return property_of_now(found["operand"], names)
        return f"{named(subject, names.entities)}.{property_of_now(rest, names)}"
    return property_of_now(found[0], names) if each and found["word"] else found[0]


def _member(found: re.Match[str], names: Names) -> str:
    return f"{named(found['dimension'], names.scopes)}={named(found['member'], names.entities)}"


def _under(plain: Any, sort: NameSort, names: Names) -> Any:
    known = names.of(sort)
    return sorted(named(one, known) for one in plain) if isinstance(plain, list) else named(plain, known)


def _constraint(content: Mapping[str, Any], names: Names) -> dict:
    """Parameters are texts, some of them names: whole texts only are taken for one."""
    made = dict(content)
    if "property" in made:
        made["property"] = property_of_now(made["property"], names)
    if "exceptions" in made:
        made["exceptions"] = [{**one, "subject": named(one["subject"], names.entities)} for one in made["exceptions"]]
    if "parameters" in made:
        known = {**names.scopes, **names.entities, **names.properties}
        made["parameters"] = {
            name: [named(text, known) for text in texts] for name, texts in made["parameters"].items()
        }
    return made
