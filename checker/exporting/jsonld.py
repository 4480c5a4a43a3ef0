"""The corpus and what was found in it as RDF in JSON-LD, with its context inside: nothing has to be fetched to read it.

Source: JSON-LD 1.1 (W3C, 2020), section 4.1.
"""

from __future__ import annotations

import json
from typing import Any

from rdflib.namespace import PROV, RDFS

from checker.exporting.formats import Export, unlisted
from checker.exporting.graph import OA, OWN, PREFIXES, graph
from checker.exporting.json import as_text
from checker.exporting.names import Names
from checker.model.result import Result

LINKS = {
    "subject": OWN.subject, "property": OWN.property, "finding": OWN.finding, "position": OWN.position,
    "decision": OWN.decision, "wasQuotedFrom": PROV.wasQuotedFrom, "wasDerivedFrom": PROV.wasDerivedFrom,
    "wasAttributedTo": PROV.wasAttributedTo, "wasGeneratedBy": PROV.wasGeneratedBy, "hasBody": OA.hasBody,
    "hasTarget": OA.hasTarget, "hasSource": OA.hasSource, "hasSelector": OA.hasSelector, "motivatedBy": OA.motivatedBy,
}  # fmt: skip
"""Terms whose values are things."""
WORDS = {
    "value": OWN.value, "as_of": OWN.as_of, "during": OWN.during, "definition": OWN.definition, "because": OWN.because,
    "note": OWN.note, "page": OWN.page, "relation": OWN.relation, "verdict": OWN.verdict, "severity": OWN.severity,
    "rule": OWN.rule, "reason": OWN.reason, "state": OWN.state, "exact": OA.exact, "prefix": OA.prefix,
    "suffix": OA.suffix, "label": RDFS.label, "comment": RDFS.comment,
}  # fmt: skip
"""Terms whose values are text."""


def context() -> dict[str, Any]:
    """The names of the project's own JSON-LD; what has none is written with a prefix."""
    prefixes = {name: str(namespace) for name, namespace in PREFIXES.items()}
    links = {name: {"@id": str(uri), "@type": "@id"} for name, uri in LINKS.items()}
    return {"id": "@id", "type": "@type", **prefixes, **links, **{name: str(uri) for name, uri in WORDS.items()}}


def write(result: Result, names: Names) -> Export:
    data = json.loads(graph(result, names).serialize(format="json-ld", context=context(), auto_compact=False))
    nodes = sorted((_sorted(node) for node in data.get("@graph", ())), key=lambda node: node["id"])
    return Export(as_text({"@context": context(), "@graph": nodes}), unlisted(result))


def _sorted(node: dict[str, Any]) -> dict[str, Any]:
    """A node in an order that no hash decides."""
    lists = {name: sorted(value, key=_order) for name, value in node.items() if isinstance(value, list)}
    return {name: lists.get(name, value) for name, value in sorted(node.items())}


def _order(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
