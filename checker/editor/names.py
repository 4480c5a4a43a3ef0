"""Every place of a corpus at which a name stands, as an editor shows it: where it is declared and used.

The names of entities, properties and scopes are those that `checker.naming` knows; documents, claims and units come
to them here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from checker.editor.roles import DECLARING, FileSort, Sort, general, role_of, role_of_key, sort_of_file
from checker.editor.text import Word, words
from checker.model.vocabulary import Vocabulary
from checker.naming.corpus import NamesOf
from checker.naming.occurrences import in_claims, in_map, in_vocabulary
from checker.naming.spans import UNKNOWN, FileText, Span
from checker.readers.yaml import Scalar, child

NAMES_OF: dict[FileSort, NamesOf] = {"claims": in_claims, "vocabulary": in_vocabulary, "map": in_map}
"""What finds the names of the vocabulary in a file."""

Name = tuple[Sort, str]
"""A claim's name is its whole reference, `document#claim`."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place at which a name stands. `declares`: it begins to be a name there."""

    name: Name
    file: str
    span: Span
    declares: bool = False


def uses(text: FileText, vocabulary: Vocabulary) -> Iterator[Use]:
    """All names in a file, in its order."""
    of = sort_of_file(text.file)
    others = (use for word in words(text) for use in _others(word, text, of, vocabulary))
    yield from sorted((*_of_vocabulary(text, of, vocabulary), *others), key=lambda use: use.span)


def _of_vocabulary(text: FileText, of: FileSort, vocabulary: Vocabulary) -> Iterator[Use]:
    if text.root is None or of not in NAMES_OF:
        return
    for one in NAMES_OF[of](text.root, vocabulary):
        if (start := one.start(text)) != UNKNOWN:
            yield Use(one.word, text.file, (start, start + len(one.name)), one.declares)


def use_at(text: FileText, offset: int, vocabulary: Vocabulary) -> Use | None:
    """The name that a character stands in, the shortest where several do."""
    here = (use for use in uses(text, vocabulary) if use.span[0] <= offset <= use.span[1])
    return min(here, key=lambda use: use.span[1] - use.span[0], default=None)


def uses_of(name: Name, texts: Iterable[FileText], vocabulary: Vocabulary) -> Iterator[Use]:
    """The places of one name in all files. Files without its letters are not parsed."""
    letters = name[1].partition("#")[2] or name[1]
    for text in texts:
        if letters in text.text or "\\" in text.text:
            yield from (use for use in uses(text, vocabulary) if use.name == name)


def _others(word: Word, text: FileText, of: FileSort, vocabulary: Vocabulary) -> Iterator[Use]:
    """The names of documents, claims and units."""
    raw = text.text[word.span[0] : word.span[1]]
    use = partial(Use, file=text.file)
    declares = general(word.path, of) in DECLARING[of]
    role = role_of_key(word.path, of) if word.is_key else role_of(word.path, of)
    if role == "claim" and declares:
        yield use(("claim", f"{_document_of(text)}#{word.value}"), span=word.span, declares=True)
    elif role in ("claim", "source") and "#" in word.value:
        yield from _reference(word, raw, use)
    elif role == "document" or (role == "source" and word.value not in vocabulary.entities):
        yield use(("document", word.value), span=word.span, declares=declares)
    elif role == "unit" and word.value in vocabulary.units:
        yield use(("unit", word.value), span=word.span, declares=declares)


def _document_of(text: FileText) -> str:
    node = child(child(text.root, "document"), "id")
    return node.text if isinstance(node, Scalar) else ""


def _reference(word: Word, raw: str, use: partial[Use]) -> Iterator[Use]:
    """`document#claim`: two names in one."""
    start, (document, sign, _) = word.span[0], raw.partition("#")
    yield use(("document", document), span=(start, start + len(document)))
    if sign:
        yield use(("claim", word.value), span=(start + len(document) + 1, word.span[1]))
