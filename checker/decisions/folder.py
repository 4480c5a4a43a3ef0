"""Every decision file of a corpus is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.decisions.files import FOLDER
from checker.decisions.form import parse_decision
from checker.model.decision import Decision
from checker.model.fault import Fault, Mark
from checker.readers.encoding import split_lines
from checker.readers.folder import find, name_of, read


@dataclass(frozen=True, slots=True)
class DecisionFiles:
    """What the decision files hold; `sources` are their lines, for showing where a fault is."""

    decisions: tuple[Decision, ...] = ()
    faults: tuple[Fault, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_decisions(root: Path) -> DecisionFiles:
    """Every decision below the folder of the claims, in the order of their files. A broken file loses only itself."""
    folder = root / FOLDER
    name = name_of(folder, root)
    if folder.is_symlink():
        message = "this link stands for the folder of decisions; expected the folder itself; put the decisions here"
        return DecisionFiles(faults=(Fault(Mark(name), "link-refused", "", message),))
    if not folder.is_dir():
        return DecisionFiles()
    files, refused = find(folder)
    prefix = name.removesuffix(FOLDER)
    faults = [Fault(Mark(f"{prefix}{fault.mark.file}"), fault.code, fault.field, fault.message) for fault in refused]
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
    return DecisionFiles(tuple(decisions), tuple(sorted(faults)), sources)
