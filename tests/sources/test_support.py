"""What is best supported, how often sources agree, and how both are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import checker
from checker.cli.main import main
from checker.sources.measure import Agreement, Measured, measure
from checker.sources.support import Supported, support
from tests.sources.tables import Table, answers_of, files_of, right, wrong

TRUE = right(*range(20))


def best_of(table: Table, question: int, together: tuple[str, ...] = ()) -> Supported:
    """What is best supported of a question, where the sources `together` count as one."""
    asked = answers_of(table)
    name = [source.name for source in asked.sources]
    group = [min(map(name.index, together)) if one in together else place for place, one in enumerate(name)]
    return next(one for one in support(asked, group).items if one.item.key.subject == f"q{question}")


def value_of(one: Supported) -> str:
    return one.best.value.box.claim.value


SPOILT = {**TRUE, **wrong(1)}

CASES: tuple[tuple[str, Table, tuple[str, ...], str, bool], ...] = (
    ("three against one", {"Anna": TRUE, "Bert": TRUE, "Cato": TRUE, "Dora": SPOILT}, (), "1007", True),
    ("one against one", {"Anna": TRUE, "Bert": SPOILT}, (), "1007", False),
    ("two against two", dict.fromkeys(("Anna", "Bert"), TRUE) | dict.fromkeys(("Cato", "Dora"), SPOILT), (), "", False),
    (
        "two that copy against two",
        dict.fromkeys(("Anna", "Bert"), SPOILT) | dict.fromkeys(("Cato", "Dora"), TRUE),
        ("Anna", "Bert"),
        "1007",
        True,
    ),
    (
        "one that is mostly right against one that is mostly wrong",
        {
            "Anna": TRUE,
            "Bert": {**TRUE, **wrong(1, *range(5, 20))},
            **{name: {key: value for key, value in TRUE.items() if key > 4} for name in ("Cato", "Dora")},
        },
        (),
        "1007",
        True,
    ),
    (
        "figures that all differ: the median",
        {name: {1: value} for name, value in zip("ABCDE", (90, 99, 100, 101, 500), strict=True)},
        (),
        "100",
        False,
    ),
)


@pytest.mark.parametrize("label, table, together, expected, decided", CASES, ids=[case[0] for case in CASES])
def test_best_supported(label: str, table: Table, together: tuple[str, ...], expected: str, decided: bool) -> None:
    one = best_of(table, 1, together)
    assert one.decided == decided, label
    assert not expected or value_of(one) == expected, label


def files_of_terms(prop: dict[str, Any], *answers: object) -> dict:
    entities = {"paris": ("paris-region",), "paris-region": ("france",), "france": (), "lyon": ("france",), "rome": ()}
    files: dict = {
        "vocabulary": {
            "entities": {name: {"label": name.title(), "part_of": list(of)} for name, of in entities.items()},
            "properties": {"seat": {"label": "seat", "datatype": "entity", "kind": "constant", **prop}},
        }
    }
    for place, given in enumerate(answers):
        values = given if isinstance(given, tuple) else (given,)
        claims = [
            {"id": f"c{number}", "quote": "it says so", "subject": "rome", "property": "seat", "value": value}
            for number, value in enumerate(values)
        ]
        head = {"id": f"d{place}", "title": f"D{place}", "publisher": f"P{place}", "published": "2020-05-01"}
        files[f"d{place}"] = {"document": head, "claims": claims}
    return files


def measured_of(files: dict) -> Measured:
    return measure(checker.check(files, as_of="2026-01-01"))


def test_of_places_within_places_the_most_specific_on_which_most_agree() -> None:
    one = measured_of(files_of_terms({}, "paris", "paris", "france", "lyon", "rome")).parted[0]
    assert value_of(one) == "paris"
    (general,) = measured_of(files_of_terms({}, "paris", "france", "lyon", "rome")).parted
    assert value_of(general) == "france"


def test_of_lists_the_names_that_most_give() -> None:
    lists = (("paris", "lyon"), ("paris", "lyon"), ("paris", "rome"))
    (one,) = measured_of(files_of_terms({"values": "many"}, *lists)).parted
    assert one.names == ("lyon", "paris")


def test_agreement_has_an_interval() -> None:
    """Wilson's interval of 8 of 10, as published tables have it."""
    low, high = Agreement(10, 8).interval or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)
    assert Agreement().share is Agreement().interval is None


def test_a_source_is_judged_by_the_others_alone() -> None:
    """Its own voice, and that of its copies, has no part in it; two that part support nothing."""
    table = {"Anna": TRUE, "Bert": TRUE, "Cato": {**TRUE, **wrong(3, 4)}, "Dora": {**TRUE, **wrong(5)}}
    seen = {one.source.name: one for one in measured_of(files_of(table)).sources}
    assert {name: (one.agreement.agreed, one.agreement.items) for name, one in seen.items()} == {
        "Anna": (20, 20),
        "Bert": (20, 20),
        "Cato": (18, 20),
        "Dora": (19, 20),
    }
    assert {name: one.outliers for name, one in seen.items()} == {"Anna": 0, "Bert": 0, "Cato": 2, "Dora": 1}


def test_the_command_tells_it(tmp_path: Path) -> None:
    spoilt = {**TRUE, **wrong(1, 2, 3)}
    table = {"Anna": spoilt, "Bert": spoilt, "Cato": TRUE, "Dora": TRUE, "Emil": TRUE}
    for name, content in files_of(table, Bert={"published": "2021-05-01"}).items():
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(content), "utf-8")
    arguments = ["sources", "--claims", str(tmp_path), "--no-cache", "--isolated"]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 0, told.output
    (bert,) = (line.split() for line in told.output.splitlines() if line.startswith("Bert  "))
    assert bert == ["Bert", "20", "20", "17", "20", "85", "%", "64", "%–95", "%", "0"]
    assert "Bert copies Anna (probability 99.7 %, 3 errors in common)\n" in told.output
    assert "Sources part on 3 questions, of which 0 are undecided:" in told.output
    assert "question 1 · height: best supported 1007   1007 (3 sources, 100 %); 5008 (1 source, 0 %)" in told.output
    assert told.output.endswith("it never tells what is true.\n")
    data = json.loads(CliRunner().invoke(main, [*arguments, "--format", "json"]).output)
    bert = next(source for source in data["sources"] if source["name"] == "Bert")
    assert (bert["agreed"], bert["judged"], bert["by_year"]["2021"]["share"]) == (17, 20, 0.85)
    assert [item["best"] for item in data["items"]] == ["1007", "1014", "1021"]
    assert data["items"][0]["positions"][1]["sources"] == ["Anna", "Bert"]
