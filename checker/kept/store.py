"""Entries of earlier runs in one file: a key, the hash of what it stands for, and that as JSON, one to a line.

Why nothing in it is trusted: a line whose hash is wrong, a file of another version of the code, and data that makes no
value are as good as none, and what they stood for is read or judged again. The file lies where no commit can put one:
a change under test must not bring along what was found on it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from checker.kept.codec import BROKEN, Known, decode, encode

FORM = "checker-cache-1"
VARIABLE = "CHECKER_CACHE"
"""A folder for the cache; empty for none."""

FOLDER = "checker-cache"
LIBRARIES = ("pint", "pydantic", "PyYAML", "rapidfuzz", "text2num")
"""What has a part in how files are read: another version may read them otherwise."""

DIGITS = 32
"""Hexadecimal digits of a hash: 128 bits, so that no two things ever share one."""

TEXT = 2 * DIGITS + 2
"""Where the JSON of a line begins: after its key, its hash and a space behind each."""

Value = TypeVar("Value")


@dataclass(slots=True)
class Store:
    """What is there from earlier runs (`old`) and what this run used or made (`new`), by key, as lines."""

    path: Path
    version: str
    old: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    made: int = 0


def place(root: Path) -> Path | None:
    """The file for the corpus in a folder: below `CHECKER_CACHE`, else in the folder of git's own files, which no
    commit reaches; nowhere where there is neither.
    """
    home = os.environ.get(VARIABLE)
    if home == "":
        return None
    folder = Path(home) if home else _git_folder(root.resolve())
    return folder / FOLDER / f"{digest(str(root.resolve()))}.txt" if folder else None


def _git_folder(root: Path) -> Path | None:
    for folder in (root, *root.parents):
        if (folder / ".git").is_dir():
            return folder / ".git"
        if (folder / ".git").is_file():  # a work tree or a submodule, whose own files lie elsewhere
            return _elsewhere(folder / ".git")
    return None


def _elsewhere(file: Path) -> Path | None:
    try:
        name = file.read_text("utf-8").removeprefix("gitdir:").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = file.parent / name
    return folder if folder.is_dir() else None


def opened(path: Path | None) -> Store | None:
    """The store in a file; an empty one where the file is not there, not readable or not ours."""
    if path is None:
        return None
    store = Store(path, version())
    try:
        head, *lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return store
    if head == _head(store):
        store.old = {line[:DIGITS]: line for line in lines if line}
    return store


def save(store: Store | None) -> None:
    """Replaces the file whole, where there is something to add; a run that may not write is as good without."""
    if store is None or not store.made:
        return
    import tempfile

    unfinished = None
    try:
        store.path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=store.path.parent, delete=False) as file:
            unfinished = Path(file.name)
            file.write("\n".join([_head(store), *store.new.values(), ""]))
        unfinished.replace(store.path)
    except OSError:
        if unfinished:
            unfinished.unlink(missing_ok=True)


def recalled(
    store: Store | None,
    about: Callable[[], Iterable[str]],
    kind: Hashable,
    known: Known,
    make: Callable[[], Value],
    lasting: Callable[[Value], bool] = lambda _: True,
) -> Value:
    """What `make` gives, or gave before for the same `about`, which tells everything that it depends on.

    What is not `lasting` is not kept. `known` as in `encode`.
    """
    if store is None:
        return make()
    key = key_of(store, *about())
    found = recall(store, key, kind, known)
    if found is None:
        found = make()
        if lasting(found):
            keep(store, key, kind, known, found)
    return found


def key_of(store: Store | None, *about: str) -> str:
    """What an entry is found by: a hash of everything that it depends on; empty where nothing is kept."""
    return digest(store.version, *about) if store else ""


def recall(store: Store | None, key: str, kind: Hashable, known: Known) -> Any:
    """The value that is kept under a key; `None` where there is none."""
    if store is None or not holds(store, key):
        return None
    try:
        return decode(kind, json.loads(store.new[key][TEXT:]), known)
    except BROKEN:
        return None


def keep(store: Store | None, key: str, kind: Hashable, known: Known, value: Any) -> None:
    if store:
        text = json.dumps(encode(kind, value, known), ensure_ascii=True, separators=(",", ":"))
        store.new[key] = f"{key} {digest(key, text)} {text}"
        store.made += 1


def holds(store: Store | None, key: str) -> bool:
    """Whether something is kept under a key, as it was written; then it stays."""
    if store is None:
        return False
    if key not in store.new and (line := store.old.get(key)):
        if line[DIGITS + 1 : TEXT] != f"{digest(key, line[TEXT:])} ":
            return False
        store.new[key] = line
    return key in store.new


def digest(*parts: str) -> str:
    """One hash of several texts, which tells where each ends."""
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    return sha256(b"".join([b"%d %b" % (len(one), one) for one in raw])).hexdigest()[:DIGITS]


def _head(store: Store) -> str:
    return f"{FORM} {store.version}"


@cache
def version() -> str:
    """A hash of the code that reads and judges, of the libraries that have a part in it, and of the interpreter."""
    import sys
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as of

    package = Path(__file__).parents[1]
    parts = [FORM, sys.version]
    for path in sorted(package.rglob("*.py")):
        parts += [path.relative_to(package).as_posix(), path.read_text("utf-8")]
    for name in LIBRARIES:
        try:
            parts.append(f"{name} {of(name)}")
        except PackageNotFoundError:
            parts.append(name)
    return digest(*parts)
