"""Files are looked at again and again, and whoever waits learns that something changed.

Why no notice from the system: it differs from one system to the next, is lost on network drives, and asks for a
library; a look at 10,000 files takes a twentieth of a second.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.request import Request


Stamp = tuple[int, int, int, int]
"""What a file shows of itself without being read: which one it is, its size, when its content and it changed."""

Seen = Mapping[Path, Stamp]
"""The files that were there, each with its stamp."""


def watched(request: Request) -> tuple[Path, ...]:
    """Whatever a check of the corpus reads, or would read if it were there."""
    from checker import config
    from checker.decisions import beside

    root = request.root.resolve()
    places = [request.root, request.baseline or beside(request.root)]
    places += [request.documents] if request.documents else []
    places += [request.configuration] if request.configuration else []
    for folder in root.parents:
        places += [folder / config.OWN, folder / config.SHARED]
        if (folder / ".git").exists():
            break
    return tuple(dict.fromkeys(places))


def look(places: Iterable[Path]) -> Seen:
    """The files at or below these places; names that begin with a dot are passed over, as checks do.

    Links to files are followed, links to folders below a place are not.
    """
    found: dict[Path, Stamp] = {}
    left = list(places)
    while left:
        path = left.pop()
        try:
            about = path.stat()
            if S_ISDIR(about.st_mode):
                entries = [e for e in os.scandir(path) if not e.name.startswith(".")]
                left += [path / e.name for e in entries if not (e.is_symlink() and e.is_dir())]
            else:
                found[path] = (about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
        except OSError:  # not there, not any more, or not for us to read
            continue
    return found


def changed(before: Seen, after: Seen) -> tuple[Path, ...]:
    """The files that came, went, or are not as they were."""
    return tuple(sorted(path for path in {*before, *after} if before.get(path) != after.get(path)))
