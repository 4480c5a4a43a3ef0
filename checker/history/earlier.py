"""The corpus as it was at two revisions, each laid out in a folder of its own, so that it is read as any other.

Why files and not a reader of objects: then and now go through the very same code, links and limits included.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from checker.config import OWN, SHARED, Loaded, parse, speaks
from checker.decisions import beside
from checker.history.git import (
    LINK,
    HistoryError,
    Repository,
    TreeEntry,
    contents,
    listing,
    merge_bases,
    repository,
    tip,
)
from checker.readers.folder import SUFFIXES, TABLES, VOCABULARY
from checker.readers.names import shown


@dataclass(frozen=True, slots=True)
class Tree:
    """What lay at a commit.

    `files` and `links` (with what they name) are below the folder of the claims; `folder` is where that lay, from the
    top, `None` where there was none, and `moved` tells that it lies elsewhere now. `config` (by their paths from the
    top) and `baseline` are the files that said what counts.
    """

    commit: str
    top: Path
    folder: str | None
    files: Mapping[str, bytes]
    links: Mapping[str, str]
    config: Mapping[str, bytes]
    baseline: bytes | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where REF and the branch parted, and REF itself: what was found before the change is told by the one (`parted`),
    what counts as settled and by which policy by the other (`tip`), which may be newer. Where they merged each other
    they parted at `others`, too.
    """

    ref: str
    parted: Tree
    tip: Tree
    others: tuple[Tree, ...] = ()

    @property
    def commit(self) -> str:
        return self.parted.commit


def earlier(root: Path, ref: str, start: Path, config: Path | None = None, baseline: Path | None = None) -> Earlier:
    """The corpus of `root` before the branch's own commits, and before what is not committed yet; and at REF.

    `start` is where the search for a configuration begins, unless `config` names one. `baseline` lies where each of
    the two says, unless it is given.
    """
    repo = repository(root)
    parted, newest = merge_bases(repo, ref), tip(repo, ref)
    commits = dict.fromkeys((*parted, newest))
    trees = {commit: _tree(repo, commit, root, start, config, baseline) for commit in commits}
    return Earlier(ref, trees[parted[0]], trees[newest], tuple(trees[commit] for commit in parted[1:]))


def _tree(repo: Repository, commit: str, root: Path, start: Path, config: Path | None, baseline: Path | None) -> Tree:
    present = below = _within(root.resolve(), repo.top)
    candidates = _candidates(start, config, repo.top)
    settings = _plain(repo, _listed(repo, commit, None, *candidates), candidates)
    extra = _within((baseline or _baseline(repo.top, settings) or beside(root)).resolve(), repo.top)
    entries = _listed(repo, commit, below, extra)
    if below is None or not any(_claim_file(entry.path, below) for entry in entries):
        below = _moved(repo, commit)
        entries = _listed(repo, commit, below, extra)
    names = {} if below is None else {entry: name for entry in entries if (name := _claim_file(entry.path, below))}
    read = dict(contents(repo, names))
    return Tree(
        commit,
        repo.top,
        below,
        {name: read[entry] for entry, name in names.items() if entry.mode != LINK},
        {name: os.fsdecode(read[entry]) for entry, name in names.items() if entry.mode == LINK},
        settings,
        _plain(repo, entries, (extra,)).get(extra) if extra else None,
        below not in (None, present),
    )


def _plain(repo: Repository, entries: Iterable[TreeEntry], paths: Iterable[str | None]) -> dict[str, bytes]:
    """The files of these paths, in their order; a link is none."""
    wanted = {entry.path: entry for entry in entries if entry.mode != LINK}
    known = [wanted[path] for path in paths if path in wanted]
    return {entry.path: raw for entry, raw in contents(repo, known)}


def _baseline(top: Path, settings: Mapping[str, bytes]) -> Path | None:
    """Where the configuration of then says that the baseline lies."""
    loaded = _loaded(top, settings, "", ())
    named = loaded.given.get("baseline")
    return loaded.folder / named.value if named else None


def links_of_then(found: Earlier, paths: Iterable[Path]) -> None:
    """Refuses claims behind a link that REF does not have, or has to something else: the change chose what is read."""
    top = found.tip.top
    repo = repository(top)
    for path in paths or (Path("claims"),):
        plain = Path(os.path.abspath(path))  # noqa: PTH100  # links are what is looked for
        for link in (one for one in (plain, *plain.parents) if one.is_symlink()):
            name = _within(link.parent.resolve() / link.name, top)
            if name is None:
                continue
            there = [entry for entry in listing(repo, found.tip.commit, (name,)) if entry.mode == LINK]
            if [os.fsdecode(raw) for _, raw in contents(repo, there)] != [os.fsdecode(link.readlink())]:
                raise HistoryError(
                    f"{shown(name)} is a link that {shown(found.ref)} does not have, so the change chose what is "
                    "checked; name the folder of the claims itself"
                )


def _listed(repo: Repository, commit: str, folder: str | None, *others: str | None) -> tuple[TreeEntry, ...]:
    """The files below a folder and some others; all there are where the folder is the top."""
    paths = () if folder == "" else [path for path in (folder, *others) if path]
    return listing(repo, commit, paths) if folder == "" or paths else ()


@contextmanager
def laid_out(before: Tree, name: str, baseline: str) -> Iterator[Path]:
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


def _write(before: Tree, root: Path) -> None:
    """Files first and links last, so that nothing is written through a link."""
    for path in (*before.files, *before.links):
        target = root.joinpath(*PurePosixPath(path).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in before.links:
            target.symlink_to(before.links[path])
        else:
            target.write_bytes(before.files[path])


def configuration(before: Earlier, rules: tuple[str, ...]) -> Loaded:
    """What the configuration at REF sets. Its paths begin where the file lay, in the work tree of now."""
    return _loaded(before.tip.top, before.tip.config, before.ref, rules)


def _loaded(top: Path, settings: Mapping[str, bytes], ref: str, rules: tuple[str, ...]) -> Loaded:
    for path, raw in settings.items():
        file = top / path
        if file.name != SHARED or speaks(raw):
            return parse(raw, f"{path} at {ref}", file.name == SHARED, rules, file.parent)
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
