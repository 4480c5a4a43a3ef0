"""The text of a document is read: from below one folder, whatever its format, and never more than its format allows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.model.claim import Document
from checker.model.fault import Fault
from checker.readers.folder import inside, read, unreadable
from checker.readers.names import shown
from checker.texts.formats import format_of, limit_of
from checker.texts.text import Text, Unfinished, Unreadable


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a document as it is now; `sha256` is that of the file's bytes. `changed`: it is not the one that the
    document names.
    """

    text: Text
    sha256: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that is there and was not read, with nothing known to be wrong; `why` also says what would read it."""

    document: Document
    why: str


def text_of(raw: bytes, name: str) -> Text:
    """The text in the bytes of a file of this name.

    Raises `Unreadable` where it is none or too large, `Unfinished` where something is missing to read it.
    """
    form = format_of(name, raw)
    if len(raw) > form.LIMIT:
        limit = f"{form.LIMIT // 2**20} MB"
        raise Unreadable(
            "file-too-large", f"is larger than {limit}; split it, one document to a file, or save less of it"
        )
    return form.read(raw)


def read_text(document: Document, folder: Path) -> ReadText | Unread | Fault | None:
    """The text of a document that has a path; nothing where no file is there."""

    def fault(code: str, message: str) -> Fault:
        return Fault(document.mark, code, "document.text", message)

    name = PurePosixPath(document.path)
    outside = f"the path {shown(document.path)} leads out of the folder of texts; write it relative to that folder"
    if name.is_absolute() or ".." in name.parts or "\\" in document.path or "\0" in document.path:
        return fault("path-outside", outside)
    path, root = folder / name, folder.resolve()
    try:
        path.lstat()  # unlike `exists`, which raises where the system refuses the name
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return fault("unreadable-file", f"the text {shown(document.path)}: {unreadable(error, '').message}")
    if not inside(path, root):
        return fault("path-outside", outside)
    raw = read(path, document.path, limit_of(document.path))
    if isinstance(raw, Fault):
        return fault(raw.code, f"the text {shown(document.path)}: {raw.message}")
    try:
        text = text_of(raw, document.path)
    except Unreadable as error:
        return fault(error.code, f"the text {shown(document.path)} {error.message}")
    except Unfinished as error:
        return Unread(document, f"the text {shown(document.path)}: {error}")
    sha256 = hashlib.sha256(raw).hexdigest()
    return ReadText(text, sha256, sha256 != document.sha256)
