"""The ways in which claims can fail to fit, in the order in which findings name them."""

from __future__ import annotations

from checker.rules import (
    asserted_and_denied,
    category_conflict,
    date_conflict,
    events_out_of_order,
    implausible_change,
    interval_conflict,
    value_conflict,
)
from checker.rules.rule import Example, Rule

RULES: tuple[Rule, ...] = (
    value_conflict.RULE,
    date_conflict.RULE,
    interval_conflict.RULE,
    category_conflict.RULE,
    asserted_and_denied.RULE,
    implausible_change.RULE,
    events_out_of_order.RULE,
)

__all__ = ["RULES", "Example", "Rule"]
