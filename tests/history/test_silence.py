"""What a change takes away, redefines or lets pass is told, and judged as if it had not: no change wins by silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.report.formats import NAMES
from tests.history.conftest import Build, Git, new_since
from tests.history.corpus import PROPERTIES, RANGE, Corpus


def told(*options: str) -> tuple[dict, int]:
    done = new_since("main", "--format", "json", *options)
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout)["since"], done.exit_code


def more(since: dict) -> list[tuple[bool, list[str]]]:
    return [(one["restored"], sorted(each["verdict"] for each in one["more"])) for one in since.get("rejudged", [])]


def named(since: dict, sort: str) -> set[str]:
    if sort == "gone":
        return {f"{one['sort']} {one['name']}" for one in since["gone"]}
    return {f"{one['sort']} {one['name']} {one['field']}" for one in since["redefined"]}


COST = {"claim one#cost", "claim two#cost"}
ONE, NONE = ["contradiction"], []


def values_of(*fields: str) -> set[str]:
    return {f"claim {ref}#cost {field}" for ref in ("one", "two") for field in fields}


def both(corpus: Corpus, **fields: Any) -> None:
    corpus.claim("one#cost", **fields)
    corpus.claim("two#cost", **fields)


WAYS = [
    pytest.param(
        lambda c: c.remove("one", "two"),
        {},
        {"document one", "document two"},
        set(),
        [(False, NONE), (True, ONE)],
        id="documents are deleted",
    ),
    pytest.param(
        lambda c: [(c.folder / f"{name}.yaml").rename(c.folder.parent / f"{name}.yaml") for name in ("one", "two")],
        {},
        {"document one", "document two"},
        set(),
        [(False, NONE), (True, ONE)],
        id="documents are moved out of the claims",
    ),
    pytest.param(
        lambda c: [c.without(name, "cost") for name in ("one", "two")],
        {},
        COST,
        set(),
        [(True, ONE)],
        id="claims are deleted",
    ),
    pytest.param(
        lambda c: both(c, rank="deprecated"), {}, set(), values_of("rank"), [(True, ONE)], id="claims are deprecated"
    ),
    pytest.param(
        lambda c: both(c, said_by="speaker"),
        {},
        set(),
        values_of("said_by"),
        [(True, ONE)],
        id="claims become somebody's words",
    ),
    pytest.param(lambda c: both(c, denies=True), {}, set(), values_of("denies"), [(True, ONE)], id="claims are denied"),
    pytest.param(
        lambda c: both(c, scope={"place": "north"}),
        {"scope": {"place": "south"}},
        set(),
        values_of("scope"),
        [(True, NONE)],
        id="claims get another scope, the new one a third",
    ),
    pytest.param(
        lambda c: both(c, definition="gross"),
        {"definition": "net"},
        set(),
        values_of("definition"),
        [(True, ["tension"])],
        id="claims get a definition",
    ),
    pytest.param(
        lambda c: both(c, value="97"), {}, set(), values_of("value"), [(True, ONE)], id="old values are edited"
    ),
    pytest.param(
        lambda c: both(c, value="about 94"),
        {"value": "97"},
        set(),
        values_of("value"),
        [(True, ONE)],
        id="old values get a hedge",
    ),
    pytest.param(
        lambda c: both(c, subject="shed"),
        {},
        set(),
        values_of("subject"),
        [(True, ONE)],
        id="claims get another subject",
    ),
    pytest.param(
        lambda c: (c.word("entities", "thing-2", label="the thing"), both(c, subject="thing-2")),
        {},
        set(),
        values_of("subject") | {"entity thing twin"},
        [(False, ONE), (True, ONE)],
        id="claims get a twin of the subject",
    ),
    pytest.param(
        lambda c: c.word("entities", "thing-2", label="The Thing"),
        {"subject": "thing-2"},
        set(),
        {"entity thing twin"},
        [(False, ONE)],
        id="the new claim speaks of a twin",
    ),
    pytest.param(
        lambda c: c.word("entities", "land", label="The Thing"),
        {"subject": "land"},
        set(),
        {"entity land label", "entity thing twin"},
        [(False, ONE)],
        id="another entity gets the name of the subject",
    ),
    pytest.param(
        lambda c: c.word("properties", "cost", values="many"),
        {},
        set(),
        {"property cost values"},
        [(False, ONE)],
        id="many values are allowed",
    ),
    pytest.param(
        lambda c: c.word("properties", "cost", kind="state"),
        {"published": "2029-01-01"},
        set(),
        {"property cost kind"},
        [(False, ONE)],
        id="a constant may change",
    ),
    pytest.param(
        lambda c: c.word("properties", "cost", tolerance={"approximately": "30 %", "approximately_plausible": "30 %"}),
        {"value": "about 97"},
        set(),
        {"property cost tolerance"},
        [(False, ONE)],
        id="the tolerance is widened",
    ),
    pytest.param(
        lambda c: c.word("properties", "staff", settles="1 day"),
        {"property": "staff", "published": "2021-06-01"},
        set(),
        {"property staff settles"},
        [(False, ["tension"])],
        id="less time explains a difference",
    ),
    pytest.param(
        lambda c: [c.document(name, published="2010-01-01") for name in ("one", "two")],
        {"property": "staff", "published": "2021-02-01"},
        set(),
        {"document one published", "document two published"},
        [(False, ["tension"])],
        id="documents are dated back",
    ),
    pytest.param(
        lambda _: None,
        {"property": "staff", "published": "2021-06-01", "publisher": "Publisher of one", "revises": ["one"]},
        set(),
        {"document one revised by"},
        [(True, ["tension"])],
        id="the new document revises an old one",
    ),
    pytest.param(
        lambda c: c.word("units", "furlongs", equals="253 yd"),
        {"property": "length", "value": "2530.0 yd"},
        set(),
        {"unit furlongs equals"},
        [(False, ONE)],
        id="a unit means another length",
    ),
    pytest.param(
        lambda c: c.word("properties", "total", constraints=None),
        {"property": "total", "value": "97"},
        set(),
        {"property total constraints"},
        [(False, ["tension"])],
        id="a range is taken away",
    ),
    pytest.param(
        lambda c: c.word("properties", "total", constraints=[RANGE | {"max": "100"}]),
        {"property": "total", "value": "97"},
        set(),
        {"property total constraints[0].parameters.max[0]"},
        [(False, ["tension"])],
        id="a range is widened",
    ),
    pytest.param(
        lambda c: c.word(
            "properties",
            "total",
            constraints=[RANGE | {"exceptions": [{"subject": "thing", "because": "it is special"}]}],
        ),
        {"property": "total", "value": "97"},
        set(),
        {"property total constraints[0].exceptions"},
        [(False, ["tension"])],
        id="a subject is exempt from a constraint",
    ),
    pytest.param(
        lambda c: c.edit("vocabulary", lambda data: data["relations"].clear()),
        {"property": "depth", "value": "30"},
        {"relation thing.depth = shed.depth"},
        set(),
        [(False, ONE)],
        id="a relation is taken away",
    ),
    pytest.param(
        lambda c: c.edit("vocabulary", lambda data: data["relations"][0].update(relation="thing.depth >= shed.depth")),
        {"property": "depth", "value": "30"},
        {"relation thing.depth = shed.depth"},
        set(),
        [(False, ONE)],
        id="a relation is loosened",
    ),
]


@pytest.mark.parametrize(("way", "new", "gone", "redefined", "judged"), WAYS)
def test_what_a_change_does_to_its_opponents_is_told(
    corpus: Corpus,
    git: Git,
    way: Callable[[Corpus], object],
    new: dict[str, Any],
    gone: set[str],
    redefined: set[str],
    judged: list[tuple[bool, list[str]]],
) -> None:
    corpus.says(**{field: new[field] for field in new.keys() & {"property", "value", "published"}})
    alone, code = told("--fail-on", "warning")
    assert code == 1, "without the way it is open"
    corpus.says(**new)
    way(corpus)
    git("commit")
    since, code = told("--fail-on", "warning")
    assert (named(since, "gone"), named(since, "redefined")) == (gone, redefined)
    assert more(since) == judged, since
    assert (alone["gone"], code) == ([], 0)
    assert told("--fail-on", "never", "--fail-on-removed")[1] == 1


ADDED = [
    pytest.param(
        lambda c: c.word("units", "mile", label="mile", kind="measure", equals="2 km", also=["miles"]),
        {"property": "way", "value": "20.0 km"},
        id="a unit that stands for another one",
    ),
    pytest.param(
        lambda c: c.word("properties", "ceremony", label="ceremony", datatype="date", kind="event", is_a="opened"),
        {"property": "opened", "value": "1955"},
        id="a sense of a date that nobody gives",
    ),
]


@pytest.mark.parametrize(("way", "new"), ADDED)
def test_a_word_that_is_added_gives_no_other_meaning_unseen(
    corpus: Corpus, way: Callable[[Corpus], object], new: dict[str, Any]
) -> None:
    corpus.says(**new)
    alone, code = told()
    assert (code, more(alone)) == (1, []), "without the way it is open"
    way(corpus)
    since, code = told()
    assert (code, since["gone"], since["redefined"], more(since)) == (0, [], [], [(False, ONE)])


def test_words_that_are_added_and_close_nothing_are_no_news(corpus: Corpus) -> None:
    corpus.word("entities", "isle", label="isle", part_of=["north"])
    corpus.word("units", "stade", label="stade", kind="measure", equals="185 m")
    corpus.word("properties", "toll", label="toll", datatype="quantity", kind="constant", is_a="cost")
    corpus.says(subject="isle", property="length", value="20 stade")
    since, code = told("--fail-on-removed")
    assert (code, since["redefined"], more(since)) == (0, [], [])


def test_a_text_that_is_taken_away_or_replaced_is_told(corpus: Corpus, git: Git) -> None:
    corpus.document("one", text={"sha256": "0" * 64, "path": "one.txt"})
    git("checkout", "--quiet", "main")
    git("commit")
    git("checkout", "--quiet", "-B", "change")
    corpus.document("one", text={"sha256": "1" * 64, "path": "one.txt"})
    assert named(told()[0], "redefined") == {"document one text.sha256"}
    corpus.edit("one", lambda data: data["document"].pop("text"))
    assert named(told()[0], "redefined") == {"document one text.sha256", "document one text.path"}


def test_a_change_that_only_adds_takes_nothing_away(corpus: Corpus) -> None:
    corpus.word("properties", "age", label="age", datatype="quantity", kind="constant")
    corpus.says(value="85")
    since, code = told("--fail-on-removed")
    assert code == 0
    assert all(not since.get(name) for name in ("gone", "redefined", "exceptions", "rejudged"))


def test_names_layout_and_remarks_are_no_meaning(corpus: Corpus) -> None:
    """A one to one renaming, a property's label, a remark, another page, another order of the file."""
    corpus.edit("vocabulary", lambda data: data["properties"]["depth"].update(label="the depth"))
    corpus.claim("one#cost", note="looked up twice", page="3")
    corpus.edit("vocabulary", lambda data: data["entities"]["north"]["also"].reverse())
    corpus.edit("one", lambda data: data["claims"].reverse())
    corpus.edit("two", lambda data: data["document"].update(id="deux"))
    (corpus.folder / "two.yaml").rename(corpus.folder / "deux.yaml")
    since, code = told("--fail-on-removed")
    assert (code, since["gone"], since["redefined"], since.get("rejudged", [])) == (0, [], [], [])


def test_what_is_renamed_is_judged_by_what_it_meant(corpus: Corpus) -> None:
    """A redefinition does not hide behind a renaming of its words."""
    text = (corpus.folder / "vocabulary.yaml").read_text("utf-8").replace("furlongs", "stades")
    (corpus.folder / "vocabulary.yaml").write_text(text, "utf-8")
    corpus.edit("vocabulary", lambda data: data["properties"].update({"price": data["properties"].pop("cost")}))
    for name in ("one", "two"):
        text = (corpus.folder / f"{name}.yaml").read_text("utf-8")
        text = text.replace('"cost"', '"price"').replace("furlongs", "stades")
        (corpus.folder / f"{name}.yaml").write_text(text, "utf-8")
    corpus.says(property="price")
    assert told()[1] == 1
    corpus.word("properties", "price", values="many")
    since, code = told()
    assert code == 0
    assert more(since)[0] == (False, ONE)


def test_a_claim_that_a_fault_hides_is_gone(corpus: Corpus) -> None:
    corpus.claim("one#cost", subject="nobody")
    done = new_since("main", "--format", "json")
    since = json.loads(done.stdout)["since"]
    assert (done.exit_code, named(since, "gone")) == (2, {"claim one#cost"})


def test_a_claim_that_a_commit_holds_and_the_work_tree_does_not_is_gone(corpus: Corpus, git: Git) -> None:
    """As in a sparse checkout, or where git is asked to look away."""
    git("update-index", "--skip-worktree", "claims/one.yaml")
    corpus.remove("one")
    assert git("status", "--porcelain") == ""
    assert "document one" in named(told()[0], "gone")


def test_a_merge_that_keeps_ours_drops_what_main_added(corpus: Corpus, git: Git) -> None:
    git("checkout", "--quiet", "main")
    corpus.says(value="85")
    git("commit")
    git("checkout", "--quiet", "change")
    corpus.claim("one#owner", note="a remark")
    git("commit")
    git("merge", "--quiet", "--strategy", "ours", "--message", "merged", "main")
    assert "document three" in named(told()[0], "gone")


def test_rows_of_a_table_that_are_gone_are_told(corpus: Corpus, git: Git) -> None:
    table = corpus.folder / "rows.csv"
    rows = [f"two,r{number},words,thing,total,{number}" for number in range(3)]
    table.write_text("\n".join(["document,id,quote,subject,property,value", rows[0]]) + "\n", "utf-8")
    git("checkout", "--quiet", "main")
    git("commit")
    git("checkout", "--quiet", "-B", "change")
    assert told()[0]["gone"] == []
    table.unlink()
    assert named(told()[0], "gone") == {"claim two#r0"}


def test_of_a_large_table_it_is_told_that_it_is_another_one(corpus: Corpus, git: Git) -> None:
    """Which of its rows are claims of a result hangs on what opposes them, so none of them is told as gone."""
    header = "document,id,quote,subject,property,value"
    rows = [f"two,r{number},{value},shed,total,{value}" for number, value in enumerate((40, *[20] * 299))]
    table = corpus.folder / "rows.csv"
    table.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    git("checkout", "--quiet", "main")
    git("commit")
    git("checkout", "--quiet", "-B", "change")
    table.write_text("\n".join([header, *rows[1:]]) + "\n", "utf-8")
    since, code = told("--engine", "duckdb", "--fail-on-removed")
    assert (code, named(since, "gone")) == (1, set())
    assert [(one["sort"], one["name"]) for one in since["redefined"]] == [("table", "claims/rows.csv")]


def test_twenty_of_a_kind_are_listed_and_the_rest_is_counted(git: Git, build: Build) -> None:
    build(
        {"one": [{"id": f"c{number:02}", "value": "85"} for number in range(30)], "two": [{"value": "85"}]}, PROPERTIES
    )
    git("commit")
    (Path("claims") / "one.yaml").write_text(
        json.dumps({"document": {"id": "one", "title": "One", "publisher": "P", "published": "2021"}, "claims": []})
    )
    text = new_since("HEAD").stdout
    lines = [line for line in text.splitlines() if "one#c" in line]
    assert (len(lines), "and 10 more" in text) == (20, True)
    assert "gone since HEAD: 30 claims" in text


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("fails", [False, True])
def test_every_format_tells_it(corpus: Corpus, form: str, fails: bool) -> None:
    corpus.remove("two")
    corpus.word("properties", "cost", values="many")
    corpus.says()
    done = new_since("main", "--format", form, *(["--fail-on-removed"] if fails else []))
    assert done.exit_code == fails
    if form in ("json", "jsonl"):
        data = json.loads(done.stdout if form == "json" else done.stdout.splitlines()[0])["since"]
        assert (named(data, "gone"), more(data)) == ({"document two"}, [(False, ONE), (True, ONE)])
        return
    text = done.stdout.replace("\\", "").replace("%2C", ",").replace("%3A", ":").replace("&nbsp;", " ")
    for words in (
        "gone since main: 1 document, 3 claims",
        "redefined since main: 1 property",
        "under the vocabulary of main: 1 contradiction more",
    ):
        assert words in text, text
    assert "with what is gone" not in text, "what one of the two tells the other need not"
