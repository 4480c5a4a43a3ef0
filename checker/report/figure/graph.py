"""A joint finding as a graph: each quantity with the claims about it, the relations that tie them, what follows.

Why lines with brackets beside them rather than a web: it reads from above to below, on paper, on a phone and on a
terminal alike, and no label meets another.
"""

from __future__ import annotations

from checker.literals.phrase import letter, show_side, show_subject
from checker.model.finding import Finding
from checker.model.result import Result
from checker.report.figure.quantity import atlas, order
from checker.report.figure.shape import Graph, GraphEdge, GraphNode
from checker.report.figure.tie import ties

FOLLOWS = ("so ", "but ")
"""How the steps begin that say what follows; the others are the claims and relations themselves."""


def graph_of(finding: Finding, result: Result) -> Graph | None:
    """The graph of a finding that rests on relations; `None` where no relation of it is known."""
    vocabulary = result.corpus.vocabulary
    tied = ties(finding, vocabulary)
    if not tied:
        return None
    styles = atlas(result).styles
    letters = {claim.ref: letter(index) for index, claim in enumerate(finding.claims)}
    spoken = {box.key for box in finding.boxes}
    keys = sorted(spoken.union(*(tie.keys for tie in tied)))
    nodes: list[GraphNode] = []
    indices = {}
    for key in keys:
        indices[key] = len(nodes)
        nodes.append(GraphNode("quantity", show_subject(key, vocabulary)))
        for box in sorted((box for box in finding.boxes if box.key == key), key=order):
            style = styles.get(box.claim.document.id)
            nodes.append(GraphNode("claim", show_side(box), letters.get(box.ref, ""), style))
    edges = []
    for tie in tied:
        edges.append(GraphEdge(len(nodes), tuple(sorted(indices[key] for key in tie.keys))))
        stated = tie.claim.ref if tie.claim else ""
        nodes.append(GraphNode("relation", tie.text, letters.get(stated, "")))
    nodes += [GraphNode("result", step) for step in finding.steps if step.startswith(FOLLOWS)]
    text = "; ".join(f"{node.letter}: {node.text}" if node.letter else node.text for node in nodes)
    return Graph(finding.message, tuple(nodes), tuple(edges), finding.steps, text)
