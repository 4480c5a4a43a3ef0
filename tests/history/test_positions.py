"""What counts as new is a position, not a source, a name or a side that is missing: in real repositories."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from checker.readers.files.findings import FindingsReport
from tests.history.conftest import NOW, STAFF, Build, Git, new_since, run, write

TWO = {"one": [{"value": "85"}], "two": [{"value": "97"}]}
MANY = {"one": [{"value": str(1001 + 10 * number)} for number in range(205)]}
"""So many values that not every pair of them is looked at."""
STATE = {"staff": {**STAFF["staff"], "kind": "state"}}
PARTED = {**STAFF, "floors": {**STAFF["staff"], "label": "floors"}}
POSTS, PEOPLE = {"definition": "posts"}, {"definition": "people"}


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        pytest.param(TWO, TWO, 0, id="nothing changed"),
        pytest.param(TWO, {**TWO, "three": [{"value": "85"}]}, 0, id="a source more for what somebody said"),
        pytest.param(TWO, {**TWO, "three": [{"value": "97.0"}]}, 0, id="the same in other words"),
        pytest.param(TWO, {**TWO, "three": [{"value": "111"}]}, 1, id="a third value"),
        pytest.param(
            {**TWO, "three": [{"value": "111"}]}, {**TWO, "three": []}, 0, id="a value less in what was in dispute"
        ),
        pytest.param(TWO, {"one": [{"value": "86"}], "two": [{"value": "97"}]}, 1, id="another value on one side"),
        pytest.param(TWO, {"one": [], "two": [{"value": "97"}], "three": [{"value": "111"}]}, 1, id="one side swapped"),
        pytest.param({"one": [{"value": "85"}], "two": []}, TWO, 1, id="a value that parts from the only one"),
        pytest.param(
            {"one": [{"value": "85", **POSTS}], "two": [{"value": "97", **PEOPLE}]},
            TWO,
            1,
            id="what a reason explained",
        ),
        pytest.param(
            TWO, {"one": [{"value": "85", **POSTS}], "two": [{"value": "97", **PEOPLE}]}, 0, id="explained now"
        ),
        pytest.param(
            {"one": [{"value": "85"}, {"property": "floors", "value": "3"}], "two": [{"value": "97"}]},
            {
                "one": [{"value": "85"}, {"property": "floors", "value": "3"}],
                "two": [{"value": "97"}, {"property": "floors", "value": "4"}],
            },
            1,
            id="another quantity",
        ),
        pytest.param(MANY, {**MANY, "two": [{"value": "2556"}]}, 1, id="a value between two hundred others"),
        pytest.param(MANY, {**MANY, "two": [{"value": "2551"}]}, 0, id="a source more for one of two hundred values"),
    ],
)
def test_what_is_new(git: Git, build: Build, before: Mapping, now: Mapping, code: int) -> None:
    build(before, PARTED)
    git("commit")
    build(now, PARTED)
    result = new_since("HEAD")
    assert result.exit_code == code, result.output


def test_the_same_values_at_another_time_are_new(git: Git, build: Build) -> None:
    at = lambda year: {"one": [{"value": "85", "as_of": year}], "two": [{"value": "97", "as_of": year}]}  # noqa: E731
    build(at("1997"), STATE)
    git("commit")
    build(at("1998"), STATE)
    assert new_since("HEAD").exit_code == 1


DATES = {
    "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    "closed": {"label": "closing", "datatype": "date", "kind": "event"},
    "run": {"label": "run", "datatype": "interval", "kind": "event", "start": "opened", "end": "closed"},
}


def test_another_source_for_an_interval_speaks_of_the_end_that_is_in_dispute_only(git: Git, build: Build) -> None:
    parted = [{"value": "1949"}, {"property": "run", "value": "1950/1952"}]
    build({"one": parted}, DATES)
    git("commit")
    build({"one": parted, "two": parted}, DATES)
    result = new_since("HEAD")
    assert result.exit_code == 0, result.output
    assert "the thing · opening: two documents say 1949, two 1950" in result.stdout
    assert "closing:" not in result.stdout.partition("new since")[2]


def renamed(claims: Path) -> None:
    """Documents, claims, the entity and the property under other names."""
    names = {"one": "uno", "two": "due", "thing": "plant", "claim-1": "first", "staff": "people"}
    for path in sorted(claims.glob("*.yaml")):
        text = path.read_text("utf-8")
        for name, other in names.items():
            for key in ("id", "subject", "property"):
                text = text.replace(f'"{key}": "{name}"', f'"{key}": "{other}"')
            text = text.replace(f'"{name}": {{"label"', f'"{other}": {{"label"')
        path.write_text(text, "utf-8")


def test_other_names_are_no_news_and_hide_none(git: Git, build: Build) -> None:
    claims = build(TWO, STAFF)
    git("commit")
    renamed(claims)
    result = new_since("HEAD")
    assert result.exit_code == 0, result.output
    assert "0 agreements new since HEAD; 1 disagreement was there before" in result.stdout
    path = write(claims, "three", "111")
    path.write_text(path.read_text("utf-8").replace("thing", "plant").replace("property: staff", "property: people"))
    assert new_since("HEAD").exit_code == 1


def test_the_sides_of_a_renamed_claim_are_not_told_as_changed(git: Git, build: Build) -> None:
    claims = build(TWO, STAFF)
    git("commit")
    renamed(claims)
    path = write(claims, "three", "111")
    path.write_text(path.read_text("utf-8").replace("thing", "plant").replace("property: staff", "property: people"))
    places = [line.strip() for line in new_since("HEAD").stdout.splitlines() if line.startswith("  -->")]
    assert {place.partition(".yaml")[0] for place in places} >= {"--> claims/three"}


@pytest.mark.parametrize("away", ["the baseline", "one line of it"])
def test_a_baseline_that_the_change_takes_away_opens_what_it_let_pass(git: Git, build: Build, away: str) -> None:
    claims = build(TWO, STAFF)
    baseline = claims.parent / "checker-baseline.txt"
    assert run("baseline", "create", "--as-of", NOW).exit_code == 0
    git("commit")
    assert new_since("HEAD").exit_code == 0
    if away == "the baseline":
        baseline.unlink()
    else:
        lines = baseline.read_text("utf-8").splitlines(keepends=True)
        baseline.write_text("".join(lines[1:]), "utf-8")
    assert new_since("HEAD").exit_code == 1


# --- support


def since_of(*arguments: str) -> dict:
    return json.loads(new_since("HEAD", "--format", "json", *arguments).stdout)["since"]


@pytest.mark.parametrize(
    ("before", "now", "backings", "outvoted"),
    [
        pytest.param("85 97", "85 97 85", [("85", 1, 2)], True, id="who was level is outvoted"),
        pytest.param("85 85 97", "85 85 97 85", [("85", 2, 3)], False, id="who led leads by more"),
        pytest.param("85 85 97", "85 85 97 97", [("97", 1, 2)], False, id="who led is level"),
        pytest.param("85 85 97", "85 85 97 97 97", [("97", 1, 3)], True, id="who led is outvoted"),
        pytest.param("85 97 97", "85 97", [("97", 2, 1)], False, id="a source less"),
        pytest.param("85 85 97 97 97 111", "85 85 111", [], True, id="who led is gone"),
        pytest.param("85 97", "85 97", [], False, id="nothing changed"),
        pytest.param("85 97", "85 97 111 85", [], False, id="a new one is told as new"),
    ],
)
def test_support_is_told_and_who_is_outvoted(
    git: Git, build: Build, before: str, now: str, backings: list, outvoted: bool
) -> None:
    def corpus(values: str) -> Path:
        found = build({}, STAFF)
        for path in found.glob("d-*.yaml"):
            path.unlink()
        counts: dict[str, int] = {}
        for value in values.split():
            counts[value] = counts.get(value, 0) + 1
            write(found, f"d-{value}-{counts[value]}", value)
        return found

    corpus(before)
    git("commit")
    corpus(now)
    support = since_of()["support"]
    FindingsReport.model_validate_json(new_since("HEAD", "--format", "json").stdout)
    assert [(b["value"], b["before"], b["now"]) for one in support for b in one["positions"]] == backings
    assert any(one["outvoted"] for one in support) is outvoted
    new = "111" in now and "111" not in before
    assert new_since("HEAD").exit_code == (1 if new else 0)
    assert new_since("HEAD", "--fail-on-outvoted").exit_code == (1 if new or outvoted else 0)
    assert new_since("HEAD", "--fail-on-outvoted", "--fail-on", "never").exit_code == (1 if outvoted else 0)


def test_the_report_tells_of_support_in_words(git: Git, build: Build) -> None:
    claims = build(TWO, STAFF)
    git("commit")
    write(claims, "three", "85")
    lines = new_since("HEAD").stdout.splitlines()
    at = lines.index("  the thing · staff: two documents say 85, one 97")
    assert lines[at - 1].endswith("1 agreement new since HEAD; 1 disagreement was there before")
    assert lines[at + 1 : at + 3] == ["    85: 1 source, now 2", "    85 has the most sources now"]


@pytest.mark.parametrize("before", ["", "fail-on-outvoted = true\n"], ids=["no policy before", "the policy of before"])
def test_the_policy_of_the_base_says_whether_to_be_outvoted_fails(
    git: Git, build: Build, tmp_path: Path, before: str
) -> None:
    claims = build(TWO, STAFF)
    (tmp_path / "checker.toml").write_text(before, "utf-8")
    git("commit")
    (tmp_path / "checker.toml").write_text("" if before else "fail-on-outvoted = true\n", "utf-8")
    write(claims, "three", "85")
    assert new_since("HEAD").exit_code == (1 if before else 0)


def test_without_a_base_nobody_is_outvoted(build: Build) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "85"}]}, STAFF)
    assert run("check", "--as-of", NOW, "--fail-on-outvoted", claims).exit_code == 0


@pytest.mark.parametrize(
    ("value", "year", "code"),
    [
        pytest.param("60", "2019", 0, id="another source for what breaks it"),
        pytest.param("97", "2023", 1, id="another value at another time"),
        pytest.param("60", "2023", 1, id="the same value at another time"),
    ],
)
def test_what_breaks_a_constraint_anew_is_new(git: Git, build: Build, value: str, year: str, code: int) -> None:
    most = {"rule": "value-range", "min": "0", "max": "50", "severity": "mandatory", "because": "a hall of fifty"}
    seats = {"label": "seats", "datatype": "quantity", "kind": "state", "constraints": [most]}
    claims = build({"one": [{"value": "60", "as_of": "2019"}]}, {"seats": seats})
    git("commit")
    path = write(claims, "two", value)
    text = path.read_text("utf-8").replace("property: staff", f"property: seats, as_of: {year}")
    path.write_text(text, "utf-8")
    done = new_since("main")
    assert done.exit_code == code, done.output
