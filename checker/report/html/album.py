"""The pictures of the page: slots for them while the text is written, drawings once it is known how many fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from checker.literals.phrase import show_scope, show_value, show_written
from checker.model.finding import Finding
from checker.model.result import Result
from checker.report import figure
from checker.report.explain import stated_time
from checker.report.html.views import LegendKey, Picture

NOTHING = Picture("")


@dataclass
class Album:
    """Pictures by number. `shown`: the sets of claims that a quantity's picture shows already."""

    result: Result
    wanted: list[Callable[[str], Picture]] = field(default_factory=list)
    shown: set[tuple[str, ...]] = field(default_factory=set)

    def quantity(self, subject: str, root: str, findings: Iterable[Finding]) -> str:
        """The slot of a quantity's picture; where one finding has all of its claims, what it is about is marked.

        Events of one subject that are ordered among each other share a picture; only the first slot shows it.
        """
        findings = tuple(findings)

        def make(prefix: str) -> Picture:
            made = figure.figure_of(subject, root, self.result)
            claims = tuple(sorted(mark.claim.ref for mark in made.marks)) if made else ()
            if made is None or claims in self.shown:
                return NOTHING
            self.shown.add(claims)
            complete = next((finding for finding in findings if set(finding.refs) == set(claims)), None)
            if complete and (marked := figure.figure_of_finding(complete, self.result)):
                return Picture(figure.svg(marked, id=prefix))
            return Picture(figure.svg(made, id=prefix), tuple(map(self._key, _lettered(made.marks))))

        return self._slot(make)

    def finding(self, finding: Finding) -> str:
        """The slot of one finding's picture: its claims among the others of their quantity."""
        return self._slot(lambda prefix: self._drawn(figure.figure_of_finding(finding, self.result), prefix))

    def graph(self, finding: Finding) -> str:
        """The slot of a joint finding's graph."""
        return self._slot(lambda prefix: self._drawn(figure.graph_of(finding, self.result), prefix))

    def draw(self, number: int) -> Picture:
        """The picture that belongs there; an empty one where there is none."""
        return self.wanted[number](f"p{number}-")

    def _drawn(self, made: figure.Figure | figure.Graph | None, prefix: str) -> Picture:
        return Picture(figure.svg(made, id=prefix)) if made else NOTHING

    def _key(self, mark: figure.FigureMark) -> LegendKey:
        """What a letter stands for: the document and what it says of which scope and time."""
        claim, box = mark.claim, mark.ends[0]
        said = show_written(claim) if len(mark.ends) > 1 else show_value(box)
        words = (said, show_scope(claim.scope, self.result.corpus.vocabulary), stated_time(box))
        return LegendKey(mark.letter, sign(mark.style), claim.document.title, " · ".join(filter(None, words)))

    def _slot(self, make: Callable[[str], Picture]) -> str:
        from markupsafe import Markup

        self.wanted.append(make)
        return Markup(f"\x00{len(self.wanted) - 1}\x00")


def _lettered(marks: Iterable[figure.FigureMark]) -> list[figure.FigureMark]:
    return sorted(marks, key=lambda mark: (len(mark.letter), mark.letter))


def sign(style: figure.Style) -> str:
    """The classes of a document's colour and shape."""
    return f"d{style.colour} {style.shape}"
