"""The corpus and what was found in it as RDF in Turtle."""

from __future__ import annotations

from checker.exporting.formats import Export, unlisted
from checker.exporting.graph import graph
from checker.exporting.names import Names
from checker.model.result import Result


def write(result: Result, names: Names) -> Export:
    return Export(graph(result, names).serialize(format="turtle"), unlisted(result))
