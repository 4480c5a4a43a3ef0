"""The findings report as JSON Lines: the run first, then each document, claim, disagreement, finding and
fault on a line of its own.

Every line has a `type`; its other fields are those of the JSON report. All is ASCII: no reader can take a character
of a quote for the end of a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from checker.model.result import Result
from checker.report.json import beside, parts
from checker.report.options import Options

TYPES = {
    "documents": "document",
    "claims": "claim",
    "disagreements": "disagreement",
    "findings": "finding",
    "faults": "fault",
}


def write(result: Result, options: Options) -> str:
    return "".join(f"{json.dumps(record, allow_nan=False)}\n" for record in _records(result, options))


def _records(result: Result, options: Options) -> Iterator[dict[str, Any]]:
    data = parts(result, options) | beside(result, options)
    yield {"type": "run", **{name: value for name, value in data.items() if name not in TYPES}}
    for name, type in TYPES.items():
        yield from ({"type": type, **record} for record in data[name])
