"""What is best supported, how often sources agree, and how both are told."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import checker
from checker import run
from checker.cli.main import main
from checker.model.sources import Agreement, Sources
from checker.report.html import write
from checker.report.options import Options
from checker.schemas import schema
from checker.sources import copies, measure
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


def measured_of(files: dict) -> Sources:
    return checker.check(files, as_of="2026-01-01").sources


def test_of_places_within_places_the_most_specific_on_which_most_agree() -> None:
    one = measured_of(files_of_terms({}, "paris", "paris", "france", "lyon", "rome")).parted[0]
    assert one.best == "Paris"
    (general,) = measured_of(files_of_terms({}, "paris", "france", "lyon", "rome")).parted
    assert general.best == "France"


def test_of_lists_the_names_that_most_give() -> None:
    lists = (("paris", "lyon"), ("paris", "lyon"), ("paris", "rome"))
    (one,) = measured_of(files_of_terms({"values": "many"}, *lists)).parted
    assert one.best == "Lyon and Paris"
    assert {value.value: value.claims for value in one.values} == {
        "Lyon and Paris": ("d0#c0", "d0#c1", "d1#c0", "d1#c1"),
        "Paris and Rome": ("d2#c0", "d2#c1"),
    }


FULL = "smith; jones; lee"
LISTS: tuple[tuple[str, tuple[str, ...], str, bool], ...] = (
    ("some name the first only", (FULL, FULL, "Smith", "smith; lee", FULL), "jones, lee and smith", True),
    ("one adds a name", (FULL, FULL, FULL, f"{FULL}; brown"), "jones, lee and smith", True),
    ("another order is the same list", (FULL, "lee; smith; jones", FULL, "Smith"), "jones, lee and smith", True),
    ("a misspelt name", (FULL, FULL, "smith; jomes; lee", FULL), "jones, lee and smith", True),
    ("two against two that share nothing", ("smith", "smith", "brown", "brown"), "", False),
)


@pytest.mark.parametrize("label, lists, best, decided", LISTS, ids=[case[0] for case in LISTS])
def test_lists_are_supported_element_by_element(label: str, lists: tuple[str, ...], best: str, decided: bool) -> None:
    """Whoever leaves names out says less against them than whoever adds one says for it."""
    prop = {"datatype": "text", "values": "list"}
    one = measured_of(files_of_terms(prop, *lists)).questions[0]
    assert one.decided == decided, label
    assert not best or one.best == best, label


def test_of_figures_that_all_differ_those_weigh_most_that_stray_least() -> None:
    """Two sources are near the others everywhere, three are far off: where all part, the middle of the near ones."""
    rows = range(12)
    table = {
        "Anna": {row: 10_000 + 100 * row + 1 for row in rows},
        "Bert": {row: 10_000 + 100 * row for row in rows},
        "Cato": {row: 10_000 + 100 * row + (-1) ** row * 2_000 for row in rows},
        "Dora": {row: 10_000 + 100 * row + (-1) ** row * 2_500 for row in rows},
        "Emil": {row: 10_000 + 100 * row - (-1) ** row * 2_700 for row in rows},
    }
    near = [int(value_of(best_of(table, row))) - 10_000 - 100 * row for row in rows]
    assert set(near) <= {0, 1}, near


def test_agreement_has_an_interval() -> None:
    """Wilson's interval of 8 of 10, as published tables have it."""
    low, high = Agreement(10, 8).interval or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)
    assert Agreement().share is Agreement().interval is None


def test_a_source_is_judged_by_the_others_alone() -> None:
    """Its own voice, and that of its copies, has no part in it; two that part support nothing."""
    table = {"Anna": TRUE, "Bert": TRUE, "Cato": {**TRUE, **wrong(3, 4)}, "Dora": {**TRUE, **wrong(5)}}
    seen = {one.name: one for one in measured_of(files_of(table)).sources}
    assert {name: (one.agreement.agreed, one.agreement.judged) for name, one in seen.items()} == {
        "Anna": (20, 20),
        "Bert": (20, 20),
        "Cato": (18, 20),
        "Dora": (19, 20),
    }
    assert {name: one.alone for name, one in seen.items()} == {"Anna": 0, "Bert": 0, "Cato": 2, "Dora": 1}


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
    assert (
        "question 1 · height: best supported 1007   1007 (3 sources, over 99 %); 5008 (1 source, under 1 %)"
        in told.output
    )
    assert told.output.endswith("it never tells what is true.\n")
    written = CliRunner().invoke(main, [*arguments, "--format", "json"]).output
    data = json.loads(written)
    Draft202012Validator(schema("sources")).validate(data)
    assert checker.check(tmp_path, config=False).sources_to_json() == written
    bert = next(source for source in data["sources"] if source["name"] == "Bert")
    assert (bert["agreed"], bert["judged"], bert["by_year"]["2021"]["share"]) == (17, 20, 0.85)
    assert [item["best"] for item in data["items"]] == ["1007", "1014", "1021"]
    assert data["items"][0]["positions"][1]["sources"] == ["Anna", "Bert"]
    assert [(copy["sources"], copy["sort"], copy["shared"], copy["directed"]) for copy in data["copies"]] == [
        (["Anna", "Bert"], "errors", 3, True)
    ]


AT_FAULT = {"extra": {"document": {"id": "b"}, "claims": []}}
SHORT = {
    "sources, with a fault": (["sources"], {"Anna": TRUE}, AT_FAULT, 2, "in the input, which checker check lists"),
    "as data": (["sources", "--format", "json"], {"Anna": TRUE}, AT_FAULT, 2, "yaml:3:3: the field published"),
    "a picture, with a fault": (["timeline", "q1"], {"Anna": TRUE}, AT_FAULT, 2, "the first at"),
    "no claim": (["sources"], {}, {}, 3, "nothing was checked: no claim was found"),
    "nothing is lacking": (["sources"], {"Anna": TRUE}, {}, 0, ""),
}


@pytest.mark.parametrize(("command", "table", "more", "code", "why"), SHORT.values(), ids=list(SHORT))
def test_a_command_that_judges_nothing_says_why_it_fails(
    tmp_path: Path, command: list[str], table: Table, more: dict[str, Any], code: int, why: str
) -> None:
    for name, content in (files_of(table) | more).items():
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(content), "utf-8")
    done = CliRunner().invoke(main, [*command, "--claims", str(tmp_path), "--no-cache", "--isolated"])
    assert (done.exit_code, why in done.stderr, bool(done.stderr)) == (code, True, bool(why)), done.stderr
    assert ("no source makes a claim of its own" in done.stdout) == (not table)


def test_what_is_told_of_sources_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run keeps what it found; whoever asks for the sources adds what is best supported, and asks once."""
    calls: Counter[str] = Counter()

    def counted(module: ModuleType, name: str) -> None:
        function = getattr(module, name)

        def call(*given: object, **named: object) -> object:
            calls[name] += 1
            return function(*given, **named)

        monkeypatch.setattr(module, name, call)

    for module, name in ((copies, "copying"), (run, "systematic_differences"), (run, "reprints"), (measure, "support")):
        counted(module, name)
    result = checker.check(files_of({"Anna": TRUE, "Bert": TRUE, "Cato": {**TRUE, **wrong(1)}}), as_of="2026-01-01")
    assert calls["support"] == 0, "most runs do not ask"
    assert result.sources is result.sources
    assert dict(calls) == {"copying": 1, "systematic_differences": 1, "reprints": 1, "support": 1}


def test_a_page_has_a_section_on_sources() -> None:
    spoilt = {**TRUE, **wrong(1, 2, 3)}
    table = {"Anna": spoilt, "Bert": spoilt, "Cato": TRUE, "Dora": TRUE, "Emil": TRUE}
    page = write(checker.check(files_of(table), as_of="2026-01-01"), Options())
    section = page[page.index("<section id=sources") :].partition("</section>")[0]
    assert '<a href="#sources">Sources</a>' in page
    assert section.count("Anna and Bert copy (probability 99.7 %, 3 errors in common)") == 2
    assert "<th scope=row dir=auto>Bert<td>20<td>20<td>17<td>20<td>85 %<td>64 %–95 %<td class=nil>0" in section
    assert "best supported 1007, margin over 99 %" in section
    assert "<p dir=auto>5008: under 1 %, Anna, Bert" in section
    assert "Sources part on 3 questions, of which 0 are undecided." in section
    assert "it never tells what is true" in section
    alone = write(checker.check(files_of({"Anna": TRUE}), as_of="2026-01-01"), Options())
    assert "id=sources" not in alone
