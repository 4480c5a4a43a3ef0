"""The JSON Schemas of all files, and a catalog that says which file has which; `python -m checker.schemas` writes them
anew.

Why: an editor shows descriptions, completes field names and marks mistakes while a file is written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checker import config
from checker.evaluate import RULE_IDS
from checker.readers import schemas
from checker.readers.folder import VOCABULARY

CONFIG = "config"
NAMES = tuple(sorted((*schemas.NAMES, CONFIG)))
FOLDER = Path(__file__).parents[1] / "schemas"
CATALOG = "catalog.json"

FILES = {
    "claims": ("**/claims/*.yaml", "**/claims/*.yml", f"!**/claims/{VOCABULARY}"),
    "vocabulary": (f"**/claims/{VOCABULARY}",),
    "decision": ("**/claims/decisions/*/*.yaml",),
    "map": ("**/claims/imports/*.yaml", "**/claims/imports/*.yml", "!**/claims/imports/wikibase.yaml"),
    "wikibase": ("**/wikibase.yaml",),
    CONFIG: (config.OWN,),
}
"""The files that people write, by their schema: patterns of which the last that fits counts, `!` for not. What is not
named: `pyproject.toml`, which has a schema of its own.
"""

WORDS = {
    "claims": "What one document claims, for checker",
    "vocabulary": "What claims may speak of: entities, properties, scopes, units and relations, for checker",
    "decision": "What a reviewer ruled on a disagreement, for checker",
    "map": "How a foreign table becomes claims, for checker",
    "wikibase": "What is other in a Wikibase than in Wikidata, for checker",
    CONFIG: "The configuration of checker: what fails, whose decisions count",
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a sort of file: one of `NAMES`."""
    if name == CONFIG:
        return schemas.identified(CONFIG, config.schema(RULE_IDS))
    if name not in NAMES:
        raise ValueError(f"there is no schema {name!r}; expected one of {', '.join(NAMES)}")
    return schemas.schema(name)


def catalog() -> dict[str, Any]:
    """The entries of a schema store, in its form. Each names its schema by its identifier, for there is no address at
    which one could be had: whoever publishes them puts that in its place.
    """
    entries = [
        {
            "name": f"checker {name}",
            "description": WORDS[name],
            "fileMatch": list(patterns),
            "url": f"{schemas.NAMESPACE}:{name}",
        }
        for name, patterns in FILES.items()
    ]
    return {"version": 1, "schemas": entries}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Writes every schema and the catalog into a folder; the same code gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {folder / f"{name}.schema.json": schema(name) for name in NAMES}
    for path, content in {**written, folder / CATALOG: catalog()}.items():
        path.write_bytes((json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8"))
    return (*written, folder / CATALOG)


if __name__ == "__main__":
    write_schemas(FOLDER)
