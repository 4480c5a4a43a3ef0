"""A corpus of two documents and a vocabulary, to be changed field by field, with what contradicts it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import quote_of

RANGE = {"rule": "value-range", "min": "0", "max": "50", "because": "it is a share of fifty"}
PROPERTIES: dict[str, dict[str, Any]] = {
    "cost": {"label": "cost", "datatype": "quantity", "kind": "constant"},
    "staff": {"label": "staff", "datatype": "quantity", "kind": "state"},
    "owner": {"label": "owner", "datatype": "entity", "kind": "constant"},
    "length": {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "furlongs"},
    "depth": {"label": "depth", "datatype": "quantity", "kind": "constant"},
    "way": {"label": "way", "datatype": "quantity", "kind": "constant", "unit": "km"},
    "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    "first-water": {"label": "first water", "datatype": "date", "kind": "event", "is_a": "opened"},
    "total": {"label": "total", "datatype": "quantity", "kind": "constant", "constraints": [RANGE]},
}
ENTITIES = {
    "north": {"label": "north", "also": ["the north", "northern parts"]},
    "south": {"label": "south"},
    "land": {"label": "land"},
    "shed": {"label": "shed"},
    "speaker": {"label": "the speaker"},
}
UNITS = {"furlongs": {"label": "furlong", "kind": "measure", "equals": "220 yd"}}
TIE = {"relation": "thing.depth = shed.depth", "because": "the shed is all there is"}
DOCUMENTS = {
    "one": [
        {"id": "cost", "value": "85"},
        {"id": "staff", "property": "staff", "value": "85"},
        {"id": "owner", "property": "owner", "value": "north"},
        {"id": "length", "property": "length", "value": "10.0 furlongs"},
        {"id": "way", "property": "way", "value": "10.0 miles"},
        {"id": "opened", "property": "first-water", "value": "1951-06"},
    ],
    "two": [
        {"id": "cost", "value": "85"},
        {"id": "shed", "subject": "shed", "value": "85"},
        {"id": "depth", "subject": "shed", "property": "depth", "value": "20"},
    ],
}


class Corpus:
    """The files of a corpus, to be changed one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def edit(self, name: str, change: Callable[[dict], object]) -> None:
        path = self.folder / f"{name}.yaml"
        data = json.loads(path.read_text("utf-8"))
        change(data)
        path.write_text(json.dumps(data, indent=1), "utf-8")

    def claim(self, ref: str, **fields: Any) -> None:
        """A claim with other fields; `None` takes one away."""
        document, _, name = ref.partition("#")

        def change(data: dict) -> None:
            claim = next(claim for claim in data["claims"] if claim["id"] == name)
            claim |= fields
            if fields.keys() & {"value", "denies"}:
                claim["quote"] = quote_of(claim)
            for field in [field for field, value in claim.items() if value is None]:
                del claim[field]

        self.edit(document, change)

    def word(self, section: str, name: str, **fields: Any) -> None:
        def change(data: dict) -> None:
            entry = data[section].setdefault(name, {})
            entry |= fields
            for field in [field for field, value in entry.items() if value is None]:
                del entry[field]

        self.edit("vocabulary", change)

    def document(self, name: str, **fields: Any) -> None:
        self.edit(name, lambda data: data["document"].update(fields))

    def remove(self, *names: str) -> None:
        for name in names:
            (self.folder / f"{name}.yaml").unlink()

    def without(self, document: str, claim: str) -> None:
        def change(data: dict) -> None:
            data["claims"] = [one for one in data["claims"] if one["id"] != claim]

        self.edit(document, change)

    def says(self, published: str = "2024-01-01", publisher: str = "of three", **fields: Any) -> None:
        """The document that the change brings, which contradicts what was there."""
        about = {"id": "three", "title": "Three", "publisher": publisher, "published": published}
        about |= {name: fields.pop(name) for name in ("revises",) if name in fields}
        claim = {"id": "new", "subject": "thing", "property": "cost", "value": "97"} | fields
        claim = {"quote": quote_of(claim)} | claim
        (self.folder / "three.yaml").write_text(json.dumps({"document": about, "claims": [claim]}), "utf-8")
