"""Git is asked about the past and never told anything: the work tree, the index and the network stay untouched.

Why: what is read may be a stranger's branch. Only commands that read objects are used (`rev-parse`, `merge-base`,
`ls-tree`, `cat-file`, `show-ref`, `for-each-ref`), so no filter, no attribute and no hook of the repository has a part
in it.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.readers.encoding import SIZE_LIMIT
from checker.readers.names import aliases, nearest, shown

HARMLESS = (
    "--no-pager",
    "--no-replace-objects",  # what a commit holds is what it holds, whatever this clone replaces it with
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "credential.helper="),
    *("-c", "protocol.allow=never"),  # a partial clone would fetch what it lacks
)
"""Options of every call: nothing that the repository configures is started, and nothing is fetched."""

QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
ELSEWHERE = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"))
"""Variables that a hook of git sets and that would turn the question to another repository."""

LINK, PLAIN = "120000", frozenset(("100644", "100755", "100664"))
"""Modes of entries that are read; others are folders and other repositories."""


NAME_OF_REF = re.compile(r"(?:(?![~^:]|@\{).)*")
"""The name in a revision, before what leads on from it: `main` in `main~1`."""
WHOLE = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
"""A whole commit: git never takes a branch or a tag of that name for it."""
KINDS = ("refs/heads/", "refs/remotes/", "refs/tags/")
"""Where short names are looked for."""


class HistoryError(Exception):
    """What a revision cannot tell, in words for people, with a next step."""


@dataclass(frozen=True, slots=True)
class Repository:
    """`top` is the folder of the work tree. `shallow`: older commits were not fetched."""

    top: Path
    shallow: bool


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file of a revision: its path from the top, and the object that holds it."""

    path: str
    mode: str
    object: str


def repository(folder: Path) -> Repository:
    """The repository that a folder lies in."""
    done = _git(folder, "rev-parse", "--show-toplevel", "--is-shallow-repository")
    if done.returncode:
        why = _words(done.stderr)
        if "dubious ownership" in why:
            here = folder.resolve()
            top = next((place for place in (here, *here.parents) if (place / ".git").exists()), here)
            step = f"if you trust it: git config --global --add safe.directory {top}"
            raise HistoryError(f"git does not read {top}, which belongs to another user; {step}")
        raise HistoryError(f"{folder} lies in no git work tree, so there is no revision to compare with ({why})")
    top, _, shallow = os.fsdecode(done.stdout).removesuffix("\n").rpartition("\n")
    return Repository(Path(top).resolve(), shallow == "true")


def same_repository(here: Path, root: Path) -> None:
    """Refuses claims of a repository within this one: its REF is another one, which the change may have made."""
    there = repository(root).top
    ours = _common(here)
    if ours and ours != _common(there):
        raise HistoryError(
            f"the claims in {shown(str(root))} belong to another git repository ({shown(str(there))}) than the folder "
            f"in which the command runs; to check that one: cd {shown(str(there))}"
        )


def _common(folder: Path) -> Path | None:
    """The folder of a repository's objects, which all its work trees share."""
    done = _git(folder, "rev-parse", "--git-common-dir")
    return None if done.returncode else (folder / os.fsdecode(done.stdout).removesuffix("\n")).resolve()


def tip(repo: Repository, ref: str) -> str:
    """The commit that REF names. A name of several things names none: a tag may stand beside the branch."""
    return _commit(repo, ref)


MOST_BASES = 8
"""Commits where two branches parted that are looked at: branches that merge each other time and again have more."""


def merge_bases(repo: Repository, ref: str) -> tuple[str, ...]:
    """The commits where the work tree's branch and REF parted: only what came after is the branch's own. There are
    several where branches merged each other.
    """
    theirs, ours = _commit(repo, ref), _head(repo)
    done = _git(repo.top, "merge-base", "--all", theirs, ours)
    commits = done.stdout.decode().split()
    if commits:
        return tuple(commits[:MOST_BASES])
    if repo.shallow:
        raise HistoryError(
            f"this clone is shallow, and what it holds does not reach back to where HEAD and {ref} parted; "
            "fetch the rest with git fetch --unshallow (in a workflow of GitHub: fetch-depth: 0)"
        )
    raise HistoryError(f"{ref} and HEAD have no commit in common; name a revision that the branch began from")


def listing(repo: Repository, commit: str, paths: Iterable[str] = ()) -> tuple[TreeEntry, ...]:
    """The files of a revision at or below the paths; all of them where none is given. A path may be absent."""
    done = _git(repo.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
    if done.returncode:
        raise HistoryError(f"git cannot list the files of {commit[:12]}: {_words(done.stderr)}{_fetch(repo)}")
    entries = []
    for line in filter(None, done.stdout.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _, name = about.decode().split()
        entries.append(TreeEntry(os.fsdecode(path), mode, name))
    return tuple(entry for entry in entries if entry.mode in PLAIN or entry.mode == LINK)


def contents(repo: Repository, entries: Iterable[TreeEntry]) -> Iterator[tuple[TreeEntry, bytes]]:
    """The bytes of each file, as they were committed; of an overlong one as much as shows that it is."""
    wanted = tuple(entries)
    if not wanted:
        return
    with tempfile.TemporaryFile() as names:
        names.write(b"".join(f"{entry.object}\n".encode() for entry in wanted))
        names.seek(0)
        with subprocess.Popen(
            ["git", *HARMLESS, "cat-file", "--batch"],
            cwd=repo.top,
            env=_environment(),
            stdin=names,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as reading:
            for entry in wanted:
                yield entry, _object(reading.stdout, entry, repo)


def _object(stream, entry: TreeEntry, repo: Repository) -> bytes:
    head = stream.readline().split()
    if len(head) != 3 or head[1] != b"blob":
        raise HistoryError(f"this clone lacks {shown(entry.path)} as it was{_fetch(repo)}")
    size = int(head[2])
    content = stream.read(min(size, SIZE_LIMIT + 1))
    left = size - len(content) + 1  # the line end after it
    while left:
        left -= len(stream.read(min(left, SIZE_LIMIT)) or bytes(left))
    return content


def _commit(repo: Repository, ref: str) -> str:
    if not ref or ref.startswith("-") or not ref.isprintable():
        raise HistoryError(f"found {shown(ref)!r}, expected a revision, such as main, origin/main or a commit")
    _one_meaning(repo, ref)
    done = _git(repo.top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if not done.returncode:
        return done.stdout.decode().strip()
    known = _git(repo.top, "for-each-ref", "--format=%(refname:short)").stdout.decode("utf-8", "replace").split()
    near = nearest(ref, aliases(dict.fromkeys(known, ())))
    steps = [f"did you mean {shown(near)}?"] if near else []
    remote, slash, branch = ref.partition("/")
    fetch = f"{shown(remote)} {shown(branch)}" if slash else f"origin {shown(ref)}"
    steps.append(f"if it is not fetched yet: git fetch {fetch}")
    why = ", or this shallow clone lacks it" if repo.shallow else ""
    raise HistoryError(f"there is no revision {shown(ref)} here{why}; {' or '.join(steps)}")


def _one_meaning(repo: Repository, ref: str) -> None:
    """Refuses a short name that stands for several things: git would take a tag that anybody pushed for the branch.

    Git tells of them itself, also behind `~1` and where a name looks like the beginning of a commit. A full name and a
    whole commit are what git takes first, whatever else is called so.
    """
    name = ref[: match.end()] if (match := NAME_OF_REF.match(ref)) else ref
    if WHOLE.fullmatch(name):
        return
    done = _git(repo.top, "-c", "core.warnAmbiguousRefs=true", "rev-parse", "--verify", f"{ref}^{{commit}}")
    warned = any(line.startswith(b"warning: ") and b"ambiguous" in line for line in done.stderr.splitlines())
    if not warned or _is_ref(repo, name):
        return
    full = [one for start in ("refs/", *KINDS) if _is_ref(repo, one := f"{start}{name}")]
    named = " or ".join(map(shown, full)) or "the whole commit"
    raise HistoryError(
        f"{shown(ref)} names several things here ({', '.join(map(shown, full)) or 'a commit among them'}), so it is "
        f"not known which one to compare with; name it in full: {named}"
    )


def _is_ref(repo: Repository, name: str) -> bool:
    return name.startswith("refs/") and not _git(repo.top, "show-ref", "--verify", "--quiet", name).returncode


def _head(repo: Repository) -> str:
    done = _git(repo.top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if done.returncode:
        raise HistoryError("this branch has no commit yet, so there is nothing to compare with; commit first")
    return done.stdout.decode().strip()


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *HARMLESS, *arguments], cwd=folder, env=_environment(), capture_output=True, check=False
        )
    except FileNotFoundError:
        raise HistoryError("there is no git program here, which reads the past; install git") from None


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ELSEWHERE} | QUIET


def _words(message: bytes) -> str:
    lines = message.decode("utf-8", "replace").strip().splitlines()
    return shown(lines[0].removeprefix("fatal: ")) if lines else "no reason given"


def _fetch(repo: Repository) -> str:
    step = "git fetch --unshallow" if repo.shallow else "git fetch --refetch (or clone without --filter)"
    return f"; nothing is fetched while checking: {step}"
