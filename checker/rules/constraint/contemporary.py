"""Subject and value never existed at a common time.

Why: nobody studied under a teacher born after his death; one of the names or dates is another's.
Quiet: where the two stretches can touch. When an entity exists is what claims say with the properties under
`lifetimes`; claims on an entity of which no claim says so are counted as not held against it (`coverage.unknown`).
Units: days.
Source: Wikibase, contemporary constraint (Q25796498).
Beyond it: lifetimes from all documents, with the claims that disagree named; missing lifetimes are counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.boxes import end_names
from checker.literals.phrase import show_days, show_side
from checker.model.box import Box
from checker.model.finding import Conflict, Strength, all_but
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Constraint
from checker.rules.breaches import Wrong, claims_of, said
from checker.rules.rule import Declared, Example, Lacking, Rule, example_property
from checker.rules.world import World

ID = "contemporary"
ASKED = all_but("time", "scope", "definition", "precision", "event-sense")
Ends = tuple[tuple[Box, ...], tuple[Box, ...]]


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict | Lacking]:
    lives: dict[str, Ends] = {}
    unknown: list[Box] = []
    for box in claims_of(boxes, constraint, world.vocabulary):
        pair = (box.key.subject, box.value.name if isinstance(box.value, Term) else "")
        for name in pair:
            if name not in lives:
                lives[name] = _life(name, constraint, world)
        if not all(any(lives[name]) for name in pair):
            unknown.append(box)
        for first, second in (pair, pair[::-1]):
            for end in lives[first][1]:
                for start in lives[second][0]:
                    if strength := _apart(end, start):
                        yield _conflict(box, end, start, strength, world)
    if unknown:
        yield Lacking(tuple(unknown))


def _life(entity: str, constraint: Constraint, world: World) -> Ends:
    """What claims say of an entity's start, and of its end."""
    names = [end_names(world.vocabulary.properties[name]) for name in constraint.texts("lifetimes")]
    starts, ends = ([box for pair in names for box in world.asserted(entity, pair[side])] for side in (0, 1))
    return tuple(dict.fromkeys(starts)), tuple(dict.fromkeys(ends))


def _apart(end: Box, start: Box) -> Strength | None:
    if not (isinstance(end.value, Bounds) and isinstance(start.value, Bounds)):
        return None
    if end.value.possible.below(start.value.possible):
        return "possible"
    return "plausible" if end.value.plausible.below(start.value.plausible) else None


def _conflict(box: Box, end: Box, start: Box, strength: Strength, world: World) -> Conflict:
    label = world.vocabulary.label
    message = (
        f"{said(box, world)}, though {label(end.key.subject)} had ended before {label(start.key.subject)} began: "
        f"{show_side(end)}; {show_side(start)}"
    )
    days = [show_days(getattr(side.value, strength)) for side in (end, start)]
    return Conflict(
        ID, (box, end, start), strength, message, f"one ended {days[0]}, the other began {days[1]}", asked=ASKED
    )


def wrong(constraint: Constraint, world: World) -> Wrong:
    for place, name in enumerate(constraint.texts("lifetimes")):
        kind = world.vocabulary.properties[name].datatype
        if kind != "interval":
            yield f"lifetimes[{place}]", f"{name} is of {kind}; expected an interval property, such as a period"


TAUGHT = {
    **example_property("teacher", "entity", "constant", constraints=[{"rule": "contemporary", "lifetimes": ["life"]}]),
    **example_property("life", "interval", "event"),
}
DATED = {
    **{name: property for name, property in TAUGHT.items() if name != "life"},
    **example_property("life", "interval", "event", start="born", end="died"),
    **example_property("born", "date", "event"),
    **example_property("died", "date", "event"),
}
TEACHER = {"master": {"label": "the Master"}}


def _lives(pupil: str, master: str) -> tuple:
    lives = ({"property": "life", "value": pupil}, {"property": "life", "subject": "master", "value": master})
    return ({"value": "master"}, *lives)


RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "the teacher died before the pupil was born", _lives("1901/1970", "1802/1899"), "tension", TAUGHT, TEACHER
        ),
        Example(
            "the pupil died before the teacher was born", _lives("1802/1899", "1901/1970"), "tension", TAUGHT, TEACHER
        ),
        Example(
            "lifetimes whose ends are properties of their own",
            (
                {"value": "master"},
                {"property": "born", "value": "1901"},
                {"property": "died", "subject": "master", "value": "1899"},
            ),
            "tension",
            DATED,
            TEACHER,
        ),
        Example("they shared a year", _lives("1901/1970", "1832/1901"), None, TAUGHT, TEACHER),
        Example("when the teacher died is unknown", _lives("1901/1970", "1802/"), None, TAUGHT, TEACHER),
        Example("one of them is still there", _lives("1901/1970", "1951/.."), None, TAUGHT, TEACHER),
    ),
    declared=Declared(check, wrong, frozenset(("entity",))),
)
