"""A ruling on a finding becomes a decision file, or is taken back: one way for the command, the page and the terminal.

Why: whoever rules has to be held to the same form, wherever the ruling was typed; what is written here is read back
first, by the reader that every later check uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.decisions import files, form, store
from checker.decisions.audit import RULES
from checker.decisions.seen import seen_of
from checker.literals.phrase import letter
from checker.model.decision import Decision
from checker.model.fault import Fault, Mark
from checker.model.finding import Finding
from checker.readers.folder import name_of

NOBODY = "the reviewer's name holds no letter and no digit; expected a name; write who rules"


class Invalid(Exception):
    """A ruling does not fit its finding or its form; `faults` say how."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(dict.fromkeys(map(plainly, faults))))
        self.faults = faults


def rule_on(root: Path, finding: Finding, given: Decision, expected: str) -> tuple[Path, str]:
    """Writes what `given` rules on the finding in the place of the reviewer's file with the hash `expected`
    (`store.ABSENT` where there is none); the file's path and its new hash.

    Raises `Invalid`, `store.Changed`, `store.Outside` and what the system says, and then nothing is written.
    """
    path, raw = ruled(root, finding, given)
    return path, store.write(path, raw, expected, root=_folder(root))


def ruled(root: Path, finding: Finding, given: Decision) -> tuple[Path, bytes]:
    """The file of a ruling and what is to stand in it: the finding's identifier and what is seen of its claims are
    filled in, and letters in `wrong` become references. Raises `Invalid`.
    """
    path = files.path_of(root, finding.id, given.reviewer)
    name = name_of(path, root)
    if words := not_ruled(finding):
        raise Invalid((Fault(Mark(name), "wrong-fields", "finding", words),))
    if not files.slug(given.reviewer):
        raise Invalid((Fault(Mark(name), "wrong-fields", "reviewer", NOBODY),))
    filled = replace(given, finding=finding.id, seen=seen_of(finding), wrong=refs(given.wrong, finding))
    raw = form.render(filled).encode("utf-8", "surrogatepass")
    _, faults = form.parse_decision(raw, name)
    if faults := faults or tuple(_days_gone(given, name)):
        raise Invalid(faults)
    return path, raw


def _days_gone(given: Decision, file: str) -> Iterator[Fault]:
    """A ruling that is to be looked at again before it was made would be stale as soon as it is written."""
    for name in ("until", "review_by"):
        text = getattr(given, name)
        if text and (text <= given.date or not _is_day(text)):
            message = f"found {text}, expected a day after {given.date} that the calendar has; write such a day"
            yield Fault(Mark(file), "wrong-fields", name, message)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def take_back(root: Path, finding_id: str, reviewer: str, expected: str) -> Path:
    """Removes the reviewer's file on a finding, which has the hash `expected`; its path. The finding may be gone."""
    path = files.path_of(root, finding_id, reviewer)
    store.remove(path, expected, root=_folder(root))
    return path


def not_ruled(finding: Finding) -> str:
    """Why nobody can rule on a finding; `""` where people can."""
    if finding.rule in RULES:
        return f"{finding.id} is about a ruling itself; change or take back that ruling instead"
    if finding.verdict == "unchecked":
        return f"{finding.id} was not checked to the end, so there is nothing to rule on; mend that first"
    return ""


def refs(wrong: tuple[str, ...], finding: Finding) -> tuple[str, ...]:
    """References of claims; the letters by which reports mark them stand for them."""
    letters = {letter(index): ref for index, ref in enumerate(finding.refs)}
    return tuple(dict.fromkeys(letters.get(name.upper(), name) for name in wrong))


def plainly(fault: Fault) -> str:
    """What is wrong with a ruling that was not written as a file."""
    if fault.code == "wrong-fields" and not fault.field:
        return fault.message.partition("; ")[2]
    return f"{fault.field}: {fault.message}" if fault.field else fault.message


def _folder(root: Path) -> Path:
    folder = root / files.FOLDER
    if folder.is_symlink():  # its readers refuse it too
        raise store.Outside(folder)
    return folder
