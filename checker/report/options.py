"""What a caller may ask of a report; each format takes what concerns it."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from checker.model.change import Silence
from checker.model.fault import Mark
from checker.model.policy import Threshold
from checker.model.support import Support
from checker.report.trend import NO_TREND, Trend


@dataclass(frozen=True, slots=True)
class Options:
    """How a result is told.

    `show_reconciled` also tells what is reconciled and what agrees, in formats that tell only what is open. `colour`,
    `quiet` and `width` (columns; 0: lines are as long as they are) concern the text. `fail_on` is the least severity
    that fails the run, `max_tensions` the number of open tensions above which it fails.

    `folder` is the way from where the run was started to the folder that file names begin in (empty where that is
    the same folder): other programs look files up from where they run. `hosted_folder` is the way there from the top of
    the repository. `before` holds the identifiers of disagreements
    that were there before the change under test, and of findings that are evidence of these; `None` where nobody
    looked. `since` is the revision that it is compared with, `changed` holds the references of the claims that it
    changed: their side is told first. `left_out` counts open disagreements that were there before and that the result
    does not hold; `support` tells in which of them positions have another number of sources now, `silence` what
    the change removed, redefined and let pass; with `fail_on_removed` that fails the run. `texts` is the folder
    with the documents' texts, for showing quotes in their sentences, and with `whole_texts` also all of them.
    `category` tells this corpus from others of one
    repository. `trend` is what the runs of a history and this one come to. `json_ld` is data that a page
    carries for other programs, unseen.
    """

    show_reconciled: bool = False
    colour: bool = False
    quiet: bool = False
    width: int = 0
    fail_on: Threshold = "error"
    max_tensions: int | None = None
    folder: str = ""
    hosted_folder: str = ""
    before: frozenset[str] | None = None
    since: str = ""
    changed: frozenset[str] = frozenset()
    left_out: int = 0
    support: tuple[Support, ...] = ()
    silence: Silence | None = None
    fail_on_removed: bool = False
    texts: Path | None = None
    whole_texts: bool = False
    category: str = ""
    trend: Trend = NO_TREND
    json_ld: str = ""

    @property
    def outvoted(self) -> bool:
        """The change takes the lead from a position, in a disagreement that was there before."""
        return any(one.outvoted for one in self.support)

    @property
    def removes(self) -> bool:
        """The change takes away or redefines what was there before."""
        return self.silence is not None and self.silence.removes

    def path(self, file: str) -> str:
        """A file's name as seen from where the run was started; an address is the same from everywhere."""
        if not self.folder or not file or "://" in file:
            return file
        named = f"{self.folder}/{file}"
        return Path(os.path.relpath(named)).as_posix() if self.folder.startswith("..") else named

    def place(self, mark: Mark) -> Mark:
        """A place in a file, named as seen from there."""
        return replace(mark, file=self.path(mark.file))


PLAIN = Options()
