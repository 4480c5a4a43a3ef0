"""The definitions that a property declares: which wordings mean the same, and by which one it counts no less."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.vocabulary import Definition
from checker.readers.files.text import listed
from checker.readers.files.vocabulary import PropertyEntry
from checker.readers.graph import cycles
from checker.readers.names import aliases, fold, shown, suggestion


def read_definitions(entry: PropertyEntry) -> tuple[Definition, ...]:
    return tuple(Definition(name, tuple(e.also), listed(e.at_least)) for name, e in entry.definitions.items())


def definition_slips(entry: PropertyEntry) -> Iterator[tuple[tuple[str, ...], str]]:
    """What definitions say that cannot be, each with the fields that lead to it."""
    stated: dict[str, str] = {}
    for name, definition in entry.definitions.items():
        for words in (name, *definition.also):
            other = stated.setdefault(fold(words), name)
            if other != name:
                message = f'"{shown(words)}" is a wording of {shown(other)} too; leave one of the two out'
                yield ("definitions", name), message
        if definition.at_least and entry.datatype != "quantity":
            message = f"only a quantity is at least another, and this is of datatype {entry.datatype}; take it away"
            yield ("definitions", name, "at_least"), message
        for other in listed(definition.at_least):
            if other not in entry.definitions:
                known = aliases({n: tuple(e.also) for n, e in entry.definitions.items() if n != name})
                step = suggestion(other, known, "add it to definitions, or take it away")
                yield ("definitions", name, "at_least"), f'there is no definition "{shown(other)}" here; {step}'
    links = {name: listed(definition.at_least) for name, definition in entry.definitions.items()}
    for circle in cycles(links):
        chain = " ≥ ".join(map(shown, (*circle, circle[0])))
        message = f"these are at least one another: {chain}; write the same definition once, with also"
        yield ("definitions", circle[0], "at_least"), message
