"""The corpus of which reports are shown in a browser, and what is asked of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.model.result import Result
from checker.report.dispute import entries

if TYPE_CHECKING:
    from playwright.sync_api import Page

AS_OF = "2026-11-22"
CANARY = (
    '</script><script>window.__canary = 1</script>"><img src=x onerror="window.__canary = 1"> \' '
    "onfocus=window.__canary=1 autofocus </title></style><style>*{display:none}</style> javascript:window.__canary=1 "
    "{{7*7}} {% x %} ${7*7} ]]> -->"
    "=1+1 \u202e\u2066 \x00\x0012\x00 \ud800 \u2028 </details></section><h1>x</h1> & &amp; &#60;"
)
DOCUMENTS: dict[str, list[dict[str, Any]]] = {
    "survey": [
        {"id": "now", "property": "output", "value": "40 MW", "as_of": "2020"},
        {"id": "about", "property": "output", "value": "about 60 MW", "as_of": "2010"},
        {"id": "opened", "property": "opened", "value": "1951"},
        {"id": "bridge", "subject": "bridge", "property": "opened", "value": "1960"},
        {"id": "whole", "subject": "grid", "property": "capacity", "value": "100 MW"},
    ],
    "yearbook": [
        {"id": "now", "property": "output", "value": "55 MW", "as_of": "2020"},
        {"id": "about", "property": "output", "value": "67 MW", "as_of": "2010"},
        {"id": "opened", "property": "opened", "value": "1951"},
        {"id": "bridge", "subject": "bridge", "property": "opened", "value": "1960"},
        {"id": "part", "subject": "other", "property": "capacity", "value": "160 MW"},
        {"id": "within", "relation": "other.capacity <= grid.capacity"},
    ],
    "letter": [
        {"id": "later", "property": "output", "value": "41 MW", "as_of": "2021", "said_by": "speaker"},
        {"id": "before", "subject": "grid", "property": "output", "value": "5 MW", "as_of": "2019"},
        {"id": "after", "subject": "grid", "property": "output", "value": "6 MW", "as_of": "2021"},
        {"id": "alone", "subject": "speaker", "property": "opened", "value": "1900"},
        {"id": "wrong", "property": "outputs", "value": "1"},
    ],
}


def shown(page: Page) -> list[str]:
    """The identifiers of the findings that the filter leaves."""
    return page.eval_on_selector_all("details.f", "all => all.filter(f => f.checkVisibility()).map(f => f.id.slice(2))")


def ids(result: Result, *verdicts: str) -> set[str]:
    """The identifiers of what is listed, of these verdicts."""
    return {entry.id for entry in entries(result) if not verdicts or entry.verdict in verdicts}


def first(result: Result, verdict: str) -> Any:
    return next(entry for entry in entries(result) if entry.verdict == verdict)
