"""The vocabulary of a dump, one line for each entity and property, so that it is written as it is read: one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from checker.model.fault import Mark
from checker.readers.encoding import UNWANTED, decode
from checker.readers.files.text import NAME_LENGTH
from checker.readers.omissions import Omissions
from checker.readers.vocabulary import read_vocabulary
from checker.readers.yaml import parse
from checker.rules.declared import faults
from checker.rules.registry import RULES
from checker.rules.world import World
from checker.wikibase.conditions import PropertyFacts
from checker.wikibase.constraints import LIFETIMES, ConstraintReading, constraints_of, entities_named
from checker.wikibase.ids import Ids
from checker.wikibase.store import Store, StoredEntity
from checker.wikibase.values import DATATYPES, LANGUAGE

JOINT = "&"
"""Between the classes of an entity that has several: its type is a class of their own that is part of each."""
MOST_CLASSES = 20
"""Classes of an entity that are looked at."""
Entry = dict[str, Any]
CHUNK = 300
"""Properties whose constraints are tried at once."""
AT = re.compile(r"properties\.(.+?)\.constraints\[([0-9]+)\]")


@dataclass(frozen=True, slots=True)
class Known:
    """What the vocabulary is made of: identifiers, properties, scope qualifiers, the store, what was left out, and the
    languages of labels that are kept.
    """

    ids: Ids
    properties: Mapping[str, PropertyFacts]
    scopes: frozenset[str]
    store: Store
    left_out: Omissions
    languages: Sequence[str] = ()


def class_of(types: Sequence[str]) -> str:
    """The type of an entity that is of these classes: its class, or one that is part of all of them."""
    several = sorted(dict.fromkeys(types))[:MOST_CLASSES]
    name = JOINT.join(several)
    return name if len(name) <= NAME_LENGTH else f"classes-{sha256(name.encode()).hexdigest()[:16]}"


def clean(words: str) -> str:
    """A label as a file may hold it: on one line, without characters that hide things."""
    return " ".join(UNWANTED.sub(" ", words).split())


def vocabulary_lines(known: Known) -> Iterator[str]:
    """The lines of `vocabulary.yaml`."""
    properties = property_entries(known)
    entities = frozenset(name for name, entry in properties.items() if entry["datatype"] == "entity")
    for entry in properties.values():
        for name in entities_named(entry.get("constraints", ()), entities):
            known.store.name(name)
    known.store.complete()
    parents = acyclic(known.store.wholes())
    lost = sum(map(len, parents[1].values()))
    if lost:
        known.left_out.add(
            "parts: a thing that would be part of itself by way of others", Mark("vocabulary.yaml"), lost
        )
    yield "entities:\n"
    for one in known.store.entities():
        yield _line(one.id, _entity(one, parents[0], known.languages))
    if not known.store.has_entities():
        yield "  {}\n"
    yield "properties:\n" if properties else "properties: {}\n"
    for name, entry in properties.items():
        yield _line(name, entry)
    named = {identifier: label for label, identifier in known.ids.by_label.items()}
    yield "scopes:\n"
    for name in _scopes(known):
        facts = known.properties.get(name)
        yield _line(name, (clean(facts.label) if facts else "") or named.get(name, name))
    yield _line(LANGUAGE, LANGUAGE)
    units = sorted(
        {unit for entry in properties.values() for unit in _units(entry)} - {*known.ids.units.values(), "none"}
    )
    if units:
        yield "units:\n"
    for unit in units:
        label = clean(known.store.label(unit))
        yield _line(unit, {**({"label": label} if label != unit else {}), "kind": "measure"})


def _line(name: str, entry: Any) -> str:
    return f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(entry, ensure_ascii=False)}\n"


def _units(entry: Entry) -> Iterator[str]:
    if unit := entry.get("unit"):
        yield unit
    for one in entry.get("constraints", ()):
        yield from one.get("units", ())


def _scopes(known: Known) -> list[str]:
    own = (name for facts in known.properties.values() for name in facts.scopes if facts.claims)
    return sorted({*known.scopes, *own})


def _entity(one: StoredEntity, parents: Mapping[str, Sequence[str]], languages: Sequence[str]) -> Entry:
    entry: Entry = {}
    if label := clean(one.label):
        entry["label"] = label
    labels = {code: clean(one.labels[code]) for code in languages if one.labels and clean(one.labels.get(code, ""))}
    if labels and len(languages) > 1:
        entry["labels"] = labels
    if one.types:
        entry["type"] = one.types[0]
    if wholes := parents.get(one.id):
        entry["part_of"] = list(wholes)
    return entry


def property_entries(known: Known) -> dict[str, Entry]:
    """The properties of which there are claims or which a constraint names, and when things exist."""
    ids, facts = known.ids, known.properties
    used = {name for name, one in facts.items() if one.claims and one.datatype in DATATYPES}
    lifetimes = {
        name: ends
        for name, labels in LIFETIMES.items()
        if all(ends := tuple(ids[label] for label in labels)) and used.intersection(ends)
    }
    lifetimes = {name: tuple(one for one in ends if facts.get(one)) for name, ends in lifetimes.items()}
    reading = ConstraintReading(
        ids,
        facts,
        known.scopes,
        tuple(name for name, ends in lifetimes.items() if len(ends) == 2),
        known.left_out,
    )
    constraints = {name: constraints_of(facts[name], reading) for name in sorted(used, key=_number)}
    named = {one["property"] for many in constraints.values() for one in many if "property" in one}
    named |= {end for name in reading.lifetimes for end in lifetimes[name]}
    entries = {
        name: _property(facts[name], constraints.get(name, []), known) for name in sorted(used | named, key=_number)
    }
    for name in reading.lifetimes:
        start, end = lifetimes[name]
        entries[name] = {"label": name, "datatype": "interval", "kind": "event", "start": start, "end": end}
    return _accepted(entries, known)


def _number(name: str) -> tuple[str, int]:
    return name[:1], int(name[1:]) if name[1:].isdigit() else 0


def _property(facts: PropertyFacts, constraints: list[Entry], known: Known) -> Entry:
    """Figures and dates have one value at a time; of entities and texts each value stands by itself."""
    datatype = DATATYPES[facts.datatype]
    rules = {one["rule"] for one in constraints}
    entry: Entry = {"label": label} if (label := clean(facts.label)) else {}
    entry |= {"datatype": datatype, "kind": "event" if datatype == "date" else "state"}
    if facts.unit:
        entry["unit"] = facts.unit
    single = datatype in ("quantity", "date") and "several-values" not in rules
    if not single:
        entry["values"] = "many"
    if definitions := {name: _named(name, known.store) for name in facts.definitions}:
        entry["definitions"] = definitions
    kept = [one for one in constraints if not (single and one["rule"] in ("single-value", "single-best-value"))]
    return {**entry, **({"constraints": kept} if kept else {})}


def _named(definition: str, store: Store) -> Entry:
    label = " and ".join(clean(store.label(one)) for one in definition.split(" and "))
    return {"also": [label]} if label != definition else {}


def _accepted(entries: dict[str, Entry], known: Known) -> dict[str, Entry]:
    """The properties without the constraints that a check would refuse: a pattern of another dialect, a limit."""
    constrained = [name for name, entry in entries.items() if entry.get("constraints")]
    for start in range(0, len(constrained), CHUNK):
        chunk = constrained[start : start + CHUNK]
        while refused := _refused({name: entries[name] for name in chunk}, entries, known):
            for name, index, code in sorted(refused, reverse=True):
                del entries[name]["constraints"][index]
                mark = next((one.mark for one in known.properties[name].conditions), Mark("vocabulary.yaml"))
                known.left_out.add(f"constraints: a parameter that checker does not read ({code})", mark)
    return {
        name: {key: value for key, value in entry.items() if key != "constraints" or value}
        for name, entry in entries.items()
    }


def _refused(chunk: Mapping[str, Entry], entries: Mapping[str, Entry], known: Known) -> set[tuple[str, int, str]]:
    """The constraints of some properties that a vocabulary with them would be at fault for."""
    several = frozenset(name for name, entry in entries.items() if entry["datatype"] == "entity")
    every = [one for entry in chunk.values() for one in entry.get("constraints", ())]
    entities: dict[str, Entry] = {name: {} for name in entities_named(every, several)}
    named = {one["property"] for one in every if "property" in one}
    named |= {name for one in every for name in one.get("lifetimes", ())}
    ends = {end for name in named for end in (entries[name].get("start"), entries[name].get("end")) if end}
    bare = {name: {k: v for k, v in entries[name].items() if k != "constraints"} for name in (named | ends) - {*chunk}}
    units = {unit for entry in (*chunk.values(), *bare.values()) for unit in _units(entry)}
    units -= {*known.ids.units.values(), "none"}
    data = {
        "entities": entities,
        "properties": {**chunk, **bare},
        "scopes": {name: name for name in (*_scopes(known), LANGUAGE)},
        "units": {unit: {"kind": "measure"} for unit in units},
    }
    text = decode(json.dumps(data, ensure_ascii=False).encode(), "vocabulary.yaml")
    tree = parse(text, "vocabulary.yaml") if isinstance(text, str) else None
    if tree is None or tree.root is None:
        return set()
    lexicon = read_vocabulary(tree.root)
    found = (*lexicon.faults, *faults(RULES, World(lexicon.vocabulary, 0)))
    at = ((AT.match(fault.field), fault.code) for fault in found)
    return {(match[1], int(match[2]), code) for match, code in at if match}


def acyclic(
    links: Iterable[tuple[str, Sequence[str]]],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The links without those that close a circle, and those. Names are gone through in their order, so that the same
    links always lose the same ones.
    """
    every = {name: tuple(dict.fromkeys(wholes)) for name, wholes in links}
    kept: dict[str, list[str]] = {}
    lost: dict[str, list[str]] = {}
    done: set[str] = set()
    for start, first in every.items():
        if start in done:
            continue
        path, pending = {start: None}, [(start, iter(first))]
        while pending:
            name, rest = pending[-1]
            whole = next(rest, None)
            if whole is None:
                pending.pop()
                del path[name]
                done.add(name)
            elif whole in path:
                lost.setdefault(name, []).append(whole)
            else:
                kept.setdefault(name, []).append(whole)
                if whole in every and whole not in done:
                    path[whole] = None
                    pending.append((whole, iter(every[whole])))
    return {name: tuple(many) for name, many in kept.items()}, {name: tuple(many) for name, many in lost.items()}
