"""A claim is corrected in its own file: shown as it stands there, changed, judged as part of the whole, then written.

Why: the file belongs to people. Whatever the change does not touch stays byte for byte, comments and line ends too; and
a change that brings a new fault, or reaches another claim, is said before anything is written, not after.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher, unified_diff
from hashlib import sha256
from pathlib import Path

from checker.decisions import store
from checker.decisions.ruling import Invalid
from checker.decisions.seen import claim_hash
from checker.model.claim import Claim
from checker.model.fault import Fault, Mark
from checker.model.result import Result
from checker.readers.copy import copied
from checker.readers.encoding import LINE_BREAK, decode, split_lines
from checker.readers.folder import find, is_table, read
from checker.readers.names import shown
from checker.readers.splice import line_end
from checker.readers.yaml import Items, Node, child, parse
from checker.report.safe import visible
from checker.rules.claim.value_not_in_quote import ID as VALUE_NOT_IN_QUOTE

FolderCheck = Callable[[Path], Result]
"""Checks the claims below a folder."""

MARK = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8, which some editors put before a text."""

OTHER_CLAIM, NO_CLAIM = "other-claim", "no-claim"


class NoLines(Exception):
    """The claim has no lines of its own that could be corrected here; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Original:
    """A claim as it stands in its file: the lines `first` to `last`, whose `text` has plain line ends (`\\n`).

    `path` is the file itself, every link followed; `start` and `end` count characters of it, without its byte order
    mark. `sha256` is that of the whole file.
    """

    ref: str
    file: str
    path: Path
    first: int
    last: int
    text: str
    sha256: str
    raw: bytes = field(repr=False)
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change to one claim: its `diff`, the faults that it would bring (then it is not written), what else people
    should know of it, and the file's new content.
    """

    original: Original
    diff: str
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    content: bytes = field(repr=False)


def original(claim: Claim, root: Path) -> Original:
    """Where and how a claim stands in its file now."""
    if is_table(claim.mark.file):
        raise NoLines(f"{claim.mark.file}:{claim.mark.line} is a row of a table; correct it there, the queue follows")
    path = dict(find(root)[0]).get(claim.mark.file)
    if path is None:
        raise NoLines(f"{claim.mark.file} is gone, or no file of the corpus any more; check the corpus again")
    raw = read(path, claim.mark.file)
    text = decode(raw, claim.mark.file) if isinstance(raw, bytes) else raw
    if isinstance(raw, Fault) or isinstance(text, Fault):
        raise NoLines(f"{text.mark}: {text.message}" if isinstance(text, Fault) else "")
    tree = parse(text, claim.mark.file)
    items = child(tree.root, "claims")
    if not isinstance(items, Items):
        why = f"{tree.faults[0].mark}: {tree.faults[0].message}" if tree.faults else "it holds no list of claims"
        raise NoLines(f"{claim.mark.file} cannot be corrected here ({why}); correct it in an editor")
    index = next((index for index, node in enumerate(items.nodes) if _id(node) == claim.id), None)
    if index is None:
        raise NoLines(f"{claim.mark.file} no longer holds the claim {shown(claim.id)}; check the corpus again")
    start, end = _span(text, items, index)
    lines = split_lines(text[:start])
    own_lines = split_lines(text[start:end])
    return Original(
        claim.ref,
        claim.mark.file,
        path.resolve(),
        len(lines),
        len(lines) + len(own_lines) - 1,
        "\n".join(own_lines),
        sha256(raw).hexdigest(),
        raw,
        start,
        end,
    )


def _id(node: Node) -> str | None:
    return getattr(child(node, "id"), "text", None)


def _span(text: str, items: Items, index: int) -> tuple[int, int]:
    """The characters of one claim: its whole lines from its dash on, or just from brace to brace where claims stand in
    brackets and may share lines.
    """
    node = items.nodes[index]
    if text.startswith("[", items.start):
        return node.start, node.end
    dash = _dash(text, items.nodes[index - 1].end if index else items.start, node.start)
    start = max((line_break.end() for line_break in LINE_BREAK.finditer(text, 0, dash)), default=0)
    last = node.start + len(text[node.start : node.end].rstrip())  # a block of text ends with its empty lines
    rest = LINE_BREAK.search(text, last)
    return start, rest.start() if rest else len(text)


def _dash(text: str, start: int, end: int) -> int:
    """The dash before a claim: between it and the claim before there are only spaces and comments else."""
    gap = re.sub(r"#[^\r\n]*", lambda comment: " " * len(comment[0]), text[start:end])
    return start + gap.rindex("-")


def propose(root: Path, original: Original, new_text: str, read: FolderCheck) -> Proposal:
    """What becomes of the corpus when `new_text` stands in the place of the claim's lines. `read` checks a
    folder. Nothing is written.
    """
    content, end = _spliced(original, new_text)
    faults, notes = _judged(root, original, content, end, read) if content != original.raw else ((), ())
    return Proposal(original, _diff(original, content), faults, notes, content)


def write(root: Path, proposal: Proposal) -> str:
    """Puts the change in the file, whose new hash is returned; whole or not at all.

    Raises `Invalid` where the change would bring a fault, `store.Changed` where the file is not as it was.
    """
    if proposal.faults:
        raise Invalid(proposal.faults)
    before = proposal.original
    return store.write(before.path, proposal.content, before.sha256, root=root)


def _spliced(original: Original, new_text: str) -> tuple[bytes, int]:
    """The file's new content, and the character at which the claim's new text ends in it."""
    text = original.raw.removeprefix(MARK).decode("utf-8")
    old = text[original.start : original.end]
    own_line = text[: original.start][-1:] in ("", "\r", "\n")
    lines = LINE_BREAK.split(new_text.strip("\r\n")) if own_line else LINE_BREAK.split(new_text)
    new = _with_ends(old, _shifted(lines, original.text) if own_line else lines, line_end(text))
    spliced = f"{text[: original.start]}{new}{text[original.end :]}"
    mark = MARK if original.raw.startswith(MARK) else b""
    return mark + spliced.encode("utf-8", "surrogatepass"), original.start + len(new)


def _shifted(lines: list[str], old: str) -> list[str]:
    """The lines as deep as the old ones were: all moved alike, so that the first of both begin alike."""
    by = _depth(old) - _depth(lines[0])
    if by >= 0:
        return [" " * by + line if line.strip() else line for line in lines]
    if all(_depth(line) >= -by for line in lines if line.strip()):
        return [line[-by:] if line.strip() else line for line in lines]
    return lines


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _with_ends(old: str, lines: list[str], ordinary: str) -> str:
    """The lines in one text: those that were there end as they did, others as is ordinary in the file."""
    ends = [*LINE_BREAK.findall(old), ""]
    new_ends = [ordinary] * (len(lines) - 1)
    for block in SequenceMatcher(None, split_lines(old), lines, autojunk=False).get_matching_blocks():
        for number in range(block.size):
            if block.b + number < len(new_ends):
                new_ends[block.b + number] = ends[block.a + number] or ordinary
    return "".join(line + end for line, end in zip(lines, [*new_ends, ""], strict=True))


def _diff(original: Original, content: bytes) -> str:
    texts = (original.raw.removeprefix(MARK), content.removeprefix(MARK))
    old, new = (split_lines(text.decode("utf-8", "surrogatepass")) for text in texts)
    return "\n".join(map(visible, unified_diff(old, new, original.file, original.file, lineterm="")))


def _judged(
    root: Path, original: Original, content: bytes, end: int, read: FolderCheck
) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """The faults that the change would bring, and notes on what it does. Both sides are read from one copy of the
    corpus, so that whatever the copy lacks is no difference.
    """
    with tempfile.TemporaryDirectory() as outer:
        folder = Path(outer) / root.resolve().name
        own = dict(find(root)[0]).get(original.file)
        if own is None:
            raise store.Changed(original.path)
        copied(root, folder, {own: original.raw})
        target = folder / own.relative_to(root)
        before = read(folder)
        target.write_bytes(content)
        after = read(folder)
    upto = content.removeprefix(MARK).decode("utf-8", "surrogatepass")[:end]
    lines = range(original.first, len(split_lines(upto)) + 1)
    faults = tuple(new_faults(before.faults, after.faults, original.file, lines))
    wrong, notes = _reach(original, *((*one.corpus.claims, *one.corpus.drafts) for one in (before, after)))
    if wrong and not faults:
        faults = tuple(Fault(Mark(original.file, original.first), code, "", message) for code, message in wrong)
    unsaid, doubts = held_against_quotes(before, after)
    return (*faults, *unsaid), (*notes, *doubts)


def held_against_quotes(before: Result, after: Result) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """Where the change makes a claim say what its quote does not: what is certain is a fault, the rest a note."""
    known = {finding.id for finding in before.findings}
    new = [one for one in after.findings if one.rule == VALUE_NOT_IN_QUOTE and one.id not in known]
    sure = [one for one in new if one.verdict == "contradiction"]
    faults = (
        Fault(one.claims[0].mark_of("value"), one.rule, f"{one.claims[0].id}.value", f"{one.message}; {one.why}")
        for one in sure
    )
    return tuple(faults), tuple(f"{one.message}; {one.why}" for one in new if one not in sure)


DIGITS = re.compile(r"[0-9]+")


def new_faults(before: tuple[Fault, ...], after: tuple[Fault, ...], file: str, lines: range) -> Iterator[Fault]:
    """The faults that were not there before. Elsewhere in the files only lines and indices in lists may have moved,
    so numbers do not count there; within the claim's own lines they do.
    """
    exact = {(fault.mark.file, fault.code, fault.message) for fault in before}
    rough = Counter(map(_roughly, before))
    for fault in after:
        rough[_roughly(fault)] -= 1
        own = fault.mark.file == file and fault.mark.line in lines
        if rough[_roughly(fault)] < 0 or (own and (file, fault.code, fault.message) not in exact):
            yield fault


def _roughly(fault: Fault) -> tuple[str, ...]:
    return fault.mark.file, fault.code, DIGITS.sub("0", fault.field), DIGITS.sub("0", fault.message)


def _reach(
    original: Original, before: tuple[Claim, ...], after: tuple[Claim, ...]
) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """What the change does to other claims, which it may not; and what it does to this claim's own identifier."""
    old, new = ({claim.ref: claim_hash(claim) for claim in claims} for claims in (before, after))
    wrong = [
        (
            OTHER_CLAIM,
            f"the change {'alters' if ref in new else 'loses'} another claim, {shown(ref)}; leave that as it is",
        )
        for ref, digest in old.items()
        if ref != original.ref and new.get(ref) != digest
    ]
    added = [ref for ref in new if ref not in old]
    if original.ref in new:
        return wrong, tuple(f"the change adds the claim {shown(ref)}" for ref in added)
    if not added:
        step = "to withdraw it write rank: deprecated; to remove it edit the file"
        return [*wrong, (NO_CLAIM, f"nothing is left of the claim {shown(original.ref)}; {step}")], ()
    names = " and ".join(map(shown, added))
    return wrong, (f"the claim {shown(original.ref)} becomes {names}: rulings that saw it go stale",)
