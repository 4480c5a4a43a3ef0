"""Which fields of which file hold names, and of what sort: one table for completion, hover, definition and renaming.

A path is that of a field with `*` for each item of a list and for each name that the writer of the file chooses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from checker.decisions.files import FOLDER
from checker.history.names import FIELDS as NAMES_IN
from checker.model.fields import IN_CLAIM_FILES
from checker.readers.folder import VOCABULARY
from checker.readers.yaml import FieldPath

Sort = Literal["entity", "property", "scope", "document", "claim", "unit"]
"""What a name is that of."""

Role = (
    Sort | Literal["source", "relation", "text", "type", "each", "value", "definition", "values", "qualifier", "rule"]
)
"""What a field holds: a name of one sort, or what may be several things."""

FileSort = Literal["claims", "vocabulary", "decision", "map"]
Path = tuple[str, ...]

IMPORTS = "imports"

OF_KINDS: Mapping[str, Role] = {
    "entity": "entity",
    "property": "property",
    "sources": "source",
    "relation": "relation",
    "relations": "relation",
}
"""The kind of a claim's field: what it holds."""

CLAIM = ("claims", "*")
CONSTRAINT = ("properties", "*", "constraints", "*")

CLAIM_FILE: Mapping[Path, Role] = {
    ("document", "id"): "document",
    ("document", "revises"): "document",
    (*CLAIM, "id"): "claim",
    (*CLAIM, "scope", "*"): "entity",
    (*CLAIM, "value"): "value",
    (*CLAIM, "definition"): "definition",
    (*CLAIM, "allow", "*", "rule"): "rule",
    (*CLAIM, "allow", "*", "with"): "claim",
    **{(*CLAIM, field.name): OF_KINDS[field.kind] for field in IN_CLAIM_FILES if field.kind in OF_KINDS},
}

VOCABULARY_FILE: Mapping[Path, Role] = {
    **{("entities", "*", field): sort for field, sort in NAMES_IN["entity"].items()},
    **{("properties", "*", field): sort for field, sort in NAMES_IN["property"].items()},
    ("entities", "*", "type"): "type",
    ("properties", "*", "unit"): "unit",
    (*CONSTRAINT, "rule"): "rule",
    (*CONSTRAINT, "property"): "property",
    (*CONSTRAINT, "lifetimes"): "property",
    (*CONSTRAINT, "values"): "values",
    (*CONSTRAINT, "types"): "type",
    (*CONSTRAINT, "units"): "unit",
    (*CONSTRAINT, "separators"): "qualifier",
    (*CONSTRAINT, "qualifiers"): "qualifier",
    (*CONSTRAINT, "exceptions", "*", "subject"): "entity",
    ("relations", "*", "relation"): "relation",
    ("relations", "*", "for_each"): "each",
}

IMPORT_NAMES: Mapping[str, Role] = {
    "subject": "entity",
    "property": "property",
    "said_by": "entity",
    "document": "document",
}
MAP_FILE: Mapping[Path, Role] = {
    **{("constants", field): role for field, role in IMPORT_NAMES.items()},
    **{("words", field, "*"): role for field, role in IMPORT_NAMES.items()},
}

ROLES: Mapping[FileSort, Mapping[Path, Role]] = {
    "claims": CLAIM_FILE,
    "vocabulary": VOCABULARY_FILE,
    "decision": {("claims",): "claim"},
    "map": MAP_FILE,
}

KEYS: Mapping[FileSort, Mapping[Path, Sort]] = {
    "claims": {(*CLAIM, "scope"): "scope"},
    "vocabulary": {("entities",): "entity", ("properties",): "property", ("scopes",): "scope", ("units",): "unit"},
    "decision": {("seen", "*", "claims"): "claim"},
    "map": {},
}
"""Groups whose fields are themselves names; in the vocabulary they declare them."""

DECLARING: Mapping[FileSort, frozenset[Path]] = {
    "claims": frozenset({("document", "id"), (*CLAIM, "id")}),
    "vocabulary": frozenset((*group, "*") for group in KEYS["vocabulary"]),
    "decision": frozenset(),
    "map": frozenset(),
}
"""Where a name begins to be one."""

FREE: Mapping[FileSort, frozenset[Path]] = {
    "claims": frozenset({(*CLAIM, "scope")}),
    "vocabulary": frozenset(
        ((name,) for name in ("entities", "properties", "scopes", "units", "fiscal_years")),
    )
    | {("entities", "*", "labels"), ("properties", "*", "definitions")},
    "decision": frozenset({("seen", "*", "claims")}),
    "map": frozenset({("columns",), ("constants",), ("words",), ("words", "*"), ("skip",)}),
}
"""Groups in which the writer of the file chooses the names of the fields."""


def sort_of_file(file: str) -> FileSort:
    """By where it lies below the folder of the claims."""
    parts = file.split("/")[1:]
    if parts[:1] == [FOLDER]:
        return "decision"
    if parts[:1] == [IMPORTS]:
        return "map"
    return "vocabulary" if parts == [VOCABULARY] else "claims"


def general(path: FieldPath, of: FileSort) -> Path:
    """A path without what the writer of the file chooses; those of maps keep the field that a group is about."""
    made: Path = ()
    for step in path:
        chosen = isinstance(step, int) or made in FREE[of]
        keeps = of == "map" and len(made) == 1 and made[0] in ("constants", "words")
        made = (*made, "*" if chosen and not keeps else str(step))
    return made


def role_of(path: FieldPath, of: FileSort) -> Role:
    """What the value at a path holds; an item of a list holds what the list would."""
    known, roles = general(path, of), ROLES[of]
    if of == "map" and known[:1] == ("words",) and len(path) == 3:
        known = (*known[:2], "*")
    return roles.get(known) or (roles.get(known[:-1], "text") if known[-1:] == ("*",) else "text")


def role_of_key(path: FieldPath, of: FileSort) -> Sort | None:
    """What the name of the field at a path is that of, where the writer of the file chooses it."""
    return KEYS[of].get(general(path[:-1], of))
