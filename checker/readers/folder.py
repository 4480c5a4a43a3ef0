"""The files of a corpus: found below one folder, read without ever leaving it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from checker.model.fault import Fault, Mark
from checker.readers.encoding import SIZE_LIMIT

SUFFIXES = (".yaml", ".yml")
TABLES = (".csv", ".csv.gz", ".jsonl", ".jsonl.gz", ".parquet")
VOCABULARY = "vocabulary.yaml"
APART = ("decisions", "imports")
"""Folders directly below the root that hold no claims: rulings, and foreign tables with the maps that turn them into
claims."""

Files = Sequence[tuple[str, Path]]
"""Files of a corpus: the name that people type, and where each lies."""


def find(root: Path, suffixes: tuple[str, ...] = SUFFIXES) -> tuple[Files, tuple[Fault, ...]]:
    """Every file with one of the suffixes: the name that people type and where it lies, sorted by name."""
    resolved_root = root.resolve()
    files: list[tuple[str, Path]] = []
    faults: list[Fault] = []
    folders = [root]
    for folder in folders:
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            faults.append(unreadable(error, name_of(folder, root)))
            continue
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith(".") or (folder is root and entry.name in APART):
                continue
            if entry.is_symlink() and (refused := _bad_link(path, resolved_root, name_of(path, root))):
                faults.append(refused)
            elif entry.is_dir():
                folders.append(path)
            elif path.name.lower().endswith(suffixes):
                files.append((name_of(path, root), path))
    return tuple(sorted(files)), tuple(faults)


def is_table(name: str) -> bool:
    """A file of this name is a table of claims or documents."""
    return name.lower().endswith(TABLES)


def name_of(path: Path, root: Path) -> str:
    """A path as people type it, from the folder that holds the root: `claims/example.yaml`."""
    name = "/".join((root.name or root.resolve().name, *path.relative_to(root).parts))
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _bad_link(path: Path, resolved_root: Path, name: str) -> Fault | None:
    """A link that leads out of the corpus or to a folder; what it points to is never told."""
    if not inside(path, resolved_root):
        message = "this link leads out of the folder, or nowhere; expected a file below it; copy the file here"
        return Fault(Mark(name), "link-refused", "", message)
    if path.is_dir():
        message = "this link leads to a folder; expected a file; the folder is read at its own place: remove the link"
        return Fault(Mark(name), "link-refused", "", message)
    return None


def inside(path: Path, folder: Path) -> bool:
    """A path that exists and lies below `folder` once every link is followed; `folder` is resolved."""
    try:
        return path.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):  # nothing there, or links in a circle
        return False


def read(path: Path, name: str, most: int = SIZE_LIMIT) -> bytes | Fault:
    """The bytes of a regular file of bounded size, or the fault that forbids reading it."""
    try:
        if not path.is_file():
            return Fault(Mark(name), "unreadable-file", "", "this is no regular file; expected one; remove it")
        with path.open("rb") as stream:
            raw = stream.read(most + 1)
    except OSError as error:
        return unreadable(error, name)
    if len(raw) > most:
        limit = most // 2**20
        message = f"the file is larger than {limit} MB, expected at most {limit} MB; split it, one document to a file"
        return Fault(Mark(name), "file-too-large", "", message)
    return raw


def unreadable(error: OSError, name: str) -> Fault:
    """A file that the system does not let us read."""
    message = (
        f"cannot be read ({error.strerror or 'unknown error'}); expected a file that you may read; check its rights"
    )
    return Fault(Mark(name), "unreadable-file", "", message)
