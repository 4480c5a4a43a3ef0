"""A claim file for a document's text: its title, date and sum filled in, claims still to be written."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.literals.dates.dates import read_moment
from checker.literals.literal import LiteralError
from checker.model.claim import is_english
from checker.model.vocabulary import Vocabulary
from checker.readers.files.text import NAME_LENGTH, NAME_PATTERN
from checker.starting.published import publication

MOST_LINES = 40
"""Lines of a text in which its date is looked for: where documents have it."""
MOST_CHARACTERS = 100_000
"""Of a text that are looked at."""
MOST_WORDS = 6
"""Of a title in an identifier."""
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
_HTML_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile("<[^>]*>")


_NO_NAMES = Vocabulary()


class Head(NamedTuple):
    """What is known of a document; `""` for what is not."""

    id: str
    title: str
    publisher: str
    published: str
    language: str = ""
    published_because: str = ""


def head_of(text: str, name: str, given: Head, vocabulary: Vocabulary = _NO_NAMES) -> Head:
    """What is given, and what the text itself tells: its first heading, and the first line that is a date to the day;
    in an undated English text the interval that its words allow, with the words.

    `name` is that of its file.
    """
    title = given.title or next(_titles(text), "") or name
    published, because = given.published or next(_dates(text, given.language), ""), ""
    if not published and is_english(given.language):
        published, because = publication(text[:MOST_CHARACTERS], vocabulary)
    head = given._replace(id=given.id or identifier(title) or identifier(name), title=title)
    return head._replace(published=published, published_because=because)


def identifier(title: str) -> str:
    """`us-relations-with-japan` of *U.S. Relations With Japan*; letters of any script stay."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", title).replace(".", "").lower())
    made = "-".join(words[:MOST_WORDS])[:NAME_LENGTH].strip("-")
    return made if re.fullmatch(NAME_PATTERN, made) else ""


def _titles(text: str) -> Iterator[str]:
    if found := _HTML_TITLE.search(text[:MOST_CHARACTERS]):
        yield " ".join(_TAG.sub("", found[1]).split())
    for line in _lines(text):
        if title := _MARKUP.sub("", line).strip():
            yield title[:NAME_LENGTH]


def _lines(text: str) -> list[str]:
    """The first lines that say something, without tags."""
    lines = (line.strip() for line in _TAG.sub("\n", text[:MOST_CHARACTERS]).splitlines())
    return [line for line in lines if line][:MOST_LINES]


def _dates(text: str, language: str) -> Iterator[str]:
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
        f"  id: {head.id}",
        f"  title: {_quoted(head.title)}",
        f"  publisher: {_quoted(head.publisher)}",
        f"  published: {_quoted(head.published)}",
        *([f"  published_because: {_quoted(head.published_because)}"] if head.published_because else []),
        *([f"  language: {head.language}"] if head.language else []),
        "  text:",
        f"    sha256: {hashlib.sha256(raw).hexdigest()}",
        f"    path: {_quoted(path)}",
        *(["claims:", *drafts] if drafts else EXAMPLE),
    ]
    return "\n".join(lines) + "\n"


def _draft(claim: Mapping[str, str]) -> list[str]:
    lines = [f"{name}: {_quoted(text)}" for name, text in claim.items()]
    return [f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate((*lines, "draft: true"))]


def _quoted(text: str) -> str:
    """The text as YAML: as it stands where nothing in it could be anything else."""
    return text if re.fullmatch(r"[^\W\d_][\w .-]*[^\W_]", text) else json.dumps(text, ensure_ascii=False)
