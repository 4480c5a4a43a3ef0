"""The public names: what they take, what they give, and the page that documents them."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.exporting.tables import TABLES
from tests.conftest import Build

NOW = "2026-11-22"
OUTPUT = {"output": {"label": "output", "datatype": "quantity", "kind": "state", "unit": "MW"}}
TWO = {
    "one": [{"value": "40 MW", "as_of": "2020", "quote": "40 MW in 2020"}],
    "two": [{"value": "55 MW", "as_of": "2020", "quote": "55 MW in 2020"}],
}


@pytest.fixture
def claims(build: Build) -> Path:
    return build(TWO, OUTPUT)


def test_the_settled_result_is_that_of_the_command(claims: Path) -> None:
    result = checker.check(claims, as_of=NOW)
    (one,) = result.open
    assert (one.verdict, one.title) == ("contradiction", "the thing · output: one document says 40 MW, one 55 MW")
    assert [(position.value, position.refs) for position in one.positions] == [
        ("40 MW", ("one#claim-1",)),
        ("55 MW", ("two#claim-1",)),
    ]
    assert one.question.name == "thing.output"
    assert (result.exit_code, result.complete, result.faults) == (1, True, ())
    assert [claim.ref for claim in result.claims] == ["one#claim-1", "two#claim-1"]
    report = json.loads(result.to_json())
    assert (report["disagreements"][0]["id"], report["findings"][0]["id"]) == (one.id, one.findings[0].id)
    assert list(result) == list(result.disagreements) == [one]


def test_a_path_may_be_a_text_and_a_day_a_date(claims: Path) -> None:
    given = checker.check(str(claims), as_of=date(2026, 11, 22))
    assert given.to_json() == checker.check(claims, as_of=NOW).to_json()


def test_what_people_ruled_and_the_policy_count(claims: Path) -> None:
    (one,) = checker.check(claims, as_of=NOW).disagreements
    (claims.parent / "checker-baseline.txt").write_text(f"{one.question.digest}\n", "utf-8")
    settled = checker.check(claims, as_of=NOW)
    assert (settled.open, settled.exit_code) == ((), 0)
    assert [one.decision and one.decision.state for one in settled.disagreements] == ["known"]
    (claims.parent / "checker-baseline.txt").unlink()
    assert checker.check(claims, as_of=NOW, policy=checker.Policy(fail_on="never")).exit_code == 0


def test_the_nearest_configuration_counts_unless_none_is_wanted(claims: Path) -> None:
    (claims.parent / "checker.toml").write_text('fail-on = "never"\n', "utf-8")
    assert checker.check(claims, as_of=NOW).exit_code == 0
    assert checker.check(claims, as_of=NOW, config=False).exit_code == 1
    (claims.parent / "other.toml").write_text('ignore = ["value-conflict"]\n', "utf-8")
    assert checker.check(claims, as_of=NOW, config=claims.parent / "other.toml").open == ()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"select": ["value-conflcit"]}, "select: 'value-conflcit' is no rule; did you mean value-conflict?"),
        ({"ignore": "no-such"}, "ignore: 'no-such' is no rule"),
        ({"policy": checker.Policy(severity={"x": "error"})}, "policy: 'x' is no rule"),
        ({"as_of": "yesterday"}, "as_of: found 'yesterday', expected a date such as 2026-11-22"),
        ({"documents": "nowhere"}, "documents: there is no folder 'nowhere'"),
        ({"config": "nowhere.toml"}, "config: there is no file 'nowhere.toml'"),
        ({"engine": "duck"}, "engine: found 'duck', expected one of auto, plain, duckdb, spark"),
        ({"claims": "nowhere"}, "claims: there is no folder 'nowhere'"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_unknown_is_a_value_error_that_says_what_was_expected(
    claims: Path, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        checker.check(**{"claims": claims, "as_of": NOW, **arguments})


def test_select_and_ignore_name_rules(claims: Path) -> None:
    assert checker.check(claims, as_of=NOW, ignore=["value-conflict"]).findings == ()
    assert checker.check(claims, as_of=NOW, select="agreement").findings == ()


def test_a_fault_in_a_file_raises_nothing(claims: Path) -> None:
    (claims / "three.yaml").write_text("document: [\n", "utf-8")
    result = checker.check(claims, as_of=NOW)
    assert result.exit_code == 2
    assert len(result.open) == 1
    assert [fault.mark.file for fault in result.faults] == ["claims/three.yaml"]
    assert checker.load(claims).faults == result.faults


def test_claims_in_memory_are_checked_alone(claims: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {path.stem: path.read_text("utf-8") for path in claims.glob("*.yaml")}
    (claims.parent / "checker.toml").write_text('ignore = ["value-conflict"]\n', "utf-8")
    monkeypatch.chdir(claims.parent)
    by_text = checker.check(files, as_of=NOW)
    by_value = checker.check({name: json.loads(text) for name, text in files.items()}, as_of=NOW)
    assert [f.refs for f in by_text.findings] == [f.refs for f in by_value.findings] == [("one#claim-1", "two#claim-1")]
    assert by_text.claims[0].mark.file == "claims/one.yaml"
    with pytest.raises(ValueError, match=r"found the file name '\.\./x'"):
        checker.check({"../x": "", **files})


def test_a_result_is_short_in_words_and_a_table_in_a_notebook(claims: Path) -> None:
    result = checker.check(claims, as_of=NOW)
    words = "2 claims in 2 documents, as of 2026-11-22: 1 contradiction, 0 tensions, 0 reconciled, 0 agreements"
    assert repr(result) == f"<checker.Result: {words}>"
    html = result._repr_html_()
    assert html.startswith(f"<p>checker.Result: {words}</p><table>")
    assert result.open[0].id in html


def test_markup_in_a_claim_file_is_text_in_a_notebook(build: Build) -> None:
    root = build(TWO, {"output": {**OUTPUT["output"], "label": "<script>alert(1)</script>"}})
    assert "<script>" not in checker.check(root, as_of=NOW)._repr_html_()


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_disagreements_are_rows_of_a_data_frame(claims: Path, library: Any) -> None:
    frame = checker.check(claims, as_of=NOW).to_dataframe(library)
    assert type(frame).__module__.startswith(library)
    assert len(frame) == 1
    assert list(frame["verdict"]) == ["contradiction"]
    assert list(frame["title"]) == ["the thing · output: one document says 40 MW, one 55 MW"]
    assert [list(values) for values in frame["positions"]] == [["40 MW", "55 MW"]]
    assert [list(refs) for refs in frame["claims"]] == [["two#claim-1", "one#claim-1"]]


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("name", [one.name for one in TABLES])
def test_every_table_is_a_data_frame_with_its_types(claims: Path, library: Any, name: str) -> None:
    result = checker.check(claims, as_of=NOW)
    frame = result.to_dataframe(library, table=name)
    assert type(frame).__module__.startswith(library)
    table = next(one for one in TABLES if one.name == name)
    assert list(frame.columns) == [column.name for column in table.columns]
    assert len(frame) == len(list(table.rows(result)))
    types = {"pandas": ("str", "Int64", "float64", "boolean", "datetime64[s]"),
             "polars": ("String", "Int64", "Float64", "Boolean", "Date")}  # fmt: skip
    by_type = dict(zip(("text", "integer", "real", "boolean", "date"), types[library], strict=True))
    assert [str(one) for one in frame.dtypes] == [by_type[column.type] for column in table.columns]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_cells_of_a_data_frame_are_those_of_the_table(claims: Path, library: Any) -> None:
    frame = checker.check(claims, as_of=NOW).to_dataframe(library, table="readings")
    assert list(zip(frame["claim"], frame["low"], frame["high"], frame["unit"], strict=True)) == [
        ("one#claim-1", 38.0, 42.0, "MW"),
        ("two#claim-1", 54.5, 55.5, "MW"),
    ]
    days = frame["holds_from"]
    assert [str(day)[:10] for day in days] == ["2020-01-01", "2020-01-01"]


def test_an_unknown_table(claims: Path) -> None:
    with pytest.raises(ValueError, match="table: found 'claim', expected one of run, documents"):
        checker.check(claims, as_of=NOW).to_dataframe(table="claim")


def test_an_unknown_library_of_data_frames(claims: Path) -> None:
    with pytest.raises(ValueError, match="expected pandas or polars"):
        checker.check(claims, as_of=NOW).to_dataframe("excel")  # type: ignore[arg-type]


def test_the_public_names_are_listed_once_more_where_they_are_imported() -> None:
    from checker import api

    assert checker.__all__ == api.__all__ == sorted(checker.__all__, key=lambda name: (name[0].islower(), name))
    assert dir(checker) == sorted(checker.__all__)
    assert all(getattr(checker, name) for name in checker.__all__)
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        checker.chekc  # noqa: B018


PAGE_CLAIMS = {
    "report": [{"id": "output", "value": "40 MW", "as_of": "2020", "quote": "40 MW"}],
    "survey": [{"id": "output", "value": "55 MW", "as_of": "2020", "quote": "55 MW"}],
    "yearbook": [{"id": "output", "value": "55 MW", "as_of": "2021", "quote": "55 MW"}],
}


def test_the_page_says_what_its_examples_print(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example is run, in the order of the page, and the block behind it is what it prints."""
    page_corpus(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = (root / "docs/api.md").read_text("utf-8")
    blocks = re.findall(r"```(\w*)\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    for place, (language, block) in enumerate(blocks):
        if language == "python":
            expected = blocks[place + 1][1] if place + 1 < len(blocks) and not blocks[place + 1][0] else ""
            assert _printed(block, names) == expected


def _printed(block: str, names: dict[str, Any]) -> str:
    """What a cell of a notebook shows: what it prints, then the value of its last line."""
    tree = ast.parse(block)
    last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None  # type: ignore[union-attr]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102  # our own page
        shown = eval(compile(last, "cell", "eval"), names) if last else None  # noqa: S307
    return out.getvalue() + (f"{shown!r}\n" if shown is not None else "")


def page_corpus(folder: Path) -> None:
    root = folder / "claims"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(
        "entities: {mill: {label: Mill}}\nproperties:\n"
        "  output: {label: output, datatype: quantity, kind: state, unit: MW}\n",
        "utf-8",
    )
    for name, (claim,) in PAGE_CLAIMS.items():
        head = f"document:\n  id: {name}\n  title: {name}\n  publisher: {name}\n  published: 2022-01-02\nclaims:\n"
        fields = {"id": claim["id"], "quote": claim["quote"], "subject": "mill", "property": "output"}
        fields |= {"value": claim["value"], "as_of": claim["as_of"]}
        lines = "\n    ".join(f"{key}: {value}" for key, value in fields.items())
        (root / f"{name}.yaml").write_text(f"{head}  - {lines}\n", "utf-8")
