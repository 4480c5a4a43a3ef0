"""A check in figures, for programs that show them over time or beside others: schema `dashboard-1`."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from checker.model.finding import SEVERITIES
from checker.model.groups import grouped
from checker.model.result import Result
from checker.report.dispute import Entry, entries
from checker.report.explain import over_limit
from checker.report.html.material import is_open, quantity_of, rank, tally, title_of
from checker.report.json import as_text
from checker.report.options import Options
from checker.report.silence import silence_lines
from checker.report.version import tool_version

SCHEMA = "dashboard-1"


def write(result: Result, options: Options) -> str:
    vocabulary = result.corpus.vocabulary
    listed = entries(result)

    def subject(entry: Entry) -> str:
        return quantity_of(entry, vocabulary.root)[0]

    open_ones = sorted(filter(is_open, listed), key=lambda entry: (rank(entry), subject(entry), entry.id))
    severities = Counter(entry.severity for entry in open_ones)
    data = {
        "schema": SCHEMA,
        "checker": tool_version(),
        "as_of": result.as_of,
        "complete": result.complete,
        "documents": len(result.corpus.documents),
        "claims": result.coverage.claims,
        "compared": result.coverage.compared,
        "faults": result.fault_count,
        "over_limit": over_limit(result, options),
        "changes": [line.message for line in silence_lines(options)],
        "verdicts": asdict(tally(listed)),
        "severities": {severity: severities[severity] for severity in SEVERITIES},
        "subjects": [
            {"id": id, "label": vocabulary.label(id) if id else "", "verdicts": asdict(tally(members))}
            for id, members in sorted(grouped(listed, subject).items())
        ],
        "open": [
            {
                "id": entry.id,
                "verdict": entry.verdict,
                "severity": entry.severity,
                "title": title_of(entry),
                "subject": subject(entry),
                "state": _state(entry),
                "since": options.trend.since.get(entry.id),
            }
            for entry in open_ones
        ],
        "runs": [asdict(day) for day in options.trend.days],
    }
    return as_text(data)


def _state(entry: Entry) -> str:
    decision = getattr(entry, "decision", None)
    return decision.state if decision else "new"
