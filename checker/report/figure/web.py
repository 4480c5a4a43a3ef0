"""A graph as SVG: one line for each node, and beside them a bracket for each relation that ties quantities."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.figure.marker import shape_path
from checker.report.figure.markup import text
from checker.report.figure.shape import Graph, GraphNode, Shape
from checker.report.figure.words import broken, plain

LINE = 17
LANE = 12
"""Pixels of a line of words, and of the lane that a relation's bracket has."""

NARROW = 340
"""Pixels across on the narrowest page."""

COLUMN, BOLD_COLUMN = 7, 7.5
"""Pixels that a letter takes at most, on the average of a line."""

BOLD = ("quantity", "result")

MOST = 4
"""Lines that the words of one node may take."""

MOST_LANES = 6
"""Relations that have a lane of their own; others share the last one."""

SIGNS: dict[str, Shape] = {"quantity": "circle", "relation": "diamond", "result": "triangle"}
"""What stands before a line that is no claim; a claim has its document's sign."""


def _lines(graph: Graph) -> list[tuple[GraphNode, tuple[str, ...], int]]:
    """Each node with its words and how far down it begins."""
    placed, down = [], 4
    for node in graph.nodes:
        pixels = NARROW - _left(graph) - 10 - 14 * _indent(node)
        room = int(pixels / (BOLD_COLUMN if node.kind in BOLD else COLUMN))
        words = broken(plain(f"{node.letter}  {node.text}" if node.letter else node.text), room, MOST)
        down += 5 if node.kind in ("quantity", "relation") and placed else 0
        placed.append((node, words, down))
        down += LINE * len(words)
    return placed


def _left(graph: Graph) -> int:
    """Where the words begin."""
    return 10 + LANE * min(max(len(graph.edges), 1), MOST_LANES)


def _indent(node: GraphNode) -> int:
    return 1 if node.kind == "claim" else 0


def height(graph: Graph) -> int:
    _, words, down = _lines(graph)[-1]
    return down + LINE * len(words) + 6


def body(graph: Graph) -> Iterator[str]:
    lines = _lines(graph)
    left = _left(graph)
    for index, edge in enumerate(graph.edges):
        x = left - LANE * (min(index, MOST_LANES - 1) + 1) - 2
        ends = [lines[node][2] + 8 for node in (*edge.quantities, edge.relation)]
        path = f"M{x} {min(ends)}V{max(ends)}" + "".join(f"M{x} {y}H{left - 4}" for y in sorted(ends))
        yield f'<path class="e" d="{path}"/>'
    for node, words, down in lines:
        x = left + 14 * _indent(node)
        if node.style:
            path = shape_path(node.style.shape, x, down + 8)
            yield f'<path class="m d{node.style.colour}" d="{path}"/>'
        elif node.kind in SIGNS:
            yield f'<path class="y" d="{shape_path(SIGNS[node.kind], x, down + 8)}"/>'
        for number, line in enumerate(words):
            yield f'<text class="l {node.kind}" x="{x + 10}" y="{down + 12 + LINE * number}">{text(line)}</text>'
