"""Each name that a page uses is the name of one entity, whichever page and edition uses it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.model.vocabulary import Entity
from checker.readers.names import fold
from checker.readers.vocabulary import read_vocabulary
from checker.readers.yaml import parse

HERE = Path(__file__).parent
KALININGRAD = ("Kaliningrad", "Kaliningrad Oblast")
"""Says where a border lies that two countries have in one stretch only: no stretch of its own."""


@dataclass(slots=True)
class Places:
    """Entities by the names that pages use; parts and borders are added as they are met."""

    names: dict[str, str]
    stretches: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    added: dict[str, Entity] = field(default_factory=dict)
    unknown: set[tuple[str, str]] = field(default_factory=set)
    """Names that could not be resolved, with the page that uses each."""

    def find(self, name: str) -> str:
        """The place of a name, or nothing; a stretch of a border is no place."""
        return self.names.get(fold(name), "")

    def stretch(self, name: str) -> str:
        """The stretch of a border that a name means, or nothing."""
        return self.stretches.get(fold(name), "")

    def resolve(self, name: str, page: str) -> str:
        """The entity of a name; a name that nobody declares is kept for the report."""
        found = self.find(name)
        if not found:
            self.unknown.add((name, page))
        return found

    def part(self, whole: str, name: str) -> str:
        """An entity for a named part of another one, such as an island; the article at its head is left out."""
        plain = re.sub(r"^the ", "", name.strip())
        id = f"{whole}-{slug(plain)}"
        self.added.setdefault(id, Entity(id, plain, type="part", part_of=(whole,)))
        return id

    def lake(self, name: str) -> str:
        id = slug(name)
        self.added.setdefault(id, Entity(id, name, type="lake"))
        return id

    def border(self, one: str, other: str) -> str:
        """The border of two entities: one entity, whichever page names it."""
        first, second = sorted((one, other))
        id = f"border-{first}--{second}"
        label = f"border of {self.label(first)} and {self.label(second)}"
        self.added.setdefault(id, Entity(id, label, type="border"))
        return id

    def label(self, id: str) -> str:
        return self.labels.get(id, id)


def slug(name: str) -> str:
    """A name as an identifier: letters and digits of plain ASCII, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def spellings(page: str) -> Iterator[str]:
    """The names that a page's title stands for: `Korea, North` is North Korea, `Holy See (Vatican City)` Holy See."""
    yield page
    last, comma, first = page.partition(", ")
    if comma and not re.search(r"\band\b", first):
        yield f"{first} {last}"
    bare, paren, _ = page.partition(" (")
    if paren:
        yield bare


def declared() -> Mapping[str, Entity]:
    """The entities that people declared in `vocabulary.yaml`."""
    text = (HERE / "vocabulary.yaml").read_text("utf-8")
    root = parse(text, "vocabulary.yaml").root
    assert root is not None
    return read_vocabulary(root).vocabulary.entities


def gather(pages: Iterable[str]) -> Places:
    """The places of all pages: those declared, and one for each other title."""
    known = declared()
    names, stretches = ({fold(n): e.name for e in known.values() if (e.type == "segment") is segment
                         for n in (e.name, e.label, *e.also)} for segment in (False, True))  # fmt: skip
    places = Places(names, stretches, {e.name: e.label for e in known.values()})
    for page in sorted(set(pages)):
        spelled = list(spellings(page))
        id = next((names[fold(name)] for name in spelled if fold(name) in names), "")
        if not id:
            id, label = slug(spelled[1] if ", " in page and len(spelled) > 1 else page), spelled[-1]
            places.added[id] = Entity(id, label, tuple(name for name in spelled if name != label), "country")
            places.labels[id] = label
        for name in spelled:
            names.setdefault(fold(name), id)
    return places
