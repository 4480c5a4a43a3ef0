"""What is asked of a corpus: the claims that paths name, and the settings of flags and of the configuration file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker import config
from checker.cache.store import cache_file
from checker.config import Given, Loaded, Settings
from checker.evaluate import RULE_IDS
from checker.model.fault import Fault, Mark
from checker.model.policy import Policy
from checker.readers.folder import VOCABULARY
from checker.readers.load import Unsaved
from checker.scale.engine import ScanOptions

Flags = Mapping[str, Any]
"""The settings that a caller gives, by the name of the setting that each replaces; `config` (a file), `isolated` (use
no file) and `no-cache` among them.
"""


@dataclass(frozen=True, slots=True)
class Request:
    """A corpus and what is asked of it.

    `root` is the folder of the claims, `as_of` the day that counts as now (an ISO date), `documents` the folder with
    the documents' texts: without it quotes are unchecked. `baseline` is its file, where it does not lie beside `root`;
    `cache` the file that remembers what was read and evaluated, which changes no result. `scan` says how large tables
    are read. `chosen` are files or folders of the corpus that the result is about, as in `claims/example.yaml`: all of
    it is checked, whatever is chosen. `drafts`: those that have a subject, a property and a value take part; no file
    can ask for it, so that no gate does. `configuration` is the file that says so, if one does; `faults` and
    `sources` are what is wrong in it, and its lines. `unsaved` is what editors show of claim files, by their names: it
    stands for what the files hold.
    """

    root: Path
    as_of: str
    documents: Path | None = None
    policy: Policy = Policy()
    baseline: Path | None = None
    chosen: tuple[str, ...] = ()
    cache: Path | None = None
    scan: ScanOptions = ScanOptions()
    configuration: Path | None = None
    faults: tuple[Fault, ...] = ()
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    drafts: bool = False
    unsaved: Unsaved = field(default_factory=dict)


def request_of(
    paths: Sequence[Path], flags: Flags, scan: ScanOptions | None = None, trusted: Loaded | None = None
) -> Request:
    """The corpus that the paths, the configuration or the folder name, and what is asked of it. `trusted` as in
    `settings_of`.

    Raises `ValueError` where there is no such corpus.
    """
    settings = settings_of(paths, flags, trusted)
    faults = list(settings.loaded.faults)
    folders: dict[str, Path] = {}
    for key in ("claims", "documents", "baseline"):
        if (setting := settings.given.get(key)) and not (paths and key == "claims"):
            folder = setting.value if isinstance(setting.value, Path) else settings.loaded.folder / setting.value
            if key == "baseline" or os.path.isdir(folder):  # noqa: PTH112  # `is_dir` raises on a name too long
                folders[key] = folder
            else:
                faults.append(_no_folder(key, setting))
    if not paths and "claims" in settings.given and "claims" not in folders:
        raise ValueError(f"{faults[-1].mark}: {faults[-1].message}")
    root, chosen = corpus_of(paths or ((folders["claims"],) if "claims" in folders else ()))
    return Request(
        root,
        settings.given.get("as-of", Given(None)).value or today(),
        folders.get("documents"),
        config.policy(settings.given),
        folders.get("baseline"),
        chosen,
        None if flags.get("no-cache") else cache_file(root),
        scan or ScanOptions(),
        settings.file,
        tuple(sorted(faults)),
        settings.loaded.sources,
        bool(flags.get("drafts")),
    )


def settings_of(paths: Sequence[Path], flags: Flags, trusted: Loaded | None = None) -> Settings:
    """The settings in force: flags go before the configuration file, that before the defaults.

    `trusted` is what counts instead of the configuration file, where that is part of what is judged.
    """
    file = flags.get("config") or (None if flags.get("isolated") else config.find(start_of(paths)))
    loaded = trusted or (config.load(file, RULE_IDS) if file else Loaded())
    given = {key: Given(value, f"--{key}") for key, value in flags.items() if key in config.KEYS}
    if paths:
        given["claims"] = Given(paths[0] if len(paths) == 1 else tuple(paths), "argument")
    return Settings({**loaded.given, **given}, loaded, file)


def start_of(paths: Sequence[Path]) -> Path:
    """The folder from which a configuration is looked for, upwards."""
    first = paths[0].resolve() if paths else Path.cwd()
    return first if first.is_dir() else first.parent


def corpus_of(paths: Sequence[Path]) -> tuple[Path, tuple[str, ...]]:
    """The root of the corpus that the paths lie in, and the files or folders in it that were named.

    Raises `ValueError` where there is none, or more than one.
    """
    if not paths:
        paths = (Path("claims"),)
        if not paths[0].is_dir():
            raise ValueError("there is no folder claims here; name the folder of your claim files")
    roots = {_root(path) for path in paths}
    if len(roots) > 1:
        raise ValueError(f"the paths belong to several corpora: {', '.join(sorted(map(str, roots)))}")
    root = roots.pop()
    inside = tuple(
        f"{root.name}/{path.resolve().relative_to(root).as_posix()}" for path in paths if path.resolve() != root
    )
    return root, inside if len(inside) == len(paths) else ()


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def _root(path: Path) -> Path:
    """The nearest folder upwards that holds a vocabulary; else the folder itself."""
    start = path.resolve() if path.is_dir() else path.resolve().parent
    return next((folder for folder in (start, *start.parents) if (folder / VOCABULARY).is_file()), start)


def _no_folder(key: str, setting: Given) -> Fault:
    file, _, line = setting.origin.rpartition(":")
    message = f"there is no folder {setting.value} beside {file}; make it, or name another one"
    return Fault(Mark(file, int(line)), "no-folder", key, message)
