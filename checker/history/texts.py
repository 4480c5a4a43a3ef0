"""Texts of documents that a change takes away: without its text no quote of a document is checked.

Why: a change that deletes the text, or no longer names it, could quote whatever it likes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from checker.history.earlier import Tree
from checker.history.git import listing, repository
from checker.model.change import CorpusChange
from checker.model.corpus import Corpus


def texts_gone(now: Corpus, before: Corpus, tree: Tree, folder: Path | None) -> Iterator[CorpusChange]:
    """The texts that lay below the folder of texts and that their documents, which are still there, lack now."""
    below = _below(folder, tree.top) if folder else None
    if folder is None or below is None:
        return
    present = {document.id: document.path for document in now.documents}
    lacking = {
        str(below / document.path): document.path
        for document in before.documents
        if document.path and document.id in present and not _lies(folder, present[document.id])
    }
    if not lacking:
        return
    for entry in listing(repository(tree.top), tree.commit, sorted(lacking)):
        if entry.path in lacking:
            yield CorpusChange("text", f"{folder.resolve().name}/{lacking[entry.path]}", "removed")


def _below(folder: Path, top: Path) -> PurePosixPath | None:
    """The folder from the top of the work tree; texts elsewhere are no part of a change."""
    place = folder.resolve()
    return PurePosixPath(place.relative_to(top).as_posix()) if place.is_relative_to(top) else None


def _lies(folder: Path, path: str) -> bool:
    try:
        return bool(path) and (folder / path).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
