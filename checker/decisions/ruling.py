"""A ruling on a disagreement becomes a decision file, or is taken back: one way for command, page and terminal.

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
from checker.decisions.seen import beside, position_words, seen_of
from checker.literals.phrase import letter
from checker.model.claim import Claim
from checker.model.decision import Decision
from checker.model.disagreement import Disagreement
from checker.model.fault import Fault, Mark
from checker.readers.folder import name_of

NOBODY = "the reviewer's name holds no letter and no digit; expected a name; write who rules"


class Invalid(Exception):
    """A ruling does not fit its disagreement or its form; `faults` say how."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(dict.fromkeys(map(plainly, faults))))
        self.faults = faults


def rule_on(root: Path, one: Disagreement, given: Decision, expected: str) -> tuple[Path, str]:
    """Writes what `given` rules on the disagreement in the place of the reviewer's file with the hash `expected`
    (`store.ABSENT` where there is none); the file's path and its new hash.

    Raises `Invalid`, `store.Changed`, `store.Outside` and what the system says, and then nothing is written.
    """
    path, raw = ruled(root, one, given)
    return path, store.write(path, raw, expected, root=_folder(root))


def ruled(root: Path, one: Disagreement, given: Decision) -> tuple[Path, bytes]:
    """The file of a ruling and what is to stand in it: what the disagreement is and what is seen of it are filled
    in, and positions and claims get the names by which files call them. Raises `Invalid`.
    """
    path = files.path_of(root, one.id, given.reviewer)
    name = name_of(path, root)
    if words := not_ruled(one):
        raise Invalid((Fault(Mark(name), "wrong-fields", "disagreement", words),))
    if not files.slug(given.reviewer):
        raise Invalid((Fault(Mark(name), "wrong-fields", "reviewer", NOBODY),))
    filled = replace(
        given,
        disagreement=one.id,
        question=one.question.digest,
        seen=seen_of(one),
        positions=letters_of(given.positions, one),
        claims=refs(given.claims, one),
    )
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


def take_back(root: Path, disagreement: str, reviewer: str, expected: str) -> Path:
    """Removes the reviewer's file on a disagreement, which has the hash `expected`; its path. It may be gone."""
    path = files.path_of(root, disagreement, reviewer)
    store.remove(path, expected, root=_folder(root))
    return path


def not_ruled(one: Disagreement) -> str:
    """Why nobody can rule on a disagreement; `""` where people can."""
    if one.witness.rule in RULES:
        return f"{one.id} is about a ruling itself; change or take back that ruling instead"
    return ""


def letters_of(names: tuple[str, ...], one: Disagreement) -> tuple[str, ...]:
    """The letters of positions, in their order; a value stands for the only position that has it."""
    words = position_words(one)
    letters = {letter(index): letter(index) for index in range(len(words))}
    values = [position.value for position in one.positions]
    by_value = {value: letter(index) for index, value in enumerate(values) if values.count(value) == 1}
    by_value |= {value: letter(index) for index, value in enumerate(words) if words.count(value) == 1}
    found = (letters.get(name.upper()) or by_value.get(name, name) for name in names)
    return tuple(sorted(dict.fromkeys(found), key=lambda name: (len(name), name)))


def claims_named(one: Disagreement) -> dict[str, Claim]:
    """The claims of a disagreement by the names that people give them: the letter of their position, with a number
    where it has several; then those that hold none.
    """
    claims: dict[str, Claim] = {}
    for index, position in enumerate(one.positions):
        several = len(position.claims) > 1
        for number, claim in enumerate(position.claims, start=1):
            claims[f"{letter(index)}{number}" if several else letter(index)] = claim
    for index, claim in enumerate(beside(one), start=len(one.positions)):
        claims[letter(index)] = claim
    return claims


def refs(names: tuple[str, ...], one: Disagreement) -> tuple[str, ...]:
    """References of claims; the names by which reviews mark them stand for them."""
    claims = claims_named(one)
    return tuple(dict.fromkeys(claims[name.upper()].ref if name.upper() in claims else name for name in names))


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
