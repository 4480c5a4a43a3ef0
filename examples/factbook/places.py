"""Each name that a page uses is the name of one entity, whichever page and edition uses it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.model.vocabulary import Entity
from checker.readers.vocabulary import read_vocabulary
from checker.readers.yaml import parse

HERE = Path(__file__).parent
KALININGRAD = ("Kaliningrad", "Kaliningrad Oblast")
"""Says where a border lies that two countries have in one stretch only: no stretch of its own."""


@dataclass(slots=True)
class Places:
    """Entities by the names that pages use (as `slug` writes them); parts and borders are added as they are met."""

    known: Mapping[str, Entity]
    """What people declared in `vocabulary.yaml`."""
    names: dict[str, str]
    stretches: dict[str, str]
    added: dict[str, Entity] = field(default_factory=dict)
    unknown: set[tuple[str, str]] = field(default_factory=set)
    """Names that could not be resolved, with the page that uses each."""

    def find(self, name: str) -> str:
        """The place of a name, or nothing; a stretch of a border is no place."""
        return self.names.get(slug(name), "")

    def stretch(self, name: str) -> str:
        """The stretch of a border that a name means, or nothing."""
        return self.stretches.get(slug(name), "")

    def resolve(self, name: str, page: str) -> str:
        """The entity of a name; a name that nobody declares is kept for the report."""
        found = self.find(name)
        if not found:
            self.unknown.add((name, page))
        return found

    def member(self, whole: str, name: str) -> str:
        """What a page lists under a name, where it is declared to be part of that page's place, else nothing: an
        island may have a page of its own, and a namesake on the other side of the world has one, too.
        """
        found = self.find(name) or self.find(_bare(name))
        return found if found in self.known and whole in self.known[found].part_of else ""

    def part(self, whole: str, name: str) -> str:
        """An entity for a named part of another one, such as an island; the article at its head is left out, and
        what stands in parentheses. Two hyphens: no page's own identifier has them.
        """
        plain = re.sub(r"^the ", "", _bare(name.strip()))
        return self._add(Entity(f"{whole}--{slug(plain)}", plain, type="part", part_of=(whole,)))

    def lake(self, name: str) -> str:
        return self._add(Entity(slug(name), name, type="lake"))

    def border(self, one: str, other: str) -> str:
        """The border of two entities: one entity, whichever page names it."""
        first, second = sorted((one, other))
        label = f"border of {self.label(first)} and {self.label(second)}"
        return self._add(Entity(f"border-{first}--{second}", label, type="border"))

    def label(self, id: str) -> str:
        entity = self.added.get(id) or self.known.get(id)
        return entity.label if entity else id

    def _add(self, entity: Entity) -> str:
        self.added.setdefault(entity.name, entity)
        return entity.name


def slug(name: str) -> str:
    """A name as an identifier: letters and digits of plain ASCII, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def _bare(name: str) -> str:
    return name.partition(" (")[0]


def spellings(title: str, bare: bool) -> Iterator[str]:
    """The names that a page's title stands for: `Korea, North` is North Korea; where `bare`, `Holy See (Vatican City)`
    is Holy See.
    """
    yield title
    last, comma, first = title.partition(", ")
    if comma and not re.search(r"\band\b", first):
        yield f"{first} {last}"
    if bare and _bare(title) != title:
        yield _bare(title)


def declared() -> Mapping[str, Entity]:
    """The entities that people declared in `vocabulary.yaml`."""
    text = (HERE / "vocabulary.yaml").read_text("utf-8")
    root = parse(text, "vocabulary.yaml").root
    assert root is not None
    return read_vocabulary(root).vocabulary.entities


def _spelled(known: Mapping[str, Entity], segments: bool) -> dict[str, str]:
    """Entities by each of their names: stretches of borders, or all others."""
    chosen = (entity for entity in known.values() if (entity.type == "segment") is segments)
    return {slug(name): entity.name for entity in chosen for name in (entity.name, entity.label, *entity.also)}


def gather(pages: Iterable[tuple[int, str]]) -> Places:
    """The places of all pages (edition and title): those declared, and one for each other title.

    Titles that one edition has side by side are different places, so that none stands for what they share outside
    their parentheses: of `Congo (Brazzaville)` and `Congo (Kinshasa)`, neither is Congo.
    """
    pages = set(pages)
    known = declared()
    names, stretches = _spelled(known, segments=False), _spelled(known, segments=True)
    places = Places(known, names, stretches)
    titles = Counter((edition, slug(_bare(title))) for edition, title in pages)
    shared = {name for (_, name), count in titles.items() if count > 1}
    for title in sorted({title for _, title in pages}):
        spelled = list(spellings(title, slug(_bare(title)) not in shared))
        id = next((found for name in spelled if (found := places.find(name))), "")
        if not id:
            id, label = slug(spelled[1] if ", " in title and len(spelled) > 1 else title), spelled[-1]
            places.added[id] = Entity(id, label, tuple(name for name in spelled if name != label), "country")
        for name in spelled:
            names.setdefault(slug(name), id)
    return places
