"""The text of one decision file is read and written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from checker.decisions.files import FOLDER, slug
from checker.literals.phrase import letter
from checker.model.decision import Decision, SeenPosition
from checker.model.disagreement import DIGITS
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

TEXTS = ("disagreement", "question", "verdict", "reason", "reviewer", "date", "review_by", "until")
"""Fields of a decision in the order in which its file has them; then what it names and what was seen."""

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
    """What a schema cannot say: the file lies where its content belongs, and names nothing that was not seen."""
    *_, folder, file = ("", "", *name.split("/"))
    reviewer = re.sub(r"\.ya?ml$", "", file, flags=re.IGNORECASE)
    path = f"{FOLDER}/{entry.disagreement}/{slug(entry.reviewer)}.yaml"
    says_and_lies = (("disagreement", entry.disagreement, folder), ("reviewer", slug(entry.reviewer), reviewer))
    for field_, says, expected in says_and_lies:
        if says != expected:
            message = (
                f"the decision is that of {shown(says) or 'nobody'} and lies under {shown(expected)}; "
                f"expected it in {shown(path)}; move the file or correct the field"
            )
            yield Fault(locate(root, (field_,)), "misplaced-decision", field_, message)
    if not entry.disagreement.endswith(entry.question[:DIGITS]):
        message = (
            f"the question {shown(entry.question)} is not that of {shown(entry.disagreement)}; expected a hash that "
            f"begins with {shown(entry.disagreement.rpartition('-')[2])}; rule anew with checker decide"
        )
        yield Fault(locate(root, ("question",)), "wrong-fields", "question", message)
    letters = [letter(number) for number, seen in enumerate(entry.seen) if seen.value]
    seen = list(dict.fromkeys(ref for position in entry.seen for ref in position.claims))
    for field_, named, there in (("positions", entry.positions, letters), ("claims", entry.claims, seen)):
        for number, one in enumerate(named):
            if one not in there:
                expected = f"expected one of {', '.join(there)}" if there else "expected none, as none was seen"
                message = f"{shown(one)} is among the {field_} and was not seen; {expected}; correct one"
                yield Fault(locate(root, (field_, number)), "wrong-fields", f"{field_}[{number}]", message)


def _decision(entry: DecisionFile, root: Node, digest: str) -> Decision:
    return Decision(
        entry.disagreement,
        entry.verdict,
        entry.reason,
        entry.reviewer,
        entry.date,
        tuple(SeenPosition(seen.value, tuple(seen.claims.items()), seen.derived) for seen in entry.seen),
        root.mark,
        question=entry.question,
        sha256=digest,
        positions=tuple(entry.positions),
        claims=tuple(entry.claims),
        review_by=entry.review_by,
        until=entry.until,
    )


def render(decision: Decision) -> str:
    """The text of a decision's file."""
    lines = [f"{name}: {_written(text)}" for name in TEXTS if (text := getattr(decision, name))]
    for name in ("positions", "claims"):
        named = getattr(decision, name)
        lines += [f"{name}:", *(f"  - {_written(one)}" for one in named)] if named else []
    lines += ["seen:"] if decision.seen else []
    for position in decision.seen:
        fields = [f"value: {_quoted(position.value)}"] if position.value else []
        fields += [*(["derived: true"] if position.derived else []), "claims:"]
        lines += [f"  {' ' if number else '-'} {field}" for number, field in enumerate(fields)]
        lines += [f"      {_quoted(ref)}: {_quoted(digest)}" for ref, digest in position.claims]
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
