"""One claim counts a part that its document singles out, and without it the figure is that of the other claim.

Why: "327 km, 20 km of them in the Dead Sea" and "307 km" are one border, measured with a part and without.
The part is a claim of the same document for the same time and property, in a scope within that of the total, along one
dimension over which the property `adds_over`. The arithmetic is exact, on bare figures: what is hedged proves nothing.
Quiet: where the document tells no part, and in very large keys. Of a table of parts one fits by chance: where more than
one part of the total along a dimension is told, or nobody says that parts add up over it, it stays unknown. So it does
where the other document tells that part, too: its figure is likely to count it.
Units: all figures are in the property's unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from checker.literals.bare import bare_figure
from checker.literals.definitions import defined_as
from checker.literals.phrase import show_amount, show_scope
from checker.model.box import Box, Scope
from checker.model.finding import Conflict, Explanation
from checker.model.groups import grouped
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler, in_own_words
from checker.rules.pair import value_conflict
from checker.rules.rule import Example, example_property
from checker.screening.scopes import limiting

ID = "deduction"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a total that its document tells: along which dimension it is one, and its figure."""

    total: Box
    box: Box
    dimension: str

    @property
    def rest(self) -> Fraction:
        return _amount(self.total) - _amount(self.box)


def explain(conflict: Conflict, context: Context) -> Explanation | None:
    if (
        conflict.rule != value_conflict.ID
        or (conflict.boxes[0].key.subject, conflict.boxes[0].root) in context.large_blocks
    ):
        return None
    a, b = conflict.boxes
    if a.key != b.key or a.time.apart(b.time) or not (_is_bare(a) and _is_bare(b)):
        return None
    total, other = (a, b) if _amount(a) > _amount(b) else (b, a)
    by_dimension = grouped(_parts(total, context), lambda part: part.dimension)
    fitting = [part for parts in by_dimension.values() for part in parts if part.rest == _amount(other)]
    singled_out = [parts[0] for parts in by_dimension.values() if len({part.box.key.scope for part in parts}) == 1]
    adding = [part for part in singled_out if part.dimension in context.property_of(total).adds_over]
    if held := next((part for part in adding if part in fitting), None):
        if counted := next((part for part in _parts(other, context) if part.box.key.scope == held.box.key.scope), None):
            return _told_too(held, counted, context.vocabulary)
        text = f"{_counts(held, context.vocabulary)}: {_sum(held)}"
        return Explanation(ID, "holds", text, f"{other.ref} counted {show_scope(_own(held), context.vocabulary)}, too")
    if fitting:
        return _unsure(fitting[0], fitting[0] in singled_out, context.vocabulary)
    if adding:
        figure = show_amount(_amount(other), other.unit)
        return Explanation(
            ID, "ruled-out", f"{_counts(adding[0], context.vocabulary)}: {_sum(adding[0])}, not {figure}"
        )
    return None


def _is_bare(box: Box) -> bool:
    """A figure of its document's own, in digits or words that nothing hedges."""
    if not (in_own_words(box) and box.datatype == "quantity" and isinstance(box.value, Bounds)):
        return False
    return box.value.literal.is_point and bare_figure(box.claim.value, box.claim.document.language) is not None


def _amount(box: Box) -> Fraction:
    assert isinstance(box.value, Bounds)
    return Fraction(box.value.literal.lo or 0)


def _parts(total: Box, context: Context) -> Iterator[Part]:
    """What the document of a total tells of its parts, at the same time and by the same definition."""
    words = defined_as(total.claim, context.vocabulary)
    found = context.boxes.get((total.key.subject, total.key.property), ())
    for box in sorted(found, key=lambda box: box.ref):
        dimension = _narrowed(box.key.scope, total, context.vocabulary)
        if (
            dimension
            and box.claim.document.id == total.claim.document.id
            and _is_bare(box)
            and box.time.surely_overlaps(total.time)
            and defined_as(box.claim, context.vocabulary) in ("", words)
        ):
            yield Part(total, box, dimension)


def _narrowed(scope: Scope, total: Box, vocabulary: Vocabulary) -> str:
    """The one dimension along which a scope is part of a total's; `""` where it is none."""
    part, whole = dict(scope), dict(total.key.scope)
    differing = [name for name in part if part[name] != whole.get(name)]
    if len(differing) != 1 or not whole.keys() <= part.keys():
        return ""
    (name,) = differing
    if name in whole and whole[name] not in vocabulary.wholes(part[name]):
        return ""
    limits = limiting(scope, total.key.subject, vocabulary)
    return "" if limits == limiting(total.key.scope, total.key.subject, vocabulary) else name


def _own(part: Part) -> Scope:
    """The scope of a part without what it shares with its total."""
    return tuple(pair for pair in part.box.key.scope if pair[0] == part.dimension)


def _counts(part: Part, vocabulary: Vocabulary) -> str:
    where = show_scope(_own(part), vocabulary)
    return f"{part.total.ref} counts {show_amount(_amount(part.box), part.box.unit)} for {where} ({part.box.ref})"


def _sum(part: Part) -> str:
    figures = [show_amount(figure, part.total.unit) for figure in (_amount(part.total), _amount(part.box), part.rest)]
    return f"{figures[0]} − {figures[1]} = {figures[2]}"


def _told_too(part: Part, other: Part, vocabulary: Vocabulary) -> Explanation:
    """A part that both documents tell is left out of neither total."""
    where = show_scope(_own(other), vocabulary)
    text = f"{_counts(part, vocabulary)}, and {_sum(part)}, but {other.box.ref} tells {where} of {other.total.ref}, too"
    return Explanation(ID, "unknown", text)


def _unsure(part: Part, singled_out: bool, vocabulary: Vocabulary) -> Explanation:
    dimension = vocabulary.label(part.dimension)
    text = f"{_counts(part, vocabulary)}, and {_sum(part)}, but it tells other parts of it, and one may fit by chance"
    if singled_out:
        name = vocabulary.label(part.total.key.property)
        text = f"{_counts(part, vocabulary)}, and {_sum(part)}, but nobody says that {name} `adds_over` {dimension}"
    return Explanation(ID, "unknown", text)


LENGTH = example_property("length", "quantity", "constant", unit="km", adds_over="stretch")
NOT_ADDED = example_property("length", "quantity", "constant", unit="km")
STRETCHES = {"sea": {"label": "the sea"}, "coast": {"label": "the coast"}}
TOTAL = {"value": "327 km", "quote": "327 km, 20 km of them in the sea"}
IN_THE_SEA = {**TOTAL, "document": "document-1", "value": "20 km", "scope": {"stretch": "sea"}}
ON_THE_COAST = {"document": "document-1", "value": "15 km", "scope": {"stretch": "coast"}}

RECONCILER = Reconciler(
    ID,
    __doc__,
    explain,
    (
        Example("327 km, 20 of them in the sea", (TOTAL, IN_THE_SEA, {"value": "307 km"}), "holds", LENGTH, STRETCHES),
        Example("numbers that do not fit", (TOTAL, IN_THE_SEA, {"value": "300 km"}), "ruled-out", LENGTH, STRETCHES),
        Example(
            "one of several parts",
            (TOTAL, IN_THE_SEA, ON_THE_COAST, {"value": "307 km"}),
            "unknown",
            LENGTH,
            STRETCHES,
        ),
        Example(
            "both tell the part in the sea",
            (TOTAL, IN_THE_SEA, {"value": "307 km"}, {**IN_THE_SEA, "document": "document-3"}),
            "unknown",
            LENGTH,
            STRETCHES,
        ),
        Example(
            "nobody says that stretches add up",
            (TOTAL, IN_THE_SEA, {"value": "307 km"}),
            "unknown",
            NOT_ADDED,
            STRETCHES,
        ),
    ),
)
