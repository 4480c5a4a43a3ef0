"""A YAML file becomes a tree of nodes that know their places; nothing in it is run, resolved or converted.

Why: common loaders read `no` as false and `12:30` as 750, keep the last of two equal keys, and a deep nest of
brackets brings them down. Only the parser's events are used here, which cost constant stack, and the tree is ours.
Source: YAML 1.2.2, core schema (section 10.3), without anchors, aliases, merge keys, tags and directives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import AliasEvent, DocumentEndEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, forbidden
from checker.readers.files.text import Numeral
from checker.readers.syntax import explain

DEPTH_LIMIT = 32
"""Levels of nesting. The deepest field of any file lies five deep; more is a mistake or an attack."""

MOST_FAULTS = 1_000
"""Faults of one kind that YAML itself makes and that are told one by one of a file."""

MOST_NODES = 800_000
"""Values of one file: 100,000 claims of seven fields, 10 MB. Source: 1.4 million took 24 s and 1.2 GB with faults."""

NUMBER = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|0x[0-9a-fA-F]+|0o[0-7]+", re.ASCII
)
"""Source: YAML 1.2.2, section 10.3.2. Stricter in one point: `0123` stays text, since codes are written so."""

NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
CONSTANTS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
INDEXED_FROM = 32
"""Fields; fewer are found as fast by looking through them, and claims have few."""

INSIDE = {0: 0, 2: 1}
"""Where a text begins, by how many characters more than it has it takes in the file: none, or two quotation marks. With
escapes it takes others."""

NUMBER_STARTS = frozenset("0123456789+-.")

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `plain`: written without quotes, so that it may be a number, a truth value or nothing."""

    text: str
    plain: bool
    mark: Mark
    start: int
    end: int
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `start` and `end` count characters of the text, as they do in every node."""

    nodes: tuple[Node, ...]
    mark: Mark
    start: int
    end: int
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A field: its name, where that stands, and its value."""

    key: str
    mark: Mark
    value: Node


@dataclass(frozen=True, slots=True)
class Fields:
    """Named fields, in the order of the file; `faulty`: some were left out, and a fault says why."""

    entries: tuple[Entry, ...]
    mark: Mark
    start: int
    end: int
    faulty: bool = False
    by_key: dict[str, Entry] | None = field(init=False, repr=False, compare=False)
    """Where there are many: a file of wrong names would else be searched from its start for each of them."""

    def __post_init__(self) -> None:
        many = len(self.entries) > INDEXED_FROM
        object.__setattr__(self, "by_key", {e.key: e for e in reversed(self.entries)} if many else None)


Node = Scalar | Items | Fields


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's content; `root` is `None` where nothing could be read, and then `faults` says why."""

    root: Node | None
    faults: tuple[Fault, ...] = ()


class _Stop(Exception):
    """The file cannot be read past this fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class _Reading:
    """What building needs everywhere: the events, lists that grow as it goes (faults, the path to here), and how many
    values may still come.
    """

    file: str
    next: Callable[[], Any]
    faults: list[Fault]
    path: list[str | int]
    counts: dict[str, int] = field(default_factory=dict)
    left: Iterator[int] = field(default_factory=lambda: iter(range(MOST_NODES)))

    def mark(self, theirs: Any) -> Mark:
        return Mark(self.file, theirs.line + 1, theirs.column + 1)

    def fault(self, mark: Mark, code: str, message: str, meant: str = "") -> None:
        self.counts[code] = count = self.counts.get(code, 0) + 1
        if count <= MOST_FAULTS:
            self.faults.append(Fault(mark, code, field_name(tuple(self.path)), message, meant=meant))

    def found(self) -> tuple[Fault, ...]:
        """All faults; of one kind as many as are listed, and the number of the others."""
        faults = list(self.faults)
        for code, count in self.counts.items():
            if count > MOST_FAULTS:
                last = max(fault for fault in faults if fault.code == code)
                more = f"and {count - MOST_FAULTS:,} more like those before, from here on"
                faults.append(Fault(last.mark, code, last.field, more, count - MOST_FAULTS))
        return tuple(faults)


def parse(text: str, file: str) -> Tree:
    """The tree of a text. Faults that concern one node leave the others in place; a syntax error ends reading."""
    loader = yaml.CSafeLoader(text)
    reading = _Reading(file, loader.get_event, [], [])
    try:
        root = _document(reading)
    except _Stop as stop:
        return Tree(None, (*reading.found(), stop.fault))
    except yaml.MarkedYAMLError as error:
        return Tree(None, (*reading.found(), _syntax_fault(error, file)))
    except yaml.YAMLError as error:
        return Tree(None, (*reading.found(), Fault(Mark(file), "yaml-syntax", "", explain(str(error)))))
    finally:
        loader.dispose()
    return Tree(root, reading.found())


def _syntax_fault(error: yaml.MarkedYAMLError, file: str) -> Fault:
    """Points at where a bracket or quotation mark was opened, where that is what was never closed."""
    problem = error.problem or ""
    unclosed = error.context_mark is not None and ("end of stream" in problem or "or '" in problem)
    theirs = error.context_mark if unclosed else error.problem_mark or error.context_mark
    mark = Mark(file, theirs.line + 1, theirs.column + 1) if theirs else Mark(file)
    return Fault(mark, "yaml-syntax", "", explain(problem))


def _document(reading: _Reading) -> Node | None:
    reading.next()  # the stream starts
    event = reading.next()
    if not hasattr(event, "explicit"):
        return None
    if event.version or event.tags:
        message = "found a line that begins with %, a directive; expected none; delete the line"
        raise _Stop(Fault(reading.mark(event.start_mark), "yaml-directive", "", message))
    root = _node(reading, reading.next(), 1)
    while not isinstance(event, DocumentEndEvent):
        event = reading.next()
    after = reading.next()
    if hasattr(after, "explicit"):
        message = "a second YAML document begins here (a line of three dashes); expected one; make it a file of its own"
        raise _Stop(Fault(reading.mark(after.start_mark), "several-documents", "", message))
    return root


def _node(reading: _Reading, event: Any, depth: int) -> Node:
    mark = reading.mark(event.start_mark)
    if depth > DEPTH_LIMIT:
        message = f"nested more than {DEPTH_LIMIT} levels deep; expected at most {DEPTH_LIMIT}; close brackets earlier"
        raise _Stop(Fault(mark, "too-deep", "", message))
    if next(reading.left, None) is None:
        message = (
            f"more than {MOST_NODES:,} values stand before this one; make several documents, or a table, of the file"
        )
        raise _Stop(Fault(mark, "too-many-values", "", message))
    faulty = _refused(reading, event, mark)
    kind = type(event)
    if kind is ScalarEvent:
        return _scalar(reading, event, mark, faulty)
    start = event.start_mark.index
    if kind is AliasEvent:
        return Scalar("", False, mark, start, event.end_mark.index, True)
    if kind is SequenceStartEvent:
        return _items(reading, event.flow_style, depth, mark, start, faulty)
    return _fields(reading, event.flow_style, depth, mark, start, faulty)


def _refused(reading: _Reading, event: Any, mark: Mark) -> bool:
    """Reports what YAML allows on a node and a file of ours does not; says whether there was any."""
    if type(event) is AliasEvent:
        message = f"found *{event.anchor}, which stands for another place; write the value out, or put it in quotes"
        reading.fault(mark, "yaml-alias", message)
        return True
    if event.anchor:
        message = f"found &{event.anchor}, which names a place; take it away, or put the text in quotes"
        reading.fault(mark, "yaml-anchor", message)
    if event.tag:
        message = "found a tag (an exclamation mark before a value); take it away, or put the text in quotes"
        reading.fault(mark, "yaml-tag", message)
    return bool(event.anchor or event.tag)


def _scalar(reading: _Reading, event: Any, mark: Mark, faulty: bool) -> Scalar:
    text, plain = event.value, not event.style
    if plain and text[-1:] in ("f", "F", "n", "N") and NOT_FINITE.fullmatch(text):
        message = f"found {text}, which is no number; expected a number, or text in quotes"
        reading.fault(mark, "number-not-finite", message)
        faulty = True
    elif not plain and (unwanted := UNWANTED.search(text)):  # an escape such as "\0" made it
        reading.fault(mark, "control-character", forbidden(unwanted[0]))
        faulty = True
    start, end = event.start_mark.index, event.end_mark.index
    inside = INSIDE.get(end - start - len(text), -1) if event.start_mark.line == event.end_mark.line else -1
    mark = Mark(mark.file, mark.line, mark.column, inside) if inside else mark
    return Scalar(text, plain, mark, start, end, faulty)


def _items(reading: _Reading, flow: bool, depth: int, mark: Mark, start: int, faulty: bool) -> Items:
    nodes: list[Node] = []
    while type(event := reading.next()) is not SequenceEndEvent:
        reading.path.append(len(nodes))
        nodes.append(_node(reading, event, depth + 1))
        reading.path.pop()
    end = event.end_mark.index if flow or not nodes else nodes[-1].end
    return Items(tuple(nodes), mark, start, end, faulty)


def _fields(reading: _Reading, flow: bool, depth: int, mark: Mark, start: int, faulty: bool) -> Fields:
    entries: list[Entry] = []
    seen: dict[str, Mark] = {}
    end = start
    while type(event := reading.next()) is not MappingEndEvent:
        before = len(reading.faults)
        if depth < DEPTH_LIMIT and type(event) is ScalarEvent and _is_plain_name(event):
            name, at, key = event.value, reading.mark(event.start_mark), None
        else:
            key = _node(reading, event, depth + 1)
            name, at = None, key.mark
        value_event = reading.next()
        if flow and entries and _cut(reading, entries[-1], event, value_event):
            name, faulty = None, True
        elif key is not None and len(reading.faults) == before:
            name = _key(reading, key)
        reading.path.append("" if name is None else name)
        value = _node(reading, value_event, depth + 1)
        if name is not None and name in seen:
            message = f"this field stands twice, on lines {seen[name].line} and {at.line}; keep one of the two"
            reading.fault(at, "duplicate-key", message)
            name = None
        reading.path.pop()
        end = value.end
        if name is None:
            faulty = True
        else:
            seen[name] = at
            entries.append(Entry(name, at, value))
    return Fields(tuple(entries), mark, start, event.end_mark.index if flow else end, faulty)


def _cut(reading: _Reading, before: Entry, key: Any, value: Any) -> bool:
    """What would be a field without a value, not even a colon, goes on a value that a comma has ended: `{a: 2,200}`."""
    empty = type(key) is type(value) is ScalarEvent and not (key.style or value.style or value.value)
    cut = before.value
    if not (empty and key.end_mark.index == value.start_mark.index and isinstance(cut, Scalar) and cut.plain):
        return False
    whole = f"{cut.text},{' ' * (key.start_mark.index > cut.end + 1)}{key.value}"
    message = f'inside {{…}} a comma ends a value; put the text in quotes: {before.key}: "{whole}"'
    reading.fault(cut.mark, "yaml-comma", message, f'"{whole}"')
    return True


def _is_plain_name(event: Any) -> bool:
    """Nothing but a word, as nearly all names of fields are: text that no other reading of it has a part in."""
    word = event.value
    return word.isidentifier() and word not in CONSTANTS and not (event.style or event.anchor or event.tag)


def _key(reading: _Reading, key: Node) -> str | None:
    """The name of a field, or nothing, with a fault, where it is not text."""
    if isinstance(key, Scalar) and key.plain and key.text == "<<":
        reading.fault(key.mark, "yaml-merge-key", "found <<, which copies fields from elsewhere; write the fields out")
        return None
    if isinstance(key, Scalar) and isinstance(value := typed(key), str) and not isinstance(value, Numeral):
        return value
    kind = f"{key.text or 'nothing'}, which is {kind_of(key)}" if isinstance(key, Scalar) else kind_of(key)
    message = f"the name of a field is {kind}; expected text; put it in quotes"
    reading.fault(key.mark, "key-not-text", message)
    return None


def typed(node: Scalar) -> str | bool | None:
    """What a scalar is: `Numeral` for a plain number, `True`, `False`, `None`; otherwise its text, unchanged."""
    text = node.text
    if not node.plain:
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if text[0] in NUMBER_STARTS and NUMBER.fullmatch(text):
        return Numeral(text)
    return text


def plain(node: Node) -> Any:
    """Python data of a node: dict, list, str, `Numeral`, bool, None."""
    if type(node) is Scalar:
        return typed(node)
    if type(node) is Items:
        return [plain(item) for item in node.nodes]
    return {entry.key: plain(entry.value) for entry in _entries(node)}


def sound(node: Node) -> bool:
    """No fault was found in a node or below it."""
    if node.faulty or type(node) is Scalar:
        return not node.faulty
    children = node.nodes if type(node) is Items else [entry.value for entry in _entries(node)]
    return all(sound(child) for child in children)


def _entries(node: Node) -> tuple[Entry, ...]:
    return node.entries if isinstance(node, Fields) else ()


def kind_of(node: Node) -> str:
    """What a node is, in words, with its article."""
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Fields):
        return "a group of fields"
    value = typed(node)
    if isinstance(value, bool):
        return "a truth value"
    return "nothing" if value is None else "a number" if isinstance(value, Numeral) else "text"


def entry_of(node: Node | None, key: str | int) -> Entry | None:
    """The field of that name, or the item of that number under its number; nothing where there is none."""
    if isinstance(node, Fields):
        if node.by_key is not None:
            return node.by_key.get(key) if isinstance(key, str) else None
        return next((entry for entry in node.entries if entry.key == key), None)
    if isinstance(node, Items) and isinstance(key, int) and key < len(node.nodes):
        return Entry(str(key), node.nodes[key].mark, node.nodes[key])
    return None


def child(node: Node | None, key: str | int) -> Node | None:
    """The value of a field or the item of a list."""
    entry = entry_of(node, key)
    return entry.value if entry else None


def locate(node: Node, path: FieldPath, key: bool = False) -> Mark:
    """The place of the value at a path (of its field's name, where `key`), or of the last part that exists."""
    mark = node.mark
    for step in path:
        entry = entry_of(node, step)
        if entry is None:
            return mark
        node = entry.value
        mark = entry.mark if key else node.mark
    return mark


def field_name(path: FieldPath) -> str:
    """A path in the form that faults use: `claims[3].value`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(parts).removeprefix(".")
