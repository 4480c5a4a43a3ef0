"""What the pages of drafts show: a document's words with its claims marked in them, and one draft with its fields."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from checker.literals.boxes import read_value
from checker.literals.dates.dates import read_span
from checker.literals.literal import LiteralError
from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.model.vocabulary import Property, Vocabulary
from checker.report.reading import lines, property_of
from checker.review.addresses import part
from checker.review.confirming import EDITED, Refused, awareness, drafts_in, labels_of, named, seen, told
from checker.review.naming import DATATYPES, KINDS, NewName
from checker.review.session import ReviewState, Session, texts
from checker.texts.anchors import SourceText, anchor
from checker.texts.passages import Passage, passage
from checker.texts.text import Block, Text, paragraphs

MOST_SHOWN = 60_000
"""Characters of a text before the draft at hand, and as many after it: some 20 pages each, 0.3 MB."""

MOST_OPTIONS = 2_000
"""Names that are offered of a kind; the identifier of any other one can be typed."""

MAIN = ("quote", "value", "subject", "property", "as_of", "scope")
"""Fields that are always in sight; the others unfold."""

LABELS = {"as_of": "as of", "said_by": "said by", "quote_prefix": "words before", "quote_suffix": "words after"}
KEYS = {"subject": "s", "property": "p", "value": "e"}
HINTS = {"scope": "place: japan", "as_of": "2017"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a text; `kind` is empty where no claim quotes them. `at` is the draft that they lead to. `rest` is
    the value of the draft at hand, and what follows it, where it stands in them.
    """

    words: str
    kind: str = ""
    at: str = ""
    title: str = ""
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of a text. `page` is the number of the page that begins with it, else 0."""

    kind: str
    level: int
    page: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class NameOption:
    """A name that can be chosen, with the words that people know it by."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class FormField:
    name: str
    label: str
    value: str
    key: str = ""
    hint: str = ""
    error: str = ""
    options: str = ""


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft of a document, `number` of `total`, with the words of the document around it. `blocks` are its text,
    or the quotes of its claims where there is none; `cut` says where more of it follows.
    """

    ref: str
    id: str
    document: Document
    number: int
    total: int
    previous: str
    next: str
    blocks: tuple[ShownBlock, ...]
    in_text: bool
    cut: tuple[bool, bool]
    passage: Passage | None
    lines: str
    read_as: tuple[str, ...]
    proposed_by: str
    main: tuple[FormField, ...]
    others: tuple[FormField, ...]
    others_open: bool
    entities: tuple[NameOption, ...]
    properties: tuple[NameOption, ...]
    seen: str
    new: NewName
    new_open: bool
    new_errors: Mapping[str, str]
    error: str = ""
    faults: tuple[Fault, ...] = ()
    doubts: tuple[str, ...] = ()
    aware: str = ""
    datatypes: tuple[str, ...] = DATATYPES
    kinds: tuple[str, ...] = KINDS


@dataclass(frozen=True, slots=True)
class DraftsRow:
    """A document with drafts: how many there are, and how many of them lack nothing but somebody's word."""

    document: str
    title: str
    about: str
    drafts: int
    bound: int


@dataclass(frozen=True, slots=True)
class DraftsView:
    rows: tuple[DraftsRow, ...]
    drafts: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form was sent with, and why nothing was done."""

    fields: Mapping[str, str] = field(default_factory=dict)
    new: NewName = field(default_factory=NewName)
    refused: Refused = field(default_factory=Refused)
    adding: bool = False


def drafts_view(corpus: Corpus) -> DraftsView:
    rows = []
    for document in corpus.documents:
        if drafts := drafts_in(corpus, document.id):
            bound = sum(bool(one.readings or (one.subject and one.property)) for one in drafts)
            about = f"{document.publisher}, {document.published}"
            rows.append(DraftsRow(document.id, document.title, about, len(drafts), bound))
    return DraftsView(tuple(rows), len(corpus.drafts))


def draft_page(session: Session, now: ReviewState, claim: Claim, typed: Typed | None = None) -> DraftPage:
    """The page of a draft; `typed` is what its form holds, where that is not what the file says."""
    corpus, document = now.result.corpus, claim.document
    drafts = drafts_in(corpus, document.id)
    at = drafts.index(claim)
    quoting = sorted(
        (*(one for one in corpus.claims if one.document.id == document.id), *drafts), key=lambda one: one.mark
    )
    text = texts(session, now).get(document.id)
    blocks, cut = _blocks(text, quoting, claim) if text else (_quotes(quoting, claim), (False, False))
    typed = typed or Typed()
    fields = {**told(claim), **typed.fields}
    prop = corpus.vocabulary.properties.get(named(fields["property"], labels_of(corpus.vocabulary, "property")))
    main, others = _fields(fields, typed.refused.lacking)
    return DraftPage(
        claim.ref,
        claim.id,
        document,
        at + 1,
        len(drafts),
        drafts[at - 1].id if at else "",
        drafts[at + 1].id if at + 1 < len(drafts) else "",
        blocks,
        text is not None,
        cut,
        passage(text, claim) if text else None,
        str(claim.mark),
        tuple(read_in_words(fields["value"], prop, corpus.vocabulary, document.language)),
        claim.proposed_by,
        main,
        others,
        any(one.value or one.error for one in others),
        _entities(quoting, claim, corpus.vocabulary),
        _properties(claim, corpus.vocabulary),
        seen(now, claim),
        typed.new,
        typed.adding,
        {"new_label": "", "new_name": "", **typed.refused.lacking},
        typed.refused.error,
        typed.refused.faults,
        typed.refused.doubts,
        awareness(typed.refused.doubts),
    )


def _fields(
    values: Mapping[str, str], errors: Mapping[str, str]
) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    made = {
        one.name: FormField(
            one.name,
            LABELS.get(one.name, one.name),
            values[one.name],
            KEYS.get(one.name, ""),
            HINTS.get(one.name, ""),
            errors.get(one.name, ""),
            {"entity": "entities", "property": "properties"}.get(one.kind, ""),
        )
        for one in EDITED
    }
    return tuple(made[name] for name in MAIN), tuple(one for name, one in made.items() if name not in MAIN)


def _entities(quoting: Sequence[Claim], claim: Claim, vocabulary: Vocabulary) -> tuple[NameOption, ...]:
    """The entities, those first of which the document speaks just before."""
    before = [one.subject for one in quoting[: quoting.index(claim)] if one.subject][::-1]
    spoken = [one.subject for one in quoting if one.subject]
    ordered = dict.fromkeys((*before, *spoken, *vocabulary.entities))
    return _options([name for name in ordered if name in vocabulary.entities], labels_of(vocabulary, "entity"))


def _properties(claim: Claim, vocabulary: Vocabulary) -> tuple[NameOption, ...]:
    """The properties, those first as which the value can be read."""
    ordered = sorted(vocabulary.properties.values(), key=lambda one: not _reads(claim, one, vocabulary))
    return _options([one.name for one in ordered], labels_of(vocabulary, "property"))


def _options(names: Sequence[str], labels: Mapping[str, tuple[str, ...]]) -> tuple[NameOption, ...]:
    return tuple(NameOption(name, " · ".join(dict.fromkeys(labels[name]))) for name in names[:MOST_OPTIONS])


def _reads(claim: Claim, prop: Property, vocabulary: Vocabulary) -> bool:
    if prop.datatype == "text":
        return False
    try:
        if prop.datatype == "interval":
            read_span(claim.value, vocabulary.fiscal_years, claim.document.language)
        else:
            read_value(claim.value, prop, vocabulary, claim.document.language)
    except LiteralError:
        return False
    return True


def read_in_words(value: str, prop: Property | None, vocabulary: Vocabulary, language: str) -> Iterator[str]:
    """What a value is read as; without a property each sort of value that it may be, or why it is none."""
    if not value:
        return
    if prop is not None:
        try:
            yield _expected(value, prop, vocabulary, language)
        except LiteralError as error:
            yield f"cannot be read: {error.message}"
        return
    sorts = (("quantity", "an amount"), ("date", "a date"), ("interval", "a stretch of time"))
    read: list[str] = []
    for datatype, sort in sorts:
        if datatype == "interval" and read:
            break
        try:
            words = _expected(value, property_of("", datatype), vocabulary, language)  # type: ignore[bad-argument-type]
        except LiteralError:
            continue
        read.append(f"{words}, as {sort}")
    yield from read


def _expected(value: str, prop: Property, vocabulary: Vocabulary, language: str) -> str:
    found = lines(value, prop, vocabulary, language)
    return " to ".join(words for head, words in found if head in ("what a reader expects", "value"))


# --- the text


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Where a claim is quoted in a text."""

    start: int
    end: int
    claim: Claim


def _blocks(
    text: SourceText, quoting: Sequence[Claim], current: Claim
) -> tuple[tuple[ShownBlock, ...], tuple[bool, bool]]:
    """The blocks around the draft at hand, with all quotes in them."""
    places = [_Quoted(*span, one) for one in quoting if (span := anchor(text, one, near=False).span)]
    here = next((one for one in places if one.claim is current), None)
    words = text.original
    blocks = text.text.blocks or tuple(paragraphs(words))
    first, last = _window(blocks, (here.start, here.end) if here else (0, 0))
    # of places that share words the draft at hand goes before, then the shortest
    places.sort(key=lambda one: (one.claim is not current, one.end - one.start))
    made, page = [], 0
    for block in blocks[first:last]:
        turned = block.page if block.page != page else 0
        page = block.page
        within = [one for one in places if one.start < block.end and block.start < one.end]
        stretches = tuple(_stretches(text.text, block, within, current))
        made.append(ShownBlock(block.kind, block.level, turned, stretches))
    lost = [one for one in quoting if one is current and here is None]
    return (*(_quotes(lost, current)), *made), (first > 0, last < len(blocks))


def _window(blocks: Sequence[Block], around: tuple[int, int]) -> tuple[int, int]:
    first = bisect_left(blocks, around[0] - MOST_SHOWN, key=lambda one: one.end)
    last = bisect_left(blocks, around[1] + MOST_SHOWN, key=lambda one: one.start)
    return first, max(last, first + 1)


def _stretches(text: Text, block: Block, places: Sequence[_Quoted], current: Claim) -> Iterator[Stretch]:
    """The words of a block, parted where what is quoted changes."""
    edges = {max(edge, block.start) for one in places for edge in (one.start, one.end) if edge < block.end}
    bounds = [*sorted({block.start, *edges}), block.end]
    owned = ((start, end, _owner(places, start)) for start, end in pairwise(bounds))
    for owner, parts in groupby(owned, key=lambda part: part[2]):
        spans = list(parts)
        words = text.words[spans[0][0] : spans[-1][1]]
        yield _marked(words, owner.claim, current) if owner else Stretch(words)


def _owner(places: Sequence[_Quoted], at: int) -> _Quoted | None:
    return next((one for one in places if one.start <= at < one.end), None)


def _quotes(quoting: Sequence[Claim], current: Claim) -> tuple[ShownBlock, ...]:
    """The quotes by themselves, where no text has them."""
    return tuple(ShownBlock("quote", 0, 0, (_marked(one.quote, one, current),)) for one in quoting)


def _marked(words: str, claim: Claim, current: Claim) -> Stretch:
    if claim is current:
        before, value, after = words.partition(claim.value)
        return Stretch(before, "current", rest=(value, after)) if value else Stretch(words, "current")
    about = " · ".join(filter(None, (claim.subject, claim.property, claim.value)))
    if claim.draft:
        return Stretch(words, "draft", claim.id, about)
    return Stretch(words, "claim", "", about)


def address(document: str, draft: str = "") -> tuple[str, str]:
    """The path of a document's drafts, and the draft that is shown."""
    return f"drafts/{part(document)}", draft
