"""Each subject is evaluated by itself, and only what changed is evaluated again: the rest comes from the cache.

What is cached, and what it depends on besides the code: the boxes of a subject and the findings on it, on what its
claims say, on the vocabulary and on the documents that its reconcilers may look at. They are given nothing else to look
at, so nothing else can have a part in it. What reaches across subjects (constraints) is worked out in every run; joint
reasoning caches its answers by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from checker.cache.codec import dumps, loads
from checker.cache.store import Store, digest, key_of, read, write
from checker.evaluate import findings_of_claims, findings_of_subject
from checker.literals.boxes import normalise
from checker.model.box import Box, by_property
from checker.model.claim import Claim, Document
from checker.model.fault import Fault
from checker.model.fields import content_of
from checker.model.finding import Finding
from checker.model.groups import grouped
from checker.model.lazy import LazySequence
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context
from checker.scale.processes import copies, shares
from checker.screening.blocks import by_subject, most_of_block

Cached = tuple[tuple[int, ...], tuple[int, ...], tuple[Finding, ...]]
"""The places of the claims that another one is held against, and of those whose quotes are unread; the findings."""


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """What the claims about one subject come to. `compared` are those that speak of a general property with another,
    `unread` those whose quotes no rule can read.
    """

    claims: tuple[Claim, ...]
    boxes: Sequence[Box]
    faults: tuple[Fault, ...]
    compared: tuple[Claim, ...]
    unread: tuple[Claim, ...]
    findings: tuple[Finding, ...]


PAYS = 10_000
"""Claims and pairs of them from which several processes take less time than one: half a second."""


def evaluate_subjects(
    claims: Iterable[Claim], context: Context, store: Store | None, words: str, processes: int = 1
) -> tuple[SubjectResult, ...]:
    """All subjects by name; none sees more of the corpus than concerns it. `words` is the text that the vocabulary was
    read from. Where it pays, at most so many processes share the work.

    Claims that state a relation come together, as they have no subject: of them only is told here what is wrong with
    each by itself.
    """
    groups = grouped(claims, lambda claim: claim.subject)
    documents = {name: repr(_of_document(document)) for name, document in context.documents.items()}
    revisions = tuple(name for name, document in context.documents.items() if document.revises)
    most = most_of_block(_sizes(groups.values(), context.vocabulary))
    about = _About(digest(f"{most} {words}") if store else "", documents, revisions, most)
    asked = [_asked(tuple(groups[name]), context, store, about) for name in sorted(groups)]
    vocabulary = context.vocabulary
    known = [_cached(one.claims, vocabulary, read(store, one.key)) if store and one.key else None for one in asked]
    new = [one for one, result in zip(asked, known, strict=True) if result is None]
    own, *others = shares([_weight(one.claims) for one in new], processes, PAYS)
    found: dict[int, SubjectResult] = {}

    def tell(number: int) -> Sequence[str]:
        return _texts(_found(new[number], context, about), new[number].claims)

    def save(number: int, texts: Sequence[str]) -> None:
        if store and new[number].key and texts:
            write(store, new[number].key, *texts)

    def evaluate(number: int) -> None:
        one = new[number]
        answer = _found(one, context, about)
        found[number] = _result(answer, one.claims)
        save(number, _texts(answer, one.claims) if store and one.key else ())

    with copies(tell, others) as told:
        for number in own:
            evaluate(number)
        for number, texts in told():
            if result := _cached(new[number].claims, vocabulary, texts):
                found[number] = result
                save(number, texts)
    for number in range(len(new)):
        if number not in found:
            evaluate(number)
    numbers = iter(range(len(new)))
    return tuple(result or found[next(numbers)] for result in known)


@dataclass(frozen=True, slots=True)
class _About:
    """What every subject depends on: the vocabulary and `most` (a hash), what each document says of itself, which
    documents revise another, and the claims of a block up to which its pairs are looked at.
    """

    words: str
    documents: Mapping[str, str]
    revisions: tuple[str, ...]
    most: int


def _sizes(groups: Iterable[Sequence[Claim]], vocabulary: Vocabulary) -> Iterator[int]:
    """How many claims each subject and general property has."""
    for claims in groups:
        yield from Counter(vocabulary.root(claim.property) for claim in claims if not claim.readings).values()


@dataclass(frozen=True, slots=True)
class _Asked:
    """The claims about a subject, the documents that they may look at, and the name of what is cached of it; none where
    that depends on more.
    """

    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    key: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What is found of a subject; `compared` and `unread` by the places of claims."""

    boxes: Sequence[Box]
    faults: tuple[Fault, ...]
    compared: tuple[int, ...]
    unread: tuple[int, ...]
    findings: tuple[Finding, ...]


def _asked(claims: tuple[Claim, ...], context: Context, store: Store | None, about: _About) -> _Asked:
    unlisted = _unlisted(claims, context)
    if unlisted or any(name == claims[0].subject for name, _ in context.partly_read):
        store = None  # what stands for others, or is not there, depends on them
    own = (claim.document.id for claim in claims)
    sources = (name.partition("#")[0] for claim in (*claims, *unlisted) for name in claim.draws_on)
    seen = dict.fromkeys((*own, *about.revisions, *(name for name in sources if name in context.documents)))
    key = key_of(store, about.words, *(about.documents[name] for name in seen), *_said(claims)) if store else ""
    return _Asked(claims, {name: context.documents[name] for name in seen}, key)


def _weight(claims: Sequence[Claim]) -> int:
    """About how much work a subject is: its claims, and the pairs of those of one property."""
    sizes = Counter(claim.property for claim in claims).values()
    return len(claims) + sum(size * (size - 1) // 2 for size in sizes)


def _found(asked: _Asked, context: Context, about: _About) -> _Found:
    claims = asked.claims
    boxes, faults = normalise(claims, context.vocabulary)
    members = by_subject(boxes).get(claims[0].subject, ())
    here = replace(context, documents=asked.documents, boxes=by_property(members), wider=context)
    doubts, unread = findings_of_claims(claims, boxes, here)
    findings = (*(findings_of_subject(members, here, about.most) if members else ()), *doubts)
    return _Found(boxes, faults, _compared(claims, members), unread, findings)


def _result(found: _Found, claims: tuple[Claim, ...]) -> SubjectResult:
    compared, unread = _at(found.compared, claims), _at(found.unread, claims)
    return SubjectResult(claims, found.boxes, found.faults, compared, unread, found.findings)


def _texts(found: _Found, claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """What is found, as text that `_cached` reads; none where a text cannot hold all of it."""
    # a fault tells a place, which what is said does not hold
    if found.faults or not _lasting(found.findings, found.boxes):
        return ()
    text = dumps(Cached, (found.compared, found.unread, found.findings), {Claim: claims, Box: found.boxes})
    return text, dumps(tuple[Box, ...], found.boxes, {Claim: claims})


def _at(places: Iterable[int], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(claims[place] for place in places)


def _unlisted(claims: Iterable[Claim], context: Context) -> tuple[Claim, ...]:
    """Claims for which some others stand, one of each source."""
    if not context.unlisted:
        return ()
    names = (name for claim in claims for name in (claim.ref, f"{claim.ref}.start", f"{claim.ref}.end"))
    return tuple(claim for name in names if name in context.unlisted for claim in context.unlisted[name].sources)


def _cached(claims: tuple[Claim, ...], vocabulary: Vocabulary, texts: Sequence[str]) -> SubjectResult | None:
    """A subject from the cache, its boxes read when somebody looks."""

    def look() -> tuple[Box, ...]:
        stored = loads(tuple[Box, ...], texts[1], {Claim: claims})
        return normalise(claims, vocabulary)[0] if stored is None else stored

    boxes = LazySequence(look)
    cached = loads(Cached, texts[0], {Claim: claims, Box: boxes}) if len(texts) == 2 else None
    if not cached:
        return None
    compared, unread, findings = cached
    return SubjectResult(claims, boxes, (), _at(compared, claims), _at(unread, claims), findings)


def _lasting(findings: Iterable[Finding], boxes: Iterable[Box]) -> bool:
    """Nothing was left unchecked, and the findings show no box but those that are kept."""
    known = {id(box) for box in boxes}
    return all(f.verdict != "unchecked" and all(id(box) in known for box in f.boxes) for f in findings)


def _compared(claims: Sequence[Claim], boxes: Iterable[Box]) -> tuple[int, ...]:
    """The places of the claims that share a general property with another one."""
    speakers: dict[str, set[str]] = {}
    for box in boxes:
        speakers.setdefault(box.root, set()).add(box.ref)
    met = {ref for refs in speakers.values() if len(refs) > 1 for ref in refs}
    return tuple(index for index, claim in enumerate(claims) if claim.ref in met)


def boxes_of(subjects: Iterable[SubjectResult], claims: Iterable[Claim]) -> list[Box]:
    """The boxes of some claims, in their order."""
    index = {id(claim): number for number, claim in enumerate(claims)}
    results = (result for result in subjects if any(id(claim) in index for claim in result.claims)) if index else ()
    boxes = (box for result in results for box in result.boxes if id(box.claim) in index)
    return sorted(boxes, key=lambda box: index[id(box.claim)])


def _said(claims: Iterable[Claim]) -> Iterable[str]:
    """What each claim says, what it is called and whose it is, wherever it stands: as text no other one has the
    same.
    """
    for claim in claims:
        yield claim.document.id
        yield repr((claim.id, content_of(claim)))


_of_document = attrgetter(*(field.name for field in fields(Document) if field.compare and field.name != "mark"))
"""Everything that a document says, wherever it stands."""
