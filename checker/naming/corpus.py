"""All names in the files of a corpus, each at its place; of tables which rows use which names.

A claim file, the vocabulary and the maps of imports are texts that people write, and are edited; a table is what some
program wrote, and is only read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model.lists import items_of
from checker.model.vocabulary import Vocabulary
from checker.naming.occurrences import Occurrence, in_claims, in_map, in_vocabulary
from checker.naming.spans import FileText
from checker.readers.encoding import decode
from checker.readers.folder import VOCABULARY, find, name_of, read
from checker.readers.load import ScannedFiles, scan
from checker.readers.yaml import Node, parse
from checker.relations.names import NameSort, names_in

if TYPE_CHECKING:
    from checker.readers.tables.columns import Columns

IMPORTS = "imports"
"""The folder of the maps, directly below the claims."""

NOTHING: Mapping[str, str] = {}
Word = tuple[NameSort, str]
NamesOf = Callable[[Node, Vocabulary], Iterator[Occurrence]]


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that holds names: its text as it was read (`raw` with all its bytes), its tree, and what finds the names
    in a tree of its kind.
    """

    path: Path
    raw: bytes
    text: FileText
    root: Node
    names_of: NamesOf

    def occurrences(self, vocabulary: Vocabulary) -> Iterator[Occurrence]:
        return self.names_of(self.root, vocabulary)


@dataclass(frozen=True, slots=True)
class NamedCorpus:
    """The files of a corpus that hold names; `scanned` has its vocabulary, its tables, and what is wrong with it."""

    root: Path
    scanned: ScannedFiles
    files: tuple[NamedFile, ...]

    @property
    def vocabulary(self) -> Vocabulary:
        return self.scanned.lexicon.vocabulary

    def occurrences(self) -> Iterator[tuple[NamedFile, Occurrence]]:
        """Every name at its place, file by file; those in tables are left out."""
        for file in self.files:
            for one in file.occurrences(self.vocabulary):
                yield file, one


def read_names(root: Path, shown: Mapping[str, str] = NOTHING) -> NamedCorpus:
    """The files of a corpus with the names in them; what cannot be read is left out, and `scanned` has its fault.
    `shown`: by the names of files what an editor shows in their place.
    """
    scanned = scan(root)
    vocabulary = name_of(root / VOCABULARY, root)
    tables = dict(scanned.tables)
    kinds: list[tuple[str, Path, NamesOf]] = [
        (name, path, in_vocabulary if name == vocabulary else in_claims)
        for name, path in scanned.files
        if name not in tables
    ]
    folder = root / IMPORTS
    prefix = name_of(folder, root).removesuffix(IMPORTS)
    maps = find(folder)[0] if folder.is_dir() and not folder.is_symlink() else ()
    kinds += [(f"{prefix}{name}", path, in_map) for name, path in maps]
    return NamedCorpus(root, scanned, tuple(filter(None, (_file(*kind, shown) for kind in kinds))))


def _file(name: str, path: Path, names_of: NamesOf, shown: Mapping[str, str]) -> NamedFile | None:
    raw = shown[name].encode("utf-8", "surrogatepass") if name in shown else read(path, name)
    text = decode(raw, name) if isinstance(raw, bytes) else None
    root = parse(text, name).root if isinstance(text, str) else None
    if not isinstance(raw, bytes) or not isinstance(text, str) or root is None:
        return None
    return NamedFile(path, raw, FileText(name, text), root, names_of)


# --- how many claims use a name


def claims_using(corpus: NamedCorpus) -> Counter[Word]:
    """By each name how many claims use it, rows of tables among them."""
    counts: Counter[Word] = Counter()
    for file in corpus.files:
        if file.names_of is in_claims:
            used = {(one.word, one.path[:2]) for one in file.occurrences(corpus.vocabulary)}
            counts.update(word for word, _ in used)
    for rows in in_tables(corpus).values():
        counts.update(rows)
    return counts


def in_tables(corpus: NamedCorpus) -> Mapping[str, Counter[Word]]:
    """By the name of each table how many of its rows use each name."""
    if not corpus.scanned.tables:
        return {}
    from checker.readers.tables.columns import batches

    found: dict[str, Counter[Word]] = {}
    for name, path in corpus.scanned.tables:
        counts: Counter[Word] = Counter()
        for columns in batches(path, name):
            if columns.about == "claims" and len(columns.rows):
                for words in _words_of_rows(columns, corpus.vocabulary):
                    counts.update(words)
        found[name] = counts
    return found


def _words_of_rows(columns: Columns, vocabulary: Vocabulary) -> Iterator[set[Word]]:
    """The names that each row uses."""
    from checker.readers.tables.shape import lists, texts

    size = len(columns.rows)
    nothing: list[None] = [None] * size

    def of(name: str) -> list[str | None]:
        return texts(columns.fields[name]) if name in columns.fields else list(nothing)

    entities = {name for name, prop in vocabulary.properties.items() if prop.datatype == "entity"}
    scopes = [(name.partition(".")[2], of(name)) for name in columns.fields if name.startswith("scope.")]
    subjects, properties, values, speakers, relations = map(of, ("subject", "property", "value", "said_by", "relation"))
    several = {name: lists(columns.fields[name]) for name in ("readings", "draws_on") if name in columns.fields}
    for row in range(size):
        words: set[Word] = {("entity", name) for name in (subjects[row], speakers[row]) if name}
        if (name := properties[row]) is not None:
            words.add(("property", name))
            if name in entities and (value := values[row]):
                words.update(("entity", item) for item, _ in items_of(value))
        for dimension, members in scopes:
            if member := members[row]:
                words.add(("scope", dimension))
                words.add(("entity", member))
        readings = several.get("readings", nothing)[row] or ()
        for text in (*readings, *filter(None, (relations[row],))):
            words.update((sort, name) for sort, name, _ in names_in(text, vocabulary))
        sources = several.get("draws_on", nothing)[row] or ()
        words.update(("entity", name) for name in sources if name in vocabulary.entities)
        yield words
