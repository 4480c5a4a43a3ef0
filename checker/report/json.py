"""The findings report for programs: schema `findings-2` (a contract; see `schemas/findings.schema.json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from checker.literals.phrase import show_key, show_time, show_value
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.decision import Decided
from checker.model.disagreement import Disagreement, Position
from checker.model.fault import Mark
from checker.model.fields import REPORTED, written
from checker.model.finding import Finding
from checker.model.result import KeySums, Result, Sums
from checker.report.explain import full_message, over_limit, ruled_out, statement_mark, unknown, would_reopen
from checker.report.options import PLAIN, Options
from checker.report.room import Entry, Listed, listed
from checker.report.silence import silence_data

Kept = TypeVar("Kept", Claim, Disagreement, Finding)

SCHEMA = "findings-2"
HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a reader does not see, or takes for the end of a line: written as JSON escapes, so that the text is exact."""


LARGEST = 9_800_000
"""Bytes of a report up to which everything is listed."""
FEW = 10_000
"""Claims and findings that are written before anybody looks how much they take."""


def as_data(result: Result, options: Options = PLAIN) -> dict:
    """All of the report."""
    return {name: list(part) if isinstance(part, Iterator) else part for name, part in parts(result, options).items()}


def parts(result: Result, options: Options = PLAIN, chosen: Listed | None = None) -> dict:
    """The report, each list made as it is gone through; of claims, disagreements and findings those that are chosen."""
    belongs = _belongs(result)

    def kept(entries: Iterable[Kept]) -> Iterable[Kept]:
        return entries if chosen is None else filter(chosen.has, entries)

    return {
        "schema": SCHEMA,
        "as_of": result.as_of,
        "documents": (
            {"id": d.id, "published": d.published, "sha256": d.sha256 or None, "file": options.path(d.mark.file)}
            for d in sorted(result.corpus.documents, key=lambda document: document.id)
        ),
        "claims": (_claim(claim, options) for claim in sorted(kept(result.corpus.claims), key=lambda claim: claim.ref)),
        "disagreements": (_disagreement(one, chosen) for one in kept(result.disagreements)),
        "findings": (_finding(finding, belongs.get(finding.id)) for finding in kept(result.findings)),
        "faults": (
            {"code": f.code, **_location(options.place(f.mark)), "field": f.field, "message": f.message}
            for f in result.faults
        ),
        "coverage": {
            "claims": result.coverage.claims,
            "compared": result.coverage.compared,
            "uncorroborated": result.coverage.alone,
            "unchecked": sum(lost.rows for lost in result.corpus.lost) + result.coverage.truncated,
            "unknown": len(result.coverage.unknown),
            "quotes_unread": result.coverage.quotes_unread,
            "drafts": len(result.corpus.drafts),
            "unexamined": asdict(result.coverage.unexamined),
        },
        **({"left_out": chosen.left_out(result)} if chosen else {}),
        **({"sums": _sums(result.sums, options)} if result.sums else {}),
    }


def _belongs(result: Result) -> dict[str, str]:
    """The disagreement to which each finding belongs."""
    return {finding.id: one.id for one in result.disagreements for finding in one.findings}


def _claim(claim: Claim, options: Options) -> dict:
    return {
        "ref": claim.ref,
        "document": claim.document.id,
        "quote": claim.quote,
        **{field.name: value for field in REPORTED if (value := written(field, claim))},
        **_location(options.place(statement_mark(claim))),
    }


def _location(mark: Mark) -> dict:
    return {"file": mark.file, "line": mark.line, "column": mark.column}


def _sums(sums: Sums, options: Options) -> dict:
    total = sums.total()
    properties = [{**asdict(numbers), "parted": numbers.parted()} for numbers in sums.properties]
    keys = [_key(numbers, options) for numbers in sums.keys]
    return {"open_keys": total.open, "fast_keys": total.fast, "properties": properties, "keys": keys}


def _key(sums: KeySums, options: Options) -> dict:
    counts = {"claims": sums.claims, "times": sums.times, "pairs": sums.pairs}
    counts |= {"by_time": sums.apart, "worded": sums.worded}
    ends, steepest = ([_box(box, options) for box in boxes] for boxes in (sums.ends, sums.steepest))
    return {"key": show_key(sums.key), **counts, "ends": ends, "steepest": steepest}


def _box(box: Box, options: Options) -> dict:
    mark = options.place(statement_mark(box.claim))
    return {"ref": box.ref, "value": show_value(box), "time": show_time(box), "file": mark.file, "line": mark.line}


def _disagreement(one: Disagreement, chosen: Listed | None = None) -> dict:
    findings = [finding.id for finding in one.findings if chosen is None or chosen.has(finding)]
    return {
        "id": one.id,
        "verdict": one.verdict,
        "severity": one.severity,
        "title": one.title,
        "question": one.question.name,
        "positions": [_position(position) for position in one.positions],
        "repairs": [[ref for position in repair for ref in position.refs] for repair in one.repairs],
        "beside": [other.question.id for other in one.beside],
        "witness": one.witness.id,
        "findings": findings,
        "complete": one.complete and len(findings) == len(one.findings),
        "conflicts": one.conflicts or None,
        "reasons": dict(one.reasons),
        "fitting": [claim.ref for claim in one.fitting],
        **({"copies": list(one.copies)} if one.copies else {}),
        "state": one.decision.state if one.decision else "new",
        "decision": _decision(one.decision) if one.decision else None,
    }


def _position(position: Position) -> dict:
    return {
        "value": position.value,
        "claims": list(position.refs),
        "number": position.number,
        "independent": position.independent,
        "time": position.time,
        "derived": position.derived,
    }


def _finding(finding: Finding, disagreement: str | None) -> dict:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict,
        "reasons": list(finding.reasons),
        "severity": finding.severity,
        "claims": list(finding.refs),
        "key": finding.key,
        "message": full_message(finding),
        "ruled_out": list(ruled_out(finding)),
        "unknown": list(unknown(finding)),
        "would_reopen": list(would_reopen(finding)),
        "disagreement": disagreement,
    }


def _decision(decided: Decided) -> dict:
    return {
        "verdict": decided.verdict,
        "reviewer": decided.reviewer or None,
        "reason": decided.reason,
        "date": decided.date or None,
        "state": decided.state,
    }


def write(result: Result, options: Options = PLAIN) -> str:
    """All of the report, or where that is too much what fits, the gravest first. Each entry has a line of its own."""
    if len(result.corpus.claims) + len(result.findings) <= FEW:
        text = _by_lines(_everything(result, options))
        if len(text.encode()) <= LARGEST:
            return text
    room = LARGEST - len(_by_lines(_everything(result, options, Listed())).encode())
    size = partial(_size, options=options, belongs=_belongs(result))
    return _by_lines(_everything(result, options, listed(result, room, size)))


def _by_lines(data: Mapping[str, Any]) -> str:
    """The report as text; what is a list is written entry by entry."""
    return "{\n" + ",\n".join(f"{_line(name)}: {_value(part)}" for name, part in data.items()) + "\n}\n"


def _value(part: Any) -> str:
    if not isinstance(part, Iterator):
        return _line(part)
    entries = ",\n".join(map(_line, part))
    return f"[\n{entries}\n]" if entries else "[]"


def _line(data: Any) -> str:
    """Data as JSON in one line, in which nothing hides."""
    return _visible(json.dumps(data, ensure_ascii=False, allow_nan=False))


ALWAYS = ("gone", "redefined", "exceptions")
"""What is there though it is empty."""


def _everything(result: Result, options: Options, chosen: Listed | None = None) -> dict:
    return parts(result, options, chosen) | beside(result, options)


def beside(result: Result, options: Options) -> dict:
    """What a change did where one was looked at, and the limits of the policy that are exceeded."""
    exceeded = over_limit(result, options)
    since = {"since": _since(options)} if options.before is not None else {}
    return since | ({"limits": [exceeded]} if exceeded else {})


def _size(entry: Entry, options: Options, belongs: Mapping[str, str]) -> int:
    """Bytes that an entry takes in the report."""
    match entry:
        case Claim():
            data = _claim(entry, options)
        case Disagreement():
            data = _disagreement(entry)
        case Finding():
            data = _finding(entry, belongs.get(entry.id))
    return len(_line(data).encode()) + len(",\n")


def _since(options: Options) -> dict:
    """What a change did beside what is new."""
    support = [
        {
            "disagreement": one.disagreement.id,
            "title": one.disagreement.title,
            "outvoted": one.outvoted,
            "positions": [{"value": b.value, "before": b.before, "now": b.now} for b in one.backings],
        }
        for one in options.support
    ]
    told = silence_data(options.silence)
    return {**{name: found for name, found in told.items() if found or name in ALWAYS}, "support": support}


def as_text(data: dict) -> str:
    """Data as indented JSON in which nothing hides."""
    return _visible(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _visible(text: str) -> str:
    return HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
