"""Entities and properties that the vocabulary lacks are added to its file from where they are needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import get_args

from checker.decisions import store
from checker.model.fault import Fault
from checker.model.vocabulary import Datatype, PropertyKind
from checker.readers.encoding import decode
from checker.readers.folder import VOCABULARY, inside, name_of, read
from checker.readers.splice import with_entry
from checker.review.confirming import Refused
from checker.review.correct import MARK, new_faults
from checker.review.session import UNWRITABLE, Session, refresh, undoable
from checker.run import examine
from checker.starting.document import identifier

DATATYPES: tuple[str, ...] = get_args(Datatype)
KINDS: tuple[str, ...] = get_args(PropertyKind)
ADDED = "added to the vocabulary"
WITHOUT_LABEL = "give its name, as people read it"
WITHOUT_IDENTIFIER = "no identifier can be made of this name; give one of small letters and digits"
EMPTY = b"entities: {}\nproperties: {}\n"
"""A vocabulary without a name."""


@dataclass(frozen=True, slots=True)
class NewName:
    """What is to be added: an entity, or a property with what it needs. `name` is empty where the identifier is made of
    the label.
    """

    section: str = "entities"
    label: str = ""
    name: str = ""
    datatype: str = "quantity"
    kind: str = "state"
    unit: str = ""

    @property
    def identifier(self) -> str:
        return self.name.strip() or identifier(self.label)


def add_name(session: Session, given: NewName, ref: str) -> Refused | None:
    """Adds a name to the vocabulary, as a step that can be taken back; nothing where it is done. `ref` is the draft
    that it was needed for.
    """
    label = " ".join(given.label.split())
    if not label:
        return Refused(lacking={"new_label": WITHOUT_LABEL})
    if not given.identifier:
        return Refused(lacking={"new_name": WITHOUT_IDENTIFIER})
    with session.lock:
        now = refresh(session)
        if now.trouble:
            return Refused(now.trouble, stale=True)
        vocabulary, root = now.result.corpus.vocabulary, now.task.root
        known = vocabulary.entities if given.section == "entities" else vocabulary.properties
        if given.identifier in known:
            return Refused(
                lacking={"new_name": f"{given.identifier} is there already: {known[given.identifier].label}"}
            )
        path = root / VOCABULARY
        file = name_of(path, root)
        if path.is_symlink() and not inside(path, root.resolve()):
            return Refused(f"{file} is a link that leads out of the folder of the claims")
        raw = read(path, file) if path.exists() else EMPTY
        text = decode(raw, file) if isinstance(raw, bytes) else raw
        if isinstance(raw, Fault) or isinstance(text, Fault):
            return Refused(f"{text.mark}: {text.message}" if isinstance(text, Fault) else "")
        new = _added(text, given, label)
        after = examine(replace(now.task, unsaved={file: new.encode()}))
        if faults := tuple(new_faults(now.examined.faults, after.faults, file, range(0))):
            return Refused(faults=faults)
        content = (MARK if raw.startswith(MARK) else b"") + new.encode()
        before = raw if path.exists() else None
        expected = sha256(raw).hexdigest() if before is not None else store.ABSENT
        path = path.resolve()
        try:
            with undoable(session, path, before, content, ref, ADDED):
                store.write(path, content, expected, root=root)
        except (store.Changed, store.Outside):
            return Refused(f"{file} changed meanwhile: nothing was written; try again", stale=True)
        except OSError as error:
            return Refused(f"{file} cannot be written ({error.strerror}); {UNWRITABLE}")
        return None


def _added(text: str, given: NewName, label: str) -> str:
    fields: Mapping[str, str] = {"label": label}
    if given.section == "properties":
        unit = " ".join(given.unit.split())
        fields = {**fields, "datatype": given.datatype, "kind": given.kind, **({"unit": unit} if unit else {})}
    return with_entry(text, given.section, given.identifier, fields)
