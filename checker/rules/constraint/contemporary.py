"""Subject and value never existed at a common time.

Why: nobody studied under a teacher born after his death; one of the names or dates is another's.
Quiet: where the two stretches can touch. When an entity exists is what claims say with the properties under
`lifetimes`; an entity of which no claim says so is not checked, and that is told.
Units: days.
Source: Wikibase, contemporary constraint (Q25796498).
Beyond it: lifetimes from all documents, with the claims that disagree named; a missing lifetime is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.boxes import end_names
from checker.literals.phrase import show_days, show_side
from checker.model.box import Box
from checker.model.finding import Conflict, Strength, all_but
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Constraint
from checker.rules.breaches import Wrong, claims_of, or_list, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "contemporary"
ASKED = all_but("time", "scope", "definition", "precision", "event-sense")
Ends = tuple[tuple[Box, ...], tuple[Box, ...]]


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    lives: dict[str, Ends] = {}
    unknown: dict[str, list[Box]] = {}
    for box in claims_of(boxes, constraint, world.vocabulary):
        pair = (box.key.subject, box.value.name if isinstance(box.value, Term) else "")
        for name in pair:
            if name not in lives:
                lives[name] = _life(name, constraint, world)
            if not any(lives[name]):
                unknown.setdefault(name, []).append(box)
        for first, second in (pair, pair[::-1]):
            for end in lives[first][1]:
                for start in lives[second][0]:
                    if strength := _apart(end, start):
                        yield _conflict(box, end, start, strength, world)
    for name, members in unknown.items():
        yield _unknown(name, tuple(members), constraint, world)


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


def _unknown(name: str, boxes: tuple[Box, ...], constraint: Constraint, world: World) -> Conflict:
    words = or_list(map(world.vocabulary.label, constraint.texts("lifetimes")))
    message = (
        f"no claim says when {world.vocabulary.label(name)} existed ({words}), so who was its contemporary is open"
    )
    return Conflict(ID, boxes, "possible", message, "a lifetime is missing", asked=(), ceiling="unchecked", about=name)


def wrong(constraint: Constraint, world: World) -> Wrong:
    for place, name in enumerate(constraint.texts("lifetimes")):
        kind = world.vocabulary.properties[name].datatype
        if kind != "interval":
            yield f"lifetimes[{place}]", f"{name} is of {kind}; expected an interval property, such as a period"


TAUGHT = {
    **example_property("teacher", "entity", "constant", constraints=[{"rule": "contemporary", "lifetimes": ["life"]}]),
    **example_property("life", "interval", "event"),
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
        Example("they shared a year", _lives("1901/1970", "1832/1901"), None, TAUGHT, TEACHER),
        Example("when the teacher died is unknown", _lives("1901/1970", "1802/"), None, TAUGHT, TEACHER),
        Example("one of them is still there", _lives("1901/1970", "1951/.."), None, TAUGHT, TEACHER),
    ),
    declared=Declared(check, wrong, frozenset(("entity",))),
)
