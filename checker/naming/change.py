"""A name has another one, or two names become one: what is to stand in each file. Nothing is written here.

Source: the design, section 6a: renaming identifiers one to one is no change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.model.vocabulary import Entity, Property
from checker.naming.corpus import NamedCorpus, NamedFile, Word, in_tables
from checker.naming.edit import Refused, Splice, naming, read_back, same_but_for, spliced, without_entry
from checker.naming.occurrences import Occurrence, in_vocabulary
from checker.naming.spans import UNKNOWN
from checker.readers.files.text import NAME_LENGTH, NAME_PATTERN
from checker.readers.lexicon import QUALIFIERS, TIME, words_for
from checker.readers.names import aliases, alike, fold, shown, suggestion, trouble
from checker.readers.vocabulary import read_vocabulary
from checker.readers.yaml import Entry, Fields, Items, Scalar, child, entry_of
from checker.relations.names import SECTION_OF, NameSort
from checker.relations.operand import AT

SORTS: Mapping[NameSort, str] = {"entity": "entity", "property": "property", "scope": "scope dimension"}
"""Sort of a name, and the word for what it declares."""
TAKEN = (*QUALIFIERS, TIME, AT)
"""Names that no scope dimension has: they have a meaning of their own where one may stand."""
SIMPLE = re.compile(r"[^\W\d][\w -]*\w")
"""Words that are written without quotation marks."""


@dataclass(frozen=True, slots=True)
class Change:
    """A name of before and that of now. `files` are those that change, as they are and as they are to be; `splices`
    by file what writes the names anew, `places` of them; `notes` what else people should know.
    """

    sort: NameSort
    old: str
    new: str
    files: tuple[tuple[NamedFile, NamedFile], ...]
    splices: Mapping[str, tuple[Splice, ...]]
    notes: tuple[str, ...] = ()

    @property
    def places(self) -> int:
        return sum(map(len, self.splices.values()))

    @property
    def contents(self) -> Mapping[Path, bytes]:
        return {now.path: now.raw for _, now in self.files}


def sort_of(corpus: NamedCorpus, name: str, kind: str = "") -> NameSort:
    """What a name is of. Raises `Refused` where the vocabulary does not have it, or has it for several."""
    having = [sort for sort, section in SECTION_OF.items() if name in getattr(corpus.vocabulary, section)]
    if kind:
        having = [sort for sort in having if SECTION_OF[sort] == kind]
    if not having:
        sections = [kind] if kind else list(SECTION_OF.values())
        words = {n: words_for(e) for section in sections for n, e in getattr(corpus.vocabulary, section).items()}
        step = suggestion(name, aliases(words), "checker vocabulary find WORDS looks for one")
        raise Refused(f"the vocabulary has no name {shown(name)}; {step}")
    if len(having) > 1:
        options = " or ".join(f"--kind {SECTION_OF[sort]}" for sort in having)
        raise Refused(f"{shown(name)} is the name of {' and '.join(SORTS[sort] for sort in having)}; add {options}")
    return having[0]


def rename(corpus: NamedCorpus, old: str, new: str, kind: str = "") -> Change:
    """The corpus with another name for one thing. Raises `Refused` where that cannot be, or has another meaning."""
    sort = sort_of(corpus, old, kind)
    if words := _unfit(corpus, sort, old, new):
        raise Refused(words)
    _no_tables(corpus, (sort, old))
    files, splices = _renamed(corpus, sort, old, new, declared=True)
    _still_names(corpus, (sort, old), new, files)
    return Change(sort, old, new, tuple(files), splices)


def merge(corpus: NamedCorpus, old: str, new: str, kind: str = "") -> Change:
    """The corpus with one name for two things: `new` for `old` as well, whose entry goes, and whose label and other
    names become other names of `new`. Raises `Refused` where the two are not of one kind.
    """
    sort = sort_of(corpus, old, kind)
    known = getattr(corpus.vocabulary, SECTION_OF[sort])
    if new not in known or old == new:
        step = suggestion(new, aliases({name: words_for(entry) for name, entry in known.items() if name != old}), "")
        raise Refused(f"there is no other {SORTS[sort]} {shown(new)}; {step or 'checker vocabulary rename names anew'}")
    if words := _differing(known[old], known[new]):
        raise Refused(
            f"{shown(old)} and {shown(new)} are not of one kind: {words}; make them equal first, or keep both"
        )
    _no_tables(corpus, (sort, old))
    files, splices = _renamed(corpus, sort, old, new, declared=False)
    by_path = {was.path: (was, now) for was, now in files}
    vocabulary = next(file for file in corpus.files if file.names_of is in_vocabulary)
    was, now = by_path.get(vocabulary.path, (vocabulary, vocabulary))
    now, notes = _one_entry(now, sort, old, new, known)
    by_path[vocabulary.path] = (was, now)
    return Change(sort, old, new, tuple(by_path.values()), splices, notes)


def _renamed(
    corpus: NamedCorpus, sort: NameSort, old: str, new: str, *, declared: bool
) -> tuple[list[tuple[NamedFile, NamedFile]], Mapping[str, tuple[Splice, ...]]]:
    """Each file that changes, as it is and as it is to be; and by file what writes the names anew, that of the entry
    itself where it is `declared` anew.
    """
    changed = []
    splices: dict[str, tuple[Splice, ...]] = {}

    def meant(one: Occurrence) -> bool:
        return one.word == (sort, old) and (declared or not one.declares)

    for file in corpus.files:
        found = [one for one in file.occurrences(corpus.vocabulary) if meant(one)]
        if found:
            splices[file.text.file] = tuple(naming(file, found, new))
            now = read_back(file, spliced(file.text.text, splices[file.text.file]))
            same_but_for(file, now, corpus.vocabulary, lambda one: new if meant(one) else one.name)
            changed.append((file, now))
    return changed, splices


def _still_names(corpus: NamedCorpus, word: Word, new: str, files: Sequence[tuple[NamedFile, NamedFile]]) -> None:
    """Every name is read as one where it stands; raises `Refused` where that would not be so."""
    vocabulary = next((read_vocabulary(now.root).vocabulary for _, now in files if now.names_of is in_vocabulary), None)
    for was, now in files:
        wanted = [
            (one.sort, new if one.word == word else one.name, one.mark) for one in was.occurrences(corpus.vocabulary)
        ]
        there = [one.word for one in now.occurrences(vocabulary or corpus.vocabulary)]
        for number, (sort, name, mark) in enumerate(wanted):
            if there[number : number + 1] != [(sort, name)]:
                raise Refused(f"{mark}: here {shown(new)} could not be read as a name; choose another one")


def _unfit(corpus: NamedCorpus, sort: NameSort, old: str, new: str) -> str:
    """Why a name cannot take the place of another; `""` where it can."""
    known = getattr(corpus.vocabulary, SECTION_OF[sort])
    if not re.search(NAME_PATTERN, new) or len(new) > NAME_LENGTH:
        return f"{shown(new)!r} is no identifier; write letters, digits, hyphens and underscores"
    if words := trouble(new):
        return words
    if new in known:
        return f"the name {shown(new)} is taken; checker vocabulary merge {shown(old)} {shown(new)} makes one of two"
    if sort == "scope" and new in TAKEN:
        return f"{shown(new)} has a meaning of its own as the name of a {SORTS[sort]}; choose another one"
    if near := next((name for name in known if name != old and alike(name) == alike(new)), ""):
        return f"{shown(new)} looks like the {SORTS[sort]} {shown(near)}; choose a name that people tell apart from it"
    if sort == "entity":
        if any(new == entity.type for entity in corpus.vocabulary.entities.values()):
            return f"{shown(new)} is a type of entities, and would tie all of that type to it; choose another one"
        if new in corpus.scanned.documents:
            return f"{shown(new)} is the name of a document, which draws_on would not tell apart; choose another one"
    return ""


def _no_tables(corpus: NamedCorpus, word: Word) -> None:
    using = [(name, counts[word]) for name, counts in in_tables(corpus).items() if counts[word]]
    if using:
        listed = ", ".join(f"{name} ({rows:,} {'row' if rows == 1 else 'rows'})" for name, rows in using)
        raise Refused(f"{shown(word[1])} stands in tables, which are not edited here: {listed}; write them anew first")


# --- two entries become one


def _differing(one: Entity | Property | str, other: Entity | Property | str) -> str:
    """In what two entries are not of one kind; `""` where they are."""
    if isinstance(one, Entity) and isinstance(other, Entity):
        if one.type and other.type and one.type != other.type:
            return f"type {shown(one.type)} and {shown(other.type)}"
        for field, words in (("distinct_from", "distinct from"), ("part_of", "part of"), ("overlaps", "overlapping")):
            if other.name in getattr(one, field) or one.name in getattr(other, field):
                return f"one is said to be {words} the other"
    if isinstance(one, Property) and isinstance(other, Property):
        for field in ("datatype", "kind", "unit", "many"):
            if (a := getattr(one, field)) != (b := getattr(other, field)):
                name = "values" if field == "many" else field
                return f"{name} {_shown(a)} and {_shown(b)}"
    return ""


def _shown(value: str | bool) -> str:
    if isinstance(value, bool):
        return "many" if value else "single"
    return shown(value) or "none"


def _one_entry(
    file: NamedFile, sort: NameSort, old: str, new: str, known: Mapping[str, Entity | Property | str]
) -> tuple[NamedFile, tuple[str, ...]]:
    """The vocabulary without the entry of `old`; an entity keeps its names as other names of `new`."""
    group = child(file.root, SECTION_OF[sort])
    gone, stays = entry_of(group, old), entry_of(group, new)
    if not isinstance(group, Fields) or gone is None or stays is None:
        raise Refused(f"{shown(old)} and {shown(new)} do not both stand in {file.text.file}")
    text = file.text.text
    start = file.text.offset(gone.mark)
    splices = [without_entry(text, gone, start, group)]
    notes = list(_dropped(gone, stays))
    one, other = known[old], known[new]
    if isinstance(one, Entity) and isinstance(other, Entity) and isinstance(stays.value, Fields):
        there = {fold(name) for name in (other.name, other.label, *other.also)}
        names = [name for name in dict.fromkeys((one.label, *one.also)) if fold(name) not in there]
        splices += _also(text, stays, names) if names else ()
    return read_back(file, spliced(text, splices)), tuple(notes)


def _dropped(gone: Entry, stays: Entry) -> Iterator[str]:
    """What the entry that goes says and the other one does not."""
    kept = {entry.key for entry in (stays.value.entries if isinstance(stays.value, Fields) else ())}
    lost = [entry.key for entry in (gone.value.entries if isinstance(gone.value, Fields) else ())]
    lost = [key for key in lost if key not in kept and key not in ("label", "also", "labels", "type")]
    if lost:
        step = f"write it under {shown(stays.key)} if it holds"
        yield f"{', '.join(lost)} of {shown(gone.key)} goes with its entry; {step}"


def _also(text: str, entry: Entry, names: Iterable[str]) -> list[Splice]:
    """Adds other names to an entity's entry."""
    written = [name if SIMPLE.fullmatch(name) else json.dumps(name, ensure_ascii=False) for name in names]
    listed = ", ".join(written)
    group = entry.value
    if not isinstance(group, Fields):
        return []
    also = child(group, "also")
    if isinstance(also, Items) and also.nodes:
        last = also.nodes[-1]
        if text.startswith("[", also.start):
            return [Splice(last.end, last.end, f", {listed}")]
        line = max((text.rfind(sign, 0, last.start) + 1 for sign in "\r\n"), default=0)
        lead = text[line : last.start]
        end = last.start + len(text[last.start : last.end].rstrip())
        return [Splice(end, end, "".join(f"{_line_end(text)}{lead}{name}" for name in written))]
    if text.startswith("{", group.start):
        joint = ", " if group.entries else ""
        return [Splice(group.end - 1, group.end - 1, f"{joint}also: [{listed}]")]
    first = group.entries[0]
    lead = " " * (first.mark.column - 1)
    end = group.start + len(text[group.start : group.end].rstrip())
    return [Splice(end, end, f"{_line_end(text)}{lead}also: [{listed}]")]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


# --- what suppressions call a disagreement


def with_suppressions(corpus: NamedCorpus, change: Change, allowed: Mapping[tuple[str, str], str]) -> Change:
    """The change, with suppressions that name disagreements by the names of now; `allowed` has these by the reference
    of a claim and what its suppression says.
    """
    files = {was.path: (was, now) for was, now in change.files}
    for file in corpus.files if allowed else ():
        was, now = files.get(file.path, (file, file))
        if splices := list(_readdressed(now, allowed)):
            files[file.path] = (was, read_back(now, spliced(now.text.text, splices)))
    return replace(change, files=tuple(files.values()))


def _readdressed(file: NamedFile, allowed: Mapping[tuple[str, str], str]) -> Iterator[Splice]:
    document, claims = child(child(file.root, "document"), "id"), child(file.root, "claims")
    for node in claims.nodes if isinstance(claims, Items) else ():
        name, allows = child(node, "id"), child(node, "allow")
        for item in allows.nodes if isinstance(allows, Items) else ():
            named = child(item, "disagreement")
            if isinstance(named, Scalar) and isinstance(name, Scalar) and isinstance(document, Scalar):
                now = allowed.get((f"{document.text}#{name.text}", named.text), "")
                start = file.text.of_scalar(named, 0, len(named.text))
                if now and start == UNKNOWN:
                    raise Refused(f"{named.mark}: write the name of this disagreement on one line first")
                if now:
                    yield Splice(start, start + len(named.text), now)
