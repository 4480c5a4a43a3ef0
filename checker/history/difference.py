"""What a change does to a corpus: what it changes, and what became of the disagreements for it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.history.changes import called_now, changes
from checker.history.renamed import renamed
from checker.history.turns import Turn, turns
from checker.model.change import CorpusChange
from checker.model.result import Result


@dataclass(frozen=True, slots=True)
class Difference:
    """Each change with the disagreements that it touches, each once, with the first change that touches it.

    `others` are disagreements that turned though none of their claims changed: for the vocabulary, a decision, the
    policy.
    """

    ref: str
    commit: str
    now: Result
    before: Result
    changes: tuple[tuple[CorpusChange, tuple[Turn, ...]], ...]
    others: tuple[Turn, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        return (*(turn for _, turned in self.changes for turn in turned), *self.others)


def difference(ref: str, commit: str, now: Result, before: Result) -> Difference:
    """The difference between two results of whole corpora."""
    names = renamed(now.corpus, before.corpus)
    changed = changes(now.corpus, before.corpus, names)
    called = called_now(changed, names)
    claims: dict[str, list[Turn]] = {change.name: [] for change in changed if change.sort == "claim"}
    documents: dict[str, list[Turn]] = {change.name: [] for change in changed if change.sort == "document"}
    others: list[Turn] = []
    for turn in turns(now, before, names):
        refs = sorted(turn.refs(called))
        touched = [claims[ref] for ref in refs if ref in claims]
        touched += [documents[name] for ref in refs if (name := ref.partition("#")[0]) in documents]
        (touched[0] if touched else others).append(turn)
    by_sort = {"claim": claims, "document": documents}
    touching = tuple((change, tuple(by_sort.get(change.sort, {}).get(change.name, ()))) for change in changed)
    return Difference(ref, commit, now, before, touching, tuple(others))
