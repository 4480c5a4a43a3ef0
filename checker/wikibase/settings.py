"""The file that says what is other in a Wikibase than in Wikidata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode
from checker.readers.files.wikibase import WikibaseFile
from checker.readers.folder import read
from checker.readers.names import aliases, shown, suggestion
from checker.readers.structure import check
from checker.readers.yaml import Node, field_name, locate, parse, plain, sound
from checker.wikibase.ids import NAMES
from checker.wikibase.snaks import ID


def read_settings(path: Path | None, name: str) -> tuple[WikibaseFile | None, tuple[Fault, ...]]:
    """What the file says, or what is wrong with it; without one everything is as in Wikidata."""
    if path is None:
        return WikibaseFile.model_validate({}), ()
    raw = read(path, name)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        return None, (text,)
    tree = parse(text, name)
    if tree.root is None or not sound(tree.root):
        message = "the file is empty; expected what is other here than in Wikidata, such as site and ids; fill it"
        return None, tree.faults or (Fault(Mark(name), "empty-file", "", message),)
    asked, faults = check(WikibaseFile, plain(tree.root), tree.root)
    faults = (*tree.faults, *faults, *(_slips(asked, tree.root) if asked else ()))
    return (None, faults) if faults else (asked, ())


def _slips(asked: WikibaseFile, root: Node) -> Iterator[Fault]:
    """Labels that mean nothing here, and identifiers that are none of a Wikibase."""
    for label, one in asked.ids.items():
        if label not in NAMES:
            step = suggestion(label, aliases(dict.fromkeys(NAMES, ())), "docs/wikibase.md lists those that are known")
            message = f"nothing goes by the label {shown(label)}; {step}"
            yield Fault(locate(root, ("ids", label), key=True), "unknown-field", f"ids.{label}", message)
        elif not ID.fullmatch(one):
            message = f"found {shown(one)}, expected an identifier such as P12 or Q40; correct it"
            yield Fault(locate(root, ("ids", label)), "wrong-form", field_name(("ids", label)), message)
