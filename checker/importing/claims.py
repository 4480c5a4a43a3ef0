"""Statements of sources become claim files. What cannot be read as it stands is a draft, and is told.

Every claim is read back by the readers of a check before it is written: as a claim file, its names in the vocabulary,
its value by its property.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from checker.importing.statement import CODE, Source, Statement
from checker.literals.boxes import normalise
from checker.literals.literal import LiteralError
from checker.model.claim import Document, is_english
from checker.model.fault import Fault, Mark
from checker.model.fields import IN_CLAIM_FILES, as_text
from checker.quotes.text_figures import figures, with_noun
from checker.readers.claims import CHARACTER_LIMIT, WORD_LIMIT, long_quote, read_claims
from checker.readers.encoding import decode
from checker.readers.files.text import NAME_LENGTH
from checker.readers.folder import VOCABULARY
from checker.readers.lexicon import Lexicon
from checker.readers.names import shown
from checker.readers.references import gather, resolve_names
from checker.readers.splice import quoted
from checker.readers.tables.lookup import Lookup
from checker.readers.yaml import parse
from checker.relations.grammar import parse as parse_relation
from checker.starting.binding import Names, fits, mentions, names_of, suggested, value_of
from checker.starting.document import faults_of, identifier, numbered
from checker.starting.drafts import identified

ORDER = tuple(field.name for field in IN_CLAIM_FILES)
MOST_BESIDE = 6
"""Words beside a quote that are kept: enough to tell it from others of its words."""
FORMS = (("subject", "property", "value"), ("relation",), ("readings",))
NAMES = {"subject": "entities", "property": "properties", "said_by": "entities"}


class Given(NamedTuple):
    """What is said on the command line of documents that do not say so themselves."""

    publisher: str = ""
    published: str = ""


class Known(NamedTuple):
    """The names of the vocabulary, by all words that mean them and as drafts are suggested from them; and the documents
    and claims that there are, or will be.
    """

    lookup: Lookup
    names: Names
    declared: Collection[str]


class ClaimFile(NamedTuple):
    """The identifier of a document, its file, and what was told of its claims."""

    id: str
    text: str
    claims: int
    drafts: int
    told: tuple[tuple[Mark, str], ...]


def claim_files(
    sources: Iterable[Source], given: Given, lexicon: Lexicon, declared: Collection[str]
) -> Iterator[ClaimFile | Fault]:
    """A claim file for each source, or the fault that keeps it from being one. `declared`: the documents and claims of
    the corpus, by their references.
    """
    used: set[str] = {VOCABULARY.partition(".")[0]}
    made: list[tuple[Source, dict[str, str]]] = []
    for source in sources:
        head = _head(source, given, used)
        if isinstance(head, Fault):
            yield head
        elif head["id"] in declared:
            used.add(head["id"])
            step = "take that file away first, or leave it and drop these"
            yield Fault(source.mark, CODE, "source", f"a document {head['id']} is there already; {step}")
        else:
            used.add(head["id"])
            made.append((source, head))
    new = {ref for source, head in made for ref in _refs(head["id"], source)}
    known = Known(Lookup(lexicon), names_of(lexicon.vocabulary), new.union(declared))
    for source, head in made:
        opening = "\n".join(_opening(head))
        if wrong := faults_of(f"{opening}\nclaims: []\n", lexicon.vocabulary):
            yield Fault(source.mark, CODE, wrong[0].field, wrong[0].message)
        else:
            yield _file(head, opening, source, known)


def _refs(id: str, source: Source) -> Iterator[str]:
    """A document and those of its claims that say what they are called."""
    yield id
    yield from (f"{id}#{statement.fields['id']}" for statement in source.statements if "id" in statement.fields)


def _head(source: Source, given: Given, used: set[str]) -> dict[str, str] | Fault:
    """The fields of a document; or what is missing of them."""
    place = urlsplit(source.address) if source.address.startswith(("http://", "https://")) else None
    title = (source.title or source.address)[:NAME_LENGTH]
    publisher = source.publisher or given.publisher or (place.hostname if place else "") or ""
    published, because = source.published or given.published, ""
    if not published and source.before:
        published, because = f"../{source.before}", source.before_because
    for name, value in (("publisher", publisher), ("published", published)):
        if not value:
            message = f"the document {shown(title)} has no {name} here; give it with --{name}"
            return Fault(source.mark, CODE, name, message)
    name = source.id or identifier(source.title) or identifier(source.address.partition("://")[2]) or "document"
    name = numbered(name, used) if name in used else name
    address = f"address: {source.address}" if place else ""
    note = "\n".join(filter(None, (source.note, "" if address in source.note else address)))
    made = {"id": name, "title": title, "publisher": publisher, "published": published}
    return made | {"published_because": because, "language": source.language, "note": note}


def _opening(head: Mapping[str, str]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../schemas/claims.schema.json"
    yield "document:"
    yield from (f"  {name}: {quoted(value)}" for name, value in head.items() if value)


def _file(head: Mapping[str, str], opening: str, source: Source, known: Known) -> ClaimFile:
    taken: dict[str, int] = {}
    told: list[tuple[Mark, str]] = []
    lines: list[str] = []
    document = Document(
        head["id"], head["title"], head["publisher"], head["published"], source.mark, language=head["language"]
    )
    drafts = 0
    for statement in source.statements:
        fields, doubts = _claim(statement, document, opening, known)
        base = fields.pop("id", "") or fields.get("property", "")
        lines += _item({"id": identified(base, taken), **fields})
        drafts += bool(fields.get("draft"))
        if doubts:
            what = "a draft: " if fields.get("draft") else ""
            told.append((statement.mark, f"{what}{'; '.join(doubts)}"))
    text = "\n".join((opening, "claims:", *lines)) + "\n"
    return ClaimFile(document.id, text, len(source.statements) - drafts, drafts, tuple(told))


def _claim(
    statement: Statement, document: Document, opening: str, known: Known
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields of a claim, and why it is a draft or what became of its quote."""
    fields = {name: value for name, value in statement.fields.items() if name != "draft"}
    note, lookup = list(statement.note), known.lookup
    doubts = list(statement.doubts)

    def leave_out(name: str, why: str) -> None:
        note.append(f"{name}: {as_text(_held(fields.pop(name)))}")
        doubts.append(why)

    for name, why in tuple(_named(fields, known)):
        leave_out(name, why)
    quote = _pinned(statement, fields.get("value", ""))
    if "property" in fields and "value" not in fields:
        fields |= _figure(quote["quote"], fields["property"], document, lookup)
    if not statement.confirmed and not any(name in fields for name in FORMS[0]):
        fields |= _suggested(quote["quote"], document, known)
    elif not doubts and not any(all(name in fields for name in form) for form in FORMS):
        doubts.append("it states no subject, property and value, and no relation")
    is_draft = not statement.confirmed or bool(statement.fields.get("draft"))
    while wrong := _wrong(opening, {**quote, **_as_draft(fields, quote["quote"], is_draft or doubts)}, lookup.lexicon):
        name, message = wrong
        if name not in fields:  # it is how they stand together
            doubts.append(message)
            note += (f"{other}: {as_text(_held(value))}" for other, value in fields.items())
            fields.clear()
            break
        leave_out(name, f"{name}: {message}")
    if (is_draft or doubts) and "value" not in fields and "property" in fields:
        note.append(f"property: {fields['property']}")
    made = {**quote, **_as_draft(fields, quote["quote"], is_draft or doubts), "note": "\n".join(note)}
    cut = quote["quote"] != statement.exact
    told = (*doubts, *((f"the highlight is long, and {WORD_LIMIT} words of it are the quote",) if cut else ()))
    return {name: made[name] for name in ORDER if made.get(name)}, tuple(dict.fromkeys(told))


def _as_draft(fields: Mapping[str, Any], quote: str, is_draft: object) -> dict[str, Any]:
    """The fields, as a draft has them where it is one: always with a value; where none is known the words of the quote
    stand there, and no property by which they could be read.
    """
    if not is_draft:
        return dict(fields)
    if "relation" in fields or "readings" in fields or "value" in fields:
        return {**fields, "draft": True}
    return {name: value for name, value in fields.items() if name != "property"} | {"value": quote, "draft": True}


def _named(fields: dict[str, Any], known: Known) -> Iterator[tuple[str, str]]:
    """Puts the names of the vocabulary where its words stand; yields the fields whose words mean none, and why."""
    lookup = known.lookup
    for name, section in NAMES.items():
        if words := fields.get(name):
            fields[name] = lookup.name(section, words) or words
            if not lookup.name(section, words):
                yield name, _unknown(section, words, lookup)
    if scope := fields.get("scope"):
        named = {
            lookup.name("scopes", dimension) or dimension: lookup.name("entities", member) or member
            for dimension, member in scope.items()
        }
        unknown = [
            _unknown(section, words, lookup)
            for pair in scope.items()
            for section, words in zip(("scopes", "entities"), pair, strict=True)
            if not lookup.name(section, words)
        ]
        fields["scope"] = named
        if unknown:
            yield "scope", "; ".join(unknown)
    if sources := fields.get("draws_on"):
        named = [one if one in known.declared else lookup.name("entities", one) for one in sources]
        fields["draws_on"] = [name or one for name, one in zip(named, sources, strict=True)]
        if unknown := [one for name, one in zip(named, sources, strict=True) if not name]:
            yield "draws_on", f'there is no entity, document or claim "{shown(unknown[0])}"'
    if "value" in fields and lookup.holds_entities(fields.get("property")):
        fields["value"] = lookup.listed("entities", fields["value"]) or fields["value"]


def _unknown(section: str, words: str, lookup: Lookup) -> str:
    return lookup.trouble(section, words).found


def _pinned(statement: Statement, value: str) -> dict[str, str]:
    """The quote with what stands beside it: the highlight, or of a long one the words around the value."""
    words = statement.exact.split()
    start, end = 0, len(words)
    if long_quote(statement.exact):
        at = statement.exact.find(value) if value else 0
        first = len(statement.exact[: max(at, 0)].split())
        start = max(0, min(first - WORD_LIMIT // 3, len(words) - WORD_LIMIT))
        end = min(start + WORD_LIMIT, len(words))
        while end > first + 1 and len(" ".join(words[start:end])) > CHARACTER_LIMIT:
            start, end = (start, end - 1) if end - first > first - start else (start + 1, end)
    before, after = [*statement.prefix.split(), *words[:start]], [*words[end:], *statement.suffix.split()]
    made = {
        "quote": " ".join(words[start:end])[:CHARACTER_LIMIT],
        "quote_prefix": " ".join(before[-MOST_BESIDE:]),
        "quote_suffix": " ".join(after[:MOST_BESIDE]),
    }
    return {name: text for name, text in made.items() if text}


def _suggested(quote: str, document: Document, known: Known) -> dict[str, str]:
    """What the one figure or date of a quote says, and of what it most likely speaks."""
    vocabulary = known.lookup.lexicon.vocabulary
    if not is_english(document.language) or len(said := figures(quote, vocabulary, document.language)) != 1:
        return {}
    subject, name = suggested(quote, said[0], mentions(quote, known.names), "", known.names)
    made = {"subject": subject, "property": name, "value": value_of(said[0].literal, vocabulary.properties.get(name))}
    return {name: text for name, text in made.items() if text}


def _figure(quote: str, name: str, document: Document, lookup: Lookup) -> dict[str, str]:
    """The value that a quote says by itself: its one figure or date that fits the property."""
    vocabulary = lookup.lexicon.vocabulary
    if not (prop := vocabulary.properties.get(name)) or not is_english(document.language):
        return {}
    said = [one for one in figures(quote, vocabulary, document.language) if fits(one, prop, vocabulary)]
    if len(said) != 1:
        return {}
    with_unit = with_noun(quote, said[0], document.language) if said[0].sort == "amount" else said[0].literal
    literals = (one for one in (with_unit, said[0].literal) if fits(replace(said[0], literal=one), prop, vocabulary))
    return {"value": value_of(next(literals), prop)}


def _wrong(opening: str, fields: Mapping[str, Any], lexicon: Lexicon) -> tuple[str, str] | None:
    """The first field of a claim that a check would find at fault, and what is wrong; of no field: `""`."""
    text = decode("\n".join((opening, "claims:", *_item({"id": "x", **fields}))).encode("utf-8", "surrogatepass"), "")
    if isinstance(text, Fault):
        return "", text.message
    tree = parse(text, "")
    if tree.root is None or tree.faults:
        return "", tree.faults[0].message if tree.faults else "nothing is said"
    draft = read_claims(tree.root, "")
    draft = resolve_names(draft, gather((draft,), lexicon, complete=False))
    bound = [one for one in draft.claims if one.subject and one.property]
    for fault in (*draft.faults, *normalise(bound, lexicon.vocabulary)[1]):
        field = fault.field.removeprefix("claims[0].").removeprefix("x.")
        return re.split(r"[.\[]", field)[0], fault.message
    for claim in draft.claims:
        for reading in claim.readings:
            try:
                parse_relation(reading, lexicon.vocabulary)
            except LiteralError as error:
                return "readings" if "readings" in fields else "relation", error.message
    return None


def _held(value: Any) -> Any:
    """A value of a file as a claim holds it, for showing."""
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


def _item(fields: Mapping[str, Any]) -> list[str]:
    """The lines of a claim in the list of its file."""
    lines = [f"{name}: {_yaml(value)}" for name, value in fields.items()]
    return [f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines)]


def _yaml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "{" + ", ".join(f"{quoted(name)}: {quoted(member)}" for name, member in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(quoted, value)) + "]"
        case _:
            return quoted(value)
