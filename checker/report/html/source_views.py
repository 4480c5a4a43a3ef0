"""What the page shows of sources, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in figures. `parts`: by property and by year, each with the share of what is judged, and how many are
    not listed; `odd` and `copies` in words.
    """

    name: str
    claims: int
    shared: int
    agreed: int
    judged: int
    share: str
    interval: str
    alone: int
    parts: tuple[tuple[str, tuple[tuple[str, str, int], ...], int], ...]
    odd: tuple[str, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question on which sources part: `card` is the disagreement that tells of it; `best` is empty where it is
    undecided. `values`: each answer with its sources and its probability.
    """

    card: str
    about: str
    time: str
    best: str
    margin: str
    values: tuple[tuple[str, str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Sources against one another. `shared`: words that documents have in common, where that proves nothing."""

    rows: tuple[SourceRow, ...]
    more: int
    shared: tuple[str, ...]
    about: str
    questions: tuple[QuestionRow, ...]
    more_questions: int
    note: str
