"""The forms that can be imported: one file each; a file is of the first form that recognises it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from checker.importing.scripts import scripts
from checker.importing.statement import CODE, Read
from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode
from checker.readers.folder import read as read_bytes
from checker.readers.json import places, tree_of
from checker.readers.yaml import Items, Node

LIMIT = 16 * 2**20
"""Bytes. Measured: 20,000 annotations of 10 MiB take 22 s and 410 MB."""
JSON = (".json", ".jsonld")
PAGES = (".html", ".htm", ".xhtml")
FORMS = ("annotations", "claimreview")
WHAT = "a file to import"


def is_foreign(name: str) -> bool:
    """A file of this name is imported as it is, and is no map of a table."""
    return name.lower().endswith((*JSON, *PAGES))


def read(path: Path, name: str) -> Read:
    """What a file holds; a fault where it is none of the forms."""
    raw = read_bytes(path, name, LIMIT)
    text = decode(raw, name, any_character=True) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        return Read(faults=(text,))
    if not text.strip():
        return Read(faults=(Fault(Mark(name), "empty-file", "", f"the file is empty; expected {_expected()}"),))
    if name.lower().endswith(PAGES):
        return _page(text, name)
    root = tree_of(text, name, CODE, WHAT, any_character=True)
    return Read(faults=(root,)) if isinstance(root, Fault) else _read(root, name)


def _page(text: str, name: str) -> Read:
    """What the scripts of a page hold; one that is no JSON loses itself alone."""
    place = places(text, name)
    trees = [
        tree_of(script, name, CODE, WHAT, lambda at, start=start: place(start + at), any_character=True)
        for start, script in scripts(text)
        if script.strip()
    ]
    faults = tuple(tree for tree in trees if isinstance(tree, Fault))
    nodes = tuple(tree for tree in trees if not isinstance(tree, Fault))
    if faults and not nodes:
        return Read(faults=faults)
    read = _read(Items(nodes, Mark(name), 0, 0), name)
    return read._replace(faults=(*faults, *read.faults))


def _read(root: Node, name: str) -> Read:
    form = next((one for one in _forms() if one.recognises(root)), None)
    if form is None:
        return Read(faults=(Fault(Mark(name), CODE, "", f"the file is nothing that is known; expected {_expected()}"),))
    return form.read(root)


def _expected() -> str:
    return " or ".join(form.WHAT for form in _forms())


def _forms() -> tuple[ModuleType, ...]:
    """The file of each form has `WHAT`, words for what is expected; `recognises`, whether a tree is of the form; and
    `read`, which gives what it holds.
    """
    return tuple(import_module(f"checker.importing.{form}") for form in FORMS)
