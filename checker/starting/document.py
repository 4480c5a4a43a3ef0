"""A claim file for a document's text: its title, date and sum filled in, claims still to be written."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count
from typing import NamedTuple

from checker.literals.boxes import undated
from checker.literals.dates.dates import read_moment
from checker.literals.literal import LiteralError
from checker.model.claim import Document, is_english
from checker.model.fault import Fault, Mark
from checker.model.vocabulary import Vocabulary
from checker.readers.claims import read_claims
from checker.readers.encoding import decode
from checker.readers.files.text import NAME_LENGTH, NAME_PATTERN
from checker.readers.names import trouble
from checker.readers.splice import quoted
from checker.readers.yaml import parse
from checker.starting.published import publication
from checker.texts.text import Text

MOST_LINES = 40
"""Lines of a text in which its date is looked for: where documents have it."""
MOST_CHARACTERS = 100_000
"""Of a text that are looked at."""
MOST_WORDS = 6
"""Of a title in an identifier."""
MOST_BYTES = 240
"""Of an identifier that is made of a title: with a number and `.yaml` it still is a file's name."""
ROOM = 8
"""Characters that are left for a number."""
EXAMPLE = (
    "claims: []",
    "# claims:",
    "#   - id: height",
    "#     quote: a tower of 42 metres     # the document's own words, 15 at most",
    "#     subject: lighthouse             # an entity of the vocabulary",
    "#     property: height                # a property of the vocabulary",
    "#     value: 42 m                     # as the document has it",
)
_MARKUP = re.compile(r"^[#=*_\s>]+|[#=*_\s]+$")
_DATED = re.compile(
    r"^(?:(?:published|updated|date|released|issued|posted)(?: on)?\s*[:–—-]?\s*)?(?P<date>.{4,40}?)\.?$", re.IGNORECASE
)


class Head(NamedTuple):
    """What is known of a document; `""` for what is not."""

    id: str
    title: str
    publisher: str
    published: str
    language: str = ""
    published_because: str = ""


def head_of(text: Text, name: str, given: Head, vocabulary: Vocabulary | None = None) -> Head:
    """What is given, and what the text itself tells: its first heading, and the first line that is a date to the day;
    with a vocabulary, in an undated English text the interval that its words allow, with the words.

    `name` is that of its file.
    """
    title = given.title or next(_titles(text), "") or name
    published, because = given.published or next(_dates(text, given.language), ""), ""
    if not published and vocabulary and is_english(given.language):
        published, because = publication(text.without_furniture()[:MOST_CHARACTERS], vocabulary)
    head = given._replace(id=given.id or identifier(title) or identifier(name), title=title)
    return head._replace(published=published, published_because=because)


def document_of(head: Head) -> Document:
    """The document, for reading what it says."""
    return Document(head.id, head.title, head.publisher, head.published, Mark(""), language=head.language)


def identifier(title: str) -> str:
    """`us-relations-with-japan` of *U.S. Relations With Japan*; letters of any script stay."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", title).replace(".", "").lower())
    cut = "-".join(words[:MOST_WORDS])[: NAME_LENGTH - ROOM].encode()[:MOST_BYTES]
    made = cut.decode(errors="ignore").strip("-")
    return made if re.fullmatch(NAME_PATTERN, made) and not trouble(made) else ""


def numbered(name: str, taken: Container[str]) -> str:
    """`annual-report-2` where `annual-report` is taken: the first number that is free."""
    return next(made for number in count(2) if (made := f"{name}-{number}") not in taken)


def faults_of(content: str, vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """What is wrong with a claim file that is not written yet, by the readers that will read it."""
    text = decode(content.encode("utf-8", "surrogatepass"), "")
    if isinstance(text, Fault):
        return (text,)
    tree = parse(text, "")
    if tree.root is None or tree.faults:
        return tree.faults
    read = read_claims(tree.root, "")
    return (*read.faults, *undated([read.document] if read.document else (), vocabulary))


def _titles(text: Text) -> Iterator[str]:
    """A heading of the first rank; what the file names as its title; the first words."""
    headings = (text.words[one.start : one.end] for one in text.blocks[:MOST_LINES] if one.level == 1)
    for line in (*headings, text.title, *_lines(text)):
        if title := _MARKUP.sub("", " ".join(line.split())).strip():
            yield title[:NAME_LENGTH]


def _lines(text: Text) -> list[str]:
    """The first lines that say something."""
    lines = (line.strip() for line in text.without_furniture()[:MOST_CHARACTERS].splitlines())
    return [line for line in lines if line][:MOST_LINES]


def _dates(text: Text, language: str) -> Iterator[str]:
    for line in _lines(text):
        if not (found := _DATED.match(_MARKUP.sub("", line).strip())):
            continue
        try:
            moment = read_moment(found["date"], language=language or "en")
        except LiteralError:
            continue
        if moment.precision == "day" and moment.bounds.literal.is_point:
            yield found["date"]


def claim_file(head: Head, raw: bytes, path: str, claims: Iterable[Mapping[str, str]] = ()) -> str:
    """The text of the file: YAML with what is known, and drafts of claims, the fields of each as text; without any a
    claim to write over, commented out.
    """
    drafts = [line for claim in claims for line in _draft(claim)]
    lines = [
        "# yaml-language-server: $schema=../schemas/claims.schema.json",
        "document:",
        f"  id: {quoted(head.id)}",
        f"  title: {quoted(head.title)}",
        f"  publisher: {quoted(head.publisher)}",
        f"  published: {quoted(head.published)}",
        *([f"  published_because: {quoted(head.published_because)}"] if head.published_because else []),
        *([f"  language: {head.language}"] if head.language else []),
        "  text:",
        f"    sha256: {hashlib.sha256(raw).hexdigest()}",
        f"    path: {quoted(path)}",
        *(["claims:", *drafts] if drafts else EXAMPLE),
    ]
    return "\n".join(lines) + "\n"


def _draft(claim: Mapping[str, str]) -> list[str]:
    lines = [f"{name}: {quoted(text)}" for name, text in claim.items()]
    return [f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate((*lines, "draft: true"))]
