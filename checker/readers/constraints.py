"""Constraints of the vocabulary are read one by one; one at fault loses only itself, and its property stands.

What a parameter means (a number, a date, a pattern) is for the rules to read: here are form and names only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from checker.model.fault import Fault
from checker.model.vocabulary import Constraint, Exempt
from checker.readers.files.constraint import MODELS, ConstraintEntry, RuleName
from checker.readers.lexicon import QUALIFIERS, TIME, UNKNOWN
from checker.readers.names import aliases, did_you_mean, nearest, shown
from checker.readers.structure import check
from checker.readers.yaml import FieldPath, Items, Node, child, field_name, locate, plain

COMMON = frozenset(ConstraintEntry.model_fields)
BUILT_IN = {"separators": QUALIFIERS, "qualifiers": (*QUALIFIERS, TIME)}
EntriesBySection = Mapping[str, Mapping[str, Any]]
IsExcused = Callable[[str, str], bool]


def read_constraints(
    name: str, root: Node, known: EntriesBySection, excused: IsExcused
) -> tuple[tuple[Constraint, ...], tuple[Fault, ...]]:
    """The constraints of one property, and the faults of those that cannot be used.

    `known` are the entries of each section; `excused` says of a section and a name that its absence is told already.
    """
    items = child(child(child(root, "properties"), name), "constraints")
    constraints, faults = [], []
    for index, node in enumerate(items.nodes if isinstance(items, Items) else ()):
        path: FieldPath = ("properties", name, "constraints", index)
        entry, wrong = _entry(node, root, path)
        unknown = list(_unknown_names(entry, root, path, known)) if entry is not None else []
        faults += [*wrong, *(fault for section, other, fault in unknown if not excused(section, other))]
        if entry is not None and not unknown:
            constraints.append(_constraint(name, entry, node, root, path))
    return tuple(constraints), tuple(faults)


def _entry(node: Node, root: Node, path: FieldPath) -> tuple[ConstraintEntry | None, tuple[Fault, ...]]:
    """The entry, checked against the model of its own rule, so that a mistake is told in that rule's words."""
    data = plain(node)
    head = {key: value for key, value in data.items() if key == "rule"} if isinstance(data, dict) else data
    rule, faults = check(RuleName, head, root, path)
    return (None, faults) if rule is None else check(MODELS[rule.rule], data, root, path)


def _unknown_names(
    entry: ConstraintEntry, root: Node, path: FieldPath, known: EntriesBySection
) -> Iterator[tuple[str, str, Fault]]:
    for at, section, name in _names(entry):
        built_in = BUILT_IN.get(at[0], ())
        if name in known[section] or name in built_in:
            continue
        code, word = UNKNOWN[section]
        word = f"qualifier or {word}" if built_in else word
        near = nearest(name, aliases({**dict.fromkeys(built_in, ()), **_words(known[section])}))
        step = did_you_mean(name, near, f"add it to {section}, or take it away")
        where, message = (*path, *at), f"there is no {word} {shown(name)}; {step}"
        yield section, name, Fault(locate(root, where), code, field_name(where), message, meant=near)


def _words(section: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: (entry,) if isinstance(entry, str) else (entry.label,) for name, entry in section.items()}


def _names(entry: ConstraintEntry) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Every name that a constraint uses: where it stands, the section that must declare it, the name."""
    for index, exception in enumerate(entry.exceptions):
        yield ("exceptions", index, "subject"), "entities", exception.subject
    if name := getattr(entry, "property", ""):
        yield ("property",), "properties", name
    for field, section in (("lifetimes", "properties"), ("separators", "scopes"), ("qualifiers", "scopes")):
        for index, name in enumerate(getattr(entry, field, ())):
            yield (field, index), section, name


def _constraint(name: str, entry: ConstraintEntry, node: Node, root: Node, path: FieldPath) -> Constraint:
    given = {field: getattr(entry, field) for field in type(entry).model_fields if field not in COMMON}
    texts = {field: (value,) if isinstance(value, str) else tuple(value) for field, value in given.items()}
    marks = {field: locate(root, (*path, field)) for field in texts if child(node, field) is not None}
    marks |= {f"{field}[{k}]": locate(root, (*path, field, k)) for field in marks for k in range(len(texts[field]))}
    exempt = tuple(
        Exempt(e.subject, e.because, locate(root, (*path, "exceptions", k, "subject")))
        for k, e in enumerate(entry.exceptions)
    )
    return Constraint(
        entry.rule,
        name,
        tuple(sorted((field, words) for field, words in texts.items() if any(words))),
        weight=entry.severity,
        because=entry.because,
        exempt=exempt,
        path=field_name(path),
        mark=locate(node, ("rule",)),
        marks=marks,
    )
