"""What an editor writes where a name gets another one: as `checker vocabulary rename`, in what the editor shows.

Documents and claims are no names of the vocabulary; their references are written anew here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from checker.editor.names import Name, uses_of
from checker.editor.state import CorpusState, texts_of
from checker.naming.change import rename
from checker.naming.corpus import NamedCorpus, read_names
from checker.naming.edit import Refused, Splice, plain_name
from checker.readers.files.text import NAME_LENGTH, NAME_PATTERN
from checker.readers.names import shown, trouble
from checker.relations.names import SECTION_OF


def renaming(state: CorpusState, name: Name, new: str) -> Mapping[str, tuple[Splice, ...]]:
    """By file what is written.

    Raises `Refused` where the name cannot be, or the files are not such as to be trusted.
    """
    sort, old = name
    if sort == "unit":
        raise Refused("units stand inside values, in several spellings: rename them by hand")
    broken = [text.file for text in texts_of(state) if text.root is None and text.text.strip()]
    if broken:
        raise Refused(f"{broken[0]} is not YAML just now, so that what it names is not known; mend it first")
    if sort in ("entity", "property", "scope"):
        return rename(_corpus(state), old, new, SECTION_OF[sort]).splices
    if words := _unfit(state, name, new):
        raise Refused(words)
    found: dict[str, tuple[Splice, ...]] = {}
    for use in uses_of(name, texts_of(state), state.vocabulary):
        found[use.file] = (*found.get(use.file, ()), Splice(*use.span, new))
    return found


def _corpus(state: CorpusState) -> NamedCorpus:
    """The corpus as the editor shows it."""
    corpus = read_names(state.root, {file: text.text for file, text in state.buffers.items()})
    lexicon = replace(corpus.scanned.lexicon, vocabulary=state.vocabulary)
    return replace(corpus, scanned=replace(corpus.scanned, lexicon=lexicon))


def _unfit(state: CorpusState, name: Name, new: str) -> str:
    """Why a document or a claim cannot have that name; `""` where it can."""
    sort, old = name
    if not re.search(NAME_PATTERN, new) or len(new) > NAME_LENGTH:
        return f"{shown(new)!r} is no identifier; write letters, digits, hyphens and underscores"
    if words := trouble(new):
        return words
    if not plain_name(new):
        return f"YAML reads {shown(new)} as something else than a name; begin it with a letter"
    taken = f"{old.partition('#')[0]}#{new}" in state.claims if sort == "claim" else new in state.documents
    return f"there is a {sort} {shown(new)} already; take another name" if taken else ""
