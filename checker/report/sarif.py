"""The disagreements in SARIF 2.1.0, for code scanning, one result each: the location is a claim of the least supported
position that shows it, the other claims are related locations. It is known by the full hash of question and positions,
so that an alert that was dismissed never hides a new position.

Faults are results too, not notifications: code scanning shows results only, and a fault stands in a file that its
author can mend. What concerns the whole run (nothing checked, quotes without a text, results left out) is a
notification. A decision or a suppression that stands is a suppression, a proposed one is under review.

Where a repository has several corpora, the category keeps their runs apart: an upload of one else closes the alerts of
the others. It stands before the slash of the run's identifier, and nothing behind it.

Source: SARIF 2.1.0 (OASIS), sections 3.11 (messages), 3.17 (categories), 3.27 (results), 3.35 (suppressions); for the
limits and for what is a category, GitHub's documentation of SARIF support for code scanning.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from checker.model.result import Result
from checker.report.explain import counted
from checker.report.items import (
    CHANGE,
    NOTHING_CHECKED,
    OVER_LIMIT,
    ItemLocation,
    Level,
    ReportItem,
    bounded,
    items,
    side_text,
)
from checker.report.options import Options
from checker.report.rule_help import Help, help_of, rule_helps
from checker.report.safe import visible
from checker.report.version import tool_version

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVEL_WORDS: dict[Level, str] = {"fault": "error", "error": "error", "warning": "warning", "info": "note"}
MOST_RESULTS = 5_000
"""Results of a run that GitHub keeps (it refuses a file with more than 25,000)."""
MOST_LOCATIONS = 100
"""Locations of a result that GitHub keeps (it refuses more than 1,000): one of its own and 99 related ones."""
LARGEST_FILE = 9_000_000
"""Bytes when compressed: GitHub refuses more than 10 MB. Results compress better together than one by one."""
LONGEST = 4_000
"""Characters of a result's message; GitHub gives no limit, and shows the first sentence."""
LONGEST_DESCRIPTION = 1_024
"""Characters of a rule's description. Source: GitHub, as above."""
BRACES_AND_BRACKETS = str.maketrans({"{": "{{", "}": "}}", "[": "\\[", "]": "\\]", "\\": "\\\\"})
SUPPRESSED = {"suppressed": "inSource", "decided": "external", "known": "external", "proposed": "external"}
"""States of a decision, and the kind of suppression that each is; other states suppress nothing."""
KINDS = {"reconciled": "informational", "agreement": "pass"}
"""Results that are no failure; SARIF gives these the level `none`."""


def write(result: Result, options: Options) -> str:
    listed = [item for item in items(result, options) if options.show_reconciled or item.verdict not in KINDS]
    helps = {help.id: help for help in rule_helps()}
    helps |= {item.rule: help_of(item.rule) for item in listed if item.rule not in helps}
    numbers = {id: number for number, id in enumerate(helps)}
    results = _within([_result(item, numbers[item.rule], options) for item in listed])
    run = {
        "tool": {"driver": {"name": "checker", **_version(), "rules": [_rule(help) for help in helps.values()]}},
        **({"automationDetails": {"id": f"{options.category}/"}} if options.category else {}),
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": result.complete and not result.faults,
                "toolExecutionNotifications": list(_notifications(result, len(listed) - len(results))),
            }
        ],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, allow_nan=False) + "\n"


def message(text: str) -> str:
    """Text in which nothing is a placeholder or a link."""
    return visible(text).translate(BRACES_AND_BRACKETS)


def _version() -> dict[str, str]:
    return {"version": known} if (known := tool_version()) else {}


def _rule(help: Help) -> dict[str, Any]:
    named = {"name": help.name} if help.name.lower() != help.id else {}  # SARIF forbids a name that only repeats it
    return {
        "id": help.id,
        **named,
        "shortDescription": {"text": message(bounded(help.title, LONGEST_DESCRIPTION // 2))},
        "fullDescription": {"text": message(bounded(" ".join(help.text.split()), LONGEST_DESCRIPTION // 2))},
        "help": {"text": message(help.text.replace("\n", " ")), "markdown": help.markdown},
    }


def _result(item: ReportItem, number: int, options: Options) -> dict[str, Any]:
    kind = KINDS.get(item.verdict)
    data: dict[str, Any] = {"ruleId": item.rule, "ruleIndex": number}
    data |= {"kind": kind, "level": "none"} if kind else {"level": LEVEL_WORDS[item.level]}
    data["message"] = {"text": _message(item)}
    data["locations"] = [{"physicalLocation": _physical(item.locations[0])}]
    others = [_related(n, side) for n, side in enumerate(item.locations) if n and n < MOST_LOCATIONS]
    if others:
        data["relatedLocations"] = others
    data["partialFingerprints"] = {"checkerItem/v1": item.fingerprint, "primaryLocationLineHash": item.fingerprint}
    of_the_run = item.verdict in ("fault", CHANGE) or item.id in (NOTHING_CHECKED, OVER_LIMIT)
    if options.before is not None and not of_the_run:
        data["baselineState"] = "new" if item.new else "unchanged"
    decision = item.decision
    if decision and decision.state in SUPPRESSED and (item.settled or decision.state == "proposed"):
        status = "underReview" if decision.state == "proposed" else "accepted"
        reason = visible(bounded(item.ruling, LONGEST))
        data["suppressions"] = [{"kind": SUPPRESSED[decision.state], "status": status, "justification": reason}]
    return {**data, "properties": {"id": item.id, "verdict": item.verdict}}


def _message(item: ReportItem) -> str:
    """What it is about, links to the other claims, and why."""
    sides = [side_text(side.claim, LONGEST) for side in item.locations[:1] if side.claim]
    text = message(bounded(". ".join([item.message, *sides]), LONGEST)) + "."
    links = [f"[{message(side.claim.ref)}]({n})" for n, side in enumerate(item.locations) if n and side.claim]
    shown = links[: MOST_LOCATIONS - 1]
    if shown:
        more = f" and {counted(len(links) - len(shown), 'more claim')}" if len(links) > len(shown) else ""
        text += f" Against {', '.join(shown)}{more}."
    details = bounded("; ".join(item.lines), LONGEST)
    return f"{text} {message(details)}." if details else text


def _related(number: int, side: ItemLocation) -> dict[str, Any]:
    words = {"message": {"text": message(side_text(side.claim, LONGEST))}} if side.claim else {}
    return {"id": number, "physicalLocation": _physical(side), **words}


def _physical(side: ItemLocation) -> dict[str, Any]:
    region = {"startLine": side.line, "startColumn": side.column}
    region |= {"endLine": side.line, "endColumn": side.end_column}
    uri = quote(side.file, "/:@" if "://" in side.file else "/", errors="surrogatepass")
    return {"artifactLocation": {"uri": uri}, "region": region}


def _within(results: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first results that fit into what may be uploaded."""
    within: list[dict[str, Any]] = []
    size = 0
    for result in results:
        size += len(zlib.compress(json.dumps(result).encode()))
        if len(within) == MOST_RESULTS or size > LARGEST_FILE:
            break
        within.append(result)
    return within


def _notifications(result: Result, left_out: int) -> Iterable[dict[str, Any]]:
    if left_out:
        words = f"{counted(left_out, 'result')} left out, the least grave: more cannot be uploaded"
        yield {"level": "warning", "message": {"text": f"{words}; the format json holds all of them."}}
    if result.faults:
        words = f"{counted(result.fault_count, 'fault')} in the input: findings may be missing."
        yield {"level": "error", "message": {"text": words}}
    if not result.coverage.claims:
        yield {"level": "error", "message": {"text": "Nothing was checked: no claim could be read."}}
    if result.coverage.unchecked:
        words = f"{counted(len(result.coverage.unchecked), 'quote')} not checked against a text."
        yield {"level": "note", "message": {"text": words}}
