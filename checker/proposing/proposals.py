"""Of what a model proposes, that is kept which a person would have to look at anyway: names of the vocabulary, quotes
that stand in the text once, and values that their quotes say.

Why so strict: the text may tell the model what to propose. Whatever that is, it can at most become a draft, in the
text's own words, that says who proposed it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.evaluate import findings_of_claims
from checker.literals.boxes import normalise
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Vocabulary
from checker.proposing.answer import MOST, Answer, ProposedBinding, ProposedClaim
from checker.quotes.text_figures import figures
from checker.readers.claims import long_quote
from checker.reasons.reconciler import Context
from checker.starting.binding import fits
from checker.starting.drafts import identified
from checker.texts.anchors import SourceText, anchor, locate_quote

Why = tuple[str, str]
"""Why a proposal is dropped: the noun of what is wrong, and the words that follow it."""

MALFORMED = ("proposal", "of another form")
SURPLUS = ("proposal", f"beyond {MOST} of one kind")
UNKNOWN_NAME = ("name", "not in the vocabulary")
NO_DRAFT = ("binding", "of no draft that lacks names")
KNOWN = ("claim", "drafted already")
LONG = ("quote", "too long")
NOT_THERE = ("quote", "not in the text")
NOT_ONCE = ("quote", "not in one place of the text")
UNREADABLE = ("value", "that cannot be read")
OTHER_SORT = ("value", "of another sort than its property")
UNSAID = ("value", "not in its quote")


FIGURES = ("quantity", "date", "interval")
"""Datatypes whose values the rule on quotes reads; other values must stand in their quotes as they are."""


class _Refused(Exception):
    """A proposal is not kept."""

    def __init__(self, why: Why) -> None:
        super().__init__()
        self.why = why


def kept(
    answer: Answer,
    drafts: Sequence[Claim],
    document: Document,
    source: SourceText,
    vocabulary: Vocabulary,
    proposer: str,
) -> tuple[tuple[Claim, ...], Counter[Why]]:
    """The drafts with what is kept of an answer, some with names now and some new, and how many of its proposals were
    dropped for what.
    """
    dropped: Counter[Why] = Counter({MALFORMED: answer.malformed, SURPLUS: answer.surplus})
    result = list(drafts)
    for proposal in (*answer.bindings, *answer.claims):
        place = _place(proposal, result)
        try:
            made = _made(proposal, result[place] if place is not None else None, document, source)
            _examine(made, source, vocabulary)
        except _Refused as refused:
            dropped[refused.why] += 1
            continue
        others = {one.id: 2 for k, one in enumerate(result) if k != place}
        claim = replace(made, id=identified(made.property, others), proposed_by=proposer)
        if place is None:
            result.append(claim)
        else:
            result[place] = claim
    return tuple(result), +dropped


def _place(proposal: ProposedBinding | ProposedClaim, drafts: Sequence[Claim]) -> int | None:
    """The draft that a proposal is about: the one it names, or the one with its value in the same words."""
    if isinstance(proposal, ProposedBinding):
        return next((k for k, one in enumerate(drafts) if one.id == proposal.draft), None)
    quote, value = _tidy(proposal.quote), _tidy(proposal.value)
    same = (k for k, one in enumerate(drafts) if one.value == value and (quote in one.quote or one.quote in quote))
    return next(same, None)


def _made(
    proposal: ProposedBinding | ProposedClaim, draft: Claim | None, document: Document, source: SourceText
) -> Claim:
    """The draft with the names of the proposal, or a new one. Raises `_Refused` where there is none."""
    if draft and not (draft.subject and draft.property):
        return replace(draft, subject=proposal.subject, property=proposal.property)
    if isinstance(proposal, ProposedBinding):
        raise _Refused(NO_DRAFT)
    if draft:
        raise _Refused(KNOWN)
    quote, before, value = (_tidy(words) for words in (proposal.quote, proposal.quote_prefix, proposal.value))
    if long_quote(quote):
        raise _Refused(LONG)
    claim = Claim("", document, quote, Mark(""), proposal.subject, proposal.property, value, draft=True)
    if not anchor(source, claim, near=False).spans:
        raise _Refused(NOT_THERE)
    return replace(claim, quote_prefix=before)


def _examine(claim: Claim, source: SourceText, vocabulary: Vocabulary) -> None:
    """Raises `_Refused` for what is not kept."""
    if claim.subject not in vocabulary.entities or claim.property not in vocabulary.properties:
        raise _Refused(UNKNOWN_NAME)
    if not locate_quote(source, claim):
        raise _Refused(NOT_ONCE)
    if any(fault.code == "bad-value" for fault in normalise((claim,), vocabulary)[1]):
        raise _Refused(UNREADABLE)
    if not _entailed(claim, vocabulary):
        raise _Refused(UNSAID)
    prop = vocabulary.properties[claim.property]
    read = [one for one in figures(claim.quote, vocabulary, claim.document.language) if one.literal == claim.value]
    if prop.datatype in FIGURES and read and not any(fits(one, prop, vocabulary) for one in read):
        raise _Refused(OTHER_SORT)


def _entailed(claim: Claim, vocabulary: Vocabulary) -> bool:
    """The quote says the value, as the rule on quotes sees it; where that rule reads nothing, letter by letter."""
    doubts, unread = findings_of_claims((claim,), (), Context(vocabulary))
    if doubts:
        return False
    prop = vocabulary.properties[claim.property]
    if prop.datatype in FIGURES and not unread:
        return True
    entity = vocabulary.entities.get(claim.value) if prop.datatype == "entity" else None
    names = (entity.label, *entity.also) if entity else (claim.value,)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", claim.quote, re.IGNORECASE) for name in names)


def _tidy(words: str) -> str:
    return " ".join(words.split())
