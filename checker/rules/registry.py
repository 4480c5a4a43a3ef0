"""The ways in which claims can fail to fit, in the order in which findings name them."""

from __future__ import annotations

from checker.rules.constraint import (
    allowed_qualifiers,
    allowed_units,
    citation_needed,
    conflicts_with,
    contemporary,
    difference_within_range,
    distinct_values,
    integer,
    inverse,
    label_present,
    mandatory_qualifier,
    no_bounds,
    none_of,
    one_of,
    requires_claim,
    several_values,
    single_best_value,
    single_value,
    subject_type,
    symmetric,
    value_format,
    value_range,
    value_requires_claim,
    value_type,
)
from checker.rules.group import events_out_of_order
from checker.rules.pair import (
    asserted_and_denied,
    category_conflict,
    date_conflict,
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
    single_value.RULE,
    single_best_value.RULE,
    several_values.RULE,
    distinct_values.RULE,
    one_of.RULE,
    none_of.RULE,
    value_format.RULE,
    integer.RULE,
    no_bounds.RULE,
    allowed_units.RULE,
    value_range.RULE,
    difference_within_range.RULE,
    contemporary.RULE,
    conflicts_with.RULE,
    requires_claim.RULE,
    value_requires_claim.RULE,
    inverse.RULE,
    symmetric.RULE,
    subject_type.RULE,
    value_type.RULE,
    mandatory_qualifier.RULE,
    allowed_qualifiers.RULE,
    citation_needed.RULE,
    label_present.RULE,
)

__all__ = ["RULES", "Example", "Rule"]
