"""What a rule looks at together: claims in groups, and a condition under which a group may break the rule.

Why: a rule that ties claims of several keys together needs all claims of a group, and of most groups one aggregation
says that nothing is wrong. A condition may choose too many groups, never too few: what it chooses the rule judges
exactly.

Conditions are SQL that every engine takes, true or false of a group. Its members are the claims that the rule governs
and the lookups, other claims that it looks at beside them, one row each, with these columns:

    governed        1: governed by the rule, 0: a lookup
    lookup_index    of a lookup: the index of its property among those of the lookups, from 1
    excluded        1: the claim is a denial or deprecated
    subject         the number of its subject
    value           the number of the entity that is its value, 0 where it is none
    leads_to        where a way leads: the subject of a governed claim, the value of a lookup
    plausible_lo    both ends of what readers expect the value to be; a name is a number
    plausible_hi
    literal_lo      both ends of the bare words
    literal_hi
    t0, t1          the first and the last day of its time
    listed          1: its value is one of those of the screen (`lookup_values`)
    out_of_step     1: it lies on the wrong side of a governed claim of its property that starts no later (`sequence`)
    indivisible     1: another value is surely another thing, since nothing is part of this one
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

GroupBy = Literal["subject", "content", "value", "way"]

RELATIONS = "relations"
"""Where other names are paths of constraints: what follows from the vocabulary."""
ALWAYS = "1 = 1"
"""The condition where nothing cheap says that a group is sound: each is judged."""
MARGIN = 1e-9
"""Of a number that floats hold, more than they and a few sums of them can err."""


@dataclass(frozen=True, slots=True)
class GroupScreen:
    """Claims that a rule looks at together: those of `properties`, which it governs, and those of `lookups`; and the
    condition under which it may break.

    `by`: the claims of one `subject`, with its lookups; of one `content` (property and value); those that name one
    entity as their `value`, with what is claimed of it; or those of one `way` from subject to value, with the ways
    back. `timed`: claims that share no time never break it. `scoped`: nor claims of different scopes; `by_end`: nor
    the start of one and the end of another. `lookups_of`: whose lookups the rule needs to judge a group. `judged`: the
    properties of which all claims of a subject are judged, where these are more than it governs. `lookup_values`: the
    names of values of which a lookup must have one, to count; without lookups members tell whether they have one
    (`listed`). `sequence`: members tell whether they are out of it.
    """

    properties: tuple[str, ...]
    condition: str
    lookups: tuple[str, ...] = ()
    by: GroupBy = "subject"
    lookups_of: tuple[Literal["subject", "value"], ...] = ()
    timed: bool = False
    scoped: bool = False
    by_end: bool = False
    judged: tuple[str, ...] = ()
    lookup_values: frozenset[str] | None = None
    sequence: Literal["", "rising", "falling"] = ""


@dataclass(frozen=True, slots=True)
class GroupScreens:
    """What is asked of claims together: by each constraint, by its path, and by relations that follow from the
    vocabulary. The claims of `adding` properties are at most those of their wholes.
    """

    constraints: Mapping[str, Sequence[GroupScreen]]
    relations: Sequence[GroupScreen]
    adding: frozenset[str]

    @property
    def related(self) -> frozenset[str]:
        """The properties of which relations ask something."""
        return self.adding.union(*(group.judged for group in self.relations))


def where(condition: str, value: str) -> str:
    """What `value` is of the members that a condition is true of, nothing of the others."""
    return f"CASE WHEN {condition} THEN {value} END"


def counted(condition: str) -> str:
    return f"count({where(condition, '1')})"


GOVERNED, LOOKUP = "governed = 1", "governed = 0"
ASSERTED, ASSERTED_LOOKUP = f"{GOVERNED} AND excluded = 0", f"{LOOKUP} AND excluded = 0"
INDIVISIBLE = f"{ASSERTED} AND indivisible = 1"

TWO_VALUES = f"max({where(GOVERNED, 'literal_lo')}) > min({where(GOVERNED, 'literal_hi')})"
"""Some of the values share nothing in their bare words."""
ONE_VALUE = (
    f"coalesce(max({where(INDIVISIBLE, 'literal_lo')}) - min({where(INDIVISIBLE, 'literal_hi')})"
    f" <= {MARGIN} * abs(max({where(INDIVISIBLE, 'literal_lo')})), 1 = 1)"
)
"""No two values surely differ."""
NO_LOOKUP = f"{counted(ASSERTED)} > 0 AND {counted(ASSERTED_LOOKUP)} = 0"
SOME_LOOKUP = f"{counted(ASSERTED)} > 0 AND {counted(ASSERTED_LOOKUP)} > 0"
TWO_SUBJECTS = "min(subject) < max(subject)"
NO_WAY_BACK = (
    f"{counted(ASSERTED)} > 0 AND ({counted(ASSERTED_LOOKUP)} = 0 OR {counted(f'{LOOKUP} AND excluded = 1')} > 0)"
)
"""No claim leads back, or one denies that it does."""
ELSEWHERE = f"{SOME_LOOKUP} AND min(leads_to) < max(leads_to)"
"""Ways of one entity lead to different ones."""


def fewer_than(number: int) -> str:
    """There are asserted boxes, and fewer than so many."""
    return f"{counted(ASSERTED)} > 0 AND {counted(ASSERTED)} < {number}"


def more_values_than(number: int) -> str:
    """The asserted boxes have more values than that; ranges that differ may be one value."""
    return f"count(DISTINCT {where(ASSERTED, 'plausible_lo')}) > {number}"


OUT_OF_STEP = "max(out_of_step) = 1"
LISTED = "listed = 1 AND excluded = 0"
LEFT_AGAIN = (
    f"(min({where(LISTED, 't0')}) < max({where('listed = 0 OR excluded = 1', 't1')}))"
    f" OR (min({where(LISTED, 'literal_lo')}) < max({where(LISTED, 'literal_lo')}))"
)
"""Something else is said, or a denial, after one of the listed values is reached; or another one of them."""

MAY_BE_AFTER = f"max({where(GOVERNED, 'plausible_lo')}) > min({where(LOOKUP, 'plausible_hi')})"
"""The governed dates may lie after the lookups."""
BOTH_KINDS = "count(DISTINCT governed) > 1"
"""There are governed claims and lookups."""
SEVERAL_MEMBERS = "count(claim) > 1"
SEVERAL_PROPERTIES = "count(DISTINCT property) > 1"
WITH_DENIAL = f"{BOTH_KINDS} AND max(excluded) = 1"
"""A denial may leave holes in what the others say."""


def length_outside(days: float, slack: float) -> str:
    """A length in a unit of so many days does not fit between a start and an end (the first and the second lookup)."""
    start, end = (
        (_bound("max", "plausible_lo", index, -FAR), _bound("min", "plausible_hi", index, FAR)) for index in (1, 2)
    )
    shortest = f"max({where(GOVERNED, 'plausible_lo')}) * {days!r} - {slack - ROUNDED_DAYS!r}"
    longest = f"min({where(GOVERNED, 'plausible_hi')}) * {days!r} + {slack - ROUNDED_DAYS!r}"
    low = f"greatest({shortest}, 0, {end[0]} - {start[1]})"
    high = f"least({longest}, {end[1]} - {start[0]})"
    return f"{BOTH_KINDS} AND {low} > {high}"


def sum_outside(weights: Sequence[float], constant: float, sense: str) -> str:
    """A weighted sum of the governed value and of the lookups, plus a constant, may not be what a sense (`=`, `<=`,
    `<`) asks of it: zero, or at most that. Whole numbers add up exactly; others may err by a margin.
    """
    least = [_ends(index, weight) for index, weight in enumerate(weights) if weight]
    most = [_ends(index, -weight) for index, weight in enumerate(weights) if weight]
    over = _exceeds(least, constant, strict=sense != "<")
    return f"({over}) OR ({_exceeds(most, -constant, strict=True)})" if sense == "=" else over


def _ends(index: int, weight: float) -> tuple[str, float]:
    """The least that a weighted value can be: the value that makes it so, and the weight."""
    function, column, missing = ("max", "plausible_lo", -FAR) if weight > 0 else ("min", "plausible_hi", FAR)
    member = GOVERNED if index == 0 else f"lookup_index = {index}"
    return f"coalesce({function}({where(member, column)}), {_double(missing)})", weight


def _exceeds(terms: Sequence[tuple[str, float]], constant: float, *, strict: bool) -> str:
    total = " + ".join([*(f"{_double(weight)} * {value}" for value, weight in terms), _double(constant)])
    sizes = [f"{_double(abs(weight))} * {_size(value)}" for value, weight in terms]
    size = " + ".join([*sizes, _double(abs(constant))])
    exact = all(float(number).is_integer() for number in (constant, *(weight for _, weight in terms)))
    whole = " AND ".join(_whole(value) for value, _ in terms) if exact and strict else "1 = 0"
    return f"{total} > CASE WHEN {whole} THEN 0 ELSE {_double(-MARGIN)} * ({size}) END"


def _whole(value: str) -> str:
    """A float is a whole number that floats add up exactly; engines that round to 64 bits refuse larger ones."""
    return f"CASE WHEN abs({value}) < {_double(EXACT)} THEN floor({value}) = {value} ELSE 1 = 0 END"


EXACT = 2.0**53
FAR = 1e300
ROUNDED_DAYS = 0.01
"""More than floats err on days of some million years."""


def _bound(function: str, column: str, index: int, missing: float) -> str:
    return f"coalesce({function}({where(f'lookup_index = {index}', column)}), {_double(missing)})"


def difference_outside(least: float, most: float) -> str:
    """A governed value less a lookup may lie out of a range."""
    low, high = f"max({where(GOVERNED, 'plausible_lo')})", f"min({where(GOVERNED, 'plausible_hi')})"
    under, over = f"min({where(LOOKUP, 'plausible_hi')})", f"max({where(LOOKUP, 'plausible_lo')})"
    above = f"{low} - {under} > {_double(most - abs(most) * MARGIN)} - {MARGIN} * ({_size(low)} + {_size(under)})"
    below = f"{high} - {over} < {_double(least + abs(least) * MARGIN)} + {MARGIN} * ({_size(high)} + {_size(over)})"
    tests = [test for test, limit in ((above, most), (below, least)) if abs(limit) != float("inf")]
    return " OR ".join(f"({test})" for test in tests) or "1 = 0"


def _size(text: str) -> str:
    """The size of a number, none of one without end."""
    return f"CASE WHEN abs({text}) < {FAR!r} THEN abs({text}) ELSE 0 END"


def _double(number: float) -> str:
    return f"CAST({number!r} AS DOUBLE)"


def any_of(column: str, numbers: Collection[int]) -> str:
    return f"{column} IN ({', '.join(map(str, sorted(numbers)))})" if numbers else "1 = 0"
