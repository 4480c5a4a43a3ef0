"""What earlier runs kept saves work and changes nothing; whatever is wrong with it, it is as good as not there."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import subjects
from checker.cache import store as cache
from checker.cache.codec import decode, encode
from checker.cache.store import Store, cache_file, open_store, save
from checker.model.box import Box
from checker.model.claim import Claim, Document
from checker.model.finding import Finding
from checker.model.result import Result
from checker.model.vocabulary import Vocabulary
from checker.readers import claims
from checker.report import json as report
from checker.request import Request
from checker.rules.registry import RULES
from checker.rules.rule import Pair
from checker.run import examine
from tests.history.conftest import NOW, STAFF, Build, Git, new_since, run, write

PROPERTIES = {
    "staff": {"label": "staff", "datatype": "quantity", "kind": "constant"},
    "force": {"label": "force", "datatype": "quantity", "kind": "state", "unit": "people", "change": "10 %/year"},
    "founded": {"label": "founded", "datatype": "date", "kind": "event"},
    "life": {"label": "life", "datatype": "interval", "kind": "event"},
    "head": {"label": "head", "datatype": "entity", "kind": "state"},
    "open": {"label": "open", "datatype": "boolean", "kind": "state"},
}
SUBJECTS = {name: {"label": name.title()} for name in ("thing", "other", "third")}
VALUES = {
    "staff": ("85", "about 90", "over 40,000"),
    "force": ("1,000 people", "nearly 2,000", "1 million people"),
    "founded": ("1951-09-08", "1952", "early 1950s"),
    "life": ("1945/1952", "1945/..", "1946/1951"),
    "head": ("thing", "other"),
    "open": ("true", "false"),
}


def corpus(build: Build, seed: int = 1, folder: str = "claims") -> Path:
    """Documents of all sorts of claims, some of which do not fit."""
    dice = random.Random(seed)
    documents = {}
    for name in ("one", "two", "three", "four"):
        claims = []
        for _ in range(12):
            prop = dice.choice(sorted(VALUES))
            claim = {"subject": dice.choice(sorted(SUBJECTS)), "property": prop, "value": dice.choice(VALUES[prop])}
            claims.append(claim | dice.choice(({}, {"as_of": "1999"}, {"definition": "posts"}, {"said_by": "third"})))
        documents[name] = claims
    return build(documents, PROPERTIES, SUBJECTS, folder=folder)


def told(result: Result) -> str:
    return report.write(result)


def check(root: Path, store: Store | None = None) -> str:
    return told(examine(Request(root, NOW), store=store))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.txt"


def again(root: Path, file: Path) -> tuple[str, Store]:
    """A run that recalls and keeps."""
    store = open_store(file)
    assert store is not None
    found = check(root, store)
    save(store)
    return found, store


Counts = dict[str, int]


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """How many files are parsed, and subjects read into boxes and judged."""
    found: Counts = {}

    def count(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            found[name] = found.get(name, 0) + 1
            return work(*arguments)

        return counted

    monkeypatch.setattr(claims, "read_claims", count("parsed", claims.read_claims))
    monkeypatch.setattr(subjects, "normalise", count("read", subjects.normalise))
    monkeypatch.setattr(subjects, "findings_of_subject", count("judged", subjects.findings_of_subject))
    return found


def test_a_second_run_does_nothing_anew_and_tells_the_same(build: Build, file: Path, counts: Counts) -> None:
    root = corpus(build)
    cold = check(root)
    assert counts == {"parsed": 4, "read": 3, "judged": 3}
    counts.clear()
    first, _ = again(root, file)
    assert counts == {"parsed": 4, "read": 3, "judged": 3}
    counts.clear()
    second, store = again(root, file)
    assert counts == {}
    assert store.written == 0
    assert cold == first == second
    assert json.loads(cold)["findings"], "there is something to tell"


def test_after_one_file_changed_only_what_it_touches_is_done_anew(build: Build, file: Path, counts: Counts) -> None:
    root = corpus(build)
    again(root, file)
    path = root / "one.yaml"
    data = json.loads(path.read_text("utf-8"))
    data["claims"].append({"id": "more", "quote": "w", "subject": "other", "property": "staff", "value": "7"})
    path.write_text(json.dumps(data), "utf-8")
    counts.clear()
    warm, _ = again(root, file)
    assert counts == {"parsed": 1, "read": 1, "judged": 1}
    assert warm == check(root)


def test_a_file_that_is_laid_out_anew_is_parsed_and_nothing_is_judged(build: Build, file: Path, counts: Counts) -> None:
    root = corpus(build)
    again(root, file)
    path = root / "one.yaml"
    path.write_text("# a remark\n" + path.read_text("utf-8"), "utf-8")
    counts.clear()
    warm, _ = again(root, file)
    assert counts == {"parsed": 1}
    assert warm == check(root), "the lines are those of now"


def test_another_vocabulary_judges_all_anew_and_parses_nothing(build: Build, file: Path, counts: Counts) -> None:
    root = corpus(build)
    again(root, file)
    path = root / "vocabulary.yaml"
    path.write_text(path.read_text("utf-8").replace("10 %/year", "90 %/year"), "utf-8")
    counts.clear()
    warm, _ = again(root, file)
    assert counts == {"read": 3, "judged": 3}
    assert warm == check(root)


def test_a_document_that_comes_to_revise_another_is_seen_everywhere(build: Build, file: Path) -> None:
    """The reason lies in a third document: one that revises an earlier one and is revised by a later one."""
    documents = {
        "a": [{"value": "85"}],
        "b": [{"value": "x", "property": "name", "subject": "other"}],
        "c": [{"value": "97", "revises": "b"}],
    }
    properties = {**STAFF, "name": {"label": "name", "datatype": "text", "kind": "constant"}}
    root = build(documents, properties, SUBJECTS)
    before, _ = again(root, file)
    documents["b"][0]["revises"] = "a"
    build(documents, properties, SUBJECTS)
    warm, _ = again(root, file)
    assert warm == check(root)
    assert '"contradiction"' in before
    assert '"contradiction"' not in warm


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 11), st.sampled_from(sorted(VALUES))), max_size=4), st.data()
)
def test_any_edit_gives_the_same_with_and_without(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("any")
    root = written(folder, 1)
    again(root, folder / "kept.txt")
    for document, number, prop in edits:
        path = sorted(root.glob("[!v]*.yaml"))[document]
        content = json.loads(path.read_text("utf-8"))
        claim = content["claims"][number]
        claim |= {"property": prop, "value": data.draw(st.sampled_from(VALUES[prop]))}
        path.write_text(json.dumps(content), "utf-8")
        warm, _ = again(root, folder / "kept.txt")
        assert warm == check(root)


def written(folder: Path, seed: int) -> Path:
    """The corpus of `corpus`, without the fixture: hypothesis wants a folder for each example."""
    dice = random.Random(seed)
    root = folder / "claims"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(json.dumps({"entities": SUBJECTS, "properties": PROPERTIES}), "utf-8")
    for name in ("one", "two", "three", "four"):
        claims = [
            {
                "id": f"c{n}",
                "subject": dice.choice(sorted(SUBJECTS)),
                "property": (prop := dice.choice(sorted(VALUES))),
                "value": (value := dice.choice(VALUES[prop])),
                "quote": value,
            }
            for n in range(12)
        ]
        document = {"id": name, "title": name, "publisher": f"of {name}", "published": "2020"}
        (root / f"{name}.yaml").write_text(json.dumps({"document": document, "claims": claims}), "utf-8")
    return root


# --- what is wrong with it is as good as not there


def _cut(text: str) -> str:
    return text[: len(text) // 2]


def _flipped(text: str) -> str:
    """Every number one higher: still JSON, and every value still of its type."""
    return "".join(str((int(c) + 1) % 10) if c.isdigit() and n > 200 else c for n, c in enumerate(text))


def _swapped(text: str) -> str:
    """What stands for one thing under the key of another."""
    head, *lines = text.splitlines()
    keys = [line.split(" ", 1)[0] for line in lines]
    rests = [line.split(" ", 1)[1] for line in lines]
    return "\n".join([head, *(f"{key} {rest}" for key, rest in zip(keys, reversed(rests), strict=True)), ""])


def _sealed_nonsense(text: str) -> str:
    """Lines with a right hash that hold no value of the type."""
    head, *lines = text.splitlines()
    made = []
    for number, line in enumerate(lines):
        key = line.split(" ", 1)[0]
        nonsense = ("null", '[[["x"]],[]]', "[[1],[2]]", "nonsense")[number % 4]
        made.append(f"{key} {cache.digest(key, nonsense)} {nonsense}")
    return "\n".join([head, *made, ""])


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(_cut, id="cut in the middle"),
        pytest.param(_flipped, id="other numbers"),
        pytest.param(_swapped, id="under other keys"),
        pytest.param(_sealed_nonsense, id="no value, with a right hash"),
        pytest.param(lambda _: "", id="empty"),
        pytest.param(
            lambda text: "checker-cache-1 of-another-version\n" + text.split("\n", 1)[1], id="another version"
        ),
        pytest.param(lambda text: text.replace("\n", "\n\n \n"), id="empty lines"),
        pytest.param(lambda text: text.replace("checker-cache", "someone's", 1), id="another program's"),
    ],
)
def test_damage_costs_time_and_nothing_else(build: Build, file: Path, damage: Callable[[str], str]) -> None:
    root = corpus(build)
    cold, _ = again(root, file)
    whole = file.read_text("utf-8")
    damaged = damage(whole)
    assert damaged != whole
    file.write_text(damaged, "utf-8")
    warm, _ = again(root, file)
    assert warm == cold
    assert again(root, file)[1].written == 0, "it is whole again"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\0" * 100])
def test_bytes_that_are_no_text(build: Build, file: Path, content: bytes) -> None:
    root = corpus(build)
    file.write_bytes(content)
    assert again(root, file)[0] == check(root)


def test_a_place_where_nothing_can_be_written(build: Build, tmp_path: Path) -> None:
    root = corpus(build)
    (tmp_path / "file").write_text("", "utf-8")
    assert again(root, tmp_path / "file" / "below" / "kept.txt")[0] == check(root)
    (tmp_path / "folder").mkdir()
    assert again(root, tmp_path / "folder")[0] == check(root)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims", "file", "folder"], "nothing is left over"


def test_other_code_finds_nothing_of_ours(build: Build, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = corpus(build)
    again(root, file)
    monkeypatch.setattr(cache, "version", lambda: "of-other-code")
    monkeypatch.setattr(cache, "_traces", lambda: "of-other-code")
    _, store = again(root, file)
    assert store.old == {}


def test_what_a_rule_that_failed_left_is_not_kept(build: Build, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    root = corpus(build)

    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    with monkeypatch.context() as patch:
        broken = tuple(replace(rule, pair=Pair(fail)) if rule.id == "value-conflict" else rule for rule in RULES)
        patch.setattr("checker.evaluate.RULES", broken)
        assert '"unchecked"' in again(root, file)[0]
    assert again(root, file)[0] == check(root)


def _run(root: Path, file: Path, out: Path) -> None:
    for number in range(3):
        path = root / "one.yaml"
        path.write_text(f"# {os.getpid()} {number}\n" + path.read_text("utf-8").lstrip("#").split("\n", 1)[-1], "utf-8")
        store = open_store(file)
        examine(Request(root, NOW), store=store)
        save(store)
    out.write_text(check(root, open_store(file)), "utf-8")


def test_runs_at_the_same_time_do_not_harm_each_other(tmp_path: Path) -> None:
    roots = []
    for number in range(4):
        (tmp_path / str(number)).mkdir()
        roots.append(written(tmp_path / str(number), number))
    file = tmp_path / "kept.txt"
    spawn = multiprocessing.get_context("spawn")
    runs = [spawn.Process(target=_run, args=(root, file, root.parent / "out")) for root in roots]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert [one.exitcode for one in runs] == [0] * 4
    for root in roots:
        assert (root.parent / "out").read_text("utf-8") == check(root)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2", "3", "kept.txt"]


# --- values as JSON


def test_every_value_of_a_run_comes_back_as_it_was(root: Path) -> None:
    result = examine(Request(root / "claims", NOW))
    claims, boxes, corpus_of = result.corpus.claims, result.boxes, result.corpus
    for kind, value, known in (
        (Vocabulary, corpus_of.vocabulary, {}),
        (tuple[Claim, ...], claims, {Document: ()}),
        (tuple[Box, ...], boxes, {Claim: claims}),
        (tuple[Finding, ...], result.findings, {Claim: claims, Box: boxes}),
    ):
        data = json.loads(json.dumps(encode(kind, value, known)))
        assert decode(kind, data, known) == value
    back = decode(tuple[Claim, ...], encode(tuple[Claim, ...], claims, {Document: ()}), {Document: ()})
    assert [claim.marks for claim in back] == [claim.marks for claim in claims]
    assert len({id(claim.document) for claim in back}) == len(corpus_of.documents), "each document is one value"
    again = decode(tuple[Box, ...], encode(tuple[Box, ...], boxes, {Claim: claims}), {Claim: claims})
    assert all(one.claim is two.claim for one, two in zip(again, boxes, strict=True))


def test_a_type_without_a_way_is_refused() -> None:
    with pytest.raises(TypeError, match="no way is known to keep"):
        encode(bytes, b"x", {})


# --- the command


def test_the_cache_lies_where_no_commit_reaches_it(git: Git, based: Path, tmp_path: Path) -> None:
    write(based, "three", "97")
    cold = run("check", "--as-of", NOW, "--no-cache", "--format", "json")
    assert list((tmp_path / ".git").glob("checker-cache/*")) == []
    first = run("check", "--as-of", NOW, "--format", "json")
    (file,) = (tmp_path / ".git").glob("checker-cache/*")
    before = file.read_bytes()
    second = run("check", "--as-of", NOW, "--format", "json")
    assert cold.stdout == first.stdout == second.stdout
    assert file.read_bytes() == before
    assert "checker-cache" not in git("status", "--porcelain", "--ignored")


def test_both_sides_of_a_comparison_are_kept(git: Git, based: Path, counts: Counts) -> None:
    write(based, "three", "97")
    git("commit")
    cold = new_since("main", "--no-cache")
    first = new_since("main")
    counts.clear()
    second = new_since("main")
    assert counts == {}
    assert cold.stdout == first.stdout == second.stdout


def test_the_variable_names_another_place_or_none(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build({"one": [{"value": "85"}]}, STAFF)
    assert cache_file(root) is None, "neither git nor the variable"
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "place"))
    run("check", "--as-of", NOW, root)
    assert len(list((tmp_path / "place").rglob("*.txt"))) == 1
    monkeypatch.setenv(cache.VARIABLE, "")
    assert cache_file(root) is None


def test_a_work_tree_of_its_own_has_its_own_cache(
    git: Git, based: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("trees") / "other"
    git("worktree", "add", "--quiet", "--detach", str(other))
    mine, theirs = cache_file(based), cache_file(other / "claims")
    assert mine
    assert theirs
    assert mine.parent != theirs.parent
    assert theirs.is_relative_to(mine.parents[1])


def test_what_no_rule_reads_is_told_as_it_is_now_and_judges_nothing_anew(build: Build, file: Path) -> None:
    def pages(page: str) -> tuple[set[str], Store]:
        claims = {name: [{"quote": f"{n} people", "value": n, "page": page}] for name, n in (("a", "85"), ("b", "97"))}
        root = build(claims, {"staff": PROPERTIES["staff"]})
        store = open_store(file)
        assert store is not None
        found = examine(Request(root, NOW), store=store)
        save(store)
        return {claim.page for finding in found.findings for claim in finding.claims}, store

    assert pages("1")[0] == {"1"}
    told, store = pages("2")
    assert told == {"2"}
    assert store.written == 2, "the two files are read anew; what is judged of them is recalled"
