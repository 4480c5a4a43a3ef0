"""What became of documents, claims and names, and of the findings on them.

Contents are compared by their hashes first, so that only what changed is looked into, and under the names of now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from checker.history.contents import content
from checker.history.names import SAME, Names, claim_of_now, named, ref_of_now, relation_of_now, word_content_of_now
from checker.history.renamed import renamed
from checker.model.change import ContentSort, CorpusChange, FieldChange
from checker.model.corpus import Corpus
from checker.model.fault import Mark
from checker.model.groups import grouped

SECTIONS: dict[ContentSort, str] = {
    "entity": "entities",
    "property": "properties",
    "scope": "scopes",
    "unit": "units",
    "fiscal year": "fiscal_years",
}
"""Sorts of names, and where the vocabulary keeps them."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a content: `digest` is its hash."""

    name: str
    content: Mapping[str, Any]
    mark: Mark | None = None

    @property
    def digest(self) -> str:
        return sha256(json.dumps(self.content, sort_keys=True).encode()).hexdigest()


def changes(now: Corpus, before: Corpus, names: Names | None = None) -> tuple[CorpusChange, ...]:
    """Documents first, then claims, then the vocabulary. `names`: what has another name now, where that is known."""
    names = renamed(now, before) if names is None else names
    documents = _changes("document", _documents(now), _documents(before, names), names.documents)
    claims = _changes("claim", _claims(now), _claims(before, names), {})
    words = (
        change
        for sort in SECTIONS
        for change in _changes(sort, _words(now, sort), _words(before, sort, names), _was(sort, names))
    )
    relations = _changes("relation", _relations(now), _relations(before, names), {})
    return (*documents, *_readable(claims, now, before, names), *words, *relations)


def called_now(changed: Iterable[CorpusChange], names: Names) -> Callable[[str], str]:
    """Gives the reference of now of a claim that may have had another one before."""
    claims = {change.was: change.name for change in changed if change.sort == "claim" and change.kind == "renamed"}

    def called(ref: str) -> str:
        here = ref_of_now(ref, names)
        return claims.get(here, here)

    return called


def _was(sort: ContentSort, names: Names) -> Mapping[str, str]:
    """What of a sort has another name now."""
    return names.of(sort) if sort in ("entity", "property", "scope") else {}


def _documents(corpus: Corpus, names: Names = SAME) -> dict[str, Thing]:
    """By their names of now."""
    made = {}
    for document in corpus.documents:
        name = named(document.id, names.documents)
        made[name] = Thing(name, word_content_of_now(content(document), "document", names), document.mark)
    return made


def _claims(corpus: Corpus, names: Names = SAME) -> dict[str, Thing]:
    """By reference, with the document's name of now."""
    things = {}
    for claim in corpus.claims:
        shown = claim_of_now(claim, corpus.vocabulary, names)
        things[shown.ref] = Thing(shown.ref, {**content(shown), "of": shown.document.id}, claim.mark)
    return things


def _words(corpus: Corpus, sort: ContentSort, names: Names = SAME) -> dict[str, Thing]:
    section = getattr(corpus.vocabulary, SECTIONS[sort])
    if sort not in ("entity", "property", "scope"):
        return {name: Thing(name, content(value)) for name, value in section.items()}
    made = {
        named(name, names.of(sort)): word_content_of_now(content(value), sort, names) for name, value in section.items()
    }
    return {name: Thing(name, plain) for name, plain in made.items()}


def _relations(corpus: Corpus, names: Names = SAME) -> dict[str, Thing]:
    """By their words; what holds for each of one type is another relation than what does for another type."""
    made = {}
    for definition in corpus.vocabulary.relations:
        each = named(definition.for_each, {**names.entities, **names.scopes})
        text = relation_of_now(definition.relation, names, bool(each))
        name = f"for each {each}: {text}" if each else text
        shown = replace(definition, relation=text, for_each=each)
        made[name] = Thing(name, content(shown), definition.mark)
    return made


def _changes(
    sort: ContentSort, now: Mapping[str, Thing], before: Mapping[str, Thing], renamed: Mapping[str, str]
) -> Iterator[CorpusChange]:
    """In the order of names; a claim that went and one that came with the same content are one claim renamed.
    `renamed`: what has another name now; what was before is known by that.
    """
    came = [now[name] for name in now.keys() - before.keys()]
    gone = grouped(sorted(before.keys() - now.keys(), reverse=True), lambda name: before[name].digest)
    changed = [CorpusChange(sort, name, "renamed", was, mark=now[name].mark) for was, name in renamed.items()]
    for thing in sorted(came, key=lambda thing: thing.name):
        same = gone.get(thing.digest) if sort == "claim" else None
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


def _readable(changed: Iterable[CorpusChange], now: Corpus, before: Corpus, names: Names) -> Iterator[CorpusChange]:
    """A claim that a fault hides did not go, and one that a fault hid did not come."""
    hidden = {lost.ref: lost for lost in now.lost}
    hid = {ref_of_now(lost.ref, names) for lost in before.lost}
    for change in changed:
        if change.kind == "removed" and change.name in hidden:
            lost = hidden[change.name]
            yield CorpusChange("claim", change.name, "lost", lost.because, mark=lost.mark)
        elif change.kind == "added" and change.name in hid:
            yield CorpusChange("claim", change.name, "readable", mark=change.mark)
        else:
            yield change
