"""A claim stands at one place, file, line and column, whichever format tells of it and wherever the run was started."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest

from checker.model.claim import Claim
from checker.model.result import Result
from checker.report.dispute import told_claims
from checker.report.explain import statement_mark
from checker.report.formats import FORMATS, format_of
from checker.report.options import Options

Stand = tuple[str, int, int]
WITHOUT_CLAIMS = ("badge", "dashboard")
"""Formats of figures alone."""
FOLDERS = {"started in the corpus' folder": "", "started above it": "sources/mill", "started beside it": "../mill"}


def _as_words(text: str) -> list[Stand]:
    """`file:line:column` wherever that stands in a text."""
    found = re.findall(r"([\w./-]+\.yaml):(\d+):(\d+)", text)
    return [(file, int(line), int(column)) for file, line, column in found]


def _json(text: str) -> list[Stand]:
    return [(claim["file"], claim["line"], claim["column"]) for claim in json.loads(text)["claims"]]


def _jsonl(text: str) -> list[Stand]:
    records = map(json.loads, text.splitlines())
    return [(r["file"], r["line"], r["column"]) for r in records if r["type"] == "claim"]


def _csv(text: str) -> list[Stand]:
    return [(row["file"], int(row["line"]), int(row["column"])) for row in csv.DictReader(io.StringIO(text))]


def _sarif(text: str) -> list[Stand]:
    found = []
    for result in json.loads(text)["runs"][0]["results"]:
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            region = physical["region"]
            found.append((physical["artifactLocation"]["uri"], region["startLine"], region["startColumn"]))
    return found


def _github(text: str) -> list[Stand]:
    found = re.findall(r"file=([^,]+),line=(\d+),endLine=\d+,col=(\d+)|file=([^,]+),line=(\d+),col=(\d+)", text)
    return [(a or d, int(b or e), int(c or f)) for a, b, c, d, e, f in found]


def _gitlab(text: str) -> list[Stand]:
    """GitLab takes no column."""
    stands = (one["location"] for one in json.loads(text))
    return [(where["path"], where["lines"]["begin"], 0) for where in stands]


def _agent(text: str) -> list[Stand]:
    found = re.findall(r'file="([^"]+)" line=(\d+) column=(\d+)', text)
    return [(file, int(line), int(column)) for file, line, column in found]


READ: dict[str, Callable[[str], list[Stand]]] = {
    **dict.fromkeys(("text", "concise", "markdown", "html", "junit"), _as_words),
    **{
        "json": _json,
        "jsonl": _jsonl,
        "csv": _csv,
        "sarif": _sarif,
        "github": _github,
        "gitlab": _gitlab,
        "agent": _agent,
    },
}


def _shown(result: Result, options: Options) -> dict[str, Stand]:
    """Where the claim stands that a format tells of first, for each open disagreement."""

    def stand(claim: Claim) -> Stand:
        mark = options.place(statement_mark(claim))
        return mark.file, mark.line, mark.column

    opened = [one for one in result.disagreements if one.open and not one.settled and told_claims(one)]
    return {one.id: stand(told_claims(one)[0]) for one in opened}


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=list(FOLDERS))
@pytest.mark.parametrize("name", [form.name for form in FORMATS if form.name not in WITHOUT_CLAIMS])
def test_a_claim_stands_at_one_place(plain: Result, name: str, folder: str) -> None:
    options = Options(folder=folder)
    expected = _shown(plain, options)
    assert expected
    told = READ[name](format_of(name).write(plain, options))
    for stand in expected.values():
        assert (*stand[:2], 0 if name == "gitlab" else stand[2]) in told
