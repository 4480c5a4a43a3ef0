"""A dump becomes claims, documents and a vocabulary: once through it for what its properties are, once for the rest.

Why twice: what a qualifier or a unit means, and what its labels call a property, stands on the property, which a dump
has anywhere. Memory does not grow with the dump: rows are written as they come, what is gathered lies on disk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from checker.model.fault import Fault, Mark
from checker.readers.files.wikibase import WikibaseFile
from checker.readers.omissions import Omissions
from checker.wikibase.conditions import PropertyFacts, facts_of
from checker.wikibase.constraints import units_allowed
from checker.wikibase.entities import Entity, entities
from checker.wikibase.ids import NAMES, Ids, known_ids
from checker.wikibase.snaks import Misshapen, group, ids_of, text
from checker.wikibase.statements import (
    Place,
    Reading,
    Statement,
    best_properties,
    claims_of,
    statements_of,
)
from checker.wikibase.store import Store, StoredDocument, StoredEntity
from checker.wikibase.vocabulary import Known, class_of, clean, vocabulary_lines

MOST_FAULTS = 1000
"""Faults after which a dump is not read on: it is none, or broken throughout."""
PROPERTY = re.compile(r'"id"\s*:\s*"P[0-9]|"type"\s*:\s*"property"')
"""What the line of a property has; other lines need not be read for properties."""
SCOPES = ("of", "applies to part")
LONGEST_LABEL = 500
MUL = "mul"
"""The label in all languages that have no other. Source: Wikidata, Help:Default values for labels and aliases."""
Dumps = Sequence[tuple[str, Path]]


@dataclass(slots=True)
class Imported:
    """What was made of a dump: how many claims and documents, of how many entities; dates that were converted, and what
    has no counterpart.
    """

    entities: int = 0
    claims: int = 0
    documents: int = 0
    julian: int = 0
    vocabulary_bytes: int = 0
    left_out: Omissions = field(default_factory=Omissions)
    faults: list[Fault] = field(default_factory=list)


def import_dump(
    dumps: Dumps, asked: WikibaseFile, folder: Path, streams: Mapping[str, IO[bytes]], published: str = ""
) -> Imported:
    """Writes the claims, documents and vocabulary of dumps into `streams` of these names. `folder` is for what is
    gathered meanwhile. Where there are faults, what was written is not to be used.
    """
    made = Imported()
    ids, properties, languages = _first_pass(dumps, asked, made)
    store = Store(folder)
    try:
        latest = _second_pass(dumps, asked, ids, properties, languages, store, streams["claims"], made)
        day = published or asked.published or latest
        if not day and not made.faults:
            message = "no entity says when it was changed; name the day of the dump with --published"
            made.faults.append(Fault(Mark(dumps[0][0]), "missing-field", "published", message))
        if not made.claims and not made.faults:
            made.faults.append(_no_claims(dumps[0][0], made))
        if made.faults:
            return made
        for row in _documents(store, asked.site, day):
            streams["documents"].write(_json(row))
            made.documents += 1
        scopes = frozenset((*(ids[label] for label in SCOPES if ids[label]), *asked.scopes))
        known = Known(ids, properties, scopes, store, made.left_out, languages)
        for line in vocabulary_lines(known):
            made.vocabulary_bytes += streams["vocabulary"].write(line.encode())
    finally:
        store.close()
    return made


def slug(site: str) -> str:
    """The identifier of the document of the Wikibase itself."""
    return "-".join(re.findall(r"\w+", site.casefold()))[:60] or "wikibase"


def _json(row: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(row, ensure_ascii=False)}\n".encode()


def _read(dumps: Dumps, faults: list[Fault], only: re.Pattern[str] | None = None) -> Iterator[Entity]:
    for name, path in dumps:
        for one in entities(path, name, only):
            if isinstance(one, Entity):
                yield one
            else:
                faults.append(one)
            if len(faults) >= MOST_FAULTS:
                return


def _first_pass(
    dumps: Dumps, asked: WikibaseFile, made: Imported
) -> tuple[Ids, dict[str, PropertyFacts], tuple[str, ...]]:
    """The identifiers, the properties with their constraints, and the languages in which labels are kept. What cannot
    be read is told of the second time.
    """
    ids = known_ids(asked.ids, asked.units, _labelled(dumps) if asked.labels else None)
    properties: dict[str, PropertyFacts] = {}
    for page in _read(dumps, [], PROPERTY):
        if page.is_property:
            try:
                facts = facts_of(page, _label(page, asked.languages), ids)
            except Misshapen as error:
                made.faults.append(_misshapen(page, error))
                continue
            except RecursionError:
                continue  # told the second time
            facts.units = frozenset(units := units_allowed(facts, ids))
            facts.unit = units[0] if units else None
            properties[page.id] = facts
    wanted = ids["Wikimedia language code"]
    asked_for = (
        str(one.value)
        for facts in properties.values()
        for condition in facts.conditions
        for one in condition.parameters.get(wanted, ())
        if one.kind == "value"
    )
    return ids, properties, tuple(dict.fromkeys((*asked.languages, *asked_for)))


def _labelled(dumps: Dumps) -> dict[str, str]:
    """The properties and items that have the English labels of those on which the rest goes by."""
    found: dict[str, str] = {}
    for one in _read(dumps, []):
        try:
            label = _label(one, ("en",), exact=True)
        except Misshapen:
            continue
        if label in NAMES and NAMES[label][0] == one.id[0]:
            found.setdefault(label, one.id)
    return found


def _second_pass(
    dumps: Dumps,
    asked: WikibaseFile,
    ids: Ids,
    properties: dict[str, PropertyFacts],
    languages: Sequence[str],
    store: Store,
    stream: IO[bytes],
    made: Imported,
) -> str:
    """Writes the claims, gathers the rest; the last day on which an entity was changed."""
    scopes = frozenset((*(ids[label] for label in SCOPES if ids[label]), *asked.scopes))
    reading = Reading(ids, properties, scopes, slug(asked.site), made.left_out)
    wanted = frozenset(asked.properties)
    latest = ""
    for one in _read(dumps, made.faults):
        made.entities += 1
        try:
            latest = max(latest, _changed(one))
            every = list(statements_of(one))
            _gather(one, every, (asked.languages, languages), reading, store)
            best = best_properties([statement for statement, _ in every])
            for statement, place in every:
                if statement.property == ids["property constraint"] or (wanted and statement.property not in wanted):
                    continue
                found = claims_of(one.id, statement, place, best, reading)
                if found is None:
                    continue
                for name in found.entities:
                    store.name(name)
                for document in found.documents:
                    store.document(document)
                for row in found.rows:
                    made.claims += 1
                    made.julian += "because" in row
                    for member in row.get("scope", {}).values():
                        store.name(member)
                    stream.write(_json(row))
        except Misshapen as error:
            made.faults.append(_misshapen(one, error))
        except RecursionError:
            made.faults.append(_misshapen(one, Misshapen("a value is nested too deep to be read")))
    return latest


def _misshapen(entity: Entity, error: Misshapen) -> Fault:
    message = f"{error}; this is not the JSON of a Wikibase here, fetch {entity.id} again"
    return Fault(entity.place(error.where), "wrong-form", entity.id, message)


def _no_claims(name: str, made: Imported) -> Fault:
    counts = made.left_out.counts
    most = max(counts, key=lambda what: (counts[what], what), default="")
    why = f"; most that is left out: {most} ({counts[most]:,})" if most else ""
    message = f"none of its {made.entities:,} entities has a statement that becomes a claim{why}; import another dump"
    return Fault(Mark(name), "empty-file", "", message)


def _changed(entity: Entity) -> str:
    match = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:]{8}Z", text(entity.data, "modified", ""))
    return match[1] if match else ""


def _gather(
    entity: Entity,
    every: Iterable[tuple[Statement, Place]],
    languages: tuple[Sequence[str], Sequence[str]],
    reading: Reading,
    store: Store,
) -> None:
    """The entity's label in the first languages and labels in the second, its classes and wholes, as far as its
    statements are not deprecated or over.
    """
    ids = reading.ids
    held: dict[str, list[str]] = {}
    for statement, _ in every:
        if statement.rank != "deprecated" and ids["end time"] not in statement.qualifiers:
            if statement.property in (ids[label] for label in (*CLASSES, *WHOLES)):
                held.setdefault(statement.property, []).extend(_named(statement))
    classes = [one for label in CLASSES for one in held.get(ids[label], ())]
    wholes = [one for label in WHOLES for one in held.get(ids[label], ()) if one != entity.id]
    kind = class_of(classes) if classes else ""
    if kind and kind not in classes:
        store.entity(StoredEntity(kind, wholes=tuple(sorted(dict.fromkeys(classes)))))
    labels = {code: found for code in languages[1] if (found := _label(entity, (code,), exact=True))}
    types = (kind,) if kind else ()
    store.entity(StoredEntity(entity.id, _label(entity, languages[0]), labels, types, tuple(dict.fromkeys(wholes))))


CLASSES = ("instance of", "subclass of")
WHOLES = ("subclass of", "part of", "located in the administrative territorial entity")


def _named(statement: Statement) -> tuple[str, ...]:
    return ids_of((statement.main,))


def _label(entity: Entity, languages: Sequence[str], *, exact: bool = False) -> str:
    """The label in the first of these languages that has one, or that of all languages; else, unless `exact`, the first
    label by its language.
    """
    labels = group(entity.data.get("labels"), "labels")
    order = (*languages, MUL) if exact else (*languages, MUL, *sorted(labels))
    for code in order:
        if code in labels and (found := clean(text(group(labels[code], "a label"), "value", ""))[:LONGEST_LABEL]):
            return found
    return ""


def _documents(store: Store, site: str, day: str) -> Iterator[dict[str, Any]]:
    yield {"id": slug(site), "title": site, "publisher": site, "published": day, "language": "en"}
    for one in store.documents():
        yield _document(one, store, site, day)


def _document(one: StoredDocument, store: Store, site: str, day: str) -> dict[str, Any]:
    """A reference's document: undated ones were published before the visit, or before the dump, at the latest."""
    works = [clean(store.label(work)) or work for work in one.works]
    title = clean(one.title) or " and ".join(works) or one.url or f"{site}: a reference without a name"
    row = {
        "id": one.id,
        "title": title[:LONGEST_LABEL],
        "publisher": (works[0] if works else one.host) or site,
        "published": one.published or f"../{one.seen or day}",
        "language": "en",
    }
    if not one.published:
        row["published_because"] = f"retrieved on {one.seen}" if one.seen else f"{site} names it on {day}"
    return {**row, **({"note": one.url} if one.url else {})}
