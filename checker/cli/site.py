"""A folder of pages is written: file by file, and only into a folder that holds nothing else or a site of ours.

A list in the folder says which files are ours. It names a new file before that is written, so that the next run mends
one that was cut off; what is on it and is no longer made is removed, and nothing else ever is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click

from checker.cli.common import save
from checker.cli.errors import refuse

LIST = "checker-site.txt"
HEADING = "Files that checker report --site writes anew and removes, one a line:"
OURS = re.compile(r"(?:[a-z]+/)?[a-z0-9][a-z0-9-]*\.(?:html|css|svg|json)")
"""A name that a file of a site can have: no line of a list that came with a folder leads out of it."""


def save_site(folder: Path, files: Iterable[tuple[str, str]]) -> int:
    """Writes files by their names and removes those of an earlier run that are no longer made; how many there are."""
    try:
        ours = _listed(folder)
        written: set[str] = set()
        with (folder / LIST).open("a", encoding="utf-8", newline="\n") as listing:
            listing.write("" if ours else f"{HEADING}\n")
            for name, content in files:
                path = _free(folder, name, ours)
                if name not in ours:
                    listing.write(f"{name}\n")
                    listing.flush()
                if not path.is_file() or path.is_symlink() or path.read_bytes() != content.encode("utf-8"):
                    save(path, content)
                written.add(name)
        for name in sorted(ours - written):
            _remove(folder / name)
        save(folder / LIST, "\n".join((HEADING, *sorted(written), "")))
    except OSError as error:
        place = error.filename or folder
        raise refuse(f"{place} cannot be written or read ({error.strerror}); name another folder") from error
    return len(written)


def _listed(folder: Path) -> set[str]:
    """The files that an earlier run wrote there. Refuses a folder that holds other things and no list of ours."""
    folder.mkdir(parents=True, exist_ok=True)
    listing = folder / LIST
    if listing.is_file() and not listing.is_symlink():
        heading, *names = listing.read_text("utf-8", errors="replace").splitlines() or ("",)
        if heading == HEADING:
            return set(filter(OURS.fullmatch, names))
    if any(folder.iterdir()):
        raise click.UsageError(f"{folder} holds files that are no site of checker; name a folder that is new or empty")
    return set()


def _free(folder: Path, name: str, ours: set[str]) -> Path:
    """Where a file of the site goes. Refuses to write over what is not ours, and into a folder that is a link."""
    path = folder / name
    if path.parent.is_symlink():
        raise click.UsageError(f"{path.parent} is a link; remove it, or name another folder")
    if name not in ours and (path.exists() or path.is_symlink()):
        raise click.UsageError(f"{path} is no file of the site; move it, or name another folder")
    return path


def _remove(path: Path) -> None:
    if path.parent.is_symlink():
        return
    with suppress(OSError):  # gone already, or a folder that somebody put in its place
        path.unlink(missing_ok=True)
        path.parent.rmdir()  # where nothing is left in it
