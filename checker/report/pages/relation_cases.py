"""Small corpora that show what relations find: a part of the page on relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill

from checker.literals.boxes import normalise
from checker.model.finding import Finding
from checker.readers.load import load
from checker.reasons.reconciler import Context
from checker.reasons.verdict import judge
from checker.relations.elements import read_relations
from checker.relations.findings import relation_findings
from checker.relations.reasoning import reason
from checker.rules.group import events_out_of_order
from checker.screening.blocks import by_subject

VOCABULARY = """\
entities:
  country: {label: Country}
  north: {label: North, part_of: country}
  south: {label: South, part_of: country}
  army: {label: the army}
  bases: {label: the bases}
  treaty: {label: the treaty}
  occupation: {label: the occupation}
  mill-a: {label: Mill A, type: mill}
  mill-b: {label: Mill B, type: mill}
scopes: {place: place}
units:
  person: {label: person, kind: count, also: [people, soldiers]}
properties:
  staff: {label: staff, datatype: quantity, kind: constant, unit: person, adds_over: place}
  population: {label: population, datatype: quantity, kind: state, unit: person}
  cost: {label: cost, datatype: quantity, kind: constant, unit: USD}
  paid: {label: paid by the host, datatype: quantity, kind: constant, unit: USD}
  share: {label: share of the host, datatype: quantity, kind: constant, unit: "%"}
  output: {label: output, datatype: quantity, kind: constant, unit: MW}
  capacity: {label: capacity, datatype: quantity, kind: constant, unit: MW}
  spare: {label: spare capacity, datatype: quantity, kind: constant, unit: MW}
  place: {label: place by output, datatype: rank, kind: constant, ranks: output}
  signed: {label: signature, datatype: date, kind: event}
  in-force: {label: entry into force, datatype: date, kind: event, after: signed}
  opened: {label: opening, datatype: date, kind: event}
  period: {label: period, datatype: interval, kind: event, lasts: length}
  length: {label: length, datatype: quantity, kind: constant, unit: year}
  visited: {label: visit, datatype: date, kind: event, within: period}
relations:
  - relation: bases.share = bases.paid / bases.cost
    because: the share of the host is what it pays of the whole cost
  - relation: spare = capacity - output
    for_each: mill
    because: what is not put out is spare
"""


@dataclass(frozen=True, slots=True)
class Case:
    """`claims` is the text of one file of claims, without its head."""

    title: str
    text: str
    claims: str


CASES = (
    Case(
        "A relation that a document states",
        "Three claims of which every two fit.",
        """\
- {id: period, quote: from 1945 to 1951, subject: occupation, property: period, value: 1945/1951}
- {id: treaty, quote: in force on 28 April 1952, subject: treaty, property: in-force, value: 1952-04-28}
- {id: ended, quote: the treaty ended the occupation, relation: occupation.period.end = treaty.in-force}
""",
    ),
    Case(
        "Orders that a document states",
        "`before` and `after` compare dates, as `<` and `>` do.",
        """\
- {id: treaty, quote: signed in 1951, subject: treaty, property: signed, value: 1951}
- {id: mill, quote: opened in 1950, subject: mill-a, property: opened, value: 1950}
- {id: order, quote: the mill opened after the treaty, relation: mill-a.opened after treaty.signed}
""",
    ),
    Case(
        "Orders that the vocabulary states: `after`",
        "What the vocabulary says of a property holds of every subject, with no relation in any document. Two dates "
        "that are out of order need no reasoning beyond their own.",
        """\
- {id: signed, quote: signed in 1953, subject: treaty, property: signed, value: 1953}
- {id: force, quote: in force in 1952, subject: treaty, property: in-force, value: 1952}
""",
    ),
    Case(
        "A date within a stretch of time: `within` of the vocabulary",
        "",
        """\
- {id: period, quote: from 1945 to 1952, subject: occupation, property: period, value: 1945/1952}
- {id: visit, quote: visited in 1955, subject: occupation, property: visited, value: 1955}
""",
    ),
    Case(
        "A date within a stretch of time: `during`",
        "On the right stands an `interval` or a `date(…)` of several days; on the left a date, or an `interval` with "
        "both of its ends.",
        """\
- {id: period, quote: from 1945 to 1952, subject: occupation, property: period, value: 1945/1952}
- {id: signed, quote: signed in 1953, subject: treaty, property: signed, value: 1953}
- {id: during, quote: signed during the occupation, relation: treaty.signed during occupation.period}
""",
    ),
    Case(
        "A distance in time: `within … of`",
        "",
        """\
- {id: signed, quote: signed in 1951, subject: treaty, property: signed, value: 1951}
- {id: mill, quote: opened in 1957, subject: mill-a, property: opened, value: 1957}
- {id: near, quote: opened within two years, relation: mill-a.opened within 2 years of treaty.signed}
""",
    ),
    Case(
        "How long something lasts: `lasts` of the vocabulary",
        "Start + length = end.",
        """\
- {id: period, quote: from 1945 to 1952, subject: occupation, property: period, value: 1945/1952}
- {id: length, quote: exactly nine years, subject: occupation, property: length, value: exactly 9 years}
""",
    ),
    Case(
        "Parts and their whole: `adds_over` of the vocabulary",
        "Stated parts cannot have more than their whole, each of them and all together. Whether they are all its parts "
        "nobody says, so they may have less.",
        """\
- {id: all, quote: 95 soldiers, subject: army, property: staff, scope: {place: country}, value: 95}
- {id: north, quote: 61 in the north, subject: army, property: staff, scope: {place: north}, value: 61}
- {id: south, quote: 57 in the south, subject: army, property: staff, scope: {place: south}, value: 57}
""",
    ),
    Case(
        "All parts of a whole: `sum of parts of`",
        "A document that adds the parts up says that they are all.",
        """\
- {id: all, quote: 125 soldiers, subject: army, property: staff, scope: {place: country}, value: 125}
- {id: north, quote: 61 in the north, subject: army, property: staff, scope: {place: north}, value: 61}
- {id: south, quote: 57 in the south, subject: army, property: staff, scope: {place: south}, value: 57}
- id: sum
  quote: in all of the country
  relation: army.staff[place=country] = sum of parts of army.staff[place=country]
""",
    ),
    Case(
        "More than half: `majority of`",
        "",
        """\
- {id: all, quote: 125 soldiers, subject: army, property: staff, scope: {place: country}, value: 125}
- {id: north, quote: 51 in the north, subject: army, property: staff, scope: {place: north}, value: 51}
- {id: most, quote: most are in the north, relation: "army.staff[place=north] = majority of army.staff[place=country]"}
""",
    ),
    Case(
        "A share as a quotient, by definition of the vocabulary",
        "A relation of the vocabulary is never withdrawn: the claims are at fault.",
        """\
- {id: share, quote: 86 percent of the cost, subject: bases, property: share, value: 86 %}
- {id: paid, quote: paid 1.7 billion dollars, subject: bases, property: paid, value: 1.7 billion USD}
- {id: cost, quote: cost 2.5 billion dollars, subject: bases, property: cost, value: 2.5 billion USD}
""",
    ),
    Case(
        "What holds is told, too",
        "",
        """\
- {id: share, quote: 68 percent of the cost, subject: bases, property: share, value: 68 %}
- {id: paid, quote: paid 1.7 billion dollars, subject: bases, property: paid, value: 1.7 billion USD}
- {id: cost, quote: cost 2.5 billion dollars, subject: bases, property: cost, value: 2.5 billion USD}
""",
    ),
    Case(
        "Comparisons and multiples of amounts",
        "Each side is reckoned in the unit of its property; units convert.",
        """\
- {id: a, quote: 40.1 megawatts, subject: mill-a, property: output, value: 40.1 MW}
- {id: b, quote: "85,300 kilowatts", subject: mill-b, property: output, value: "85,300 kW"}
- {id: twice, quote: less than twice as much, relation: mill-b.output < 2 * mill-a.output}
""",
    ),
    Case(
        "Hedges in a relation",
        "A literal in double quotes is read like the value of a claim; a bare number is exact.",
        """\
- {id: signed, quote: signed in 1951, subject: treaty, property: signed, value: 1951}
- {id: mill, quote: opened in 1967, subject: mill-a, property: opened, value: 1967}
- {id: later, quote: about ten years later, relation: mill-a.opened = treaty.signed + "about 10 years"}
""",
    ),
    Case(
        "Ranks: `ranks` of the vocabulary",
        "Whatever ranks first is surpassed by none of its type, and whatever ranks last surpasses none.",
        """\
- {id: first, quote: the largest mill, subject: mill-a, property: place, value: the largest}
- {id: a, quote: 40.1 megawatts, subject: mill-a, property: output, value: 40.1 MW}
- {id: b, quote: 85.3 megawatts, subject: mill-b, property: output, value: 85.3 MW}
""",
    ),
    Case(
        "What holds for each of a type: `for_each` of the vocabulary",
        "One line for all mills. No document states it, and it is told of the mill that breaks it.",
        """\
- {id: full, quote: a capacity of 91.2 megawatts, subject: mill-a, property: capacity, value: 91.2 MW}
- {id: put, quote: puts out 85.3 megawatts, subject: mill-a, property: output, value: 85.3 MW}
- {id: rest, quote: 12.1 megawatts to spare, subject: mill-a, property: spare, value: 12.1 MW}
""",
    ),
    Case(
        "Quantities that change: `at`",
        "A relation speaks of the time at which it is said. `at` in brackets gives a quantity of kind `state` or "
        "`rate` another one.",
        """\
- {id: north, quote: "85,123 people in 1950", subject: north, property: population, value: "85,123", during: 1950}
- {id: south, quote: "91,456 people in 1950", subject: south, property: population, value: "91,456", during: 1950}
- id: fewer
  quote: fewer people lived in the south in 1950
  relation: south.population[at=1950] < north.population[at=1950]
""",
    ),
    Case(
        "The day on which a claim speaks: `now`",
        "It is the claim's `as_of`, else the date of its document (here 2020).",
        """\
- {id: signed, quote: signed in 1951, subject: treaty, property: signed, value: 1951}
- {id: ago, quote: signed fifty years ago, relation: treaty.signed = now - 50 years}
""",
    ),
    Case(
        "A phrase with several readings",
        "`readings` lists what an ambiguous phrase may mean, nearest first. It is read in the way that fits the rest, "
        "and the way is told; the phrase is in dispute only where none fits.",
        """\
- {id: period, quote: from 1945 to 1952, subject: occupation, property: period, value: 1945/1952}
- {id: signed, quote: signed in 1951, subject: treaty, property: signed, value: 1951}
- {id: force, quote: in force in 1952, subject: treaty, property: in-force, value: 1952}
- id: ended
  quote: the treaty ended the occupation
  readings:
    - occupation.period.end = treaty.signed
    - occupation.period.end = treaty.in-force
""",
    ),
)


def file_of(claims: str) -> str:
    """The whole file of claims."""
    head = "document: {id: report, title: Report, publisher: Office, published: 2020-01-01}\nclaims:\n"
    return head + "".join(f"  {line}\n" for line in claims.splitlines())


def findings(claims: str) -> tuple[Finding, ...]:
    """What relations find in a corpus of one file. Raises `ValueError` where the file has faults."""
    with TemporaryDirectory() as folder:
        Path(folder, "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
        Path(folder, "report.yaml").write_text(file_of(claims), "utf-8")
        corpus = load(Path(folder))
    words = corpus.vocabulary
    boxes, unreadable = normalise(corpus.claims, words)
    stated, unparsed = read_relations(corpus.claims, words)
    if faults := (*corpus.faults, *unreadable, *unparsed):
        raise ValueError("; ".join(fault.message for fault in faults))
    context = Context(words, {document.id: document for document in corpus.documents})
    disordered = [
        judge(conflict, context)
        for members in by_subject(boxes).values()
        for conflict in events_out_of_order.check(members, words)
    ]
    return (*disordered, *relation_findings(reason(boxes, stated, words), disordered, context))


def _finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings as the page shows them."""
    for finding in findings:
        yield f"{finding.verdict}[{finding.rule}]: {finding.message}"
        yield from (f"  {step}" for step in finding.steps or ((finding.why,) if finding.why else ()))


def lines() -> Iterator[str]:
    for case in CASES:
        yield from (f"### {case.title}", "", *((fill(case.text, 120), "") if case.text else ()))
        yield f"```yaml\n{file_of(case.claims)}```\n"
        yield "\n".join(("```text", *_finding_lines(findings(case.claims)), "```", ""))
