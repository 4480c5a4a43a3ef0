"""What relations give away as findings, with the chain of arithmetic in plain steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from checker.literals.fingerprint import box_content, fingerprint, relation_content
from checker.literals.phrase import listed, show_days, show_interval, show_side, show_subject, show_written
from checker.model.box import Box, Key, Time
from checker.model.claim import Claim
from checker.model.finding import Conflict, Derivation, Finding, Joint
from checker.model.interval import ALL, Interval
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context
from checker.reasons.verdict import judge
from checker.relations.compile import quantities, variable
from checker.relations.problem import Bound, Constraint, Element
from checker.relations.propagate import propagate
from checker.relations.reasoning import Check, ReadAs, Reasoning, Stopped
from checker.relations.search import JointSet
from checker.rules.group import events_out_of_order

CONFLICT, HOLDS, READ_AS = "joint-conflict", "relation-holds", "reading-that-fits"
MOST_CORNERS = 256
"""Combinations of ends at which a computed value is worked out: eight quantities with two ends each."""


def relation_findings(reasoning: Reasoning, others: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """Findings of all answers, without conflicts of claims that findings of rules report already, and as gravely."""
    # what reconciles two figures, their scope say, may still leave them breaking a relation
    known = {
        frozenset(finding.refs)
        for finding in others
        if finding.verdict == "contradiction"
        or (finding.verdict == "reconciled" and finding.rule == events_out_of_order.ID)
    }
    tense = {frozenset(finding.refs) for finding in others if finding.verdict == "tension"}
    findings: list[Finding] = []
    for answer in reasoning.answers:
        if isinstance(answer, JointSet):
            claims = _claims(answer.names, reasoning)
            refs = frozenset(claim.ref for claim in claims)
            alone = all(
                e.name in reasoning.problem.boxes or e.name in reasoning.problem.limits for e in answer.elements
            )
            if claims and refs not in known and not alone:  # what a claim cannot be by itself is told by constraints
                finding = judge(_conflict(answer, claims, reasoning, context.vocabulary), context)
                findings += [finding] if refs not in tense or finding.verdict == "contradiction" else []
        elif isinstance(answer, Check):
            findings += _check(answer, _supporters(answer.names, reasoning), reasoning, context.vocabulary)
        elif isinstance(answer, ReadAs):
            findings.append(_read_as(answer, reasoning))
        elif claims := _supporters(answer.names, reasoning):
            findings.append(_stopped(answer, claims, reasoning))
    unique = {(finding.id, finding.refs, finding.message): finding for finding in findings}
    return tuple(unique.values())


def _claims(names: Iterable[str], reasoning: Reasoning) -> tuple[Claim, ...]:
    """The claims that elements are named after, from the oldest on."""
    return _ordered(reasoning.problem.claims[name] for name in names if name in reasoning.problem.claims)


def _supporters(names: Iterable[str], reasoning: Reasoning) -> tuple[Claim, ...]:
    """All claims that say what elements say, from the oldest on."""
    return _ordered(claim for name in names for claim in reasoning.problem.supporters.get(name, ()))


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(set(claims), key=lambda claim: (claim.document.published, claim.ref)))


def _boxes(names: Iterable[str], reasoning: Reasoning) -> tuple[Box, ...]:
    boxes = (reasoning.problem.boxes.get(name) for name in sorted(names))
    return tuple(dict.fromkeys(box for box in boxes if box))


def _conflict(found: JointSet, claims: tuple[Claim, ...], reasoning: Reasoning, vocabulary: Vocabulary) -> Conflict:
    implied = _implied(found, reasoning)
    message, why = _words(found, implied, claims, reasoning, vocabulary)
    boxes = _boxes(found.names, reasoning)
    return Conflict(
        CONFLICT,
        boxes,
        found.reading,
        message,
        why,
        joint=Joint(
            _key(boxes, claims),
            _stating(found.names, reasoning),
            _times(found.names, reasoning),
            tuple(_steps(found, implied, reasoning, vocabulary)),
            implied.derivation if implied else None,
        ),
    )


def _stating(names: Iterable[str], reasoning: Reasoning) -> tuple[Claim, ...]:
    """The claims among some elements that state a relation."""
    problem = reasoning.problem
    return tuple(problem.claims[name] for name in sorted(names) if name in problem.claims and not problem.key_of(name))


def _times(names: Iterable[str], reasoning: Reasoning) -> tuple[tuple[Claim, Time], ...]:
    """The claims among some elements, each with the time at which it has to hold."""
    problem = reasoning.problem
    return tuple((problem.claims[name], problem.times[name]) for name in sorted(names) if name in problem.claims)


def _key(boxes: tuple[Box, ...], claims: tuple[Claim, ...]) -> str:
    keys = sorted({f"{box.key.subject}.{box.key.property}" for box in boxes})
    return ", ".join(keys) or "; ".join(claims[0].readings)


def _words(
    found: JointSet,
    implied: Implied | None,
    claims: tuple[Claim, ...],
    reasoning: Reasoning,
    vocabulary: Vocabulary,
) -> tuple[str, str]:
    """The sentence of a conflict, and the reason behind it."""
    documents = sorted({claim.document.id for claim in claims})
    where = f"in {documents[0]}" if len(documents) == 1 else f"of {listed(documents)}"
    if implied:
        box = implied.derivation.against
        about = f": by the others, {show_subject(box.key, vocabulary)} is {implied.likely}, but {show_side(box)}"
    else:
        relations = [e for e in found.elements if e.name not in reasoning.problem.boxes]
        said = dict.fromkeys(reasoning.problem.labels.get(e.name, e.text) for e in relations)
        about = f": {listed(f'“{text}”' for text in said)}" if said else ""
    alone = len(claims) == 1
    whom = f"One claim {where}" if alone else f"{len(claims)} claims {where}"
    if found.reading == "plausible":
        hardly = "hardly fits what holds by definition" if alone else "hardly fit together"
        return f"{whom} {hardly}{about}", "only a generous reading of the figures lets all of them hold"
    cannot = "cannot hold by definition" if alone else "cannot all hold together"
    return f"{whom} {cannot}{about}", "leave out any one of them and the others can hold"


def _steps(found: JointSet, implied: Implied | None, reasoning: Reasoning, vocabulary: Vocabulary) -> Iterator[str]:
    """Each claim and relation, what follows from them, and the claim that it leaves no room for."""
    target = _target(found, reasoning)
    for element in found.elements:
        if element is not target:
            claim, box = reasoning.problem.claims.get(element.name), reasoning.problem.boxes.get(element.name)
            yield f"{claim.ref}: {element.text}" if claim and not box else element.text
    if implied:
        widest = f" (at the widest {implied.widest})" if implied.likely != implied.widest else ""
        about = show_subject(implied.derivation.against.key, vocabulary)
        yield f"so {about} is {implied.likely}{widest}"
    if target is not None:
        yield f"but {target.text}"


@dataclass(frozen=True, slots=True)
class Implied:
    """What the other claims of a conflict make of the quantity of one, in words too: as a reader expects it and at the
    widest.
    """

    derivation: Derivation
    likely: str
    widest: str


def _implied(found: JointSet, reasoning: Reasoning) -> Implied | None:
    """`None` where the other claims leave every quantity open."""
    target = _target(found, reasoning)
    if target is None:
        return None
    name = min(target.variables)
    rest = [element for element in found.elements if element is not target]
    expected = [reasoning.expected.by_name[element.name] for element in rest]
    widest = [reasoning.problem.by_name[element.name] for element in rest]
    intervals = follows(expected, name), follows(widest, name)
    if intervals == (ALL, ALL):
        return None
    box = reasoning.problem.boxes[target.name]
    likely, at_most = (_shown(interval, box.datatype == "date", box.unit) for interval in intervals)
    return Implied(Derivation(box, *intervals), likely, at_most)


def implied_by(found: JointSet, key: Key, reasoning: Reasoning) -> str:
    """What the other elements of a conflict make of a quantity, as a reader expects it; nothing where it stays open."""
    own = {name: box for name in found.names if (box := reasoning.problem.boxes.get(name)) and box.key == key}
    rest = [reasoning.expected.by_name[element.name] for element in found.elements if element.name not in own]
    interval = follows(rest, variable(key))
    box = next(iter(own.values()), None)
    return "" if box is None or interval == ALL else _shown(interval, box.datatype == "date", box.unit)


def _target(found: JointSet, reasoning: Reasoning) -> Element | None:
    """The claim to hold against what the others make: one of a quantity in dispute, a reported one, or the last that
    bounds one quantity.
    """
    single = [e for e in found.elements if reasoning.problem.key_of(e.name) and len(e.variables) == 1]
    in_dispute = {one.gives_way.key for one in reasoning.disputed if one.choices == (one.question,)}
    single = [e for e in single if reasoning.problem.key_of(e.name) in in_dispute] or single
    whole = [e for e in single if not reasoning.problem.boxes[e.name].facet] or single
    reported = [e for e in whole if reasoning.problem.claims[e.name].said_by]
    return (reported or whole or [None])[-1]


def _shown(interval: Interval, dated: bool, unit: str) -> str:
    return show_days(_whole_days(interval)) if dated else show_interval(interval, unit)


def _whole_days(interval: Interval) -> Interval:
    lo = None if interval.lo is None else -(-interval.lo // 1)
    hi = None if interval.hi is None else interval.hi // 1
    return Interval(lo, hi) if lo is None or hi is None or lo <= hi else interval


def follows(elements: Iterable[Element], name: str) -> Interval:
    """What elements (each by its first reading) leave of a quantity.

    Where one quantity occurs twice in an expression, narrowing is too wide; then the ends of all quantities are tried
    together, which is exact for expressions that rise or fall steadily in each of them (sums, shares, quotients).
    """
    rows: list[tuple[str, Constraint]] = [(e.name, c) for e in elements if e.alternatives for c in e.alternatives[0]]
    narrowed = propagate(rows)
    wide = narrowed.domains.get(name, ALL)
    ends: Mapping[str, tuple] = {
        other: (domain.lo, domain.hi)
        for other, domain in sorted(narrowed.domains.items())
        if other != name
        and domain.lo is not None
        and domain.hi is not None
        and other in quantities(tuple(c for _, c in rows))
    }
    if narrowed.conflict or not ends or 2 ** len(ends) > MOST_CORNERS:
        return wide
    ties = [(owner, c) for owner, c in rows if not (isinstance(c, Bound) and c.variable in ends)]
    values = []
    for corner in product(*(sorted(set(pair)) for pair in ends.values())):
        pinned = [("corner", Bound(other, Interval(v, v))) for other, v in zip(ends, corner, strict=True)]
        state = propagate([*ties, *pinned])
        domain = state.domains.get(name, ALL)
        if state.conflict or not domain.is_point:
            return wide
        values.append(domain.lo)
    return Interval(min(values), max(values))  # type: ignore[type-var]  # points have both ends


def _check(check: Check, claims: tuple[Claim, ...], reasoning: Reasoning, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A relation that holds; nothing where a quantity that nobody states stays without bounds: nothing was tried."""
    boxes = _boxes(check.names, reasoning)
    figures = listed(f"{claim.document.id} ({show_written(claim) or claim.quote})" for claim in claims)
    worked_out = ""
    if check.free:
        interval = follows(check.elements, check.free)
        if interval.width is None:
            return
        worked_out = f", and {check.free} is {_shown(interval, *_sort_of(check.free, vocabulary))}"
    names = [*check.names, check.relation.name]
    yield Finding(
        id=fingerprint(HOLDS, [*_contents(names, reasoning), check.relation.text]),
        rule=HOLDS,
        verdict="agreement",
        claims=claims,
        key=_key(boxes, claims),
        message=f"{check.relation.text.rstrip('.')}: {figures} fit{worked_out}",
        why="checked together, and all of them can hold",
        boxes=boxes,
    )


def _contents(names: Iterable[str], reasoning: Reasoning) -> list[str]:
    """What the fingerprint of a finding on some elements is made of: boxes, and the readings of relations."""
    contents = []
    for name in sorted(names):
        box = reasoning.problem.boxes.get(name)
        if box:
            contents.append(box_content(box))
        elif name in reasoning.problem.claims:
            contents.append(relation_content(reasoning.problem.claims[name]))
    return contents


def _sort_of(name: str, vocabulary: Vocabulary) -> tuple[bool, str]:
    """Whether a named quantity is a date, and its unit."""
    prop = vocabulary.properties.get(name.partition("@")[0].partition("[")[0].partition(".")[2])
    return prop is None or prop.datatype in ("date", "interval"), prop.unit if prop else ""


def _stopped(stopped: Stopped, claims: tuple[Claim, ...], reasoning: Reasoning) -> Finding:
    """That a set was not judged: it is named by all its quantities, and has no boxes that could be drawn as parting."""
    whom = f"{len(claims):,} claims that relations tie together were" if len(claims) > 1 else "One claim was"
    return Finding(
        id=fingerprint(CONFLICT, _contents(stopped.names, reasoning)),
        rule=CONFLICT,
        verdict="unchecked",
        claims=claims,
        key=_key(_boxes(stopped.names, reasoning), claims),
        message=f"{whom} not checked to the end: {stopped.cause}",
        why="conflicts among them may be missing",
    )


def _read_as(answer: ReadAs, reasoning: Reasoning) -> Finding:
    """How an ambiguous claim is read so that it fits the rest, and what it does not fit in another reading."""
    claim = reasoning.problem.claims[answer.name]
    parts = [_read_beside(claim, beside, fits, reasoning) for beside, fits in answer.fits]
    names = [answer.name, *(beside for beside, _ in answer.fits if beside)]
    boxes = _boxes(names, reasoning)
    return Finding(
        id=fingerprint(READ_AS, _contents(names, reasoning)),
        rule=READ_AS,
        verdict="reconciled",
        claims=_claims(names, reasoning),
        key=_key(boxes, (claim,)),
        message=f"“{claim.quote}” ({claim.document.id}) {'; '.join(dict.fromkeys(filter(None, parts)))}",
        why="a claim of several readings is read in the way that fits the rest",
        boxes=boxes,
    )


def _read_beside(claim: Claim, beside: str, fits: Sequence[int], reasoning: Reasoning) -> str:
    """`fits state-eap-2016 (1952) as “a = b”, not as “a = c”`; nothing where every reading fits."""
    if len(fits) == len(claim.readings):
        return ""
    other = reasoning.problem.claims.get(beside)
    whom = f"{other.document.id} ({show_written(other)})" if other else "the rest"
    read = listed(f"“{claim.readings[index]}”" for index in fits)
    wrong = listed(f"“{text}”" for index, text in enumerate(claim.readings) if index not in fits)
    return f"fits {whom} as {read}, not as {wrong}" if fits else f"fits {whom} in no reading"
