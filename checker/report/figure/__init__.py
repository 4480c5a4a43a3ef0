"""Pictures of claims: the boxes of one quantity on time and value, events in their order, and what follows
from relations against what is stated.

The flow: claims of a quantity (`quantity`, `item`) find their places (`scale`, `layout`, `band`, `tie`) in a figure
(`shape`), and a figure is drawn: as SVG (`svg`) or in characters (`terminal`).
"""

from __future__ import annotations

from checker.report.figure.item import Focus, value_words, when_words
from checker.report.figure.make import figure_of, figure_of_finding
from checker.report.figure.number_line import line_of
from checker.report.figure.quantity import QuantityName, atlas, quantities
from checker.report.figure.shape import Figure, FigureMark, Style
from checker.report.figure.style import documents_of, styles
from checker.report.figure.svg import css, sheet, svg
from checker.report.figure.terminal import lines

__all__ = [
    "Figure",
    "FigureMark",
    "Focus",
    "QuantityName",
    "Style",
    "atlas",
    "css",
    "documents_of",
    "figure_of",
    "figure_of_finding",
    "line_of",
    "lines",
    "quantities",
    "sheet",
    "styles",
    "svg",
    "value_words",
    "when_words",
]
