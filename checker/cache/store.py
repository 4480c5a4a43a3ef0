"""Entries of earlier runs in one file: a key, the hash of what it stands for, and that as JSON, one to a line.

Why nothing in it is trusted: a line whose hash is wrong, a file of another version of the code, and data that makes no
value are as good as none, and what they stood for is read or judged again. The file lies where no commit can put one:
a change under test must not bring along what was found on it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from checker.cache.codec import Known, read, written

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

PART = "\t"
"""Between the texts of an entry: in JSON it stands only as an escape."""

Value = TypeVar("Value")


@dataclass(slots=True)
class Store:
    """What is there from earlier runs (`old`) and what this run used or made (`new`), by key, as lines.

    `version` and `traces` tell the code that made it.
    """

    path: Path
    version: str
    traces: str = ""
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
    traces = _traces()
    try:
        head, *lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        head, lines = "", []
    form, _, rest = head.partition(" ")
    known, _, seen = rest.partition(" ")
    store = Store(path, known if (form, seen) == (FORM, traces) else version(), traces)
    if (form, known) == (FORM, store.version):
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
            file.write("\n".join([f"{FORM} {store.version} {store.traces}", *store.new.values(), ""]))
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
    texts = recall(store, key)
    found = read(kind, texts[0], known) if texts else None
    if found is None:
        found = make()
        if lasting(found):
            keep(store, key, written(kind, found, known))
    return found


def key_of(store: Store, *about: str) -> str:
    """What an entry is found by: a hash of everything that it depends on."""
    return digest(store.version, *about)


def recall(store: Store, key: str) -> Sequence[str]:
    """The texts that are kept under a key, as they were written, and stay; none where there are none."""
    line = store.new.get(key) or store.old.get(key, "")
    texts = line[TEXT:]
    if not texts or line[DIGITS + 1 : TEXT - 1] != digest(key, texts):
        return ()
    store.new[key] = line
    return texts.split(PART)


def keep(store: Store, key: str, *texts: str) -> None:
    """Keeps texts of JSON under a key. What is read only where somebody looks is a text of its own."""
    whole = PART.join(texts)
    store.new[key] = f"{key} {digest(key, whole)} {whole}"
    store.made += 1


def digest(*parts: str) -> str:
    """One hash of several texts, which tells where each ends."""
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    return sha256(b"".join([b"%d %b" % (len(one), one) for one in raw])).hexdigest()[:DIGITS]


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
    """The name and the place of each of our own source files."""
    package = Path(__file__).parents[1]
    for folder, inside, files in os.walk(package):
        inside.sort()
        for one in sorted(files):
            if one.endswith(".py"):
                yield f"{folder[len(str(package)) :]}/{one}", Path(folder, one)
