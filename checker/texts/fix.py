"""Claim files follow a text that changed: the sum, prefixes and suffixes, where every quote still stands there.

Why: a text is fetched again and differs in a date of its foot. What was quoted stands there as it did; only what finds
it has to be written anew. A quote, a value or anything else that a claim says is never touched.
Quiet: where a quote is in no place or in several, nobody but the author knows what is meant; then the sum stays, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault, Mark
from checker.model.groups import grouped
from checker.readers.encoding import decode
from checker.readers.folder import find, is_table, read
from checker.readers.names import shown
from checker.readers.yaml import Items, Node, Scalar, child, parse
from checker.texts.anchors import NOTHING_OF, Anchor, SourceText, anchor, spaced, stands_beside
from checker.texts.files import ReadText, Unread, read_text
from checker.texts.quotes import missing_quote

MOST_WORDS = 15
"""Of a prefix or suffix that is written."""
ROOM = 2_000
"""Characters beside a quote in which they are looked for."""
BARE = str.maketrans("", "", NOTHING_OF)


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A claim file as it would be: `before` and `after` are its bytes, `told` what is different."""

    name: str
    path: Path
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FixPlan:
    """What can be written, what cannot and why, the texts that were not read, and the documents whose texts are not
    there; `looked_at` counts those whose texts were read.
    """

    files: tuple[FixedFile, ...] = ()
    left: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    looked_at: int = 0


@dataclass(frozen=True, slots=True)
class _Change:
    """The value of a field of a document or a claim that is to be written; `claim` is empty for the document."""

    claim: str
    name: str
    value: str


def fixes(corpus: Corpus, root: Path, texts: Path, chosen: Sequence[str] = ()) -> FixPlan:
    """What follows from the texts below `texts`, for the claim files at or below `chosen` (all where it is empty)."""
    files: list[FixedFile] = []
    left: list[str] = []
    unread: list[str] = []
    absent: list[str] = []
    looked_at = 0
    paths = dict(find(root)[0])
    quoting = grouped((*corpus.claims, *corpus.drafts), lambda claim: claim.document.id)
    for document in corpus.documents:
        name = document.mark.file
        if not document.path or (chosen and not any(name == one or name.startswith(f"{one}/") for one in chosen)):
            continue
        found = read_text(document, texts)
        if isinstance(found, Fault):
            left.append(f"{found.mark}: {found.message}")
        elif isinstance(found, Unread):
            unread.append(f"{document.mark}: {found.why}")
        elif found is None:
            absent.append(document.id)
        else:
            looked_at += 1
            incomplete = any(lost.mark.file == name for lost in corpus.lost)
            changes, stuck = _changes(document, quoting.get(document.id, ()), found, incomplete=incomplete)
            left += stuck
            if changes and (is_table(name) or name not in paths):
                left += (f"{document.mark}: write {one.value} as {one.name} of {document.id}" for one in changes)
            elif changes:
                fixed = _fixed(name, paths[name], changes)
                files += [fixed] if isinstance(fixed, FixedFile) else []
                left += [fixed] if isinstance(fixed, str) else []
    return FixPlan(tuple(files), tuple(left), tuple(unread), tuple(absent), looked_at)


def _changes(
    document: Document, claims: Sequence[Claim], found: ReadText, *, incomplete: bool
) -> tuple[list[_Change], list[str]]:
    """What to write for one document, and why something is left."""
    text = spaced(found.text, len(claims))
    changes: list[_Change] = []
    left: list[str] = []
    for claim in claims:
        stands = anchor(text, claim, changed=found.changed)
        if stands.span is None:
            left.append(f"{claim.mark_of('quote')}: {_why(claim, stands, text)}")
        elif not stands.beside:
            made = tuple(_beside(claim, text, stands.span))
            own = claim.mark.file == document.mark.file and all(one.value for one in made)
            changes += made if own else ()
            left += [] if own else [f"{claim.mark_of('quote')}: its quote_prefix or quote_suffix is not beside it"]
    if found.changed and incomplete:
        left.append(
            f"{document.mark}: some claims of this file cannot be read; correct them, then the sum can be written"
        )
    elif found.changed and not left:
        changes.insert(0, _Change("", "sha256", found.sha256))
    return changes, left


def _why(claim: Claim, stands: Anchor, text: SourceText) -> str:
    if stands.status == "ambiguous":
        places = ", ".join(dict.fromkeys(text.text.place(start) for start, _ in stands.spans[:5]))
        quote = shown(" ".join(claim.quote.split()))
        return f'"{quote}" stands in {len(stands.spans)} places ({places}); say which by quote_prefix'
    return missing_quote(claim, stands, text)


def _beside(claim: Claim, text: SourceText, span: tuple[int, int]) -> Iterator[_Change]:
    """The prefix and the suffix that stand there now, of as many words as before."""
    start, end = span
    for name, before in (("quote_prefix", True), ("quote_suffix", False)):
        was = getattr(claim, name).split()
        if was and not stands_beside(text.original, span, " ".join(was), before):
            stretch = text.original[max(start - ROOM, 0) : start] if before else text.original[end : end + ROOM]
            words = stretch.translate(BARE).split()
            count = min(len(was), MOST_WORDS)
            yield _Change(claim.id, name, " ".join(words[-count:] if before else words[:count]))


def _fixed(name: str, path: Path, changes: Sequence[_Change]) -> FixedFile | str:
    """The file with the changes in it, all else as it was byte for byte; or why it cannot be written."""
    raw = read(path, name)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    if isinstance(raw, Fault) or isinstance(text, Fault):
        fault = raw if isinstance(raw, Fault) else text
        return f"{fault.mark}: {fault.message}" if isinstance(fault, Fault) else name
    root = parse(text, name).root
    spans = [(_node(root, change), change) for change in changes]
    if any(node is None for node, _ in spans):
        return f"{Mark(name)}: its fields cannot be told apart; correct its faults first"
    for node, change in sorted(spans, key=lambda pair: -pair[0].start if pair[0] else 0):
        if node:
            old = text[node.start : node.end]
            new = change.value if change.name == "sha256" else json.dumps(change.value, ensure_ascii=False)
            text = f"{text[: node.start]}{new}{old[len(old.rstrip()) :]}{text[node.end :]}"
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    told = tuple(f"{change.claim or 'document'}: {change.name} {shown(change.value)}" for change in changes)
    return FixedFile(name, path.resolve(), raw, mark + text.encode("utf-8"), told)


def _node(root: Node | None, change: _Change) -> Scalar | None:
    """The value of a field as it stands in the file."""
    if not change.claim:
        node = child(child(child(root, "document"), "text"), change.name)
    else:
        items = child(root, "claims")
        own = (one for one in items.nodes if _id(one) == change.claim) if isinstance(items, Items) else ()
        node = child(next(iter(own), None), change.name)
    return node if isinstance(node, Scalar) else None


def _id(node: Node) -> str | None:
    return getattr(child(node, "id"), "text", None)


def seen(fixed: FixedFile) -> str:
    """The SHA-256 of the file that the plan was made from."""
    return sha256(fixed.before).hexdigest()
