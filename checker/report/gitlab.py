"""The Code Quality report of GitLab: each open disagreement and fault at the location of its first claim.

Source: GitLab's documentation of the Code Quality report format: description, check_name, fingerprint, severity and
location; an entry without one of them is dropped.
"""

from __future__ import annotations

import json
from typing import Any

from checker.model.result import Result
from checker.report.items import Level, ReportItem, bounded, open_items
from checker.report.options import Options
from checker.report.safe import visible

LEVEL_WORDS: dict[Level, str] = {"fault": "blocker", "error": "critical", "warning": "major", "info": "info"}
LONGEST = 2000
"""Characters of a description, which the merge request shows in full."""


def write(result: Result, options: Options) -> str:
    return json.dumps([_entry(item) for item in open_items(result, options)], indent=1, allow_nan=False) + "\n"


def _entry(item: ReportItem) -> dict[str, Any]:
    others = [f"against {side.claim.ref} at {side}" for side in item.locations[1:] if side.claim]
    return {
        "description": bounded(visible("; ".join([item.message, *others])), LONGEST),
        "check_name": item.rule,
        "fingerprint": item.fingerprint,
        "severity": LEVEL_WORDS[item.level],
        "location": {"path": item.locations[0].file, "lines": {"begin": item.locations[0].line}},
    }
