"""Every place of a corpus at which a name stands: where it is declared and used, and what renaming it writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import get_args

from checker.editor.roles import CLAIM, DECLARING, FileSort, Sort, general, role_of, role_of_key, sort_of_file
from checker.editor.text import FileText, Span, Word, words
from checker.literals.literal import LiteralError
from checker.model.vocabulary import Vocabulary
from checker.readers.files.text import NAME_LENGTH, NAME_PATTERN
from checker.readers.names import shown, trouble
from checker.readers.yaml import Scalar, child, parse, plain
from checker.relations.operand import ENDS, is_operand
from checker.relations.tokens import Token, tokens

SORTS: tuple[Sort, ...] = get_args(Sort)
MEMBER = re.compile(r"\s*([^=,\s]+)\s*=\s*([^,\]]*[^,\]\s])")
"""A dimension and its member in the brackets of a relation."""

Name = tuple[Sort, str]
"""A claim's name is its whole reference, `document#claim`."""


class NotRenamed(Exception):
    """The name stays as it is; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place at which a name stands. `declares`: it begins to be a name there. `exact`: the characters are the name;
    else they stand for it, as `end` does for the only interval of a vocabulary.
    """

    name: Name
    file: str
    span: Span
    declares: bool = False
    exact: bool = True


def uses(text: FileText, vocabulary: Vocabulary) -> Iterator[Use]:
    """All names in a file, in its order."""
    of = sort_of_file(text.file)
    for word in words(text):
        yield from _uses(word, text, of, vocabulary)


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


def renamed(
    name: Name, new: str, texts: Iterable[FileText], vocabulary: Vocabulary, taken: frozenset[str]
) -> Mapping[str, tuple[Span, ...]]:
    """By file the characters for which `new` is written. `taken` are the names of that sort that there are.

    Raises `NotRenamed` where `new` is no name, or that of something else, or the files are not such as to be trusted.
    """
    sort, old = name
    if sort == "unit":
        raise NotRenamed("units stand inside values, in several spellings: rename them by hand")
    if not re.fullmatch(NAME_PATTERN.rstrip("$"), new) or len(new) > NAME_LENGTH:
        raise NotRenamed(f"{shown(new)!r} is no identifier: letters, digits, hyphens and underscores, no punctuation")
    if words := trouble(new):
        raise NotRenamed(words)
    if not _is_plain(new):
        raise NotRenamed(f"YAML reads {shown(new)} as something else than a name; begin it with a letter")
    if (f"{old.partition('#')[0]}#{new}" if sort == "claim" else new) in taken:
        raise NotRenamed(f"there is {'an' if sort == 'entity' else 'a'} {sort} {shown(new)} already; take another name")
    texts = tuple(texts)
    broken = [text.file for text in texts if text.root is None and text.text.strip()]
    if broken:
        raise NotRenamed(f"{broken[0]} is not YAML just now, so that what it names is not known; mend it first")
    found: dict[str, list[Span]] = {}
    for use in uses_of(name, texts, vocabulary):
        if use.exact:
            found.setdefault(use.file, []).append(use.span)
    return {file: tuple(dict.fromkeys(spans)) for file, spans in found.items()}


def _is_plain(name: str) -> bool:
    """YAML reads it as text, as a field's name and as a value, without quotation marks."""
    tree = parse(f"{name}: {name}", "")
    return not tree.faults and tree.root is not None and plain(tree.root) == {name: name} and name not in ENDS


def _uses(word: Word, text: FileText, of: FileSort, vocabulary: Vocabulary) -> Iterator[Use]:
    start = word.span[0]
    raw = text.text[start : word.span[1]]
    use = partial(Use, file=text.file)
    if word.is_key:
        match role_of_key(word.path, of):
            case None:
                return
            case "claim":
                yield from _reference(word, raw, use)
            case sort:
                yield use((sort, word.value), span=word.span, declares=general(word.path, of) in DECLARING[of])
        return
    role = role_of(word.path, of)
    if role == "relation":
        yield from _of_relation(raw, start, use, vocabulary)
    elif role == "claim" and general(word.path, of) == (*CLAIM, "id") and of == "claims":
        yield use(("claim", f"{_document_of(text)}#{word.value}"), span=word.span, declares=True)
    elif role in ("claim", "source"):
        if "#" in word.value:
            yield from _reference(word, raw, use)
        elif role == "source":
            sort: Sort = "entity" if word.value in vocabulary.entities else "document"
            yield use((sort, word.value), span=word.span)
    elif known := _sort(word, text, role, vocabulary):
        yield use((known, word.value), span=word.span, declares=general(word.path, of) in DECLARING[of])


def _sort(word: Word, text: FileText, role: str, vocabulary: Vocabulary) -> Sort | None:
    """Of what sort the name is that stands in a field of a role."""
    value = word.value
    if role in ("entity", "property", "scope", "document"):
        return role  # type: ignore[bad-return]  # one of the four
    if role == "unit":
        return "unit" if value in vocabulary.units else None
    if role == "type":
        return "entity" if value in vocabulary.entities else None
    if role in ("qualifier", "each"):
        return "scope" if value in vocabulary.scopes else "entity" if value in vocabulary.entities else None
    if role in ("value", "values"):
        known = vocabulary.properties.get(_property_of(word, text))
        return "entity" if known is not None and known.datatype == "entity" else None
    return None


def _property_of(word: Word, text: FileText) -> str:
    """The property of which a value is claimed or asked."""
    node, name = text.root, ""
    for step in word.path[:-1]:
        node = child(node, step)
        beside = child(node, "property")
        name = beside.text if isinstance(beside, Scalar) else name
    return name or (str(word.path[1]) if word.path[0] == "properties" else "")


def _document_of(text: FileText) -> str:
    node = child(child(text.root, "document"), "id")
    return node.text if isinstance(node, Scalar) else ""


def _reference(word: Word, raw: str, use: partial[Use]) -> Iterator[Use]:
    """`document#claim`: two names in one."""
    start, (document, sign, _) = word.span[0], raw.partition("#")
    yield use(("document", document), span=(start, start + len(document)))
    if sign:
        yield use(("claim", word.value), span=(start + len(document) + 1, word.span[1]))


def _of_relation(raw: str, start: int, use: partial[Use], vocabulary: Vocabulary) -> Iterator[Use]:
    try:
        row: tuple[Token, ...] = tokens(raw)
    except LiteralError:  # as while somebody types it
        return
    before = ""
    for token in row:
        at = start + token.start
        if token.kind == "scope":
            for found in MEMBER.finditer(token.text):
                inside = start + token.inside
                if found[1] != "at":
                    yield use(("scope", found[1]), span=(inside + found.start(1), inside + found.end(1)))
                    yield use(("entity", found[2]), span=(inside + found.start(2), inside + found.end(2)))
        elif token.kind == "word" and before == "over":
            yield use(("scope", token.text), span=(at, start + token.end))
        elif token.kind == "word" and is_operand(token.text):
            subject, _, rest = token.text.partition(".")
            if subject in vocabulary.properties and f".{rest}" in tuple(f".{end}" for end in ENDS):
                rest, at_rest = token.text, at
            else:
                yield use(("entity", subject), span=(at, at + len(subject)))
                at_rest = at + len(subject) + 1
            yield from _quantity(rest, at_rest, use, vocabulary)
        elif token.kind == "word" and token.text in vocabulary.properties:
            yield use(("property", token.text), span=(at, start + token.end))
        before = token.text


def _quantity(rest: str, at: int, use: partial[Use], vocabulary: Vocabulary) -> Iterator[Use]:
    """The property that a part of an operand names, or whose end it is."""
    first, _, end = rest.rpartition(".")
    if rest not in vocabulary.properties and end in ENDS:
        intervals = [name for name, prop in vocabulary.properties.items() if prop.datatype == "interval"]
        if first:
            yield use(("property", first), span=(at, at + len(first)))
        elif len(intervals) == 1:
            yield use(("property", intervals[0]), span=(at, at + len(rest)), exact=False)
        return
    yield use(("property", rest), span=(at, at + len(rest)))
