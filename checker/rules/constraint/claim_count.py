"""Fewer claims say something than must say it before it counts as known.

Why: a figure that one document gives may be a slip of the pen; a newsroom or a register asks for a second source.
Quiet: when there are enough of them, whether they agree or not. Where no claim speaks of something, nothing is missing.
Beyond it: claims, documents or publishers are counted, in each scope; Wikibase has no such type.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import listed, show_subject
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.groups import grouped
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import Wrong, claims_of, governing, whole_number, wrong_number
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import ALWAYS, GroupScreen, fewer_than

ID = "claim-count"
CLAIMS, DOCUMENTS, PUBLISHERS = "claims", "documents", "publishers"
ONE_OF = {CLAIMS: "claim", DOCUMENTS: "document", PUBLISHERS: "publisher"}


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    least, what = whole_number(constraint.text("min")), constraint.text("of")
    own = claims_of(boxes, constraint, world.vocabulary)
    for members in grouped(own, lambda box: (box.key.subject, box.key.scope)).values():
        counted = {_counted(box, what) for box in members}
        if len(counted) < least:
            number = f"only {len(counted)} {what if len(counted) > 1 else ONE_OF[what]}"
            documents = listed(sorted({box.claim.document.id for box in members}))
            message = f"{show_subject(members[0].key, world.vocabulary)}: {number} said anything of it, {documents}"
            yield Conflict(ID, tuple(members), "possible", message, f"it needs at least {least} {what}", asked=())


def _counted(box: Box, what: str) -> str:
    claim = box.claim
    return {CLAIMS: claim.ref, DOCUMENTS: claim.document.id, PUBLISHERS: claim.document.publisher}[what]


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    own = governing(constraint.property, vocabulary)
    ends = 2 if any(vocabulary.properties[name].datatype == "interval" for name in own) else 1
    few = fewer_than(ends * whole_number(constraint.text("min")))
    yield GroupScreen(own, few if constraint.text("of") == CLAIMS else ALWAYS, scoped=True)


def wrong(constraint: Constraint, _: World) -> Wrong:
    return wrong_number(constraint, "min", 2)


def _losses(**more: str) -> dict:
    return example_property("losses", "quantity", "constant", constraints=[{"rule": "claim-count", **more}])


RULE = Rule(
    ID,
    __doc__,
    (
        Example("one claim where two are asked for", ({"value": "1,234"},), "tension", _losses(min="2")),
        Example(
            "two documents of one publisher",
            ({"value": "1,234", "publisher": "Office"}, {"value": "1,234", "publisher": "Office"}),
            "tension",
            _losses(min="2", of="publishers"),
        ),
        Example(
            "a second claim of another scope",
            ({"value": "1,234"}, {"value": "123", "scope": {"place": "north"}}, {"value": "1,234"}),
            "tension",
            _losses(min="2"),
            {"north": {"label": "North"}},
        ),
        Example("two claims", ({"value": "1,234"}, {"value": "1,234"}), None, _losses(min="2")),
        Example("two documents", ({"value": "1,234"}, {"value": "1,234"}), None, _losses(min="2", of="documents")),
        Example(
            "two claims that part",
            ({"value": "1,234"}, {"value": "4,321"}),
            None,
            _losses(min="2", severity="mandatory"),
        ),
    ),
    declared=Declared(check, wrong, screen=screen),
)
