"""A file is written whole or not at all, and never over a change that the writer has not seen.

Why: plain writes tear when the process is killed, and of two writers who read the same file the later one silently
undoes the other. A lock on the folder orders the writers; it goes with its process, so a killed writer blocks nobody.
Source: rename(2) replaces at once; its durability needs fsync of the file and of the folder; flock(2).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE

ABSENT = ""
"""What stands for the hash of a file that does not exist."""

TEMPORARY = ".writing-"
"""How the names of unfinished files begin; the readers of a corpus pass over names that begin with a dot."""


class Changed(Exception):
    """The file is not as the writer saw it: somebody else wrote or removed it meanwhile."""


class Outside(Exception):
    """A link leads out of the folder in which the file is to be written."""


def seen(path: Path) -> str:
    """The SHA-256 of a file's bytes, or `ABSENT`."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ABSENT


def write(path: Path, content: bytes, expected: str, *, root: Path) -> str:
    """Puts the content in the place of the file that has the hash `expected`, and returns the new hash.

    `root` is the folder whose lock orders all writers of the files below it; it is made where it does not exist.
    """
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root):
        _stay_inside(path, root)
        _compare(path, expected)
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        temporary = path.parent / f"{TEMPORARY}{os.getpid()}"
        try:
            _fill(temporary, content)
            if expected != ABSENT:
                temporary.chmod(S_IMODE(path.stat().st_mode))
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        for folder in dict.fromkeys((path.parent, path.parent.parent, root)):
            _sync(folder)
    return sha256(content).hexdigest()


def remove(path: Path, expected: str, *, root: Path) -> None:
    """Removes the file that has the hash `expected`, and its folder where nothing else is in it."""
    with _alone(root):
        _stay_inside(path, root)
        _compare(path, expected)
        path.unlink(missing_ok=True)
        _sync(path.parent)
        if path.parent != root:
            _sweep(path.parent)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
                _sync(path.parent.parent)


def write_all(changes: Mapping[Path, tuple[bytes | None, str]], *, root: Path) -> None:
    """Puts all contents in the place of the files that have the hashes expected, or none of them; nothing in the place
    of a content removes the file. `root` as in `write`; the files may lie beside it, too.

    Where the machine stops between the first and the last of them, those that were replaced stay so.
    """
    with _alone(root):
        for path, (_, expected) in changes.items():
            _compare(path, expected)
        before = {path: path.read_bytes() for path, (_, expected) in changes.items() if expected != ABSENT}
        unfinished: dict[Path, Path] = {}
        done: list[Path] = []
        try:
            for number, (path, (content, expected)) in enumerate(changes.items()):
                path.parent.mkdir(parents=True, exist_ok=True)
                if content is not None:
                    unfinished[path] = path.parent / f"{TEMPORARY}{os.getpid()}-{number}"
                    _fill(unfinished[path], content)
                    if expected != ABSENT:
                        unfinished[path].chmod(S_IMODE(path.stat().st_mode))
            for path, (content, _) in changes.items():
                done.append(path)
                if content is None:
                    path.unlink()
                else:
                    unfinished[path].replace(path)
        except BaseException:
            for path in done:
                if path in before:
                    path.write_bytes(before[path])
                else:
                    path.unlink(missing_ok=True)
            raise
        finally:
            for path in unfinished.values():
                path.unlink(missing_ok=True)
        for folder in {path.parent for path in changes}:
            if folder not in (root, root.parent) and not any(folder.iterdir()):
                folder.rmdir()
        for folder in {path.parent for path in changes} | {root}:
            if folder.is_dir():
                _sync(folder)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Only one process at a time is inside; the others wait."""
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _stay_inside(path: Path, root: Path) -> None:
    if not path.parent.resolve().is_relative_to(root.resolve()):
        raise Outside(path)


def _compare(path: Path, expected: str) -> None:
    if seen(path) != expected:
        raise Changed(path)


def _sweep(folder: Path) -> None:
    """Removes what killed writers left: no living one is inside while the lock is held."""
    for left in folder.glob(f"{TEMPORARY}*"):
        left.unlink(missing_ok=True)


def _fill(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
