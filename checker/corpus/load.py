"""A folder of files becomes a corpus. A broken file or entry loses only itself, and nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

from checker.corpus.claims import Draft, read_claims
from checker.corpus.encoding import decode, split_lines
from checker.corpus.folder import VOCABULARY, find, name_of, read
from checker.corpus.references import gather, resolve, unique
from checker.corpus.vocabulary import UNREAD, Lexicon, read_vocabulary
from checker.corpus.yaml import Node, Scalar, parse, typed
from checker.model.corpus import Corpus
from checker.model.fault import Fault, Mark


def load(root: Path) -> Corpus:
    """The corpus in a folder of claim files: `vocabulary.yaml` and one file for each document, at any depth."""
    files, faults = find(root)
    faults = list(faults)
    sources: dict[str, tuple[str, ...]] = {}
    drafts: list[Draft] = []
    lexicon, complete = UNREAD, not faults
    vocabulary = name_of(root / VOCABULARY, root)
    for name, path in files:
        node = _tree(path, name, sources, faults)
        if name == vocabulary:
            lexicon = read_vocabulary(node) if node is not None else UNREAD
        elif node is not None:
            drafts.append(read_claims(node, name))
        else:
            complete = False
    if files and vocabulary not in dict(files) and not any(
        fault.mark.file in (vocabulary, name_of(root, root)) for fault in faults
    ):
        faults.append(_no_vocabulary(vocabulary))
    drafts = list(unique(drafts))
    names = gather(drafts, lexicon, complete)
    return _corpus([resolve(draft, names) for draft in drafts], lexicon, faults, sources, files)


def _tree(path: Path, name: str, sources: dict[str, tuple[str, ...]], faults: list[Fault]) -> Node | None:
    """The tree of a file, its lines kept for showing; nothing, and a fault, where it cannot be read."""
    raw = read(path, name)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        faults.append(text)
        return None
    sources[name] = split_lines(text)
    tree = parse(text, name)
    faults += tree.faults
    if (tree.root is None and not tree.faults) or (isinstance(tree.root, Scalar) and typed(tree.root) is None):
        message = "the file is empty; expected a document and its claims, or the vocabulary; fill it or remove it"
        faults.append(Fault(Mark(name), "empty-file", "", message))
        return None
    return tree.root


def _no_vocabulary(name: str) -> Fault:
    message = (
        f"there is no {name}; expected the entities and properties that claims may use; "
        "create it with the two fields entities and properties"
    )
    return Fault(Mark(name), "no-vocabulary", "", message)


def _corpus(
    drafts: list[Draft],
    lexicon: Lexicon,
    faults: list[Fault],
    sources: dict[str, tuple[str, ...]],
    files: tuple[tuple[str, Path], ...],
) -> Corpus:
    ordered = sorted(drafts, key=lambda draft: (draft.id, draft.file))
    return Corpus(
        documents=tuple(draft.document for draft in ordered if draft.document),
        claims=tuple(claim for draft in ordered for claim in draft.claims),
        vocabulary=lexicon.vocabulary,
        faults=tuple(sorted({*faults, *lexicon.faults, *(fault for draft in drafts for fault in draft.faults)})),
        sources=sources,
        files=tuple(name for name, _ in files),
        lost=tuple(sorted(gone for draft in drafts for gone in draft.lost)),
        lost_names=frozenset(name for _, name in lexicon.lost),
    )
