"""Constraints that look at claims in groups, each with the groups that may break it.

Why: of a million claims only the groups in which something may be wrong need the rules' own code.
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.vocabulary import Vocabulary
from checker.rules.declared import declarations, wrong
from checker.rules.registry import RULES
from checker.rules.world import World
from checker.screening.groups import GroupScreen


def groups_of_constraints(vocabulary: Vocabulary, now: int) -> Mapping[str, tuple[GroupScreen, ...]]:
    """The groups of each constraint that has a screen and can be used, by the constraint's path."""
    world = World(vocabulary, now)
    return {
        constraint.path: tuple(rule.declared.screen(constraint, vocabulary))
        for rule, constraint in declarations(RULES, vocabulary)
        if rule.declared and rule.declared.screen and not wrong(rule, constraint, world)
    }
