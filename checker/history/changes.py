"""What became of documents, claims and names, and of the findings on them.

Contents are compared by their hashes first, so that only what changed is looked into. What a thing is called, where it
stands and how its file is laid out is not its content.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any, Literal

from checker.literals.phrase import show_written
from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Mark
from checker.model.fields import IN_CLAIM_FILES, written
from checker.model.groups import grouped
from checker.model.vocabulary import Constraint

ContentSort = Literal["document", "claim", "entity", "property", "scope", "unit", "fiscal year", "relation"]
ChangeKind = Literal["added", "removed", "changed", "renamed", "lost", "readable"]

SECTIONS: dict[ContentSort, str] = {
    "entity": "entities",
    "property": "properties",
    "scope": "scopes",
    "unit": "units",
    "fiscal year": "fiscal_years",
}
"""Sorts of names, and where the vocabulary keeps them."""

APART = frozenset(("id", "name", "mark", "published_mark", "revises_mark", "for_each_mark"))
"""Fields that are no content: what a thing is called and where it stands."""

WRITTEN = {"sha256": "text.sha256", "path": "text.path"}
"""Fields of a document that have another name in files."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed, as it was and as it is; `None` where it was or is left out."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class CorpusChange:
    """What became of one thing. `was` is its name before, where that was another, or why it cannot be read now."""

    sort: ContentSort
    name: str
    kind: ChangeKind
    was: str = ""
    parts: tuple[FieldChange, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a content: `digest` is its hash."""

    name: str
    content: Mapping[str, Any]
    mark: Mark | None = None

    @property
    def digest(self) -> str:
        return sha256(json.dumps(self.content, sort_keys=True).encode()).hexdigest()


def changes(now: Corpus, before: Corpus) -> tuple[CorpusChange, ...]:
    """Documents first, then claims, then the vocabulary."""
    documents = tuple(_changes("document", _documents(now), _documents(before)))
    called = {change.was: change.name for change in documents if change.kind == "renamed"}
    claims = _changes("claim", _claims(now, {}), _claims(before, called))
    names = (c for sort in SECTIONS for c in _changes(sort, _names(now, sort), _names(before, sort)))
    relations = _changes("relation", _relations(now), _relations(before))
    return (*documents, *_readable(claims, now, before, called), *names, *relations)


def called_now(changed: Iterable[CorpusChange]) -> Callable[[str], str]:
    """Gives the reference of now of a claim that may have had another one before."""
    names = {(change.sort, change.was): change.name for change in changed if change.kind == "renamed"}
    documents = {was: name for (sort, was), name in names.items() if sort == "document"}

    def called(ref: str) -> str:
        here = _called(ref, documents)
        return names.get(("claim", here), here)

    return called


def _documents(corpus: Corpus) -> dict[str, Thing]:
    return {d.id: Thing(d.id, content(d), d.mark) for d in corpus.documents}


def _claims(corpus: Corpus, called: Mapping[str, str]) -> dict[str, Thing]:
    """By reference, with the document's name of now."""
    things = {}
    for claim in corpus.claims:
        document = called.get(claim.document.id, claim.document.id)
        ref = f"{document}#{claim.id}"
        things[ref] = Thing(ref, {**content(claim), "of": document}, claim.mark)
    return things


def _names(corpus: Corpus, sort: ContentSort) -> dict[str, Thing]:
    section = getattr(corpus.vocabulary, SECTIONS[sort])
    return {name: Thing(name, _content(value)) for name, value in section.items()}


def _relations(corpus: Corpus) -> dict[str, Thing]:
    """By their words; what holds for each of one type is another relation than what does for another type."""
    return {
        name: Thing(name, content(definition), definition.mark)
        for definition in corpus.vocabulary.relations
        for name in [f"for each {definition.for_each}: {definition.relation}".removeprefix("for each : ")]
    }


def _content(value: Any) -> dict[str, Any]:
    return content(value) if is_dataclass(value) else {"label": value}


def content(value: Any) -> dict[str, Any]:
    """All that files say of something, as plain data, without what is left out. Of a claim that is more than what it
    says: whoever reads a change wants to see that a remark or a page was corrected.
    """
    if isinstance(value, Claim):
        shown = replace(value, value=show_written(value))
        given = ((field.name, written(field, shown)) for field in IN_CLAIM_FILES if field.name != "id")
    else:
        skipped = APART | ({"path"} if isinstance(value, Constraint) else set())
        names = WRITTEN if isinstance(value, Document) else {}
        given = ((names.get(f.name, f.name), getattr(value, f.name)) for f in fields(value) if f.name not in skipped)
    return {name: plain for name, raw in given if (plain := _plain(raw)) not in ("", [], {}, None, False)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {"name": value.name, **content(value)} if hasattr(value, "name") else content(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(member) for name, member in value.items()}
    if isinstance(value, tuple):
        pairs = value and all(isinstance(member, tuple) and len(member) == 2 for member in value)
        return {name: _plain(member) for name, member in value} if pairs else [_plain(member) for member in value]
    return str(value) if isinstance(value, Fraction) else value


def _changes(sort: ContentSort, now: Mapping[str, Thing], before: Mapping[str, Thing]) -> Iterator[CorpusChange]:
    """In the order of names; a thing that went and one that came with the same content are one thing renamed."""
    came = [now[name] for name in now.keys() - before.keys()]
    gone = grouped(sorted(before.keys() - now.keys(), reverse=True), lambda name: before[name].digest)
    changed = []
    for thing in sorted(came, key=lambda thing: thing.name):
        same = gone.get(thing.digest) if sort in ("document", "claim") else None
        if same:
            changed.append(CorpusChange(sort, thing.name, "renamed", same.pop(), mark=thing.mark))
        else:
            changed.append(CorpusChange(sort, thing.name, "added", mark=thing.mark))
    changed += [CorpusChange(sort, name, "removed") for names in gone.values() for name in names]
    for name in now.keys() & before.keys():
        if now[name].digest != before[name].digest:
            parts = tuple(_parts(before[name].content, now[name].content))
            changed.append(CorpusChange(sort, name, "changed", parts=parts, mark=now[name].mark))
    return iter(sorted(changed, key=lambda change: change.name))


def _parts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    """The fields that differ, in the order in which files have them."""
    from deepdiff import DeepDiff

    differing = []
    for levels in DeepDiff(before, after, view="tree", verbose_level=2, threshold_to_diff_deeper=0).values():
        for level in levels:
            path = tuple(level.path(output_format="list"))
            differing.append((path, FieldChange(_field(path), _text(level.t1), _text(level.t2))))
    order = {name: index for index, name in enumerate([*before, *(name for name in after if name not in before)])}
    yield from (part for path, part in sorted(differing, key=lambda pair: (order[pair[0][0]], pair[1].field)))


def _field(path: tuple[str | int, ...]) -> str:
    """`scope.place`, `readings[1]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except TypeError:  # what deepdiff puts in place of something that is not there
        return None


def _readable(
    changed: Iterable[CorpusChange], now: Corpus, before: Corpus, called: Mapping[str, str]
) -> Iterator[CorpusChange]:
    """A claim that a fault hides did not go, and one that a fault hid did not come."""
    hidden = {lost.ref: lost for lost in now.lost}
    hid = {_called(lost.ref, called) for lost in before.lost}
    for change in changed:
        if change.kind == "removed" and change.name in hidden:
            lost = hidden[change.name]
            yield CorpusChange("claim", change.name, "lost", lost.because, mark=lost.mark)
        elif change.kind == "added" and change.name in hid:
            yield CorpusChange("claim", change.name, "readable", mark=change.mark)
        else:
            yield change


def _called(ref: str, called: Mapping[str, str]) -> str:
    document, sign, claim = ref.partition("#")
    return f"{called.get(document, document)}{sign}{claim}"
