"""The constraints that properties declare are handed to their rules, with severity and exceptions.

Why: weight, exceptions and unusable parameters are the same for all; a rule only says what breaks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from checker.literals.phrase import listed
from checker.model.box import Box
from checker.model.fault import Fault
from checker.model.finding import Conflict
from checker.model.groups import grouped
from checker.model.vocabulary import Constraint, Exempt, Vocabulary
from checker.rules.breaches import in_unit
from checker.rules.rule import Lacking, Rule
from checker.rules.world import World

Declaration = tuple[Rule, Constraint]


def declarations(rules: Iterable[Rule], vocabulary: Vocabulary) -> Iterator[Declaration]:
    """Every constraint of the vocabulary whose rule is among those given, by rule."""
    constraints = (constraint for prop in vocabulary.properties.values() for constraint in prop.constraints)
    by_rule = grouped(constraints, lambda constraint: constraint.rule)
    for rule in rules:
        yield from ((rule, constraint) for constraint in by_rule.get(rule.id, ()) if rule.declared)


def governed(declaration: Declaration, world: World) -> tuple[Box, ...]:
    """The boxes that a constraint is about: asserted, and not deprecated unless the rule looks at those too."""
    rule, constraint = declaration
    prop = world.property_of(constraint)
    boxes = world.by_property.get(constraint.property, ())
    old = bool(rule.declared and rule.declared.deprecated)
    only = world.only.get(constraint.path)
    asserted = (
        box
        for box in boxes
        if not box.claim.denies and (old or not box.claim.deprecated) and (only is None or box.ref in only)
    )
    return tuple(in_unit(box, prop.unit, world) for box in asserted)


def faults(rules: Iterable[Rule], world: World) -> tuple[Fault, ...]:
    """A fault for each parameter that its rule cannot use."""
    return tuple(
        Fault(constraint.marks.get(name, constraint.mark), "bad-constraint", f"{constraint.path}.{name}", message)
        for rule, constraint in declarations(rules, world.vocabulary)
        for name, message in wrong(rule, constraint, world)
    )


def wrong(rule: Rule, constraint: Constraint, world: World) -> tuple[tuple[str, str], ...]:
    """Parameters that a rule cannot use, each with what is wrong with it."""
    declared, prop = rule.declared, world.property_of(constraint)
    if declared is None:
        return ()
    if prop.datatype not in declared.datatypes:
        fitting = listed(sorted(declared.datatypes))
        message = f"{rule.id} is for properties of datatype {fitting}; {prop.name} is of {prop.datatype}; take it away"
        return (("rule", message),)
    return tuple(declared.wrong(constraint, world)) if declared.wrong else ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What breaks a constraint and no exception covers, the exceptions that cover nothing, and the claims of which it
    lacks something that it needs.
    """

    breaches: tuple[Conflict, ...]
    needless: tuple[Fault, ...] = ()
    lacking: tuple[Box, ...] = ()


def outcome(declaration: Declaration, world: World) -> Outcome:
    """What comes of a constraint. Where something was not checked, nobody knows which exceptions are needed."""
    constraint = declaration[1]
    found = _breaches(declaration, world)
    exempt = {entry.subject for entry in constraint.exempt}
    missing = (box for one in found if isinstance(one, Lacking) for box in one.boxes)
    lacking = tuple(box for box in missing if box.key.subject not in exempt)
    breaches = [one for one in found if isinstance(one, Conflict)]
    excuses = [_excuse(conflict, constraint) for conflict in breaches]
    unexcused = tuple(conflict for conflict, excuse in zip(breaches, excuses, strict=True) if not excuse)
    if len(breaches) < len(found) or any(conflict.ceiling == "unchecked" for conflict in unexcused):
        return Outcome(unexcused, (), lacking)
    return Outcome(unexcused, tuple(_unused(constraint, {excuse for excuse in excuses if excuse})))


def _breaches(declaration: Declaration, world: World) -> tuple[Conflict | Lacking, ...]:
    """What breaks a constraint, and what it lacks; one that cannot be used leaves its claims unchecked."""
    rule, constraint = declaration
    boxes = governed(declaration, world)
    if not boxes or rule.declared is None:
        return ()
    if unusable := wrong(rule, constraint, world):
        message = f"{len(boxes):,} claims of {constraint.property} were not checked: {unusable[0][1]}"
        return (Conflict(rule.id, boxes, "possible", message, constraint.path, asked=(), ceiling="unchecked"),)
    found = rule.declared.check(constraint, boxes, world)
    return tuple(_weighed(one, constraint) if isinstance(one, Conflict) else one for one in found)


def _excuse(conflict: Conflict, constraint: Constraint) -> Exempt | None:
    """The exception that covers a breach: one for a subject whose claim is part of it."""
    exempt: Mapping[str, Exempt] = {entry.subject: entry for entry in constraint.exempt}
    subjects = [box.key.subject for box in conflict.boxes[:1]]
    subjects += [b.key.subject for b in conflict.boxes[1:] if b.key.property == conflict.boxes[0].key.property]
    return next((exempt[subject] for subject in subjects if subject in exempt), None)


def _unused(constraint: Constraint, used: set[Exempt]) -> Iterator[Fault]:
    """Exceptions that nothing needs: they would hide the next breach."""
    for index, entry in enumerate(constraint.exempt):
        if entry not in used:
            path = f"{constraint.path}.exceptions[{index}].subject"
            message = f"no claim about {entry.subject} breaks {constraint.rule}; take the exception away"
            yield Fault(entry.mark, "unused-exception", path, message)


def _weighed(conflict: Conflict, constraint: Constraint) -> Conflict:
    """The conflict with the constraint's weight: only what is mandatory can be contradicted."""
    grave = conflict.ceiling if constraint.weight == "mandatory" or conflict.ceiling == "unchecked" else "tension"
    because = f"; the vocabulary asks for it because {constraint.because}" if constraint.because else ""
    why = f"{conflict.why}; {constraint.weight} for {constraint.property}"
    severity = "info" if constraint.weight == "suggestion" else None
    return replace(conflict, message=conflict.message + because, why=why, ceiling=grave, severity=severity)
