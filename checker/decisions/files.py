"""Where decision files lie, `decisions/<finding>/<reviewer>.yaml` below the claims, and which there are."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.model.decision import Decision
from checker.model.fault import Fault, Mark
from checker.readers.encoding import split_lines
from checker.readers.folder import find, name_of, read

FOLDER = "decisions"
"""Below the folder of the claims; the reader of claims passes over it."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the decision files hold; `sources` are their lines, for showing the place of a fault."""

    decisions: tuple[Decision, ...] = ()
    faults: tuple[Fault, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def slug(name: str) -> str:
    """A reviewer's name as file names and policies have it: `Ann B. Lee` is `ann-b-lee`; `""` where nothing is left."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    return "-".join("".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in folded).split())


def path_of(root: Path, finding: str, reviewer: str) -> Path:
    return root / FOLDER / finding / f"{slug(reviewer)}.yaml"


def read_decisions(root: Path) -> Read:
    """Every decision below the folder of the claims, in the order of their files. A broken file loses only itself."""
    folder = root / FOLDER
    name = name_of(folder, root)
    if folder.is_symlink():
        message = "this link stands for the folder of decisions; expected the folder itself; put the decisions here"
        return Read(faults=(Fault(Mark(name), "link-refused", "", message),))
    if not folder.is_dir():
        return Read()
    from checker.decisions.form import parse_decision

    files, found = find(folder)
    prefix = name.removesuffix(FOLDER)
    faults = [Fault(Mark(f"{prefix}{one.mark.file}"), one.code, one.field, one.message) for one in found]
    decisions: list[Decision] = []
    sources: dict[str, tuple[str, ...]] = {}
    for below, path in files:
        raw = read(path, f"{prefix}{below}")
        if isinstance(raw, Fault):
            faults.append(raw)
            continue
        decision, wrong = parse_decision(raw, f"{prefix}{below}")
        faults += wrong
        decisions += [decision] if decision else []
        sources[f"{prefix}{below}"] = split_lines(raw.decode("utf-8", "replace"))
    return Read(tuple(decisions), tuple(sorted(faults)), sources)
