"""The vocabulary file becomes the names that claims may use; an entry at fault is lost, and only that entry.

Why: a broken entry leaves its name known as lost, so that claims which use it tell no second fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from checker.model.fault import Fault, Mark
from checker.model.vocabulary import (
    A_YEAR,
    Change,
    Constraint,
    Entity,
    FiscalYear,
    Property,
    Settles,
    StatedRelation,
    Tolerance,
    Unit,
    Vocabulary,
)
from checker.readers.amounts import length_of_time, plain_number, rate, share
from checker.readers.constraints import read_constraints
from checker.readers.definitions import definition_slips, read_definitions
from checker.readers.files.text import listed
from checker.readers.files.vocabulary import PropertyEntry, ToleranceEntry, VocabularyFile
from checker.readers.graph import cycles
from checker.readers.lexicon import SECTIONS, UNKNOWN, Lexicon, words_for
from checker.readers.names import aliases, did_you_mean, in_words, nearest, shown, trouble
from checker.readers.structure import check
from checker.readers.yaml import FieldPath, Fields, Items, Node, Scalar, child, field_name, locate, plain, sound

REFERENCES = {
    **dict.fromkeys(("part_of", "overlaps", "distinct_from"), "entities"),
    **dict.fromkeys(("is_a", "after", "start", "end", "lasts", "within", "ranks"), "properties"),
    "adds_over": "scopes",
}
"""Field of an entry: the section that it names something of."""

ACYCLIC = {"part_of": "part of", "is_a": "a sense of", "after": "after"}
TIES = {"lasts": ("interval", "quantity"), "within": ("date", "interval"), "ranks": ("rank", "quantity")}
"""Field that ties one property to another: the datatype of its own property, and of the one that it names."""

OF_CLAIMS = ("citation-needed", "claim-count", "mandatory-qualifier", "allowed-qualifiers")
"""Constraints that ask nothing about the values of claims, and so may be those of a list."""

Entries = Mapping[str, Mapping[str, Any]]


def read_vocabulary(root: Node) -> Lexicon:
    """The vocabulary that a file's tree declares."""
    data = plain(root)
    outline = _outline(data)
    _, faults = check(VocabularyFile, outline, root)
    if not isinstance(root, Fields):
        return Lexicon(faults=faults, unread=frozenset(SECTIONS))
    all_faults: list[Fault] = list(faults)
    entries: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for section, name, node in _entries(root):
        entry, wrong = _entry(section, name, node, root)
        all_faults += wrong
        if entry is not None:
            entries[section][name] = entry
    unread = frozenset(section for section in SECTIONS if _unreadable(root, section))
    lost = {(section, name) for section, name, _ in _entries(root) if name not in entries[section]}
    semantic = tuple(_faults(entries, lost, unread, root))
    lost |= {reference for reference, _ in semantic}
    all_faults += [fault for _, fault in semantic]
    usable = {s: {n: _named(n, entry) for n, entry in entries[s].items() if (s, n) not in lost} for s in SECTIONS}
    relations, wrong = _relations(root)
    all_faults += wrong
    constraints: dict[str, tuple[Constraint, ...]] = {}
    for name in usable["properties"]:
        constraints[name], wrong = read_constraints(name, root, usable, lambda s, n: s in unread or (s, n) in lost)
        all_faults += wrong
    return Lexicon(_vocabulary(usable, relations, constraints, root), tuple(all_faults), frozenset(lost), unread)


def _outline(data: Any) -> Any:
    """The file without its entries: what is checked as a whole. Entries are checked one by one."""
    if not isinstance(data, dict):
        return data
    empty = {**{key: {} for key in SECTIONS}, "relations": []}
    return {name: empty[name] if name in empty and isinstance(value, type(empty[name])) else value
            for name, value in data.items()}  # fmt: skip


def _unreadable(root: Fields, section: str) -> bool:
    """A section that may have declared names that were not seen: not a group of fields, or with fields left out."""
    node = child(root, section)
    if node is None:
        return root.faulty or section in ("entities", "properties")
    return not isinstance(node, Fields) or node.faulty


def _entries(root: Fields) -> Iterator[tuple[str, str, Node]]:
    for section in SECTIONS:
        node = child(root, section)
        if isinstance(node, Fields):
            yield from ((section, entry.key, entry.value) for entry in node.entries)


def _entry(section: str, name: str, node: Node, root: Node) -> tuple[Any, tuple[Fault, ...]]:
    """One entry of a section, or its faults; none where the YAML itself was at fault and that is told."""
    if not sound(node):
        return None, ()
    data = plain(node)
    if section == "properties" and isinstance(data, dict) and isinstance(data.get("constraints"), list):
        data = {**data, "constraints": []}  # each is checked by itself
    piece = {"entities": {}, "properties": {}, section: {name: data}}
    entry, faults = check(VocabularyFile, piece, root)
    if entry is None:
        return None, faults
    if words := trouble(name):
        path = (section, name)
        return None, (Fault(locate(root, path, key=True), "name-not-normal", field_name(path), words),)
    return getattr(entry, section)[name], ()


def _relations(root: Fields) -> tuple[tuple[StatedRelation, ...], tuple[Fault, ...]]:
    """Relations by definition; one at fault loses only itself."""
    relations, faults = [], []
    node = child(root, "relations")
    for index, item in enumerate(node.nodes if isinstance(node, Items) else ()):
        if not sound(item):
            continue
        piece = {"entities": {}, "properties": {}, "relations": [plain(item)]}
        file, wrong = check(VocabularyFile, piece, _only(root, index))
        faults += [replace(fault, field=fault.field.replace("relations[0]", f"relations[{index}]")) for fault in wrong]
        if file is not None:
            relation = file.relations[0]
            mark, each_mark = (locate(root, ("relations", index, field)) for field in ("relation", "for_each"))
            relations.append(StatedRelation(relation.relation, relation.because, mark, relation.for_each, each_mark))
    return tuple(relations), tuple(faults)


def _only(root: Fields, index: int) -> Fields:
    """The file as if it held only one relation, so that the faults of this one find their place."""
    entries = tuple(
        replace(entry, value=replace(entry.value, nodes=entry.value.nodes[index : index + 1]))
        if entry.key == "relations" and isinstance(entry.value, Items)
        else entry
        for entry in root.entries
    )
    return replace(root, entries=entries)


def _faults(
    entries: Entries, lost: set[tuple[str, str]], unread: frozenset[str], root: Node
) -> Iterator[tuple[tuple[str, str], Fault]]:
    """Each entry that says something impossible, with its fault."""
    yield from _unknown_names(entries, lost, unread, root)
    for field, words in ACYCLIC.items():
        section = REFERENCES[field]
        links = {
            name: listed(getattr(entry, field)) for name, entry in entries[section].items() if hasattr(entry, field)
        }
        for circle in cycles(links):
            path = (section, circle[0], field)
            chain = " → ".join(map(shown, (*circle[:6], *(("…",) if len(circle) > 6 else ()), circle[0])))
            message = f"{shown(circle[0])} is {words} itself: {chain}; expected no circle; take one link away"
            fault = Fault(locate(root, path), "circle", field_name(path), message)
            yield from (((section, name), fault) for name in circle)
    for name, entry in entries["properties"].items():
        yield from ((("properties", name), fault) for fault in _property_faults(name, entry, entries, root))


def _unknown_names(
    entries: Entries, lost: set[tuple[str, str]], unread: frozenset[str], root: Node
) -> Iterator[tuple[tuple[str, str], Fault]]:
    known: dict[str, dict[str, str]] = {}
    for section in ("entities", "properties"):
        for name, entry in entries[section].items():
            for field, target in REFERENCES.items():
                names = getattr(entry, field, "")
                for index, other in enumerate(listed(names)):
                    if other in entries[target] or target in unread or (target, other) in lost:
                        continue
                    if target not in known:
                        known[target] = aliases({n: words_for(e) for n, e in entries[target].items()})
                    path: FieldPath = (section, name, field, *(() if isinstance(names, str) else (index,)))
                    code, word = UNKNOWN[target]
                    near = nearest(other, known[target])
                    step = did_you_mean(other, near, f"add it to {target}, or take it away")
                    message = f"there is no {word} {shown(other)}; {step}"
                    yield (section, name), Fault(locate(root, path), code, field_name(path), message, meant=near)


def _property_faults(name: str, entry: PropertyEntry, entries: Entries, root: Node) -> Iterator[Fault]:
    """What a property says about itself and does not fit together."""

    def fault(code: str, message: str, *path: str) -> Fault:
        where = ("properties", name, *path)
        return Fault(locate(root, where), code, field_name(where), message)

    for field in ("start", "end"):
        other = entries["properties"].get(getattr(entry, field))
        if getattr(entry, field) and entry.datatype != "interval":
            message = f"only an interval has a {field}, and this is of datatype {entry.datatype}; take the field away"
            yield fault("wrong-end", message, field)
        elif other is not None and other.datatype != "date":
            message = f"{shown(getattr(entry, field))} is of datatype {other.datatype}; expected the name of a date"
            yield fault("wrong-end", f"{message} property", field)
    for field, (own, expected) in TIES.items():
        other = entries["properties"].get(getattr(entry, field))
        if getattr(entry, field) and entry.datatype != own:
            message = (
                f"only a property of datatype {own} has the field {field}, and this is of datatype {entry.datatype}"
            )
            yield fault("wrong-tie", f"{message}; take the field away", field)
        elif other is not None and other.datatype != expected:
            message = (
                f"{shown(getattr(entry, field))} is of datatype {other.datatype}; expected one of datatype {expected}"
            )
            yield fault("wrong-tie", message, field)
    for field in ("adds_over", *TIES):
        tied = entries["properties"].get(getattr(entry, field)) if field in TIES else None
        if getattr(entry, field) and "many" in (entry.values, tied.values if tied else ""):
            message = (
                "of a property with many values nobody knows which one is meant; take the field away, or values: many"
            )
            yield fault("wrong-tie", message, field)
    if entry.values == "list" and entry.datatype not in ("entity", "text"):
        message = f"only entities and texts make a list, and this is of datatype {entry.datatype}; take the field away"
        yield fault("wrong-fields", message, "values")
    elif entry.values == "list" and (of_values := [one for one in _rules(root, name) if one not in OF_CLAIMS]):
        message = f"{of_values[0]} asks about single values, and this is a list; expected {', '.join(OF_CLAIMS)}"
        yield fault("wrong-fields", f"{message}; take it away, or write values: many", "constraints")
    if entry.change and rate(entry.change, entry.unit) is None:
        message = (
            f'found "{shown(entry.change)}", expected a change in a time; write it like 20 %/year or 5,000 per year'
        )
        yield fault("bad-change", message, "change")
    if entry.settles and (words := _unsettled(entry)):
        yield fault("bad-settles", words, "settles")
    yield from (fault("bad-tolerance", message, "tolerance", field) for field, message in _slips(entry.tolerance))
    if entry.exact and entry.datatype != "quantity":
        message = f"only a quantity can be exact, and this is of datatype {entry.datatype}; take the field away"
        yield fault("bad-tolerance", message, "exact")
    elif entry.exact and entry.tolerance.rounded:
        message = "nothing of an exact property is rounded; take one of the two away"
        yield fault("bad-tolerance", message, "tolerance", "rounded")
    yield from (fault("bad-definition", message, *path) for path, message in definition_slips(entry))


def _rules(root: Node, name: str) -> Iterator[str]:
    """The rules of the constraints of a property, as its file says."""
    items = child(child(child(root, "properties"), name), "constraints")
    rules = (child(item, "rule") for item in (items.nodes if isinstance(items, Items) else ()))
    return (rule.text for rule in rules if isinstance(rule, Scalar))


def _named(name: str, entry: Any) -> Any:
    """The entry with a label; where it has none its identifier says it in words."""
    if isinstance(entry, BaseModel) and getattr(entry, "label", name) == "":
        return entry.model_copy(update={"label": in_words(name).strip() or name})
    return entry


def _unsettled(entry: PropertyEntry) -> str:
    """What keeps `settles` from saying how far apart documents must lie, or `""`."""
    if length_of_time(entry.settles) is None:
        return f'found "{shown(entry.settles)}", expected a length of time; write it like 1 day, 6 months or 1 year'
    if entry.kind not in ("state", "rate"):
        return f"only a state or a rate settles, and this is of kind {entry.kind}; take the field away"
    return ""


def _slips(entry: ToleranceEntry) -> Iterator[tuple[str, str]]:
    for field in ("approximately", "approximately_plausible", "nearly"):
        text = getattr(entry, field)
        if text and share(text) is None:
            yield field, f'found "{shown(text)}", expected a part of the value, at most the whole; write it like 10 %'
    if entry.rounded and not plain_number(entry.rounded):
        step = "write it like 0.5, or `exact: true` in its place where nothing is rounded"
        yield "rounded", f'found "{shown(entry.rounded)}", expected a number of units above 0; {step}'
    wide, narrow = share(entry.approximately or "10 %"), share(entry.approximately_plausible or "0")
    if wide is not None and narrow is not None and narrow > wide:
        message = f"what is plausible ({narrow * 100} %) reaches past what is possible ({wide * 100} %); lower it"
        yield "approximately_plausible", message


def _tolerance(entry: PropertyEntry) -> Tolerance:
    own = entry.tolerance
    return Tolerance(
        approximately=share(own.approximately) if own.approximately else None,
        approximately_plausible=share(own.approximately_plausible) if own.approximately_plausible else None,
        nearly=share(own.nearly) if own.nearly else None,
        rounded=Fraction(0) if entry.exact else (plain_number(own.rounded) or None) if own.rounded else None,
    )


def _vocabulary(
    usable: Entries,
    relations: tuple[StatedRelation, ...],
    constraints: Mapping[str, tuple[Constraint, ...]],
    root: Node,
) -> Vocabulary:
    """The values; links to entries that were lost are left out, so that every name in a vocabulary resolves."""

    def links(entry: Any, field: str) -> tuple[str, ...]:
        target = usable[REFERENCES[field]]
        return tuple(dict.fromkeys(name for name in listed(getattr(entry, field)) if name in target))

    def link(entry: Any, field: str) -> str:
        return next(iter(links(entry, field)), "")

    def entity(name: str, e: Any) -> Entity:
        also = tuple(dict.fromkeys((*e.also, *e.labels.values())))
        wholes, others = links(e, "part_of"), links(e, "distinct_from")
        return Entity(name, e.label, also, e.type, wholes, others, tuple(e.labels), links(e, "overlaps"))

    def property(name: str, p: PropertyEntry, mark: Mark) -> Property:
        amount = rate(p.change, p.unit) if p.change else None
        settles = length_of_time(p.settles)
        return Property(
            name,
            p.label,
            p.datatype,
            p.kind,
            unit=p.unit,
            is_a=link(p, "is_a"),
            many=p.values == "many",
            is_list=p.values == "list",
            adds_over=links(p, "adds_over"),
            after=links(p, "after"),
            start=link(p, "start"),
            end=link(p, "end"),
            lasts=link(p, "lasts"),
            within=link(p, "within"),
            ranks=link(p, "ranks"),
            change=Change(*amount, p.change) if amount else None,
            settles=A_YEAR if settles is None else Settles(settles, p.settles.strip()),
            tolerance=_tolerance(p),
            definitions=read_definitions(p),
            constraints=constraints[name],
            mark=mark,
        )

    return Vocabulary(
        entities={name: entity(name, e) for name, e in usable["entities"].items()},
        properties={
            name: property(name, p, locate(root, ("properties", name), key=True))
            for name, p in usable["properties"].items()
        },
        scopes=dict(usable["scopes"]),
        units={name: Unit(name, u.label, u.kind, tuple(u.also), u.equals) for name, u in usable["units"].items()},
        fiscal_years={
            name: FiscalYear(name, y.label, int(y.starts[:2]), int(y.starts[3:]), y.named_by)
            for name, y in usable["fiscal_years"].items()
        },
        relations=relations,
    )
