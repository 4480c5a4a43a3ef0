"""What an editor shows beside the cursor: what a value is read as and who else speaks of its key; what a name means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.editor.names import Use, use_at
from checker.editor.roles import role_of, sort_of_file
from checker.editor.state import CorpusState
from checker.editor.text import Word, word_at
from checker.literals.literal import LiteralError
from checker.literals.phrase import show_scope
from checker.model.claim import Claim
from checker.model.vocabulary import Vocabulary
from checker.naming.spans import FileText, Span
from checker.readers.yaml import Scalar, child
from checker.report import reading
from checker.report.explain import statement
from checker.report.markdown import code
from checker.report.markdown import text as plain

MOST_SPEAKERS = 12
"""Other claims of a key that are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Hover:
    """Lines of Markdown about the characters of a span; what files say stands in them escaped."""

    lines: tuple[str, ...]
    span: Span


def hover(state: CorpusState, text: FileText, offset: int) -> Hover | None:
    """What is known of what stands at a character; nothing where nothing is."""
    word = word_at(text, offset)
    of = sort_of_file(text.file)
    if word and not word.is_key and of == "claims" and role_of(word.path, of) == "value":
        if lines := tuple(_of_value(state, text, word)):
            return Hover(lines, word.span)
    use = use_at(text, offset, state.vocabulary)
    lines = tuple(_of_name(state, use)) if use else ()
    return Hover(lines, use.span) if use and lines else None


def _of_value(state: CorpusState, text: FileText, word: Word) -> Iterator[str]:
    node = text.root
    for step in word.path[:-1]:
        node = child(node, step)
    given = {name: _scalar(child(node, name)) for name in ("id", "subject", "property")}
    about = child(text.root, "document")
    known = state.vocabulary.properties.get(given["property"])
    if known is None:
        return
    try:
        lines = list(reading.lines(word.value, known, state.vocabulary, _scalar(child(about, "language"))))
    except LiteralError as error:
        yield f"cannot be read: {plain(error.message)}"
        return
    for head, words in lines[1:]:
        yield f"**{head}** {plain(words)}"
    yield from _speakers(state, f"{_scalar(child(about, 'id'))}#{given['id']}", given["subject"], known.name)


def _scalar(node: object) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _speakers(state: CorpusState, ref: str, subject: str, name: str) -> Iterator[str]:
    """The other claims of the key, with their documents, values and scopes."""
    vocabulary = state.vocabulary
    others = [
        claim
        for claim in state.claims.values()
        if claim.ref != ref and claim.subject == subject and vocabulary.share_a_sense(claim.property, name)
    ]
    yield ""
    about = plain(f"{vocabulary.label(subject)} · {vocabulary.label(name)}")
    if not others:
        yield f"nobody else speaks of {about}"
        return
    yield f"**{about}** elsewhere:"
    yield ""
    yield from (f"- {_said(claim, vocabulary)}" for claim in others[:MOST_SPEAKERS])
    if len(others) > MOST_SPEAKERS:
        yield f"- and {len(others) - MOST_SPEAKERS:,} more"


def _said(claim: Claim, vocabulary: Vocabulary) -> str:
    scope = f" ({show_scope(claim.scope, vocabulary)})" if claim.scope else ""
    when = f", {claim.as_of or claim.during}" if claim.as_of or claim.during else ""
    return plain(f"{statement(claim)}{scope}{when}: {claim.document.title}, {claim.document.published}")


def _of_name(state: CorpusState, use: Use) -> Iterator[str]:
    (sort, name), vocabulary = use.name, state.vocabulary
    if sort == "entity" and (entity := vocabulary.entities.get(name)):
        yield f"**{plain(entity.label)}** entity {code(name)}"
        yield from _row("type", entity.type)
        yield from _row("also", "; ".join(entity.also))
        yield from _row("part of", ", ".join(map(vocabulary.label, entity.part_of)))
    elif sort == "property" and (prop := vocabulary.properties.get(name)):
        yield f"**{plain(prop.label)}** property {code(name)}"
        yield from _row("datatype", f"{prop.datatype}, {prop.kind}{', many values' if prop.many else ''}")
        yield from _row("unit", prop.unit)
        yield from _row("a sense of", vocabulary.label(prop.is_a) if prop.is_a else "")
        yield from _row("definitions", "; ".join(one.name for one in prop.definitions))
    elif sort == "scope" and name in vocabulary.scopes:
        yield f"**{plain(vocabulary.scopes[name])}** scope dimension {code(name)}"
    elif sort == "unit" and (unit := vocabulary.units.get(name)):
        yield f"**{plain(unit.label)}** {unit.kind} {code(name)}"
        yield from _row("also", "; ".join(unit.also))
    elif sort == "document" and (document := state.documents.get(name)):
        yield f"**{plain(document.title)}**"
        yield from _row("publisher", document.publisher)
        yield from _row("published", document.published)
    elif sort == "claim" and (claim := state.claims.get(name)):
        yield f"“{plain(claim.quote)}”"
        yield _said(claim, vocabulary)


def _row(head: str, words: str) -> Iterator[str]:
    if words:
        yield f"{head}: {plain(words)}"
