"""Who holds which position on a question, and what single withdrawal would settle it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.languages import language_in_words
from checker.literals.fingerprint import said_by_box
from checker.literals.phrase import show_days, show_subject, show_time, show_value
from checker.model.box import Box, Key, claims_of
from checker.model.claim import Claim
from checker.model.disagreement import Position, Question
from checker.model.finding import Finding
from checker.model.groups import grouped
from checker.model.value import Bounds
from checker.reasons.agreement import independent
from checker.reasons.reconciler import Context
from checker.relations.hitting import smallest_meeting
from checker.relations.problem import Unfinished

MOST_VALUES = 3
"""Ways of saying one position that are told."""
MOST_CLAIMS = 200
"""Claims of one position that are listed, the oldest first; all of them are counted."""
MOST_CHOICES, MOST_REPAIRS = 1_000, 10
"""Equally small repairs that are looked at, and that are told."""
OTHERS = "other quantities"
"""Stands for what other quantities imply, where a claim conflicts with that."""


@dataclass(frozen=True, slots=True)
class Held:
    """The positions of a question, the best supported first, the smallest sets of them whose withdrawal settles it, and
    the names of all claims that hold one.
    """

    positions: tuple[Position, ...]
    repairs: tuple[tuple[Position, ...], ...]
    holding: frozenset[str]


def positions_on(
    question: Question,
    findings: Sequence[Finding],
    alike: Mapping[str, Sequence[Box | Claim]],
    context: Context,
    *,
    partial: bool,
) -> Held:
    """The positions of a question.

    `alike`: for a claim that findings name, all claims that say the same, each by its box where it has one. `partial`:
    not every pair was looked at, so that only claims that say the same are of one position, and nothing is known to
    settle the question.
    """
    slots = [_slots(question, finding) for finding in findings]
    opponents: dict[str, set[str]] = {}
    for of_finding in slots:
        for name, _ in of_finding:
            others = {other for other, _ in of_finding if other != name}
            opponents.setdefault(name, set()).update(others or {OTHERS})
    boxes = {name: box for of_finding in slots for name, box in of_finding}
    for name, box in list(boxes.items()):
        for other in alike.get(name_of(box), ()):
            same = name_of(other)
            boxes.setdefault(same, other)
            opponents.setdefault(same, set()).update(opponents[name])

    def party(name: str) -> tuple:
        return _about(boxes[name]), frozenset(opponents[name]), _meaning(boxes[name]) if partial else None

    parties = grouped(sorted(boxes), party)
    by_name: dict[str, Position] = {}
    ambiguous = _ambiguous(boxes.values())
    for members in _whole([[boxes[name] for name in names] for names in parties.values()]):
        by_name.update(dict.fromkeys(map(name_of, members), _position(question.key, members, context, ambiguous)))
    held = sorted({id(position): position for position in by_name.values()}.values(), key=_order)
    number = {id(position): index for index, position in enumerate(held)}
    conflicts = [frozenset(number[id(by_name[name])] for name, _ in of_finding) for of_finding in slots]
    repairs = [] if partial else _repairs([members for members in conflicts if members], held)
    holding = frozenset(_ref_of(what) for what in boxes.values())
    return Held(tuple(held), tuple(tuple(held[index] for index in repair) for repair in repairs), holding)


def positions_of_choices(
    choices: Sequence[Question],
    findings: Sequence[Finding],
    alike: Mapping[str, Sequence[Box | Claim]],
    context: Context,
) -> Held:
    """The positions where several quantities and relations would do as well: one for each, with what is said of it and
    conflicts; each by itself settles the question.
    """
    shown = dict.fromkeys(what for finding in findings for what in (*finding.boxes, *finding.claims))
    shown = dict.fromkeys(other for what in shown for other in (what, *alike.get(name_of(what), ())))
    of_choice = [[what for what in shown if _about(what) == (choice.key or choice.name)] for choice in choices]
    ambiguous = _ambiguous(shown)
    held = sorted((_position(None, m, context, ambiguous) for m in _whole(of_choice) if m), key=_order)
    repairs = sorted(((position,) for position in held), key=lambda repair: repair[0].independent)
    holding = frozenset(_ref_of(what) for members in of_choice for what in members)
    return Held(tuple(held), tuple(repairs[:MOST_REPAIRS]), holding)


def _slots(question: Question, finding: Finding) -> list[tuple[str, Box | Claim]]:
    """The claims of a finding that take part in the question: those of its quantity, or all of a relation."""
    boxes = [box for box in finding.boxes if question.sort != "quantity" or box.key == question.key]
    if question.sort == "quantity":
        return [(name_of(box), box) for box in boxes]
    bound = {box.ref for box in finding.boxes}
    relations = (claim for claim in finding.claims if claim.ref not in bound and claim.readings)
    return [(name_of(what), what) for what in (*boxes, *relations)]


def name_of(what: Box | Claim) -> str:
    """The name of the element that stands for a claim, or for one facet of it."""
    return what.name if isinstance(what, Box) else what.ref


def _ref_of(what: Box | Claim) -> str:
    return what.ref


def _meaning(what: Box | Claim) -> tuple:
    return (what.value, what.claim.denies) if isinstance(what, Box) else what.readings


def _about(what: Box | Claim) -> Key | str:
    return what.key if isinstance(what, Box) else " or ".join(what.readings)


def _whole(parties: Iterable[Sequence[Box | Claim]]) -> list[list[Box | Claim]]:
    """The parties, of which those that the same claims form on both ends of a stretch of time are one: who withdraws
    such a claim withdraws both.
    """

    def party(members: Sequence[Box | Claim]) -> tuple:
        stretches = {(b.key.subject, b.claim.property, b.key.scope) for b in members if isinstance(b, Box) and b.facet}
        refs = frozenset(map(_ref_of, members))
        return (refs, *stretches) if len(stretches) == 1 else (refs, *map(_about, members[:1]))

    return [[what for members in same for what in members] for same in grouped(parties, party).values()]


def _ambiguous(members: Iterable[Box | Claim]) -> frozenset[str]:
    """Words that documents of different languages say different values with: `1,234 m`."""
    alike = grouped((member for member in members if isinstance(member, Box)), show_value)
    return frozenset(
        words
        for words, boxes in alike.items()
        if len({box.value for box in boxes}) > 1 and len({box.claim.document.read_in for box in boxes}) > 1
    )


def _position(key: Key | None, members: Sequence[Box | Claim], context: Context, ambiguous: Container[str]) -> Position:
    """`ambiguous`: words beside which the language stands by which they are read."""
    boxes = [member for member in members if isinstance(member, Box)]
    boxes.sort(key=lambda box: (box.claim.document.published, box.ref))
    if not boxes:
        claims = tuple(member for member in members if isinstance(member, Claim))
        sources = tuple((name,) for name in dict.fromkeys(claim.document.id for claim in claims))
        return Position(" or ".join(claims[0].readings), claims, sources, contents=frozenset((claims[0].readings[0],)))
    of_claims = grouped(boxes, _ref_of).values()
    by_meaning = grouped(
        of_claims, lambda own: frozenset((box.key, box.value, box.claim.denies) for box in own)
    ).values()
    values = [
        min((_value(own, ambiguous) for own in alike), key=lambda text: (len(text), text)) for alike in by_meaning
    ]
    value = "; ".join([*values[:MOST_VALUES], *(("…",) if len(values) > MOST_VALUES else ())])
    both_ends = len({box.key for box in boxes}) > 1
    about = replace(boxes[0].key, property=boxes[0].claim.property) if both_ends else boxes[0].key
    label = "" if key == about else f"{show_subject(about, context.vocabulary)}: "
    times = dict.fromkeys(show_time(box) for box in boxes if box.time.sort != "always")
    claims = claims_of(boxes)
    return Position(
        f"{label}{value}",
        claims[:MOST_CLAIMS],
        independent(boxes, context),
        "; ".join(list(times)[:MOST_VALUES]),
        contents=frozenset(map(said_by_box, boxes)),
        number=len(claims) + sum(context.unlisted[box.name].number for box in boxes if box.name in context.unlisted),
    )


def _value(own: Sequence[Box], ambiguous: Container[str]) -> str:
    """What a claim says of the quantity: of an interval the end that it is about, or all of it where both are."""
    box = own[0]
    written = show_value(box)
    if written in ambiguous:
        written += f" (read as {language_in_words(box.claim.document.read_in)})"
    said = show_days(box.value.literal) if box.facet and isinstance(box.value, Bounds) else written
    return written if len(own) > 1 else f"not {said}" if box.claim.denies and box.facet else said


def _order(position: Position) -> tuple:
    return -position.independent, -position.documents, position.value, position.refs


def _repairs(conflicts: Iterable[frozenset[int]], held: Sequence[Position]) -> list[tuple[int, ...]]:
    """The smallest sets of positions that share a member with each conflict, those of the fewest sources first; none
    where it takes too many steps to find them, or where withdrawing claims settles nothing (names that look alike).
    """
    try:
        found = [tuple(sorted(chosen)) for chosen in smallest_meeting(conflicts, MOST_CHOICES) if chosen]
    except Unfinished:
        return []
    found.sort(key=lambda chosen: (sum(held[index].independent for index in chosen), _reverse(chosen)))
    return found[:MOST_REPAIRS]


def _reverse(chosen: Sequence[int]) -> tuple[int, ...]:
    """What comes last in the order of support is the first to be withdrawn."""
    return tuple(-index for index in reversed(chosen))
