"""The folder that is served: a corpus, texts beside it, and files that a caller lays over them in thought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from checker.model.fault import Fault
from checker.model.vocabulary import Vocabulary
from checker.readers.encoding import SIZE_LIMIT
from checker.readers.folder import APART, SUFFIXES, inside, read
from checker.readers.load import scan
from checker.readers.names import shown
from checker.request import Request

MOST_FILES = 100
"""Files of one call: a change that a person would still read."""


class ToolError(Exception):
    """A call cannot be answered; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Folder:
    """`asked` is what a check of the corpus asks, its day among it where one is pinned."""

    asked: Request

    @property
    def texts(self) -> Path:
        """Where the documents' texts lie: the folder of texts, else that of the claims."""
        return self.asked.documents or self.asked.root

    def vocabulary(self) -> Vocabulary:
        return scan(self.asked.root).lexicon.vocabulary

    def laid_over(self, files: Mapping[str, str]) -> Request:
        """What a check asks as if the files, by their names below the folder of claims, were saved there."""
        if len(files) > MOST_FILES:
            raise ToolError(f"found {len(files):,} files, expected at most {MOST_FILES}; check fewer at once")
        if any(len(text) > SIZE_LIMIT for text in files.values()):
            raise ToolError(f"a file has more than {SIZE_LIMIT:,} characters; split it, one document to a file")
        root = self.asked.root
        names = {name: f"{root.name}/{_way(name, root.name, SUFFIXES)}" for name in files}
        if len(set(names.values())) < len(names):
            raise ToolError("two of the files have one name; give each file once")
        return replace(self.asked, unsaved={names[name]: text.encode() for name, text in files.items()})

    def text(self, name: str) -> bytes:
        """The bytes of a text below the folder of texts."""
        path = self.texts / _way(name, self.texts.name, ())
        if not inside(path, self.texts.resolve()):
            raise ToolError(f"there is no file {shown(name)} below the folder of texts")
        raw = read(path, name)
        if isinstance(raw, Fault):
            raise ToolError(f"{shown(name)}: {raw.message}")
        return raw


def _way(name: str, folder: str, suffixes: tuple[str, ...]) -> PurePosixPath:
    """The way of a file below a folder, whether or not its name begins with that of the folder."""
    way = PurePosixPath(name)
    if way.parts[:1] == (folder,) and len(way.parts) > 1:
        way = PurePosixPath(*way.parts[1:])
    hidden = any(part.startswith(".") for part in way.parts)
    if way.is_absolute() or not way.parts or hidden or "\\" in name or not name.isprintable() or len(name) > 500:
        raise ToolError(f"the name {shown(name)} leads out of the folder, or is none; write it relative to the folder")
    if suffixes and (not name.lower().endswith(suffixes) or way.parts[0] in APART):
        raise ToolError(f"{shown(name)} is neither a claim file nor vocabulary.yaml; rulings are for people")
    return way
