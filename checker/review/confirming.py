"""Drafts of claims are confirmed, corrected and dropped in their own files.

A draft that is confirmed loses its line `draft: true` and says what it was bound to; what is wrong with the claim that
it becomes is said before anything is written. The file else stays as it is, comments and line ends too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from checker.cache.store import digest
from checker.decisions import store
from checker.model.claim import Claim
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.model.fields import FIELDS, Field, written
from checker.model.vocabulary import Vocabulary
from checker.readers.encoding import split_lines
from checker.readers.splice import quoted, spliced, with_fields, without_item
from checker.readers.yaml import Fields, Items, child, entry_of, parse
from checker.review.correct import MARK, NoLines, Original, held_against_quotes, new_faults, original
from checker.review.session import UNWRITABLE, ReviewState, Session, refresh, undoable
from checker.run import examine

Action = Literal["accept", "keep", "drop"]

DONE: Mapping[Action, str] = {"accept": "accepted", "keep": "changed", "drop": "dropped"}
"""What each is called once it is done."""

EDITED: tuple[Field, ...] = tuple(
    one
    for one in FIELDS
    if one.kind in ("text", "literal", "entity", "property", "scope")
    and one.held_in != "tables"
    and one.name not in ("unit", "proposed_by")
)
"""The fields that a form asks for, in the order of the table; the others are written in the claim's lines."""

ORDER = tuple(one.name for one in FIELDS)
CHANGED = "the file changed since you looked: nothing was written; what you typed is kept, look again and save"
GONE = "it is no draft any more: somebody confirmed or dropped it"
LACKING = {"subject": "say of whom or of what", "property": "say what is said of it"}

_PAIR = re.compile(r"\s*([^:,=]+?)\s*[:=]\s*([^:,=]+?)\s*")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was written: what the form lacks by field, the faults that the change would bring, or `error`.
    `stale`: the files are not as they were seen. `doubts` are no faults: who is aware of them may accept all the same.
    """

    error: str = ""
    doubts: tuple[str, ...] = ()
    lacking: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    stale: bool = False


def draft_of(now: ReviewState, ref: str) -> Claim | None:
    return next((one for one in now.result.corpus.drafts if one.ref == ref), None)


def drafts_in(corpus: Corpus, document: str) -> tuple[Claim, ...]:
    """The drafts of a document, in the order of its file."""
    return tuple(one for one in corpus.drafts if one.document.id == document)


def told(claim: Claim) -> dict[str, str]:
    """What a form shows of a claim."""
    return {one.name: _told(one, written(one, claim)) for one in EDITED}


def _told(field: Field, value: object) -> str:
    if field.kind == "scope":
        return ", ".join(f"{dimension}: {name}" for dimension, name in value)  # type: ignore[not-iterable]
    return str(value or "")


def seen(now: ReviewState, claim: Claim) -> str:
    """The hash of the claim's file as it is; empty where it has no lines that could be written."""
    try:
        return original(claim, now.task.root).sha256
    except NoLines:
        return ""


def named(given: str, labels: Mapping[str, tuple[str, ...]]) -> str:
    """The identifier that is meant: as it is given, or by the only label or other name that reads so."""
    given = given.strip()
    if given in labels:
        return given
    meant = [name for name, words in labels.items() if given.casefold() in (word.casefold() for word in words)]
    return meant[0] if given and len(meant) == 1 else given


def labels_of(vocabulary: Vocabulary, kind: str) -> dict[str, tuple[str, ...]]:
    """The names of entities, or of properties, with the words that people know them by."""
    if kind == "property":
        return {one.name: (one.label,) for one in vocabulary.properties.values()}
    return {one.name: (one.label, *one.also) for one in vocabulary.entities.values()}


def awareness(doubts: tuple[str, ...]) -> str:
    """What stands for doubts that somebody was shown; empty where there are none."""
    return digest(*doubts) if doubts else ""


def confirm(
    session: Session, ref: str, given: Mapping[str, str], expected: str, action: Action, aware: str = ""
) -> Refused | None:
    """Does to a draft what was asked, as a step that can be taken back; nothing where it is done.

    `given` are the fields as a form has them, `expected` the hash of the file as it was seen, `aware` stands for the
    doubts that were shown.
    """
    with session.lock:
        now = refresh(session)
        if now.trouble:
            return Refused(now.trouble, stale=True)
        claim = draft_of(now, ref)
        if claim is None:
            return Refused(GONE, stale=True)
        changes = _changes(claim, given, now.result.corpus.vocabulary) if action != "drop" else {}
        lacking = {} if claim.readings or action != "accept" else _lacking(claim, changes)
        if lacking:
            return Refused(lacking=lacking)
        try:
            there = original(claim, now.task.root)
        except NoLines as error:
            return Refused(str(error))
        if there.sha256 != expected:
            return Refused(CHANGED, stale=True)
        content = _content(there, claim.id, changes, action)
        if content == there.raw:
            return None
        faults, doubts = _judged(now, there, claim, content, action)
        if faults or awareness(doubts) not in ("", aware):
            return Refused(faults=faults, doubts=doubts)
        try:
            with undoable(session, there.path, there.raw, content, ref, DONE[action]):
                store.write(there.path, content, there.sha256, root=now.task.root)
        except store.Changed:
            return Refused(CHANGED, stale=True)
        except store.Outside:
            return Refused(f"{there.file} lies outside the folder of the claims, by a link")
        except OSError as error:
            return Refused(f"{there.file} cannot be written ({error.strerror}); {UNWRITABLE}")
        return None


def _changes(claim: Claim, given: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    """The fields that are other than the claim has them, each as YAML."""
    before = told(claim)
    changes = {}
    for one in EDITED:
        words = " ".join(given.get(one.name, before[one.name]).split())
        if one.kind in ("entity", "property"):
            words = named(words, labels_of(vocabulary, one.kind))
        if words != " ".join(before[one.name].split()):
            changes[one.name] = _scope(words) if one.kind == "scope" and words else quoted(words) if words else ""
    return changes


def _scope(words: str) -> str:
    """`place: japan, year: y2020` as YAML; what is no such list is left as text, and so is a fault."""
    pairs = [_PAIR.fullmatch(part) for part in words.split(",")]
    if not all(pairs):
        return json.dumps(words, ensure_ascii=False)
    return "{" + ", ".join(f"{quoted(pair[1])}: {quoted(pair[2])}" for pair in pairs if pair) + "}"


def _lacking(claim: Claim, changes: Mapping[str, str]) -> dict[str, str]:
    return {name: words for name, words in LACKING.items() if not changes.get(name, getattr(claim, name))}


def _content(there: Original, name: str, changes: Mapping[str, str], action: Action) -> bytes:
    """The file's new content."""
    text = _text(there.raw)
    owner = entry_of(parse(text, there.file).root, "claims")
    items = owner.value if owner else None
    if not isinstance(items, Items) or owner is None:
        return there.raw
    index = next(number for number, node in enumerate(items.nodes) if getattr(child(node, "id"), "text", "") == name)
    node = items.nodes[index]
    if action == "drop" or not isinstance(node, Fields):
        splices = without_item(text, owner, index)
    else:
        splices = with_fields(text, node, {**changes, **({"draft": ""} if action == "accept" else {})}, ORDER)
    mark = MARK if there.raw.startswith(MARK) else b""
    return mark + spliced(text, splices).encode()


def _text(raw: bytes) -> str:
    return raw.removeprefix(MARK).decode()


def _judged(
    now: ReviewState, there: Original, claim: Claim, content: bytes, action: Action
) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """What the change would bring: faults that were not there before, and of a claim that is accepted also those that
    were, with what its quote does not say; and what is in doubt of that.
    """
    text = _text(content)
    after = examine(replace(now.task, unsaved={there.file: text.encode()}))
    longer = len(split_lines(text)) - len(split_lines(_text(there.raw)))
    lines = range(there.first, there.last + longer + 1)
    faults = list(new_faults(now.examined.faults, after.faults, there.file, lines))
    doubts: tuple[str, ...] = ()
    if action == "accept":
        faults += [one for one in after.faults if one.mark.file == there.file and one.mark.line in lines]
        unsaid, doubts = held_against_quotes(now.examined, after)
        faults += [one for one in unsaid if one.field.startswith(f"{claim.id}.")]
    return tuple(dict.fromkeys(faults)), doubts
