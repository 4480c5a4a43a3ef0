"""What joint reasoning found, as findings: the chain of arithmetic in plain steps, and the smallest repairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from checker.literals.boxes import fold
from checker.literals.fingerprint import box_content, fingerprint, relation_content
from checker.literals.phrase import listed, show_days, show_interval, show_side, show_subject
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.finding import Explanation, Finding
from checker.model.interval import ALL, Interval
from checker.model.vocabulary import Vocabulary
from checker.relations.compile import quantities
from checker.relations.minimal import meeting_all
from checker.relations.problem import Bound, Constraint, Element, Unfinished
from checker.relations.propagate import propagate
from checker.relations.reasoning import Check, Clash, Reasoning, Stopped
from checker.rules.group import events_out_of_order

CONFLICT, HOLDS = "joint-conflict", "relation-holds"
MOST_CORNERS = 256
"""Combinations of ends at which a computed value is worked out: eight quantities with two ends each."""


def tell(reasoning: Reasoning, pairs: Iterable[Finding], vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Findings of all answers. A conflict that a rule on pairs tells already is not told again."""
    told = list(pairs)
    # what reconciles two figures, their scope say, may still leave them breaking a relation
    known = {
        frozenset(finding.refs)
        for finding in told
        if finding.verdict in ("contradiction", "tension")
        or (finding.verdict == "reconciled" and finding.rule == events_out_of_order.ID)
    }
    found: list[Finding] = []
    for answer in reasoning.answers:
        claims = _claims(answer.names, reasoning)
        refs = frozenset(claim.ref for claim in claims)
        if isinstance(answer, Clash):
            one_quantity = all(element.name in reasoning.problem.boxes for element in answer.elements)
            if claims and refs not in known and not one_quantity:
                found.append(_conflict(answer, claims, reasoning, vocabulary))
        elif isinstance(answer, Check):
            found += _check(answer, claims, reasoning, vocabulary)
        elif claims:
            found.append(_stopped(answer, claims, reasoning))
    unique = {(finding.id, finding.refs, finding.message): finding for finding in found}
    return tuple(unique.values())


def _claims(names: Iterable[str], reasoning: Reasoning) -> tuple[Claim, ...]:
    claims = {reasoning.problem.claims[name] for name in names if name in reasoning.problem.claims}
    return tuple(sorted(claims, key=lambda claim: (claim.document.published, claim.ref)))


def _contents(names: Iterable[str], reasoning: Reasoning) -> list[str]:
    """What the fingerprint of a joint finding is made of: boxes, and the readings of relations."""
    contents = []
    for name in sorted(names):
        boxes = reasoning.problem.boxes.get(name)
        if boxes:
            contents += [box_content(box) for box in boxes]
        elif name in reasoning.problem.claims:
            contents.append(relation_content(reasoning.problem.claims[name]))
    return contents


def _boxes(names: Iterable[str], reasoning: Reasoning) -> tuple[Box, ...]:
    return tuple(box for name in sorted(names) for box in reasoning.problem.boxes.get(name, ()))


def _conflict(clash: Clash, claims: tuple[Claim, ...], reasoning: Reasoning, vocabulary: Vocabulary) -> Finding:
    boxes = _boxes(clash.names, reasoning)
    explanations = tuple(_explanations(clash, claims, boxes, vocabulary))
    reasons = tuple(e.reason for e in explanations if e.status == "holds")
    certain = clash.reading == "possible" and clash.sure and not reasons and clash.chosen is None
    contents = _contents(clash.names, reasoning)
    message, why = _words(clash, claims, reasoning, vocabulary)
    if clash.chosen:
        contents.append(f"reading {clash.chosen[1]}")
    return Finding(
        id=fingerprint(CONFLICT, contents),
        rule=CONFLICT,
        verdict="contradiction" if certain else "tension",
        claims=claims,
        key=_key(boxes, claims),
        message=message,
        why=why,
        reasons=reasons,
        explanations=explanations,
        steps=tuple(_steps(clash, reasoning)),
        boxes=boxes,
    )


def _key(boxes: tuple[Box, ...], claims: tuple[Claim, ...]) -> str:
    keys = sorted({f"{box.key.subject}.{box.key.property}" for box in boxes})
    return ", ".join(keys) or "; ".join(claims[0].readings)


def _words(clash: Clash, claims: tuple[Claim, ...], reasoning: Reasoning, vocabulary: Vocabulary) -> tuple[str, str]:
    number = len(claims)
    documents = sorted({claim.document.id for claim in claims})
    where = f"in {documents[0]}" if len(documents) == 1 else f"of {listed(documents)}"
    whom = f"{number} claims {where}" if number > 1 else f"One claim {where}"
    if clash.chosen:
        name, place = clash.chosen
        claim = next(claim for claim in claims if claim.ref == name)
        works = listed(f"“{claim.readings[other]}”" for other in clash.works)
        tail = f"; read as {works} it fits these" if works else "; no reading of it fits"
        return f"{whom} cannot all hold if “{claim.quote}” means “{claim.readings[place]}”{tail}", ""
    found = _worked_out(clash, reasoning)
    about = ""
    if found:
        box = reasoning.problem.boxes[found[0].name][0]
        about = f": by the others, {show_subject(box.key, vocabulary)} is {found[2]}, but {show_side(box)}"
    if clash.reading == "plausible":
        return f"{whom} hardly fit together{about}", "only a generous reading of the figures lets all of them hold"
    return f"{whom} cannot all hold together{about}", "leave out any one of them and the others can hold"


def _explanations(
    clash: Clash, claims: tuple[Claim, ...], boxes: tuple[Box, ...], vocabulary: Vocabulary
) -> Iterator[Explanation]:
    """The innocent reasons as far as they concern a set that is tied by relations."""
    if clash.sure:
        yield Explanation("time", "ruled-out", "all hold at one time")
    else:
        yield Explanation("time", "unknown", "whether all speak of one moment is not stated")
    yield from _definition(boxes)
    if clash.reading == "plausible":
        yield Explanation("precision", "unknown", "only a generous reading of rounding and hedges lets all hold")
    else:
        yield Explanation("precision", "ruled-out", "no rounding or hedge closes the gap")
    reported = [claim for claim in claims if claim.said_by]
    if reported:
        speaker = vocabulary.label(reported[0].said_by)
        text = (
            f"{reported[0].ref} only reports {speaker}: what follows from the others binds {speaker}, not the document"
        )
        yield Explanation("attribution", "holds", text, f"the document of {reported[0].ref} made that claim its own")
    else:
        yield Explanation("attribution", "ruled-out", "each document speaks for itself")


def _definition(boxes: tuple[Box, ...]) -> Iterator[Explanation]:
    stated = [box for box in boxes if box.claim.definition]
    for a, b in combinations(stated, 2):
        if fold(a.claim.definition) != fold(b.claim.definition):
            text = f"{a.ref} counts “{a.claim.definition}”, {b.ref} “{b.claim.definition}”"
            yield Explanation("definition", "holds", text, f"{a.ref} and {b.ref} turned out to count the same")
            return
    if stated and len(stated) < len(boxes):
        silent = next(box for box in boxes if not box.claim.definition)
        text = f"{stated[0].ref} counts “{stated[0].claim.definition}”; {silent.ref} does not say what it counts"
        yield Explanation("definition", "unknown", text)


def _steps(clash: Clash, reasoning: Reasoning) -> Iterator[str]:
    """Each claim and relation, what follows from them, and the claim that it leaves no room for."""
    target = _target(clash, reasoning)
    for element in clash.elements:
        if element is not target:
            by = f"{reasoning.problem.claims[element.name].ref}: " if element.name in reasoning.problem.claims else ""
            yield f"{by}{element.text}" if element.name not in reasoning.problem.boxes else element.text
    found = _worked_out(clash, reasoning)
    if found:
        _, name, likely, widest = found
        yield f"so {name} is {likely}" + (f" (at the widest {widest})" if likely != widest else "")
    if target is not None:
        yield f"but {target.text}"


def _worked_out(clash: Clash, reasoning: Reasoning) -> tuple[Element, str, str, str] | None:
    """The claim that the others leave no room for, its quantity, and what they make of that, as a reader expects it
    and at the widest; `None` where they leave it open.
    """
    target = _target(clash, reasoning)
    if target is None:
        return None
    name = min(target.variables)
    rest = [element for element in clash.elements if element is not target]
    expected = {element.name: element for element in reasoning.expected.elements}
    chosen = clash.chosen[0] if clash.chosen else None
    readings = [element if element.name == chosen else expected[element.name] for element in rest]
    intervals = follows(readings, name), follows(rest, name)
    if intervals == (ALL, ALL):
        return None
    box = reasoning.problem.boxes[target.name][0]
    likely, widest = (_shown(interval, box.datatype == "date", box.unit) for interval in intervals)
    return target, name, likely, widest


def _target(clash: Clash, reasoning: Reasoning) -> Element | None:
    """The claim to hold against what the others make: a reported one, else the last that bounds one quantity."""
    single = [e for e in clash.elements if e.name in reasoning.problem.boxes and len(e.variables) == 1]
    reported = [e for e in single if reasoning.problem.claims[e.name].said_by]
    return (reported or single or [None])[-1]


def _shown(interval: Interval, dated: bool, unit: str) -> str:
    return show_days(_whole(interval)) if dated else show_interval(interval, unit)


def _whole(interval: Interval) -> Interval:
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
    figures = listed(f"{claim.document.id} ({claim.value or claim.quote})" for claim in claims)
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


def _sort_of(name: str, vocabulary: Vocabulary) -> tuple[bool, str]:
    """Whether a named quantity is a date, and its unit."""
    prop = vocabulary.properties.get(name.partition("@")[0].partition("[")[0].partition(".")[2])
    return prop is None or prop.datatype in ("date", "interval"), prop.unit if prop else ""


def _stopped(answer: Stopped, claims: tuple[Claim, ...], reasoning: Reasoning) -> Finding:
    boxes = _boxes(answer.names, reasoning)
    return Finding(
        id=fingerprint(CONFLICT, _contents(answer.names, reasoning)),
        rule=CONFLICT,
        verdict="unchecked",
        claims=claims,
        key=_key(boxes, claims),
        message=f"{len(claims):,} claims that relations tie together were not checked to the end: {answer.cause}",
        why="conflicts among them may be missing",
    )


def repairs(findings: Iterable[Finding]) -> Mapping[tuple[str, ...], tuple[tuple[Claim, ...], ...]]:
    """For the claims of each contradiction the smallest sets of claims whose withdrawal settles it and all that hangs
    together with it.
    """
    contradictions = [finding for finding in findings if finding.verdict == "contradiction"]
    claims = {claim.ref: claim for finding in contradictions for claim in finding.claims}
    found: dict[tuple[str, ...], tuple[tuple[Claim, ...], ...]] = {}
    for group in _sharing_claims(contradictions):
        try:
            sets = meeting_all([frozenset(finding.refs) for finding in group])
        except Unfinished:
            continue
        least = min(map(len, sets))
        smallest = sorted(sorted(names) for names in sets if len(names) == least)
        told = tuple(tuple(claims[ref] for ref in names) for names in smallest)
        found.update((finding.refs, told) for finding in group)
    return found


def _sharing_claims(findings: Iterable[Finding]) -> Iterable[list[Finding]]:
    """The findings in groups: those that share a claim, by whatever way round, are together."""
    parent: dict[str, str] = {}

    def root(ref: str) -> str:
        while parent.setdefault(ref, ref) != ref:
            parent[ref] = parent[parent[ref]]
            ref = parent[ref]
        return ref

    findings = tuple(findings)
    for finding in findings:
        for ref in finding.refs:
            parent[root(ref)] = root(finding.refs[0])
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(root(finding.refs[0]), []).append(finding)
    return groups.values()
