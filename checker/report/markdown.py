"""The discrepancy report for people, in Markdown: by subject, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from checker.literals.phrase import show_beside
from checker.model.claim import Claim
from checker.model.finding import Finding
from checker.model.result import Result
from checker.report.explain import HEADINGS, MEANING, counted, grounds, put_away, summary, verdict_words
from checker.report.options import PLAIN, Options
from checker.report.safe import visible
from checker.report.sums import FASTEST, HEADING, KEYS, judged, key_trends, of_how_many, table

ESCAPED = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#~&!"})


def write(result: Result, options: Options = PLAIN) -> str:  # noqa: ARG001  # the report holds everything
    return "\n".join(_lines(result)) + "\n"


def text(words: str) -> str:
    """Words from files as plain Markdown text: nothing in them is markup."""
    return visible(words.replace("\n", " ")).translate(ESCAPED)


def code(words: str) -> str:
    """Words from files as code: shown as they are, but for backticks, which would end it."""
    shown = visible(words).replace("`", "'")
    return f"`{shown}`"


def _lines(result: Result) -> Iterator[str]:
    coverage = result.coverage
    yield "# Discrepancy report"
    yield ""
    documents = counted(len(result.corpus.documents), "document")
    yield f"{counted(coverage.claims, 'claim')} in {documents}, as of {result.as_of}: **{summary(result.findings)}**."
    yield ""
    yield (
        f"{coverage.compared:,} claims were compared with at least one other; nothing else speaks about "
        f"{coverage.alone:,}. {_quotes(result)}"
    )
    yield ""
    yield from _sums(result)
    yield from _documents(result)
    if result.faults:
        yield from ("## Faults in the input", "")
        for fault in result.faults:
            yield f"- {code(str(fault.mark))} {text(fault.code)} in {text(fault.field)}: {text(fault.message)}"
        yield ""
    for verdict, heading in HEADINGS.items():
        findings = tuple(finding for finding in result.of(verdict) if not put_away(finding))
        if findings or verdict == "contradiction":
            yield from (f"## {heading} ({len(findings):,})", "", MEANING[verdict] if findings else "None.", "")
            yield from _by_subject(findings, result)
    if settled := tuple(finding for finding in result.findings if put_away(finding)):
        meaning = "They do not fit, and people ruled on them or let them pass."
        yield from (f"## Decided ({len(settled):,})", "", meaning, "")
        yield from _by_subject(settled, result)
    yield from _alone(result)


def _quotes(result: Result) -> str:
    unread = result.coverage.quotes_unread
    if not unread:
        return "Every quote was found in its document's text."
    return f"{counted(unread, 'quote')} could not be checked against a text."


def _documents(result: Result) -> Iterator[str]:
    yield from ("| document | title | publisher | published | claims |", "|---|---|---|---|---|")
    for d in sorted(result.corpus.documents, key=lambda document: (document.published, document.id)):
        number = sum(claim.document.id == d.id for claim in result.corpus.claims)
        because = f" ({text(d.published_because)})" if d.published_because else ""
        yield f"| {text(d.id)} | {text(d.title)} | {text(d.publisher)} | {text(d.published)}{because} | {number} |"
    yield ""


def _by_subject(findings: Iterable[Finding], result: Result) -> Iterator[str]:
    def subject(finding: Finding) -> str:
        return result.corpus.vocabulary.label(finding.key.partition(".")[0])

    for label, members in groupby(sorted(findings, key=lambda f: (subject(f), f.key)), key=subject):
        yield from (f"### {text(label)}", "")
        for finding in members:
            yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    if finding.verdict == "agreement":
        yield f"- {text(finding.message)}: {text(finding.why)}. `{finding.id}`"
        yield from (f"  - {_claim(claim)}" for claim in finding.claims)
        yield ""
        return
    yield f"**{text(finding.message)}**  "
    yield f"*{verdict_words(finding)}* · {finding.rule} · `{finding.id}`"
    yield ""
    yield from (f"- {_claim(claim)}" for claim in finding.claims)
    for name, lines in grounds(finding).items():
        if name == "steps":
            yield from (f"- {number}. {text(step)}" for number, step in enumerate(lines, start=1))
        elif name != "ruled out":
            yield from (f"- {LEADS.get(name, '')}{text(line)}" for line in lines)
        elif not finding.reasons:
            yield f"- ruled out: {', '.join(lines)}"
    yield ""


LEADS = {"why": "why: ", "unknown": "unknown: ", "reopens if": "would reopen if "}
"""How the lines of a finding's grounds begin, where that is not plain from the line itself."""


def _claim(claim: Claim) -> str:
    said = f", reporting {text(claim.said_by)}" if claim.said_by else ""
    return f"{_quote(claim)}, {text(claim.document.id)}{said} ({code(str(claim.mark))})"


def _quote(claim: Claim) -> str:
    return f"“{text(claim.quote)}”{text(show_beside(claim))}"


def _sums(result: Result) -> Iterator[str]:
    if not (sums := table(result)):
        return
    yield from (f"## {HEADING}", "", f"{judged(result)}. {KEYS}", "")
    yield f"| | {' | '.join(sums.columns)} |"
    yield f"|---{'|--:' * len(sums.columns)}|"
    yield from (f"| {text(label)} | {' | '.join(f'{n:,}' for n in numbers)} |" for label, numbers in sums.rows)
    yield ""
    if sums.more:
        yield from (f"and {counted(sums.more, 'more property', 'more properties')}, which the format json has", "")
    if trends := key_trends(result):
        yield from (f"### {FASTEST}", "", f"{of_how_many(result)}:", "")
        for trend in trends:
            yield f"- **{text(trend.about)}**: {text(trend.differs)}"
            yield from (f"  - {text(line)}" for line in trend.went)
        yield ""


def _alone(result: Result) -> Iterator[str]:
    alone = result.coverage.uncorroborated
    if not alone:
        return
    yield f"## Uncorroborated ({result.coverage.alone:,})"
    yield from ("", "No other claim speaks about these. That says nothing against them, and nothing for them.", "")
    claims = {claim.ref: claim for claim in result.corpus.claims}
    for document, members in groupby(alone, key=lambda ref: claims[ref].document.id):
        yield from (f"### {text(document)}", "")
        for ref in members:
            claim = claims[ref]
            about = f"{claim.subject}.{claim.property}" if claim.subject else "; ".join(claim.readings)
            yield f"- {text(claim.id)}: {_quote(claim)} ({text(about)})"
        yield ""
