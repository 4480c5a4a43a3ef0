"""Names are written anew by splicing at their places; what comes of it is read back, and must say what was meant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from checker.model.fault import Mark
from checker.model.vocabulary import Vocabulary
from checker.naming.corpus import NamedFile
from checker.naming.occurrences import Occurrence
from checker.naming.spans import UNKNOWN, FileText
from checker.readers.encoding import LINE_BREAK, split_lines
from checker.readers.files.text import Numeral
from checker.readers.names import shown
from checker.readers.yaml import Entry, Fields, Items, Node, Scalar, parse, typed
from checker.report.safe import visible

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Refused(Exception):
    """A change that cannot be made; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters `start` to `end` of a file give way to a text."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """A text with all splices made."""
    for one in sorted(splices, key=lambda one: one.start, reverse=True):
        text = f"{text[: one.start]}{one.text}{text[one.end :]}"
    return text


def naming(file: NamedFile, found: Sequence[Occurrence], new: str) -> Iterator[Splice]:
    """The splices that write a name in the place of others."""
    for one in found:
        start = one.start(file.text)
        if start == UNKNOWN:
            raise Refused(f"{one.mark}: {shown(one.name)} is written here with escapes; write it plainly first")
        end = start + len(one.name)
        whole = file.text.text[start:end]
        if whole != one.name:
            raise Refused(f"{one.mark}: {shown(one.name)} is not where it was expected; write it on one line first")
        yield Splice(start, end, _quoted(file.text.text, one, start, new))


def _quoted(text: str, one: Occurrence, start: int, new: str) -> str:
    """The new name as YAML has it there: in quotation marks where it reads as something else without, and nothing else
    stands with it.
    """
    alone = isinstance(one.holder, Entry) or one.holder.text == one.name
    bare = text[start - 1 : start] not in ("'", '"')
    return json.dumps(new, ensure_ascii=False) if alone and bare and not one.first and not plain_name(new) else new


def plain_name(name: str) -> bool:
    """A name that YAML reads as this text without quotation marks, as a value and as the name of a field."""
    root = parse(f"{name}: {name}\n", "").root
    if not isinstance(root, Fields) or len(root.entries) != 1:
        return False
    entry = root.entries[0]
    value = typed(entry.value) if isinstance(entry.value, Scalar) else None
    return entry.key == name and value == name and not isinstance(value, Numeral)


def content(file: NamedFile, text: str) -> bytes:
    """The bytes of a file with another text: its byte order mark stays."""
    mark = BYTE_ORDER_MARK if file.raw.startswith(BYTE_ORDER_MARK) else b""
    return mark + text.encode("utf-8", "surrogatepass")


def read_back(file: NamedFile, text: str) -> NamedFile:
    """The file as it is with another text."""
    tree = parse(text, file.text.file)
    if tree.root is None or tree.faults:
        first = tree.faults[0]
        raise Refused(f"{first.mark} could not be read then: {first.message}; write the name by hand")
    return NamedFile(file.path, content(file, text), FileText(file.text.file, text), tree.root, file.names_of)


def same_but_for(file: NamedFile, now: NamedFile, vocabulary: Vocabulary, renamed: Callable[[Occurrence], str]) -> None:
    """Every value of a file is what it was, with names written anew. Raises `Refused` where one is not."""
    by_holder: dict[int, list[Occurrence]] = {}
    for one in file.occurrences(vocabulary):
        by_holder.setdefault(id(one.holder), []).append(one)
    for (was, holder, _), (is_now, _, mark) in zip(_leaves(file.root), _leaves(now.root), strict=True):
        expected = was
        for one in sorted(by_holder.get(holder, ()), key=lambda one: one.first, reverse=True):
            end = one.first + len(one.name)
            expected = f"{expected[: one.first]}{renamed(one)}{expected[end:]}"
        if expected != is_now:
            raise Refused(f"{mark}: this would read {shown(is_now)}; write the name by hand")


def _leaves(node: Node) -> Iterator[tuple[str, int, Mark]]:
    """Every value and every name of a field: its text, its identity, its place."""
    if isinstance(node, Scalar):
        yield node.text, id(node), node.mark
    elif isinstance(node, Items):
        for item in node.nodes:
            yield from _leaves(item)
    else:
        for entry in node.entries:
            yield entry.key, id(entry), entry.mark
            yield from _leaves(entry.value)


def without_entry(text: str, entry: Entry, start: int, group: Fields) -> Splice:
    """Takes a field out of its group: its whole lines, or what lies between two commas."""
    end = entry.value.end
    if text.startswith("{", group.start):
        after = end + len(text[end:]) - len(text[end:].lstrip())
        if text.startswith(",", after):
            after += 1
            return Splice(start, after + len(text[after:]) - len(text[after:].lstrip(" ")), "")
        before = text.rfind(",", group.start, start)
        return Splice(before if before >= 0 else start, end, "")
    begins = max((found.end() for found in LINE_BREAK.finditer(text, 0, start)), default=0)
    last = start + len(text[start:end].rstrip())
    rest = LINE_BREAK.search(text, last)
    return Splice(begins, rest.end() if rest else len(text), "")


def diff(name: str, before: bytes, after: bytes) -> str:
    """What changes in a file, as `diff -u` writes it."""
    old, new = (split_lines(raw.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace")) for raw in (before, after))
    return "\n".join(visible(line) for line in unified_diff(old, new, name, name, lineterm=""))
