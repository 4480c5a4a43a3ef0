"""A quantity or a finding becomes a figure: its claims chosen, laid out, and described in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.literals.phrase import show_subject
from checker.model.box import Box, Key
from checker.model.finding import Finding
from checker.model.result import Result
from checker.model.vocabulary import Vocabulary
from checker.report.explain import counted
from checker.report.figure.band import bands
from checker.report.figure.item import (
    MOST_IN_TEXT,
    FigureItem,
    Focus,
    differences,
    items_beside,
    items_of,
    order_words,
    side,
)
from checker.report.figure.layout import FigureInput, Layout, lay_out
from checker.report.figure.quantity import Atlas, atlas, refs, together
from checker.report.figure.shape import Arrow, Band, Figure
from checker.report.figure.tie import Tie, arrows, ties


def figure_of(subject: str, root: str, result: Result, least: int = 2, focus: Focus | None = None) -> Figure | None:
    """All claims of one quantity, with the events of the subject that are ordered to it; `None` where fewer than
    `least` claims have a value that can be drawn.
    """
    lookup = atlas(result)
    items, left_out = items_of(_alike(together((subject, root), lookup)), lookup, focus)
    if len(items) < least:
        return None
    drawn = _layout(items, result.corpus.vocabulary, lookup)
    gaps: tuple[Band, ...] = ()
    if focus and focus.finding and refs(focus.finding.boxes) <= {item.claim.ref for item in items}:
        gaps = bands(focus.finding, drawn)
    made = _described(drawn, items, left_out, gaps, _arrows(drawn, lookup, ()), result.corpus.vocabulary)
    keys = {box.key for box in focus.finding.boxes} if focus and focus.finding else set()
    return replace(made, title=show_subject(keys.pop(), result.corpus.vocabulary)) if len(keys) == 1 else made


def figure_of_finding(finding: Finding, result: Result, letters: Mapping[str, str] | None = None) -> Figure | None:
    """The quantity of a finding with its own claims lettered as the finding has them (or as `letters` has them), others
    beside them faded, and the gap between its claims marked; `None` where fewer than two claims of it can be drawn
    together.
    """
    lookup, vocabulary = atlas(result), result.corpus.vocabulary
    own = _alike(finding.boxes)
    if len(own) < len(finding.boxes) or len(refs(own)) < 2:
        return None
    quantities = {(box.key.subject, box.root) for box in own}
    single = len(quantities) == 1 or all(box.facet for box in own)
    beside = [box for quantity in sorted(quantities) for box in lookup.boxes.get(quantity, ())] if single else []
    items, left_out = items_beside(finding, (box for box in _alike((*own, *beside)) if box not in own), lookup, letters)
    if len([item for item in items if item.own]) < 2:
        return None
    drawn = _layout(items, vocabulary, lookup)
    orders = _arrows(drawn, lookup, ties(finding, vocabulary)) if len(quantities) > 1 else ()
    return _described(drawn, items, left_out, bands(finding, drawn), orders, vocabulary)


def _alike(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes that one scale can hold: values of the first one's sort and unit."""
    return tuple(box for box in boxes if (box.datatype, box.unit) == (boxes[0].datatype, boxes[0].unit))


def _layout(items: tuple[FigureItem, ...], vocabulary: Vocabulary, lookup: Atlas) -> Layout:
    return lay_out(FigureInput(items, differences(items, vocabulary), lookup.styles, vocabulary.fiscal_years))


def _arrows(drawn: Layout, lookup: Atlas, stated: tuple[Tie, ...]) -> tuple[Arrow, ...]:
    rows = drawn.figure.kind == "rows" and drawn.figure.marks[0].ends[0].datatype == "date"
    return arrows(drawn.figure.marks, lookup.orders, stated) if rows else ()


def _described(
    drawn: Layout,
    items: tuple[FigureItem, ...],
    left_out: int,
    gaps: tuple[Band, ...],
    orders: tuple[Arrow, ...],
    vocabulary: Vocabulary,
) -> Figure:
    figure = drawn.figure
    notes = figure.notes
    notes += (f"{counted(left_out, 'more claim')} of this quantity not drawn",) if left_out else ()
    sentences = [side(item.box, item.letter) for item in items[:MOST_IN_TEXT]]
    if len(items) > MOST_IN_TEXT:
        sentences.append(f"and {counted(len(items) - MOST_IN_TEXT, 'more claim')}")
    sentences += [band.words for band in gaps]
    sentences += [order_words(order, figure.marks) for order in orders]
    return replace(
        figure,
        title=_title(items, vocabulary),
        bands=gaps,
        arrows=orders,
        left_out=left_out,
        notes=notes,
        text="; ".join((*sentences, *notes)),
    )


def _title(items: tuple[FigureItem, ...], vocabulary: Vocabulary) -> str:
    """The subject with what all claims share: `U.S. forces · military personnel · Japan`."""
    boxes = [item.box for item in items if item.own]
    first = boxes[0]
    if len({box.key.subject for box in boxes}) > 1:
        return " · ".join(dict.fromkeys(vocabulary.label(box.key.subject) for box in boxes))
    names = {item.claim.property if len(item.ends) > 1 else item.box.key.property for item in items if item.own}
    scope = first.key.scope if len({box.key.scope for box in boxes}) == 1 else ()
    if len(names) == 1:
        return show_subject(Key(first.key.subject, names.pop(), scope), vocabulary)
    if len({box.root for box in boxes}) == 1:
        return show_subject(Key(first.key.subject, first.root, scope), vocabulary)
    return vocabulary.label(first.key.subject)
