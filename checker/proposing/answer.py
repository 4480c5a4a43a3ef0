"""The form of a model's answer: strict, of bounded length, and each proposal by itself, so that one that is malformed
costs no other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import BaseModel, Field, ValidationError

from checker.readers.encoding import UNWANTED
from checker.readers.files.text import FileModel, KnownName, Literal, Text
from checker.report.safe import HIDDEN

MOST = 200
"""Proposals of one kind in one answer: a part of a text has some 1,000 words."""


class ProposedBinding(FileModel):
    """A draft gets names."""

    draft: KnownName
    subject: KnownName
    property: KnownName


class ProposedClaim(FileModel):
    """A claim that no draft has."""

    quote: Text
    quote_prefix: Text = ""
    subject: KnownName
    property: KnownName
    value: Literal


class _Answer(FileModel):
    bindings: list[Any] = Field(default_factory=list)
    claims: list[Any] = Field(default_factory=list)


class Answer(NamedTuple):
    """What an answer proposes, and how many of its proposals have no such form, or are too many."""

    bindings: tuple[ProposedBinding, ...]
    claims: tuple[ProposedClaim, ...]
    malformed: int
    surplus: int

    @property
    def proposed(self) -> int:
        return len(self.bindings) + len(self.claims) + self.malformed + self.surplus


def read_answer(content: str) -> Answer | None:
    """The proposals of an answer, also of one with words or a fence around its JSON; nothing where it is no answer."""
    try:
        answer = _Answer.model_validate_json(content[content.find("{") : content.rfind("}") + 1])
    except ValidationError:
        return None
    bindings = [_read(ProposedBinding, item) for item in answer.bindings[:MOST]]
    claims = [_read(ProposedClaim, item) for item in answer.claims[:MOST]]
    sound_bindings, sound_claims = tuple(filter(None, bindings)), tuple(filter(None, claims))
    malformed = len(bindings) + len(claims) - len(sound_bindings) - len(sound_claims)
    surplus = len(answer.bindings) + len(answer.claims) - len(bindings) - len(claims)
    return Answer(sound_bindings, sound_claims, malformed, surplus)


Form = type[ProposedBinding] | type[ProposedClaim]


def _read(form: Form, item: Any) -> Any:
    """The proposal; nothing where it has another form, or holds what nobody sees."""
    try:
        proposal: BaseModel = form.model_validate(item)
    except ValidationError:
        return None
    texts = (text for text in proposal.model_dump().values() if isinstance(text, str))
    return None if any(UNWANTED.search(text) or HIDDEN.search(text) for text in texts) else proposal
