"""The files of a corpus once more, in a folder of their own, some of them with other contents."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from checker.readers.folder import SUFFIXES, TABLES, find


def copied(root: Path, folder: Path, contents: Mapping[Path, bytes]) -> None:
    """The files that a check reads, below another folder; `contents` has those of files that are to differ, by the path
    at which `find` sees them.
    """
    for _, path in find(root, (*SUFFIXES, *TABLES))[0]:
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in contents:
            target.write_bytes(contents[path])
        else:
            _link(path.resolve(), target)


def _link(source: Path, target: Path) -> None:
    """The same file once more; its content, where the system links none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
