"""Questions that have to be settled along with one another: each by itself is settled by its repairs, and what these
leave of several may still break a relation that ties them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from checker.disagreements.titles import with_labels
from checker.literals.phrase import show_key, show_subject
from checker.model.box import Box
from checker.model.disagreement import Beside, Disagreement, Question
from checker.model.groups import grouped
from checker.model.vocabulary import Vocabulary
from checker.relations.elements import Problem
from checker.relations.problem import Element, Unfinished, slices
from checker.relations.reasoning import Reasoning
from checker.relations.solve import Effort, core


def settled_along(
    made: Iterable[Disagreement], reasoning: Reasoning, vocabulary: Vocabulary
) -> Mapping[Question, tuple[Beside, ...]]:
    """For each question those that a relation ties to it, where that does not hold of what the first repairs leave."""
    said = grouped(reasoning.expected.boxes.values(), lambda box: box.ref)
    about: dict[str, list[Disagreement]] = {}
    for one in made:
        for name in _quantities(one, said) if one.repairs and not one.unlisted else ():
            about.setdefault(name, []).append(one)
    found: dict[Question, dict[Question, Beside]] = {}
    for relation, of_relation in _broken(about, reasoning.expected):
        text = with_labels(relation.text.rstrip("."), vocabulary)
        for one, other in permutations(of_relation, 2):
            key = other.question.key
            named = show_subject(key, vocabulary) if key else with_labels(other.question.name, vocabulary)
            found.setdefault(one.question, {}).setdefault(other.question, Beside(other.question, named, text))
    return {question: tuple(others.values()) for question, others in found.items()}


def _quantities(one: Disagreement, said: Mapping[str, Sequence[Box]]) -> set[str]:
    """The quantities of which its repairs withdraw something."""
    if one.question.key:
        return {show_key(one.question.key)}
    return {show_key(box.key) for position in one.positions for ref in position.refs for box in said.get(ref, ())}


def _broken(
    about: Mapping[str, Sequence[Disagreement]], problem: Problem
) -> Iterator[tuple[Element, list[Disagreement]]]:
    """The relations between several questions that what is left of these breaks."""
    bounds = (e for e in problem.elements if problem.key_of(e.name) or e.name in problem.limits)
    said = grouped(bounds, lambda e: min(e.variables, default="")) if len(about) > 1 else {}
    effort = Effort.of()
    for relation in problem.elements:
        names = sorted(relation.variables & about.keys())
        of_relation = {one.question: one for name in names for one in about[name]}
        if len(names) < 2 or len(of_relation) < 2 or problem.key_of(relation.name):
            continue
        gone = {ref for one in of_relation.values() for position in one.repairs[0] for ref in position.refs}
        speaking = [relation, *(e for name in sorted(relation.variables) for e in said.get(name, ()))]
        left = [e for e in speaking if not e.soft or {c.ref for c in problem.supporters[e.name]} - gone]
        if relation in left and _conflict(left, effort):
            yield relation, list(of_relation.values())


def _conflict(elements: Sequence[Element], effort: Effort) -> bool:
    """Whether elements cannot hold together at some time; not where that takes too many steps to tell."""
    try:
        return any(core(part, effort) is not None for part in slices(tuple(elements)))
    except Unfinished:
        return False
