"""A text's drafts with what a model proposes, part by part; a model that fails costs none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from checker.model.claim import Claim, Document
from checker.model.vocabulary import Vocabulary
from checker.proposing.answer import read_answer
from checker.proposing.endpoint import Endpoint, EndpointError, ask
from checker.proposing.proposals import Why, kept
from checker.proposing.request import Request
from checker.report.explain import counted
from checker.texts.anchors import spaced


class Proposed(NamedTuple):
    """`drafts` of a text with what was kept of `proposed` proposals, and how many were dropped for what.

    `unread` answers had no such form; `error` is what went wrong with the endpoint, after which nothing more was asked.
    """

    drafts: tuple[Claim, ...]
    proposed: int
    dropped: Counter[Why]
    unread: int
    error: str

    @property
    def complete(self) -> bool:
        return not (self.unread or self.error)

    @property
    def summary(self) -> str:
        """`7 proposed, 4 kept: 2 quotes not in the text, 1 value not in its quote`"""
        reasons = [f"{counted(number, noun)} {rest}" for (noun, rest), number in sorted(self.dropped.items())]
        words = f"{self.proposed:,} proposed, {self.proposed - self.dropped.total():,} kept"
        words += f": {', '.join(reasons)}" if reasons else ""
        return words + (f"; {counted(self.unread, 'answer')} without the form asked for" if self.unread else "")


def with_proposals(
    text: str,
    drafts: Sequence[Claim],
    document: Document,
    vocabulary: Vocabulary,
    requests: Sequence[Request],
    endpoint: Endpoint,
) -> Proposed:
    """The drafts of a text with what a model proposes in answer to the requests."""
    source, now = spaced(text), tuple(drafts)
    proposed, unread, error = 0, 0, ""
    dropped: Counter[Why] = Counter()
    for request in requests:
        try:
            answer = read_answer(ask(endpoint, request.messages))
        except EndpointError as failure:
            error = str(failure)
            break
        if answer is None:
            unread += 1
            continue
        proposed += answer.proposed
        now, wrong = kept(answer, now, document, source, vocabulary, endpoint.name)
        dropped += wrong
    return Proposed(now, proposed, dropped, unread, error)
