"""Reports become claims that a check reads; broken, hostile and huge ones end in located faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli.main import main
from checker.xbrl.imports import import_reports
from tests.xbrl.reports import NAMESPACES, check, fact, imported, report, rows

YEAR = "2020-01-01T00:00:00/2021-01-01T00:00:00"
FACTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "an amount at an instant": (
        fact("eg:Assets", "1230000", -3),
        {"subject": "lei_EXAMPLE", "property": "eg_Assets", "value": "1230000 ± 500 USD", "as_of": "2020-12-31"},
    ),
    "an exact amount": (fact("eg:Assets", "12.50"), {"value": "exactly 12.50 USD"}),
    "a stretch of time is a scope, too": (
        fact("eg:Sales", "5", 0, period=YEAR),
        {"during": "2020-01-01/2020-12-31", "scope": {"period": "from-2020-01-01-to-2020-12-31"}},
    ),
    "at any time": (fact("eg:Assets", "5", 0, period=""), {"value": "5 ± 0.5 USD"}),
    "an amount a share": (
        fact("eg:Gain", "1.5", 2, unit="iso4217:USD/xbrli:shares"),
        {"value": "1.5 ± 0.005 USD/shares"},
    ),
    "shares that were taken back": (fact("eg:Issued", "-12", 0, unit="xbrli:shares"), {"value": "-12 ± 0.5 shares"}),
    "a share of a whole": (fact("eg:Part", "0.25", 2, unit=""), {"value": "0.25 ± 0.005"}),
    "a measure": (fact("eg:Power", "3.5", 1, unit="utr:MWh"), {"value": "3.5 ± 0.05 MWh"}),
    "digits without unit and decimals are text": (fact("eg:PostalCode", "01099", unit=""), {"value": "01099"}),
    "a truth value": (fact("eg:Listed", "true", unit=""), {"value": "true"}),
    "a text in a language": (
        fact("eg:Name", "Example\n  Works", unit="", language="EN-gb"),
        {"value": "Example Works", "scope": {"language": "language_en-gb"}},
    ),
    "dimensions of a taxonomy": (
        fact("eg:Assets", "5", 0, eg_RegionAxis="eg:EU", eg_ProjectAxis="Bridge 4/b"),
        {"scope": {"eg_RegionAxis": "eg_EU", "eg_ProjectAxis": "eg_ProjectAxis-Bridge_4_b"}},
    ),
    "a typed dimension that is nil": (
        fact("eg:Assets", "5", 0, eg_ProjectAxis=None),
        {"scope": {"eg_ProjectAxis": "eg_ProjectAxis-nil"}},
    ),
    "a value with a power of ten": (fact("eg:Assets", "1.2E6", -5), {"value": "1200000 ± 50000 USD"}),
}


@pytest.mark.parametrize(("one", "expected"), FACTS.values(), ids=FACTS.keys())
def test_a_fact_becomes_a_claim_that_is_read(one: Any, expected: dict[str, Any], tmp_path: Path) -> None:
    made = imported(tmp_path, [one])
    (row,) = rows(made)
    assert expected.items() <= row.items()
    assert check(tmp_path, made).faults == ()


LEFT_OUT = {
    "nil": (fact("eg:Assets", None), "a fact that is nil: no value is reported"),
    "an empty text": (fact("eg:Name", " ", unit=""), "an empty text"),
    "a long text": (fact("eg:Name", "word " * 200, unit=""), "a text of more than 500 characters"),
    "hidden characters": (fact("eg:Name", "a\u2028b", unit=""), "a text with control characters"),
    "a footnote": (fact("xbrl:note", "see page 5", unit="", noteId="n1", language="en"), "a footnote"),
}


@pytest.mark.parametrize(("one", "why"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_claims_cannot_say_is_counted_with_its_place(one: Any, why: str, tmp_path: Path) -> None:
    made = imported(tmp_path, [one, fact("eg:Land", "1", 0)])
    assert [row["property"] for row in rows(made)] == ["eg_Land"]
    assert dict(made.left_out.counts) == {why: 1}
    assert made.left_out.first[why].line >= 1


def test_names_that_look_alike_stay_apart(tmp_path: Path) -> None:
    facts = {"a.b": fact("eg:A.B", "1"), "a/b": fact("eg:A+B", "2"), "a b": fact("eg:A.B", "1", eg_X="p q", eg_Y="p/q")}
    made = imported(tmp_path, facts)
    claims = rows(made)
    assert len({row["id"] for row in claims}) == 3
    assert len({row["property"] for row in claims}) == 2
    assert check(tmp_path, made).faults == ()


def test_reports_that_are_imported_together_are_held_against_each_other(tmp_path: Path) -> None:
    paths = []
    for name, value in (("first", "100"), ("second", "101")):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(report([fact("eg:Assets", value)])), "utf-8")
        paths.append((path.name, path))
    made = import_reports(paths, None, "2021-04-01")
    assert {row["id"]: row["published"] for row in rows(made, "documents.jsonl")} == dict.fromkeys(
        ("first", "second"), "2021-04-01"
    )
    assert [one.verdict for one in check(tmp_path, made).disagreements] == ["contradiction"]


HEAD = '{"documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-json"}, '
HOSTILE: dict[str, tuple[str | bytes, str, int]] = {
    "nothing": ("", "empty-file", 1),
    "not JSON": (HEAD + '"facts": }', "bad-xbrl", 1),
    "a list": ("[]", "bad-xbrl", 1),
    "no report": ('{"facts": {}}', "bad-xbrl", 1),
    "another type": ('{"documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-xml"}}', "bad-xbrl", 1),
    "facts in a list": (HEAD + '\n"facts": [1]}', "bad-xbrl", 2),
    "one fact twice": (HEAD + '"facts": {"f": {}, "f": {}}}', "duplicate-key", 1),
    "nested without end": (HEAD + '"facts": ' + "[" * 100_000, "too-deep", 1),
    "nested in fields without end": (HEAD + '"facts": ' + '{"a":' * 100_000, "too-deep", 1),
    "no number": (HEAD + '"facts": NaN}', "number-not-finite", 1),
    "not UTF-8": (b'{"documentInfo": "\xff"}', "not-utf8", 1),
    "a huge power of ten": (
        HEAD + '\n"facts": {"f":\n{"value": "1e999999999", "decimals": 0, "dimensions": {"concept": "xbrl:note"}}}}',
        "bad-xbrl",
        3,
    ),
    "huge decimals": (
        HEAD + '"facts": {"f": {"value": "1",\n"decimals": -999999999, "dimensions": {"concept": "xbrl:note"}}}}',
        "bad-xbrl",
        2,
    ),
    "a name of many characters": (
        HEAD + '"facts": {"f": {"value": "1", "dimensions": {"concept": "' + "a" * 10**6 + ':b"}}}}',
        "bad-xbrl",
        1,
    ),
}


@pytest.mark.parametrize(("content", "code", "line"), HOSTILE.values(), ids=HOSTILE.keys())
def test_broken_and_hostile_reports_meet_a_located_fault(
    content: str | bytes, code: str, line: int, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    made = import_reports([("report.json", path)], None, "")
    assert (made.faults[0].code, made.faults[0].mark.line) == (code, line)
    assert all(len(fault.message) < 500 and len(fault.field) < 500 for fault in made.faults)
    assert made.files == {}


def test_faults_of_a_report_are_bounded(tmp_path: Path) -> None:
    made = imported(tmp_path, [fact("eg:Assets", "many", 0) for _ in range(3000)])
    assert 1000 <= len(made.faults) <= 1001


def test_a_report_with_too_many_facts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.xbrl.report.MOST_FACTS", 5)
    made = imported(tmp_path, [fact("eg:Assets", "1", 0) for _ in range(6)])
    assert [fault.code for fault in made.faults] == ["too-many-values"]


def test_a_report_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.xbrl.places.LIMIT", 100)
    assert [fault.code for fault in imported(tmp_path, [fact("eg:Assets", "1", 0)]).faults] == ["file-too-large"]


def test_a_report_with_too_many_values_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.xbrl.places.MOST_VALUES", 10)
    assert [fault.code for fault in imported(tmp_path, [fact("eg:Assets", "1", 0)]).faults] == ["too-many-values"]


def test_sums_that_cannot_all_be_looked_at_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.xbrl.bindings.MOST_STEPS", 1)
    facts = [fact("eg:Assets", "1"), fact("eg:Cash", "1"), fact("eg:Land", "1")]
    made = imported(tmp_path, facts, "eg:Assets,eg:Cash,1\neg:Assets,eg:Land,1\n")
    assert dict(made.left_out.counts) == {"sums after 1 steps": 1}
    assert made.relations == 0


def test_a_relation_that_would_be_too_long_is_counted(tmp_path: Path) -> None:
    parts = [f"eg:Part{number:02}" + "x" * 60 for number in range(30)]
    facts = [fact("eg:Assets", "30"), *(fact(part, "1") for part in parts)]
    made = imported(tmp_path, facts, "".join(f"eg:Assets,{part},1\n" for part in parts))
    assert dict(made.left_out.counts) == {"a sum whose relation has more than 2,000 characters or 250 parts": 1}


BAD_SUMS = {
    "a name without a prefix": ("Assets,eg:Cash,1\n", "total"),
    "a weight that is no number": ("eg:Assets,eg:Cash,one\n", "weight"),
    "a weight of nothing": ("eg:Assets,eg:Cash,0\n", "weight"),
    "a part twice": ("eg:Assets,eg:Cash,1\neg:Assets,eg:Cash,1\n", "part"),
    "a sum that is its own part": ("eg:Assets,eg:Assets,1\n", "part"),
}


@pytest.mark.parametrize(("sums", "field"), BAD_SUMS.values(), ids=BAD_SUMS.keys())
def test_bad_calculations_meet_a_located_fault(sums: str, field: str, tmp_path: Path) -> None:
    made = imported(tmp_path, [fact("eg:Assets", "1")], sums)
    assert [(fault.code, fault.field, fault.mark.line) for fault in made.faults] == [
        ("bad-xbrl", field, sums.count("\n") + 1)
    ]


def test_a_total_may_be_divided_in_several_ways(tmp_path: Path) -> None:
    path, sums = tmp_path / "report.json", tmp_path / "sums.csv"
    facts = [
        fact("eg:Assets", "10"),
        fact("eg:Cash", "4"),
        fact("eg:Land", "6"),
        fact("eg:Old", "7"),
        fact("eg:New", "2"),
    ]
    path.write_text(json.dumps(report(facts)), "utf-8")
    ways = "eg:Assets,eg:Cash,,kind\neg:Assets,eg:Land,,kind\neg:Assets,eg:Old,,age\neg:Assets,eg:New,,age\n"
    sums.write_text(f"total,part,weight,role\n{ways}", "utf-8")
    made = import_reports([("report.json", path)], sums, "")
    assert made.relations == 2
    broken = [one for one in check(tmp_path, made).findings if one.verdict == "contradiction"]
    sets = [{claim.id for claim in one.claims} for one in broken]
    assert {"f1", "f4", "f5"} in sets
    assert {"f1", "f2", "f3"} not in sets


def test_a_date_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report([fact("eg:Assets", "1")])), "utf-8")
    faults = import_reports([("report.json", path)], None, "03/04/2021").faults
    assert [(fault.code, fault.field) for fault in faults] == [("bad-date", "published")]


def test_one_prefix_means_one_namespace_in_all_reports(tmp_path: Path) -> None:
    paths = [(f"{name}.json", tmp_path / f"{name}.json") for name in ("first", "second")]
    for name, path in paths:
        data = report([fact("eg:Assets", "1")])
        data["documentInfo"]["namespaces"] = {**NAMESPACES, "eg": f"http://example.org/{name}"}
        path.write_text(json.dumps(data), "utf-8")
    (fault,) = import_reports(paths, None, "").faults
    assert (fault.mark.file, fault.field) == ("second.json", "documentInfo.namespaces")


def test_calculations_need_their_columns(tmp_path: Path) -> None:
    path, sums = tmp_path / "report.json", tmp_path / "sums.csv"
    path.write_text(json.dumps(report([fact("eg:Assets", "1")])), "utf-8")
    sums.write_text("whole,part\neg:Assets,eg:Cash\n", "utf-8")
    assert [fault.code for fault in import_reports([("report.json", path)], sums, "").faults] == ["unknown-field"]


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    )
)
def test_whatever_stands_in_a_report_nothing_but_faults_comes_of_it(anything: Any) -> None:
    """JSON of any shape at each place of a report, in both forms."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        for form in ("json", "csv"):
            info = {"documentType": f"https://xbrl.org/2021/xbrl-{form}", "namespaces": NAMESPACES}
            for data in (
                {"documentInfo": info, "facts": anything, "tables": anything, "tableTemplates": anything},
                {"documentInfo": info, "facts": {"f": anything}, "tables": {"t": anything}, "dimensions": anything},
                {"documentInfo": info, "facts": {"f": {"value": anything, "dimensions": anything}}},
                {
                    "documentInfo": {**info, "namespaces": anything},
                    "facts": {"f": {"value": "1", "decimals": anything}},
                },
            ):
                path.write_text(json.dumps(data), "utf-8")
                assert import_reports([("report.json", path)], None, "").left_out is not None


def test_the_command_writes_a_corpus_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report([fact("eg:Assets", "1", 0), fact("eg:Cash", None)])), "utf-8")
    corpus = tmp_path / "corpus"
    ran = CliRunner().invoke(main, ["import", str(path), "--output", str(corpus)])
    assert ran.exit_code == 0
    assert "1 claim from 1 report" in ran.output
    assert "a fact that is nil" in ran.output
    assert {one.name for one in corpus.iterdir()} == {"claims.jsonl", "documents.jsonl", "vocabulary.yaml"}
    path.write_text(json.dumps(report([fact("eg:Assets", "one", 0)])), "utf-8")
    ran = CliRunner().invoke(main, ["import", str(path), "--output", str(tmp_path / "other")])
    assert ran.exit_code == 2
    assert "nothing was written" in ran.output
    assert not (tmp_path / "other").exists()


WRONG_COMMANDS = {
    "no folder": ((), "give a folder"),
    "a file for a folder": (("--output", "claims.jsonl"), "give a folder"),
    "an option of maps": (("--output", "corpus", "--sheet", "a"), "name them apart"),
}


@pytest.mark.parametrize(("options", "words"), WRONG_COMMANDS.values(), ids=WRONG_COMMANDS.keys())
def test_options_that_do_not_fit_are_refused(
    options: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.json").write_text(json.dumps(report([fact("eg:Assets", "1", 0)])), "utf-8")
    ran = CliRunner().invoke(main, ["import", "report.json", *options])
    assert ran.exit_code == 2
    assert words in ran.output
