"""What takes nothing away is told as nothing: `fail-on-removed` lets harmless changes pass."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.history.conftest import Build, Git, new_since

PROPERTIES: dict[str, dict[str, Any]] = {
    "cost": {"label": "cost", "datatype": "quantity", "kind": "constant", "unit": "USD"},
    "staff": {"label": "staff", "datatype": "quantity", "kind": "state"},
    "owner": {"label": "owner", "datatype": "entity", "kind": "constant"},
}
ENTITIES = {
    "north": {"label": "north"},
    "south": {"label": "south", "also": ["the South"]},
    "speaker": {"label": "the speaker"},
}
DOCUMENTS = {
    "one": [
        {"id": "cost", "value": "85 USD"},
        {"id": "staff", "property": "staff", "value": "40", "as_of": "1951", "because": "the year of the headng"},
        {"id": "north", "property": "staff", "value": "30", "scope": {"place": "north"}, "said_by": "speaker"},
        {"id": "owner", "property": "owner", "value": "north"},
    ],
    "two": [{"id": "cost", "value": "97 USD"}, {"id": "owner", "property": "owner", "value": "south"}],
}
TEXT = "The cost was 85 USD, and the owner is north."

Files = dict[str, dict[str, Any]]
Change = Callable[[Path], object]


def edit(name: str, change: Callable[[dict[str, Any]], object]) -> Change:
    def edited(claims: Path) -> None:
        path = claims / f"{name}.yaml"
        data = json.loads(path.read_text("utf-8"))
        change(data)
        path.write_text(json.dumps(data), "utf-8")

    return edited


def laid_out(layout: Callable[[str], str]) -> Change:
    def edited(claims: Path) -> None:
        for path in claims.glob("*.yaml"):
            path.write_bytes(layout(path.read_text("utf-8")).encode())

    return edited


def in_blocks(text: str) -> str:
    """The same data, as people write it."""
    import yaml

    return "# laid out anew\n" + yaml.safe_dump(json.loads(text), sort_keys=False, allow_unicode=True, width=60)


def moved(claims: Path) -> None:
    (claims / "old").mkdir()
    (claims / "one.yaml").rename(claims / "old" / "one.yaml")


def split(claims: Path) -> None:
    data = json.loads((claims / "one.yaml").read_text("utf-8"))
    rest = {"document": "one", "claims": data["claims"][2:]}
    data["claims"] = data["claims"][:2]
    (claims / "one.yaml").write_text(json.dumps(data), "utf-8")
    (claims / "one-more.yaml").write_text(json.dumps(rest), "utf-8")


def text_added(claims: Path) -> None:
    folder = claims.parent / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    about = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "path": "one.txt"}
    edit("one", lambda data: data["document"].update(text=about))(claims)


def renamed(claims: Path) -> None:
    """Every identifier is another one, under one map over all files."""
    for path in claims.glob("*.yaml"):
        text = path.read_text("utf-8")
        for name in ("north", "south", "speaker", "thing", "cost", "staff", "owner", "place", "one", "two"):
            text = text.replace(f'"{name}"', f'"the-{name}"')
        for words in ("label", "quote"):
            text = text.replace(f'"{words}": "the-', f'"{words}": "')
        text = text.replace('"the-place": "the-place"', '"the-place": "place"')  # what people read
        path.write_text(text, "utf-8")


HARMLESS: list[tuple[str, Change]] = [
    ("files are laid out anew", laid_out(in_blocks)),
    ("Windows writes the line ends", laid_out(lambda text: in_blocks(text).replace("\n", "\r\n"))),
    ("a remark is added", laid_out(lambda text: text + "\n# a remark\n")),
    ("a file goes into a folder", moved),
    ("a file gets another name", lambda claims: (claims / "one.yaml").rename(claims / "nineteen-fifty-one.yaml")),
    ("claims are sorted", edit("one", lambda data: data["claims"].sort(key=lambda claim: claim["id"]))),
    (
        "fields are sorted",
        edit("one", lambda data: data.update(claims=[dict(sorted(c.items())) for c in data["claims"]])),
    ),
    (
        "a typo in `because` is corrected",
        edit("one", lambda data: data["claims"][1].update(because="the heading's year")),
    ),
    ("a note is added", edit("one", lambda data: data["claims"][0].update(note="see the table"))),
    ("a page is added", edit("one", lambda data: data["claims"][0].update(page="12"))),
    ("a title is corrected", edit("one", lambda data: data["document"].update(title="The First"))),
    (
        "a property gets another label",
        edit("vocabulary", lambda data: data["properties"]["cost"].update(label="costs")),
    ),
    (
        "an entity gets one more name",
        edit("vocabulary", lambda data: data["entities"]["north"].update(also=["the North"])),
    ),
    (
        "an entity gets another name besides those that it has",
        edit("vocabulary", lambda data: data["entities"]["south"]["also"].append("southern parts")),
    ),
    ("an entity is added", edit("vocabulary", lambda data: data["entities"].update(east={"label": "east"}))),
    (
        "a property is added",
        edit(
            "vocabulary",
            lambda data: data["properties"].update(
                depth={"label": "depth", "datatype": "quantity", "kind": "constant", "unit": "m"}
            ),
        ),
    ),
    (
        "a claim is added",
        edit(
            "two",
            lambda data: data["claims"].append(
                {
                    "id": "staff",
                    "quote": "40 men",
                    "subject": "thing",
                    "property": "staff",
                    "value": "40",
                    "as_of": "1951",
                }
            ),
        ),
    ),
    ("a document gets its text", text_added),
    ("a text is said to be English", edit("one", lambda data: data["document"].update(language="en"))),
    ("everything is renamed", renamed),
    (
        "the vocabulary is sorted",
        edit("vocabulary", lambda data: data.update(entities=dict(sorted(data["entities"].items())))),
    ),
    ("a claim gets another identifier", edit("one", lambda data: data["claims"][0].update(id="costs"))),
    ("nothing", lambda _: None),
]


@pytest.mark.parametrize("change", [change for _, change in HARMLESS], ids=[label for label, _ in HARMLESS])
def test_a_harmless_change_takes_nothing_away(change: Change, git: Git, build: Build) -> None:
    claims = build(DOCUMENTS, PROPERTIES, ENTITIES)
    git("config", "core.autocrlf", "false")
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    change(claims)
    git("commit")
    done = new_since("main", claims, "--format", "json", "--fail-on-removed", "--documents", claims.parent)
    report = json.loads(done.stdout)
    since = report["since"]
    assert (since["gone"], since["redefined"], since["exceptions"], since.get("rejudged", [])) == ([], [], [], [])
    assert (done.exit_code, report["faults"]) == (0, []), done.output
    assert {one["state"] for one in report["disagreements"]} <= {"known"}, "what was open is as it was"
