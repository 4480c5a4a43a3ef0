"""Summations as relations between the facts that are there.

Source: Calculations 1.1, section 5: a sum is looked at for each entity, period, unit and set of dimensions of which the
total and at least one part are reported; parts that are not reported, or nil, do not count; the sum is consistent where
a number lies in the interval of the total and in the sum of those of the parts, ends included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from checker.readers.omissions import Omissions
from checker.xbrl.claims import Claimed, Property
from checker.xbrl.facts import plain
from checker.xbrl.names import Key
from checker.xbrl.summations import Summation

LONGEST = 2000
MOST_PARTS = 250
"""Characters and parts that a relation may have, with room to spare."""
MOST_RELATIONS = 20_000
MOST_STEPS = 5_000_000
"""Parts that are looked for, over all sums: a table may ask for each part of each fact."""


def relations_of(
    claimed: Iterable[Claimed], sums: Sequence[Summation], left_out: Omissions
) -> Iterator[Mapping[str, str]]:
    """The relations of a vocabulary, each with its `because`."""
    by_concept: dict[str, dict[Key, Property]] = {}
    for one in claimed:
        if one.property.datatype == "quantity":
            by_concept.setdefault(one.fact.concept, {})[one.key] = one.property
    number = steps = 0
    for each in sums:
        for key, total in by_concept.get(each.total, {}).items():
            steps += len(each.parts)
            if steps > MOST_STEPS:
                left_out.add(f"sums after {MOST_STEPS:,} steps", each.mark)
                return
            there = [(by_concept.get(part, {}).get(key), weight) for part, weight in each.parts]
            parts = [(part, weight) for part, weight in there if part]
            if not parts:
                continue
            words = f"{_operand(total, key)} = {_sum(parts, key)}"
            if len(words) > LONGEST or len(parts) > MOST_PARTS:
                left_out.add(
                    f"a sum whose relation has more than {LONGEST:,} characters or {MOST_PARTS} parts", each.mark
                )
                continue
            number += 1
            if number > MOST_RELATIONS:
                left_out.add(f"sums beyond the first {MOST_RELATIONS:,}", each.mark)
                return
            role = f" ({each.role})" if each.role else ""
            yield {"relation": words, "because": f"the parts of {each.total} add up to it{role}"}


def _sum(parts: Iterable[tuple[Property, Decimal]], key: Key) -> str:
    words = ""
    for part, weight in parts:
        size = "" if abs(weight) == 1 else f"{plain(abs(weight))} * "
        sign = "-" if weight < 0 else "+" if words else ""
        if not words and weight < 0:
            words, size = f"-{plain(abs(weight))} * {_operand(part, key)}", ""
            continue
        words = f"{words} {sign} {size}{_operand(part, key)}".strip()
    return words


def _operand(one: Property, key: Key) -> str:
    limits = [f"{dimension}={member}" for dimension, member in key.scope]
    if key.time.is_instant:
        limits.append(f"at={key.time.words}")
    return f"{key.subject}.{one.name}" + (f"[{','.join(limits)}]" if limits else "")
