"""What a change explains away is told: a contradiction that is milder although all that it says still stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.report.formats import NAMES
from tests.history.conftest import Edit, Git, both, new_since, run

VOCABULARY = """\
entities: {works: {label: the Works}}
properties: {staff: {label: staff, datatype: quantity, kind: state}}
"""


def edition(name: str, year: int, value: str) -> Edit:
    """A document of a year that states how many people there are; of one name but for its year, one series."""

    def edit(claims: Path) -> None:
        claim = f"id: p, quote: '{value} people', subject: works, property: staff, value: '{value}', as_of: '{year}'"
        (claims / f"{name}-{year}.yaml").write_text(
            f"document: {{id: {name}-{year}, title: {name} {year}, publisher: {name}, published: {year}}}\n"
            f"claims:\n  - {{{claim}}}\n",
            "utf-8",
        )

    return edit


def gone(name: str) -> Edit:
    return lambda claims: (claims / f"{name}.yaml").unlink()


OLDER = edition("Yearbook", 2019, "32712")
LINE = "milder since main by what the change adds: 1 disagreement"
CASES: list[tuple[str, Edit, str]] = [
    ("an older edition of one side gives the other's figure", OLDER, "contradiction then, tension now: "),
    (
        "editions of both sides show that one takes over from the other",
        both(OLDER, edition("Atlas", 2021, "35412")),
        "contradiction then, reconciled now: ",
    ),
    ("a third document that takes sides", edition("Almanac", 2020, "35412"), ""),
    ("an edition with a third figure", edition("Yearbook", 2019, "30115"), ""),
    ("a document of another year", edition("Almanac", 2010, "20001"), ""),
    ("one side is taken away, which another line tells", gone("Atlas-2020"), ""),
    ("one side is edited, which another line tells", edition("Atlas", 2020, "35412"), ""),
]


@pytest.fixture
def claims(git: Git, tmp_path: Path) -> Path:
    """Two documents of 2020 that contradict each other, on `main`; then on a branch."""
    folder = tmp_path / "claims"
    folder.mkdir(exist_ok=True)
    (folder / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    both(edition("Yearbook", 2020, "35412"), edition("Atlas", 2020, "32712"))(folder)
    git("add", "--all")
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    return folder


@pytest.mark.parametrize(("change", "told"), [pytest.param(*case, id=label) for label, *case in CASES])
def test_what_a_change_explains_away_is_told(claims: Path, change: Edit, told: str) -> None:
    change(claims)
    done = new_since("main", claims)
    assert (LINE in done.output) == bool(told), done.output
    assert told in done.output


@pytest.mark.parametrize("form", sorted(set(NAMES) - {"csv", "jsonl"}))
def test_it_is_told_in_every_format(claims: Path, form: str) -> None:
    OLDER(claims)
    done = new_since("main", claims, "--format", form)
    assert ('"explained": [' if form == "json" else "milder since main") in done.output, done.output[:2000]


def test_a_ruling_in_place_of_an_explanation_is_none(claims: Path, git: Git) -> None:
    git("checkout", "--quiet", "main")
    (one,) = [line for line in run("check", claims, "--format", "concise").stdout.splitlines() if "works.staff" in line]
    ruled = run("decide", one.split()[-1], "--right", "A", "--reason", "counted", "--reviewer", "ann")
    assert ruled.exit_code == 0, ruled.output
    git("add", "--all")
    git("commit")
    git("checkout", "--quiet", "change")
    git("merge", "--quiet", "main")
    OLDER(claims)
    assert LINE not in new_since("main", claims).output
