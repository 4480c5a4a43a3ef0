"""A change to names is judged before it is made: the corpus as it is and as it would be, from a copy of its files."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from checker.history.matching import matches
from checker.history.names import Names
from checker.model.disagreement import Disagreement
from checker.model.result import Result
from checker.naming.change import Change
from checker.readers.copy import copied
from checker.relations.names import NameSort
from checker.request import Request
from checker.run import examine


def names_of(change: Change) -> Names:
    """The map from the names of before to those of now."""
    pair = {change.old: change.new}
    by_sort: dict[NameSort, Names] = {
        "entity": Names(entities=pair), "property": Names(properties=pair), "scope": Names(scopes=pair)
    }  # fmt: skip
    return by_sort[change.sort]


def judged(request: Request, change: Change) -> tuple[Result, Result]:
    """What the rules find in the corpus now, and what they would find with the change."""
    whole = replace(request, chosen=(), documents=None, cache=None)
    before = examine(whole)
    with tempfile.TemporaryDirectory() as outer:
        folder = Path(outer) / request.root.resolve().name
        copied(request.root, folder, change.contents)
        after = examine(replace(whole, root=folder))
    return before, after


def parted(before: Result, after: Result) -> Iterator[str]:
    """What a renaming would change in the findings, which it must not: what they rest on, whatever it is called."""
    was, now = (
        Counter((f.rule, f.verdict, f.severity, f.reasons, f.refs) for f in result.findings)
        for result in (before, after)
    )
    for word, some in (("gone", was - now), ("new", now - was)):
        yield from (f"{word}: {rule} ({verdict}) of {', '.join(refs)}" for rule, verdict, _, _, refs in some)


def new_faults(before: Result, after: Result) -> Iterator[str]:
    """The faults that a change would bring; lines may have moved, and messages hold names."""
    left = Counter((fault.mark.file, fault.code) for fault in before.faults)
    for fault in after.faults:
        left[fault.mark.file, fault.code] -= 1
        if left[fault.mark.file, fault.code] < 0:
            yield f"{fault.mark}: {fault.message}"


def came_of_it(change: Change, before: Result, after: Result) -> tuple[Disagreement, ...]:
    """The open disagreements that a change brings."""
    found = matches(after, before, names_of(change))
    return _open(match.now.disagreement for match in found if not match.known)


def _open(some: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    return tuple(one for one in some if one.open)
