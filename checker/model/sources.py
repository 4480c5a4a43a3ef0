"""Sources against one another: how often each agrees, who copies, and what is best supported where they part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

Z = 1.96
"""Standard deviations either side within which 95 of 100 samples lie."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of so many questions (`judged`) on which the others support a value, a source agrees with it on so many."""

    judged: int = 0
    agreed: int = 0

    @property
    def share(self) -> float | None:
        return self.agreed / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Within which the share lies with a probability of 95 %. Source: E. B. Wilson, Probable inference, the law of
        succession, and statistical inference, 1927.
        """
        if not self.judged:
            return None
        share, number = self.agreed / self.judged, self.judged
        middle = (share + Z * Z / (2 * number)) / (1 + Z * Z / number)
        half = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number)) / (1 + Z * Z / number)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Oddity:
    """How a source differs from others throughout a property, in words, and how many conflicts that accounts for."""

    property: str
    words: str
    conflicts: int


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Two sources (`names`) that count as one, in words and with what shows it. `sort`: `errors` that they share,
    `words` of their texts, or `rows` of tables in an order of their own. `directed`: the second has it from the first.
    `probability` is that of errors; the others leave no doubt that one has it from the other, or both from a third.
    """

    names: tuple[str, str]
    sort: str
    directed: bool
    words: str
    shared: int
    apart: int = 0
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Two documents (by id) with words in common: how many, in how many runs, the longest of so many, of so many that
    the shorter text has. `begins`: how the longest run begins. `note`: all of it, in words.
    """

    documents: tuple[str, str]
    words: int
    runs: int
    longest: int
    shorter: int
    one_source: bool
    begins: str
    note: str


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What is told of one source. `documents`: their ids. `claims`: those of which its documents say something of their
    own; `shared`: questions that another source answers too; `alone`: questions on which it alone gives a value that
    the others' does not fit. `knows`: how often it knows the
    answer and does not guess, by what all give; its voice has its weight from that.
    """

    name: str
    documents: tuple[str, ...]
    claims: int
    shared: int
    agreement: Agreement
    alone: int
    knows: float
    by_property: Mapping[str, Agreement] = field(default_factory=dict)
    by_year: Mapping[str, Agreement] = field(default_factory=dict)
    systematic: tuple[Oddity, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportedValue:
    """A value with the sources that give it, by name; how many of them are `independent`; how probable it is that all
    who give it are right; and the claims, by reference.
    """

    value: str
    sources: tuple[str, ...]
    independent: int
    probability: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportedQuestion:
    """A question at one time to which sources give different answers, the best supported first.

    `best`: the best supported answer; of lists the elements that are supported, whether or not anybody gives just
    these. `decided`: its support is more than chance; else `best` is no more than the first among equals. `margin`: by
    how much it is more probable than the next that does not fit. `parted`: two of the answers cannot both hold.
    """

    question: str
    about: str
    time: str
    best: str
    decided: bool
    margin: float
    parted: bool
    values: tuple[SupportedValue, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a corpus, those of most claims first; who copies; words that texts share; and the questions on
    which sources differ, the least decided first.
    """

    sources: tuple[SourceFigures, ...] = ()
    copies: tuple[CopyLink, ...] = ()
    words_in_common: tuple[SharedWords, ...] = ()
    questions: tuple[SupportedQuestion, ...] = ()

    @property
    def parted(self) -> tuple[SupportedQuestion, ...]:
        """The questions of which two answers cannot both hold."""
        return tuple(one for one in self.questions if one.parted)
