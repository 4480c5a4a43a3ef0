"""What a change did to what could have opposed it, and what would be open had it not.

Why: a document that is deleted, a property of which many values are allowed, an old figure that is corrected settle a
contradiction without a word. Each may be right; none may go unseen.

Source: the design, section 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checker.history.before import files_of_people
from checker.history.changes import changes
from checker.history.exceptions import exceptions
from checker.history.explained import explained
from checker.history.meaning import document_of_before, ties_of, vocabulary_of_before, without_ties
from checker.history.names import SAME, Names, NameSort, claim_of_now, mentioned, named
from checker.history.texts import quotes_moved_out, texts_gone
from checker.literals.fingerprint import fingerprint
from checker.model.change import ContentSort, CorpusChange, FieldChange, Rejudgement, Silence
from checker.model.claim import is_english
from checker.model.corpus import Corpus
from checker.model.fault import Mark
from checker.model.fields import FIELDS
from checker.model.groups import grouped
from checker.model.vocabulary import Entity, Property, Vocabulary
from checker.readers.draft import Draft
from checker.readers.folder import is_table
from checker.readers.lexicon import words_for
from checker.readers.load import ScannedFiles, scan
from checker.readers.names import alike
from checker.run import examine_files, settle

if TYPE_CHECKING:
    from checker.cache.store import Store
    from checker.history.earlier import Tree
    from checker.model.policy import Base
    from checker.model.result import Result
    from checker.request import Request

SAYS: Mapping[ContentSort, frozenset[str]] = {
    "claim": frozenset(field.name for field in FIELDS if field.content) - {"quote", "because"},
    "document": frozenset(("published", "publisher", "language", "revises", "text")),
}
"""The fields that a claim or a document is judged by; of the vocabulary all but these."""
SILENT = ("removed", "lost", "changed")
"""What becomes of a claim that does not say any more what it said."""
MANY_ROWS = "its rows are too many to be compared one by one"
WORDS_ONLY = frozenset(("label", "languages", "because"))
"""An entity's label is more: it tells who publishes a document and who is quoted."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The corpus now and before, and what is called otherwise now. `twins`: what the change adds under a name that
    something of before has.
    """

    now: Result
    before: Result
    names: Names
    twins: Names = SAME


def silence_since(
    now: Result, before: Iterable[tuple[Result, Names, Tree]], request: Request, base: Base, store: Store | None = None
) -> Silence:
    """What the change took away of what lay at any of the commits where it began: branches that merged each other
    have several. What it lets pass is new beside all of them.
    """
    first, *others = (
        silence(Versions(now, result, names), tree, request, base, store) for result, names, tree in before
    )
    for other in others:
        lasting = [one for one in first.exceptions if one.kind == "removed" or one in other.exceptions]
        first = Silence(
            tuple(dict.fromkeys((*first.gone, *other.gone))),
            tuple(dict.fromkeys((*first.redefined, *other.redefined))),
            tuple(dict.fromkeys((*lasting, *(one for one in other.exceptions if one.kind == "removed")))),
            (*first.rejudged, *other.rejudged),
            tuple(dict((*first.claims, *other.claims)).items()),
            explained=tuple(one for one in first.explained if one in other.explained),
        )
    return first


def silence(versions: Versions, tree: Tree, request: Request, base: Base, store: Store | None = None) -> Silence:
    """What the change took away. `tree` is what lay there before; the rest as in `checker.run.check`. Judges anew only
    where something was removed or redefined.
    """
    now, before = versions.now, versions.before
    compared = replace(versions, twins=twins(now.corpus, before.corpus, versions.names))
    changed = tuple(_told(changes(now.corpus, before.corpus, compared.names), compared, tree, request))
    changed += tuple(texts_gone(now.corpus, before.corpus, tree, request.documents))
    gone = tuple(_gone(changed))
    moved_out = quotes_moved_out(now.corpus, before.corpus, versions.names, tree, request.documents)
    redefined = (*_redefined(changed), *moved_out, *_revised(compared), *_twins(compared.twins))
    claims = Counter(change.name.partition("#")[0] for change in changed if _is_gone(change, "claim"))
    rejudged = tuple(one for one in _rejudged(compared, changed, request, base, store) if gone or redefined or one.more)
    told = {each.id for one in rejudged for each in one.more}
    return Silence(
        gone,
        redefined,
        tuple(exceptions(now, before, files_of_people(tree, request), request, base.moved)),
        rejudged,
        tuple((change.name, claims[change.name]) for change in gone if change.sort == "document"),
        explained=tuple(one for one in explained(now, before, versions.names) if one.id not in told),
    )


def _told(changed: Iterable[CorpusChange], compared: Versions, tree: Tree, request: Request) -> Iterator[CorpusChange]:
    """All changes; but of tables that are too large to be read row by row only that the file is another one: which of
    their rows are claims of a result hangs on what opposes them.
    """
    if compared.now.sums is None and compared.before.sums is None:
        yield from changed
        return
    rows = {
        claim.ref
        for corpus in (compared.now.corpus, compared.before.corpus)
        for claim in corpus.claims
        if is_table(claim.mark.file)
    }
    yield from (change for change in changed if change.sort != "claim" or change.name not in rows)
    for name, raw in sorted(tree.files.items()):
        if is_table(name):
            path = request.root.joinpath(*PurePosixPath(name).parts)
            shown = f"{request.root.resolve().name}/{name}"
            if not path.is_file():
                yield CorpusChange("table", shown, "removed")
            elif not _same(path, raw):
                yield CorpusChange("table", shown, "changed", MANY_ROWS, mark=Mark(shown))


def _same(path: Path, raw: bytes) -> bool:
    try:
        return path.stat().st_size == len(raw) and path.read_bytes() == raw
    except OSError:
        return False


def _is_gone(change: CorpusChange, sort: ContentSort) -> bool:
    return change.sort == sort and change.kind in ("removed", "lost")


def _gone(changed: Iterable[CorpusChange]) -> Iterator[CorpusChange]:
    """Whatever is not there any more, or hidden; claims of a document that is gone go with it."""
    documents = {change.name for change in changed if _is_gone(change, "document")}
    for change in changed:
        if change.kind in ("removed", "lost") and not (
            change.sort == "claim" and change.name.partition("#")[0] in documents
        ):
            yield change


def _redefined(changed: Iterable[CorpusChange]) -> Iterator[CorpusChange]:
    """Whatever says or means something else, with the fields that make it so."""
    for change in changed:
        parts = tuple(part for part in change.parts if _counts(change.sort, part))
        if change.kind == "changed" and (parts or change.sort == "table"):
            yield replace(change, parts=parts)


def _counts(sort: ContentSort, part: FieldChange) -> bool:
    head, last = part.field.partition(".")[0].partition("[")[0], part.field.rpartition(".")[2]
    if head in ("text", "also"):
        return part.before is not None  # a text or a name that is given first takes nothing away
    if head == "language" and sort == "document":
        return not (is_english(part.before or "") and is_english(part.after or ""))
    if sort in SAYS:
        return head in SAYS[sort]
    return last not in WORDS_ONLY or (sort == "entity" and last == "label")


def _revised(compared: Versions) -> Iterator[CorpusChange]:
    """Documents of before that a document which the change adds is said to revise: their claims may count no more."""
    before = {named(document.id, compared.names.documents) for document in compared.before.corpus.documents}
    for document in compared.now.corpus.documents:
        for old in document.revises if document.id not in before else ():
            if old in before:
                part = FieldChange("revised by", None, document.id)
                yield CorpusChange("document", old, "changed", parts=(part,), mark=document.revises_mark)


def twins(now: Corpus, before: Corpus, names: Names) -> Names:
    """Entities and properties that have a name now which another one had before, and they had not: what is said of the
    one is compared with nothing that is said of the other.
    """
    found: dict[NameSort, dict[str, str]] = {}
    for sort, section in (("entity", "entities"), ("property", "properties")):
        here, there = getattr(now.vocabulary, section), getattr(before.vocabulary, section)
        then = {named(name, names.of(sort)): entry for name, entry in there.items()}
        known = {word: name for name in sorted(then, reverse=True) for word in _words(then[name], name)}
        for name, entry in here.items():
            own = _words(then[name], name) if name in then else ()
            others = (known[word] for word in _words(entry, name) if word in known and word not in own)
            if other := next(others, ""):
                found.setdefault(sort, {})[name] = other
    return Names(entities=found.get("entity", {}), properties=found.get("property", {}))


def _words(entry: Entity | Property, name: str) -> tuple[str, ...]:
    return tuple(alike(word) for word in (name, *words_for(entry)) if word)


def _twins(twins: Names) -> Iterator[CorpusChange]:
    for sort in ("entity", "property"):
        for twin, name in sorted(twins.of(sort).items()):
            yield CorpusChange(sort, name, "changed", parts=(FieldChange("twin", None, twin),))


def _rejudged(
    compared: Versions, changed: Iterable[CorpusChange], request: Request, base: Base, store: Store | None
) -> Iterator[Rejudgement]:
    """The claims of now under the meaning of before; and with what the change removed, hid, edited or revised."""
    changed = tuple(changed)
    words = compared.now.corpus.vocabulary
    redefined = any(_gives_meaning(change, words) for change in changed) or not compared.twins.unchanged
    silenced = any(change.sort == "claim" and change.kind in SILENT for change in changed)
    if not redefined and not silenced and not any(_revised(compared)):
        return
    quoteless, base = replace(request, documents=None, chosen=()), replace(base, standing=None)
    files = _as_before(scan(request.root, store, request.unsaved), compared)
    if redefined:
        yield _judged(files, compared, quoteless, base, store, restored=False)
    back = _restored(files, compared, {change.name: change.kind for change in changed if change.sort == "claim"})
    if back is not None:
        yield _judged(back, compared, quoteless, base, store, restored=True)


def _gives_meaning(change: CorpusChange, words: Vocabulary) -> bool:
    """It may make other claims mean something else: what was there and is not, or is another; and what is added and
    tied to others, or takes part in how figures and times are read.
    """
    if change.sort in ("claim", "table"):
        return False
    if change.kind != "added":
        return change.kind in ("removed", "changed")
    match change.sort:
        case "entity":
            return ties_of(words.entities[change.name])
        case "property":
            return ties_of(words.properties[change.name])
        case sort:
            return sort in ("unit", "fiscal year")


def _judged(
    files: ScannedFiles, compared: Versions, request: Request, base: Base, store: Store | None, *, restored: bool
) -> Rejudgement:
    """What is open then, and is not open now."""
    from checker.history.matching import matches

    result = settle(examine_files(files, request, store, base), request, base)
    known = {match.now.disagreement.id for match in matches(result, compared.now, SAME) if match.known}
    more = tuple(one for one in result.disagreements if one.open and not one.settled and one.id not in known)
    unread = len({lost.ref for lost in result.corpus.lost} - {lost.ref for lost in compared.now.corpus.lost})
    return Rejudgement(restored, more, unread)


def _as_before(files: ScannedFiles, compared: Versions) -> ScannedFiles:
    """The files of now with the vocabulary and the documents' dates and publishers as they were before, and what is
    said of a twin said of what had its name.
    """
    before, names, now = compared.before.corpus.vocabulary, compared.names, files.lexicon.vocabulary
    used = {word for claim in compared.now.corpus.claims for word in mentioned(claim, now)}
    vocabulary = vocabulary_of_before(without_ties(now, used), before, names)
    lexicon = replace(files.lexicon, vocabulary=vocabulary)
    old = {named(one.id, compared.names.documents): one for one in compared.before.corpus.documents}
    drafts = []
    for draft in files.drafts:
        if draft.document and (was := old.get(draft.id)):
            document = document_of_before(draft.document, was, compared.names)
            claims = tuple(replace(claim, document=document) for claim in draft.claims)
            draft = replace(draft, document=document, claims=claims)
        claims = tuple(claim_of_now(claim, vocabulary, compared.twins) for claim in draft.claims)
        drafts.append(draft if compared.twins.unchanged else replace(draft, claims=claims))
    # what was judged under one vocabulary is no answer under another
    text = fingerprint("vocabulary", (repr(vocabulary),))
    return replace(files, drafts=tuple(drafts), lexicon=lexicon, vocabulary_text=text)


def _restored(files: ScannedFiles, compared: Versions, became: Mapping[str, str]) -> ScannedFiles | None:
    """With the claims of before that are gone, hidden or edited; nothing where no claim is, and none is revised."""
    before, names = compared.before.corpus, compared.names
    shown = [claim_of_now(claim, before.vocabulary, names) for claim in before.claims]
    absent = [claim for claim in shown if became.get(claim.ref) in SILENT]
    revised = {change.name for change in _revised(compared)}
    if not absent and not revised:
        return None
    edited = {claim.ref for claim in absent if became[claim.ref] == "changed"}
    drafts = [_without_revisions(_beside(draft, edited), revised) for draft in files.drafts]
    documents = {draft.id: draft.document for draft in drafts if draft.document}
    for name, claims in grouped(absent, lambda claim: claim.document.id).items():
        document = documents.get(name) or replace(claims[0].document, revises=())
        spoken = tuple(replace(claim, document=document) for claim in claims)
        own = None if name in documents else document
        declared = frozenset((name, *(claim.ref for claim in spoken)))
        identifier = "" if name in documents else name
        drafts.append(
            Draft(
                claims[0].mark.file,
                identifier,
                document=own,
                claims=spoken,
                positions=tuple(range(len(spoken))),
                declared=declared,
            )
        )
    return replace(files, drafts=tuple(drafts))


def _beside(draft: Draft, edited: set[str]) -> Draft:
    """The claims that the change edited get another identifier: rulings are about those of before."""
    if not edited or not any(claim.ref in edited for claim in draft.claims):
        return draft
    claims = tuple(
        replace(claim, id=f"{claim.id} (changed)") if claim.ref in edited else claim for claim in draft.claims
    )
    return replace(draft, claims=claims)


def _without_revisions(draft: Draft, revised: set[str]) -> Draft:
    if draft.document is None or revised.isdisjoint(draft.document.revises):
        return draft
    kept = tuple(name for name in draft.document.revises if name not in revised)
    document = replace(draft.document, revises=kept)
    return replace(draft, document=document, claims=tuple(replace(claim, document=document) for claim in draft.claims))
