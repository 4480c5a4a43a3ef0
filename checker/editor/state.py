"""The corpus as it was last checked, with what editors show of its files: all answers are made from this one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.cache.store import Store, next_run
from checker.model.claim import Claim, Document
from checker.model.result import Result
from checker.model.vocabulary import Vocabulary
from checker.naming.spans import FileText
from checker.readers.encoding import decode
from checker.readers.folder import APART, SUFFIXES, VOCABULARY, find, name_of, read
from checker.request import Request
from checker.run import check

Buffers = Mapping[str, FileText]
"""What editors show, by the names that people type."""


@dataclass(frozen=True, slots=True)
class CorpusState:
    """`result` is what the last check found. `vocabulary` and `documents` are the last that could be read: a file that
    is broken while somebody types takes no name away. `claims` are those of the last readable state of each document.
    """

    request: Request
    buffers: Buffers
    result: Result
    vocabulary: Vocabulary
    documents: Mapping[str, Document] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.request.root


def checked(request: Request, buffers: Buffers, store: Store, before: CorpusState | None = None) -> CorpusState:
    """The corpus with the unsaved texts of editors. What `store` holds of earlier states is not worked out again."""
    yaml = {name: text.text.encode("utf-8", "surrogatepass") for name, text in buffers.items() if _of_claims(name)}
    request = replace(request, unsaved=yaml, chosen=())
    result = check(request, store=store)
    next_run(store)
    corpus, vocabulary = result.corpus, result.corpus.vocabulary
    file = name_of(request.root / VOCABULARY, request.root)
    lost = any(fault.mark.file == file for fault in result.faults)
    if before and lost and not _covers(vocabulary, before.vocabulary):
        vocabulary = _merged(before.vocabulary, vocabulary)
    here = frozenset(corpus.files)
    documents = {document.id: document for document in corpus.documents}
    claims = {claim.ref: claim for claim in (*corpus.claims, *corpus.drafts)}
    read_now = frozenset(document.mark.file for document in corpus.documents)
    for name, document in (before.documents if before else {}).items():
        if document.mark.file in here and document.mark.file not in read_now:
            documents.setdefault(name, document)
            claims |= (
                {ref: claim for ref, claim in before.claims.items() if claim.document.id == name} if before else {}
            )
    return CorpusState(request, buffers, result, vocabulary, documents, claims)


def text_of(state: CorpusState, file: str) -> FileText | None:
    """A file as the editor shows it, or as it lies on the disk; nothing where it cannot be read."""
    if file in state.buffers:
        return state.buffers[file]
    path = state.root.parent / file
    raw = read(path, file)
    text = decode(raw, file) if isinstance(raw, bytes) else raw
    return FileText(file, text) if isinstance(text, str) else None


def texts_of(state: CorpusState) -> Iterator[FileText]:
    """Every file that holds names: claims, the vocabulary, rulings and maps of imports."""
    files = [name for name, _ in find(state.root)[0]]
    for folder in APART:
        if (state.root / folder).is_dir():
            files += [name_of(path, state.root) for _, path in find(state.root / folder)[0]]
    for file in sorted({*files, *state.buffers}):
        if text := text_of(state, file):
            yield text


def _of_claims(name: str) -> bool:
    """The reader of claims would look at a file of this name."""
    return name.lower().endswith(SUFFIXES) and name.split("/")[1] not in APART


def _covers(now: Vocabulary, then: Vocabulary) -> bool:
    return all(
        set(getattr(then, section)) <= set(getattr(now, section)) for section in ("entities", "properties", "scopes")
    )


def _merged(then: Vocabulary, now: Vocabulary) -> Vocabulary:
    """What is read now, and of what is lost that of before."""
    return replace(
        now,
        entities={**then.entities, **now.entities},
        properties={**then.properties, **now.properties},
        scopes={**then.scopes, **now.scopes},
        units={**then.units, **now.units},
        fiscal_years={**then.fiscal_years, **now.fiscal_years},
    )
