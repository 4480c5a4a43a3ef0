"""Can a set of elements hold together? The cheapest method that decides is asked first.

Orders and durations are decided on a graph, most else by narrowing; readings are searched for one that fits, and z3 is
asked only what is tied in circles by sums or products. All limits are counted in steps, the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from checker.extras import absent, installing
from checker.relations.difference import edges, is_order, negative_circle
from checker.relations.guess import witness
from checker.relations.problem import (
    Alternative,
    Bound,
    Constraint,
    Element,
    Linear,
    Product,
    Rows,
    Unfinished,
    components,
)
from checker.relations.propagate import Narrowed, is_tree, propagate
from checker.relations.relax import approach
from checker.relations.walk import walk
from checker.relations.whole import has_whole, whole_conflict

FEW_ROWS = 60
"""Constraints up to which numbers are tried where there are no products, before the solver is loaded: a try takes about
a millisecond, loading and asking the solver 100.
"""
WHOLE_STEPS = 300_000
"""The part of these that the search for whole numbers may take: what it does not finish is taken to hold."""
STEPS = 3_000_000
"""Quantities in constraints that may be looked at for one component: some five seconds of work."""
MOST_CHOICES = 5_000
"""Readings tried in a search, each with what it leaves of the rest; a component that needs more goes to the solver."""
SOLVER_STEPS = 20_000
"""What a call of the solver counts for, beside the units of its own counter."""
SOLVER_LIMIT, SOLVER_UNITS = 500_000, 2
"""Units of the solver's own counter that a call may take, and how many of them count for a step."""
MOST_PRODUCTS = 16
"""Products of unknown quantities that the solver is asked about: its counter does not see how long the numbers grow,
and 40 squares in a row keep it busy for minutes within its limit.
"""

MOST_TIED = 250
"""Sums and orders in one question to the solver, for the same reason; of more, those that are tight are asked about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Elements of a set that cannot all hold, or nothing; then `readings` of its ambiguous elements, by name, in which
    all hold, as far as they are known.
    """

    conflict: frozenset[str] | None
    readings: Mapping[str, Alternative] = field(default_factory=dict)


@dataclass(slots=True)
class Effort:
    """How much reasoning may cost, and which methods were needed.

    `steps` counts the quantities in constraints looked at: it is met at the same point on every machine, under any
    load. `answers` keeps what came out: the search for conflicts and that for repairs ask about many sets twice.
    `fitting` has the readings of the last set of ambiguous elements that held: the next one differs little.
    """

    steps: int
    whole: int = WHOLE_STEPS
    methods: Counter[str] = field(default_factory=Counter)
    answers: dict[frozenset[Element], Answer] = field(default_factory=dict)
    fitting: dict[str, Alternative] = field(default_factory=dict)

    @classmethod
    def of(cls, steps: int = STEPS) -> Effort:
        return cls(steps)

    def spend(self, method: str, steps: int) -> None:
        self.methods[method] += 1
        self.charge(steps)

    def charge(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise Unfinished("the limit of reasoning steps was reached")

    def charge_whole(self, steps: int) -> bool:
        """Whether the search for whole numbers may go on."""
        self.whole -= steps
        return self.whole >= 0


class _Undecided(Exception):
    """No method but the solver decides; `rows` are the constraints, by number, that are in the way of all guesses."""

    def __init__(self, rows: frozenset[int] = frozenset()) -> None:
        super().__init__()
        self.rows = rows


def core(elements: Sequence[Element], effort: Effort) -> frozenset[str] | None:
    """Names of elements that cannot all hold (not always the fewest); `None` where all can.

    Raises `Unfinished` where the effort runs out.
    """
    return answer(elements, effort).conflict


def answer(elements: Sequence[Element], effort: Effort) -> Answer:
    """Which elements cannot all hold, or in which readings all can. Raises `Unfinished` where the effort runs out."""
    asked = frozenset(elements)
    if asked not in effort.answers:
        conflict = _core(elements, effort)
        ambiguous = () if conflict else (e.name for e in elements if len(e.alternatives) > 1)
        readings = {name: effort.fitting[name] for name in ambiguous if name in effort.fitting}
        effort.answers[asked] = Answer(conflict, readings)
    return effort.answers[asked]


def _core(elements: Sequence[Element], effort: Effort) -> frozenset[str] | None:
    """Orders alone are asked in one go. Else parts that share nothing are asked apart, the small ones first: one
    conflict is enough.
    """
    if all(len(element.alternatives) == 1 for element in elements):
        ordered = sorted(elements, key=lambda element: element.name)
        graph = edges((e.name, c) for e in ordered for c in e.alternatives[0])
        if graph is not None:
            effort.spend("graph", len(graph))
            conflict = negative_circle(graph, effort.charge)
            if conflict is not None or not has_whole(c for e in ordered for c in e.alternatives[0]):
                return conflict
    limit: Unfinished | None = None
    for part in sorted(components(elements), key=len):
        try:
            conflict = _of_component(part, effort)
        except Unfinished as met:
            limit = limit or met
            continue
        if conflict is not None:
            return conflict
    if limit:
        raise limit
    return None


def _of_component(elements: Sequence[Element], effort: Effort) -> frozenset[str] | None:
    if none := next((element.name for element in elements if not element.alternatives), ""):
        return frozenset({none})
    rows: Rows = [(e.name, c) for e in elements if len(e.alternatives) == 1 for c in e.alternatives[0]]
    ambiguous = [element for element in elements if len(element.alternatives) > 1]
    try:
        if ambiguous:
            along = walk({index: sorted(element.variables) for index, element in enumerate(elements)})
            ambiguous = [elements[index] for index in along if len(elements[index].alternatives) > 1]
            return _search(rows, ambiguous, effort)
        return _one_reading(rows, None, effort)
    except _Undecided as undecided:
        tight = undecided.rows
    if ambiguous:
        for element in ambiguous:
            effort.fitting.pop(element.name, None)  # the solver does not say in which readings all hold
        return _by_solver(elements, effort)
    asked = len(rows)
    if sum(not isinstance(c, Bound) for _, c in rows) > MOST_TIED:
        # a part of the constraints that cannot hold is a conflict of all; that a part can hold says nothing
        about = {v for row in tight for v in rows[row][1].variables}
        rows = [r for n, r in enumerate(rows) if n in tight or (isinstance(r[1], Bound) and r[1].variable in about)]
    named = [Element(f"{index}", ((constraint,),), True, "") for index, (_, constraint) in enumerate(rows)]
    conflict = _by_solver(named, effort)
    if conflict is None and len(rows) == asked:
        return whole_conflict(rows, None, effort.charge_whole)
    if conflict is None:
        raise Unfinished(f"{asked:,} constraints hang together, and no numbers were found for them")
    return frozenset(rows[int(index)][0] for index in conflict)


def _one_reading(rows: Rows, known: Narrowed | None, effort: Effort) -> frozenset[str] | None:
    """`known` is what narrowing left. Raises `_Undecided`."""
    return _of_any(rows, known, effort) or whole_conflict(rows, known, effort.charge_whole)


def _of_any(rows: Rows, known: Narrowed | None, effort: Effort) -> frozenset[str] | None:
    """Elements that cannot all hold whatever numbers are taken, whole or not."""
    graph = edges(rows)
    if graph is not None:
        effort.spend("graph", len(rows))
        return negative_circle(graph, effort.charge)
    if known is None:
        effort.spend("narrowing", len(rows))
        known = propagate(rows, spend=effort.charge)
    if known.conflict is not None:
        return known.conflict
    if known.settled and is_tree((constraint for _, constraint in rows), known.domains):
        return None
    if len(rows) <= FEW_ROWS or any(isinstance(constraint, Product) for _, constraint in rows):
        effort.spend("witness", len(rows))
        if witness(rows, known, effort.charge):
            return None
    effort.spend("approach", len(rows))
    near = approach([constraint for _, constraint in rows], known.domains, effort.charge)
    if near.found:
        return None
    raise _Undecided(near.tight)


# --- claims with several readings


@dataclass(slots=True)
class _Choice:
    """The next ambiguous element: the constraints and what they left before it, and what its readings ran into."""

    rows: int
    narrowed: Narrowed
    tried: int = 0
    against: frozenset[str] = frozenset()


def _search(rows: Rows, ambiguous: Sequence[Element], effort: Effort) -> frozenset[str] | None:
    """Takes one reading after another as long as they fit, and goes back to the last that had a part in a conflict.

    What no reading of an element goes with is a conflict of that element and all that its readings ran into.
    Source: conflict-directed backjumping (Prosser, Computational Intelligence 9, 1993). Raises `_Undecided`.
    """
    rows = [*rows, *((e.name, bound) for e in ambiguous for bound in hull(e))]
    choices = [_Choice(len(rows), propagate(rows, spend=effort.charge))]
    conflict = _met(rows, choices[0].narrowed, 0, effort)
    if conflict is not None:
        return conflict
    if _all_at_once(rows, choices[0].narrowed, ambiguous, effort):
        return None
    for _ in range(MOST_CHOICES):
        choice = choices[-1]
        if len(choices) > len(ambiguous):
            conflict = _one_reading(rows, choice.narrowed, effort)
            if conflict is None:
                tried = zip(ambiguous, choices, strict=False)
                effort.fitting |= {e.name: e.alternatives[choice.tried - 1] for e, choice in tried}
                return None
            choices.pop()
        elif choice.tried == len(ambiguous[len(choices) - 1].alternatives):
            conflict = choice.against
            choices.pop()
        else:
            element = ambiguous[len(choices) - 1]
            rows[choice.rows :] = [(element.name, c) for c in element.alternatives[choice.tried]]
            choice.tried += 1
            effort.spend("reading", len(choice.narrowed.domains) + len(rows))
            narrowed = propagate(rows, choice.narrowed, choice.rows, effort.charge)
            conflict = _met(rows, narrowed, choice.rows, effort)
            if conflict is None:
                choices.append(_Choice(len(rows), narrowed))
                continue
        while choices and ambiguous[len(choices) - 1].name not in conflict:
            choices.pop()
        if not choices:
            return conflict
        choices[-1].against |= conflict
    raise _Undecided


def _all_at_once(rows: Rows, known: Narrowed, ambiguous: Sequence[Element], effort: Effort) -> bool:
    """Whether all hold in the readings that fitted last, or in their nearest ones: `False` proves nothing."""
    last = {e.name: effort.fitting.get(e.name) for e in ambiguous}
    readings = {e.name: r if (r := last[e.name]) in e.alternatives else e.alternatives[0] for e in ambiguous}
    read = [(name, constraint) for name, reading in readings.items() for constraint in reading]
    effort.spend("reading", len(known.domains) + len(rows) + len(read))
    narrowed = propagate([*rows, *read], known, len(rows), effort.charge)
    try:
        fits = narrowed.conflict is None and _one_reading([*rows, *read], narrowed, effort) is None
    except _Undecided:
        return False
    effort.fitting |= readings if fits else {}
    return fits


def hull(element: Element) -> Iterator[Bound]:
    """What all readings of an element leave of a quantity, where each bounds one and the same."""
    bounds = [rows[0] for rows in element.alternatives if len(rows) == 1 and isinstance(rows[0], Bound)]
    if len(bounds) == len(element.alternatives) and len({bound.variable for bound in bounds}) == 1:
        interval = bounds[0].interval
        for bound in bounds[1:]:
            interval = interval.hull(bound.interval)
        yield Bound(bounds[0].variable, interval)


def _met(rows: Rows, narrowed: Narrowed, fresh: int, effort: Effort) -> frozenset[str] | None:
    """A conflict that narrowing meets; or else a circle of orders in which no quantity has an end, which it does not
    see and which only the constraints from number `fresh` on can close.
    """
    if narrowed.conflict is not None:
        return narrowed.conflict
    if narrowed.settled and not any(is_order(constraint) for _, constraint in rows[fresh:]):
        return None
    graph = edges(row for row in rows if isinstance(row[1], Bound) or is_order(row[1]))
    return negative_circle(graph, effort.charge) if graph else None


# --- the solver


def _by_solver(elements: Sequence[Element], effort: Effort) -> frozenset[str] | None:
    """What z3 says, within its own counter. Whatever goes wrong in it leaves the question open."""
    products = sum(isinstance(c, Product) for element in elements for rows in element.alternatives for c in rows)
    if products > MOST_PRODUCTS:
        raise Unfinished(f"{products:,} products of unknown quantities hang together, more than {MOST_PRODUCTS}")
    tied = sum(isinstance(c, Linear) for element in elements for rows in element.alternatives for c in rows)
    if tied > MOST_TIED:
        raise Unfinished(f"{tied:,} sums and orders hang together in circles, more than {MOST_TIED}")
    if absent("solver"):
        raise Unfinished(f"sums and products hang together in circles: {installing('solver')} decides on them")
    effort.spend("solver", SOLVER_STEPS)
    try:
        answer, used, names = _asked(elements, min(SOLVER_LIMIT, SOLVER_UNITS * effort.steps + 1))
    except Exception as error:  # z3 has its own exceptions, runs out of memory, and refuses long numbers
        raise Unfinished(f"the solver failed: {error}") from error
    effort.charge(used // SOLVER_UNITS)
    if answer not in ("sat", "unsat"):
        raise Unfinished("the solver gave up: its limit was reached")
    return None if answer == "sat" else names


def _asked(elements: Sequence[Element], limit: int) -> tuple[str, int, frozenset[str]]:
    """The answer, the units that it took, and the elements that it rests on; each time in a context of its own, so
    that no earlier question has a part in it.
    """
    import z3

    context = z3.Context()
    solver = z3.Solver(ctx=context)
    solver.set("rlimit", limit, "random_seed", 0)
    names: dict[str, str] = {}
    for index, element in enumerate(elements):
        choices = [z3.And([_formula(z3, c, context) for c in rows], context) for rows in element.alternatives]
        label = f"e{index}"
        names[label] = element.name
        solver.assert_and_track(z3.Or(choices, context), z3.Bool(label, context))
    answer = str(solver.check())
    statistics = solver.statistics()
    used = statistics.get_key_value("rlimit count") if "rlimit count" in statistics.keys() else limit  # noqa: SIM118
    conflict = (names[str(label)] for label in solver.unsat_core()) if answer == "unsat" else ()
    return answer, int(used), frozenset(conflict)


def _formula(z3, constraint: Constraint, context):
    def number(value: Fraction | int):
        return z3.Q(value.numerator, value.denominator, context)

    def real(name: str):
        return z3.Real(name, context)

    if isinstance(constraint, Bound):
        x, interval, parts = real(constraint.variable), constraint.interval, []
        if interval.lo is not None:
            parts.append(x > number(interval.lo) if interval.lo_open else x >= number(interval.lo))
        if interval.hi is not None:
            parts.append(x < number(interval.hi) if interval.hi_open else x <= number(interval.hi))
        return z3.And(parts, context)
    if isinstance(constraint, Linear):
        left = z3.Sum([number(constraint.constant), *(number(w) * real(v) for v, w in constraint.terms)])
        return {"<=": left <= 0, "<": left < 0, "=": left == 0, "!=": left != 0}[constraint.sense]
    return real(constraint.result) == real(constraint.left) * real(constraint.right)
