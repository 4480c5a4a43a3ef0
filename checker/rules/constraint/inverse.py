"""A claim leads from subject to value, and the claims of the value do not lead back.

Why: if one document names the capital of a country and another says what that city is the capital of, they speak of
one thing; where the second names another country, no reader of both can believe both.
Quiet: when some claim leads back, for whatever time; for claims of different times. That no claim leads back at all is
a gap, not a contradiction, and is told as one.
Source: Wikibase, inverse constraint (Q21510855).
Beyond it: a way back that is denied, or that leads elsewhere at that time, is a conflict between two documents, not a
gap. Only the claims of the property that declares it are asked; declare it on both to ask both ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from checker.literals.phrase import show_key
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Term
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import ALONE, BETWEEN_CLAIMS, Wrong, clash, governing, said, target
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import ELSEWHERE, NO_WAY_BACK, GroupScreen

ID = "inverse"
Ways = dict[str, list[Box]]


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    return leads_back(ID, constraint, constraint.text("property"), boxes, world)


def leads_back(
    rule: str, constraint: Constraint, back: str, boxes: tuple[Box, ...], world: World
) -> Iterator[Conflict]:
    """Denials of the way back, ways that lead elsewhere although only one can, and ways that nobody tells."""
    reported: set[tuple[str, str]] = set()
    known: dict[str, tuple[Ways, set[str], Ways]] = {}
    single = not world.vocabulary.properties[back].many
    for box in boxes:
        if not isinstance(box.value, Term):
            continue
        subject, entity = box.key.subject, box.value.name
        if entity not in known:
            known[entity] = _ways(entity, back, world)
        ways, covered, denials = known[entity]
        fitting = {subject, *world.vocabulary.wholes(subject)}
        leads = subject in covered or not fitting.isdisjoint(ways)
        elsewhere = [way for way in chain(*ways.values()) if not _leads(way, subject, fitting)] if single else []
        clashing = [*_against(rule, box, [*denials.get(subject, ()), *elsewhere], constraint, world)]
        yield from clashing
        if clashing or leads or (subject, entity) in reported:
            continue
        reported.add((subject, entity))
        label = world.vocabulary.label
        way = " · ".join(map(label, (entity, back, subject)))
        message = f"{said(box, world)}, but no claim says the same from the other side: {way}"
        why = f"{sum(map(len, ways.values()))} claims tell {label(back)} of {label(entity)}, none of them this"
        yield Conflict(rule, (box,), "possible", message, why, asked=ALONE, about=target(box, f"{entity}.{back}"))


def _ways(entity: str, back: str, world: World) -> tuple[Ways, set[str], Ways]:
    """Ways back from an entity, everything that they lead to (what the values are part of, too), and denials."""
    asserted = world.asserted(entity, back)
    covered = {name for box in asserted if isinstance(box.value, Term) for name in box.value.names}
    return _by_name(asserted), covered, _by_name(world.denied(entity, back))


def _leads(way: Box, subject: str, fitting: set[str]) -> bool:
    """The value is the subject, a part of it, or what it is part of."""
    return isinstance(way.value, Term) and (way.value.name in fitting or subject in way.value.names)


def _by_name(boxes: tuple[Box, ...]) -> Ways:
    """Boxes by the entity that is their value."""
    by_value: dict[str, list[Box]] = {}
    for box in boxes:
        if isinstance(box.value, Term):
            by_value.setdefault(box.value.name, []).append(box)
    return by_value


def _against(rule: str, box: Box, others: list[Box], constraint: Constraint, world: World) -> Iterator[Conflict]:
    for other in others:
        if other.claim != box.claim and (ceiling := clash(box, other, constraint, world)):
            label = world.vocabulary.label(other.key.property)
            message = f"{said(box, world)}, but {said(other, world)}"
            why = "the way back is denied" if other.claim.denies else f"{label} has one value at a time"
            about = show_key(other.key)
            yield Conflict(
                rule, (box, other), "possible", message, why, asked=BETWEEN_CLAIMS, ceiling=ceiling, about=about
            )


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    yield from ways(constraint, constraint.text("property"), vocabulary)


def ways(constraint: Constraint, back: str, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    """Ways that no claim leads back, that a claim denies, or that lead elsewhere although only one can."""
    own, others = governing(constraint.property, vocabulary), governing(back, vocabulary)
    yield GroupScreen(own, NO_WAY_BACK, others, "way", lookups_of=("value",))
    if not vocabulary.properties[back].many:
        yield GroupScreen(own, ELSEWHERE, others, "value", lookups_of=("value",), timed=True)


def wrong(constraint: Constraint, world: World) -> Wrong:
    other = world.vocabulary.properties[constraint.text("property")]
    if other.datatype != "entity":
        yield "property", f"{other.name} is of {other.datatype}; only an entity property leads back"
    elif other.is_list:
        yield "property", f"the values of {other.name} are lists; write values: many for it, and a claim for each item"


CAPITAL = {
    **example_property("capital", "entity", "state", constraints=[{"rule": "inverse", "property": "capital-of"}]),
    **example_property("capital-of", "entity", "state"),
}
LANDS = {"city": {"label": "City"}, "land": {"label": "Land"}, "region": {"label": "Region", "part_of": "thing"}}


def _back(**fields) -> dict:
    return {"subject": "city", "property": "capital-of", "as_of": "2020", **fields}


RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "the city is the capital of another land",
            ({"value": "city", "as_of": "2020"}, _back(value="land")),
            "tension",
            CAPITAL,
            LANDS,
        ),
        Example(
            "the way back is denied",
            ({"value": "city", "as_of": "2020"}, _back(value="thing", denies=True)),
            "tension",
            CAPITAL,
            LANDS,
        ),
        Example("nobody tells the way back", ({"value": "city", "as_of": "2020"},), "tension", CAPITAL, LANDS),
        Example(
            "another document leads back",
            ({"value": "city", "as_of": "2020"}, _back(value="thing")),
            None,
            CAPITAL,
            LANDS,
        ),
        Example(
            "it leads back to a part",
            ({"value": "city", "as_of": "2020"}, _back(value="region")),
            None,
            CAPITAL,
            LANDS,
        ),
        Example(
            "it led elsewhere before",
            ({"value": "city", "as_of": "2020"}, _back(value="thing"), _back(value="land", as_of="1990")),
            None,
            CAPITAL,
            LANDS,
        ),
    ),
    declared=Declared(check, wrong, frozenset(("entity",)), screen=screen),
)
