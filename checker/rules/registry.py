"""The rules are the files of `pair`, `group`, `constraint` and `claim`: a file there that is no rule cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from checker.rules import claim, constraint, group, pair
from checker.rules.rule import Rule
from checker.screening.screens import SCREENS, Screen


def _rules(package: ModuleType, field: str) -> Iterator[Rule]:
    """The rule of each file of a package. Raises `TypeError` where a file has none, or one of another sort or name."""
    for module in sorted(iter_modules(package.__path__), key=lambda module: module.name):
        name = f"{package.__name__}.{module.name}"
        rule = getattr(import_module(name), "RULE", None)
        expected = module.name.replace("_", "-")
        if not isinstance(rule, Rule) or rule.id != expected or not getattr(rule, field):
            raise TypeError(f"{name} defines no RULE = Rule({expected!r}, …, {field}=…); write one, or move the file")
        yield rule


RULES: tuple[Rule, ...] = (
    *_rules(pair, "pair"),
    *_rules(group, "group"),
    *_rules(claim, "claim"),
    *_rules(constraint, "declared"),
)

PAIR_SCREENS: tuple[Screen, ...] = tuple(
    screen for screen in SCREENS if any(rule.pair and screen in rule.pair.screens for rule in RULES)
)
"""The screens that some rule on pairs asks for."""

UNSCREENED: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.pair and not rule.pair.screens)
"""The rules on pairs that name no screen: they look at all pairs, or say that they did not."""
