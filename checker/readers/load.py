"""A folder of files becomes a corpus. A broken file or entry loses only itself, and nothing is lost in silence.

What reads the files is imported where a file is read: half of the time of a run that takes everything from the cache.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from checker.cache.store import Store, cached
from checker.extras import absent
from checker.model.claim import Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault, Mark
from checker.model.lazy import LazySequence
from checker.readers.draft import Draft
from checker.readers.encoding import SIZE_LIMIT, decode, split_lines
from checker.readers.folder import SUFFIXES, TABLES, VOCABULARY, Files, find, is_table, name_of, read
from checker.readers.lexicon import UNREAD, Lexicon
from checker.readers.names import shown
from checker.readers.references import gather, resolve_names, unique, unique_rows
from checker.readers.tally import abridged

if TYPE_CHECKING:
    from checker.readers.yaml import Node

DraftResult = tuple[tuple[Draft, ...], tuple[Fault, ...]]
"""What is read of a claim file: at most one draft, and the faults of its YAML."""

LexiconResult = tuple[Lexicon, tuple[Fault, ...]]

Unsaved = Mapping[str, bytes]
"""What editors show of files of claims and have not saved yet, by the names that people type."""
NOTHING: Unsaved = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ScannedFiles:
    """A corpus without the claims of its tables: drafts of claim files, and of the documents that tables declare.

    `complete`: every file could be read, so a document that is not here does not exist. `unread`: tables that nothing
    installed can read.
    """

    drafts: tuple[Draft, ...]
    lexicon: Lexicon
    vocabulary_text: str
    files: Files
    tables: Files
    sources: Mapping[str, Sequence[str]]
    faults: tuple[Fault, ...]
    complete: bool
    unread: tuple[str, ...] = ()

    @property
    def documents(self) -> Mapping[str, Document | None]:
        """The documents by their names; nothing for one that is at fault."""
        return {draft.id: draft.document for draft in self.drafts if draft.id}


def load(root: Path, store: Store | None = None) -> Corpus:
    """The corpus in a folder of claim files: `vocabulary.yaml`, one file for each document, and tables, at any depth.

    What `store` holds of an earlier run is not read again.
    """
    scanned = scan(root, store)
    return resolve(scanned, rows_of(scanned))


def scan(root: Path, store: Store | None = None, unsaved: Unsaved = NOTHING) -> ScannedFiles:
    """What the folder holds, but for the claims of tables. What is `unsaved` stands for the file of that name, whether
    or not there is one.
    """
    files, faults = find(root, (*SUFFIXES, *TABLES))
    files = tuple(sorted({**{name: root.parent / name for name in unsaved}, **dict(files)}.items()))
    faults = list(faults)
    sources: dict[str, Sequence[str]] = {}
    drafts: list[Draft] = []
    lexicon, vocabulary_text, complete = UNREAD, "", not faults
    vocabulary = name_of(root / VOCABULARY, root)
    below = [] if vocabulary in dict(files) else [name for name, path in files if path.name == VOCABULARY]
    tables = tuple((name, path) for name, path in files if is_table(name))
    unread: tuple[str, ...] = ()
    if tables and absent("tables"):
        unread, tables, complete = tuple(name for name, _ in tables), (), False
    for name, path in files:
        if is_table(name):
            continue
        text = _text(unsaved[name] if name in unsaved else read(path, name), name, sources, faults)
        if name in below:
            continue  # that of a folder of claims, where a folder above it was named
        if name == vocabulary:
            lexicon, wrong = _lexicon(text, name, store) if text is not None else (UNREAD, ())
            vocabulary_text = text or ""
            faults += wrong
        else:
            result = _draft(text, name, store) if text is not None else ((), ())
            drafts += result[0]
            faults += result[1]
            complete = complete and bool(result[0])
    if (
        files
        and vocabulary not in dict(files)
        and not any(fault.mark.file in (vocabulary, name_of(root, root)) for fault in faults)
    ):
        faults.append(_no_vocabulary(vocabulary, below))
    drafts = list(unique((*drafts, *_documents(tables))))
    sources |= {name: split_lines(text) for name, path in tables if (text := _table_text(path, name))}
    return ScannedFiles(
        tuple(drafts), lexicon, vocabulary_text, files, tables, sources, tuple(faults), complete, unread
    )


def resolve(scanned: ScannedFiles, rows: Sequence[Draft]) -> Corpus:
    """The corpus with some claims of its tables."""
    drafts = unique_rows((*scanned.drafts, *rows)) if scanned.tables else scanned.drafts
    names = gather(drafts, scanned.lexicon, scanned.complete)
    return _corpus([resolve_names(draft, names) for draft in drafts], scanned)


def _text(raw: bytes | Fault, name: str, sources: dict[str, Sequence[str]], faults: list[Fault]) -> str | None:
    """The text of a file, its lines at hand for showing; nothing, and a fault, where it cannot be read."""
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        faults.append(text)
        return None
    sources[name] = LazySequence(lambda: split_lines(text))
    return text


def _draft(text: str, name: str, store: Store | None) -> DraftResult:
    """The draft of a claim file; none where the file is empty or no YAML."""

    def make() -> DraftResult:
        from checker.readers.claims import read_claims

        node, faults = _tree(text, name)
        return ((read_claims(node, name),) if node is not None else ()), faults

    return cached(store, lambda: ("claims", name, text), DraftResult, {Document: ()}, make)


def _lexicon(text: str, name: str, store: Store | None) -> LexiconResult:
    """The vocabulary, and the faults of its YAML."""

    def make() -> LexiconResult:
        from checker.readers.vocabulary import read_vocabulary

        node, faults = _tree(text, name)
        return (read_vocabulary(node) if node is not None else UNREAD), faults

    return cached(store, lambda: ("vocabulary", name, text), LexiconResult, {}, make)


def _tree(text: str, name: str) -> tuple[Node | None, tuple[Fault, ...]]:
    from checker.readers.yaml import Scalar, parse, typed

    tree = parse(text, name)
    if (tree.root is None and not tree.faults) or (isinstance(tree.root, Scalar) and typed(tree.root) is None):
        message = "the file is empty; expected a document and its claims, or the vocabulary; fill it or remove it"
        return None, (*tree.faults, Fault(Mark(name), "empty-file", "", message))
    return tree.root, tree.faults


def _documents(tables: Files) -> tuple[Draft, ...]:
    """The documents that tables declare."""
    if not tables:
        return ()
    from checker.readers.tables.claims import read_documents

    return read_documents(tables)


def rows_of(scanned: ScannedFiles) -> tuple[Draft, ...]:
    """The claims that all tables hold, of documents that are declared anywhere."""
    if not scanned.tables:
        return ()
    from checker.readers.tables.claims import read_rows

    return read_rows(
        scanned.tables, scanned.drafts, scanned.complete and all(draft.complete for draft in scanned.drafts)
    )


def _table_text(path: Path, name: str) -> str:
    """The text of a table, for showing lines of it; nothing where it is large or no text."""
    try:
        if not name.lower().endswith((".csv", ".jsonl")) or not path.is_file() or path.stat().st_size > SIZE_LIMIT:
            return ""
        return path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return ""


def _no_vocabulary(name: str, below: Sequence[str]) -> Fault:
    """`below`: the vocabularies that stand in folders below the one that was named."""
    step = "create it with the two fields entities and properties"
    if below:
        step = f"{shown(below[0])} is that of the folder in which it stands: name that folder, not one above it"
    message = f"there is no {name}; expected the entities and properties that claims may use; {step}"
    return Fault(Mark(name), "no-vocabulary", "", message)


def _corpus(drafts: list[Draft], scanned: ScannedFiles) -> Corpus:
    ordered = sorted(drafts, key=lambda draft: (draft.id, draft.file))
    claims = tuple(claim for draft in ordered for claim in draft.claims)
    faults = {*scanned.faults, *scanned.lexicon.faults, *(fault for draft in drafts for fault in draft.faults)}
    return Corpus(
        documents=tuple(draft.document for draft in ordered if draft.document),
        claims=tuple(claim for claim in claims if not claim.draft),
        vocabulary=scanned.lexicon.vocabulary,
        faults=abridged(faults),
        sources=scanned.sources,
        files=tuple(name for name, _ in scanned.files),
        lost=tuple(sorted(lost for draft in drafts for lost in draft.lost)),
        drafts=tuple(claim for claim in claims if claim.draft),
    )
