"""What can be written where the cursor stands: names of the vocabulary, of documents and of claims, fields, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from checker.editor.context import Context, Steps, context
from checker.editor.roles import KEYS, FileSort, role_of, sort_of_file
from checker.editor.state import CorpusState
from checker.model.vocabulary import Property, Vocabulary
from checker.naming.spans import FileText, Span
from checker.readers.yaml import FieldPath

MOST = 1_000
"""Choices that are offered at once. What is written narrows them; an editor asks again while the list is not whole."""

ChoiceKind = Literal["entity", "property", "scope", "document", "claim", "field", "word", "unit"]

QUANTITY = re.compile(r"""([^\s=<>()+*/,\[\]"]*)$""")
"""The name that is being written in a relation."""
IN_SCOPE = re.compile(r"\[[^\[\]]*$")
OVER = re.compile(r"\bover\s+\S*$")
NUMBER = re.compile(r"^(?P<number>.*\d)\s+(?P<unit>[^\d]*)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """`name` is written over `span`; `detail` says what it is, `doc` what it means."""

    name: str
    kind: ChoiceKind
    span: Span
    detail: str = ""
    doc: str = ""


def completions(state: CorpusState, text: FileText, offset: int) -> tuple[Choice, ...]:
    """The choices, those that begin as what is written first."""
    here, of = context(text, offset), sort_of_file(text.file)
    found = list(_choices(here, of, state))
    written = text.text[found[0].span[0] : offset].casefold() if found else ""
    fitting = [one for one in found if written in one.name.casefold() or written in one.detail.casefold()]
    return tuple(sorted(fitting, key=lambda one: not one.name.casefold().startswith(written))[:MOST])


def _choices(here: Context, of: FileSort, state: CorpusState) -> Iterator[Choice]:
    path, span, vocabulary = here.path, here.span, state.vocabulary
    if here.is_key:
        if KEYS[of].get(path) == "scope":
            yield from _named("scope", vocabulary.scopes, span)
            return
        if fields := list(_fields(_at(of, path), _schema(of), span, here.beside)):
            yield from fields
            return
    match role_of(_indexed(path), of):
        case "entity" | "type" as role:
            yield from _entities(vocabulary, span)
            if role == "type":
                types = dict.fromkeys(entity.type for entity in vocabulary.entities.values() if entity.type)
                yield from (Choice(name, "word", span, "type") for name in types)
        case "property":
            yield from _properties(vocabulary.properties.values(), span)
        case "scope" | "qualifier":
            yield from _named("scope", vocabulary.scopes, span)
        case "document":
            yield from _documents(state, span)
        case "source":
            yield from (*_documents(state, span), *_entities(vocabulary, span), *_claims(state, span))
        case "claim" if of == "claims" and path[-1:] == ("id",):
            return
        case "claim":
            yield from _claims(state, span)
        case "relation":
            yield from _in_relation(here, vocabulary)
        case "value":
            yield from _values(here, vocabulary)
        case "definition":
            known = vocabulary.properties.get(here.beside.get("property", ""))
            yield from (Choice(one.name, "word", span, "definition") for one in (known.definitions if known else ()))
        case "unit":
            yield from _units(vocabulary, span)
        case "rule" if of == "claims":
            from checker.evaluate import RULE_IDS

            yield from (Choice(name, "word", span, "rule") for name in RULE_IDS)
        case "each":
            yield from _named("scope", vocabulary.scopes, span)
            types = dict.fromkeys(entity.type for entity in vocabulary.entities.values() if entity.type)
            yield from (Choice(name, "word", span, "type") for name in types)
        case _:
            yield from (Choice(word, "word", span) for word in _words(_at(of, path)))


def _named(kind: ChoiceKind, labels: Mapping[str, str], span: Span) -> Iterator[Choice]:
    return (Choice(name, kind, span, label) for name, label in labels.items())


def _entities(vocabulary: Vocabulary, span: Span) -> Iterator[Choice]:
    for entity in vocabulary.entities.values():
        yield Choice(
            entity.name, "entity", span, entity.label, "; ".join((*filter(None, (entity.type,)), *entity.also))
        )


def _properties(properties: Iterable[Property], span: Span) -> Iterator[Choice]:
    for prop in properties:
        yield Choice(prop.name, "property", span, prop.label, f"{prop.datatype}, {prop.kind} {prop.unit}".rstrip())


def _documents(state: CorpusState, span: Span) -> Iterator[Choice]:
    return (Choice(name, "document", span, f"{one.title}, {one.published}") for name, one in state.documents.items())


def _claims(state: CorpusState, span: Span) -> Iterator[Choice]:
    return (Choice(ref, "claim", span, claim.quote) for ref, claim in state.claims.items())


def _units(vocabulary: Vocabulary, span: Span) -> Iterator[Choice]:
    known = {prop.unit: f"unit of {prop.label}" for prop in vocabulary.properties.values() if prop.unit}
    known |= {name: unit.label for name, unit in vocabulary.units.items()}
    return (Choice(name, "unit", span, label) for name, label in known.items())


def _values(here: Context, vocabulary: Vocabulary) -> Iterator[Choice]:
    """What the property beside it asks for: an entity, a truth value, or its unit once a figure is written."""
    known = vocabulary.properties.get(here.beside.get("property", ""))
    if known is None:
        return
    if known.datatype == "entity":
        yield from _entities(vocabulary, here.span)
    elif known.datatype == "boolean":
        yield from (Choice(word, "word", here.span) for word in ("true", "false"))
    elif known.unit and (figure := NUMBER.match(here.written)):
        span = here.span[0] + figure.start("unit"), here.span[1]
        yield Choice(known.unit, "unit", span, f"unit of {known.label}")
        for unit in vocabulary.units.values():
            yield from (Choice(name, "unit", span, unit.label) for name in dict.fromkeys((unit.name, *unit.also)))


def _in_relation(here: Context, vocabulary: Vocabulary) -> Iterator[Choice]:
    """A subject, and after its full stop a property; in brackets a dimension or a member; after `over` a dimension."""
    written = here.written
    found = QUANTITY.search(written)
    word = found[1] if found else ""
    end = here.span[1]
    if IN_SCOPE.search(written):
        span = end - len(word), end
        is_member = written[: len(written) - len(word)].rstrip().endswith("=")
        yield from _entities(vocabulary, span) if is_member else _named("scope", vocabulary.scopes, span)
    elif OVER.search(written):
        yield from _named("scope", vocabulary.scopes, (end - len(word), end))
    elif "." in word:
        rest = word.partition(".")[2]
        span = end - len(rest), end
        yield from _properties(vocabulary.properties.values(), span)
        if any(prop.datatype == "interval" for prop in vocabulary.properties.values()):
            yield from (Choice(name, "word", span, f"the {name} of an interval") for name in ("start", "end"))
    else:
        yield from _entities(vocabulary, (end - len(word), end))


def _indexed(path: Steps) -> FieldPath:
    return tuple(0 if step == "*" else step for step in path)


def _at(of: FileSort, path: Steps) -> Mapping[str, Any]:
    """The JSON Schema of what stands at a path."""
    schema = _schema(of)
    here: Mapping[str, Any] = schema
    for step in path:
        branches = [_resolved(one, schema) for one in (here, *here.get("anyOf", ()), *here.get("oneOf", ()))]
        if step == "*":
            inner = next((one["items"] for one in branches if "items" in one), {})
        else:
            inner = next((one["properties"][step] for one in branches if step in one.get("properties", {})), None)
            if inner is None:
                others = (one.get("additionalProperties") for one in branches)
                inner = next((other for other in others if isinstance(other, dict)), {})
        here = {**_resolved(inner, schema), **inner}
    return here


def _fields(
    here: Mapping[str, Any], schema: Mapping[str, Any], span: Span, beside: Mapping[str, str]
) -> Iterator[Choice]:
    """The fields of a group that it does not have yet."""
    required = here.get("required", ())
    branches = [_resolved(one, schema) for one in (here, *here.get("oneOf", ()), *here.get("anyOf", ()))]
    given = {name: about for one in branches for name, about in one.get("properties", {}).items()}
    for name, about in sorted(given.items(), key=lambda pair: pair[0] not in required):
        if name not in beside:
            yield Choice(name, "field", span, "required" if name in required else "", about.get("description", ""))


def _words(here: Mapping[str, Any]) -> Iterator[str]:
    for one in (here, *here.get("anyOf", ())):
        yield from map(str, one.get("enum", ()))
        yield from (str(one["const"]),) if "const" in one else ()
        yield from ("true", "false") if one.get("type") == "boolean" else ()


def _resolved(at: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    ref = at.get("$ref", "")
    return schema["$defs"][ref.removeprefix("#/$defs/")] if ref else at


@cache
def _schema(of: FileSort) -> Mapping[str, Any]:
    from checker.readers.schemas import schema

    return schema(of)
