"""A change settles nothing by taking rulings away, by altering them, or by what was let pass before it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli.since import compared
from tests.history.conftest import STAFF, Build, Git, alone, git, new_since, run, write

__all__ = ["alone", "git"]

NOW = "2026-11-22"


@pytest.fixture
def claims(git: Git, build: Build) -> Path:
    """Two documents that disagree, on main."""
    folder = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    git("commit")
    return folder


def found(folder: Path) -> dict:
    return json.loads(run("check", "--as-of", NOW, "--format", "json", folder).stdout)["disagreements"][0]


def rule(folder: Path, reviewer: str, *ruling: str) -> None:
    words = ("--reason", "read twice", "--reviewer", reviewer)
    done = run("decide", found(folder)["id"], "--as-of", NOW, *ruling, *words)
    assert done.exit_code == 0, done.output


def state(folder: Path, **flags: object) -> tuple[str, str | None]:
    """How the one disagreement stands for the change."""
    now = compared((folder,), {"as-of": NOW, **flags}, "main").now
    (one,) = (one for one in now.disagreements if one.question.name == "thing.staff")
    return one.verdict, one.decision.state if one.decision else None


def ruling(folder: Path, reviewer: str) -> Path:
    return next(folder.glob(f"decisions/*/{reviewer}.yaml"))


@pytest.fixture
def disputed(git: Git, claims: Path) -> Path:
    """ann and bob rule differently, on main; a branch begins there."""
    rule(claims, "ann", "--right", "A")
    rule(claims, "bob", "--right", "B")
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    assert state(claims) == ("contradiction", "disputed")
    return claims


@pytest.mark.parametrize(
    ("way", "change"),
    [
        pytest.param(lambda folder: ruling(folder, "bob").unlink(), "removed", id="deleted"),
        pytest.param(lambda folder: rule(folder, "bob", "--right", "A"), "changed", id="altered to agree"),
        pytest.param(
            lambda folder: ruling(folder, "bob").rename(folder.parent / "bob.yaml"), "removed", id="moved elsewhere"
        ),
        pytest.param(
            lambda folder: rule(folder, "bob", "--verdict", "cannot-tell") or rule(folder, "ann", "--right", "A"),
            "changed",
            id="altered to abstain",
        ),
    ],
)
def test_an_opposing_ruling_that_is_taken_away_still_opposes(
    disputed: Path, way: Callable[[Path], object], change: str
) -> None:
    way(disputed)
    assert state(disputed) == ("contradiction", "disputed")
    done = json.loads(new_since("main", "--format", "json").stdout)
    assert ("decision", change) in {(one["sort"], one["change"]) for one in done["since"]["exceptions"]}
    dispute = [one["message"] for one in done["findings"] if one["rule"] == "disputed-decision"]
    assert all("taken away or altered by the change" in message for message in dispute)


def test_the_only_ruling_that_is_revoked_opens_the_disagreement(git: Git, claims: Path) -> None:
    rule(claims, "ann", "--right", "A")
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    ruling(claims, "ann").unlink()
    assert (state(claims), new_since("main").exit_code) == (("contradiction", None), 1)


# --- what was let pass before knows the positions that were there


def allow(folder: Path, document: str, **fields: str) -> None:
    path = folder / f"{document}.yaml"
    data = json.loads(path.read_text("utf-8"))
    data["claims"][0]["allow"] = [{"because": "an old misprint", **fields}]
    path.write_text(json.dumps(data), "utf-8")


def by_rule(folder: Path) -> None:
    allow(folder, "one", rule="value-conflict")
    allow(folder, "two", rule="value-conflict")


def by_name(folder: Path) -> None:
    allow(folder, "one", disagreement=found(folder)["id"])


def by_baseline(folder: Path) -> None:
    assert run("baseline", "create", "--as-of", NOW, "--claims", folder).exit_code == 0


def by_ruling(folder: Path) -> None:
    rule(folder, "ann", "--right", "A")


@pytest.mark.parametrize("way", [by_rule, by_name, by_baseline, by_ruling])
@pytest.mark.parametrize(
    ("value", "code"),
    [pytest.param("85", 0, id="support"), pytest.param("120", 1, id="a new position")],
)
def test_a_position_that_comes_is_let_pass_by_nothing_of_before(
    git: Git, claims: Path, way: Callable[[Path], None], value: str, code: int
) -> None:
    way(claims)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    assert new_since("main").exit_code == 0
    write(claims, "three", value, claim="third")
    done = new_since("main")
    assert done.exit_code == code, done.output
    settled = {by_baseline: "known", by_ruling: "decided"}.get(way, "suppressed")
    assert state(claims) == ("contradiction", "stale" if code else settled)


# --- an exception comes with what it is about


@pytest.mark.parametrize(
    ("way", "words"),
    [
        pytest.param(
            lambda f: allow(f, "one", rule="value-conflict"), "one#claim-1 allows value-conflict", id="a rule"
        ),
        pytest.param(
            lambda f: allow(f, "one", rule="value-conflict", **{"with": "two#claim-1"}),
            "one#claim-1 allows value-conflict with two#claim-1",
            id="a rule, with another claim",
        ),
        pytest.param(
            lambda f: allow(f, "one", disagreement="thing.staff-0000000000000000"),
            "one#claim-1 allows thing.staff-0000000000000000",
            id="a disagreement",
        ),
        pytest.param(
            lambda f: (f.parent / "checker-baseline.txt").write_text(f"{'0' * 64}\n", "utf-8"),
            f"nothing open has the hash {'0' * 64}",
            id="a line of the baseline",
        ),
    ],
)
def test_an_exception_for_what_is_not_there_is_refused(
    git: Git, build: Build, way: Callable[[Path], object], words: str
) -> None:
    folder = build({"one": [{"value": "85"}], "two": [{"value": "85"}]}, STAFF)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    way(folder)
    done = new_since("main", "--format", "json")
    data = json.loads(done.stdout)
    assert [fault["code"] for fault in data["faults"]] == ["nothing-to-allow"]
    assert (done.exit_code, words in data["faults"][0]["message"]) == (2, True)
    assert [one["change"] for one in data["since"]["exceptions"]] == ["added"]
    git("commit")
    git("checkout", "--quiet", "-B", "later")
    git("update-ref", "refs/heads/main", "later")
    assert new_since("main").exit_code == 0, "what main has is for main to mend"
    write(folder, "three", "120")
    assert new_since("main").exit_code == 1, "and it lets pass nothing that comes later"


def test_an_exception_that_comes_with_its_claim_is_proposed(git: Git, build: Build) -> None:
    folder = build({"one": [{"value": "85"}], "two": [{"value": "85"}]}, STAFF)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    write(folder, "three", "120")
    path = folder / "three.yaml"
    text = path.read_text("utf-8").replace("'120'", "'120', allow: [{rule: value-conflict, because: a misprint}]")
    path.write_text(text, "utf-8")
    assert (new_since("main").exit_code, state(folder)) == (1, ("contradiction", "proposed"))


# --- a ruling may come before the claims, and before what is edited


@pytest.mark.parametrize("way", ["new claims", "edited claims"])
def test_a_ruling_that_comes_first_waits(git: Git, build: Build, way: str) -> None:
    folder = build({"one": [{"value": "85"}], "two": [{"value": "85"}]}, STAFF)
    git("commit")
    git("checkout", "--quiet", "-b", "claims-to-come")
    if way == "new claims":
        write(folder, "three", "120")
    else:
        (folder / "two.yaml").write_text((folder / "two.yaml").read_text("utf-8").replace('"85"', '"97"'), "utf-8")
    rule(folder, "ann", "--right", "A")
    text, path = ruling(folder, "ann").read_text("utf-8"), ruling(folder, "ann")
    path.unlink()
    git("commit")
    git("checkout", "--quiet", "-b", "ruling-first", "main")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    done = json.loads(new_since("main", "--format", "json", "--fail-on", "info").stdout)
    assert [(f["rule"], f["severity"]) for f in done["findings"]] == [("waiting-decision", "info")]
    git("commit")
    git("update-ref", "refs/heads/main", "ruling-first")
    git("checkout", "--quiet", "claims-to-come")
    git("merge", "--quiet", "--message", "merged", "main")
    done = new_since("main")
    assert (done.exit_code, state(folder)) == (0, ("contradiction", "decided"))
    assert "closed since main by rulings that were there before: 1 disagreement" in done.stdout
    assert ": right (85), ann: read twice" in done.stdout
