"""Values of a tree of JSON by their names, forgiving of what JSON-LD lets stand in several ways.

Source: JSON-LD 1.1: one value stands for a list of it; a text may be an object with `@value`; `id` and `@id`, `type`
and `@type` are one where a context says so, as those of Web Annotation and schema.org do.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.fault import Mark
from checker.readers.encoding import UNWANTED
from checker.readers.files.text import NAME_LENGTH
from checker.readers.yaml import Entry, Fields, Items, Node, Scalar, entry_of

LONGEST = 100_000
"""Characters of one text that are looked at; a quote has 200."""
PREFIXES = ("schema:", "https://schema.org/", "http://schema.org/", "oa:", "http://www.w3.org/ns/oa#")
"""How the names of the vocabularies that are read here may begin."""


def several(node: Node | None, *names: str) -> tuple[Node, ...]:
    """The values of the first of some names that is there; none, one or those of a list."""
    for name in names:
        if isinstance(node, Fields) and (entry := _entry(node, name)):
            return entry.value.nodes if isinstance(entry.value, Items) else (entry.value,)
    return ()


def first(node: Node | None, *names: str) -> Node | None:
    return next(iter(several(node, *names)), None)


def _entry(node: Fields, name: str) -> Entry | None:
    return entry_of(node, name) or next(filter(None, (entry_of(node, f"{start}{name}") for start in PREFIXES)), None)


def text(node: Node | None, *names: str) -> str:
    """A text on one line, without characters that do not show: `""` where there is none."""
    found = first(node, *names) if names else node
    if isinstance(found, Fields):
        found = first(found, "@value", "value")
    return " ".join(UNWANTED.sub(" ", found.text[:LONGEST]).split()) if isinstance(found, Scalar) else ""


def lines(node: Node | None, *names: str) -> tuple[str, ...]:
    """A text line by line."""
    found = first(node, *names) if names else node
    if isinstance(found, Fields):
        found = first(found, "@value", "value")
    raw = found.text[:LONGEST].splitlines() if isinstance(found, Scalar) else ()
    return tuple(line for one in raw if (line := " ".join(UNWANTED.sub(" ", one).split())))


def texts(node: Node | None, *names: str) -> tuple[str, ...]:
    return tuple(filter(None, map(text, several(node, *names))))


def name(node: Node | None, *names: str) -> str:
    """A text, or the name of the thing that stands there, no longer than an identifier."""
    found = first(node, *names)
    said = text(found, "name") if isinstance(found, Fields) and first(found, "name") else text(found)
    return said[:NAME_LENGTH]


def address(node: Node | None, *names: str) -> str:
    """The address that a text is, or that a thing has."""
    found = first(node, *names) if names else node
    return text(found, "url", "id", "@id") if isinstance(found, Fields) else text(found)


def types(node: Node | None) -> frozenset[str]:
    """The types of a thing, without the beginnings of their vocabularies."""
    return frozenset(map(plain_name, texts(node, "@type", "type")))


def plain_name(word: str) -> str:
    for start in PREFIXES:
        word = word.removeprefix(start)
    return word


def walk(root: Node) -> Iterator[Fields]:
    """Every object, in the order of the file; those inside of another after it."""
    queue: list[Node] = [root]
    while queue:
        node = queue.pop()
        match node:
            case Fields(entries=entries):
                yield node
                queue.extend(entry.value for entry in reversed(entries))
            case Items(nodes=nodes):
                queue.extend(reversed(nodes))
            case _:
                pass


def mark_of(node: Node | None, otherwise: Mark) -> Mark:
    return node.mark if node is not None else otherwise
