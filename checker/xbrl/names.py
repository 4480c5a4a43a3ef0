"""Identifiers of a vocabulary for the names of a report: `us-gaap:Assets` is `us-gaap_Assets`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from checker.readers.encoding import UNWANTED
from checker.xbrl.facts import Fact, Period, Unit

LONGEST = 120
"""Characters of an identifier: a relation of many operands has 2,000."""
NO_ENTITY = "entity-not-stated"
PERIOD, LANGUAGE = "period", "language"
"""Scope dimensions of what lasts, and of texts in a language."""


def slug(words: str) -> str:
    """A name without the characters that an identifier may not have."""
    return re.sub(r"[^\w-]", "_", unicodedata.normalize("NFKC", words)) or "_"


def clean(words: str) -> str:
    """Words on one line, without characters that do not show."""
    return " ".join(UNWANTED.sub(" ", words).split())


@dataclass(slots=True)
class Names:
    """Identifiers in use, and what each of them names; two names never share an identifier."""

    meant: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    def of(self, words: str, wanted: str = "") -> str:
        """The identifier of a name, like the wanted one."""
        if words not in self.given:
            name = slug(wanted or words)
            if len(name) > LONGEST or self.meant.get(name, words) != words:
                name = f"{name[: LONGEST - 17]}-{sha256(words.encode()).hexdigest()[:16]}"
            self.meant[name] = words
            self.given[words] = name
        return self.given[words]


CURRENCY = "iso4217"
WITHOUT_PREFIX = (CURRENCY, "utr", "xbrli")
"""Prefixes of units that claims write without a prefix."""


def side_words(side: Sequence[str]) -> str:
    """The measures on one side of a unit as claims write them: letters alone, as units have; `iso4217:USD` is `USD`.
    What is not told from its letters has letters of a hash as well.
    """
    words = [local if prefix in WITHOUT_PREFIX else prefix + local for prefix, _, local in map(_parts, side)]
    letters = re.sub(r"[\W\d_]", "", "".join(words))
    if len(side) == 1 and letters == words[0]:
        return letters
    digest = sha256("*".join(side).encode()).hexdigest()[:8].translate(str.maketrans("0123456789", "ghijklmnop"))
    return f"{letters[:40] or 'unit'}{digest}"


def _parts(words: str) -> tuple[str, str, str]:
    return words.partition(":")


def unit_words(unit: Unit) -> str:
    """A unit as claims write it: `USD`, `USD/shares`."""
    return "/".join(side_words(side) for side in (unit.above, unit.below) if side)


def period_member(period: Period) -> str:
    """The member of the dimension `period` that a stretch of time is."""
    return f"from-{period.days[0].isoformat()}-to-{period.days[1].isoformat()}"


@dataclass(frozen=True, slots=True)
class Key:
    """What a fact is about but for its concept, as claims name it: subject, scope, time, unit."""

    subject: str
    scope: tuple[tuple[str, str], ...]
    time: Period
    unit: str


@dataclass(slots=True)
class Named:
    """The entities, scope dimensions and properties of some reports, with their labels."""

    entities: Names = field(default_factory=Names)
    dimensions: Names = field(default_factory=Names)
    properties: Names = field(default_factory=Names)

    def key(self, fact: Fact) -> Key:
        scope = {self.dimensions.of(dimension): self._member(dimension, one) for dimension, one in fact.dimensions}
        if len(fact.period.days) == 2:
            label = " to ".join(day.isoformat() for day in fact.period.days)
            scope[self.dimensions.of(PERIOD)] = self.entities.of(f"period {label}", period_member(fact.period))
        if fact.language:
            scope[self.dimensions.of(LANGUAGE)] = self.entities.of(f"language {fact.language}")
        subject = self.entities.of(fact.entity) if fact.entity else self.entities.of(NO_ENTITY)
        return Key(subject, tuple(sorted(scope.items())), fact.period, unit_words(fact.unit))

    def _member(self, dimension: str, member: str) -> str:
        if re.fullmatch(r"[\w.-]+:[\w.-]+", member):
            return self.entities.of(member)
        return self.entities.of(f"{dimension} {member or 'nil'}", f"{dimension}-{member or 'nil'}"[:LONGEST])
