"""More ways to get a contradiction past the gate: none is green without a line that tells of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from checker.screening import blocks
from tests.history.conftest import Git, new_since
from tests.history.corpus import Corpus

BIG = "# " + "x" * 2**25
Way = Callable[[Corpus], object]


def moved(place: str) -> Way:
    def way(corpus: Corpus) -> None:
        for name in ("one", "two"):
            path = corpus.folder / place.format(name=name)
            path.parent.mkdir(parents=True, exist_ok=True)
            (corpus.folder / f"{name}.yaml").rename(path)

    return way


def claims(**fields: Any) -> Way:
    return lambda corpus: [corpus.claim(f"{name}#cost", **fields) for name in ("one", "two")]


def documents(**fields: Any) -> Way:
    return lambda corpus: [corpus.document(name, **fields) for name in ("one", "two")]


def word(section: str, name: str, **fields: Any) -> Way:
    return lambda corpus: corpus.word(section, name, **fields)


def padded(corpus: Corpus) -> None:
    path = corpus.folder / "one.yaml"
    path.write_text(f"{path.read_text('utf-8')}\n{BIG}\n", "utf-8")


def twice(corpus: Corpus) -> None:
    for name in ("one", "two"):
        corpus.edit(name, lambda data: data["claims"].append(data["claims"][0]))


def links(corpus: Corpus) -> None:
    for name in ("one", "two"):
        path = corpus.folder / f"{name}.yaml"
        path.rename(corpus.folder.parent / "aside.yaml")
        path.symlink_to("../aside.yaml")


def stolen_name(corpus: Corpus) -> None:
    """What the old claims speak of is called otherwise; another thing gets its name."""
    for name in ("one", "two"):
        text = (corpus.folder / f"{name}.yaml").read_text("utf-8").replace('"subject": "thing"', '"subject": "old"')
        (corpus.folder / f"{name}.yaml").write_text(text, "utf-8")

    def swap(data: dict) -> None:
        data["entities"]["old"] = data["entities"].pop("thing")
        data["entities"]["thing"] = {"label": "something else"}
        data["relations"][0]["relation"] = "old.depth = shed.depth"

    corpus.edit("vocabulary", swap)


def settings(name: str, text: str) -> Way:
    return lambda corpus: (corpus.folder.parent / name).write_text(text, "utf-8")


def rewritten(change: Callable[[str], str]) -> Way:
    """The old files with other text."""

    def way(corpus: Corpus) -> None:
        for name in ("one", "two"):
            path = corpus.folder / f"{name}.yaml"
            path.write_text(change(path.read_text("utf-8")), "utf-8")

    return way


def into_table(file: str, **fields: str) -> Way:
    """The old claims of the question become rows, with further columns."""

    def way(corpus: Corpus) -> None:
        mark = "\t" if file.endswith(".tsv") else ","
        rows = [mark.join(("document", "id", "quote", "subject", "property", "value", *fields))]
        for name in ("one", "two"):
            corpus.without(name, "cost")
            rows.append(mark.join((name, "cost", "85 it is", "thing", "cost", "85", *fields.values())))
        (corpus.folder / file).parent.mkdir(exist_ok=True)
        (corpus.folder / file).write_text("\n".join(rows) + "\n", "utf-8")

    return way


def drafted_and_changed(corpus: Corpus) -> None:
    corpus.claim("one#cost", draft=True)
    corpus.claim("two#cost", value="97")


def many_pairs(corpus: Corpus) -> None:
    """Pairs of other questions, more than are looked at."""
    names = [f"n{number}" for number in range(2)]
    corpus.edit("vocabulary", lambda data: data["entities"].update({name: {"label": name} for name in names}))
    about = {"id": "many", "title": "M", "publisher": "P", "published": "2024-01-01"}
    rows = [
        {"id": f"{name}-{at}", "quote": f"{at} it is", "subject": name, "property": "depth", "value": f"{at}"}
        for name in names
        for at in range(100, 290)
    ]
    (corpus.folder / "many.yaml").write_text(json.dumps({"document": about, "claims": rows}), "utf-8")


WAYS: list[tuple[str, Way, dict[str, Any], int, str]] = [
    ("old claims become drafts", claims(draft=True), {}, 1, "claim one#cost"),
    ("old files are called otherwise", moved("{name}.yaml.bak"), {}, 1, "document one"),
    ("old files go into a hidden folder", moved(".old/{name}.yaml"), {}, 1, "document one"),
    ("old files go among the decisions", moved("decisions/{name}.yaml"), {}, 2, "document one"),
    ("old files go among the imports", moved("imports/{name}.yaml"), {}, 1, "document one"),
    ("an old file gets too large to be read", padded, {}, 2, "document one"),
    ("old claims are there twice", twice, {}, 2, "two documents say 85"),
    ("old files become links", links, {}, 2, "document one"),
    ("old documents are in another language", documents(language="de"), {}, 2, "document one: language"),
    ("old claims repeat the new one", claims(draws_on="three"), {}, 1, "claim one#cost: draws_on"),
    ("old claims state a time", claims(as_of="1900"), {}, 1, "claim one#cost: as_of"),
    ("old documents are of the new publisher", documents(publisher="of three"), {}, 1, "document one: publisher"),
    (
        "the new one revises them, of one publisher",
        documents(publisher="of three"),
        {"revises": ["one", "two"]},
        1,
        "revised by",
    ),
    (
        "the property is of another datatype",
        word("properties", "cost", datatype="text"),
        {},
        1,
        "property cost: datatype",
    ),
    (
        "the new claim speaks of a twin of the property",
        word("properties", "price", label="Cost", datatype="quantity", kind="constant"),
        {"property": "price"},
        1,
        "property cost: twin",
    ),
    ("another thing gets the name of the subject", stolen_name, {}, 1, "entity thing: twin"),
    (
        "a policy that looks away",
        settings("checker.toml", 'ignore = ["value-conflict"]\n'),
        {},
        1,
        "two documents say 85",
    ),
    (
        "a policy in another file",
        settings("pyproject.toml", '[tool.checker]\nfail-on = "never"\n'),
        {},
        1,
        "two documents say 85",
    ),
    ("pairs that are too many to be compared", many_pairs, {}, 3, "make too many pairs"),
    ("old files are empty", rewritten(lambda _: ""), {}, 2, "document one"),
    ("old files are a second document", rewritten(lambda text: f"a: b\n---\n{text}"), {}, 2, "document one"),
    ("old files are remarks", rewritten(lambda text: re.sub("(?m)^", "# ", text)), {}, 2, "document one"),
    ("old files have a full-width stop", moved("{name}．yaml"), {}, 1, "document one"),
    ("old claims are rows that are deprecated", into_table("a.csv", rank="deprecated"), {}, 1, "one#cost: rank"),
    ("old claims are rows of before", into_table("a.csv", as_of="1900"), {}, 1, "one#cost: as_of"),
    ("old claims are rows among the imports", into_table("imports/a.csv"), {}, 1, "claim one#cost"),
    ("old claims are rows of no table", into_table("a.tsv"), {}, 1, "claim one#cost"),
    ("old claims say two things", claims(value=None, readings=["85", "97"]), {}, 2, "claim one#cost"),
    ("an old claim is a draft, the other one follows", drafted_and_changed, {}, 1, "claim one#cost"),
    (
        "a policy among the claims",
        settings("claims/checker.toml", 'fail-on = "never"\n'),
        {},
        1,
        "two documents say 85",
    ),
    (
        "git is told that the files are binary",
        settings(".gitattributes", "*.yaml binary -diff export-ignore\n"),
        {},
        1,
        "two documents say 85",
    ),
]


@pytest.mark.parametrize(("way", "new", "code", "line"), [case[1:] for case in WAYS], ids=[case[0] for case in WAYS])
def test_no_way_is_green_in_silence(
    corpus: Corpus,
    git: Git,
    way: Way,
    new: dict[str, Any],
    code: int,
    line: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blocks, "MOST_PAIRS", 20_000)
    corpus.says(**new)
    way(corpus)
    git("commit")
    done = new_since("main", "--fail-on-removed")
    assert (done.exit_code, line in done.output) == (code, True), done.output[-3000:]
