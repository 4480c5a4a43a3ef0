"""What every rule is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from checker.literals.phrase import show_scope, show_side, show_subject
from checker.model.box import Box, Key
from checker.model.claim import Claim
from checker.model.finding import Conflict, Reason, Status, Strength, Verdict
from checker.model.value import Bounds
from checker.model.vocabulary import Constraint, Datatype, PropertyKind, Vocabulary
from checker.readers.names import in_words
from checker.rules.world import World
from checker.screening.groups import GroupScreen
from checker.screening.screens import Screen


@dataclass(frozen=True, slots=True)
class Example:
    """A small corpus and what comes of it: the test of a rule or of a reason, and its documentation.

    `outcome` is the verdict of the one finding of the rule, or `None` where it stays quiet, and `reasons` those that
    hold for it; for a reason it is the status of that reason.

    `claims` holds the fields of each claim as a file would (`{"value": "40 MW"}`), claim *n* in a document of its own,
    `document-n`, unless it names the `document` of another one;
    the subject is `thing` and the property the first of `properties` where they are not given. Document *n* is
    published on 1 January 2020 + *n*, unless the claim has `published`.
    """

    label: str
    claims: tuple[Mapping[str, Any], ...]
    outcome: Verdict | Status | None
    properties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    entities: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


def example_property(name: str, datatype: Datatype, kind: PropertyKind, **more: Any) -> dict[str, dict[str, Any]]:
    """A property as an example declares it, by its name, which without its hyphens is the label if none is given."""
    return {name: {"label": in_words(name), "datatype": datatype, "kind": kind, **more}}


@dataclass(frozen=True, slots=True)
class Lacking:
    """Claims that could not be held against a constraint, because nobody says what it needs: when an entity existed,
    of what type it is.

    Why no finding: files say what their documents say, and no document says everything. It is counted.
    """

    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """How a rule checks a constraint that a property declares in the vocabulary.

    `check` gets the constraint, all boxes that it governs (no denials; deprecated ones only where `deprecated`) and
    the world, and gives what breaks it and what it lacks. `wrong` tells which parameters it cannot use, and why.
    `datatypes` are those of properties that it is for.

    How it is found at any size: `per_claim` says that what is found in a claim is found in it among all others;
    `screen` tells which groups of claims may break it; without either, all of a property's claims are judged.
    """

    check: Callable[[Constraint, tuple[Box, ...], World], Iterable[Conflict | Lacking]]
    wrong: Callable[[Constraint, World], Iterable[tuple[str, str]]] | None = None
    datatypes: frozenset[Datatype] = frozenset(get_args(Datatype))
    deprecated: bool = False
    per_claim: bool = False
    screen: Callable[[Constraint, Vocabulary], Iterable[GroupScreen]] | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """How a rule checks two boxes of one subject whose properties share their most general sense.

    `screens` name all ways in which a pair that breaks the rule can be found among very many claims. A rule that names
    none compares all pairs; where these are too many its claims are left `unchecked`.
    """

    check: Callable[[Box, Box, Vocabulary], Conflict | None]
    screens: tuple[Screen, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a rule finds wrong with a claim by itself: `message` is the finding's sentence, `why` the next step.

    `sure`: no reader could see it otherwise.
    """

    message: str
    why: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A claim whose quote cannot be read, so that nothing is known; it is counted."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which claims can fail to fit.

    A rule looks at pairs (`pair`), at all boxes of one subject (`group`), at all boxes of a property that declares a
    constraint of the rule's name (`declared`), or at each claim by itself (`claim`), where what is found in a claim is
    found in it among all others: so at any size those are judged in which it finds something. `doc` is the rule file's
    own docstring: its first line says what the rule finds.
    """

    id: str
    doc: str
    examples: tuple[Example, ...]
    pair: Pair | None = None
    group: Callable[[tuple[Box, ...], Vocabulary], Iterable[Conflict]] | None = None
    declared: Declared | None = None
    claim: Callable[[Claim, Vocabulary], Iterable[Doubt | Unread]] | None = None

    @property
    def title(self) -> str:
        return self.doc.strip().splitlines()[0]


def parting(a: Bounds, b: Bounds) -> Strength | None:
    """The widest reading under which two values share nothing; `None` where even the bare words agree."""
    if a.literal.overlaps(b.literal):  # it lies inside the others
        return None
    if not a.possible.overlaps(b.possible):
        return "possible"
    return "literal" if a.plausible.overlaps(b.plausible) else "plausible"


def same_sense(a: Box, b: Box, vocabulary: Vocabulary) -> bool:
    """Both speak of one property, or one of them of a more general sense of the other's."""
    return vocabulary.share_a_sense(a.key.property, b.key.property)


def single_valued(box: Box, vocabulary: Vocabulary) -> bool:
    prop = vocabulary.properties.get(box.key.property)
    return not (prop and prop.many)


def asserted_alike(a: Box, b: Box, vocabulary: Vocabulary) -> bool:
    """Two assertions of one single-valued property: only these can differ by their values."""
    asserted = not (a.claim.denies or b.claim.denies)
    return asserted and single_valued(a, vocabulary) and same_sense(a, b, vocabulary)


def differ(boxes: tuple[Box, ...], vocabulary: Vocabulary, what: str = "") -> str:
    """`Two documents differ on …: one says …; another says …`, each with the scope and sense that are its own."""
    first = boxes[0]
    one_scope = all(box.key.scope == first.key.scope for box in boxes)
    one_sense = all(box.key.property == first.key.property for box in boxes)
    key = Key(first.key.subject, first.key.property if one_sense else first.root, first.key.scope if one_scope else ())
    sides = []
    for box in boxes:
        own = [] if one_sense else [vocabulary.label(box.key.property)]
        own += [] if one_scope or not box.key.scope else [show_scope(box.key.scope, vocabulary)]
        sides.append(show_side(box) + (f" ({', '.join(own)})" if own else ""))
    documents = {box.claim.document.id for box in boxes}
    who = "One document gives two answers" if len(documents) == 1 else "Two documents differ"
    return f"{who} on {what}{show_subject(key, vocabulary)}: {'; '.join(sides)}"
