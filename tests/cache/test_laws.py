"""Whatever changes in a corpus, a run that recalls tells the same bytes as one that does everything anew."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cache.store import open_store, save
from checker.model.result import Result
from checker.report import agent, html
from checker.report import json as as_json
from checker.report.options import Options
from checker.request import Request
from checker.run import examine
from tests.laws.conftest import NOW, REAL

Edit = Callable[[str, random.Random], str]


def _set(field: str, value: str) -> Edit:
    """One of the fields of that name says something else."""

    def edit(text: str, dice: random.Random) -> str:
        lines = text.split("\n")
        places = [place for place, line in enumerate(lines) if line.strip().removeprefix("- ").startswith(f"{field}:")]
        if places:
            place = dice.choice(places)
            lines[place] = f"{lines[place].partition(':')[0]}: {value}"
        return "\n".join(lines)

    return edit


EDITS: dict[str, Edit] = {
    "a remark on top": lambda text, _: f"# a remark\n{text}",
    "another value": _set("value", "'over 12'"),
    "a value that cannot be read": _set("value", "'??'"),
    "another time": _set("as_of", "'1960'"),
    "another publisher": _set("publisher", "The Same"),
    "another date of publication": _set("published", "'1950'"),
    "a date that cannot be read": _set("published", "sometime"),
    "a subject that nobody knows": _set("subject", "nobody"),
    "another name of a claim, a document or anything else": _set("id", "renamed"),
    "another label": _set("label", "renamed"),
    "another relation": _set("relation", "thing.size = 3"),
    "cut in the middle": lambda text, _: text[: len(text) // 2],
    "nothing left": lambda _text, _dice: "",
}


def told(result: Result) -> tuple[str, ...]:
    """Everything that formats look at: JSON tells all findings, the page all boxes, the other their lines."""
    options = Options(show_reconciled=True)
    return as_json.write(result), agent.write(result, options), html.write(result, options)


@settings(max_examples=40)
@given(
    st.sampled_from([name for name in REAL if name != "the five documents"]),
    st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 10**6)), min_size=1, max_size=3),
)
def test_any_edit_of_any_file_gives_the_same_bytes(name: str, edits: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        root, file = Path(folder) / "claims", Path(folder) / "kept.txt"
        shutil.copytree(REAL[name], root)
        save_all(root, file)
        for edit, seed in edits:
            dice = random.Random(seed)
            path = dice.choice(sorted(root.glob("*.yaml")))
            path.write_text(EDITS[edit](path.read_text("utf-8"), dice), "utf-8")
            assert told(save_all(root, file)) == told(examine(Request(root, NOW)))


def save_all(root: Path, file: Path) -> Result:
    store = open_store(file)
    result = examine(Request(root, NOW), store=store)
    save(store)
    return result


@pytest.mark.parametrize("name", sorted(REAL))
def test_what_is_recalled_is_equal_value_by_value(name: str, tmp_path: Path) -> None:
    root, file = REAL[name], tmp_path / "kept.txt"
    cold = examine(Request(root, NOW))
    save_all(root, file)
    warm = save_all(root, file)
    assert warm.findings == cold.findings
    assert warm.boxes == cold.boxes
    assert warm.corpus == cold.corpus
    assert warm.coverage == cold.coverage
    assert [claim.marks for claim in warm.corpus.claims] == [claim.marks for claim in cold.corpus.claims]


def test_a_relation_reaches_no_claim_that_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Joint reasoning gets the claims that a relation may reach; all others would change nothing."""
    some = {name: as_json.write(examine(Request(root, NOW))) for name, root in REAL.items()}
    monkeypatch.setattr("checker.run.related", lambda *_: lambda _: True)
    for name, root in REAL.items():
        assert as_json.write(examine(Request(root, NOW))) == some[name]


def test_what_a_claim_draws_on_has_a_part_in_how_it_agrees(tmp_path: Path) -> None:
    """The publisher of a document that has no claim on the subject decides whether two others are independent."""
    root, file = tmp_path / "claims", tmp_path / "kept.txt"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(
        "entities: {thing: {label: thing}, other: {label: other}}\n"
        "properties: {staff: {label: staff, datatype: quantity, kind: constant}}\n"
    )

    def write(name: str, publisher: str, claim: str) -> None:
        head = f"document: {{id: {name}, title: {name}, publisher: {publisher}, published: 2020}}\n"
        (root / f"{name}.yaml").write_text(f"{head}claims:\n  - {{id: c, quote: 85 and 1, property: staff, {claim}}}\n")

    write("a", "first office", "subject: thing, value: 85")
    write("b", "second office", "subject: thing, value: 85, draws_on: source")
    write("source", "third office", "subject: other, value: 1")
    before = save_all(root, file)
    write("source", "first office", "subject: other, value: 1")
    after = save_all(root, file)
    assert [finding.why for finding in before.of("agreement")] == ["2 independent sources: a; b"]
    assert [finding.why for finding in after.of("agreement")] == ["one source, told more than once: a + b"]
