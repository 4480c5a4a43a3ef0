"""A difference in words: for a terminal, for programs, and for a comment on a pull request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from checker.history.changes import CorpusChange
from checker.history.difference import Difference
from checker.history.turns import Turn
from checker.model.finding import Finding
from checker.report.explain import counted, summary, verdict_words
from checker.report.json import as_text
from checker.report.markdown import code, text
from checker.report.safe import visible

SCHEMA = "changes-1"
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
        "findings": [_turn_data(turn) for turn in difference.turns],
        "totals": {"before": _counts(difference.before.findings), "now": _counts(difference.now.findings)},
        "faults": len(difference.now.faults),
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
    """`contradiction value-conflict-7f3a9c21: …`, or what it was and what it is."""
    finding = turn.finding
    if turn.before is None or turn.now is None:
        return f"{_standing(finding)} {finding.id}: {finding.message}"
    old, new = _standing(turn.before), _standing(turn.now)
    judged = f"{old} → {new}" if old != new else f"still {new}"
    was = f" (was {turn.before.id})" if turn.before.id != finding.id else ""
    return f"{judged} {finding.id}{was}: {finding.message}"


def _standing(finding: Finding) -> str:
    state = f", {finding.decision.state}" if finding.decision else ""
    return f"{verdict_words(finding)}{state}"


def _totals(difference: Difference) -> Iterator[str]:
    kinds = Counter(turn.kind for turn in difference.turns)
    yield f"findings: {kinds['appeared']:,} appeared, {kinds['went']:,} went, {kinds['changed']:,} changed"
    yield f"before: {summary(difference.before)}"
    yield f"now: {summary(difference.now)}"
    if faults := difference.now.faults:
        yield f"{counted(len(faults), 'fault')} in the input: findings may be missing (checker check tells)"


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
        "rule": turn.finding.rule,
        "before": _finding_data(turn.before),
        "now": _finding_data(turn.now),
    }


def _finding_data(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "id": finding.id,
        "verdict": finding.verdict,
        "reasons": list(finding.reasons),
        "severity": finding.severity,
        "state": finding.decision.state if finding.decision else None,
        "claims": list(finding.refs),
        "key": finding.key,
        "message": finding.message,
    }


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    return dict(sorted(Counter(finding.verdict for finding in findings).items()))
