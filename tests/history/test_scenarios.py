"""Shapes of history that teams have: the gate says the same in each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.history.conftest import NOW, STAFF, Build, Git, new_since, run, write


def test_a_criss_cross_of_merges_is_compared_with_what_main_has(git: Git, based: Path) -> None:
    """Two branches merge each other, so that there are two commits where they parted: either finds the same."""
    git("checkout", "--quiet", "-b", "left", "main")
    write(based, "three", "97")
    git("commit")
    git("checkout", "--quiet", "-b", "right", "main")
    write(based, "four", "85")
    git("commit")
    left, right = git("rev-parse", "left").strip(), git("rev-parse", "right").strip()
    git("merge", "--quiet", "--message", "left", left)
    git("checkout", "--quiet", "left")
    git("merge", "--quiet", "--message", "right", right)
    assert len(git("merge-base", "--all", "left", "right").split()) == 2
    assert new_since("right").exit_code == 0, "both have all of it"
    write(based, "five", "120")
    git("commit")
    done = new_since("right")
    assert (done.exit_code, "claims/five.yaml" in done.stdout) == (1, True)


def test_what_was_dropped_in_a_criss_cross_is_told(git: Git, based: Path) -> None:
    """The branch keeps ours where it merges main: gone is what lay at either of the commits where they parted."""
    git("checkout", "--quiet", "-b", "side", "main")
    write(based, "x", "85")
    git("commit")
    begun = git("rev-parse", "side").strip()
    git("checkout", "--quiet", "main")
    write(based, "opponent", "85")
    git("commit")
    opposed = git("rev-parse", "main").strip()
    git("merge", "--quiet", "--message", "side", begun)
    git("checkout", "--quiet", "side")
    git("merge", "--quiet", "--strategy", "ours", "--message", "main", opposed)
    assert len(git("merge-base", "--all", "main", "side").split()) == 2
    done = new_since("main", "--fail-on-removed", "--format", "json")
    found = json.loads(done.stdout)["since"]
    assert (done.exit_code, [one["name"] for one in found["gone"]]) == (1, ["opponent"])


def test_what_a_merge_queue_builds_is_compared_with_what_it_builds_on(git: Git, based: Path) -> None:
    """Two changes, each of which fits main; the queue puts the second on the first."""
    for name, value in (("first", "97"), ("second", "120")):
        git("checkout", "--quiet", "-b", name, "main")
        folder = based
        for file in folder.glob("*.yaml"):
            if file.stem in ("one", "two"):
                file.unlink()
        write(folder, name, value)
        git("commit")
        assert new_since("main").exit_code == 0
    git("checkout", "--quiet", "-b", "queue", "first")
    git("merge", "--quiet", "--message", "queued", "second")
    base = git("rev-parse", "first").strip()
    assert new_since(base).exit_code == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda raw: raw.replace(b"\n", b"\r\n"), id="other line ends"),
        pytest.param(lambda raw: b"\xef\xbb\xbf" + raw, id="a byte order mark"),
        pytest.param(lambda raw: raw + b"\n\n# a remark\n", id="a remark"),
    ],
)
def test_files_that_are_laid_out_anew_are_no_change(git: Git, build: Build, change: Callable[[bytes], bytes]) -> None:
    folder = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    git("config", "core.autocrlf", "false")
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    for file in folder.glob("*.yaml"):
        file.write_bytes(change(file.read_bytes()))
    git("commit")
    done = new_since("main", "--fail-on-removed")
    assert done.exit_code == 0, done.output
    assert "0 contradictions" in done.stdout
    assert "gone since" not in done.stdout + done.stderr
    assert "redefined since" not in done.stdout


def test_two_baselines_that_were_made_at_the_same_time_merge_by_lines(git: Git, based: Path) -> None:
    """Sorted hashes and nothing else: a conflict is settled by taking all lines."""
    for name, value, place in (("left", "97", "one"), ("right", "120", "two")):
        git("checkout", "--quiet", "-b", name, "main")
        other = based / f"{name}.yaml"
        write(based, name, value)
        other.write_text(other.read_text("utf-8").replace("property: staff", f"property: {place}"), "utf-8")
        twin = write(based, f"{name}-too", "10")
        twin.write_text(twin.read_text("utf-8").replace("property: staff", f"property: {place}"), "utf-8")
        words = (based / "vocabulary.yaml").read_text("utf-8")
        fresh = ", ".join(f'"{word}": {json.dumps(STAFF["staff"])}' for word in ("one", "two"))
        (based / "vocabulary.yaml").write_text(words.replace('"properties": {', f'"properties": {{{fresh}, '), "utf-8")
        assert run("check", "--as-of", NOW, based).exit_code == 1
        assert run("baseline", "create", "--as-of", NOW, "--claims", based).exit_code == 0
        git("commit")
    git("checkout", "--quiet", "left")
    lines = (based.parent / "checker-baseline.txt").read_text("utf-8")
    git("merge", "--quiet", "--no-commit", "--strategy-option", "theirs", "right")
    both = "".join(sorted({*lines.splitlines(True), *git("show", "right:checker-baseline.txt").splitlines(True)}))
    (based.parent / "checker-baseline.txt").write_text(both, "utf-8")
    git("commit")
    done = run("check", "--as-of", NOW, based)
    assert (done.exit_code, len(both.splitlines())) == (0, 2)
    assert "2 known" in done.stdout
