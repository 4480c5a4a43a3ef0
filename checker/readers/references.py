"""Names in claims are looked up: in the vocabulary, and among the documents and claims of the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checker.model.claim import Claim
from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.model.fields import FIELDS, SECTIONS
from checker.readers.draft import Draft
from checker.readers.lexicon import Lexicon, known_names
from checker.readers.names import aliases, did_you_mean, nearest, shown

UNKNOWN_SOURCE = "unknown-source"
"""Its claim is kept: what it says does not hang on its sources."""


@dataclass(frozen=True)
class Names:
    """All that a claim may refer to. `complete`: every file could be read, so what is not known does not exist."""

    lexicon: Lexicon
    declared: frozenset[str]
    documents: frozenset[str]
    complete: bool

    @cached_property
    def nearest(self) -> Mapping[str, Mapping[str, str]]:
        return known_names(self.lexicon.vocabulary)

    @cached_property
    def nearest_document(self) -> Mapping[str, str]:
        return aliases(dict.fromkeys(self.documents, ()))

    @cached_property
    def nearest_source(self) -> Mapping[str, str]:
        return {**self.nearest["entities"], **aliases(dict.fromkeys(self.declared, ()))}


def gather(drafts: Sequence[Draft], lexicon: Lexicon, complete: bool) -> Names:
    declared = frozenset(ref for draft in drafts for ref in draft.declared)
    documents = frozenset(draft.id for draft in drafts if draft.id)
    return Names(lexicon, declared, documents, complete and all(draft.complete for draft in drafts))


def unique(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Drafts, sorted by file, with one document for each identifier: the first keeps it, a later one is lost."""
    first: dict[str, Draft] = {}
    result = []
    for draft in sorted(drafts, key=lambda draft: draft.file):
        other = first.setdefault(draft.id, draft) if draft.id else draft
        if other is not draft:
            twice = f"{other.file} and in {draft.file}"
            if other.file == draft.file:
                twice = f"{draft.file} twice, on lines {other.id_mark.line} and {draft.id_mark.line}"
            message = f"the document {shown(draft.id)} stands in {twice}; rename one"
            fault = Fault(draft.id_mark, "duplicate-document", "document.id", message)
            lost = tuple(Lost(claim.ref, claim.mark, _cause(fault)) for claim in draft.claims)
            lost = (*draft.lost, *lost)
            draft = replace(draft, document=None, claims=(), positions=(), lost=lost, faults=(*draft.faults, fault))
        result.append(draft)
    return tuple(result)


def unique_rows(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Drafts without the rows of tables that have the identifier of an earlier claim of their document."""
    first = {lost.ref: lost.mark for draft in drafts for lost in draft.lost}
    first |= {claim.ref: claim.mark_of("id") for draft in drafts if not draft.table for claim in draft.claims}
    result = []
    for draft in drafts:
        duplicates: dict[int, Fault] = {}
        for index, claim in enumerate(draft.claims if draft.table else ()):
            mark = claim.mark_of("id")
            if (other := first.setdefault(claim.ref, mark)) is not mark:
                where = f"in {other.file}:{other.line} and in {mark.file}:{mark.line}"
                message = f"the claim {shown(claim.id)} of {shown(claim.document.id)} stands twice, {where}; rename one"
                duplicates[index] = Fault(mark, "duplicate-claim", "id", message)
        if duplicates:
            lost = (Lost(draft.claims[index].ref, fault.mark, _cause(fault)) for index, fault in duplicates.items())
            claims = tuple(claim for index, claim in enumerate(draft.claims) if index not in duplicates)
            positions = tuple(row for index, row in enumerate(draft.positions) if index not in duplicates)
            draft = replace(
                draft,
                claims=claims,
                positions=positions,
                lost=(*draft.lost, *lost),
                faults=(*draft.faults, *duplicates.values()),
            )
        result.append(draft)
    return tuple(result)


def resolve_names(draft: Draft, names: Names) -> Draft:
    """The draft without the claims that name what does not exist or is itself at fault."""
    claims, lost, faults = {}, list(draft.lost), list(draft.faults)
    for position, claim in zip(draft.positions, draft.claims, strict=True):
        field = "" if draft.table else f"claims[{position}]."
        if not (claim.draws_on or any(_missing(claim, names.lexicon))):
            claims[position] = claim
            continue
        wrong = tuple(_unknown(claim, field, names))
        faults += [*wrong, *_unknown_sources(claim, field, names)]
        if wrong:
            lost.append(Lost(claim.ref, claim.mark, _cause(wrong[0])))
        elif entry := next(_excused(claim, names.lexicon), ""):
            lost.append(Lost(claim.ref, claim.mark, f"{entry} is at fault in the vocabulary"))
        else:
            claims[position] = claim
    faults += _unknown_editions(draft, names)
    return replace(
        draft, claims=tuple(claims.values()), positions=tuple(claims), lost=tuple(lost), faults=tuple(faults)
    )


def _cause(fault: Fault) -> str:
    return f"{fault.mark}: {fault.code}"


NAMING = tuple(field for field in FIELDS if field.kind in SECTIONS)
"""Fields that hold a name of the vocabulary."""


def _uses(claim: Claim) -> Iterator[tuple[str, str, str, str, str]]:
    """Every name of the vocabulary that a claim uses: section, name, field, code of the fault, word for it."""
    for field in NAMING:
        if name := getattr(claim, field.attribute):
            yield SECTIONS[field.kind], name, field.name, f"unknown-{field.kind}", field.kind
    for dimension, member in claim.scope:
        yield "scopes", dimension, f"scope.{dimension}", "unknown-scope", "scope dimension"
        yield "entities", member, f"scope.{dimension}", "unknown-entity", "entity"


def _missing(claim: Claim, lexicon: Lexicon) -> Iterator[tuple[str, str, str, str, str]]:
    return (use for use in _uses(claim) if use[1] not in getattr(lexicon.vocabulary, use[0]))


def _excused(claim: Claim, lexicon: Lexicon) -> Iterator[str]:
    return (shown(name) for section, name, *_ in _missing(claim, lexicon) if lexicon.excuses(section, name))


def _unknown(claim: Claim, entry: str, names: Names) -> Iterator[Fault]:
    """Names of the vocabulary that there are not; `entry` is where the claim stands in its file."""
    for section, name, field, code, word in _missing(claim, names.lexicon):
        if not names.lexicon.excuses(section, name):
            near = nearest(name, names.nearest[section])
            step = did_you_mean(name, near, f"add it to {section} in the vocabulary")
            message = f"there is no {word} {shown(name)}; {step}"
            yield Fault(claim.mark_of(field), code, f"{entry}{field}", message, meant=near)


def _unknown_sources(claim: Claim, entry: str, names: Names) -> Iterator[Fault]:
    """Sources that a claim names and nobody knows. The claim is kept: what it says does not hang on them."""
    for index, source in enumerate(claim.draws_on):
        entity = source in names.lexicon.vocabulary.entities or names.lexicon.excuses("entities", source)
        if entity or source in names.declared or not names.complete:
            continue
        field = f"draws_on[{index}]" if f"draws_on[{index}]" in claim.marks else "draws_on"
        near = nearest(source, names.nearest_source)
        step = did_you_mean(source, near, "name an entity, a document or a claim (document#claim)")
        message = f"there is no entity, document or claim {shown(source)}; {step}"
        yield Fault(claim.mark_of(field), UNKNOWN_SOURCE, f"{entry}{field}", message, meant=near)


def _unknown_editions(draft: Draft, names: Names) -> Iterator[Fault]:
    """Documents that this one is said to revise and that are not in the corpus."""
    document = draft.document
    if document is None:
        return
    for other in document.revises:
        if other == draft.id:
            message = f"the document {shown(other)} cannot revise itself; name the earlier edition"
            yield Fault(document.revises_mark, "unknown-document", "document.revises", message)
        elif other not in names.documents and names.complete:
            others = {word: name for word, name in names.nearest_document.items() if name != draft.id}
            near = nearest(other, others)
            step = did_you_mean(other, near, "add its file, or take the field away")
            message = f"there is no document {shown(other)}; {step}"
            yield Fault(document.revises_mark, "unknown-document", "document.revises", message, meant=near)
