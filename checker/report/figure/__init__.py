"""Pictures of claims: the boxes of one quantity on time and value, events in their order, and joint findings as graphs.

The flow: claims of a quantity (`quantity`, `item`) find their places (`scale`, `layout`, `band`, `tie`) in a figure
(`shape`), and a figure is drawn: as SVG (`svg`) or in characters (`terminal`).
"""

from __future__ import annotations

from checker.report.figure.graph import graph_of
from checker.report.figure.make import figure_of, figure_of_finding
from checker.report.figure.quantity import QuantityName, atlas, quantities
from checker.report.figure.shape import Figure, FigureMark, Graph, Style
from checker.report.figure.style import documents_of, styles
from checker.report.figure.svg import css, sheet, svg
from checker.report.figure.terminal import lines

__all__ = [
    "Figure",
    "FigureMark",
    "Graph",
    "QuantityName",
    "Style",
    "atlas",
    "css",
    "documents_of",
    "figure_of",
    "figure_of_finding",
    "graph_of",
    "lines",
    "quantities",
    "sheet",
    "styles",
    "svg",
]
