"""A change cannot set aside what others publish: that it revises them explains nothing until it is merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cli.since import compared
from checker.model.result import Result as CheckResult
from checker.report.explain import unknown
from checker.request import Request
from checker.run import check
from tests.history.conftest import NOW, STAFF, Build, Edit, Git, both, new_since, write

TOLD = "{late} says that it revises {early}, of another publisher, which counts once it is merged"


def text(name: str, old: str, new: str) -> Edit:
    def edit(claims: Path) -> None:
        content = (claims / f"{name}.yaml").read_text("utf-8")
        assert old in content, content
        (claims / f"{name}.yaml").write_text(content.replace(old, new), "utf-8")

    return edit


def edition(publisher: str, name: str = "three", revises: str = "one") -> Edit:
    """A document of 2023 that says 97, and which one it revises."""

    def edit(claims: Path) -> None:
        write(claims, name, "97")
        text(name, f"publisher: of {name}", f"publisher: {publisher!r}, revises: [{revises}]")(claims)

    return edit


def nothing(claims: Path) -> None:
    del claims


def judged(result: CheckResult) -> tuple[str, tuple[str, ...], list[str]]:
    """The one finding on two documents that differ: its verdict, its reasons, and what is unknown of a revision."""
    assert not result.faults, result.faults
    (one,) = (one for one in result.findings if one.verdict != "agreement")
    return one.verdict, one.reasons, [line for line in unknown(one) if line.startswith("revision: ")]


ONE = {"one": [{"value": "85"}]}
OWN, OTHER = "Publisher of one", "Office"
CASES: list[tuple[str, Edit, Edit, str]] = [
    ("a new document of another publisher", nothing, edition(OTHER), "three"),
    ("a new document of the same publisher", nothing, edition(OWN), ""),
    ("a new document of the same publisher in other letters", nothing, edition(OWN.upper()), ""),
    (
        "another publisher, whose name the change gives to the revised document too",
        nothing,
        both(edition(OTHER), text("one", OWN, OTHER)),
        "three",
    ),
    (
        "a document that is there, which the change lets revise the other",
        both(edition(OTHER), text("three", ", revises: [one]", "")),
        text("three", "publisher: 'Office'", "publisher: 'Office', revises: [one]"),
        "three",
    ),
    (
        "the same, with the name of its publisher written anew",
        both(edition(OTHER), text("three", ", revises: [one]", "")),
        text("three", "publisher: 'Office'", f"publisher: '{OWN}', revises: [one]"),
        "three",
    ),
    ("a document that revised the other before", edition(OTHER), text("three", "97", "98"), ""),
    (
        "the same under other names",
        edition(OTHER),
        both(
            text("three", "{id: three", "{id: third"),
            text("three", "[one]", "[first]"),
            text("one", '"one"', '"first"'),
        ),
        "",
    ),
    (
        "another document in place of one that revised the other before",
        edition(OTHER),
        both(edition("Bureau", "four"), lambda claims: (claims / "three.yaml").unlink()),
        "four",
    ),
]


@pytest.mark.parametrize(("before", "change", "waits"), [pytest.param(*case, id=label) for label, *case in CASES])
def test_what_revises_others_waits_for_the_merge(
    git: Git, build: Build, before: Edit, change: Edit, waits: str
) -> None:
    claims = build(ONE, STAFF)
    before(claims)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    change(claims)
    whole = judged(check(Request(claims, NOW)))
    assert whole == ("reconciled", ("revision",), []), "where no base is compared with, as after the merge"
    told = f"revision: {TOLD.format(late=waits, early='one')}"
    expected = ("contradiction", (), [told]) if waits else whole
    assert judged(compared((claims,), {"as-of": NOW}, "main").now) == expected


@pytest.mark.parametrize(
    ("before", "code", "told"),
    [
        pytest.param(nothing, 1, True, id="new, and open"),
        pytest.param(CASES[4][1], 0, False, id="open before, so no news"),
    ],
)
def test_what_waits_fails_the_change_where_it_is_new(
    git: Git, build: Build, before: Edit, code: int, told: bool
) -> None:
    claims = build(ONE, STAFF)
    before(claims)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    edition(OTHER)(claims)
    done = new_since("main", claims)
    assert done.exit_code == code, done.stdout
    assert (TOLD.format(late="three", early="one") in " ".join(done.stdout.split())) == told


def test_a_link_that_main_has_merged_meanwhile_counts(git: Git, build: Build) -> None:
    claims = build(ONE, STAFF)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    edition(OTHER)(claims)
    git("commit")
    git("checkout", "--quiet", "main")
    edition(OTHER)(claims)
    git("commit")
    git("checkout", "--quiet", "change")
    assert judged(compared((claims,), {"as-of": NOW}, "main").now)[:2] == ("reconciled", ("revision",))


def test_what_waits_takes_nothing_out_of_a_joint_set(git: Git, build: Build) -> None:
    """The total of another publisher would set the sum right."""
    names = ("total", "day", "night")
    properties = {name: {"label": name, "datatype": "quantity", "kind": "constant"} for name in names}
    relation = {"relation": "thing.total = thing.day + thing.night", "because": "everybody has one shift"}
    documents = {
        "one": [{"property": name, "value": value} for name, value in zip(names, ("99", "11", "12"), strict=True)]
    }
    claims = build(documents, properties, relations=[relation])
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    later = {"three": [{"property": "total", "value": "23", "publisher": OTHER, "revises": "one"}]}
    build({**documents, **later}, properties, relations=[relation])
    joint = [one for one in check(Request(claims, NOW)).findings if one.rule == "joint-conflict"]
    assert not joint, "where it is merged"
    now = compared((claims,), {"as-of": NOW}, "main").now
    assert [one.verdict for one in now.findings if one.rule == "joint-conflict"] == ["contradiction"]
