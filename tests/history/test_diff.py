"""`checker diff` tells what changed in words, and what became of the disagreements."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checker.history.changes import changes
from checker.model.corpus import Corpus
from checker.readers.load import load
from tests.history.conftest import NOW, STAFF, Build, Git, run, write

TWO = {"one": [{"value": "85"}], "two": [{"value": "85"}]}


def diff(*arguments: str | Path, ref: str = "main") -> Any:
    return run("diff", "--as-of", NOW, *arguments, ref)


def told(now: Corpus, before: Corpus) -> list[tuple]:
    return [
        (c.sort, c.name, c.kind, c.was, tuple((p.field, p.before, p.after) for p in c.parts))
        for c in changes(now, before)
    ]


def corpora(build: Build, before: Mapping[str, Any], now: Mapping[str, Any], **more: Any) -> tuple[Corpus, Corpus]:
    return (
        load(build(now, more.get("properties", STAFF), more.get("entities"), folder="now")),
        load(build(before, STAFF, folder="before")),
    )


def claim(**fields: Any) -> Mapping[str, Any]:
    return {"one": [{"value": "85", **fields}]}


@pytest.mark.parametrize(
    ("before", "now", "parts"),
    [
        pytest.param({"quote": "q"}, {"quote": "q", "value": "97"}, [("value", "85", "97")], id="a value"),
        pytest.param({}, {"as_of": "1997"}, [("as_of", None, "1997")], id="a time that comes"),
        pytest.param({"during": "1997/1999"}, {}, [("during", "1997/1999", None)], id="a time that goes"),
        pytest.param(
            {"scope": {"place": "thing"}}, {"scope": {"place": "it"}}, [("scope.place", "thing", "it")], id="a scope"
        ),
        pytest.param({}, {"scope": {"place": "it"}}, [("scope", None, '{"place": "it"}')], id="a scope that comes"),
        pytest.param({}, {"definition": "posts"}, [("definition", None, "posts")], id="a definition"),
        pytest.param({}, {"quote": "other words"}, [("quote", "85", "other words")], id="a quote"),
        pytest.param({"quote": "q"}, {"quote": "q", "denies": True}, [("denies", None, "true")], id="a denial"),
        pytest.param({}, {"rank": "deprecated"}, [("rank", None, "deprecated")], id="a rank"),
        pytest.param({}, {"said_by": "it"}, [("said_by", None, "it")], id="a speaker"),
        pytest.param({}, {"draws_on": "it"}, [("draws_on", None, '["it"]')], id="a source"),
        pytest.param({}, {"note": "seen"}, [("note", None, "seen")], id="a note"),
        pytest.param(
            {"quote": "q"},
            {"quote": "q", "value": "97", "as_of": "1997"},
            [("value", "85", "97"), ("as_of", None, "1997")],
            id="two fields",
        ),
        pytest.param(
            {"quote": "85"}, {"quote": "85", "value": "85 "}, [("value", "85", "85 ")], id="white space is content"
        ),
    ],
)
def test_what_changed_in_a_claim(build: Build, before: dict, now: dict, parts: list) -> None:
    known = {"thing": {"label": "the thing"}, "it": {"label": "it"}}
    then = load(build(claim(**before), STAFF, known, folder="before"))
    there = load(build(claim(**now), STAFF, known, folder="now"))
    assert told(there, then) == [("claim", "one#claim-1", "changed", "", tuple(parts))]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param(TWO, TWO, [], id="nothing"),
        pytest.param(TWO, {"two": TWO["two"], "one": TWO["one"]}, "any", id="another order"),
        pytest.param(
            claim(), claim(id="other"), [("claim", "one#other", "renamed", "one#claim-1", ())], id="another name"
        ),
        pytest.param(
            claim(),
            {"one": [{"value": "85"}, {"value": "86"}]},
            [("claim", "one#claim-2", "added", "", ())],
            id="a claim more",
        ),
        pytest.param(
            {"one": [{"value": "85"}, {"value": "86"}]},
            claim(),
            [("claim", "one#claim-2", "removed", "", ())],
            id="a claim less",
        ),
        pytest.param(
            {"one": [{"value": "85"}]},
            {"one": [{"value": "85"}], "two": []},
            [("document", "two", "added", "", ())],
            id="a document more",
        ),
        pytest.param(
            claim(),
            claim(published="2022"),
            [("document", "one", "changed", "", (("published", "2021-01-01", "2022"),))],
            id="another edition",
        ),
    ],
)
def test_what_changed(build: Build, before: dict, now: dict, expected: Any) -> None:
    found = told(*corpora(build, before, now))
    if expected == "any":  # the builder dates documents by their order
        assert {kind for _, _, kind, _, _ in found} == {"changed"}
    else:
        assert found == expected


def test_a_document_with_another_name_keeps_its_claims(build: Build) -> None:
    then = load(build(claim(), STAFF, folder="before"))
    path = build({"uno": [{"quote": "85", "value": "97"}]}, STAFF, folder="now") / "uno.yaml"
    file = json.loads(path.read_text("utf-8"))
    file["document"] |= {"title": "One", "publisher": "Publisher of one"}
    path.write_text(json.dumps(file), "utf-8")
    assert told(load(path.parent), then) == [
        ("document", "uno", "renamed", "one", ()),
        ("claim", "uno#claim-1", "changed", "", (("value", "85", "97"),)),
    ]


def test_a_claim_at_fault_is_not_taken_for_one_that_went(build: Build) -> None:
    whole = load(build(claim(), STAFF, folder="before"))
    broken = load(build(claim(subject="nobody"), STAFF, folder="now"))
    ((sort, name, kind, was, _),) = told(broken, whole)
    assert (sort, name, kind) == ("claim", "one#claim-1", "lost")
    assert was.endswith("unknown-entity")
    assert told(whole, broken) == [("claim", "one#claim-1", "readable", "", ())]


def test_the_vocabulary_is_compared_name_by_name(build: Build) -> None:
    before = load(build(claim(), STAFF, folder="before"))
    properties = {
        "staff": {**STAFF["staff"], "kind": "state"},
        "owner": {"label": "o", "datatype": "text", "kind": "state"},
    }
    now = load(
        build(
            claim(), properties, {"it": {"label": "it"}}, folder="now", units={"cow": {"label": "cow", "kind": "count"}}
        )
    )
    assert told(now, before) == [
        ("entity", "it", "added", "", ()),
        ("property", "owner", "added", "", ()),
        ("property", "staff", "changed", "", (("kind", "constant", "state"),)),
        ("unit", "cow", "added", "", ()),
    ]


# --- the command


@pytest.fixture
def changed(git: Git, build: Build) -> Path:
    """A branch that changes a value, adds a document and takes one away."""
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}], "three": [{"value": "85"}]}, STAFF)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    path = claims / "one.yaml"
    path.write_text(path.read_text("utf-8").replace('"85"', '"86"'), "utf-8")
    (claims / "three.yaml").unlink()
    write(claims, "four", "97")
    return claims


@pytest.mark.usefixtures("changed")
def test_the_text_tells_each_disagreement_with_the_change_that_touches_it() -> None:
    result = diff()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Since main (")
    assert lines[0].endswith("): 1 document added, 1 document removed, 1 claim added, 1 claim changed, 1 claim removed")
    at = next(n for n, line in enumerate(lines) if line.startswith("claim one#claim-1 changed   claims/one.yaml:"))
    assert lines[at + 1 : at + 3] == ["  quote       85 → 86", "  value       85 → 86"]
    (turned,) = [line for line in lines if line.startswith("  changed     still contradiction thing.staff-")]
    assert turned.endswith(": the thing · staff: two documents say 97, one 86; came: 86; went: 85; 97: 1 source, now 2")
    assert "disagreements: 0 appeared, 0 went, 1 changed" in lines
    assert "claim three#claim-1 removed" in lines
    assert "before: 1 contradiction, 0 tensions, 0 reconciled, 1 agreement" in lines
    assert "now: 1 contradiction, 0 tensions, 0 reconciled, 1 agreement" in lines


@pytest.mark.usefixtures("changed")
def test_the_data_tells_the_same() -> None:
    data = json.loads(diff("--format", "json").stdout)
    assert data["schema"] == "changes-2"
    assert data["since"]["ref"] == "main"
    assert [(c["sort"], c["name"], c["change"]) for c in data["changes"]] == [
        ("document", "four", "added"),
        ("document", "three", "removed"),
        ("claim", "four#staff", "added"),
        ("claim", "one#claim-1", "changed"),
        ("claim", "three#claim-1", "removed"),
    ]
    assert data["changes"][3]["fields"] == [
        {"field": field, "before": "85", "now": "86"} for field in ("quote", "value")
    ]
    (turn,) = data["disagreements"]
    assert (turn["change"], turn["came"], turn["went"]) == ("changed", ["86"], ["85"])
    assert turn["support"] == [{"value": "97", "before": 1, "now": 2}]
    assert turn["before"]["id"] == turn["now"]["id"]
    assert turn["now"]["positions"][0] == {
        "value": "97",
        "claims": ["two#claim-1", "four#staff"],
        "independent": 2,
        "derived": False,
    }
    assert data["totals"]["now"] == {"agreement": 1, "contradiction": 1}


def test_a_disagreement_that_is_judged_otherwise_is_one_that_changed(git: Git, build: Build) -> None:
    build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    git("commit")
    build({"one": [{"value": "85", "definition": "posts"}], "two": [{"value": "97", "definition": "people"}]}, STAFF)
    result = diff()
    assert "changed     contradiction → reconciled by definition thing.staff-" in result.stdout
    assert "went:" not in result.stdout, "what is explained is still said"


def test_a_disagreement_that_turned_for_another_reason_is_told_apart(git: Git, build: Build) -> None:
    both = {"one": [{"value": "85"}], "two": [{"value": "97"}]}
    build(both, STAFF)
    git("commit")
    finding = json.loads(run("check", "--as-of", NOW, "--format", "json").stdout)["findings"][0]["id"]
    decided = run("decide", finding, "--right", "A", "--reason", "seen", "--reviewer", "ann", "--as-of", NOW)
    assert decided.exit_code == 0, decided.output
    lines = diff().stdout.splitlines()
    at = lines.index("for another reason: the vocabulary, a decision or the policy")
    assert lines[at + 1].startswith("  changed     contradiction → contradiction, proposed thing.staff-")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param(
            {"one": [{"value": "85"}], "two": []},
            {"one": [{"value": "85"}], "two": [{"value": "97"}]},
            "  appeared    contradiction the thing · staff: one document says 85, one 97",
            id="a second value",
        ),
        pytest.param(
            {"one": [{"value": "85"}], "two": [{"value": "97"}]},
            {"one": [{"value": "85"}], "two": []},
            "  went        contradiction the thing · staff: one document says 85, one 97",
            id="a value less",
        ),
        pytest.param(
            {"one": [{"value": "85"}], "two": [{"value": "97"}]},
            {"one": [{"value": "85"}], "two": [{"value": "97"}], "three": [{"value": "85"}]},
            "  changed     still contradiction the thing · staff: two documents say 85, one 97; 85: 1 source, now 2",
            id="a source more",
        ),
        pytest.param(
            {"one": [{"value": "85"}], "two": [{"value": "97"}], "three": [{"value": "111"}]},
            {"one": [{"value": "85"}], "two": [{"value": "97"}], "three": []},
            "  changed     still contradiction the thing · staff: one document says 85, one 97; went: 111",
            id="a position less",
        ),
    ],
)
def test_what_became_of_a_disagreement_is_one_line(
    git: Git, build: Build, before: Mapping, now: Mapping, expected: str
) -> None:
    build(before, STAFF)
    git("commit")
    build(now, STAFF)
    lines = [re.sub(r" thing\.staff-[0-9a-f]{16}:", "", line) for line in diff().stdout.splitlines()]
    assert [line for line in lines if line.startswith(("  appeared ", "  went ", "  changed "))] == [expected]


def test_things_under_other_names_leave_disagreements_as_they_are(git: Git, build: Build) -> None:
    both = {"one": [{"value": "85"}], "two": [{"value": "97"}]}
    claims = build(both, STAFF)
    git("commit")
    for path in list(claims.iterdir()):
        text = path.read_text("utf-8").replace('"staff": {', '"workers": {')
        text = text.replace('"property": "staff"', '"property": "workers"').replace('"thing"', '"plant"')
        path.write_text(text.replace('"id": "one"', '"id": "uno"'), "utf-8")
    lines = diff().stdout.splitlines()
    assert lines[0].endswith("): 1 document renamed, 1 entity renamed, 1 property renamed")
    assert "entity thing is now plant" in lines
    assert "disagreements: 0 appeared, 0 went, 0 changed" in lines


def test_nothing_changed(git: Git, build: Build) -> None:
    build(TWO, STAFF)
    git("commit")
    assert diff().stdout.splitlines()[0].endswith("): no claim changed")


def test_words_of_files_are_no_markup_in_a_comment(git: Git, build: Build) -> None:
    nasty = "@ann <b>x</b> `y` [z](https://example.net) #1 !2 | \u202e\n# head"
    build({"one": [{"value": "85", "note": "a"}], "two": [{"value": "85"}]}, STAFF)
    git("commit")
    build(
        {"one": [{"value": "85", "note": nasty}], "two": [{"value": nasty}]},
        {"staff": {**STAFF["staff"], "datatype": "text"}},
    )
    result = diff("--format", "markdown")
    outside = "".join(part for n, part in enumerate(result.stdout.split("`")) if n % 2 == 0)
    assert "<b>" not in outside.replace("\\<b\\>", "")
    assert "@ann" not in outside
    assert "](" not in outside.replace("\\](", "")
    assert "\u202e" not in result.stdout
    assert not [line for line in result.stdout.splitlines() if line.startswith("# ")]


def test_a_comment_is_cut_at_whole_entries(git: Git, build: Build) -> None:
    build(TWO, STAFF)
    git("commit")
    build(TWO, STAFF, {f"{'entity-' * 20}{n}": {"label": "x"} for n in range(800)})
    text = diff("--format", "markdown").stdout
    assert len(text) < 65_536
    assert "more entries" in text
    assert text.rstrip().splitlines()[-1].startswith("now: ")


def test_hidden_characters_are_spelled_out(git: Git, build: Build) -> None:
    build({"one": [{"value": "85"}]}, STAFF)
    git("commit")
    build({"one": [{"value": "85", "note": "a\u202eb"}]}, STAFF)
    assert "a\\u{202e}b" in diff().stdout
    assert "a\\u202eb" in diff("--format", "json").stdout


def test_a_fault_is_told_and_turns_the_run_red(changed: Path) -> None:
    (changed / "broken.yaml").write_text("document: {id: broken\n", "utf-8")
    result = diff()
    assert result.exit_code == 2
    assert "1 fault in the input" in result.stdout


@pytest.mark.usefixtures("changed")
def test_the_same_twice_is_the_same() -> None:
    for form in ("text", "json", "markdown"):
        assert diff("--format", form).stdout == diff("--format", form).stdout
