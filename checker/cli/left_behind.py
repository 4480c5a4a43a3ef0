"""Rulings that a change leaves behind: they speak by names that are others now.

Why: with `--new-since` the base tells what has another name; once the change is merged, nobody does any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from checker.decisions.moved import Suppression
    from checker.model.claim import Claim
    from checker.model.decision import Decision
    from checker.model.policy import Moved
    from checker.request import Request

Contents = dict[Path, tuple[bytes | None, bytes | None]]
"""Files, each as it is and as it is to be: nothing where it is not there, or goes."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What speaks by names of before, each as it is and as it is to be: decisions, hashes in the baseline, and
    suppressions in claim files, which people write.
    """

    decisions: tuple[tuple[Decision, Decision], ...]
    entries: frozenset[str]
    entries_now: frozenset[str]
    allowed: tuple[tuple[Suppression, Suppression], ...]

    @property
    def told(self) -> str:
        """How many they are, in words; `""` for none."""
        from checker.literals.phrase import listed
        from checker.report.explain import counted

        numbers = (
            (len(self.decisions), "ruling", "rulings"),
            (len(self.entries - self.entries_now), "line of the baseline", "lines of the baseline"),
            (len(self.allowed), "suppression", "suppressions"),
        )
        found = [counted(*each) for each in numbers if each[0]]
        return f"{listed(found)} {'speaks' if sum(each[0] for each in numbers) == 1 else 'speak'}" if found else ""


def left_behind(request: Request, claims: Iterable[Claim], moved: Moved) -> LeftBehind:
    """What of the rulings on a corpus speaks by names of before."""
    from checker.decisions.baseline import read_baseline
    from checker.decisions.folder import read_decisions
    from checker.decisions.moved import decisions_of_now, entries_of_now, suppressions_of_now
    from checker.decisions.standing import suppressions

    decisions = read_decisions(request.root).decisions
    path = baseline_of(request)
    entries, _ = read_baseline(path, str(path))
    allowed = tuple(s for s in suppressions(claims) if s[1].disagreement)
    return LeftBehind(
        tuple(pair for pair in zip(decisions, decisions_of_now(decisions, moved), strict=True) if pair[0] != pair[1]),
        entries,
        entries_of_now(entries, moved),
        tuple(pair for pair in zip(allowed, suppressions_of_now(allowed, moved), strict=True) if pair[0] != pair[1]),
    )


def baseline_of(request: Request) -> Path:
    """Where the baseline of a corpus lies."""
    from checker.decisions import beside

    return request.baseline or beside(request.root)


def contents_of(plan: LeftBehind, request: Request) -> Contents:
    """The files of rulings and of the baseline."""
    from checker.decisions import files
    from checker.decisions.baseline import render as render_baseline
    from checker.decisions.form import render

    top = request.root.resolve()
    made: Contents = {}
    for was, now in plan.decisions:
        before = top.parent / was.mark.file
        made[before] = before.read_bytes(), None
        path = files.path_of(top, now.disagreement, now.reviewer)
        made[path] = (made[path][0] if path == before else None), render(now).encode("utf-8", "surrogatepass")
    if plan.entries != plan.entries_now:
        baseline = baseline_of(request)
        made[baseline] = baseline.read_bytes(), render_baseline(plan.entries_now).encode()
    return made


def write_contents(contents: Contents, root: Path) -> None:
    """Writes all files or none; what keeps it from that ends the command with one line."""
    from hashlib import sha256

    from checker.cli.errors import refuse
    from checker.decisions.store import ABSENT, Changed, write_all

    expected = {path: ABSENT if was is None else sha256(was).hexdigest() for path, (was, _) in contents.items()}
    try:
        write_all({path: (now, expected[path]) for path, (_, now) in contents.items()}, root=root)
    except Changed as error:
        raise refuse(f"{error} changed meanwhile, and nothing was written; run the command again") from None
    except OSError as error:
        message = f"{error.filename} cannot be written ({error.strerror}), and nothing was changed; check its rights"
        raise click.UsageError(message) from error
