"""A plugin of pytest: with `--checker` a corpus is a suite of tests, and the fixture `checker` checks one in a test.

Each disagreement that the policy fails on is a test that fails, each fault and all that was not checked a test with an
error; what is open and fails nothing, or is settled, is an expected failure. Nothing of the package is imported before
a corpus is collected or the fixture is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from checker.api import Result
    from checker.report.items import Outcome, ReportItem

LONGEST = 2_000
"""Characters of a quote that are shown: enough for any claim, and no screenful of one that is none."""
VOCABULARY = "vocabulary.yaml"
"""The file that makes a folder a corpus."""


class Check(NamedTuple):
    """One item of a report as a test: how it ends, and its words."""

    item: ReportItem
    outcome: Outcome
    words: str


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("checker", "claims that do not fit")
    group.addoption(
        "--checker",
        action="store_true",
        help="Collect folders of claims (those with a vocabulary.yaml): a test for each disagreement and fault.",
    )
    group.addoption(
        "--checker-as-of",
        metavar="DATE",
        type=_day,
        help="The date that counts as now (default: that of the configuration file, else today).",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The vocabulary stands for its whole corpus; another file of claims, where it was named, for what touches it."""
    if not parent.config.getoption("checker"):
        return None
    if file_path.name == VOCABULARY:
        return CorpusFile.from_parent(parent, path=file_path)
    above = (folder / VOCABULARY for folder in file_path.parents)
    if parent.session.isinitpath(file_path) and file_path.suffix != ".py" and any(file.is_file() for file in above):
        return CorpusFile.from_parent(parent, path=file_path)
    return None


class CorpusFile(pytest.File):
    """A corpus, or what touches one of its files."""

    def collect(self) -> Iterator[CheckItem]:
        from checker.api import EngineError, check

        try:
            asked = self.path.parent if self.path.name == VOCABULARY else self.path
            result = check(asked, as_of=self.config.getoption("checker_as_of"))
        except (ValueError, EngineError) as error:
            raise self.CollectError(str(error)) from None
        start = self.config.invocation_params.dir
        for one in checks(result, asked, start):
            yield CheckItem.from_parent(self, name=one.item.id, check=one, start=start)


class CheckItem(pytest.Item):
    """A disagreement, a fault, or what was not checked; and that there is a claim at all."""

    def __init__(self, *, check: Check, start: Path, **given: Any) -> None:
        super().__init__(**given)
        self.check = check
        self.start = start

    def setup(self) -> None:
        """Faults, and what was not checked, are errors."""
        if self.check.outcome == "error":
            pytest.fail(self.check.words, pytrace=False)

    def runtest(self) -> None:
        if self.check.outcome == "failure":
            pytest.fail(self.check.words, pytrace=False)
        if self.check.outcome == "skipped":
            pytest.xfail(self.check.words)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the first claim or the fault stands; of a cell in a sheet no line is known."""
        location = self.check.item.locations[0]
        return self.start / location.file, location.line - 1 if location.line else None, self.name


def checks(result: Result, asked: Path, start: Path) -> Iterator[Check]:
    """What a result comes to as tests under its policy; files are named as seen from the folder `start`.

    The first says whether there is a claim: a corpus with nothing in it is no suite that passes.
    """
    from checker.report.items import NOTHING_CHECKED, ItemLocation, ReportItem, item_lines, items, outcome
    from checker.report.options import Options
    from checker.report.safe import visible
    from checker.request import corpus_of

    root, _ = corpus_of([asked])
    folder = Path(os.path.relpath(root.parent, start)).as_posix()
    policy = replace(result.policy, fail_on="never", max_tensions=None) if result.policy.exit_zero else result.policy
    folder = "" if folder == "." else folder
    options = Options(fail_on=policy.fail_on, max_tensions=policy.max_tensions, folder=folder)
    listed = items(result, options)
    if all(item.id != NOTHING_CHECKED for item in listed):
        there = ItemLocation(options.path(root.name), 1, 1, 1)
        yield Check(ReportItem("claims-were-checked", "", "info", "agreement", "", (there,)), "passed", "")
    for item in listed:
        if item.verdict not in ("reconciled", "agreement"):
            lines = [visible(line) for line in item_lines(item, LONGEST)]
            lines[0] = f"{item.locations[0]}: {item.verdict}: {lines[0]}"
            yield Check(item, outcome(item, options), "\n".join(lines))


class Checker(NamedTuple):
    """What the fixture gives. Folders and files are named as seen from `root`, the root folder of the tests."""

    root: Path
    as_of: str | None = None

    def check(self, claims: str | os.PathLike[str] = "claims", **options: Any) -> Result:
        """What `checker.check` gives, with its options."""
        from checker.api import check

        given: dict[str, Any] = {"as_of": self.as_of, **options}
        if given.get("documents"):
            given["documents"] = self.root / given["documents"]
        return check(self.root / claims, **given)

    def passes(self, claims: str | os.PathLike[str] = "claims", **options: Any) -> Result:
        """The same; the test fails where the policy does, with all the words that `--checker` shows."""
        result = self.check(claims, **options)
        wrong = [one for one in checks(result, self.root / claims, self.root) if one.outcome in ("error", "failure")]
        if wrong:
            pytest.fail("\n\n".join(one.words for one in wrong), pytrace=False)
        return result


@pytest.fixture(scope="session")
def checker(pytestconfig: pytest.Config) -> Checker:
    """Checks claims in a test: `checker.passes("claims")`, or `checker.check("claims")` for the result."""
    return Checker(pytestconfig.rootpath, pytestconfig.getoption("checker_as_of"))


def _day(text: str) -> str:
    import argparse

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a date such as 2026-11-22") from None
