"""The text of one decision file is read and written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from checker.decisions.files import FOLDER, slug
from checker.model.decision import Decision
from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode
from checker.readers.files.decision import DecisionFile
from checker.readers.files.text import Numeral
from checker.readers.names import shown
from checker.readers.structure import check
from checker.readers.yaml import Node, Scalar, locate, parse, plain, sound, typed

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
"""What is written without quotation marks, unless YAML would not read it as text."""

ORDINARY_BYTES = 4096
REMEMBERED = 10_000
"""Files that are parsed once while a process lasts, and how many: of 1,000 that a review reads again after each ruling
all but one are as they were. Source: measured, 0.2 ms for each; together they take at most some 100 MB.
"""

TEXTS = ("finding", "verdict", "why", "reason", "reviewer", "date", "review_by", "until")
"""Fields of a decision in the order in which its file has them; then what was wrong and what was seen."""

EMPTY = "the file is empty; expected a decision; fill it or remove it"


def parse_decision(raw: bytes, name: str) -> tuple[Decision | None, tuple[Fault, ...]]:
    """The decision that a file of this name holds, or the faults that keep it from counting."""
    return _remembered(raw, name) if len(raw) <= ORDINARY_BYTES else _parsed(raw, name)


def _parsed(raw: bytes, name: str) -> tuple[Decision | None, tuple[Fault, ...]]:
    text = decode(raw, name)
    if isinstance(text, Fault):
        return None, (text,)
    tree = parse(text, name)
    if tree.root is None or (isinstance(tree.root, Scalar) and typed(tree.root) is None):
        return None, tree.faults or (Fault(Mark(name), "empty-file", "", EMPTY),)
    if not sound(tree.root):
        return None, tree.faults
    entry, faults = check(DecisionFile, plain(tree.root), tree.root)
    if entry is None:
        return None, faults
    faults = tuple(_slips(entry, tree.root, name))
    return (None, faults) if faults else (_decision(entry, tree.root, sha256(raw).hexdigest()), ())


_remembered = lru_cache(maxsize=REMEMBERED)(_parsed)


def _slips(entry: DecisionFile, root: Node, name: str) -> Iterator[Fault]:
    """What a schema cannot say: the file lies where its content belongs, and names no claim that was not seen."""
    *_, finding, file = ("", "", *name.split("/"))
    reviewer = re.sub(r"\.ya?ml$", "", file, flags=re.IGNORECASE)
    path = f"{FOLDER}/{entry.finding}/{slug(entry.reviewer)}.yaml"
    for field_, says, expected in (("finding", entry.finding, finding), ("reviewer", slug(entry.reviewer), reviewer)):
        if says != expected:
            message = (
                f"the decision is that of {shown(says) or 'nobody'} and lies under {shown(expected)}; "
                f"expected it in {shown(path)}; move the file or correct the field"
            )
            yield Fault(locate(root, (field_,)), "misplaced-decision", field_, message)
    for number, ref in enumerate(entry.wrong):
        if ref not in entry.seen:
            message = f"the claim {shown(ref)} is wrong and was not seen; expected one of {', '.join(entry.seen)}"
            yield Fault(locate(root, ("wrong", number)), "wrong-fields", f"wrong[{number}]", f"{message}; correct one")


def _decision(entry: DecisionFile, root: Node, digest: str) -> Decision:
    return Decision(
        entry.finding,
        entry.verdict,
        entry.reason,
        entry.reviewer,
        entry.date,
        tuple(entry.seen.items()),
        root.mark,
        sha256=digest,
        why=entry.why,
        wrong=tuple(entry.wrong),
        review_by=entry.review_by,
        until=entry.until,
    )


def render(decision: Decision) -> str:
    """The text of a decision's file."""
    lines = [f"{name}: {_written(text)}" for name in TEXTS if (text := getattr(decision, name))]
    lines += ["wrong:", *(f"  - {_quoted(ref)}" for ref in decision.wrong)] if decision.wrong else []
    lines += ["seen:", *(f"  {_quoted(ref)}: {_quoted(digest)}" for ref, digest in decision.seen)]
    return "\n".join(lines) + "\n"


def _written(text: str) -> str:
    """A text as YAML, without quotation marks where it reads as the same text without them."""
    bare = Scalar(text, True, Mark(""), 0, 0)
    return (
        text if WORD.fullmatch(text) and typed(bare) == text and not isinstance(typed(bare), Numeral) else _quoted(text)
    )


def _quoted(text: str) -> str:
    """Every JSON string is a YAML string."""
    return json.dumps(text, ensure_ascii=False)
