"""What all parts of the page look up: documents in their order, boxes and findings by claim, quotes in their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.model.box import Box
from checker.model.claim import Claim, Document
from checker.model.disagreement import Disagreement
from checker.model.finding import Finding
from checker.model.groups import grouped
from checker.model.result import Result
from checker.report import figure
from checker.report.dispute import Entry, entries, put_away
from checker.report.figure import QuantityName
from checker.report.html.album import sign
from checker.report.html.views import VerdictTally
from checker.report.options import Options
from checker.texts.anchors import SourceText, locate_quote
from checker.texts.passages import Passage, passage, texts_of

GROUPS: tuple[str, ...] = VerdictTally.__slots__
"""The verdicts as the page orders them: what is open, what people settled, what is explained, what agrees."""

MANY = 2_000
"""Findings of one page; beyond, what is folded is shown in brief, so that 5,000 with pictures stay below 10 MB."""

MOST_OF_A_TEXT = 100_000
MOST_IN_ALL = 1_000_000
"""Characters of texts that a page holds: with marks some 2 MB. What is left out is counted."""

MOST_OF_A_LONE_TEXT = 2_000_000
"""Characters of the one text of a page of a site: with marks some 5 MB."""

NOWHERE: QuantityName = ("", "")
"""The quantity of a finding that is about no claim: what is wrong with decisions."""


@dataclass(frozen=True, slots=True)
class Material:
    """`documents` are in the order of their dates; `indices` says where each stands. `boxes` and `entries` are by the
    reference of a claim. `signs`: the classes of each document's colour and shape. `passages` has those claims whose
    quote was found. `shown`: how many characters of which texts the page holds, none unless that was asked for;
    `spans`: where in these the quotes of claims stand; `quoted`: these claims, by document. `large`: so many findings
    on one page that only those that are open are shown with sentences. `cut`: the entries that are counted and not
    listed, the least grave.
    """

    result: Result
    options: Options
    documents: tuple[Document, ...]
    indices: Mapping[str, int]
    signs: Mapping[str, str]
    boxes: Mapping[str, tuple[Box, ...]]
    entries: Mapping[str, tuple[Entry, ...]]
    texts: Mapping[str, SourceText]
    passages: Mapping[str, Passage]
    shown: Mapping[str, int]
    spans: Mapping[str, tuple[int, int]]
    quoted: Mapping[str, Sequence[Claim]]
    large: bool
    cut: frozenset[str]

    def label(self, name: str) -> str:
        return self.result.corpus.vocabulary.label(name)


def material(result: Result, options: Options, most: int, *, site: bool = False) -> Material:
    """What one page looks up, which lists `most` entries; with `site` a folder of pages, which lists all, in full."""
    corpus = result.corpus
    large = len(result.findings) > MANY and not site
    documents = figure.documents_of(result)
    listed: dict[str, list[Entry]] = {}
    ordered = sorted(entries(result), key=rank)
    for entry in ordered:
        for claim in cited(entry):
            listed.setdefault(claim.ref, []).append(entry)
    texts = texts_of(corpus, options.texts)
    lookup = figure.atlas(result)
    shown = dict(_shown(documents, texts, site=site)) if options.whole_texts else {}
    spans = dict(_spans(corpus.claims, texts, shown))
    return Material(
        result,
        options,
        documents,
        {document.id: index for index, document in enumerate(documents)},
        {name: sign(style) for name, style in lookup.styles.items()},
        lookup.ends,
        {ref: tuple(members) for ref, members in listed.items()},
        texts,
        dict(_passages(_open_claims(result) if large else corpus.claims, texts)),
        shown,
        spans,
        grouped((claim for claim in corpus.claims if claim.ref in spans), lambda claim: claim.document.id),
        large,
        frozenset() if site else frozenset(entry.id for entry in ordered[most:]),
    )


def _shown(documents: Iterable[Document], texts: Mapping[str, SourceText], *, site: bool) -> Iterable[tuple[str, int]]:
    room = MOST_IN_ALL
    for document in documents:
        if text := texts.get(document.id):
            length = min(len(text.original), MOST_OF_A_LONE_TEXT if site else min(MOST_OF_A_TEXT, room))
            room -= length
            yield document.id, length


def _spans(
    claims: Iterable[Claim], texts: Mapping[str, SourceText], shown: Mapping[str, int]
) -> Iterable[tuple[str, tuple[int, int]]]:
    for claim in claims:
        length = shown.get(claim.document.id, 0)
        if length and (span := locate_quote(texts[claim.document.id], claim)) and span[1] <= length:
            yield claim.ref, span


def _open_claims(result: Result) -> Iterable[Claim]:
    """The claims of open findings."""
    return {claim.ref: claim for finding in filter(is_open, result.findings) for claim in finding.claims}.values()


def _passages(claims: Iterable[Claim], texts: Mapping[str, SourceText]) -> Iterable[tuple[str, Passage]]:
    for claim in claims:
        text = texts.get(claim.document.id)
        if text and (quoted := passage(text, claim)):
            yield claim.ref, quoted


def cited(entry: Entry) -> tuple[Claim, ...]:
    """The claims of its positions and of its findings, each once."""
    findings = (entry,) if isinstance(entry, Finding) else entry.findings
    held = () if isinstance(entry, Finding) else entry.claims
    return tuple({claim.ref: claim for claim in (*held, *(c for f in findings for c in f.claims))}.values())


def group(entry: Entry) -> str:
    """The verdict; `decided` where people settled what would be open."""
    return "decided" if put_away(entry) else entry.verdict


def title_of(entry: Entry) -> str:
    return entry.message if isinstance(entry, Finding) else entry.title


def is_open(entry: Entry) -> bool:
    return entry.verdict in ("contradiction", "tension", "unchecked") and not put_away(entry)


def rank(entry: Entry) -> int:
    return GROUPS.index(group(entry))


def tally(listed: Iterable[Entry]) -> VerdictTally:
    groups = [group(entry) for entry in listed]
    return VerdictTally(*map(groups.count, GROUPS))


def quantity_of(entry: Entry, vocabulary_root) -> QuantityName:
    """The quantity under which it stands: the one in question, else that of the first box, else of the first claim; of
    no subject where it goes through all of a property.
    """
    if isinstance(entry, Disagreement):
        if entry.is_systematic:
            return "", vocabulary_root(entry.witness.key)
        if key := entry.question.key:
            return key.subject, vocabulary_root(key.property)
        return quantity_of(entry.witness, vocabulary_root)
    finding = entry
    if finding.boxes:
        return finding.boxes[0].key.subject, finding.boxes[0].root
    for claim in finding.claims:
        if claim.subject:
            return claim.subject, vocabulary_root(claim.property)
    subject, dot, rest = finding.key.partition(".")
    return (subject, vocabulary_root(rest.partition("[")[0])) if dot and finding.claims else NOWHERE
