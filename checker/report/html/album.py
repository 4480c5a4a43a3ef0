"""The pictures of the page: slots for them while the text is written, drawings once it is known how many fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from checker.disagreements.titles import with_labels
from checker.literals.dates.spoken import in_words
from checker.literals.phrase import show_scope, show_subject
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.finding import Finding
from checker.model.result import Result
from checker.report import figure
from checker.report.figure import Focus
from checker.report.html.views import LegendKey, Picture

NOTHING = Picture("")


@dataclass
class Album:
    """Pictures by number. `shown`: the sets of claims that a quantity's picture shows already."""

    result: Result
    wanted: list[Callable[[str], Picture]] = field(default_factory=list)
    shown: set[tuple[str, ...]] = field(default_factory=set)

    def quantity(self, subject: str, root: str, focus: Focus) -> str:
        """The slot of a quantity's picture.

        Events of one subject that are ordered among each other share a picture; where no gap is to be marked, only the
        first slot shows it.
        """

        def make(prefix: str) -> Picture:
            made = figure.figure_of(subject, root, self.result, focus=focus)
            claims = tuple(sorted(mark.claim.ref for mark in made.marks)) if made else ()
            if made is None or (claims in self.shown and focus.finding is None):
                return NOTHING
            self.shown.add(claims)
            return self._drawn(made, prefix)

        return self._slot(make)

    def line(self, finding: Finding, letters: Mapping[str, str]) -> str:
        """The slot of what follows from relations against what is stated."""

        def make(prefix: str) -> Picture:
            made = figure.line_of(finding, self.result, letters)
            if made is None:
                return NOTHING
            boxes = {box.ref: box for box in finding.boxes}
            claims = sorted(finding.claims, key=lambda claim: _in_order(letters.get(claim.ref, "")))
            told = [(c, letters.get(c.ref, ""), self._words(c, boxes.get(c.ref), about=True)) for c in claims]
            return Picture(figure.svg(made, id=prefix), tuple(self._keys(told)))

        return self._slot(make)

    def draw(self, number: int) -> Picture:
        """The picture that belongs there; an empty one where there is none."""
        return self.wanted[number](f"p{number}-")

    def _drawn(self, made: figure.Figure, prefix: str) -> Picture:
        told = [(mark.claim, mark.letter, self._words(mark.claim, mark.ends[0])) for mark in _lettered(made.marks)]
        return Picture(figure.svg(made, id=prefix), tuple(self._keys(told)))

    def _keys(self, told: Iterable[tuple[Claim, str, str]]) -> Iterator[LegendKey]:
        """What each letter stands for, by document, in the order of the letters."""
        styles = figure.atlas(self.result).styles
        for document, members in groupby(told, key=lambda one: one[0].document):
            style = styles.get(document.id)
            letters = tuple((letter, words) for _, letter, words in members)
            yield LegendKey(sign(style) if style else "", document.title, in_words(document.published), letters)

    def _words(self, claim: Claim, box: Box | None, *, about: bool = False) -> str:
        """What a claim says of which scope and time, and with `about` of what."""
        vocabulary = self.result.corpus.vocabulary
        said = figure.value_words(box) if box else " or ".join(with_labels(text, vocabulary) for text in claim.readings)
        subject = show_subject(box.key, vocabulary) if box and about else ""
        words = (
            f"{subject}: {said}" if subject else said,
            "" if about else show_scope(claim.scope, vocabulary),
            f"“{claim.definition}”" if claim.definition else "",
            f"says {vocabulary.label(claim.said_by)}" if claim.said_by else "",
            figure.when_words(box) if box and box.time.stated and box.time.sort != "always" else "",
        )
        return " · ".join(filter(None, words))

    def _slot(self, make: Callable[[str], Picture]) -> str:
        from markupsafe import Markup

        self.wanted.append(make)
        return Markup(f"\x00{len(self.wanted) - 1}\x00")


def _lettered(marks: Iterable[figure.FigureMark]) -> list[figure.FigureMark]:
    return sorted((mark for mark in marks if mark.letter), key=lambda mark: _in_order(mark.letter))


def _in_order(letter: str) -> tuple[int, str, int]:
    """A before B, Z before AA, A2 before A10."""
    name = letter.rstrip("0123456789")
    return len(name), name, int(letter[len(name) :] or 0)


def sign(style: figure.Style) -> str:
    """The classes of a document's colour and shape."""
    return f"d{style.colour} {style.shape}"
