"""What a rule looks at together: claims in groups, and a condition under which a group may break the rule.

Why: a rule that ties claims of several keys together needs all claims of a group, and of most groups one aggregation
tells that nothing is wrong. A condition may keep too much, never too little: what it keeps the rule judges exactly.

Conditions are SQL that every engine takes, on the columns of the members of a group: `mine` (1: governed by the rule,
0: one of the other claims that it looks at), `silent` (1: denied or deprecated), `plo` and `phi` (what readers expect),
`llo` and `lhi` (the bare words; a name is a number), `leaf` (1: another value is surely another thing), `subject`,
`value` (the entity that is the value), `reach` (subject of one's own, value of the others: where a way leads) and
`place` (of the property among the others, from 1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

By = Literal["subject", "content", "value", "way"]

RELATIONS = "relations"
"""Where other names are paths of constraints: what follows from the vocabulary."""
ALWAYS = "1 = 1"
"""The condition where nothing tells cheaply that a group is sound: each is judged."""
MARGIN = 1e-9
"""Of a number that floats hold, more than they and a few sums of them can err."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that a rule looks at together. `properties` are those that it governs, `others` those that it
    looks at too.

    `by`: the claims of one `subject`, with its others; of one `content` (property and value); those that name one
    entity as their `value`, with what is claimed of it; or those of one `way` from subject to value, with the ways
    back. `timed`: claims that share no time never break it. `scoped`: nor claims of different scopes; `sided`: nor
    the start of one and the end of another. `beside`: whose claims of the others the rule needs to look at a group.
    `whole`: the properties of which all claims of a subject are judged, where these are more than it governs.
    `fitting`: the names of values of which the others must have one, to count.
    """

    properties: tuple[str, ...]
    may: str
    others: tuple[str, ...] = ()
    by: By = "subject"
    beside: tuple[Literal["subject", "value"], ...] = ()
    timed: bool = False
    scoped: bool = False
    sided: bool = False
    whole: tuple[str, ...] = ()
    fitting: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class GroupScreens:
    """What is asked of claims together: by each constraint, by its path, and by relations that follow from the
    vocabulary. The claims of `adding` properties are at most those of their wholes.
    """

    constraints: Mapping[str, Sequence[Group]]
    relations: Sequence[Group]
    adding: frozenset[str]

    @property
    def related(self) -> frozenset[str]:
        """The properties of which relations ask something."""
        return self.adding.union(*(group.whole for group in self.relations))


def of(condition: str, value: str) -> str:
    """What `value` is of the members that a condition is true of, nothing of the others."""
    return f"CASE WHEN {condition} THEN {value} END"


OWN, OTHER = "mine = 1", "mine = 0"
SAID, THEIRS = "mine = 1 AND silent = 0", "mine = 0 AND silent = 0"

TWO_VALUES = f"max({of(OWN, 'llo')}) > min({of(OWN, 'lhi')})"
"""Some of the values share nothing in their bare words."""
ONE_VALUE = (
    f"coalesce(max({of(f'{SAID} AND leaf = 1', 'llo')}) - min({of(f'{SAID} AND leaf = 1', 'lhi')})"
    f" <= {MARGIN} * abs(max({of(f'{SAID} AND leaf = 1', 'llo')})), 1 = 1)"
)
"""No two values surely differ."""
NONE_THERE = f"count({of(SAID, '1')}) > 0 AND count({of(THEIRS, '1')}) = 0"
BOTH_THERE = f"count({of(SAID, '1')}) > 0 AND count({of(THEIRS, '1')}) > 0"
TWO_SUBJECTS = "min(subject) < max(subject)"
NO_WAY_BACK = (
    f"count({of(SAID, '1')}) > 0 AND (count({of(THEIRS, '1')}) = 0 OR count({of(f'{OTHER} AND silent = 1', '1')}) > 0)"
)
ELSEWHERE = f"{BOTH_THERE} AND min(reach) < max(reach)"
"""Ways of one entity lead to different ones."""


BEFORE = f"max({of(OWN, 'plo')}) > min({of(OTHER, 'phi')})"
"""The governed dates may lie after the others."""
UNSURE = "count(DISTINCT mine) > 1 AND max(silent) = 1"
"""A denial may leave holes in what the others say."""
PRESENT = "count(DISTINCT mine) > 1"


def of_length(days: float, slack: float) -> str:
    """A length in a unit of so many days does not fit between a start and an end (the first and second others)."""
    start, end = ((_bound("max", "plo", n, -FAR), _bound("min", "phi", n, FAR)) for n in (1, 2))
    low = f"greatest(max({of(OWN, 'plo')}) * {days!r} - {slack - ROUNDED_DAYS!r}, 0, {end[0]} - {start[1]})"
    high = f"least(min({of(OWN, 'phi')}) * {days!r} + {slack - ROUNDED_DAYS!r}, {end[1]} - {start[0]})"
    return f"{PRESENT} AND {low} > {high}"


FAR = 1e300
ROUNDED_DAYS = 0.01
"""More than floats err on days of some million years."""


def _bound(function: str, column: str, place: int, otherwise: float) -> str:
    return f"coalesce({function}({of(f'place = {place}', column)}), {_number(otherwise)})"


def apart(least: float, most: float) -> str:
    """A governed value less another may lie out of a range."""
    low, high = f"max({of(OWN, 'plo')})", f"min({of(OWN, 'phi')})"
    under, over = f"min({of(OTHER, 'phi')})", f"max({of(OTHER, 'plo')})"
    above = f"{low} - {under} > {_number(most - abs(most) * MARGIN)} - {MARGIN} * ({_size(low)} + {_size(under)})"
    below = f"{high} - {over} < {_number(least + abs(least) * MARGIN)} + {MARGIN} * ({_size(high)} + {_size(over)})"
    tests = [test for test, limit in ((above, most), (below, least)) if abs(limit) != float("inf")]
    return " OR ".join(f"({test})" for test in tests) or "1 = 0"


def _size(text: str) -> str:
    """The size of a number, none of one without end."""
    return f"CASE WHEN abs({text}) < 1e300 THEN abs({text}) ELSE 0 END"


def _number(number: float) -> str:
    return f"CAST({number!r} AS DOUBLE)"


def any_of(column: str, numbers: Collection[int]) -> str:
    return f"{column} IN ({', '.join(map(str, sorted(numbers)))})" if numbers else "1 = 0"
