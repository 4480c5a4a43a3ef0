"""The catalogue of rules and reasons, made from the files that hold them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import dedent

from checker.decisions.audit import DOCS
from checker.disagreements import systematic
from checker.quotes import unread_texts
from checker.reasons import agreement as agreement_rule
from checker.reasons.reconciler import Reconciler
from checker.reasons.registry import RECONCILERS
from checker.rules import look_alike
from checker.rules.registry import RULES
from checker.rules.rule import Example, Rule
from checker.scale import truncated, unread_tables
from checker.sources import copies
from checker.systematic.registry import CAUSES

INTRODUCTION = """\
# The rules and the reasons

Made from the rule files by `make generate`; do not edit. Every example is run as a test.

A rule finds a conflict: claims that cannot all hold under the literal reading. A reason explains it, or not. An example
of a rule shows the verdict and the reasons that hold, or that nothing is found; one of a reason whether it holds.
"""

OTHERS: dict[str, str] = {
    **{
        module.ID: module.__doc__ or ""
        for module in (agreement_rule, copies, look_alike, systematic, truncated, unread_tables, unread_texts)
    },
    **DOCS,
}
"""What findings mean that no rule makes."""


def overview() -> str:
    """One line for each rule and each reason."""
    names = [*((rule.id, rule.title) for rule in RULES), *((item.reason, item.title) for item in RECONCILERS)]
    width = max(len(name) for name, _ in names)
    lines = ["Rules", *(f"  {name:<{width}}  {title}" for name, title in names[: len(RULES)])]
    lines += ["", "Reasons that reconcile", *(f"  {name:<{width}}  {title}" for name, title in names[len(RULES) :])]
    lines += ["", "Findings about decisions"]
    lines += [f"  {name:<{width}}  {_doc(doc).splitlines()[0]}" for name, doc in DOCS.items()]
    return "\n".join([*lines, "", "checker explain NAME shows one of them with its examples.", ""])


def entry(name: str) -> str:
    """What a rule or a reason means, with examples; empty where the name is neither."""
    for rule in RULES:
        if rule.id == name:
            return "\n".join(_rule(rule)) + "\n"
    for reconciler in RECONCILERS:
        if reconciler.reason == name:
            return "\n".join(_reason(reconciler)) + "\n"
    return f"## {name}\n\n{_doc(OTHERS[name])}\n" if name in OTHERS else ""


def page() -> str:
    """The whole catalogue as Markdown."""
    lines = [INTRODUCTION]
    for rule in RULES:
        lines += _rule(rule)
    lines += ["# Reasons that reconcile", ""]
    for reconciler in RECONCILERS:
        lines += _reason(reconciler)
    lines += ["# Agreement", "", _doc(OTHERS[agreement_rule.ID]), ""]
    lines += ["# Sources", "", f"## {systematic.ID}", "", _doc(OTHERS[systematic.ID]), ""]
    lines += _causes()
    lines += [f"## {copies.ID}", "", _doc(OTHERS[copies.ID]), ""]
    lines += ["# Names", "", f"## {look_alike.ID}", "", _doc(OTHERS[look_alike.ID]), ""]
    lines += ["# Large tables", "", f"## {truncated.ID}", "", _doc(OTHERS[truncated.ID]), ""]
    lines += [f"## {unread_tables.ID}", "", _doc(OTHERS[unread_tables.ID]), ""]
    lines += ["# Texts", "", f"## {unread_texts.ID}", "", _doc(OTHERS[unread_texts.ID]), "", "# Decisions", ""]
    lines += ["What is wrong with decisions, suppressions and the baseline themselves is a finding, too.", ""]
    lines += [line for name, doc in DOCS.items() for line in (f"## {name}", "", _doc(doc), "")][:-1]
    return "\n".join(lines) + "\n"


def _causes() -> Iterator[str]:
    """The causes behind systematic differences."""
    for cause in CAUSES:
        yield from (f"### {cause.id}", "", _doc(cause.doc), "")


def _doc(doc: str) -> str:
    first, _, rest = doc.strip().partition("\n")
    return f"{first}\n{dedent(rest)}".strip()


def _rule(rule: Rule) -> Iterator[str]:
    rows = (_row(example, _declaration(rule, example)) for example in rule.examples)
    return _section(rule.id, rule.doc, "finds", rows)


def _reason(reconciler: Reconciler) -> Iterator[str]:
    return _section(reconciler.reason, reconciler.doc, "status", map(_row, reconciler.examples))


def _section(name: str, doc: str, outcome: str, rows: Iterable[str]) -> Iterator[str]:
    yield from (f"## {name}", "", _doc(doc), "", f"| example | claims | {outcome} |", "|---|---|---|", *rows, "")


def _declaration(rule: Rule, example: Example) -> str:
    """What the example's vocabulary declares, for a rule that checks only what is declared."""
    declared = [c for p in example.properties.values() for c in p.get("constraints", ()) if c["rule"] == rule.id]
    return f"declared `{show_fields(declared[0])}`<br>" if rule.declared and declared else ""


def _row(example: Example, before: str = "") -> str:
    claims = before + "<br>".join(f"`{show_fields(claim)}`" for claim in example.claims)
    outcome = ": ".join(filter(None, (example.outcome or "nothing", ", ".join(example.reasons))))
    return f"| {example.label} | {claims} | {outcome} |"


def show_fields(fields: Mapping) -> str:
    return ", ".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value)}" for name, value in fields.items()
    )
