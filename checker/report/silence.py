"""What a change took away, redefined and let pass, in lines: one for each kind, and the first of each kind below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.literals.phrase import listed
from checker.model.change import CorpusChange, ExceptionChange, FieldChange, Rejudgement, Silence
from checker.model.disagreement import Disagreement
from checker.model.fault import Mark
from checker.model.finding import OPEN
from checker.report.explain import counted
from checker.report.options import Options

GONE, REDEFINED, EXCEPTIONS = "gone-since", "redefined-since", "exceptions-since"
REJUDGED, CLOSED, EXPLAINED = "under-base", "closed-since", "explained-since"
MOST = 20
"""Things of one kind that are listed; the rest is counted."""
PLURALS = {"entity": "entities", "property": "properties"}
EXCEPTION_WORDS = {"allow": "suppression", "baseline": "entry of the baseline", "decision": "ruling"}
EXCEPTION_PLURALS = {"allow": "suppressions", "baseline": "entries of the baseline", "decision": "rulings"}


@dataclass(frozen=True, slots=True)
class SilenceLine:
    """`kind` is one of the six above, `message` tells it in a line; `details` list the first of its kind. `fails`: it
    fails the run. `mark` is where the first of them stands, if anywhere.
    """

    kind: str
    message: str
    details: tuple[str, ...]
    fails: bool = False
    mark: Mark | None = None


def silence_lines(options: Options) -> Iterator[SilenceLine]:
    """`gone since main: 1 document, 3 claims`; nothing where nobody looked, or a change took nothing away."""
    silence = options.silence
    if silence is None:
        return
    since = f"since {options.since}"
    fails = options.fail_on_removed
    for kind, word, changed in ((GONE, "gone", silence.gone), (REDEFINED, "redefined", silence.redefined)):
        if changed:
            details = tuple(_cut([_change(one, silence) for one in changed]))
            yield SilenceLine(kind, f"{word} {since}: {_numbers(changed, silence)}", details, fails, _mark(changed))
    if silence.exceptions:
        details = tuple(_cut([_exception(one) for one in silence.exceptions]))
        words = f"exceptions {since}: {_exception_numbers(silence.exceptions)}"
        yield SilenceLine(EXCEPTIONS, words, details, mark=_mark(silence.exceptions))
    if silence.closed:
        details = tuple(_cut([_closed(one) for one in silence.closed]))
        number = counted(len(silence.closed), "disagreement")
        yield SilenceLine(CLOSED, f"closed {since} by rulings that were there before: {number}", details)
    if silence.explained:
        details = tuple(_cut([f"{one.was} then, {one.now} now: {one.title}" for one in silence.explained]))
        number = counted(len(silence.explained), "disagreement")
        yield SilenceLine(EXPLAINED, f"milder {since} by what the change adds: {number}", details)
    known: set[str] = set()
    for one in silence.rejudged:
        fresh = tuple(each for each in one.more if each.id not in known)
        known |= {each.id for each in one.more}
        if fresh or (one.unread and not one.restored):
            titles = tuple(_cut([f"{each.verdict}: {each.title}" for each in fresh]))
            yield SilenceLine(REJUDGED, _rejudged(replace(one, more=fresh), options.since), titles)


def silence_data(silence: Silence | None) -> dict[str, Any]:
    """The same for programs, whole."""
    found = silence or Silence()
    claims = dict(found.claims)
    return {
        "gone": [{**_named(one), "claims": claims.get(one.name, 0)} for one in found.gone],
        "redefined": [
            {**_named(one), "field": part.field, "before": part.before, "now": part.after}
            for one in found.redefined
            for part in one.parts or (FieldChange("", None, one.was),)
        ],
        "exceptions": [
            {"sort": one.sort, "name": one.name, "change": one.kind, "text": one.text, **_stands(one.mark)}
            for one in found.exceptions
        ],
        "closed": [
            {
                "id": one.id,
                "title": one.title,
                "verdict": one.decision.verdict,
                "reviewer": one.decision.reviewer,
                "reason": one.decision.reason,
            }
            for one in found.closed
            if one.decision
        ],
        "explained": [{"id": one.id, "title": one.title, "before": one.was, "now": one.now} for one in found.explained],
        "rejudged": [
            {
                "restored": one.restored,
                "more": [{"id": each.id, "verdict": each.verdict, "title": each.title} for each in one.more],
                "unread": one.unread,
            }
            for one in found.rejudged
        ],
    }


def _numbers(changed: Iterable[CorpusChange], silence: Silence) -> str:
    """`1 document, 4 claims`: claims of documents that are gone are counted with the others."""
    counts = Counter(one.sort for one in changed)
    if any(one.sort == "document" and one.kind in ("removed", "lost") for one in changed):
        counts["claim"] += sum(number for _, number in silence.claims)
    return ", ".join(counted(number, sort, PLURALS.get(sort, "")) for sort, number in counts.items() if number)


def _change(one: CorpusChange, silence: Silence) -> str:
    """`document b (3 claims)`, `property cost: many: no → yes`."""
    if one.kind == "changed":
        return f"{one.sort} {one.name}: {'; '.join(map(_part, one.parts)) or one.was}"
    claims = dict(silence.claims).get(one.name, 0) if one.sort == "document" else 0
    told = f"{counted(claims, 'claim')}" if claims else f"cannot be read now, {one.was}" if one.kind == "lost" else ""
    return f"{one.sort} {one.name}{f' ({told})' if told else ''}"


def _part(part: FieldChange) -> str:
    was, now = ("(none)" if text is None else text for text in (part.before, part.after))
    return f"{part.field}: {was} → {now}"


def _exception_numbers(changed: Iterable[ExceptionChange]) -> str:
    counts = Counter((one.sort, one.kind) for one in changed)
    words = (
        f"{counted(number, EXCEPTION_WORDS[sort], EXCEPTION_PLURALS[sort])} {kind}"
        for (sort, kind), number in counts.items()
    )
    return ", ".join(words)


def _exception(one: ExceptionChange) -> str:
    return f"{EXCEPTION_WORDS[one.sort]} {one.kind}: {one.name}{f', {one.text}' if one.text else ''}"


def _closed(one: Disagreement) -> str:
    """`Title: right (85), ann: read twice`."""
    ruling = one.decision
    if ruling is None:
        return one.title
    named = ruling.positions or ruling.claims
    return f"{one.title}: {ruling.verdict}{f' ({listed(named)})' if named else ''}, {ruling.reviewer}: {ruling.reason}"


def _rejudged(one: Rejudgement, since: str) -> str:
    """`under the vocabulary of main, with what is gone or edited: 1 contradiction, 2 tensions more`."""
    numbers = Counter(each.verdict for each in one.more)
    parts = [counted(numbers[verdict], verdict) for verdict in OPEN if numbers[verdict]]
    more = [f"{', '.join(parts)} more"] if parts else []
    more += [f"{counted(one.unread, 'claim')} cannot be read"] if one.unread else []
    restored = ", with what is gone or edited" if one.restored else ""
    return f"under the vocabulary of {since}{restored}: {'; '.join(more)}"


def _cut(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield f"and {len(lines) - MOST:,} more"


def _mark(changed: Sequence[CorpusChange] | Sequence[ExceptionChange]) -> Mark | None:
    return next((one.mark for one in changed if one.mark), None)


def _named(one: CorpusChange) -> dict[str, Any]:
    return {"sort": one.sort, "name": one.name, **_stands(one.mark)}


def _stands(mark: Mark | None) -> dict[str, Any]:
    return {"file": mark.file if mark else None, "line": mark.line if mark else None}
