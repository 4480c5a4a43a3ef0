"""New files are written all of them or none, and only where nothing is in their way."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

LONGEST_NAME = 255
"""Bytes of a file's name. Source: NAME_MAX of ext4, XFS, APFS, NTFS and their like."""
UNFINISHED = ".writing-"
"""How the names of unfinished files begin; the readers of a corpus pass over names that begin with a dot."""


def obstacle(paths: Iterable[Path], folder: Path) -> str:
    """What keeps one of the files from being made, with its name; `""` where nothing is seen to. `folder` may be
    reached by links, nothing below it.
    """
    return next(filter(None, (_obstacle(path, folder) for path in paths)), "")


def _obstacle(path: Path, folder: Path) -> str:
    for part in path.parts:
        if (size := len(os.fsencode(part))) > LONGEST_NAME:
            return f"the name {part[:20]}… has {size} bytes, more than the {LONGEST_NAME} that a file's name may have"
    try:
        if _is_there(path):
            return f"{path} is there already"
        for parent in path.parents:
            if parent != folder and parent.is_relative_to(folder) and parent.is_symlink():
                return f"{parent} is a link; expected a folder or nothing"
        nearest = next(filter(_is_there, path.parents), Path())
        if not nearest.is_dir():
            what = "a link that leads to no folder" if nearest.is_symlink() else "no folder"
            return f"{nearest} is {what}; expected a folder or nothing"
    except OSError as error:
        return f"{path} cannot be looked at ({error.strerror})"
    return "" if os.access(nearest, os.W_OK | os.X_OK) else f"nothing may be written in the folder {nearest}"


def _is_there(path: Path) -> bool:
    """Something of this name is there, be it a link that leads nowhere."""
    return path.is_symlink() or path.exists()


def create(texts: Mapping[Path, str]) -> None:
    """Makes the files with their folders. Where one cannot be made, or is there meanwhile, none is left, and the error
    names that one.
    """
    made: list[Path] = []
    unfinished: dict[Path, Path] = {}
    path = Path()
    try:
        for path, text in texts.items():
            for folder in _folders(path.parent):
                made.append(folder)
            unfinished[path] = _filled(path, text)
        for path, temporary in unfinished.items():
            if _is_there(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            temporary.replace(path)
            made.append(path)
    except BaseException as error:
        for one in (*unfinished.values(), *reversed(made)):
            _remove(one)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def _folders(folder: Path) -> Iterator[Path]:
    """Makes a folder and those above it, and tells each that was made."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.is_dir()]
    for parent in reversed(missing):
        parent.mkdir()
        yield parent


def _filled(path: Path, text: str) -> Path:
    """A file beside a path that holds the text, safe on the disk."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=UNFINISHED, delete=False
    ) as file:
        made = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            made.chmod(0o644)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
    return made


def _remove(path: Path) -> None:
    """Removes a file that was made, or a folder that is empty again."""
    try:
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
    except OSError:  # somebody else has put something there
        return
