"""What every rule finds, in words for the lists of rules that other programs show beside its findings."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

from checker.readers.codes import CODES
from checker.readers.names import in_words
from checker.relations import reasoning
from checker.relations.findings import CONFLICT, HOLDS, READ_AS
from checker.report import catalogue
from checker.report.items import NOTHING_CHECKED, OVER_LIMIT
from checker.rules.registry import RULES

HOLDS_DOC = """Claims that a relation ties together fit it.

Why: a share, a sum or an order of dates that was worked out and holds is worth as much as one that does not.
"""
READ_AS_DOC = """A claim with several readings is read in the way that fits the rest.

Why: which reading that is, and what the others would break, is for a person to see.
"""
OWN = {
    "capped-block": "So many claims speak of one thing that not every pair of them was compared.",
    OVER_LIMIT: "More tensions are open than --max-tensions allows.",
    NOTHING_CHECKED: "No claim could be read, so nothing was checked.",
}
"""What no rule file describes: how far the run itself came."""


@dataclass(frozen=True, slots=True)
class Help:
    """`title` is one line, `text` the whole documentation, `markdown` the same with examples."""

    id: str
    title: str
    text: str
    markdown: str

    @property
    def name(self) -> str:
        """`ValueConflict`: the form that lists of rules like to see."""
        return "".join(part.capitalize() for part in self.id.split("-"))


def rule_helps() -> tuple[Help, ...]:
    """Of every rule, in the order of the catalogue."""
    docs = {rule.id: rule.doc for rule in RULES}
    docs |= {CONFLICT: reasoning.__doc__ or "", HOLDS: HOLDS_DOC, READ_AS: READ_AS_DOC, **catalogue.OTHERS}
    return tuple(_help(id, doc) for id, doc in docs.items())


def help_of(id: str) -> Help:
    """Of a rule, of a fault's code, or of what the run tells of itself."""
    known = {help.id: help for help in rule_helps()}
    if id in known:
        return known[id]
    sentence = OWN.get(id) or CODES.get(id, in_words(id))
    return _help(id, f"{sentence[0].upper()}{sentence[1:]}".rstrip(".") + ".")


def _help(id: str, doc: str) -> Help:
    first, _, rest = doc.strip().partition("\n\n")
    title = " ".join(first.split())
    text = f"{title}\n\n{dedent(rest)}".strip()
    return Help(id, title, text, catalogue.entry(id) or text)
