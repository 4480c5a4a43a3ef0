"""What all pages show of a finding and of its claims, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.literals.phrase import show_scope
from checker.model.claim import Claim
from checker.model.fields import REPORTED, Field, labelled
from checker.model.finding import Finding
from checker.model.vocabulary import Vocabulary
from checker.report.explain import grounds, statement, verdict_words
from checker.texts.passages import Passage

FURNITURE = "(in the page's foot or navigation)"
"""Shown of a quote that stands in nothing of its document but what surrounds it."""


@dataclass(frozen=True, slots=True)
class FindingSide:
    """One claim of a finding. `before` and `after` are the words around the quote; `in_text` says that these, and the
    quote, are those of its document's text; `furniture` tells in words that they surround the document only. `read_as`:
    what its value was taken for. `labelled`: what is shown as it stands, label and text.
    """

    id: str
    ref: str
    quote: str
    before: str
    after: str
    in_text: bool
    furniture: str
    document: str
    title: str
    publisher: str
    published: str
    said_by: str
    denies: bool
    deprecated: bool
    value: str
    scope: str
    when: str
    definition: str
    labelled: tuple[tuple[str, str], ...]
    read_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """`words` are its verdict with the reasons; `grounds` what speaks for it and against it, by what it is called."""

    id: str
    rule: str
    verdict: str
    words: str
    reasons: tuple[str, ...]
    message: str
    grounds: Mapping[str, tuple[str, ...]]


def finding_view(finding: Finding) -> FindingView:
    return FindingView(
        finding.id,
        finding.rule,
        finding.verdict,
        verdict_words(finding),
        finding.reasons,
        finding.message,
        grounds(finding),
    )


def finding_side(
    claim: Claim,
    passage: Passage | None,
    vocabulary: Vocabulary,
    when: str,
    read_as: tuple[str, ...],
    fields: Iterable[Field] = REPORTED,
) -> FindingSide:
    """`passage` is where the quote stands in its document's text; without it the claim's own context is shown."""
    document = claim.document
    return FindingSide(
        id=claim.id,
        ref=claim.ref,
        quote=passage.quote if passage else claim.quote,
        before=passage.before if passage else claim.quote_prefix,
        after=passage.after if passage else claim.quote_suffix,
        in_text=passage is not None,
        furniture=FURNITURE if passage and passage.furniture else "",
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        said_by=vocabulary.label(claim.said_by) if claim.said_by else "",
        denies=claim.denies,
        deprecated=claim.deprecated,
        value=statement(claim),
        scope=show_scope(claim.scope, vocabulary),
        when=when,
        definition=claim.definition,
        labelled=labelled(claim, fields),
        read_as=read_as,
    )
