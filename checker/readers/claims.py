"""A claim file becomes a draft: its document and claims as written, before their names are looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from checker.model.claim import Allow, Claim, Document
from checker.model.corpus import Lost
from checker.model.fault import Fault, Mark
from checker.model.fields import IN_CLAIM_FILES, held
from checker.readers.draft import Draft
from checker.readers.files.claims import ClaimEntry, ClaimFile, DocumentEntry
from checker.readers.files.fields import AllowEntry
from checker.readers.files.text import listed
from checker.readers.names import shown, trouble
from checker.readers.structure import check, mistaken
from checker.readers.tally import LISTED, FaultTally, remainder, reported
from checker.readers.yaml import Fields, Items, Node, child, field_name, locate, plain, sound

WORD_LIMIT = 15
"""Words of a quote. Source: the contract of claim files; a quote pins a claim, it does not reprint a text."""
CHARACTER_LIMIT = 200
"""Characters of a quote: scripts without spaces between words have no words to count. Fifteen long English words take
150.
"""


def read_claims(root: Node, file: str) -> Draft:
    """The draft of a file's tree. A claim at fault loses only itself; without its document no claim can stand."""
    data = plain(root)
    outline = {**data, "claims": []} if isinstance(data, dict) and isinstance(data.get("claims"), list) else data
    head = child(root, "document")
    entry, faults = check(ClaimFile, outline, root) if head is None or sound(head) else (None, ())
    about = data.get("document") if isinstance(data, dict) else None
    name = about.get("id") if isinstance(about, dict) else None
    draft = Draft(
        file,
        name if isinstance(name, str) else "",
        locate(root, ("document", "id")),
        faults=faults,
    )
    if not isinstance(root, Fields):
        return replace(draft, complete=False)
    items = child(root, "claims")
    draft = replace(draft, complete=bool(draft.id) and isinstance(items, Items) and not root.faulty)
    if draft.id and (words := trouble(draft.id)):
        draft = replace(draft, faults=(*faults, Fault(draft.id_mark, "name-not-normal", "document.id", words)))
        entry = None
    at = locate(root, ("document",), key=True)
    document = made_document(entry.document, at, head or root) if entry else None
    draft = replace(draft, document=document)
    nodes, claims_data = (items.nodes, data["claims"]) if isinstance(items, Items) else ((), ())
    return _with_claims(draft, root, nodes, claims_data)


def _with_claims(draft: Draft, root: Node, nodes: Sequence[Node], data: Sequence[Any]) -> Draft:
    """The draft with its claims; `data` is what the nodes say."""
    claims: dict[int, Claim] = {}
    lost: dict[int, Lost] = {}
    faults = list(draft.faults)
    seen: dict[str, Mark] = {}
    refused: dict[tuple[Any, ...], list[int]] = {}
    for index, (node, entry_data) in enumerate(zip(nodes, data, strict=True)):
        name, mark = _id(node), locate(root, ("claims", index, "id"))
        ref = f"{draft.id or draft.file}#{name or f'claims[{index}]'}"
        entry, mistakes = mistaken(ClaimEntry, entry_data) if sound(node) else (None, ())
        wrong = () if mistakes else _slips(name, index, mark, seen)
        if mistakes:
            refused.setdefault(mistakes, []).append(index)
        if name and name not in seen:
            seen[name] = mark
        faults += [*wrong, *(_long_quote(entry_data["quote"], root, index) if entry else ())]
        if wrong or entry is None:
            lost[index] = Lost(ref, node.mark, f"{wrong[0].mark}: {wrong[0].code}" if wrong else "not readable")
        elif draft.document is None:
            lost[index] = Lost(ref, node.mark, "its document is at fault")
        else:
            claims[index] = _claim(entry, draft.document, node)
    tally = FaultTally()
    explained = cache(lambda index: check(ClaimEntry, data[index], root, ("claims", index))[1])
    for same in refused.values():
        faults += reported(tally, same, explained)
        for index in same[:LISTED]:
            first = explained(index)[0]
            lost[index] = replace(lost[index], because=f"{first.mark}: {first.code}")
        code = explained(same[0])[0].code
        lost |= {i: replace(lost[i], because=f"{nodes[i].mark}: {code}") for i in same[LISTED:]}
    faults += remainder(tally)[0]
    declared = frozenset((draft.id, *(f"{draft.id}#{name}" for name in seen))) - {""}
    return replace(
        draft,
        claims=tuple(claims.values()),
        positions=tuple(claims),
        declared=declared,
        lost=tuple(lost[index] for index in sorted(lost)),
        faults=tuple(faults),
    )


def _id(node: Node) -> str:
    """The identifier of a claim that may be at fault otherwise."""
    field = child(node, "id")
    value: Any = plain(field) if field is not None else None
    return value if isinstance(value, str) else ""


def _slips(name: str, index: int, mark: Mark, seen: Mapping[str, Mark]) -> tuple[Fault, ...]:
    """What is wrong with a claim's identifier beyond its form."""
    field = field_name(("claims", index, "id"))
    if name in seen:
        message = f"the claim {shown(name)} stands twice, on lines {seen[name].line} and {mark.line}; rename one"
        return (Fault(mark, "duplicate-claim", field, message),)
    if words := trouble(name):
        return (Fault(mark, "name-not-normal", field, words),)
    return ()


def _long_quote(quote: str, root: Node, index: int) -> tuple[Fault, ...]:
    """A quote that is too long; the claim is kept, because what it says is clear."""
    path = ("claims", index, "quote")
    words = long_quote(quote)
    return (Fault(locate(root, path), "long-quote", field_name(path), words),) if words else ()


def long_quote(quote: str) -> str:
    """What is wrong with the length of a quote, or `""`."""
    words, characters = len(quote.split()), len(quote)
    if words > WORD_LIMIT:
        length = f"{words} words, expected at most {WORD_LIMIT}"
    elif characters > CHARACTER_LIMIT:
        length = f"{characters:,} characters, expected at most {CHARACTER_LIMIT}"
    else:
        return ""
    return f"the quote has {length}; keep the shortest phrase that pins the claim"


def made_document(entry: DocumentEntry, mark: Mark, node: Node) -> Document:
    """The document that an entry declares; `node` is the entry."""
    return Document(
        entry.id,
        entry.title,
        entry.publisher,
        entry.published,
        mark,
        published_because=entry.published_because,
        sha256=entry.text.sha256,
        path=entry.text.path,
        language=entry.language,
        revises=listed(entry.revises),
        note=entry.note,
        published_mark=locate(node, ("published",)),
        revises_mark=locate(node, ("revises",)),
    )


def _claim(entry: ClaimEntry, document: Document, node: Node) -> Claim:
    given = dict(entry)
    attributes: dict[str, Any] = {
        field.attribute: held(field.kind, given[field.name]) for field in IN_CLAIM_FILES if given[field.name]
    }
    if "allow" in attributes:
        attributes["allow"] = tuple(
            _allow(exception, locate(node, ("allow", index))) for index, exception in enumerate(attributes["allow"])
        )
    return Claim(document=document, mark=node.mark, marks=marks_of(node), **attributes)


def _allow(entry: AllowEntry, mark: Mark) -> Allow:
    return Allow(entry.rule, entry.because, entry.other, entry.until, mark, entry.disagreement)


def marks_of(node: Node) -> dict[str, Mark]:
    """The place of each field's value, and of each part of a list or group: `scope.place`, `readings[1]`."""
    marks: dict[str, Mark] = {}
    for entry in node.entries if isinstance(node, Fields) else ():
        marks[entry.key] = entry.value.mark
        if isinstance(entry.value, Items):
            marks.update((f"{entry.key}[{index}]", item.mark) for index, item in enumerate(entry.value.nodes))
        elif isinstance(entry.value, Fields):
            marks.update((f"{entry.key}.{part.key}", part.value.mark) for part in entry.value.entries)
    return marks
