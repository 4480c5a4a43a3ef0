"""A quantity or a finding becomes a figure: its claims chosen, laid out, and told in words."""

from __future__ import annotations

from collections.abc import Sequence

from checker.literals.phrase import show_subject
from checker.model.box import Box, Key
from checker.model.finding import Finding
from checker.model.result import Result
from checker.model.vocabulary import Vocabulary
from checker.report.explain import counted
from checker.report.figure.band import bands
from checker.report.figure.item import MOST_TOLD, Item, items_beside, items_of, order_words, side, told_apart
from checker.report.figure.layout import Given, Laid, laid
from checker.report.figure.quantity import Atlas, atlas, refs, together
from checker.report.figure.shape import Arrow, Band, Figure
from checker.report.figure.tie import Tie, arrows, ties


def figure_of(subject: str, root: str, result: Result, least: int = 2) -> Figure | None:
    """All claims of one quantity, with the events of the subject that are ordered to it; `None` where fewer than
    `least` claims have a value that can be drawn.
    """
    found = atlas(result)
    items, left_out = items_of(_alike(together((subject, root), found)), found)
    if len(items) < least:
        return None
    drawn = _laid(items, result.corpus.vocabulary, found)
    return _told(drawn, items, left_out, (), _arrows(drawn, found, ()), result.corpus.vocabulary)


def figure_of_finding(finding: Finding, result: Result) -> Figure | None:
    """The quantity of a finding with its own claims lettered as the finding has them, others beside them faded, and
    the gap between its claims marked; `None` where fewer than two claims of it can be drawn together.
    """
    found, vocabulary = atlas(result), result.corpus.vocabulary
    own = _alike(finding.boxes)
    if len(own) < len(finding.boxes) or len(refs(own)) < 2:
        return None
    quantities = {(box.key.subject, box.root) for box in own}
    one = len(quantities) == 1 or all(box.facet for box in own)
    beside = [box for quantity in sorted(quantities) for box in found.boxes.get(quantity, ())] if one else []
    items, left_out = items_beside(finding, (box for box in _alike((*own, *beside)) if box not in own), found)
    if len([item for item in items if item.own]) < 2:
        return None
    drawn = _laid(items, vocabulary, found)
    orders = _arrows(drawn, found, ties(finding, vocabulary)) if len(quantities) > 1 else ()
    return _told(drawn, items, left_out, bands(finding, drawn), orders, vocabulary)


def _alike(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes that one scale can hold: values of the first one's sort and unit."""
    return tuple(box for box in boxes if (box.datatype, box.unit) == (boxes[0].datatype, boxes[0].unit))


def _laid(items: tuple[Item, ...], vocabulary: Vocabulary, found: Atlas) -> Laid:
    return laid(Given(items, told_apart(items, vocabulary), found.styles, vocabulary.fiscal_years))


def _arrows(drawn: Laid, found: Atlas, stated: tuple[Tie, ...]) -> tuple[Arrow, ...]:
    rows = drawn.figure.kind == "rows" and drawn.figure.marks[0].ends[0].datatype == "date"
    return arrows(drawn.figure.marks, found.orders, stated) if rows else ()


def _told(
    drawn: Laid,
    items: tuple[Item, ...],
    left_out: int,
    gaps: tuple[Band, ...],
    orders: tuple[Arrow, ...],
    vocabulary: Vocabulary,
) -> Figure:
    figure = drawn.figure
    notes = (f"{counted(left_out, 'more claim')} of this quantity not drawn",) if left_out else ()
    told = [side(item.box, item.letter) for item in items[:MOST_TOLD]]
    if len(items) > MOST_TOLD:
        told.append(f"and {counted(len(items) - MOST_TOLD, 'more claim')}")
    told += [band.words for band in gaps]
    told += [order_words(order, figure.marks) for order in orders]
    return Figure(
        figure.kind,
        _title(items, vocabulary),
        figure.marks,
        figure.across,
        figure.up,
        figure.rows,
        gaps,
        orders,
        left_out,
        notes,
        "; ".join((*told, *notes)),
    )


def _title(items: tuple[Item, ...], vocabulary: Vocabulary) -> str:
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
