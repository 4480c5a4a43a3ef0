"""A run that takes long says on a terminal what it is at; one that does not says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from checker.cli.progress import delayed
from checker.request import Request
from checker.run import examine


def test_nothing_is_shown_before_the_time_has_come_and_nothing_stays() -> None:
    shown: list[str] = []
    waiting: list[Callable[[], None]] = []
    called_off: list[bool] = []

    def later(act: Callable[[], None]) -> Callable[[], None]:
        waiting.append(act)
        return lambda: called_off.append(True)

    tell = delayed(shown.append, later)
    tell("reading", 0)
    tell("judging", 0)
    assert (shown, len(waiting)) == ([], 1)
    waiting[0]()
    tell("screening", 0.25)
    tell("", 0)
    assert shown == ["judging", "screening: 25%", ""]
    assert called_off == [True]
    waiting[0]()
    assert shown[-1] == "", "a timer that comes late says nothing"
    tell("reading", 0)
    assert (shown[-1], len(waiting)) == ("", 2), "the next run waits anew"


def test_a_run_tells_its_steps(root: Path) -> None:
    steps: list[str] = []
    request = Request(root / "tests" / "corpora" / "water" / "claims", "2026-11-22")
    examine(replace(request, scan=replace(request.scan, progress=lambda step, _: steps.append(step))))
    assert steps[0] == "reading the files"
    assert steps[-1] == ""
    assert any(step.startswith("comparing ") and step.endswith(" claims") for step in steps)
