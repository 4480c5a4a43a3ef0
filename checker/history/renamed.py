"""Which names are others now, found by what they stand for: one map over all files, or none.

Contents are compared with every name of only one side left out, in rounds: what two things hold, and where that does
not tell them apart, what claims say of them. A thing that has no single partner keeps its name, so that what is said of
it counts as new; to miss a renaming costs a look, to see one that is none would let something new pass.
"""

from __future__ import annotations

import json
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, cast, get_args

from checker.history.contents import content, words
from checker.history.names import Names, NameSort, claim_of_now, mentioned, word_content_of_now
from checker.model.claim import Claim
from checker.model.corpus import Corpus
from checker.model.groups import grouped

SORTS: tuple[NameSort, ...] = get_args(NameSort)
MOST_STEPS = 200_000
"""Contents that are looked at: a few seconds. Beyond, what has no partner yet keeps its name."""

ATTRIBUTES: Mapping[NameSort, str] = dict(zip(SORTS, ("documents", "entities", "properties", "scopes"), strict=True))

Word = tuple[NameSort, str]
Pairs = dict[Word, str]
"""By a name of before: that of now."""


@dataclass
class _Steps:
    left: int


@dataclass
class _Side:
    """One corpus: what only it has names for (`unknown`, each with its content), and their colours."""

    corpus: Corpus
    unknown: Mapping[Word, Mapping[str, Any]]
    colours: dict[Word, str] = field(default_factory=dict)

    def names(self, pairs: Pairs) -> Names:
        """Names of now where they are known, else colours."""
        known = {**self.colours, **pairs}
        by_sort = {sort: {name: now for (of, name), now in known.items() if of == sort} for sort in SORTS}
        return Names(*(by_sort[sort] for sort in SORTS))

    def waiting(self, pairs: Iterable[Word]) -> list[Word]:
        paired = set(pairs)
        return [word for word in self.unknown if word not in paired]


def renamed(now: Corpus, before: Corpus) -> Names:
    """The names of before that are others now."""
    here, then = words(now), words(before)
    came = _Side(now, {word: content(what) for word, what in here.items() if word not in then})
    gone = _Side(before, {word: content(what) for word, what in then.items() if word not in here})
    if not came.unknown or not gone.unknown:
        return Names()
    pairs: Pairs = {}
    steps = _Steps(MOST_STEPS)
    while steps.left > 0:
        fresh = _by_contents(came, gone, pairs, steps) or _by_claims(came, gone, pairs, steps)
        if not fresh:
            break
        pairs |= fresh
    return _Side(before, {}).names(pairs)


def _by_contents(came: _Side, gone: _Side, pairs: Pairs, steps: _Steps) -> Pairs:
    """Those that are alone with their content on both sides."""
    for side, paired in ((came, {}), (gone, pairs)):
        _colour(side, paired, _done(side is came, pairs), steps)
    if steps.left <= 0:
        return {}
    return _partners(*(grouped(side.waiting(_done(side is came, pairs)), side.colours.get) for side in (came, gone)))


def _by_claims(came: _Side, gone: _Side, pairs: Pairs, steps: _Steps) -> Pairs:
    """Those that are alone with what claims say of them; else the first of some that nothing tells apart."""
    classes = []
    for side, paired in ((came, {}), (gone, pairs)):
        said = _said(side, paired, _done(side is came, pairs), steps)
        classes.append(grouped(said, said.get))
    found = _partners(*classes)
    if found or steps.left <= 0:
        return found
    here, then = classes
    alike = (key for key in here if len(here[key]) == len(then.get(key, ())))
    key = min(alike, key=str, default=None)
    return {min(then[key]): min(here[key])[1]} if key is not None else {}


def _partners(here: Mapping[Any, list[Word]], then: Mapping[Any, list[Word]]) -> Pairs:
    alone = (key for key in here if len(here[key]) == len(then.get(key, ())) == 1)
    return {then[key][0]: here[key][0][1] for key in alone}


def _done(now: bool, pairs: Pairs) -> Iterable[Word]:
    return [(sort, name) for (sort, _), name in pairs.items()] if now else pairs


def _colour(side: _Side, pairs: Pairs, done: Iterable[Word], steps: _Steps) -> None:
    """Gives everything without a partner a colour by what it holds, until no round tells more of them apart."""
    waiting = side.waiting(done)
    side.colours = {(sort, name): f"?{sort}" for sort, name in waiting}
    kinds = 0
    while len(set(side.colours.values())) > kinds and steps.left > 0:
        kinds = len(set(side.colours.values()))
        names = side.names(pairs)
        steps.left -= len(waiting)
        side.colours = {
            word: f"?{_hash((word[0], word_content_of_now(side.unknown[word], word[0], names)))}" for word in waiting
        }


def _said(side: _Side, pairs: Pairs, done: Iterable[Word], steps: _Steps) -> dict[Word, tuple]:
    """By a thing without a partner: its colour, and all that claims say of it."""
    waiting = set(side.waiting(done))
    said: dict[Word, Counter[str]] = {word: Counter() for word in waiting}
    names = side.names(pairs)
    for claim, of in _speaking(side.corpus, waiting):
        steps.left -= len(of)
        if steps.left <= 0:
            return {}
        for word in of:
            said[word][_claim_hash(side, claim, _marked(names, word))] += 1
    return {word: (side.colours[word], *sorted(said[word].items())) for word in sorted(waiting)}


def _marked(names: Names, word: Word) -> Names:
    """With a colour of its own for the thing in question."""
    sort, name = word
    return replace(names, **{ATTRIBUTES[sort]: ChainMap({name: "?itself"}, cast(dict, names.of(sort)))})


def _speaking(corpus: Corpus, waiting: set[Word]) -> Iterator[tuple[Claim, set[Word]]]:
    for claim in corpus.claims:
        if of := mentioned(claim, corpus.vocabulary) & waiting:
            yield claim, of


def _claim_hash(side: _Side, claim: Claim, names: Names) -> str:
    shown = claim_of_now(claim, side.corpus.vocabulary, names)
    return _hash((content(shown), shown.document.id))


def _hash(content: Any) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
