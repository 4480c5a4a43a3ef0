"""Files are looked at again and again, and whoever waits learns that something changed.

Why no notice from the system: it differs from one system to the next, is lost on network drives, and asks for a
library; a look at 10,000 files takes a twentieth of a second.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.commands.common import Job

PAUSE_SECONDS = 0.5
"""Between two looks: short for a person who has just saved a file, long for a machine."""

Stamp = tuple[int, int, int, int]
"""What a file shows of itself without being read: which one it is, its size, when its content and it changed."""

Seen = Mapping[Path, Stamp]
"""The files that were there, each with its stamp."""


def watched(task: Job) -> tuple[Path, ...]:
    """Whatever a check of the corpus reads, or would read if it were there."""
    from checker import config
    from checker.decisions import beside

    root = task.root.resolve()
    places = [task.root, task.baseline or beside(task.root)]
    places += [task.documents] if task.documents else []
    places += [task.settings.file] if task.settings.file else []
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


def wait(
    places: Iterable[Path], before: Seen, pause: float = PAUSE_SECONDS, sleep: Callable[[float], None] = time.sleep
) -> Seen:
    """The files once they are not as they were `before`, and have been still for one pause: who saves many files, or
    a large one, is not asked in the middle.
    """
    places, last = tuple(places), before
    while True:
        sleep(pause)
        now = look(places)
        if now == last and now != before:
            return now
        last = now
