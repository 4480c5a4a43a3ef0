"""The discrepancy report for people, in Markdown: by subject, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from checker.literals.phrase import listed, show_beside
from checker.model.claim import Claim
from checker.model.disagreement import Disagreement
from checker.model.finding import Finding
from checker.model.result import Result
from checker.readers.tally import listed_faults
from checker.report.dispute import Entry, entries, grounds_of, position_lines, put_away, told_claims
from checker.report.explain import (
    HEADINGS,
    MEANING,
    counted,
    grounds,
    over_limit,
    statement_mark,
    summary,
    unexamined_words,
    verdict_words,
)
from checker.report.items import JOINED
from checker.report.options import PLAIN, Options
from checker.report.safe import visible
from checker.report.silence import silence_lines
from checker.report.sums import FASTEST, HEADING, KEYS, judged, key_trends, of_how_many, table

MOST_CLAIMS = 30
"""Claims of one disagreement that are listed; others are counted."""
ESCAPED = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#~&!"})


def write(result: Result, options: Options = PLAIN) -> str:
    return "\n".join(_lines(result, options)) + "\n"


def text(words: str) -> str:
    """Words from files as plain Markdown text: nothing in them is markup."""
    return visible(words.replace("\n", " ")).translate(ESCAPED)


def code(words: str) -> str:
    """Words from files as code: shown as they are, but for backticks, which would end it."""
    shown = visible(words).replace("`", "'")
    return f"`{shown}`"


def _lines(result: Result, options: Options) -> Iterator[str]:
    coverage = result.coverage
    yield "# Discrepancy report"
    yield ""
    documents = counted(len(result.corpus.documents), "document")
    yield f"{counted(coverage.claims, 'claim')} in {documents}, as of {result.as_of}: **{summary(result)}**."
    yield ""
    if words := over_limit(result, options):
        yield from (f"**{words[0].upper()}{words[1:]}.**", "")
    for change in silence_lines(options):
        yield from (f"**{text(change.message)}**", "", *(f"- {text(line)}" for line in change.details), "")
    yield (
        f"{coverage.compared:,} claims were compared with at least one other; nothing else speaks about "
        f"{coverage.alone:,}. {_quotes(result)}"
    )
    yield ""
    if words := unexamined_words(coverage.unexamined):
        yield from ("Nothing was held against:", "", *(f"- {line}" for line in words), "")
    yield from _sums(result)
    yield from _documents(result)
    if result.faults:
        yield from ("## Faults in the input", "")
        for fault in listed_faults(result.faults):
            stands = code(str(options.place(fault.mark)))
            yield f"- {stands} {text(fault.code)} in {text(fault.field)}: {text(fault.message)}"
        yield ""
    all_ = entries(result)
    for verdict, heading in HEADINGS.items():
        members = [entry for entry in all_ if entry.verdict == verdict and not put_away(entry)]
        if members or verdict == "contradiction":
            yield from (f"## {heading} ({len(members):,})", "", MEANING[verdict] if members else "None.", "")
            yield from _by_subject(members, result, options)
    if settled := [entry for entry in all_ if put_away(entry)]:
        meaning = "They do not fit, and people ruled on them or let them pass."
        yield from (f"## Decided ({len(settled):,})", "", meaning, "")
        yield from _by_subject(settled, result, options)
    yield from _alone(result)


def _quotes(result: Result) -> str:
    missing, unread = result.coverage.quotes_without_text, result.coverage.quotes_unread
    words = "Every quote was found in its document's text."
    if missing:
        words = f"{counted(missing, 'quote')} could not be checked against a text."
    return f"{words} {counted(unread, 'quote')} cannot be read as a value." if unread else words


def _documents(result: Result) -> Iterator[str]:
    yield from ("| document | title | publisher | published | claims |", "|---|---|---|---|---|")
    for d in sorted(result.corpus.documents, key=lambda document: (document.published, document.id)):
        number = sum(claim.document.id == d.id for claim in result.corpus.claims)
        because = f" ({text(d.published_because)})" if d.published_because else ""
        yield f"| {text(d.id)} | {text(d.title)} | {text(d.publisher)} | {text(d.published)}{because} | {number} |"
    yield ""


def _by_subject(members: Iterable[Entry], result: Result, options: Options) -> Iterator[str]:
    def name(entry: Entry) -> str:
        return entry.key if isinstance(entry, Finding) else entry.question.name

    def subject(entry: Entry) -> tuple[bool, str]:
        """What it stands under; first, and under its property, what goes through all of that."""
        label = result.corpus.vocabulary.label
        if isinstance(entry, Disagreement) and entry.is_systematic:
            return False, label(entry.witness.key)
        key = None if isinstance(entry, Finding) else entry.question.key
        return True, label(key.subject if key else name(entry).partition(".")[0])

    def in_order(entry: Entry) -> tuple[tuple[bool, str], str]:
        under = subject(entry)
        return under, name(entry) if under[0] else ""

    for (_, label), group in groupby(sorted(members, key=in_order), key=subject):
        yield from (f"### {text(label)}", "")
        for entry in group:
            told = _finding(entry, options) if isinstance(entry, Finding) else _disagreement(entry, options)
            yield from told


def _disagreement(one: Disagreement, options: Options) -> Iterator[str]:
    """A card: who says what, each claim, and why it does not fit."""
    yield f"**{text(one.title)}**  "
    yield f"*{_verdict(one)}* · {one.witness.rule} · `{one.id}`"
    yield ""
    yield from (f"- {text(line)}" for line in position_lines(one))
    claims = told_claims(one)
    yield from (f"- {_claim(claim, options)}" for claim in claims[:MOST_CLAIMS])
    if len(claims) > MOST_CLAIMS:
        yield f"- and {counted(len(claims) - MOST_CLAIMS, 'more claim')}"
    yield from _grounds(grounds_of(one))
    yield ""


def _verdict(one: Disagreement) -> str:
    reasons = listed(reason for reason in one.reasons) if not one.open else ""
    return f"{one.verdict} by {reasons}" if reasons else one.verdict


def _finding(finding: Finding, options: Options) -> Iterator[str]:
    if finding.verdict == "agreement":
        yield f"- {text(finding.message)}: {text(finding.why)}. `{finding.id}`"
        yield from (f"  - {_claim(claim, options)}" for claim in finding.claims)
        yield ""
        return
    yield f"**{text(finding.message)}**  "
    yield f"*{verdict_words(finding)}* · {finding.rule} · `{finding.id}`"
    yield ""
    yield from (f"- {_claim(claim, options)}" for claim in finding.claims)
    yield from _grounds(grounds(finding))
    yield ""


def _grounds(named: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name, lines in named.items():
        if name == "steps":
            yield from (f"- {number}. {text(step)}" for number, step in enumerate(lines, start=1))
        elif name in JOINED:
            yield f"- {LEADS.get(name, '')}{text(', '.join(lines))}"
        else:
            yield from (f"- {LEADS.get(name, '')}{text(line)}" for line in lines)


LEADS = {
    "why": "why: ",
    "settled by": "settled by ",
    "explained": "explained: ",
    "example": "for example: ",
    "ruled out": "ruled out: ",
    "unknown": "unknown: ",
    "reopens if": "would reopen if ",
}
"""How the lines of the grounds begin, where that is not plain from the line itself."""


def _claim(claim: Claim, options: Options) -> str:
    said = f", reporting {text(claim.said_by)}" if claim.said_by else ""
    return f"{_quote(claim)}, {text(claim.document.id)}{said} ({code(str(options.place(statement_mark(claim))))})"


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
