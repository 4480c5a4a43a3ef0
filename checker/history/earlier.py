"""The corpus as it was at a revision, laid out in a folder of its own, so that it is read as any other.

Why files and not a reader of objects: then and now go through the very same code, links and limits included.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from checker.config import OWN, SHARED, Loaded, parse, speaks
from checker.history.git import LINK, HistoryError, Repository, TreeEntry, contents, listing, merge_base, repository
from checker.readers.folder import SUFFIXES, TABLES, VOCABULARY


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where REF and the branch parted (`commit`), and what lay there then.

    `files` and `links` (with what they name) are below the folder of the claims; `folder` is where that lay, from the
    top, `None` where there was none, and `moved` tells that it lies elsewhere now. `config` (by their paths from the
    top) and `baseline` are the files that said what counts.
    """

    ref: str
    commit: str
    top: Path
    folder: str | None
    files: Mapping[str, bytes]
    links: Mapping[str, str]
    config: Mapping[str, bytes]
    baseline: bytes | None = None
    moved: bool = False


def earlier(root: Path, ref: str, start: Path, config: Path | None = None, baseline: Path | None = None) -> Earlier:
    """The corpus of `root` before the branch's own commits, and before what is not committed yet.

    `start` is where the search for a configuration begins, unless `config` names one.
    """
    repo = repository(root)
    commit = merge_base(repo, ref)
    present = below = _within(root.resolve(), repo.top)
    extra = _within(baseline.resolve(), repo.top) if baseline else None
    candidates = _candidates(start, config, repo.top)
    entries = _listed(repo, commit, below, extra, *candidates)
    if below is None or not any(_claim_file(entry.path, below) for entry in entries):
        below = _moved(repo, commit)
        entries = _listed(repo, commit, below, extra, *candidates)
    names = {} if below is None else {entry: name for entry in entries if (name := _claim_file(entry.path, below))}
    read = dict(contents(repo, [e for e in entries if e in names or e.path in (*candidates, extra)]))
    plain = {entry.path: raw for entry, raw in read.items() if entry.mode != LINK}
    return Earlier(
        ref,
        commit,
        repo.top,
        below,
        {name: read[entry] for entry, name in names.items() if entry.mode != LINK},
        {name: os.fsdecode(read[entry]) for entry, name in names.items() if entry.mode == LINK},
        {path: plain[path] for path in candidates if path in plain},
        plain.get(extra) if extra else None,
        below not in (None, present),
    )


def _listed(repo: Repository, commit: str, folder: str | None, *others: str | None) -> tuple[TreeEntry, ...]:
    """The files below a folder and some others; all there are where the folder is the top."""
    paths = () if folder == "" else [path for path in (folder, *others) if path]
    return listing(repo, commit, paths) if folder == "" or paths else ()


@contextmanager
def laid_out(before: Earlier, name: str, baseline: str) -> Iterator[Path]:
    """A folder of that name with the files of then, the baseline beside it; it is gone afterwards."""
    with TemporaryDirectory(prefix="checker-") as temporary:
        outer = Path(temporary).resolve()
        root = outer / "tree" / name
        root.mkdir(parents=True)
        try:
            _write(before, root)
        except (OSError, ValueError) as error:
            raise HistoryError(f"the files of {before.commit[:12]} cannot be laid out in {outer}: {error}") from error
        if before.baseline is not None:
            (root.parent / baseline).write_bytes(before.baseline)
        yield root


def _write(before: Earlier, root: Path) -> None:
    """Files first and links last, so that nothing is written through a link."""
    for path in (*before.files, *before.links):
        target = root.joinpath(*PurePosixPath(path).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in before.links:
            target.symlink_to(before.links[path])
        else:
            target.write_bytes(before.files[path])


def configuration(before: Earlier, rules: tuple[str, ...]) -> Loaded:
    """What the configuration of then sets. Its paths begin where the file lay, in the work tree of now."""
    for path, raw in before.config.items():
        file = before.top / path
        if file.name != SHARED or speaks(raw):
            return parse(raw, f"{path} at {before.ref}", file.name == SHARED, rules, file.parent)
    return Loaded()


def _within(path: Path, top: Path) -> str | None:
    """A path from the top; `""` for the top itself, `None` outside of it."""
    return "/".join(path.relative_to(top).parts) if path.is_relative_to(top) else None


def _candidates(start: Path, config: Path | None, top: Path) -> tuple[str, ...]:
    """The files that may configure the checker, the one that counts first."""
    if config:
        named = _within(config.resolve(), top)
        return (named,) if named else ()
    folders = [folder for folder in (start.resolve(), *start.resolve().parents) if folder.is_relative_to(top)]
    return tuple(path for folder in folders for name in (OWN, SHARED) if (path := _within(folder / name, top)))


def _claim_file(path: str, folder: str) -> str:
    """The path of a file that the reader of claims or decisions would look at, from their folder; `""` for others."""
    start = f"{folder}/" if folder else ""
    parts = path.removeprefix(start).split("/")
    plain = all(part not in ("", ".", "..") and part.lower() != ".git" for part in parts)
    read = path.startswith(start) and path.lower().endswith((*SUFFIXES, *TABLES))
    return "/".join(parts) if plain and read else ""


def _moved(repo: Repository, commit: str) -> str | None:
    """Where the corpus lay that is now elsewhere: the one folder with a vocabulary that is no longer there."""
    paths = (PurePosixPath(entry.path) for entry in listing(repo, commit))
    folders = {"/".join(path.parent.parts) for path in paths if path.name == VOCABULARY}
    gone = sorted(folder for folder in folders if not (repo.top / folder / VOCABULARY).exists())
    if len(gone) > 1:
        raise HistoryError(
            f"the claims lie elsewhere than at {commit[:12]}, and several folders of claims are gone since: "
            f"{', '.join(gone)}; move them one change at a time"
        )
    return gone[0] if gone else None
