"""What was open and is milder now although all that it says still stands: what the change adds explains it.

Why: an edition, a part of a total or a definition that a change adds may settle a contradiction of others without a
word. It may be right to; it may not go unseen.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.history.matching import as_grave, evidence_of, gravity_of, stands
from checker.history.names import SAME, Names
from checker.literals.fingerprint import said_by_box
from checker.model.change import Explained
from checker.model.finding import VERDICTS
from checker.model.result import Result


def explained(now: Result, before: Result, names: Names) -> Iterator[Explained]:
    """The disagreements of before that are open no more, or less grave, with what they are now; one that people settled
    then or now is none of them.
    """
    if now.sums is not None or before.sums is not None:
        return  # of large tables what is listed hangs on what opposes it
    here = stands(now, SAME)
    standing = {said_by_box(box) for box in now.boxes}
    standing |= {text for claim in now.corpus.claims for text in claim.readings}
    shown = list(evidence_of(now.findings, SAME))
    for old in stands(before, names):
        one = old.disagreement
        if not one.open or one.settled or not old.positions or not all(said & standing for _, said in old.positions):
            continue
        alike = [stand.disagreement for stand in here if stand.has_all_of(old)]
        if any(each.settled or as_grave(gravity_of(each), gravity_of(one)) for each in alike):
            continue
        was = dict(evidence_of(one.findings, names))
        if any(what in was and as_grave(grave, was[what]) for what, grave in shown):
            continue
        milder = sorted((each.verdict for each in alike), key=VERDICTS.index)
        yield Explained(one.id, one.title, one.verdict, milder[0] if milder else "reconciled")
