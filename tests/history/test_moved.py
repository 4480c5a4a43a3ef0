"""Renaming identifiers one to one moves rulings along, and nothing else does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from checker.cli.since import compared
from tests.history.conftest import NOW, Build, Edit, Git, both, new_since, run

PROPERTIES: dict[str, Any] = {
    "staff": {"label": "the staff", "datatype": "quantity", "kind": "constant"},
    "pumps": {"label": "the pumps", "datatype": "quantity", "kind": "constant"},
}
ENTITIES = {"works": {"label": "the works"}, "mill": {"label": "the mill"}}
DOCUMENTS: dict[str, list[dict[str, Any]]] = {
    "one": [
        {"id": "w1", "subject": "works", "value": "40"},
        {"id": "m1", "subject": "mill", "value": "41"},
        {"id": "p1", "subject": "works", "property": "pumps", "value": "7"},
        {"id": "p2", "subject": "mill", "property": "pumps", "value": "9"},
    ],
    "two": [{"id": "w2", "subject": "works", "value": "55"}, {"id": "m2", "subject": "mill", "value": "56"}],
}


def replaced(*pairs: tuple[str, str], only: str = "*.yaml") -> Edit:
    """Words of claim files and vocabulary, all at once."""
    other = dict(pairs)

    def edit(claims: Path) -> None:
        word = re.compile(rf'(?<=["#])(?:{"|".join(map(re.escape, other))})(?=["#])')
        for path in sorted(claims.glob(only)):
            path.write_text(word.sub(lambda found: other[found[0]], path.read_text("utf-8")), "utf-8")

    return edit


def text(name: str, old: str, new: str) -> Edit:
    def edit(claims: Path) -> None:
        content = (claims / name).read_text("utf-8")
        assert old in content
        (claims / name).write_text(content.replace(old, new), "utf-8")

    return edit


def of(claims: Path) -> dict[str, dict]:
    """The open disagreements of the corpus by their question."""
    report = json.loads(run("check", "--as-of", NOW, "--format", "json", claims).stdout)
    return {one["question"]: one for one in report["disagreements"] if one["verdict"] != "reconciled"}


def decided(claims: Path) -> None:
    for one in of(claims).values():
        arguments = ("--right", "A", "--reason", "read twice", "--reviewer", "ann", "--as-of", NOW)
        done = run("decide", one["id"], *arguments)
        assert done.exit_code == 0, done.stderr


def in_baseline(claims: Path) -> None:
    del claims
    assert run("baseline", "create", "--as-of", NOW).exit_code == 0


def allowed(claims: Path) -> None:
    """Each of the two by its name, in a claim that takes part."""
    for question, ref in (("works.staff", "w1"), ("mill.staff", "m1")):
        name = of(claims)[question]["id"]
        entry = f'"id": "{ref}", "allow": [{{"disagreement": "{name}", "because": "both count"}}]'
        text("one.yaml", f'"id": "{ref}"', entry)(claims)


def allowed_by_rule(claims: Path) -> None:
    for mine, other in (("w1", "w2"), ("m1", "m2")):
        allow = f'{{"rule": "value-conflict", "with": "two#{other}", "because": "both count"}}'
        text("one.yaml", f'"id": "{mine}"', f'"id": "{mine}", "allow": [{allow}]')(claims)


STATES = {decided: "decided", in_baseline: "known", allowed: "suppressed", allowed_by_rule: "suppressed"}


def begun(git: Git, build: Build, ruled: Edit) -> Path:
    """Two disagreements that are settled on main, of which a branch is made."""
    claims = build(DOCUMENTS, PROPERTIES, ENTITIES)
    ruled(claims)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    done = new_since("main")
    assert done.exit_code == 0, done.stdout
    return claims


def states(claims: Path) -> dict[str, str]:
    """How each open disagreement stands after a change, by its question; those of before, too."""
    found = compared((claims,), {"as-of": NOW}, "main").now
    assert not found.faults, found.faults
    return {
        one.question.name: one.decision.state if one.decision else "open" for one in found.disagreements if one.open
    }


RENAMED: list[tuple[str, Edit, tuple[str, str]]] = [
    ("an entity", replaced(("works", "plant")), ("plant.staff", "mill.staff")),
    ("both entities", replaced(("works", "plant"), ("mill", "wheel")), ("plant.staff", "wheel.staff")),
    ("the property", replaced(("staff", "people")), ("works.people", "mill.people")),
    ("a document", replaced(("two", "second")), ("works.staff", "mill.staff")),
    ("claims", replaced(("w1", "x"), ("w2", "y")), ("works.staff", "mill.staff")),
    (
        "all of them",
        replaced(("works", "plant"), ("staff", "people"), ("one", "uno"), ("two", "due"), ("w1", "x"), ("m2", "y")),
        ("plant.people", "mill.people"),
    ),
]
EVERYTHING = RENAMED[-1]
CASES = [
    *(pytest.param(decided, edit, names, id=label) for label, edit, names in RENAMED),
    *(
        pytest.param(ruled, *EVERYTHING[1:], id=f"everything, {label}")
        for ruled, label in ((in_baseline, "in a baseline"), (allowed, "allowed"), (allowed_by_rule, "allowed by rule"))
    ),
    pytest.param(allowed, *RENAMED[1][1:], id="both entities, allowed"),
    pytest.param(in_baseline, *RENAMED[2][1:], id="the property, in a baseline"),
    pytest.param(allowed_by_rule, *RENAMED[3][1:], id="a document, allowed by rule"),
]


@pytest.mark.parametrize(("ruled", "edit", "names"), CASES)
def test_what_was_ruled_holds_under_other_names(
    git: Git, build: Build, ruled: Edit, edit: Edit, names: tuple[str, str]
) -> None:
    claims = begun(git, build, ruled)
    edit(claims)
    assert states(claims) == dict.fromkeys(names, STATES[ruled])
    done = new_since("main", "--format", "json")
    report = json.loads(done.stdout)
    assert (done.exit_code, report["disagreements"]) == (0, [])
    assert not [one for one in report["findings"] if one["verdict"] != "agreement"]
    assert report["since"]["exceptions"] == [], "what goes along is neither removed nor added"


MOVED_ALONG = [
    pytest.param(decided, EVERYTHING[1], id="decisions"),
    pytest.param(in_baseline, EVERYTHING[1], id="a baseline"),
    pytest.param(decided, RENAMED[4][1], id="decisions on claims of other names"),
]


@pytest.mark.parametrize(("ruled", "edit"), MOVED_ALONG)
def test_the_command_moves_files_along(git: Git, build: Build, ruled: Edit, edit: Edit) -> None:
    """They count in the change as what the base has, and after the merge, where nothing tells of other names."""
    claims = begun(git, build, ruled)
    edit(claims)
    note = new_since("main").stderr
    assert "by names of before main" in note
    assert "checker decide --renamed-since main" in note
    before = run("check", "--as-of", NOW, claims)
    assert before.exit_code == 1, "without the base nobody knows"

    done = run("decide", "--renamed-since", "main", "--as-of", NOW)
    assert done.exit_code == 0, done.stdout + done.stderr
    assert set(states(claims).values()) == {STATES[ruled]}
    after = new_since("main")
    assert (after.exit_code, "names of before" in after.stderr) == (0, False)
    whole = run("check", "--as-of", NOW, "--format", "json", claims)
    report = json.loads(whole.stdout)
    assert {one["decision"]["state"] for one in report["disagreements"]} == {STATES[ruled]}
    assert whole.exit_code == 0
    again = run("decide", "--renamed-since", "main", "--as-of", NOW)
    assert again.stdout == "nothing speaks by a name of before main\n"


def test_the_command_says_which_suppressions_to_rewrite(git: Git, build: Build) -> None:
    claims = begun(git, build, allowed)
    old = of(claims)["works.staff"]["id"]
    replaced(("works", "plant"))(claims)
    done = run("decide", "--renamed-since", "main", "--as-of", NOW)
    new = of(claims)["plant.staff"]["id"]
    assert re.fullmatch(rf"claims/one\.yaml:\d+:\d+: write {new} in place of {old}\n", done.stdout)
    text("one.yaml", old, new)(claims)
    assert states(claims) == {"plant.staff": "suppressed", "mill.staff": "suppressed"}


# --- what is no renaming moves nothing


def twice_named(claims: Path) -> None:
    """The vocabulary has the old name too, and some files use it."""
    content = json.loads((claims / "vocabulary.yaml").read_text("utf-8"))
    content["entities"]["plant"] = content["entities"]["works"]
    (claims / "vocabulary.yaml").write_text(json.dumps(content), "utf-8")


MERGED = both(
    text("vocabulary.yaml", '"mill": {"label": "the mill"}', '"x": {"label": "x"}'),
    replaced(("works", "plant"), ("mill", "plant")),
)
NO_RENAMING: list[tuple[str, Edit, dict[str, str]]] = [
    (
        "two names change places in all files",
        replaced(("works", "mill"), ("mill", "works")),
        {"works.staff": "stale", "mill.staff": "stale"},
    ),
    (
        "two names change places in claims",
        replaced(("works", "mill"), ("mill", "works"), only="[ot]*.yaml"),
        {"works.staff": "stale", "mill.staff": "stale"},
    ),
    ("two entities become one", MERGED, {"plant.staff": "open", "plant.pumps": "open"}),
    (
        "another name in one file only",
        both(twice_named, replaced(("works", "plant"), only="one.yaml")),
        {"mill.staff": "decided"},
    ),
    (
        "another name and another value",
        both(replaced(("works", "plant")), text("one.yaml", '"40"', '"70"')),
        {"plant.staff": "open", "mill.staff": "decided"},
    ),
    (
        "another name and another quote",
        both(replaced(("works", "plant")), text("one.yaml", '"quote": "40"', '"quote": "40 people"')),
        {"plant.staff": "open", "mill.staff": "decided"},
    ),
    (
        "another name and a claim more",
        both(
            replaced(("works", "plant")),
            text(
                "two.yaml",
                '"id": "m2"',
                '"id": "w3", "quote": "55", "subject": "plant", "property": "staff", "value": "55"}, {"id": "m2"',
            ),
        ),
        {"plant.staff": "open", "mill.staff": "decided"},
    ),
    (
        "another name for an entity that is described otherwise",
        both(replaced(("works", "plant")), text("vocabulary.yaml", "the works", "the plant")),
        {"plant.staff": "open", "mill.staff": "decided"},
    ),
    (
        "a document of another date",
        both(replaced(("two", "second")), text("two.yaml", "2022-01-01", "2022-01-02")),
        {"works.staff": "stale", "mill.staff": "stale"},
    ),
    (
        "claims that change places",
        replaced(("w1", "m1"), ("m1", "w1")),
        {"works.staff": "stale", "mill.staff": "stale"},
    ),
]


@pytest.mark.parametrize(("edit", "stand"), [pytest.param(edit, stand, id=label) for label, edit, stand in NO_RENAMING])
def test_what_is_no_renaming_moves_nothing(git: Git, build: Build, edit: Edit, stand: dict[str, str]) -> None:
    claims = begun(git, build, decided)
    edit(claims)
    found = states(claims)
    assert {name: state for name, state in found.items() if not name.startswith(("unused-", "stale-"))} == stand


def rewritten(claims: Path) -> None:
    """Another ground, in the files that lie where the command put them."""
    for file in claims.glob("decisions/*/*"):
        file.write_text(file.read_text("utf-8").replace("read twice", "read once"), "utf-8")


def by_somebody_else(claims: Path) -> None:
    for file in claims.glob("decisions/*/*"):
        file.with_name("ben.yaml").write_text(file.read_text("utf-8").replace("ann", "ben"), "utf-8")
        file.unlink()


@pytest.mark.parametrize("edit", [rewritten, by_somebody_else])
def test_what_is_rewritten_on_the_way_is_a_proposal(git: Git, build: Build, edit: Edit) -> None:
    claims = begun(git, build, decided)
    replaced(("works", "plant"), ("mill", "wheel"))(claims)
    assert run("decide", "--renamed-since", "main", "--as-of", NOW).exit_code == 0
    edit(claims)
    assert set(states(claims).values()) == {"proposed"}
    assert new_since("main").exit_code == 1


def test_a_ruling_that_main_took_back_does_not_come_back_by_another_name(git: Git, build: Build) -> None:
    claims = begun(git, build, decided)
    replaced(("works", "plant"), ("mill", "wheel"))(claims)
    git("commit")
    git("checkout", "--quiet", "main")
    git("rm", "-r", "--quiet", "claims/decisions")
    git("commit")
    git("checkout", "--quiet", "change")
    assert set(states(claims).values()) == {"proposed"}
