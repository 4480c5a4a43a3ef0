"""A claim does not say whence its document has it.

Why: every claim has a document and a quote; for what the document cannot know itself (an opponent's losses, a
secret budget) that is no source. Then it must name a speaker or what it draws on, or its text must at least be kept.
Quiet: when the claim has any one of what `by` lists.
Source: Wikibase, citation-needed constraint (Q54554025).
Beyond it: every claim has a document and a quote; this asks for the document's own source.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.rules.breaches import ALONE, claims_of, or_list, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "citation-needed"
WORDS = {"said_by": "who says so (said_by)", "draws_on": "what it draws on", "text": "a text of its document"}


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    accepted = constraint.texts("by")
    for box in claims_of(boxes, constraint, world.vocabulary):
        claim = box.claim
        given = {"said_by": claim.said_by, "draws_on": claim.draws_on, "text": claim.document.sha256}
        if not any(given[name] for name in accepted):
            message = f"{said(box, world)}, and gives no source"
            yield Conflict(
                ID, (box,), "possible", message, f"it needs {or_list(WORDS[n] for n in accepted)}", asked=ALONE
            )


def _losses(**more) -> dict:
    return example_property("losses", "quantity", "constant", constraints=[{"rule": "citation-needed", **more}])


SOURCES = {"ministry": {"label": "the ministry"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("no source", ({"value": "1,234"},), "tension", _losses()),
        Example(
            "a speaker, where a written source is asked for",
            ({"value": "1,234", "said_by": "ministry"},),
            "tension",
            _losses(by=["draws_on"]),
            SOURCES,
        ),
        Example(
            "no text is kept", ({"value": "1,234", "draws_on": "ministry"},), "tension", _losses(by=["text"]), SOURCES
        ),
        Example("a speaker", ({"value": "1,234", "said_by": "ministry"},), None, _losses(), SOURCES),
        Example("an upstream source", ({"value": "1,234", "draws_on": "ministry"},), None, _losses(), SOURCES),
    ),
    declared=Declared(check, per_claim=True),
)
