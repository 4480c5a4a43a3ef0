"""The claims that a picture shows, in which order, with what letter, and what sets each apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.literals.dates.spoken import in_words
from checker.literals.phrase import letter, show_scope, show_time, show_value, show_written
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.finding import Finding
from checker.model.interval import ALL, Number
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Vocabulary
from checker.report.figure.quantity import Atlas, order
from checker.report.figure.shape import Arrow, FigureMark

MOST = 40
"""Claims drawn in one picture: more would lie on top of each other in 180 pixels of height."""

MOST_BESIDE = 8
"""Claims drawn beside those of a finding: enough to see where it stands, and a page may hold thousands of pictures."""

MOST_IN_TEXT = 12
"""Claims that a picture's text names one by one; the page lists all of them."""


@dataclass(frozen=True, slots=True)
class FigureItem:
    """One claim of a picture: its box, or the boxes of its two ends."""

    ends: tuple[Box, ...]
    letter: str = ""
    own: bool = True

    @property
    def box(self) -> Box:
        return self.ends[0]

    @property
    def claim(self) -> Claim:
        return self.box.claim


def drawable(box: Box) -> bool:
    return isinstance(box.value, Term) or box.value.possible != ALL


@dataclass(frozen=True, slots=True)
class Focus:
    """What a picture is about: the letters of its claims by their references, the claims that stand out (left out: all
    do), and the finding whose gap is marked.
    """

    letters: Mapping[str, str]
    claims: frozenset[str] | None = None
    finding: Finding | None = None

    def has(self, ref: str) -> bool:
        return self.claims is None or ref in self.claims


def items_of(boxes: Iterable[Box], atlas: Atlas, focus: Focus | None) -> tuple[tuple[FigureItem, ...], int]:
    """The claims of a quantity, each with its letter, and how many were left out."""
    claims = _by_claim(boxes, atlas)
    if focus and not any(focus.has(ends[0].ref) for ends in claims):  # what it is about cannot be drawn
        focus = Focus(focus.letters)
    if focus is None:
        chosen = _chosen(claims, MOST)
        return tuple(FigureItem(ends, letter(index)) for index, ends in enumerate(chosen)), len(claims) - len(chosen)
    shown = focus.finding.refs if focus.finding else ()
    claims.sort(key=lambda ends: (ends[0].ref not in shown, not focus.has(ends[0].ref)))
    mine = [ends for ends in claims if focus.has(ends[0].ref)][:MOST]
    others = [ends for ends in claims if not focus.has(ends[0].ref)]
    chosen = [*mine, *_chosen(others, min(MOST_BESIDE, MOST - len(mine)))]
    items = (FigureItem(ends, focus.letters.get(ends[0].ref, ""), focus.has(ends[0].ref)) for ends in chosen)
    return tuple(items), len(claims) - len(chosen)


def items_beside(
    finding: Finding, boxes: Iterable[Box], atlas: Atlas, letters: Mapping[str, str] | None
) -> tuple[tuple[FigureItem, ...], int]:
    """The claims of a finding, lettered in its order, then others of the same quantity, without letters but for those
    given.
    """
    order_of = {claim.ref: letter(index) for index, claim in enumerate(finding.claims)}
    names = order_of if letters is None else letters
    mine = [ends for ends in _by_claim(finding.boxes, atlas) if ends[0].ref in order_of]
    mine.sort(key=lambda ends: tuple(order_of).index(ends[0].ref))
    others = [ends for ends in _by_claim(boxes, atlas) if ends[0].ref not in order_of]
    chosen = _chosen(others, min(MOST_BESIDE, max(0, MOST - len(mine))))
    left_out = len(others) - len(chosen) + max(0, len(mine) - MOST)
    own = [FigureItem(ends, names.get(ends[0].ref, "")) for ends in mine[:MOST]]
    return (*own, *(FigureItem(ends, names.get(ends[0].ref, ""), own=False) for ends in chosen)), left_out


def _by_claim(boxes: Iterable[Box], atlas: Atlas) -> list[tuple[Box, ...]]:
    """The boxes claim by claim; an interval's claim with both of its ends."""
    claims: dict[str, dict[Box, None]] = {}
    for box in filter(drawable, boxes):
        members = claims.setdefault(box.ref, {})
        for end in (box, *(other for other in atlas.ends.get(box.ref, ()) if box.facet and other.facet != box.facet)):
            if drawable(end):
                members[end] = None
    return [tuple(sorted(members, key=order)) for members in claims.values()]


def _chosen(claims: list[tuple[Box, ...]], most: int) -> list[tuple[Box, ...]]:
    """At most so many: the lowest and the highest value, then the most recent."""
    if len(claims) <= most:
        return claims
    if most <= 0:
        return []
    indices = range(len(claims))
    extremes = {min(indices, key=lambda p: _low(claims[p][0])), max(indices, key=lambda p: _low(claims[p][0]))}
    recent = sorted(indices, key=lambda p: (p not in extremes, _recent(claims[p][0]), -p))
    return [claims[index] for index in sorted(recent[:most])]


def _low(box: Box) -> tuple[Number, str]:
    if isinstance(box.value, Term):
        return 0, box.value.name
    lo, hi = box.value.literal.lo, box.value.literal.hi
    return (lo if lo is not None else hi if hi is not None else 0), ""


def _recent(box: Box) -> tuple[Number, ...]:
    """The later, the smaller."""
    last = box.time.extent.hi
    return (1,) if last is None else (0, -last)


# --- words


def differences(items: tuple[FigureItem, ...], vocabulary: Vocabulary) -> Mapping[str, str]:
    """For each claim the property, scope, definition and speaker that not all claims of the picture share."""
    parts = {item.claim.ref: _parts(item, vocabulary) for item in items}
    differing = [index for index in range(4) if len({words[index] for words in parts.values()}) > 1]
    return {ref: " · ".join(words[index] for index in differing if words[index]) for ref, words in parts.items()}


def _parts(item: FigureItem, vocabulary: Vocabulary) -> tuple[str, str, str, str]:
    claim = item.claim
    name = item.box.key.property if len(item.ends) == 1 else claim.property
    return (
        vocabulary.label(name),
        show_scope(item.box.key.scope, vocabulary),
        f"“{claim.definition}”" if claim.definition else "",
        f"says {vocabulary.label(claim.said_by)}" if claim.said_by else "",
    )


def value_words(box: Box) -> str:
    """The value in the claim's own words, a date as people say it."""
    if box.datatype != "date":
        return show_value(box)
    words = in_words(show_written(box.claim))
    return f"not {words}" if box.claim.denies else words


def when_words(box: Box) -> str:
    return in_words(show_time(box))


def side(box: Box, letter: str) -> str:
    """`A: Example, 28 July 1997, says over 40,000; 28 July 1997 (its document's date)`."""
    claim = box.claim
    time = "" if box.time.sort == "always" else f"; {when_words(box)}"
    withdrawn = ", deprecated" if claim.deprecated else ""
    lead = f"{letter}: " if letter else ""
    speaker = f" reporting {claim.said_by}," if claim.said_by else ""
    source = f"{claim.document.title}, {in_words(claim.document.published)},"
    return f"{lead}{source}{speaker} says {value_words(box)}{time}{withdrawn}"


def order_words(arrow: Arrow, marks: tuple[FigureMark, ...]) -> str:
    """`A before B`, or with references where a claim has no letter."""
    first, second = (marks[index].letter or marks[index].claim.ref for index in (arrow.first, arrow.second))
    return f"{first} {arrow.words} {second}"


def words_of(item: FigureItem, apart: str) -> str:
    """The words of a row: `A  1945 to 1952 · Japan`."""
    return " · ".join(part for part in (f"{item.letter}  {value_words(item.box)}".lstrip(), apart) if part)


def numbers(items: Iterable[FigureItem], reading: str = "possible") -> list[Number]:
    """The ends that the values of a picture have."""
    ends: list[Number] = []
    for item in items:
        for box in item.ends:
            if isinstance(box.value, Bounds):
                interval = getattr(box.value, reading)
                ends += [end for end in (interval.lo, interval.hi) if end is not None]
    return ends
