"""A difference in words: for a terminal, for programs, and for a comment on a pull request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from checker.history.difference import Difference
from checker.history.turns import Turn
from checker.literals.phrase import listed
from checker.model.change import CorpusChange
from checker.model.disagreement import Disagreement, Position
from checker.model.finding import REASONS
from checker.model.result import Result
from checker.report.explain import counted, summary
from checker.report.json import as_text
from checker.report.markdown import code, text
from checker.report.safe import visible

SCHEMA = "changes-2"
KINDS = {
    "added": "added",
    "removed": "removed",
    "changed": "changed",
    "renamed": "renamed",
    "lost": "cannot be read now",
    "readable": "can be read now",
}
PLURALS = {"entity": "entities", "property": "properties"}
LONGEST_COMMENT = 60_000
"""Characters: GitHub takes 65,536 in a comment, and what wraps this may add some."""

REFERENCE = re.compile("[@#!]")
"""What sites turn into a link to a person, an issue or a merge request; a comment between keeps it text."""

NOTHING = "(none)"


def write_text(difference: Difference) -> str:
    lines = [_headline(difference), ""]
    for change, turned in difference.changes:
        where = f"   {change.mark}" if change.mark else ""
        lines.append(visible(f"{change.sort} {_names(change)}{where}"))
        lines += [visible(f"  {part.field:<11} {_text(part.before)} → {_text(part.after)}") for part in change.parts]
        lines += [visible(f"  {turn.kind:<11} {_turn(turn)}") for turn in turned]
        lines.append("")
    if difference.others:
        lines.append("for another reason: the vocabulary, a decision or the policy")
        lines += [visible(f"  {turn.kind:<11} {_turn(turn)}") for turn in difference.others]
        lines.append("")
    return "\n".join([*lines, *_totals(difference)]) + "\n"


def write_markdown(difference: Difference) -> str:
    """Words of files stand in code or are escaped, and call nobody: neither markup nor `@name` nor `#1` works in them.

    Whole entries are left out where a comment would be too long, and counted.
    """
    head = ["## What changed in the claims", "", f"{_calm(_headline(difference))}", ""]
    foot = ["", *(f"{_calm(line)}  " for line in _totals(difference))]
    room = LONGEST_COMMENT - sum(len(line) + 1 for line in (*head, *foot)) - len("- and 1,000,000 more entries\n")
    entries = list(_entries(difference))
    shown = 0
    for entry in entries:
        room -= len(entry) + 1
        if room < 0:
            break
        shown += 1
    more = [f"- and {counted(len(entries) - shown, 'more entry', 'more entries')}"] if shown < len(entries) else []
    return "\n".join([*head, *entries[:shown], *more, *foot]) + "\n"


def write_json(difference: Difference) -> str:
    data = {
        "schema": SCHEMA,
        "since": {"ref": difference.ref, "commit": difference.commit},
        "as_of": difference.now.as_of,
        "changes": [_change_data(change) for change, _ in difference.changes],
        "disagreements": [_turn_data(turn) for turn in difference.turns],
        "totals": {"before": _counts(difference.before), "now": _counts(difference.now)},
        "faults": difference.now.fault_count,
    }
    return as_text(data)


WRITERS = {"text": write_text, "json": write_json, "markdown": write_markdown}


def _headline(difference: Difference) -> str:
    """`Since main (abc123def456): 2 claims changed, 1 claim added; 1 document renamed`."""
    counts = Counter((change.sort, change.kind) for change, _ in difference.changes)
    parts = [f"{counted(number, sort, PLURALS.get(sort, ''))} {KINDS[kind]}" for (sort, kind), number in counts.items()]
    return visible(f"Since {difference.ref} ({difference.commit[:12]}): {', '.join(parts) or 'no claim changed'}")


def _names(change: CorpusChange, name: Callable[[str], str] = str, words: Callable[[str], str] = str) -> str:
    """What became of something; `name` writes names, `words` other words of files."""
    if change.kind == "renamed":
        return f"{name(change.was)} is now {name(change.name)}"
    because = f" ({words(change.was)})" if change.was else ""
    return f"{name(change.name)} {KINDS[change.kind]}{because}"


def _turn(turn: Turn) -> str:
    """`contradiction works.cost-7f3a9c21d0e4b55a: …`, or what it was, what it is, and what of it changed."""
    one = turn.disagreement
    if turn.before is None or turn.now is None:
        return f"{_standing(one)} {one.id}: {one.title}"
    old, new = _standing(turn.before), _standing(turn.now)
    judged = f"{old} → {new}" if old != new else f"still {new}"
    was = f" (was {turn.before.id})" if turn.before.id != one.id else ""
    return "; ".join((f"{judged} {one.id}{was}: {one.title}", *_details(turn)))


def _details(turn: Turn) -> Iterator[str]:
    if turn.came:
        yield f"came: {listed(turn.came)}"
    if turn.gone:
        yield f"went: {listed(turn.gone)}"
    yield from (f"{one.value}: {counted(one.before, 'source')}, now {one.now:,}" for one in turn.support)


def _standing(one: Disagreement) -> str:
    reasons = [reason for reason in REASONS if reason in one.reasons] if one.verdict == "reconciled" else []
    by = f" by {listed(reasons)}" if reasons else ""
    return f"{one.verdict}{by}{f', {one.decision.state}' if one.decision else ''}"


def _totals(difference: Difference) -> Iterator[str]:
    kinds = Counter(turn.kind for turn in difference.turns)
    yield f"disagreements: {kinds['appeared']:,} appeared, {kinds['went']:,} went, {kinds['changed']:,} changed"
    yield f"before: {summary(difference.before)}"
    yield f"now: {summary(difference.now)}"
    if faults := difference.now.fault_count:
        yield f"{counted(faults, 'fault')} in the input: disagreements may be missing (checker check tells)"


def _entries(difference: Difference) -> Iterator[str]:
    for change, turned in difference.changes:
        lines = [f"- **{_calm(change.sort)}** {_names(change, code, _calm)}"]
        lines += [f"  - {_calm(part.field)}: {_code(part.before)} → {_code(part.after)}" for part in change.parts]
        lines += [f"  - {turn.kind}: {_calm(_turn(turn))}" for turn in turned]
        yield "\n".join(lines)
    for turn in difference.others:
        yield f"- for another reason {turn.kind}: {_calm(_turn(turn))}"


def _text(value: str | None) -> str:
    return NOTHING if value is None else value


def _code(value: str | None) -> str:
    return NOTHING if value is None else code(value.replace("\n", " "))


def _calm(words: str) -> str:
    """Escaped, and without the references that sites make of `@name`, `#1` and `!1` in text."""
    return REFERENCE.sub(lambda sign: f"{sign[0]}<!-- -->", text(words))


def _change_data(change: CorpusChange) -> dict[str, Any]:
    return {
        "sort": change.sort,
        "name": change.name,
        "change": change.kind,
        "was": change.was or None,
        "file": change.mark.file if change.mark else None,
        "line": change.mark.line if change.mark else None,
        "fields": [{"field": part.field, "before": part.before, "now": part.after} for part in change.parts],
    }


def _turn_data(turn: Turn) -> dict[str, Any]:
    return {
        "change": turn.kind,
        "before": _data(turn.before),
        "now": _data(turn.now),
        "came": list(turn.came),
        "went": list(turn.gone),
        "support": [{"value": one.value, "before": one.before, "now": one.now} for one in turn.support],
    }


def _data(one: Disagreement | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "id": one.id,
        "verdict": one.verdict,
        "severity": one.severity,
        "title": one.title,
        "question": one.question.name,
        "positions": [_position(position) for position in one.positions],
        "reasons": dict(one.reasons),
        "state": one.decision.state if one.decision else None,
    }


def _position(position: Position) -> dict[str, Any]:
    claims = list(position.refs)
    return {"value": position.value, "claims": claims, "independent": position.independent, "derived": position.derived}


def _counts(result: Result) -> dict[str, int]:
    counted_ones = (*result.disagreements, *result.of("agreement", "unchecked"))
    return dict(sorted(Counter(one.verdict for one in counted_ones).items()))
