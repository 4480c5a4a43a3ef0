"""What a change does to conflicts that have one cause: what is new in them is told, what was there is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.history.conftest import NOW, Git, new_since, run
from tests.systematic.test_causes import EXACT, SIZES, tables


def write(folder: Path, figures: Sequence[float]) -> Path:
    claims = folder / "claims"
    claims.mkdir(exist_ok=True)
    for name, content in tables({"a": SIZES, "b": figures}, **EXACT).items():
        (claims / f"{name}.yaml").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return claims


def thousands(rows: int, odd: int = 0) -> list[float]:
    """The first rows in thousands, and some after them wrong in ways of their own."""
    wrong = [n * 1000 if row < rows else n + 7 * row if row < rows + odd else n for row, n in enumerate(SIZES)]
    return list(wrong)


CHANGES = [
    ("one more row", thousands(12), thousands(13), 1),
    ("so many rows that they have one cause", thousands(4), thousands(9), 1),
    ("one row less", thousands(13), thousands(12), 0),
    ("so few that each stands by itself", thousands(12), thousands(3), 0),
    ("what hid the cause is mended", thousands(9, odd=20), thousands(9), 0),
    ("nothing", thousands(12), thousands(12), 0),
    ("one more row than are listed", thousands(28), thousands(29), 1),
    ("no more rows than were listed", thousands(28), thousands(28), 0),
]


@pytest.mark.parametrize("before, after, code", [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_what_is_new(before: Sequence[float], after: Sequence[float], code: int, tmp_path: Path, git: Git) -> None:
    write(tmp_path, before)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    claims = write(tmp_path, after)
    git("commit")
    done = new_since("main", claims)
    assert done.exit_code == code, done.output
    assert done.output.startswith("error: size: B gives 1,000 times the figures of A") is bool(code), done.output


RULED = [
    ("nothing", thousands(12), 0, ""),
    ("one more row", thousands(13), 1, "size: B gives 1,000 times the figures of A (13 figures)"),
    ("a row that is wrong in a way of its own", thousands(12, odd=1), 1, "thing 12 · size: one document says"),
]


@pytest.mark.parametrize("after, code, line", [case[1:] for case in RULED], ids=[case[0] for case in RULED])
def test_a_ruling_on_one_cause_covers_no_row_that_comes_later(
    after: Sequence[float], code: int, line: str, tmp_path: Path, git: Git
) -> None:
    claims = write(tmp_path, thousands(12))
    told = json.loads(run("check", "--as-of", NOW, "--format", "json", claims).stdout)["disagreements"]
    ruling = ("--right", "A", "--reason", "read twice", "--reviewer", "ann")
    assert run("decide", told[0]["id"], "--as-of", NOW, *ruling).exit_code == 0
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    write(tmp_path, after)
    git("commit")
    done = new_since("main", claims)
    assert (done.exit_code, line in done.output) == (code, True), done.output


KNOWN = [
    ("nothing", thousands(12), 0),
    ("one row less", thousands(11), 0),
    ("one more row", thousands(13), 1),
    ("one row for another", [SIZES[0], *thousands(13)[1:]], 1),
    ("a row that is wrong in a way of its own", thousands(12, odd=1), 1),
]


@pytest.mark.parametrize("after, code", [case[1:] for case in KNOWN], ids=[case[0] for case in KNOWN])
def test_a_baseline_lets_one_cause_pass_in_the_rows_that_it_had(
    after: Sequence[float], code: int, tmp_path: Path, git: Git
) -> None:
    claims = write(tmp_path, thousands(12))
    assert run("baseline", "create", "--as-of", NOW).exit_code == 0
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    write(tmp_path, after)
    git("commit")
    done = new_since("main", claims)
    assert done.exit_code == code, done.output
