"""A JUnit report: one test suite for faults and one for each verdict, one test case for each disagreement and
fault.

What fails the run (faults, what was not checked, disagreements at or above the threshold) is an error or a failure;
other open or settled ones are skipped tests with their message, so that they show and do not fail; what is reconciled
or agrees has passed. A report is never empty: the first case tells whether anything was checked.

Source: XML 1.0, section 2.2, for the characters that an XML file may hold; `\\u{…}` stands for all others.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checker.model.result import Result
from checker.report.explain import counted, summary
from checker.report.items import NOTHING, NOTHING_CHECKED, Level, ReportItem, bounded, items, outcome, side_text
from checker.report.options import Options
from checker.report.safe import spelled, visible

LEVEL_WORDS: dict[Level, str] = {
    "fault": "error",
    "error": "failure; skipped with `--fail-on never`",
    "warning": "skipped; failure with `--fail-on warning`",
    "info": "skipped; failure with `--fail-on info`",
}
LONGEST = 10_000
"""Characters of a message: more than anybody reads of one test."""
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(result: Result, options: Options) -> str:
    """What is reconciled or agrees is written only on request, as in every other format for a build."""
    listed = [item for item in items(result, options) if _shown(item, options)]
    root = Element("testsuites", name="checker")
    _run(root, result)
    for verdict, members in groupby(sorted(listed, key=lambda item: item.verdict), key=lambda item: item.verdict):
        suite = SubElement(root, "testsuite", name=verdict)
        for item in members:
            _case(suite, item, options)
    for suite in root:
        _count(suite, [suite])
    _count(root, list(root))
    indent(root, space=" ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def legal(text: str) -> str:
    """The text with every character spelled out that is hidden or that XML cannot hold."""
    return ILLEGAL.sub(spelled, visible(text))


def _shown(item: ReportItem, options: Options) -> bool:
    if item.id == NOTHING_CHECKED:
        return False  # the suite of the run tells it
    return options.show_reconciled or item.verdict not in ("reconciled", "agreement")


def _run(root: Element, result: Result) -> None:
    suite = SubElement(root, "testsuite", name="run")
    case = SubElement(suite, "testcase", classname="checker", name="claims were checked", time="0")
    if not result.coverage.claims:
        SubElement(case, "error", message=NOTHING, type=NOTHING_CHECKED).text = NOTHING
    out = SubElement(case, "system-out")
    coverage = result.coverage
    out.text = f"{counted(coverage.claims, 'claim')}, {coverage.compared:,} compared, as of {result.as_of}: "
    out.text += summary(result)


def _case(suite: Element, item: ReportItem, options: Options) -> None:
    about = item.key if item.key else str(item.locations[0])
    case = SubElement(suite, "testcase", classname=legal(item.rule), name=legal(f"{item.id} {about}"), time="0")
    case.attrib |= {"file": legal(item.locations[0].file), "line": str(item.locations[0].line)}
    message = legal(bounded(item.message, LONGEST))
    as_test = outcome(item, options)
    if as_test == "passed":
        SubElement(case, "system-out").text = _body(item)
    elif as_test == "skipped":
        SubElement(case, "skipped", message=legal(f"{item.verdict}: {message}"))
        SubElement(case, "system-out").text = _body(item)
    else:
        SubElement(case, as_test, message=message, type=legal(item.rule)).text = _body(item)


def _body(item: ReportItem) -> str:
    sides = [f"{side}: {side_text(side.claim, LONGEST) if side.claim else ''}" for side in item.locations]
    lines = [item.message, *sides, *item.lines, *([item.ruling] if item.ruling else [])]
    return "\n".join(legal(bounded(line, LONGEST)) for line in lines)


def _count(element: Element, suites: list[Element]) -> None:
    cases = [case for suite in suites for case in suite.iter("testcase")]
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))
    element.set("time", "0")
