"""The fewest questions in dispute against brute force, over drawn systems of sums, orders, denials and readings."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from checker.model.box import Key, Time
from checker.model.interval import Interval
from checker.relations.elements import Problem
from checker.relations.problem import Bound, Element, linear
from checker.relations.questions import Clash
from checker.relations.search import search
from checker.relations.solve import Effort, core

KEYS = [Key("thing", name) for name in "abcd"]
VARIABLES = [f"thing.{name}" for name in "abcd"]
SMALL = st.integers(0, 6)


@st.composite
def bounds(draw) -> Bound:
    lo = draw(SMALL)
    hi = draw(st.one_of(st.none(), st.integers(lo, lo + 2)))
    return Bound("", Interval(draw(st.sampled_from([lo, None])) if hi is not None else lo, hi))


@st.composite
def problems(draw) -> tuple[Problem, dict[str, str]]:
    """Up to seven claims on four quantities, up to three relations, some of them stated by a claim of two readings."""
    elements: list[Element] = []
    boxes = {}
    for index in range(draw(st.integers(2, 7))):
        key = draw(st.integers(0, 3))
        bound = draw(bounds())
        name = f"claim {index}"
        elements.append(Element(name, ((Bound(VARIABLES[key], bound.interval),),), True, name))
        boxes[name] = SimpleNamespace(key=KEYS[key])
    labels = {}
    for index in range(draw(st.integers(1, 3))):
        name = f"relation {index}"
        readings = tuple((draw(relations()),) for _ in range(draw(st.integers(1, 2))))
        soft = draw(st.booleans())
        elements.append(Element(name, readings if soft else readings[:1], soft, name))
        labels[name] = name
    called = {name: f"thing.{box.key.property}" for name, box in boxes.items()} | labels
    times = {element.name: Time() for element in elements if element.soft}
    return Problem(tuple(elements), {}, boxes, times, {}, labels), called


@st.composite
def relations(draw):
    weights = [draw(st.sampled_from([-1, -1, 0, 1, 1])) for _ in VARIABLES]
    terms = list(zip(VARIABLES, weights, strict=True))
    return linear(terms, draw(st.integers(-2, 2)), draw(st.sampled_from(["<=", "<", "="])))


def never(_: Key) -> bool:
    return False


def own_conflicts(problem: Problem) -> list[Clash]:
    """What the rules on pairs find: quantities whose own claims conflict."""
    found = []
    for key in KEYS:
        own = [element for element in problem.elements if problem.key_of(element.name) == key]
        if own and core(own, Effort.of()) is not None:
            found.append(Clash(frozenset((key,))))
    return found


def holds(problem: Problem, called: dict[str, str], withdrawn: set[str]) -> bool:
    rest = [e for e in problem.elements if not (e.soft and called[e.name] in withdrawn)]
    return core(rest, Effort.of()) is None


def fewest_by_force(problem: Problem, called: dict[str, str], forced: set[str]) -> int | None:
    others = sorted({called[e.name] for e in problem.elements if e.soft} - forced)
    for size in range(len(others) + 1):
        if any(holds(problem, called, forced | set(chosen)) for chosen in combinations(others, size)):
            return len(forced) + size
    return None


@given(problems())
def test_the_questions_in_dispute_are_the_fewest_whose_withdrawal_lets_the_rest_hold(drawn) -> None:
    problem, called = drawn
    known = own_conflicts(problem)
    expected = fewest_by_force(
        problem, called, {f"thing.{key.property}" for clash in known for key in clash.quantities}
    )
    if expected is None:  # what holds by definition contradicts itself
        return
    here = search(problem.elements, problem, problem, known, never, Effort.of())
    disputed = here.settle()
    assert len(disputed) == expected
    assert holds(problem, called, {one.gives_way.name for one in disputed})
    for one in disputed:
        rest = {other.gives_way.name for other in disputed} - {one.gives_way.name}
        assert not holds(problem, called, rest), f"{one} is in dispute for nothing"
        for choice in one.choices:
            assert holds(problem, called, rest | {choice.name}), f"{choice} would not do as well"


@given(problems())
def test_every_conflict_that_is_shown_is_minimal(drawn) -> None:
    problem, called = drawn
    known = own_conflicts(problem)
    if not holds(problem, called, set(called.values())):
        return
    here = search(problem.elements, problem, problem, known, never, Effort.of())
    here.settle()
    hard = [element for element in problem.elements if not element.soft]
    for found in here.joint:
        members = [problem.by_name[name] for name in sorted(found.names)]
        assert core([*hard, *members], Effort.of()) is not None
        for left_out in members:
            assert core([*hard, *(m for m in members if m is not left_out)], Effort.of()) is None
