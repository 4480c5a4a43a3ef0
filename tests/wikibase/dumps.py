"""Dumps of a Wikibase for tests: entities with statements, in the JSON that Wikibase writes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ADDRESS = "http://www.wikidata.org/entity/"
GREGORIAN, JULIAN = f"{ADDRESS}Q1985727", f"{ADDRESS}Q1985786"
MODIFIED = "2026-11-20T10:00:00Z"
Json = dict[str, Any]

TYPES = {
    "quantity": "quantity",
    "time": "time",
    "monolingualtext": "monolingualtext",
    "globe-coordinate": "globecoordinate",
    **dict.fromkeys(("wikibase-item", "wikibase-property"), "wikibase-entityid"),
}


def entity(identifier: str) -> Json:
    kind = {"Q": "item", "P": "property"}[identifier[0]]
    return {"entity-type": kind, "numeric-id": int(identifier[1:]), "id": identifier}


def quantity(amount: str, unit: str = "", lower: str = "", upper: str = "") -> Json:
    bounds = {"upperBound": upper, "lowerBound": lower} if upper else {}
    return {"amount": amount, "unit": f"{ADDRESS}{unit}" if unit else "1", **bounds}


def time(words: str, precision: int = 11, calendar: str = GREGORIAN, **more: int) -> Json:
    return {
        "time": words if "T" in words else f"{words}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": calendar,
        **more,
    }


def snak(name: str, value: Any, datatype: str = "") -> Json:
    """A snak: of an entity by its identifier, of a text, of a value, or of `somevalue` and `novalue`."""
    if value in ("somevalue", "novalue"):
        return {"snaktype": value, "property": name, "datatype": datatype or "string"}
    if not datatype:
        datatype = datatype_of(value)
    if datatype.startswith("wikibase-") and isinstance(value, str):
        value = entity(value)
    typed = {"value": value, "type": TYPES.get(datatype, "string")}
    return {"snaktype": "value", "property": name, "datatype": datatype, "datavalue": typed}


def datatype_of(value: Any) -> str:
    if isinstance(value, dict):
        known = {"amount": "quantity", "time": "time", "language": "monolingualtext", "latitude": "globe-coordinate"}
        return next((datatype for key, datatype in known.items() if key in value), "wikibase-item")
    is_entity = len(value) > 1 and value[0] in "QP" and value[1:].isdigit()
    return {"Q": "wikibase-item", "P": "wikibase-property"}[value[0]] if is_entity else "string"


def grouped(snaks: Iterable[Json]) -> Json:
    found: Json = {}
    for one in snaks:
        found.setdefault(one["property"], []).append(one)
    return found


def statement(
    main: Json,
    *qualifiers: Json,
    references: Iterable[Iterable[Json]] = (),
    rank: str = "normal",
    id: str = "",
) -> Json:
    return {
        "mainsnak": main,
        "type": "statement",
        "id": id,
        "rank": rank,
        **({"qualifiers": grouped(qualifiers)} if qualifiers else {}),
        "references": [{"hash": "0", "snaks": grouped(one)} for one in references],
    }


def item(identifier: str, *statements: Json, label: str = "", labels: dict[str, str] | None = None) -> Json:
    """An item; statements without an id get one, as a Wikibase gives them."""
    labels = {"en": label or f"thing {identifier[1:]}"} if labels is None else labels
    claims: Json = {}
    for number, one in enumerate(statements):
        name = one["mainsnak"]["property"]
        claims.setdefault(name, []).append({**one, "id": one["id"] or guid(identifier, number)})
    return {
        "type": "property" if identifier[0] == "P" else "item",
        "id": identifier,
        "labels": {code: {"language": code, "value": text} for code, text in labels.items()} or [],
        "descriptions": [],
        "aliases": [],
        "claims": claims or [],
        "sitelinks": [],
        "lastrevid": 1,
        "modified": MODIFIED,
    }


def guid(identifier: str, number: int) -> str:
    return f"{identifier}$00000000-0000-4000-8000-{number:012d}"


def prop(identifier: str, datatype: str, *constraints: Json, label: str = "") -> Json:
    return {**item(identifier, *constraints, label=label or f"property {identifier[1:]}"), "datatype": datatype}


def constraint(kind: str, *parameters: Json, rank: str = "normal") -> Json:
    """A constraint by the item of its type, and its parameters."""
    return statement(snak("P2302", kind), *parameters, rank=rank)


def lines(entities: Iterable[Json]) -> str:
    return "[\n" + ",\n".join(json.dumps(one) for one in entities) + "\n]\n"


def written(path: Path, entities: Iterable[Json]) -> Path:
    """The dump in a file, packed where its name says so; it is never held as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as raw:
        stream = gzip.GzipFile(fileobj=raw, filename="", mode="wb", mtime=0) if path.suffix == ".gz" else raw
        stream.write(b"[\n")
        for number, one in enumerate(entities):
            stream.write(f"{',' * bool(number)}{chr(10) * bool(number)}{json.dumps(one)}".encode())
        stream.write(b"\n]\n")
        if stream is not raw:
            stream.close()
    return path
