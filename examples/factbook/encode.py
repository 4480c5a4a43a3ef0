"""Editions of a reference work become a corpus: each country's page of each edition is a document.

    python examples/factbook/encode.py FOLDER [--form yaml|tables] [--left]

writes `FOLDER/claims` (vocabulary and claims) and `FOLDER/texts` (the pages, for checking quotes). The source is
`../shared/data/factbook-2008-2017.jsonl.gz`, or the file that CHECKER_FACTBOOK names.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import area
import borders
import coast
import independence
from layouts import Row, rows
from places import HERE, Places, gather
from said import Said, left_over, quote

SOURCE = HERE.parents[1] / "../shared/data/factbook-2008-2017.jsonl.gz"
PUBLISHER = "The World Factbook"

EXAMPLES, SHOWN = 3, 90
"""Stretches of each field that the report names, and characters of each that it shows; `--left` names all."""

Reader = Callable[[str, str, str, Places], Iterator[Said]]
FIELDS: Mapping[str, tuple[Reader, re.Pattern[str]]] = {
    "Area": (area.claims, area.FILLING),
    "Land boundaries": (borders.claims, borders.FILLING),
    "Coastline": (coast.claims, coast.FILLING),
    "Independence": (independence.claims, independence.FILLING),
}
"""For each field: what reads its claims, and the words that say nothing to be encoded."""


@dataclass(frozen=True, slots=True)
class Page:
    """A country's page in one edition; `fields` in the order of the source."""

    id: str
    country: str
    edition: int
    subject: str
    fields: Mapping[str, str]

    @property
    def text(self) -> str:
        return "".join(f"{name}: {body}\n" for name, body in self.fields.items())


class Left(NamedTuple):
    """A stretch of a field's text that no claim encodes."""

    field: str
    edition: int
    words: str


@dataclass(slots=True)
class Encoded:
    """Claims by page, the places that they speak of, and the words that nothing encodes."""

    places: Places
    pages: dict[str, Page] = field(default_factory=dict)
    claims: dict[str, list[dict]] = field(default_factory=dict)
    left: Counter[Left] = field(default_factory=Counter)
    """How often each stretch of a field was left out."""
    unread: Counter[str] = field(default_factory=Counter)
    """Pages by the fields of which nothing is encoded."""
    refused: list[str] = field(default_factory=list)
    """Pages and fields that contradict their place in the source, and what was expected."""
    repeated: int = 0
    """Rows that say again what an equal row says."""

    def left_by_edition(self) -> tuple[list[int], dict[str, list[int]]]:
        """Editions, and for each field how many stretches of each were left out."""
        editions = sorted({page.edition for page in self.pages.values()})
        counts: Counter[tuple[str, int]] = Counter()
        for left, count in self.left.items():
            counts[left.field, left.edition] += count
        return editions, {
            name: [counts[name, edition] for edition in editions] for name in sorted({n for n, _ in counts})
        }


def source() -> Path:
    """The file of the texts: that of CHECKER_FACTBOOK, else beside the repository."""
    return Path(os.environ.get("CHECKER_FACTBOOK") or SOURCE)


def encode(source: Iterable[Row]) -> Encoded:
    """All claims of all pages."""
    given = list(source)
    made = Encoded(gather((row.edition, row.country) for row in given))
    pages: dict[tuple[int, str], dict[str, str]] = {}
    for row in given:
        page = pages.setdefault((row.edition, row.country), {})
        if row.field in page:
            made.repeated += page[row.field] == row.text
            if page[row.field] != row.text and row.field in FIELDS:
                made.refused.append(f"{row.country} {row.edition} has two texts of {row.field}; expected one")
        page.setdefault(row.field, row.text)
    for (edition, country), texts in pages.items():
        subject = made.places.resolve(country, country)
        page = Page(f"{subject}-{edition}", country, edition, subject, texts)
        if other := made.pages.get(page.id):
            made.refused.append(f"{country} and {other.country} are one place in {edition}; expected one page")
            continue
        made.pages[page.id] = page
        made.claims[page.id] = list(_claims(page, made))
    return made


def _claims(page: Page, made: Encoded) -> Iterator[dict]:
    used: Counter[str] = Counter()
    for name, text in page.fields.items():
        if name not in FIELDS:
            made.unread[name] += 1
            continue
        reader, filling = FIELDS[name]
        said = list(reader(text, page.country, page.subject, made.places))
        rest = left_over(text, ((s.start, s.end) for s in said), filling)
        made.left.update(Left(name, page.edition, words) for words in rest)
        for one in said:
            if one.id:
                used[one.id] += 1
                id = one.id if used[one.id] == 1 else f"{one.id}-{used[one.id]}"
                yield _claim(one, id, name, text, page)


def _claim(said: Said, id: str, field: str, text: str, page: Page) -> dict:
    """The fields of a claim as its file has them, in the order of the contract."""
    words = quote(text, said.start, said.end)
    words = quote(f"{field}: {words}", 0, 10**9) if said.start == 0 else words
    claim: dict = {"id": id, "quote": words}
    if prefix := _prefix(words, f"{field}: {text}", len(field) + 2 + said.start if said.start else 0, page.text):
        claim["quote_prefix"] = prefix
    if said.readings:
        claim |= {"relation": said.readings[0]} if len(said.readings) == 1 else {"readings": list(said.readings)}
    else:
        claim |= {"subject": said.subject, "property": said.property}
        claim |= {"scope": dict(said.scope)} if said.scope else {}
        claim["value"] = said.value
        claim |= {"definition": said.definition} if said.definition else {}
    return claim | {"as_of": str(page.edition)}


def _prefix(words: str, line: str, at: int, text: str) -> str:
    """The words before a quote that stands in several places, as many as tell it apart; else nothing."""
    if len(re.findall(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)", text)) < 2:
        return ""
    before = line[:at].split()
    for count in range(1, len(before) + 1):
        prefix = " ".join(before[-count:])
        if text.count(f"{prefix} {words}") == 1 or count == len(before):
            return prefix
    return ""


# --- the corpus


def vocabulary(made: Encoded) -> str:
    """The vocabulary that people wrote, with the places and relations of the pages."""
    lines = ["relations:"]
    for relation, because in sorted(_relations(made)):
        lines += [f"  - relation: {relation}", f"    because: {because}"]
    lines += ["", (HERE / "vocabulary.yaml").read_text("utf-8").rstrip("\n"), "", "  # From the pages."]
    for entity in sorted(made.places.added.values(), key=lambda entity: entity.name):
        also = f", also: {_flow(entity.also)}" if entity.also else ""
        whole = f", part_of: {entity.part_of[0]}" if entity.part_of else ""
        lines.append(f"  {entity.name}: {{label: {_flow(entity.label)}, type: {entity.type}{also}{whole}}}")
    return "\n".join(lines) + "\n"


def _relations(made: Encoded) -> set[tuple[str, str]]:
    """Land and water make the area of each place, and of each part, for which all three are given: by definition,
    while other sums (of borders, of members, of land and reefs) are what a page itself says of its own figures.
    """
    given: dict[tuple[str, str], set[str]] = {}
    for claims in made.claims.values():
        for claim in claims:
            if "subject" in claim:
                part = claim.get("scope", {}).get("part", "")
                given.setdefault((claim["subject"], part), set()).add(claim["property"])
    found = set()
    for (subject, part), properties in given.items():
        scope = f"[part={part}]" if part else ""
        if {"area", "land-area", "water-area"} <= properties:
            terms = f"{subject}.area{scope} = {subject}.land-area{scope} + {subject}.water-area{scope}"
            found.add((terms, "Land and water make the area."))
    return found


def _flow(value: object) -> str:
    """A value as JSON, which YAML reads as it is."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _about(page: Page) -> dict:
    digest = hashlib.sha256(page.text.encode("utf-8")).hexdigest()
    return {
        "id": page.id,
        "title": f"{page.country} ({page.edition} edition)",
        "publisher": PUBLISHER,
        "published": str(page.edition),
        "text": {"sha256": digest, "path": f"{page.id}.txt"},
    }


def write(made: Encoded, folder: Path, form: str) -> None:
    """The corpus in `claims`, the pages in `texts`; the same source gives the same bytes."""
    claims, texts = folder / "claims", folder / "texts"
    for path in (claims, texts):
        path.mkdir(parents=True, exist_ok=True)
        if stale := next(path.iterdir(), None):
            raise SystemExit(f"{stale} is in the way; name an empty folder")
    (claims / "vocabulary.yaml").write_text(vocabulary(made), encoding="utf-8")
    for id, page in made.pages.items():
        (texts / f"{id}.txt").write_bytes(page.text.encode("utf-8"))
        if form == "yaml":
            (claims / f"{id}.yaml").write_text(_yaml(_about(page), made.claims[id]), encoding="utf-8")
    if form == "tables":
        said = ({"document": id, **claim} for id, found in made.claims.items() for claim in found)
        for name, entries in (("documents", map(_about, made.pages.values())), ("claims", said)):
            with (claims / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
                lines.writelines(f"{_flow(entry)}\n" for entry in entries)


def _yaml(document: Mapping[str, object], claims: list[dict]) -> str:
    lines = ["document:", *(f"  {name}: {_flow(value)}" for name, value in document.items())]
    lines += ["claims:" if claims else "claims: []"]
    for claim in claims:
        fields = [f"{name}: {_flow(value)}" for name, value in claim.items()]
        lines += [f"  - {fields[0]}", *(f"    {line}" for line in fields[1:])]
    return "\n".join(lines) + "\n"


def report(made: Encoded, every: bool = False) -> Iterator[str]:
    """What was made, and what was left out and why: nothing is dropped in silence. `every` stretch, or some."""
    total = sum(map(len, made.claims.values()))
    yield f"{len(made.pages):,} pages, {total:,} claims; {made.repeated} rows say again what another row says"
    yield from (f"left out: {line}" for line in made.refused)
    for name, page in sorted(made.places.unknown):
        yield f"unknown name: {name}, on the page of {page}; declare it in {HERE / 'vocabulary.yaml'}"
    words: Counter[tuple[str, str]] = Counter()
    for left, count in sorted(made.left.items()):
        words[left.field, left.words] += count
    figures = sum(count for (_, text), count in words.items() if re.search(r"\d", text))
    yield f"{words.total():,} stretches of text are no claim, {len(words):,} different ones; {figures:,} hold a figure"
    if made.unread:
        names = sorted(made.unread) if every else [*sorted(made.unread)[:EXAMPLES], "…"][: len(made.unread)]
        yield f"{made.unread.total():,} texts of other fields are not read: {', '.join(names)}"
    editions, counts = made.left_by_edition()
    if counts:
        yield f"{'':16}" + "".join(f"{edition:>6}" for edition in editions)
    for name, numbers in counts.items():
        yield f"{name:16}" + "".join(f"{number:6,}" for number in numbers)
    for name in counts:
        found = Counter({text: count for (of, text), count in words.items() if of == name})
        for text, count in found.most_common(None if every else EXAMPLES):
            yield f"{count:6} {name}: {text if every or len(text) <= SHOWN else text[:SHOWN] + '…'}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="an empty folder, or one to be made")
    parser.add_argument("--form", choices=("yaml", "tables"), default="tables", help="how claims are written")
    parser.add_argument("--left", action="store_true", help="list all words that no claim encodes")
    chosen = parser.parse_args(arguments)
    if not source().is_file():
        sys.stderr.write(f"{source()} is not there; name the file of the texts in CHECKER_FACTBOOK\n")
        return 2
    made = encode(rows(source()))
    write(made, chosen.folder, chosen.form)
    sys.stdout.write("\n".join(report(made, chosen.left)) + "\n")
    return 1 if made.places.unknown or made.refused else 0


if __name__ == "__main__":
    sys.exit(main())
