"""The base of a change is one commit that the change has no say in: what it names, and what counts there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.history.conftest import STAFF, Build, Git, new_since, run, write


@pytest.fixture
def contradicted(git: Git, based: Path) -> Path:
    """The branch brings a contradiction; main is known as origin/main, too."""
    git("update-ref", "refs/remotes/origin/main", "main")
    write(based, "three", "97")
    git("commit")
    return based


SEVERAL = "names several things here"


@pytest.mark.parametrize(
    ("tag", "ref", "code", "told"),
    [
        pytest.param("origin/main", "origin/main", 2, "refs/remotes/origin/main or refs/tags/origin/main", id="a tag"),
        pytest.param("main", "main", 2, "refs/heads/main or refs/tags/main", id="a tag of a local branch"),
        pytest.param("origin/main", "origin/main~0", 2, SEVERAL, id="a tag, and a step back"),
        pytest.param("origin/main", "origin/main^{}", 2, SEVERAL, id="a tag, and what it leads to"),
        pytest.param("heads/main", "heads/main", 2, SEVERAL, id="a tag that is called as part of a full name"),
        pytest.param("remotes/origin/main", "remotes/origin/main", 2, SEVERAL, id="a tag, remotes/ in front"),
        pytest.param("HEAD", "HEAD", 2, SEVERAL, id="a tag HEAD"),
        pytest.param("origin/main", "refs/remotes/origin/main", 1, "three", id="a full name beside a tag"),
        pytest.param("refs/remotes/origin/main", "refs/remotes/origin/main", 1, "three", id="a tag called a full name"),
        pytest.param("release", "origin/main", 1, "three", id="a tag of another name"),
        pytest.param("origin/main", "COMMIT", 1, "three", id="a commit beside a tag"),
        pytest.param("COMMIT", "COMMIT", 1, "three", id="a tag that is called as the whole commit"),
        pytest.param("SHORT", "SHORT", 2, SEVERAL, id="a tag that is called as the beginning of the commit"),
        pytest.param("release", "SHORT", 1, "three", id="the beginning of the commit alone"),
    ],
)
def test_a_name_of_several_things_is_no_base(
    git: Git, contradicted: Path, tag: str, ref: str, code: int, told: str
) -> None:
    assert contradicted.is_dir()
    commit = git("rev-parse", "refs/remotes/origin/main").strip()
    names = {"COMMIT": commit, "SHORT": commit[:12]}
    git("update-ref", f"refs/tags/{names.get(tag, tag)}", "change")
    done = new_since(names.get(ref, ref))
    assert done.exit_code == code, done.stdout + done.stderr
    assert told in " ".join((done.stdout + done.stderr).split())


# --- a branch that began before main changed its mind


def policy(claims: Path, text: str) -> None:
    (claims.parent / "checker.toml").write_text(text, "utf-8")


def nothing(claims: Path) -> None:
    del claims


def ruled(claims: Path) -> None:
    """A third document contradicts, and a ruling settles it."""
    write(claims, "three", "97")
    report = run("check", "--as-of", "2026-11-22", "--format", "json", claims)
    name = json.loads(report.stdout)["disagreements"][0]["id"]
    done = run("decide", name, "--as-of", "2026-11-22", "--right", "A", "--reason", "read twice", "--reviewer", "ann")
    assert done.exit_code == 0, done.stderr


def revoked(claims: Path) -> None:
    for file in claims.glob("decisions/*/*"):
        file.unlink()


def in_baseline(claims: Path) -> None:
    write(claims, "three", "97")
    assert run("baseline", "create").exit_code == 0


def out_of_baseline(claims: Path) -> None:
    (claims.parent / "checker-baseline.txt").write_text("", "utf-8")


def allowed(claims: Path) -> None:
    path = write(claims, "three", "97")
    text = path.read_text("utf-8").replace(
        "value: '97'", "value: '97', allow: [{rule: value-conflict, because: it rounds}]"
    )
    path.write_text(text, "utf-8")


def not_allowed(claims: Path) -> None:
    write(claims, "three", "97")


def tension(claims: Path) -> None:
    write(claims, "three", "97")


def baseline_elsewhere(claims: Path) -> None:
    """Main keeps an old list, which counts for nothing, beside the one that counts."""
    tension(claims)
    assert run("baseline", "create", "--file", "old.txt").exit_code == 0
    (claims / "three.yaml").unlink()


def turned_to_old(claims: Path) -> None:
    policy(claims, 'baseline = "old.txt"\n')
    tension(claims)


Change = Callable[[Path], None]


@pytest.mark.parametrize(
    ("before", "on_main", "on_branch", "rebased", "code"),
    [
        pytest.param(
            lambda c: policy(c, 'fail-on = "never"\n'),
            lambda c: policy(c, 'fail-on = "error"\n'),
            tension,
            False,
            1,
            id="main tightened its policy",
        ),
        pytest.param(
            lambda c: policy(c, 'fail-on = "never"\n'), nothing, tension, False, 0, id="the policy of main lets it pass"
        ),
        pytest.param(
            lambda c: policy(c, 'fail-on = "error"\n'),
            lambda c: policy(c, 'fail-on = "never"\n'),
            tension,
            False,
            0,
            id="main loosened its policy",
        ),
        pytest.param(ruled, revoked, nothing, False, 1, id="main revoked a ruling"),
        pytest.param(ruled, revoked, nothing, True, 0, id="main revoked a ruling, and the branch follows"),
        pytest.param(ruled, nothing, nothing, False, 0, id="the ruling stands"),
        pytest.param(
            ruled, lambda c: policy(c, 'reviewers = ["ben"]\n'), nothing, False, 0, id="main lists other reviewers"
        ),
        pytest.param(in_baseline, out_of_baseline, nothing, False, 1, id="main took a line out of the baseline"),
        pytest.param(in_baseline, out_of_baseline, nothing, True, 0, id="and the branch follows"),
        pytest.param(in_baseline, nothing, nothing, False, 0, id="the baseline stands"),
        pytest.param(allowed, not_allowed, nothing, False, 1, id="main took an allow away"),
        pytest.param(allowed, nothing, nothing, False, 0, id="the allow stands"),
        pytest.param(baseline_elsewhere, nothing, turned_to_old, False, 1, id="the change names another baseline"),
        pytest.param(
            baseline_elsewhere,
            lambda c: policy(c, 'baseline = "old.txt"\n'),
            turned_to_old,
            False,
            1,
            id="main names that baseline, too, which was written before the position came",
        ),
    ],
)
def test_what_counts_comes_from_the_tip_of_the_base(
    git: Git, build: Build, before: Change, on_main: Change, on_branch: Change, rebased: bool, code: int
) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "85"}]}, STAFF)
    before(claims)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    on_branch(claims)
    git("commit")
    git("checkout", "--quiet", "main")
    on_main(claims)
    git("commit")
    git("checkout", "--quiet", "change")
    if rebased:
        git("rebase", "--quiet", "main")
    done = new_since("main", claims)
    assert done.exit_code == code, done.stdout + done.stderr


# --- claims that the change put elsewhere


def nested(git: Git, top: Path) -> None:
    """The claims are a repository of their own, whose main has the contradiction already."""
    git("init", "--quiet", "--initial-branch", "main", folder=top / "claims")
    git("commit", folder=top / "claims")


def linked(git: Git, top: Path) -> None:
    del git
    (top / "claims").rename(top / "real")
    (top / "claims").symlink_to("real")


def linked_before(git: Git, top: Path) -> None:
    linked(git, top)
    git("commit")
    git("branch", "--force", "main")


def plain(git: Git, top: Path) -> None:
    del git, top


@pytest.mark.parametrize(
    ("way", "code", "told"),
    [
        pytest.param(nested, 2, "belong to another git repository", id="a repository within the repository"),
        pytest.param(linked, 2, "claims is a link that main does not have", id="a link that the change made"),
        pytest.param(linked_before, 0, "0 contradictions", id="a link that main has"),
        pytest.param(plain, 0, "0 contradictions", id="neither"),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_claims_that_the_change_put_elsewhere_are_refused(
    git: Git, based: Path, tmp_path: Path, way: Callable[[Git, Path], None], code: int, told: str, named: bool
) -> None:
    way(git, tmp_path)
    done = new_since("main", *([based] if named else []))
    assert done.exit_code == code, done.stdout + done.stderr
    assert told in " ".join((done.stdout + done.stderr).split())


def test_a_repository_is_checked_from_within(git: Git, based: Path, tmp_path: Path, monkeypatch) -> None:
    nested(git, tmp_path)
    monkeypatch.chdir(based)
    assert new_since("main", ".").exit_code == 0
