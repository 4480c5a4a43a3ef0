"""An entity has no label in a language that the property asks for.

Why: names in the language of the sources are what quotes are found by; a name that only exists in translation hides
them.
Quiet: when one of the languages has a label; `en` is served by `en-GB`.
Source: Wikibase, label-in-language constraint (Q108139345); ranges of languages as RFC 4647, basic filtering.
Beyond it: of the subject or of the value; a regional form serves.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import listed
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.rules.breaches import Wrong, claims_of, or_list, said
from checker.rules.constraint.subject_type import value_name
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "label-present"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    of_value, wanted = constraint.text("of") == "value", constraint.texts("languages")
    first: dict[str, Box] = {}
    for box in boxes if of_value else claims_of(boxes, constraint, world.vocabulary):
        first.setdefault(value_name(box) if of_value else box.key.subject, box)
    for name, box in first.items():
        languages = world.vocabulary.entities[name].languages
        if not any(_serves(language, tag) for language in languages for tag in wanted):
            message = f"{said(box, world)}, but {world.vocabulary.label(name)} has no label in {or_list(wanted)}"
            there = f"it has labels in {listed(languages)}" if languages else "it has no label of a language"
            yield Conflict(ID, (box,), "possible", message, there, asked=(), about=name)


def _serves(language: str, wanted: str) -> bool:
    return f"{language.casefold()}-".startswith(f"{wanted.casefold()}-")


def wrong(constraint: Constraint, world: World) -> Wrong:
    prop = world.property_of(constraint)
    if constraint.text("of") == "value" and prop.datatype != "entity":
        yield "of", f"{prop.name} is of {prop.datatype}, whose values have no labels; take it away"


def _seat(**more) -> dict:
    return example_property(
        "seat", "entity", "constant", constraints=[{"rule": "label-present", "languages": ["de", "ja"], **more}]
    )


CITIES = {
    "munich": {"label": "Munich", "labels": {"en": "Munich"}},
    "vienna": {"label": "Vienna", "labels": {"de-AT": "Wien"}},
}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("the subject has no labels at all", ({"value": "munich"},), "tension", _seat(), CITIES),
        Example(
            "the value's label is in another language", ({"value": "munich"},), "tension", _seat(of="value"), CITIES
        ),
        Example(
            "the subject has one of the languages", ({"subject": "vienna", "value": "munich"},), None, _seat(), CITIES
        ),
        Example("the value has a regional form of one", ({"value": "vienna"},), None, _seat(of="value"), CITIES),
    ),
    declared=Declared(check, wrong),
)
