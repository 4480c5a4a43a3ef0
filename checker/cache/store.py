"""Entries of earlier runs in one file: a key, the hash of what it stands for, and that as JSON, one to a line.

Why nothing in it is trusted: a line whose hash is wrong, a file of another version of the code, and data that makes no
value are as good as none, and what they stood for is read or judged again. The file lies where no commit can put one:
a change under test must not bring along what was found on it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from checker.cache.codec import SharedValues, dumps, loads

FORM = "checker-cache-1"
VARIABLE = "CHECKER_CACHE"
"""A folder for the cache; empty for none."""

FOLDER = "checker-cache"
LIBRARIES = ("numpy", "pydantic", "PyYAML", "rapidfuzz", "text2num", "z3-solver")
"""What has a part in how files are read and judged: with another version, or without one, the answer may be another."""

DIGITS = 32
"""Hexadecimal digits of a hash: 128 bits, so that no two things ever share one."""

TEXT = 2 * DIGITS + 2
"""Where the JSON of a line begins: after its key, its hash and a space behind each."""

LONGEST_MEMORY = 4
"""Runs whose entries are kept at most: a text that is broken for a moment while somebody types loses nothing."""

PART = "\t"
"""Between the texts of an entry: in JSON it stands only as an escape."""

Value = TypeVar("Value")


@dataclass(slots=True)
class Store:
    """What is there from earlier runs (`old`) and what this run used or wrote (`new`), by key, as lines.

    So many lines are `written` by this run. `version` and `traces` tell the code that made it. Without a `path` it
    lasts as long as the process.
    """

    path: Path | None
    version: str
    traces: str = ""
    old: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    written: int = 0


def cache_file(root: Path) -> Path | None:
    """The file for the corpus in a folder: below `CHECKER_CACHE`, else in the folder of git's own files, which no
    commit reaches; nowhere where there is neither.
    """
    setting = os.environ.get(VARIABLE)
    if setting == "":
        return None
    folder = Path(setting) if setting else _git_folder(root.resolve())
    return folder / FOLDER / f"{digest(str(root.resolve()))}.txt" if folder else None


def _git_folder(root: Path) -> Path | None:
    for folder in (root, *root.parents):
        if (folder / ".git").is_dir():
            return folder / ".git"
        if (folder / ".git").is_file():  # a work tree or a submodule, whose own files lie elsewhere
            return _linked_folder(folder / ".git")
    return None


def _linked_folder(file: Path) -> Path | None:
    try:
        name = file.read_text("utf-8").removeprefix("gitdir:").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = file.parent / name
    return folder if folder.is_dir() else None


def open_store(path: Path | None) -> Store | None:
    """The store in a file; an empty one where the file is not there, not readable or not ours."""
    if path is None:
        return None
    traces = _traces()
    try:
        head, *lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        head, lines = "", []
    form, _, rest = head.partition(" ")
    of_version, _, seen = rest.partition(" ")
    store = Store(path, of_version if (form, seen) == (FORM, traces) else version(), traces)
    if (form, of_version) == (FORM, store.version):
        store.old = {line[:DIGITS]: line for line in lines if line}
    return store


def save(store: Store | None) -> None:
    """Replaces the file whole, where there is something to add; a run that may not write is as good without."""
    if store is None or store.path is None or not store.written:
        return
    import tempfile

    unfinished = None
    try:
        store.path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=store.path.parent, delete=False) as file:
            unfinished = Path(file.name)
            file.write("\n".join([f"{FORM} {store.version} {store.traces}", *store.new.values(), ""]))
        unfinished.replace(store.path)
    except OSError:
        if unfinished:
            unfinished.unlink(missing_ok=True)


def in_memory(path: Path | None) -> Store:
    """What is in the file of a cache, for many runs of this process, none of which writes it."""
    store = open_store(path) or Store(None, version())
    return replace(store, path=None)


def next_run(store: Store) -> None:
    """What this run used or wrote is what the next one finds. What no run used lately is forgotten, so that a long row
    of runs takes the memory of a few.
    """
    both = {**store.old, **store.new}
    store.old = both if len(both) <= LONGEST_MEMORY * len(store.new) else dict(store.new)
    store.new, store.written = {}, 0


def cached(
    store: Store | None,
    inputs: Callable[[], Iterable[str]],
    kind: Hashable,
    shared: SharedValues,
    make: Callable[[], Value],
    lasting: Callable[[Value], bool] = lambda _: True,
) -> Value:
    """What `make` gives, or gave before for the same `inputs`, which tell everything that it depends on.

    What is not `lasting` is not written. `shared` as in `encode`.
    """
    if store is None:
        return make()
    key = key_of(store, *inputs())
    texts = read(store, key)
    value = loads(kind, texts[0], shared) if texts else None
    if value is None:
        value = make()
        if lasting(value):
            write(store, key, dumps(kind, value, shared))
    return value


def key_of(store: Store, *inputs: str) -> str:
    """What an entry is found by: a hash of everything that it depends on."""
    return digest(store.version, *inputs)


def read(store: Store, key: str) -> Sequence[str]:
    """The texts that were written under a key, which then stay; none where there are none."""
    line = store.new.get(key) or store.old.get(key, "")
    texts = line[TEXT:]
    if not texts or line[DIGITS + 1 : TEXT - 1] != digest(key, texts):
        return ()
    store.new[key] = line
    return texts.split(PART)


def write(store: Store, key: str, *texts: str) -> None:
    """Writes texts of JSON under a key. What is read only where somebody looks is a text of its own."""
    text = PART.join(texts)
    store.new[key] = f"{key} {digest(key, text)} {text}"
    store.written += 1


def digest(*parts: str) -> str:
    """One hash of several texts, which tells where each ends."""
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    return sha256(b"".join([b"%d %b" % (len(text), text) for text in raw])).hexdigest()[:DIGITS]


@cache
def version() -> str:
    """A hash of the code that reads and judges, of the libraries that have a part in it, and of the interpreter."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as of

    parts = [FORM, sys.version]
    for name, path in _sources():
        parts += [name, path.read_text("utf-8")]
    for name in LIBRARIES:
        try:
            parts.append(f"{name} {of(name)}")
        except PackageNotFoundError:
            parts.append(name)
    return digest(*parts)


def _traces() -> str:
    """What a change of anything that `version` looks at leaves behind: sizes, times and inodes of our sources, and the
    times of the folders in which libraries lie (people write into the one that they are in, and keep none there). Where
    they are as they were, so is the version.

    Why: to read all sources takes as long as to check a small corpus.
    """
    parts = [sys.version]
    for name, path in _sources():
        seen = path.stat()
        parts.append(f"{name} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}")
    for folder in map(Path, sys.path):
        if folder.is_dir() and folder.resolve() != Path.cwd():
            parts.append(f"{folder} {folder.stat().st_mtime_ns}")
    return digest(*parts)


def _sources() -> Iterable[tuple[str, Path]]:
    """The name and the path of each of our own source files."""
    package = Path(__file__).parents[1]
    for folder, inside, files in os.walk(package):
        inside.sort()
        for file in sorted(files):
            if file.endswith(".py"):
                yield f"{folder[len(str(package)) :]}/{file}", Path(folder, file)
