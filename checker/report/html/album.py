"""The pictures of the page: places for them while the text is written, drawings once it is known how many fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from checker.model.finding import Finding
from checker.model.result import Result
from checker.report import figure

Drawing = figure.Figure | figure.Graph


@dataclass
class Album:
    """Pictures by number. `shown`: for each subject the sets of claims that one of them shows already."""

    result: Result
    wanted: list[Callable[[], Drawing | None]] = field(default_factory=list)
    shown: set[tuple[str, ...]] = field(default_factory=set)

    def quantity(self, subject: str, root: str, findings: Iterable[Finding]) -> str:
        """The place of a quantity's picture; where one finding has all of its claims, what it found is marked.

        Events of one subject that are ordered among each other share a picture; only the first place shows it.
        """
        findings = tuple(findings)

        def make() -> Drawing | None:
            made = figure.figure_of(subject, root, self.result)
            claims = tuple(sorted(mark.claim.ref for mark in made.marks)) if made else ()
            if claims in self.shown:
                return None
            self.shown.add(claims)
            whole = next((finding for finding in findings if set(finding.refs) == set(claims)), None)
            marked = figure.figure_of_finding(whole, self.result) if whole else None
            return marked or made

        return self._place(make)

    def finding(self, finding: Finding) -> str:
        """The place of one finding's picture: its claims among the others of their quantity."""
        return self._place(lambda: figure.figure_of_finding(finding, self.result))

    def graph(self, finding: Finding) -> str:
        """The place of a joint finding's graph."""
        return self._place(lambda: figure.graph_of(finding, self.result))

    def draw(self, number: int) -> str:
        """The picture that belongs there; nothing where there is none."""
        made = self.wanted[number]()
        return figure.svg(made, id=f"p{number}-") if made else ""

    def _place(self, make: Callable[[], Drawing | None]) -> str:
        from markupsafe import Markup

        self.wanted.append(make)
        return Markup(f"\x00{len(self.wanted) - 1}\x00")
