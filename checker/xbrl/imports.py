"""Reports become a corpus: a table of claims, a table of documents, and a vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.literals.dates.dates import read_extent
from checker.literals.literal import LiteralError
from checker.model.fault import Fault, Mark
from checker.readers.omissions import Omissions
from checker.xbrl.bindings import relations_of
from checker.xbrl.claims import Claimed, Property, identifiers, is_said, properties_of, row_of
from checker.xbrl.facts import Fact
from checker.xbrl.names import CURRENCY, NO_ENTITY, Named, clean, side_words, slug
from checker.xbrl.places import CODE
from checker.xbrl.report import Report, read_report
from checker.xbrl.summations import Summation, read_summations


@dataclass(slots=True)
class Imported:
    """The lines of each file by its name, how much there is, what was left out, and what is at fault; nothing is to be
    written where anything is.
    """

    files: dict[str, Sequence[str]] = field(default_factory=dict)
    claims: int = 0
    relations: int = 0
    left_out: Omissions = field(default_factory=Omissions)
    faults: list[Fault] = field(default_factory=list)


def import_reports(files: Sequence[tuple[str, Path]], calculations: Path | None, published: str) -> Imported:
    """What some reports say, together. `published` is their date, where one is known."""
    made = Imported()
    sums: tuple[Summation, ...] = ()
    if calculations:
        sums, faults = read_summations(calculations, str(calculations))
        made.faults += faults
    if published:
        try:
            read_extent(published, {}, "en")
        except LiteralError as error:
            made.faults.append(Fault(Mark("--published"), "bad-date", "published", error.message))
    reports = [read_report(path, name) for name, path in files]
    made.faults += [fault for report in reports for fault in report.faults]
    made.faults += [*_unlike(reports), *_same_name(reports)]
    if made.faults:
        return made
    said = [[fact for fact in report.facts if is_said(fact, made.left_out)] for report in reports]
    named = Named()
    properties = properties_of((fact for facts in said for fact in facts), named)
    claims: list[str] = []
    documents: list[str] = []
    claimed: list[Claimed] = []
    for report, facts in zip(reports, said, strict=True):
        document = _document(report)
        documents.append(_line(_about(document, report, facts, published)))
        for fact, identifier in zip(facts, identifiers(facts), strict=True):
            key = named.key(fact)
            one = Claimed(fact, key, properties[fact.concept, key.unit])
            row = row_of(one, document, identifier)
            if isinstance(row, Fault):
                made.faults.append(row)
                continue
            claims.append(_line(row))
            claimed.append(one)
    relations = list(relations_of(claimed, sums, made.left_out))
    made.claims, made.relations = len(claims), len(relations)
    units = {unit for facts in said for fact in facts for unit in _measures(fact)}
    vocabulary = tuple(_vocabulary(named, properties.values(), units, relations))
    made.files = {"claims.jsonl": claims, "documents.jsonl": documents, "vocabulary.yaml": vocabulary}
    return made


def _unlike(reports: Iterable[Report]) -> Iterator[Fault]:
    """Prefixes that mean one namespace in one report and another one in another."""
    known: dict[str, tuple[str, str]] = {}
    for report in reports:
        for prefix, address in report.namespaces.items():
            first, where = known.setdefault(prefix, (address, report.name))
            if first != address:
                message = f"the prefix {prefix} is {address[:80]} here and {first[:80]} in {where}; import them apart"
                yield Fault(Mark(report.name), CODE, "documentInfo.namespaces", message)


def _same_name(reports: Iterable[Report]) -> Iterator[Fault]:
    known: dict[str, str] = {}
    for report in reports:
        where = known.setdefault(_document(report), report.name)
        if where != report.name:
            message = f"the document {_document(report)} would be that of {where} as well; rename one of the two"
            yield Fault(Mark(report.name), "duplicate-document", "", message)


def _document(report: Report) -> str:
    return slug(Path(report.name).stem)[:100]


def _line(row: Mapping[str, Any]) -> str:
    return f"{json.dumps(row, ensure_ascii=False)}\n"


def _about(document: str, report: Report, facts: Sequence[Fact], published: str) -> dict[str, str]:
    """The document that a report is. Its date, where nobody states one, is not before the end of what it reports."""
    publishers = sorted({fact.entity for fact in facts if fact.entity})
    row = {
        "id": document,
        "title": clean(Path(report.name).name),
        "publisher": ", ".join(publishers[:3]) or "not stated",
    }
    days = [day for fact in facts for day in fact.period.days]
    if published or not days:
        return row | {"published": published or "../..", **({} if published else {"published_because": "not stated"})}
    because = "no report states its date; this one was not made before the end of what it reports"
    return row | {"published": f"{max(days).isoformat()}/..", "published_because": because}


def _measures(fact: Fact) -> Iterator[tuple[str, str]]:
    """The units that the unit of a fact is made of, each with what it stands for."""
    for side in filter(None, (fact.unit.above, fact.unit.below)):
        yield side_words(side), "*".join(side)


def _vocabulary(
    named: Named,
    properties: Iterable[Property],
    units: Iterable[tuple[str, str]],
    relations: Sequence[Mapping[str, str]],
) -> Iterator[str]:
    """The lines of the vocabulary, one for each name."""
    entities = ((name, {"label": clean(_local(words))}) for words, name in named.entities.given.items())
    yield from _section("entities", entities)
    made = {
        one.name: {
            "label": clean(_local(one.concept)),
            "description": f"the concept {clean(one.concept)}",
            "datatype": one.datatype,
            "kind": one.kind,
            **({"unit": one.unit} if one.unit else {}),
        }
        for one in properties
    }
    yield from _section("properties", made.items())
    scopes = ((name, clean(_local(words))) for words, name in named.dimensions.given.items())
    yield from _section("scopes", scopes)
    yield from _section("units", ((name, _unit(words)) for name, words in dict(sorted(units)).items()))
    if relations:
        yield "relations:\n"
        yield from (f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in relations)


def _section(name: str, entries: Iterable[tuple[str, Any]]) -> Iterator[str]:
    lines = [
        f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(entry, ensure_ascii=False)}\n"
        for key, entry in sorted(entries)
    ]
    yield f"{name}:\n" if lines else f"{name}: {{}}\n"
    yield from lines


def _local(words: str) -> str:
    """A name without its prefix, for people."""
    if words == NO_ENTITY:
        return "the reporting entity"
    head, colon, local = words.partition(":")
    return local if colon and " " not in head else words


def _unit(words: str) -> dict[str, str]:
    prefix, _, local = words.partition(":")
    kind = "currency" if prefix == CURRENCY and "*" not in words else "measure"
    return {"label": clean(words if "*" in words else local), "kind": kind}
