"""Texts of documents that a change takes away, and quotes that it puts into what surrounds a document.

Why: without its text no quote of a document is checked, so a change that deletes the text, or no longer names it, could
quote whatever it likes. A quote that a text has in its navigation or its foot alone is found, and no document says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from checker.history.earlier import Tree
from checker.history.git import LINK, contents, listing, repository
from checker.history.names import Names, named
from checker.model.change import CorpusChange, FieldChange
from checker.model.claim import Document
from checker.model.corpus import Corpus
from checker.model.groups import grouped
from checker.texts.anchors import SourceText, anchor, spaced
from checker.texts.files import ReadText, read_text


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


def quotes_moved_out(
    now: Corpus, before: Corpus, names: Names, tree: Tree, folder: Path | None
) -> Iterator[CorpusChange]:
    """The claims whose quotes stood in their document, and stand in what surrounds it now that its text is another."""
    below = _below(folder, tree.top) if folder else None
    if folder is None or below is None:
        return
    old = {named(document.id, names.documents): document for document in before.documents if document.path}
    other = {one.id: one for one in now.documents if one.id in old and one.sha256 != old[one.id].sha256}
    texts = {name: text for name, one in other.items() if (text := _text(one, folder)) and _has_furniture(text)}
    was = _texts_before({name: old[name] for name in texts}, tree, below) if texts else {}
    claims = grouped(now.claims, lambda claim: claim.document.id)
    for name in sorted(was):
        for claim in claims.get(name, ()):
            stood, stands = (anchor(text, claim, near=False) for text in (was[name], texts[name]))
            if stands.furniture and stood.spans and not stood.furniture:
                part = FieldChange("quote", "in the document", "in the page's foot or navigation")
                yield CorpusChange("claim", claim.ref, "changed", parts=(part,), mark=claim.mark)


def _has_furniture(text: SourceText) -> bool:
    return any(block.kind == "furniture" for block in text.text.blocks)


def _text(document: Document, folder: Path) -> SourceText | None:
    found = read_text(document, folder) if document.path else None
    return spaced(found.text) if isinstance(found, ReadText) else None


def _texts_before(documents: Mapping[str, Document], tree: Tree, below: PurePosixPath) -> Mapping[str, SourceText]:
    """The texts as they lay at a commit, as far as they can be read."""
    repo = repository(tree.top)
    paths = {str(below / document.path) for document in documents.values()}
    entries = [one for one in listing(repo, tree.commit, sorted(paths)) if one.path in paths and one.mode != LINK]
    with TemporaryDirectory() as folder:
        for entry, content in contents(repo, entries):
            path = Path(folder, PurePosixPath(entry.path).relative_to(below))  # git names no path with `..`
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        found = {name: _text(document, Path(folder)) for name, document in documents.items()}
    return {name: text for name, text in found.items() if text}


def _below(folder: Path, top: Path) -> PurePosixPath | None:
    """The folder from the top of the work tree; texts elsewhere are no part of a change."""
    place = folder.resolve()
    return PurePosixPath(place.relative_to(top).as_posix()) if place.is_relative_to(top) else None


def _lies(folder: Path, path: str) -> bool:
    try:
        return bool(path) and (folder / path).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
